"""Reads the dateline of a line: the place, the date and the agency before its first sentence."""

import re
from typing import Final, NamedTuple

from annotator.extract.page.calendar import has_month, is_day
from annotator.extract.page.page_lines import TIMED
from annotator.extract.prose.segmentation import Stretch, trimmed

_TOKEN: Final = re.compile(
    r"(?P<name>[^\W\d_a-z][\w’'‘]*(?:-\w+)*)"
    r"|(?P<number>\d(?:[\d./:-]*\d)?(?:[ap]m|st|nd|rd|th)?)"
    r"|(?P<small>(?:of|the|and|de|del|la|le|el|al|today)\b)"
    r"|(?P<group>\([^()\n]{2,40}\)|(?<!\w)/[^/\n]{2,30}/|(?<!\w)\[[^\[\]\n]{3,80}\])"
    r"|(?P<dash>[–—]|-{1,3}|:|\.{3})"
    r"|(?P<bar>[|/])"
    r"|(?P<dot>\.)"
    r"|(?P<comma>,)"
    r"|(?P<blank>[ \t]+)"
)
_WITHIN: Final = 110
_FEW: Final = 4
_LETTERS: Final = 3


class Dateline(NamedTuple):
    """A dateline; `place` and `agency` are where it gives them."""

    line: Stretch
    place: Stretch | None
    agency: Stretch | None


class _Token(NamedTuple):
    kind: str
    start: int
    end: int


def read_dateline(text: str, line: Stretch) -> Dateline | None:
    """Return the dateline a line begins with, None where it begins with its sentence."""
    if TIMED.match(text, *line):
        return None
    tokens = _tokens(text, line)
    end = _end(text, line, tokens)
    if end is None:
        return None
    taken = [token for token in tokens if token.end <= end]
    if _is_named_again(text, line, taken):
        return Dateline(trimmed(text, line.start, end), Stretch(*taken[0][1:]), None)
    dashed = text[line.start : line.end].startswith(("-", "–", "—"), end - line.start)
    if not _reads_as_one(text, taken, dashed=dashed):
        return None
    whole = trimmed(text, line.start, end)
    place, agency = _parts(text, taken)
    return Dateline(whole, place, agency) if place or agency else None


def _is_named_again(text: str, line: Stretch, taken: list[_Token]) -> bool:
    """Tell whether a line opens with one name and a full stop, and the page has that name again."""
    if [item.kind for item in taken] != ["name", "dot"] or taken[1].end == line.end:
        return False
    name = text[taken[0].start : taken[0].end]
    again = text.count(name) + text.count(name.upper()) * (name != name.upper())
    return len(name) >= _LETTERS and again > 1 and f" {name.lower()}" not in text


def _tokens(text: str, line: Stretch) -> list[_Token]:
    found: list[_Token] = []
    at = line.start
    limit = min(line.end, line.start + _WITHIN)
    while at < limit and (match := _TOKEN.match(text, at, limit)):
        found.append(_Token(match.lastgroup or "", at, match.end()))
        at = match.end()
    return found


def _end(text: str, line: Stretch, tokens: list[_Token]) -> int | None:
    """Return where the dateline ends: before a dash or bar, else behind a full stop or bracket."""
    dash = [item.start for item in tokens if item.kind == "dash" and _apart(text, line, item)]
    if dash:
        return dash[1] if len(dash) > 1 and dash[1] - dash[0] < _WITHIN // 5 else dash[0]
    bars = [item.start for item in tokens if item.kind == "bar" and _apart(text, line, item)]
    if bars:
        return bars[-1]
    groups = [item for item in tokens if item.kind == "group"]
    stops = [
        item.end
        for item in tokens
        if item.kind == "dot" and (item.end == line.end or text[item.end].isspace())
    ]
    if stops:
        return stops[-1]
    return groups[0].end if groups and _opens_sentence(text, groups[0].end) else None


def _opens_sentence(text: str, at: int) -> bool:
    return bool(re.compile(r"\s+[^\W\d_a-z]").match(text, at))


def _apart(text: str, line: Stretch, item: _Token) -> bool:
    """Tell whether a mark parts the dateline from its sentence rather than two words of a name."""
    if item.end >= line.end:
        return True
    spaced = text[item.end].isspace()
    return text[item.start] == "—" or (spaced and (text[item.start] == ":" or _blank(text, item)))


def _blank(text: str, item: _Token) -> bool:
    before = text[item.start - 1] if item.start else " "
    return before.isspace() or before in ".)" or item.end - item.start > 1


def _reads_as_one(text: str, taken: list[_Token], *, dashed: bool) -> bool:
    names = [text[item.start : item.end] for item in taken if item.kind == "name"]
    grouped = any(item.kind == "group" for item in taken)
    dated = any(item.kind == "number" for item in taken) and any(map(has_month, names))
    numeric = any(item.kind == "number" and item.end - item.start > _FEW + 2 for item in taken)
    if grouped or dated or numeric:
        return True
    if not names:
        return False
    shouted = len(names[0]) >= _LETTERS and names[0].isupper()
    closed = taken[-1].kind == "dot" and not dashed
    few = _FEW + 2 * any(item.kind == "comma" for item in taken)
    return shouted or (len(names) <= few and not closed)


def _parts(text: str, taken: list[_Token]) -> tuple[Stretch | None, Stretch | None]:
    """Return the place, the first run of names that is no date, and the agency, the last one."""
    runs: list[Stretch] = []
    group: Stretch | None = None
    last = ""
    for item in taken:
        words = text[item.start : item.end]
        if item.kind == "group":
            group = Stretch(item.start + 1, item.end - 1)
            if item.start == taken[0].start and words[0] in "[(":
                return _parts(text, _tokens(text, group))
        elif item.kind == "name" and not is_day(words):
            between = text[runs[-1].end : item.start] if runs else ","
            if last in {"name", "small"} and (between.islower() or not between.strip()):
                runs[-1] = Stretch(runs[-1].start, item.end)
            else:
                runs.append(Stretch(item.start, item.end))
        if item.kind != "blank":
            last = item.kind
    place = runs[0] if runs else None
    if len(runs) > 1 and (group is None or runs[-1].start > group.end):
        group = runs[-1]
    return place, group
