"""Who wrote and printed an article, read from the lines above and below it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from annotator.extract.page.calendar import has_month
from annotator.extract.page.page_lines import FULL_DATE, PICTURE
from annotator.extract.page.page_words import opens_as_junk, page_words
from annotator.extract.prose.segmentation import Stretch, trimmed

_CUT: Final = re.compile(
    r"\s*(?:[|»›❯▸▶•·—/<>‹]|::|//|©|\(c\)|\d[\d./:-]{3,}\d)\s*|\s+[–-]+\s+|\s{2,}"
    r"|\s+reporting for\s+|(?<=\w)\s+(?=at [A-Z]\w+ [A-Z]|in [A-Z]\w+$)|(?<=\w)[,:;]\s+"
    r"|(?<=[^.\W][^.\W][^.\W])\.\s+"
)
_LEAD: Final = re.compile(
    r"(?i:©|\(c\)|copyright|all rights reserved|source:|published in|press service of|issued by:?"
    r"|this report by|this story by|\d{4}|,|\s)+"
)
_TRAIL: Final = re.compile(
    r"(?:\s*(?:©|(?i:all rights reserved)|(?:19|20)\d\d|\d+(?:\.\d+)?|,|\.))+$"
)
_NAME: Final = re.compile(
    r"[^\W\d_a-z][\w’'‘.-]*(?:\s(?:&|[^\W\d_a-z][\w’'‘.-]*"
    r"|[a-z]{1,5}[’'][^\W\d_a-z]\w+|of|the|and|for|de|del|della|la|le|el|al|i|ya|du|dos|da|bin|von|van)){0,9}"
)
_PERSON: Final = re.compile(
    r"[^\W\d_a-z][\w’'‘.-]*"
    r"(?:\s(?:[^\W\d_a-z][\w’'‘.-]*|(?:al|el)-\w+|de|del|di|da|du|la|al|el|van|von|bin|der|den|ter|dos)){1,4}"
)
_BYLINE: Final = re.compile(
    r"(?:^|(?<=\s)|(?<=[|·•—–]))(?:[Bb]y:?|BY|[Aa]uthor:?|(?:[Ww]ritten|[Rr]eport(?:ed|ing)) by"
    r"|[Pp]osted by|Words:?|[Tt]ext:?|Texto:|[Ff]rom our [\w ]*correspondent|Issued by:"
    r"|(?:Press|Media) contact:)\s+"
)
_CODE: Final = re.compile(
    r"(?:(?<![\w/])|(?<=//))(?!(?:ENDS|End)\b)([^\W\d_]{2,4}/[^\W\d_]{2,4}|(?<=[–-])[a-z]{2,4}|[^\W\d_a-z]{1,3}-\d{2,3})(?![\w/])"
)
_SHORT_CODE: Final = re.compile(r"\(([a-z]{2,4})\)$")


_IN_BODY: Final = re.compile(
    r"\b(?:told|to|reached|by|this|when|with) "
    r"(?P<name>[Tt]he (?:[^\W\d_a-z]\w+ ){1,3}[^\W\d_a-z]\w+)"
)
_ABBREVIATED: Final = 4
_LONE: Final = 5
_SHORT_NAME: Final = 5
_LINE: Final = 120
_PAGES: Final = re.compile(r"[»›❯▸>‹]|::| / .* / ")
_BARE: Final = re.compile(r"[^\s,|·•(]{2,20}(?=\s*(?:[,|·•]|on\b|$))")
_WHOLE: Final = re.compile(r"[^,|·•(—\n]{2,40}?(?=\s*(?:[,|·•—]|$))")
_AND: Final = re.compile(r"(?: and |, (?=\w+$))")
_ENOUGH: Final = 3
_BEFORE_PHRASE: Final = 20
_INITIALS: Final = re.compile(r"(?:[A-Z]\.-?\s?){2,4}|[A-Z]{2,3}")
_ROLE: Final = re.compile(
    r"(?i:senior|staff|chief|business|political|correspondents?|reporters?|editors?|photos?|updated|published|posted|share|covers)\.?"
)


def bylines(text: str, lines: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield whoever a line names as its author, the surest first."""
    for line in lines:
        yield from _signed(text, line)
    for line in lines:
        yield from _phrased(text, line)
    paths = {line for line in lines if _is_path(line.text(text))}
    dated = [line for line in lines if FULL_DATE.search(line.text(text))]
    named = [list(_named(text, it)) for it in (*dated, *lines[1:]) if it not in paths]
    yield from (
        it for found in named for it in found if text[it.start - 1 : it.start] in {"", "\n"}
    )
    yield from (it for found in named for it in found)
    yield from _codes(text, lines)


def _signed(text: str, line: Stretch) -> Iterator[Stretch]:
    """Yield the names behind `by`, `words:` and their like."""
    for match in _BYLINE.finditer(text, *line):
        where = _author(text, match.end(), line.end)
        lower = text[match.start()] == "b" and match.start() > line.start
        if where is not None and not (lower and is_printed(where.text(text))):
            yield where


def _phrased(text: str, line: Stretch) -> Iterator[Stretch]:
    """Yield phrases such as `Our Correspondent` that stand where a name would."""
    low = line.text(text).lower().replace("’", "'")
    for phrase in sorted(page_words().bylines):
        at = low.find(phrase)
        if at == 0:
            cut = re.compile(r"\s*(?:[|·•]|$)").search(text, line.start, line.end)
            yield Stretch(line.start, cut.start() if cut else line.end)
        elif 0 < at <= _BEFORE_PHRASE and not phrase.endswith("desk"):
            yield Stretch(line.start, line.start + at + len(phrase))


def _codes(text: str, lines: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield the codes and initials that stand where a name would, the last first."""
    for line in reversed(lines[1:]):
        match = _CODE.search(text, *line) or _SHORT_CODE.search(text, *line)
        if match and match.group(1):
            yield Stretch(*match.span(1))
    for line in lines[1:]:
        if FULL_DATE.search(line.text(text)):
            yield from (it for it in pieces(text, line) if _INITIALS.fullmatch(it.text(text)))


def _author(text: str, start: int, end: int) -> Stretch | None:
    if text[start:end].lower().startswith("the editors of"):
        return None
    first = _PERSON.match(text, start, end)
    if first is None and text[start].islower() and not text[:start].rstrip().endswith("osted by"):
        return None
    if first is None:
        bare = _BARE.match(text, start, end)
        whole = _WHOLE.match(text, start, end)
        found = bare or whole
        return Stretch(*found.span()) if found else None
    stop = _person_end(text, first)
    more = _AND.match(text, stop, end)
    second = _PERSON.match(text, more.end(), end) if more else None
    if more and second:
        return Stretch(start, _person_end(text, second))
    if more and text[stop] == "," and re.fullmatch(r"\w+", text[more.end() : end]):
        return Stretch(start, end)
    return Stretch(start, stop)


def _person_end(text: str, match: re.Match[str]) -> int:
    """Return where a name ends: before a month, and without the full stop of its line."""
    end = match.end()
    for number, word in enumerate(re.finditer(r"\S+", match.group())):
        form = word.group()
        if form.endswith(".") and len(form) > _ABBREVIATED:
            end = match.start() + word.end() - 1
            break
        if number and (has_month(form) or _ROLE.fullmatch(form)):
            end = match.start() + word.start()
            break
    where = trimmed(text, match.start(), end)
    last = where.text(text).split()[-1] if where.end > where.start else ""
    return where.end - (last.endswith(".") and len(last) >= _ABBREVIATED)


def _is_path(words: str) -> bool:
    """Tell whether a line leads to the article by its departments, without a date in it."""
    return not FULL_DATE.search(words) and bool(_PAGES.search(words))


def _named(text: str, line: Stretch) -> Iterator[Stretch]:
    """Yield the pieces of a short line that are persons' names by their form."""
    words = line.text(text)
    if (
        len(words) > _LINE
        or PICTURE.match(words)
        or "“" in words
        or (opens_as_junk(words) and not FULL_DATE.search(words))
    ):
        return
    for piece in pieces(text, line):
        whole = _PERSON.match(text, piece.start, piece.end)
        if whole is None:
            continue
        alone = whole.end() == piece.end and " and " not in piece.text(text)
        found = Stretch(piece.start, _person_end(text, whole)) if alone else piece
        if _is_signature(found.text(text)):
            yield found


def _is_signature(name: str) -> bool:
    """Tell whether a name may be a person's, or two persons'."""
    if name.isupper() or name.startswith("The ") or any(map(has_month, name.split()[1:])):
        return False
    return all(_PERSON.fullmatch(part) and not is_printed(part) for part in name.split(" and "))


def is_printed(name: str) -> bool:
    """Tell whether a name is an outlet's or a department's rather than a person's."""
    lows = name.lower().rstrip(".").split()
    known = page_words()
    return name.lower() in known.sections or any(
        low in known.outlets or low in known.sections for low in lows
    )


def pieces(text: str, line: Stretch) -> Iterator[Stretch]:
    """Yield what stands between the separators of a line."""
    start = line.start
    for match in _CUT.finditer(text, *line):
        if match.start() > start:
            yield trimmed(text, start, match.start())
        start = match.end()
    if line.end > start:
        yield trimmed(text, start, line.end)


def outlet(
    text: str, lines: Sequence[Stretch], agency: Stretch | None, author: str | None
) -> Stretch | None:
    """Return the name of the outlet that is shown most: by its words, places and how often."""
    ranks: Counter[str] = Counter()
    where: dict[str, Stretch] = {}
    for found, rank in _shown(text, lines, agency):
        name = found.text(text)
        if _could_print(name, author):
            where.setdefault(name.casefold(), found)
            ranks[name.casefold()] += rank
    short = agency.text(text) if agency is not None and _is_short(agency.text(text)) else None
    for key, found in where.items():
        name = found.text(text)
        ranks[key] += 3 * any(low in page_words().outlets for low in key.split())
        ranks[key] += min(text.count(name) - 1, 3)
        ranks[key] += 4 * (short is not None and short in {_letters(name), _letters(name)[1:]})
        ranks[key] -= 3 * (_is_short(name) and len(where) > 1)
    best = max(ranks, key=lambda key: ranks[key]) if ranks else None
    return where[best] if best is not None and ranks[best] >= _ENOUGH else agency


def _shown(
    text: str, lines: Sequence[Stretch], agency: Stretch | None
) -> Iterator[tuple[Stretch, int]]:
    """Yield names that may be the outlet's, each with what its place is worth."""
    for at, line in enumerate(lines):
        words = line.text(text)
        if _BYLINE.match(text, *line) and "Issued" not in words:
            yield from ((_bare(text, it), 1) for it in list(pieces(text, line))[1:])
            continue
        parts = list(pieces(text, line))
        for number, piece in enumerate(parts):
            found = _bare(text, piece)
            marked = (
                "©" in words or "(c)" in words or found.text(text) != piece.text(text).rstrip(".")
            )
            lone = len(parts) == 1 and not marked and not is_printed(found.text(text))
            yield found, 2 * (at == 0 and number == 0) + 2 * marked + 1 - _LONE * lone
    if agency is not None:
        grouped = text[agency.start - 1 : agency.start] in {"(", "/", "["}
        yield agency, 4 if grouped else 1
        if _is_short(agency.text(text)):
            yield from _spelt_out(text, agency.text(text))
    for match in _IN_BODY.finditer(text):
        if match["name"].split()[-1].lower() in page_words().outlets:
            yield Stretch(*match.span("name")), 0


def _spelt_out(text: str, short: str) -> Iterator[tuple[Stretch, int]]:
    words = r"\s+(?:(?:of|the|and|for)\s+)?".join(rf"{re.escape(letter)}\w+" for letter in short)
    for match in re.finditer(rf"\b{words}\b", text):
        yield Stretch(*match.span()), 4


def _letters(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _bare(text: str, piece: Stretch) -> Stretch:
    lead = _LEAD.match(text, *piece)
    start = lead.end() if lead else piece.start
    trail = _TRAIL.search(text, start, piece.end)
    return trimmed(text, start, trail.start() if trail else piece.end)


def _could_print(name: str, author: str | None) -> bool:
    low = name.casefold()
    if (
        not name[1:]
        or name.endswith("-")
        or name == author
        or low in page_words().sections
        or opens_as_junk(name)
    ):
        return False
    if author is not None and (name in author or author in name):
        return False
    return bool(_NAME.fullmatch(name)) and not any(has_month(word) for word in name.split())


def _is_short(name: str) -> bool:
    return " " not in name and name.isupper() and len(name) <= _SHORT_NAME
