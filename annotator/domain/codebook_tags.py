"""What a person does to the tree of tags: each change gives another codebook, and drops no key."""

from collections.abc import Callable, Mapping

from annotator.domain.codebook import Codebook, Tag
from annotator.domain.errors import UsageError

Change = Callable[[Tag], Tag]


def tag_of(codebook: Codebook, key: str) -> Tag:
    """Return the tag with this key.

    Raises:
        KeyError: there is none.
    """
    found = next((tag for tag in codebook.all_tags() if tag.key == key), None)
    if found is None:
        raise KeyError(key)
    return found


def with_tag(codebook: Codebook, tag: Tag) -> Codebook:
    """Return the codebook with a tag in place of the one with its key, or after the others.

    The digit it takes is taken from any other. What stands below the one it replaces stays.
    """
    changes: dict[str, Change] = {
        item.key: lambda other: other.amended(shortcut=None)
        for item in codebook.all_tags()
        if tag.shortcut and item.shortcut == tag.shortcut
    }
    changes[tag.key] = lambda before: tag.amended(children=before.children)
    tags = _changed(codebook.tags, changes)
    known = {item.key for item in codebook.all_tags()}
    return codebook.amended(tags=tags if tag.key in known else (*tags, tag))


def with_tag_beside(codebook: Codebook, tag: Tag, near: str | None) -> Codebook:
    """Return the codebook with a new tag right after another, or after all others."""
    grown = with_tag(codebook, tag)
    if near is None:
        return grown
    parent, place = place_of(codebook, near)
    return moved_tag(grown, tag.key, parent, place + 1)


def retired_tag(codebook: Codebook, key: str, *, retired: bool = True) -> Codebook:
    """Return the codebook with a tag no longer offered, or offered again; its digit is free.

    A tag that was merged into another and is revived stands for itself again.
    """
    tag = tag_of(codebook, key)
    return with_tag(codebook, tag.amended(retired=retired, merged_into=None, shortcut=None))


def merged_tag(codebook: Codebook, key: str, into: str) -> Codebook:
    """Return the codebook in which one tag stands for another, too; those below it move along.

    Raises:
        UsageError: it would be merged into itself, or into one below it, or into a retired one.
    """
    tag, target = tag_of(codebook, key), tag_of(codebook, into)
    if into in {item.key for item in tag.walk()}:
        raise UsageError(f"“{tag.label}” cannot be merged into itself, or into a tag below it.")
    if target.retired:
        raise UsageError(f"“{target.label}” is retired; revive it first.")
    gone = tag.amended(children=(), retired=True, merged_into=into, shortcut=None)
    changes: dict[str, Change] = {
        key: lambda _item: gone,
        into: lambda item: item.amended(children=(*item.children, *tag.children)),
    }
    return codebook.amended(tags=_changed(codebook.tags, changes))


def moved_tag(codebook: Codebook, key: str, parent: str | None, place: int) -> Codebook:
    """Return the codebook with a tag, and all below it, at a place below another or below none.

    Raises:
        UsageError: it would stand below itself, or below one that was merged into another.
    """
    tag = tag_of(codebook, key)
    if parent is not None and parent in {item.key for item in tag.walk()}:
        raise UsageError(f"“{tag.label}” cannot stand below itself.")
    if parent is not None and tag_of(codebook, parent).merged_into:
        raise UsageError("A tag that was merged into another has none below it.")
    rest = _without(codebook.tags, key)

    def put(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
        return (*tags[: max(0, place)], tag, *tags[max(0, place) :])

    if parent is None:
        return codebook.amended(tags=put(rest))
    below: dict[str, Change] = {parent: lambda item: item.amended(children=put(item.children))}
    return codebook.amended(tags=_changed(rest, below))


def place_of(codebook: Codebook, key: str) -> tuple[str | None, int]:
    """Return below which tag a tag stands, None for none, and at which place, 0 the first.

    Raises:
        KeyError: there is no such tag.
    """
    for parent, tags in [
        (None, codebook.tags),
        *((tag.key, tag.children) for tag in codebook.all_tags()),
    ]:
        keys = [tag.key for tag in tags]
        if key in keys:
            return parent, keys.index(key)
    raise KeyError(key)


def _changed(tags: tuple[Tag, ...], changes: Mapping[str, Change]) -> tuple[Tag, ...]:
    """Return tags, and those below them, each changed as is said for its key."""
    below = (tag.amended(children=_changed(tag.children, changes)) for tag in tags)
    return tuple(changes.get(tag.key, _same)(tag) for tag in below)


def _same(tag: Tag) -> Tag:
    return tag


def _without(tags: tuple[Tag, ...], key: str) -> tuple[Tag, ...]:
    return tuple(
        tag.amended(children=_without(tag.children, key)) for tag in tags if tag.key != key
    )
