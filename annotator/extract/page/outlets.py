"""Who published an article: the names that its page prints, and what tells the outlet's."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from annotator.extract.page.calendar import has_month
from annotator.extract.page.choosing import Candidate, bucket
from annotator.extract.page.datelines import REPORTS
from annotator.extract.page.page_lines import ABOUT, SIGNATURE
from annotator.extract.page.page_words import nations, opens_as_junk, page_words
from annotator.extract.page.printed import NAME, PERSON, bare, folded, pieces, runs
from annotator.extract.prose.any_case import AnyCase
from annotator.extract.prose.segmentation import Stretch
from annotator.extract.prose.vocabulary import vocabulary

COMPANY: Final = re.compile(
    r"[ ,]+(?:Ltd|Inc|LLC|plc|PLC|GmbH|AG|Corp|Co|S\.?A|Pty Ltd|Pvt Ltd)\.?$"
)
_LEAD: Final = re.compile(
    r"(?i:copyright|all rights reserved|source|published in|press service of(?: the)?"
    r"|issued by:?|follow(?: the)?|\d{4}|[,:]|\s)+"
)
_TRAIL: Final = re.compile(
    r"(?:\s*(?:©|(?i:all rights reserved)|(?:19|20)\d\d|\d+(?:\.\d+)?|,|\.))+$"
)
_TRAILING: Final = frozenset("©dD,.")
_COMPANY_ENDS: Final = tuple("dcCHGpoA.y")
_OWNED: Final = re.compile(r"(?:©|\(c\)|copyright)\s*(?:(?:19|20)\d\d\s*)?(?:by )?$", re.IGNORECASE)
_OWNS: Final = re.compile(r"[\s,.–—-]*(?:©|\(c\)|all rights|(?:19|20)\d\d\s*©)", re.IGNORECASE)
_SIGNED: Final = re.compile(r"(?:\bby:?|\btext:?|\bwords:?|\bphoto:?|\btexto:)\s*$", re.IGNORECASE)
_BEFORE: Final = re.compile(r"\b(of|the|on|in|from|for|by|to|source:?|@)\s*$", re.IGNORECASE)
REPORTING: Final = "reports"
RELEASE: Final = AnyCase(
    r"\b(?:press release|media release|immediate (?:release|publication)|for kind publication"
    r"|press service|^handout|memo no|embargo|issued by|media kit|notes? to editors)\b"
)
_ADDRESS: Final = re.compile(r"@\w+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,8}\b")
_DOTTED: Final = re.compile(r"@|\.[a-z]")
_IN_BODY: Final = re.compile(r" (?P<name>(?:[Tt]he )?(?:[^\W\d_a-z]\w+ ){0,3}[^\W\d_a-z]\w+)")
_BEFORE_NAME: Final = re.compile(r"\b(?:told|reached|by|when|with|for|to)$")
_LABEL: Final = re.compile(r"[.:]? ?(?:[Nn][or]\.|[Nn]umber)? ?:? ?\d|: ")
_OFFICES: Final = frozenset(
    ["minister", "president", "chairman", "chairwoman", "spokesman", "spokeswoman", "spokesperson"]
)
_STATES: Final = frozenset(["government", "republic", "kingdom"])
_BACK: Final = 24
_NAMES: Final = 256
_SHORT: Final = 5
_LETTERS: Final = 3
_WORD: Final = 9
_LONG_NAME: Final = 3
_MENU: Final = 2
_LEADING: Final = 3
_NOBODY: Final = re.compile(rf"{SIGNATURE.pattern}|{ABOUT.pattern}")
_LED: Final = re.compile(r"(?:By|With|Text|Words|Texto|The (?:Ministry|Government)$)\b")


class Around(NamedTuple):
    """The lines around an article, and where it begins; `agency` and `place` are its dateline's."""

    lines: Sequence[Stretch]
    start: int
    agency: Stretch | None
    place: Stretch | None


def outlet_candidates(text: str, around: Around, body: Sequence[Stretch]) -> list[Candidate]:
    """Return each name that the page prints once, with the clues of all its places."""
    places: dict[str, Stretch] = {}
    clues: dict[str, set[str]] = {}
    place = folded(around.place.text(text)) if around.place is not None else ""
    for where, seen in (*_printed(text, around), *_told(text, around, body)):
        name = where.text(text)
        key = folded(name)
        if key != place and _could_be(name):
            places.setdefault(key, where)
            clues.setdefault(key, set()).update(seen)
    article = " ".join([line.text(text) for line in body])
    _count(text, around, folded(article), places, clues)
    _inside(places, clues)
    return [
        Candidate(where.text(text), where, frozenset(clues[key]))
        for key, where in places.items()
        if "person" not in clues[key] or not _is_subject(where.text(text), article)
    ]


def _count(
    text: str,
    around: Around,
    article: str,
    places: Mapping[str, Stretch],
    clues: Mapping[str, set[str]],
) -> None:
    """Add the clues of each name's words, and of how often page and article print it."""
    lines = [folded(line.text(text)) for line in around.lines]
    addresses = _addresses(text, around.lines)
    released = any(RELEASE.search(line.text(text)) for line in around.lines)
    for key, where in places.items():
        found = clues[key]
        found.update(_form(where.text(text)))
        found.add(bucket("lines", sum(key in line for line in lines), 1, 2, 3))
        found.add(bucket("said", article.count(key), 1, 2, 4))
        found.update(_known(key, where.text(text), text, around, addresses))
        if released:
            found.update(f"{clue} of a release" for clue in ("body", "agency") if clue in found)


def _is_subject(name: str, article: str) -> bool:
    """Tell whether an article calls somebody by the last word of the name alone, and again."""
    words = name.split()
    if len(words) == 1 or any(word.islower() for word in words):
        return False
    return article.count(words[-1]) > article.count(name) + 1


def _printed(text: str, around: Around) -> Iterator[tuple[Stretch, set[str]]]:
    """Yield the pieces and runs of the lines around an article, with clues of their places."""
    count = len(around.lines)
    for at, line in enumerate(around.lines):
        if _NOBODY.fullmatch(text, *line):
            continue
        edge = "head" if line.start < around.start else "foot"
        spot = {edge, *(["first line"] if at == 0 else []), *(["last"] if at == count - 1 else [])}
        cut = pieces(text, line)
        known = set()
        for piece in cut:
            where = _stripped(text, piece.where)
            alone = {"lone"} if piece.of == 1 else {"leads"} if piece.number == 0 else {"follows"}
            lead = {"opens page"} if at == 0 and piece.number == 0 else set()
            known.add(where)
            if not _could_be(where.text(text)):
                continue
            yield where, {"piece", *spot, *alone, *lead, *_beside(text, where)}
        for run in runs(text, line):
            where = _stripped(text, run)
            if where not in known and _could_be(where.text(text)):
                yield where, {"run", edge, *_beside(text, where)}
    if around.agency is not None:
        yield _stripped(text, around.agency), {"agency", *_in_dateline(text, around)}


def _in_dateline(text: str, around: Around) -> Iterator[str]:
    """Yield clues of where in the dateline its last name stands."""
    if around.agency is None:
        return
    if text[around.agency.start - 1 : around.agency.start] in {"(", "/", "["}:
        yield "grouped"
    if around.place is not None:
        between = text[around.place.end : around.agency.start]
        yield "behind date" if any(map(str.isdigit, between)) else "behind place"


def _stripped(text: str, piece: Stretch) -> Stretch:
    """Return a piece without rights, years and the form of a company around the name."""
    lead = _LEAD.match(text, *piece)
    start = lead.end() if lead else piece.start
    last = text[piece.end - 1]
    ends = last in _TRAILING or last.isdigit()
    trail = _TRAIL.search(text, start, piece.end) if ends else None
    where = bare(text, Stretch(start, trail.start() if trail else piece.end))
    firm = text.startswith(_COMPANY_ENDS, max(where.start, where.end - 1), where.end)
    company = COMPANY.search(text, *where) if firm else None
    return Stretch(where.start, company.start()) if company else where


def _beside(text: str, where: Stretch) -> Iterator[str]:
    """Yield clues of the words directly before and behind a name."""
    before = text[max(where.start - _BACK, 0) : where.start].rpartition("\n")[2]
    after = text[where.end : where.end + _BACK].partition("\n")[0]
    if _OWNED.search(before) or _OWNS.match(after):
        yield "owned"
    if _SIGNED.search(before):
        yield "signed"
    word = _BEFORE.search(before)
    if word:
        yield f"behind {word[1].lower().rstrip(':')}"
    if after.startswith(" is "):
        yield "is"
    if _LABEL.match(after):
        yield "label"


def _told(text: str, around: Around, body: Sequence[Stretch]) -> Iterator[tuple[Stretch, set[str]]]:
    """Yield the names of the article that are outlets' by their words, or that report."""
    heads = _no_outlets()
    if not body:
        return
    for match in _IN_BODY.finditer(text, body[0].start, body[-1].end):
        last = match["name"].rpartition(" ")[2].lower()
        if last not in page_words().outlets or last in heads:
            continue
        if _BEFORE_NAME.search(text, max(0, match.start() - _WORD), match.start()):
            yield Stretch(*match.span("name")), {"told"}
    for line in body[:1]:
        report = REPORTS.search(text, *line)
        if report and not any(low in heads for low in report["outlet"].lower().split()):
            yield Stretch(*report.span("outlet")), {REPORTING}
    short = around.agency.text(text) if around.agency is not None else ""
    if _is_short(short):
        words = r"\s+(?:(?:of|the|and|for)\s+)?".join(rf"{re.escape(it)}\w+" for it in short)
        yield from ((Stretch(*it.span()), {"spelt"}) for it in re.finditer(rf"\b{words}\b", text))


@cache
def _no_outlets() -> frozenset[str]:
    """Return nouns of organisations that publish nothing."""
    known = vocabulary()
    return known.organisation_heads - known.outlet_words - known.outlet_nouns


def _form(name: str) -> Iterator[str]:
    """Yield clues of the words of a name."""
    lows = name.lower().replace("-", " ").split()
    known = page_words()
    media = not known.outlets.isdisjoint(lows)
    yield "name"
    yield bucket("words", len(lows), 1, 2, 3, 4, 6)
    checks = (
        ("media", media),
        ("media last", lows[-1] in known.outlets),
        ("section", name.lower() in known.sections),
        ("sections", not known.sections.isdisjoint(lows)),
        ("shouted", name.isupper()),
        ("the", lows[0] == "the"),
        ("short", _is_short(name)),
        ("body", not vocabulary().organisation_heads.isdisjoint(lows)),
        ("nation", not nations().isdisjoint(lows)),
        ("state", not _STATES.isdisjoint(lows)),
        ("state leads", not _STATES.isdisjoint(lows[:_LEADING])),
        ("digits", any(map(str.isdigit, name))),
        ("person", not media and bool(PERSON.fullmatch(name))),
        ("initial", any(len(word) <= _LETTERS and word.endswith(".") for word in name.split())),
    )
    yield from (clue for clue, holds in checks if holds)


def _known(
    key: str, name: str, text: str, around: Around, addresses: Sequence[str]
) -> Iterator[str]:
    """Yield clues of what else on the page bears a name."""
    joined = "".join(filter(str.isalnum, key))
    if len(joined) > _LETTERS and any(joined in item or item == joined for item in addresses):
        yield "address"
    short = around.agency.text(text) if around.agency is not None else ""
    if _is_short(short) and short in {letters := _letters(name), letters[1:]} and short != name:
        yield "spells the agency"


def _inside(places: dict[str, Stretch], clues: dict[str, set[str]]) -> None:
    """Mark the names that are part of a longer one, and those that hold one printed apart."""
    times = Counter({key: len(found) for key, found in clues.items()})
    for key in places:
        holders = [other for other in places if other != key and f" {key} " in f" {other} "]
        if holders:
            clues[key].add("part")
        for other in holders:
            clues[other].add("holds" if times[key] > _LONG_NAME else "holds one")


def _addresses(text: str, lines: Sequence[Stretch]) -> list[str]:
    """Return the letters of the sites, mailboxes and handles that lines print."""
    dotted = [line for line in lines if _DOTTED.search(text, *line)]
    found = (match.group() for line in dotted for match in _ADDRESS.finditer(text, *line))
    return ["".join(filter(str.isalnum, item.rpartition(".")[0] or item)).lower() for item in found]


@lru_cache(maxsize=_NAMES)
def _could_be(name: str) -> bool:
    if not name[1:] or name.endswith(("’s", "'s")) or not NAME.fullmatch(name.replace(",", "")):
        return False
    if name.lower() in page_words().sections or opens_as_junk(name) or _LED.match(name):
        return False
    words = name.replace("-", " ").split()
    if len(words) > _MENU and sum(word.lower() in page_words().sections for word in words) > 1:
        return False
    if any(word.lower() in _OFFICES for word in words[:-1]):
        return False
    return not any(map(has_month, words)) and not all(word.lower() in nations() for word in words)


def _letters(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _is_short(name: str) -> bool:
    return bool(name) and " " not in name and name.isupper() and len(name) <= _SHORT
