"""Who wrote an article: names, codes and phrases of its page, and what tells the author's."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from annotator.extract.page.author_codes import AUTHOR_CODE, Seen, at_line_edges, coded
from annotator.extract.page.calendar import has_month
from annotator.extract.page.choosing import Candidate, bucket
from annotator.extract.page.outlets import COMPANY, RELEASE
from annotator.extract.page.page_lines import ABOUT, CRUMB, PICTURE, is_dated
from annotator.extract.page.page_words import (
    bylines,
    is_caption,
    nations,
    opens_as_junk,
    places,
)
from annotator.extract.page.printed import PERSON, bare, folded, is_printed, pieces
from annotator.extract.prose.segmentation import Stretch, trimmed

_CUE: Final = re.compile(
    r"(?:^|(?<=[\s|·•—–/]))(?:(?P<by>(?:[A-Z]\w+ (?:and \w+ )?)?[Bb]y|BY"
    r"|(?:[Pp]or|[Pp]ar|[Vv]on|[Dd]oor|[Oo]leh|^With)(?= [^\W\d_a-z]))\b:?"
    r"|(?P<label>[Aa]uthors?|[Rr]eporters?|[Ww]ords|[Tt]ext[eo]?|[Ss]tory|[Ss]ource|[Ee]ditor"
    r"|[A-Z]\w+ contact):?"
    r"|(?P<ours>[Ff]rom our [\w ]*correspondent)|(?P<other>[A-Z]\w{3,11}:))\s+(?=\S)"
)
_ROLE: Final = re.compile(
    r"(?i:senior|staff|chief|business|political|local|special|correspondents?|reporters?|editors?"
    r"|photos?|updated|published|posted|share|covers)\.?"
)
_INITIALS: Final = re.compile(r"(?:[^\W\d_a-z][a-z]?\.-?){2,4}")
_NOBODY: Final = re.compile(r"[:@]|\.\w{2,}|^(?:About|With|In|At|From|For|To|The editors|[Aa]n?) ")
_NOT_WRITING: Final = re.compile(
    r"(?:powered|sponsored|supported|approved|released|hosted|owned|funded|presented"
    r"|provided|distributed) by",
    re.IGNORECASE,
)
_STAFF: Final = re.compile(
    r"(?: (?!and\b)[a-z]+)? (?:[Dd]esk|[Bb]ureau|[Tt]eam|staff)(?=\s*(?:[|·•—]|$))"
)
_CUED: Final = frozenset(["by", "label", "ours", "about", "code slash", AUTHOR_CODE])
_AND: Final = re.compile(r"(?: and |, (?=\w+$))")
_WHOLE: Final = re.compile(r"[^,|·•(—\n]{2,40}?(?=\s*(?:[,|·•—]|\bon\b|$))")
_PHRASE_END: Final = re.compile(r"\s*(?:[|·•]|,\s*\d|\b(?:Published|Updated|Posted)\b|$)")
_BEFORE_PHRASE: Final = 20
_ABBREVIATED: Final = 4
_SIGNED: Final = 20
_LINE: Final = 160
_CODES_LINE: Final = 60
_GOES_ON: Final = re.compile(r" (?!(?:at|in|for|and|with|special|reporting)\b)[a-z]{2,} [a-z]")
_OFFICES: Final = frozenset(["minister", "president", "ministry", "secretary", "department"])
_SURNAME: Final = 3
_PICTURES: Final = re.compile(
    r"\b(?:photo|image|picture|pix|foto|bild|translat|edit|illustrat)", re.IGNORECASE
)


def author_candidates(
    text: str, around: Sequence[Stretch], body: Sequence[Stretch], outlet: str | None
) -> list[Candidate]:
    """Return whoever the lines around an article may name as its author.

    `outlet` is who published it, and wrote nothing.
    """
    found: dict[Stretch, set[str]] = {}
    start = body[0].start if body else 0
    lines = [line for line in around if line.end - line.start <= _LINE]
    for at, line in enumerate(lines):
        spot = {*_spot(text, lines, at, start)}
        for where, clues in _in_line(text, line):
            found.setdefault(where, set()).update(clues, spot)
    for where, clues in at_line_edges(text):
        found.setdefault(where, set()).update(clues)
    for where in [
        it for it, clues in found.items() if "phrase" in clues and _is_role(text, it, found)
    ]:
        del found[where]
    article = "\n".join(line.text(text) for line in body)
    released = any(RELEASE.search(line.text(text)) for line in around)
    return [
        Candidate(name, where, frozenset({*clues, *_known(text, where, outlet)}))
        for where, clues in found.items()
        if _could_be(name := where.text(text), outlet)
        and (clues & _CUED or not (released or _is_subject(name, article)))
    ]


def _is_role(text: str, phrase: Stretch, found: Iterable[Stretch]) -> bool:
    """Tell whether `Staff writer` stands alone on the line below a person's name."""
    before = text[: phrase.start].rstrip()
    alone = text[len(before) : phrase.start].count("\n") == 1
    return alone and any(it.end == len(before) and PERSON.fullmatch(text, *it) for it in found)


def _is_subject(name: str, article: str) -> bool:
    """Tell whether an article speaks of one whom it names, by the last word of the name."""
    last = [part.rsplit(maxsplit=1)[-1] for part in _AND.split(name) if part.strip()]
    return any(len(word) > _SURNAME and _says(article, word) for word in last)


def _says(article: str, word: str) -> bool:
    """Tell whether a word stands by itself somewhere; a pattern of each would have to be made."""
    at = article.find(word)
    while at >= 0:
        end = at + len(word)
        if _parts(article, at) and _parts(article, end):
            return True
        at = article.find(word, at + 1)
    return False


def _parts(text: str, at: int) -> bool:
    """Tell whether a word begins or ends at an offset."""
    before, behind = text[at - 1 : at], text[at : at + 1]
    return (before.isalnum() or before == "_") != (behind.isalnum() or behind == "_")


def _shares(name: str, outlet: str) -> bool:
    """Tell whether a name holds an outlet's, its initials, or is part of it."""
    one, other = folded(name), folded(outlet)
    initials = "".join(word[0] for word in outlet.split() if word[0].isupper())
    return one in other or other in one or initials in name.split()


def _could_be(name: str, outlet: str | None) -> bool:
    if outlet is not None and folded(name) == folded(outlet):
        return False
    return bool(name) and not _NOBODY.search(name) and not opens_as_junk(name)


def _spot(text: str, lines: Sequence[Stretch], at: int, start: int) -> Iterator[str]:
    """Yield clues of where among the others the line stands that a name is in."""
    head = lines[at].start < start
    yield "head" if head else "foot"
    if at == 0 and head:
        yield "first line"
    if head and (at + 1 == len(lines) or lines[at + 1].start > start):
        yield "last of head"
    if not head and (at == 0 or lines[at - 1].start < start):
        yield "first of foot"
    beside = [lines[near].text(text) for near in (at - 1, at + 1) if 0 <= near < len(lines)]
    if any(map(is_dated, beside)):
        yield "near date"
    yield from _manner(lines[at].text(text))


def _manner(words: str) -> Iterator[str]:
    """Yield clues of how the line is written that a name stands in."""
    checks = (
        ("dated", is_dated(words)),
        ("path", bool(CRUMB.search(words))),
        ("picture", bool(PICTURE.match(words)) or is_caption(words)),
        ("quoted", "“" in words or "«" in words or '"' in words),
        ("junk", opens_as_junk(words)),
        ("owned", "©" in words),
    )
    yield from (clue for clue, holds in checks if holds)


def _in_line(text: str, line: Stretch) -> Iterator[Seen]:
    yield from _cued(text, line)
    yield from _phrased(text, line)
    about = ABOUT.fullmatch(text, *line)
    if about:
        yield Stretch(*about.span("author")), {"about"}
    for piece in pieces(text, line):
        alone = {"lone"} if piece.of == 1 else {"leads"} if piece.number == 0 else {"follows"}
        for where in _named(text, piece.where):
            whole = {"whole"} if where == piece.where else {"start of piece"}
            yield where, {"named", *alone, *whole}
    if line.end - line.start <= _CODES_LINE or "(" in line.text(text):
        yield from coded(text, line)


def _cued(text: str, line: Stretch) -> Iterator[Seen]:
    """Yield the names behind `by`, `words:` and their like."""
    for match in _CUE.finditer(text, *line):
        if _NOT_WRITING.match(match.group()):
            continue
        where = _behind_cue(text, match.end(), line.end)
        named = where is not None and PERSON.fullmatch(where.text(text))
        if where is not None and (named or match.lastgroup != "other"):
            opens = {"cue opens"} if match.start() == line.start else {"cue inside"}
            kind = match.lastgroup or ""
            picture = {"picture cue"} if _PICTURES.search(match.group()) else set()
            yield where, {kind, *opens, *picture, "cued name" if named else "cued phrase"}


def _behind_cue(text: str, start: int, end: int) -> Stretch | None:
    first = PERSON.match(text, start, end)
    if first is None:
        whole = _WHOLE.match(text, start, end) if text[start].isalpha() else None
        return bare(text, Stretch(*whole.span())) if whole else None
    staff = _STAFF.match(text, first.end(), end)
    if staff:
        return Stretch(start, staff.end())
    stop = person_end(text, first)
    more = _AND.match(text, stop, end)
    second = PERSON.match(text, more.end(), end) if more else None
    if more and second:
        return Stretch(start, person_end(text, second))
    if more and text[stop] == "," and _is_author(text, Stretch(more.end(), end)):
        return Stretch(start, end)
    return Stretch(start, stop)


def _is_author(text: str, second: Stretch) -> bool:
    """Tell whether one word behind the comma of a byline is a second author, and not a place."""
    name = second.text(text)
    known = name.lower() in places().capitals | places().cities | nations()
    placed = re.search(rf"\b(?:[Ii]n|[Aa]t|[Nn]ear) {re.escape(name)}\b", text)
    return bool(re.fullmatch(r"\w+", name)) and not known and placed is None


def person_end(text: str, match: re.Match[str]) -> int:
    """Return where a name ends: before a month or role, without the full stop of its line."""
    end = match.end()
    for number, word in enumerate(re.finditer(r"\S+", match.group())):
        form = word.group()
        if form.endswith(".") and len(form) > _ABBREVIATED and not _INITIALS.fullmatch(form):
            end = match.start() + word.end() - 1
            break
        role = number > 1 and _ROLE.fullmatch(form)
        if number and (has_month(form) or role):
            end = match.start() + word.start()
            break
    where = trimmed(text, match.start(), end)
    last = where.text(text).split()[-1] if where.end > where.start else ""
    return where.end - (last.endswith(".") and len(last) >= _ABBREVIATED)


def _phrased(text: str, line: Stretch) -> Iterator[Seen]:
    """Yield phrases such as `Our Correspondent` that stand where a name would."""
    low = line.text(text).lower().replace("’", "'")
    for phrase in bylines():
        at = low.find(phrase)
        if at == 0:
            cut = _PHRASE_END.search(text, *line)
            yield Stretch(line.start, cut.start() if cut else line.end), {"phrase"}
        elif 0 < at <= _BEFORE_PHRASE and not phrase.endswith("desk"):
            cue = _CUE.match(text, *line)
            start = cue.end() if cue else line.start
            named = PERSON.match(text, start, line.start + at)
            if named and text[named.end()] in ",|–—-":
                continue
            begins = [
                it.where.start for it in pieces(text, line) if it.where.start <= line.start + at
            ]
            yield Stretch(max([start, *begins]), line.start + at + len(phrase)), {"phrase"}


def _named(text: str, piece: Stretch) -> Iterator[Stretch]:
    """Yield the person's name, or two persons', that a piece begins with."""
    match = PERSON.match(text, *piece)
    if match is None or _CUE.match(text, *piece):
        return
    end = person_end(text, match)
    more = _AND.match(text, end, piece.end)
    second = PERSON.match(text, more.end(), piece.end) if more else None
    where = Stretch(piece.start, person_end(text, second) if second else end)
    words = where.text(text).split()
    short = all(len(word) <= _ABBREVIATED and word.isupper() for word in words)
    short = short or words[-1].islower() or bool(_GOES_ON.match(text, where.end))
    short = short or any(word.lower() in _OFFICES for word in words)
    if len(words) > 1 and not short and words[0] != "The" and not any(map(has_month, words[1:])):
        yield where


def _known(text: str, where: Stretch, outlet: str | None) -> Iterator[str]:
    """Yield clues of the name itself, and of what else bears it."""
    name = where.text(text)
    words = name.split()
    yield "author"
    yield bucket("words", len(words), 1, 2, 3, 4)
    if name[0].islower() and len(name) > _ABBREVIATED:
        yield "lower"
    if is_printed(name) or COMPANY.search(name):
        yield "printed"
    if words[0] in {"The", "the", "a", "A"}:
        yield "the"
    if name.isupper() and len(name) > _ABBREVIATED:
        yield "shouted"
    if outlet is not None and _shares(name, outlet):
        yield "outlet"
    lines = text.count(name)
    yield bucket("times", lines, 2, 3)
