"""The names, phrases and codes of one line that an author's name could be."""

import re
from collections.abc import Iterator
from typing import Final

from annotator.extract.page.author_codes import Seen, coded
from annotator.extract.page.calendar import has_month
from annotator.extract.page.choosing import bucket
from annotator.extract.page.page_lines import ABOUT
from annotator.extract.page.page_words import (
    bylines,
    nations,
    page_words,
    places,
)
from annotator.extract.page.printed import PERSON, bare, is_printed, pieces
from annotator.extract.prose.segmentation import Stretch, trimmed

_CUE: Final = re.compile(
    r"(?:^|(?<=[\s|·•—–/(]))(?:(?P<by>(?:[A-Z]\w+ (?:and \w+ )?)?[Bb]y|BY"
    r"|(?:written|words|compiled|reported|story|text|posted) by"
    r"|[Ff]rom our(?= [^\W\d_a-z][\w ]+ (?:desk|bureau|team|staff|newsroom)\b)"
    r"|(?:[Pp]or|[Pp]ar|[Vv]on|[Dd]oor|[Oo]leh|(?:^|(?<=\n))With)(?= [^\W\d_a-z]))\b:?"
    r"|(?P<label>[Aa]uthors?|[Rr]eporters?|[Ww]ords|[Tt]ext[eo]?|[Ss]tory|[Ee]ditor"
    r"|[A-Z]\w+ contact):?"
    r"|(?P<with>(?<=\w )with(?= [^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+){1,2}$))"
    r"|(?P<source>[Ss]ource:?)|(?P<ours>[Ff]rom our [\w ]*(?:correspondent|envoy|reporter))"
    r"|(?P<other>[A-Z]\w{3,11}:))\s+(?=\S)"
)
_ROLE: Final = re.compile(
    r"(?i:senior|staff|chief|business|political|local|special|correspondents?|reporters?|editors?"
    r"|photos?|updated|published|posted|share|covers)\.?"
)
_CODED: Final = re.compile(r"(?!(?:and|at|for|from|in|of|on|to|with)\b)[a-z]{2,4}\b")
_POST: Final = re.compile(r" (?:correspondent|editor|reporter|writer|critic|columnist)\b")
_POSTED: Final = re.compile(r"\b(?:staff|correspondent|editor|reporter|writer|press|agency)\b")
_NAMED: Final = 2
_INITIALS: Final = re.compile(r"(?:[^\W\d_a-z][a-z]?\.-?){2,4}")
_NOT_WRITING: Final = re.compile(
    r"(?:powered|sponsored|supported|approved|released|hosted|owned|funded|presented"
    r"|provided|distributed) by",
    re.IGNORECASE,
)
_BEHIND_STAFF: Final = re.compile(
    r"(?: (?!and\b)[a-z]+)? (?:[Dd]esk|[Bb]ureau|[Tt]eam|staff)(?=\s*(?:[|·•—]|$))"
)
_STAFFS: Final = ("taff", "ewsroom", "eporters", "esk", "ureau", "orrespondent", "eporter")
_WRITES: Final = re.compile(
    rf"(?P<author>{PERSON.pattern}) is (?:an? |our |[^.]{{2,30}}[’']s )[^.]{{0,30}}"
    r"\b(?:columnist|correspondent|editor|journalist|reporter|writer)\b"
)
AND: Final = re.compile(r"(?: and |, (?=\w+$))")
_PLACED: Final = re.compile(r" in [^\W\d_a-z][\w’'-]+")
_AND_IN: Final = re.compile(
    rf"(?:{_PLACED.pattern})?(?:, [^,]{{4,40}})?(?: and | & |; | [yei] )(?=[^\W\d_a-z])"
)
_JOINED: Final = re.compile(r"(?:,? and |, |; | & | [yei] )(?=[^\W\d_a-z])")
_STAFF: Final = re.compile(
    r"(?!By )(?:[^\W\d_a-z][\w.]* ){0,3}"
    r"(?:[Ss]taff|[Nn]ewsroom|[Rr]eporters|(?:[Nn]ews)?[Dd]esk|[Bb]ureau)"
    r"|Our (?:[A-Z][a-z]+ ){1,2}(?:Correspondent|Reporter)"
)
_WHOLE: Final = re.compile(r"[^,;|·•(—\n]{2,50}?(?=\s*(?:[,;|·•—]|\bon\b|$))")
_SEVERAL_CODES: Final = re.compile(r"(?:[A-Z]\.){2,4}(?:, (?:[A-Z]\.){2,4})*")
_PHRASE_END: Final = re.compile(
    r"\s{2,}| @|\s*(?:[|·•]|,\s*(?:\w{3,6}day )?\d"
    r"|\b(?:Published|Updated|Posted)\b|$)"
)
_BEFORE_PHRASE: Final = 20
ABBREVIATED: Final = 4
_CODES_LINE: Final = 60
_GOES_ON: Final = re.compile(r" (?!(?:at|in|for|and|with|special|reporting)\b)[a-z]{2,} [a-z]")
_MADE: Final = 16
_OFFICES: Final = frozenset(["minister", "president", "ministry", "secretary", "department"])
_PICTURES: Final = re.compile(
    r"\b(?:photo|image|picture|pix|foto|bild|drawing|graphic|translat|edit|illustrat)",
    re.IGNORECASE,
)


def names_in_line(text: str, line: Stretch) -> Iterator[Seen]:
    """Yield the names, phrases and codes of a line, with clues of how they stand there."""
    yield from _cued(text, line)
    yield from _phrased(text, line)
    about = ABOUT.fullmatch(text, *line)
    if about is None and text.find(" is ", *line) > 0:
        about = _WRITES.match(text, *line)
    if about:
        yield Stretch(*about.span("author")), {"about"}
    for piece in pieces(text, line):
        if text.endswith(_STAFFS, *piece.where) and _STAFF.fullmatch(text, *piece.where):
            yield piece.where, {"phrase"}
        alone = {"lone"} if piece.of == 1 else {"leads"} if piece.number == 0 else {"follows"}
        for where in _named(text, piece.where):
            whole = {"whole"} if where == piece.where else {"start of piece"}
            yield where, {"named", *alone, *whole, bucket("pieces", piece.of, 2, 3, 4, 6)}
    several = _several(text, line) if _JOINED.search(text, *line) else None
    if several is not None:
        yield several, {"several"}
    if line.end - line.start <= _CODES_LINE or "(" in line.text(text):
        yield from coded(text, line)


def _cued(text: str, line: Stretch) -> Iterator[Seen]:
    """Yield the names behind `by`, `words:` and their like."""
    for match in _CUE.finditer(text, *line):
        if _NOT_WRITING.match(match.group()):
            continue
        where = _behind_cue(text, match.end(), line.end)
        named = where is not None and PERSON.match(text, *where)
        opens = match.start() == line.start
        if where is not None and text[where.start].islower() and not _CODED.match(text, *where):
            continue
        if where is not None and (named or match.lastgroup != "other"):
            kind = match.lastgroup or ""
            made = text[max(line.start, match.start() - _MADE) : match.end()]
            picture = {"picture cue"} if _PICTURES.search(made) else set()
            spot = "cue opens" if opens else "cue inside"
            yield where, {kind, spot, *picture, "cued name" if named else f"{kind} phrase"}


def _behind_cue(text: str, start: int, end: int) -> Stretch | None:
    codes = _SEVERAL_CODES.match(text, start, end)
    if codes is not None and codes.end() == end:
        return Stretch(*codes.span())
    first = PERSON.match(text, start, end)
    if first is None or first.group().endswith(("'s", "’s")):
        whole = _WHOLE.match(text, start, end) if text[start].isalpha() else None
        return bare(text, Stretch(*whole.span())) if whole else None
    staff = _BEHIND_STAFF.match(text, first.end(), end)
    if staff:
        named = _before_label(first.group())
        return Stretch(start, start + len(named) if named else staff.end())
    stop = person_end(text, first)
    last = _last_of_several(text, Stretch(stop, end))
    if last > stop:
        return Stretch(start, last)
    more = AND.match(text, stop, end)
    if more and text[stop] == "," and _is_author(text, Stretch(more.end(), end)):
        return Stretch(start, end)
    return Stretch(start, stop)


def _before_label(name: str) -> str | None:
    """Return the person of `Ann Lee Record staff`, None where the name is but an outlet's."""
    person, _, label = name.rpartition(" ")
    outlets = page_words().outlets
    known, low = places(), person.lower()
    placed = low in known.capitals or low in known.cities or low in known.regions
    if placed or " " not in person or label.lower() not in outlets:
        return None
    return person if outlets.isdisjoint(person.lower().split()) else None


def _last_of_several(text: str, rest: Stretch) -> int:
    """Return where the last of the persons ends whom `and` joins to one before; else the start."""
    end = rest.start
    while more := _AND_IN.match(text, end, rest.end):
        person = PERSON.match(text, more.end(), rest.end)
        if person is None:
            break
        end = person_end(text, person)
    placed = " in " in text[rest.start : end] and _PLACED.match(text, end, rest.end)
    return placed.end() if placed else end


def _is_author(text: str, second: Stretch) -> bool:
    """Tell whether one word behind the comma of a byline is a second author, and not a place."""
    name = second.text(text)
    low = name.lower()
    known = low in places().capitals or low in places().cities or low in nations()
    placed = re.search(rf"\b(?:[Ii]n|[Aa]t|[Nn]ear) {re.escape(name)}\b", text)
    single = name.isalpha() and name[0].isupper()
    return single and not known and placed is None


def person_end(text: str, match: re.Match[str]) -> int:
    """Return where a name ends: before a month or role, without the full stop of its line."""
    end = match.end()
    for number, word in enumerate(re.finditer(r"\S+", match.group())):
        form = word.group()
        if form.endswith(".") and len(form) > ABBREVIATED and not _INITIALS.fullmatch(form):
            end = match.start() + word.end() - 1
            break
        role = number > 1 and _ROLE.fullmatch(form)
        if number and (has_month(form) or role):
            end = match.start() + word.start()
            break
    if end == match.end() and len(match.group().split()) > _NAMED and _POST.match(text, end):
        end = match.start() + match.group().rindex(" ")
    where = trimmed(text, match.start(), end)
    last = where.text(text).split()[-1] if where.end > where.start else ""
    return where.end - (last.endswith(".") and len(last) >= ABBREVIATED)


def _several(text: str, line: Stretch) -> Stretch | None:
    """Return the persons that a line names and nothing else, two or more; None if it does not."""
    end, names = line.start, 0
    if _CUE.match(text, *line):
        return None
    while person := PERSON.match(text, end, line.end):
        start, end, names = end, person_end(text, person), names + 1
        name = text[start:end]
        if is_printed(name) or _POSTED.search(name.lower()):
            return None
        more = _JOINED.match(text, end, line.end)
        if more is None:
            break
        end = more.end()
    return line if names > 1 and end == line.end else None


def _phrased(text: str, line: Stretch) -> Iterator[Seen]:
    """Yield phrases such as `Our Correspondent` that stand where a name would."""
    low = line.text(text).lower().replace("’", "'")
    for phrase in filter(low.__contains__, bylines()):
        at = low.find(phrase)
        if at == 0:
            cut = _PHRASE_END.search(text, *line)
            yield Stretch(line.start, cut.start() if cut else line.end), {"phrase"}
        elif 0 < at <= _BEFORE_PHRASE and not phrase.endswith("desk"):
            cues = [cue.end() for cue in _CUE.finditer(text, line.start, line.start + at + 1)]
            start = cues[-1] if cues else line.start
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
    more = _AND_IN.match(text, end, piece.end)
    second = PERSON.match(text, more.end(), piece.end) if more else None
    where = Stretch(piece.start, person_end(text, second) if second else end)
    words = where.text(text).split()
    short = all(len(word) <= ABBREVIATED and word.isupper() for word in words)
    short = short or words[-1].islower() or bool(_GOES_ON.match(text, where.end))
    short = short or any(word.lower() in _OFFICES for word in words)
    short = short or text[where.end : where.end + 1] == ":" or words[-1] == "No."
    led = words[0] in {"The", "Our"}
    if len(words) > 1 and not short and not led and not any(map(has_month, words[1:])):
        yield where
