"""Two codebooks that grew apart: what both together say, as long as they do not contradict."""

from annotator.domain.codebook import Codebook, Tag
from annotator.domain.codebook_differences import Difference, Verb, differences
from annotator.domain.errors import UsageError


def united(ours: Codebook, theirs: Codebook) -> Codebook:
    """Return our codebook with the fields, tags and reasons that only the other one has.

    Raises:
        UsageError: something that both have is not the same in them; it names the first.
    """
    here = {item.key for item in ours.fields} | {tag.key for tag in ours.all_tags()}
    for found in differences(ours, theirs):
        if found.verb not in {Verb.ADD, Verb.MOVE} and found.key in here:
            raise UsageError(f"The codebooks do not fit: {_words(found)}.")
    _require_same(ours, theirs)
    known = {item.key for item in ours.fields}
    fields = (*ours.fields, *(item for item in theirs.fields if item.key not in known))
    reasons = dict.fromkeys((*ours.return_reasons, *theirs.return_reasons))
    return ours.amended(fields=fields, tags=_tags(ours, theirs.tags), return_reasons=tuple(reasons))


def _require_same(ours: Codebook, theirs: Codebook) -> None:
    """Refuse what the list of differences has no word for, such as a condition or a colour."""
    fields = {item.key: item for item in theirs.fields}
    for item in ours.fields:
        if fields.get(item.key, item) != item:
            raise UsageError(f"The codebooks do not fit: the field “{item.label}” is not the same.")
    tags = {tag.key: tag.amended(children=()) for tag in theirs.all_tags()}
    for tag in ours.all_tags():
        if tags.get(tag.key, tag.amended(children=())) != tag.amended(children=()):
            raise UsageError(f"The codebooks do not fit: the tag “{tag.label}” is not the same.")


def _tags(ours: Codebook, theirs: tuple[Tag, ...]) -> tuple[Tag, ...]:
    known = {tag.key for tag in ours.all_tags()}
    digits = {tag.shortcut for tag in ours.all_tags()}

    def new(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
        return tuple(
            tag.amended(
                children=new(tag.children),
                shortcut=None if tag.shortcut in digits else tag.shortcut,
            )
            for tag in tags
            if tag.key not in known
        )

    below = {tag.key: new(tag.children) for top in theirs for tag in top.walk()}

    def grown(tag: Tag) -> Tag:
        children = tuple(grown(child) for child in tag.children)
        return tag.amended(children=(*children, *below.get(tag.key, ())))

    return (*(grown(tag) for tag in ours.tags), *new(theirs))


def _words(found: Difference) -> str:
    what = f"{found.kind.value} “{found.label}”"
    if all(found.words) and found.words[0] != found.words[1]:
        one, other = found.words
        return f"the {what} differs (“{one}” here, “{other}” there)"
    return f"the {what} is not the same ({found.verb.value})"
