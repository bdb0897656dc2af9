"""Who published an article: the names that its page prints, and what tells the outlet's."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from annotator.extract.page.choosing import Candidate, bucket
from annotator.extract.page.outlet_names import (
    LETTERS,
    could_be,
    form_clues,
    is_short,
    letters,
    stripped,
)
from annotator.extract.page.outlets_told import told_outlets
from annotator.extract.page.page_lines import ABOUT, MENU, SIGNATURE, is_dated
from annotator.extract.page.page_words import ends_sentence, opens_as_junk, page_words
from annotator.extract.page.printed import PERSON, Piece, folded, pieces, runs
from annotator.extract.prose.any_case import AnyCase
from annotator.extract.prose.segmentation import Stretch
from annotator.extract.prose.vocabulary import vocabulary

_OWNED: Final = re.compile(r"(?:©|\(c\)|copyright)\s*(?:(?:19|20)\d\d\s*)?(?:by )?$", re.IGNORECASE)
_OWNS: Final = re.compile(r"[\s,.–—-]*(?:©|\(c\)|all rights|(?:19|20)\d\d\s*©)", re.IGNORECASE)
_SIGNED: Final = re.compile(
    r"(?:\bby:?|\btext:?|\bwords:?|\bauthors?:|\breporters?:|\bstory:|\beditor:|\bphoto:?|\btexto:)\s*$",
    re.IGNORECASE,
)
_CREDITED: Final = re.compile(r"\b(?:authors?|reporters?|writer):\s*$", re.IGNORECASE)
_BEFORE: Final = re.compile(r"\b(of|the|on|in|from|for|by|to|source:?|@)\s*$", re.IGNORECASE)
RELEASE: Final = AnyCase(
    r"\b(?:press release|media release|immediate (?:release|publication)|for kind publication"
    r"|press service|^handout|memo no|embargo|issued by|media kit|notes? to editors)\b"
)
_ADDRESS: Final = re.compile(r"@\w+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,8}\b")
_SITE: Final = re.compile(
    r"(?:https?://)?(?:www\.)?(?P<name>[a-z\d-]{3,})(?:\.[a-z]{2,4})?\.[a-z]{2,8}(?=[/\s]|$)"
)
_DOTTED: Final = re.compile(r"@|\.[a-z]")
_SHARE: Final = re.compile(r"[Ss]hare [^:|]+(?=:)")
_LABEL: Final = re.compile(r"[.:]? ?(?:[Nn][or]\.|[Nn]umber)? ?:? ?\d|: ")
_PRINTS: Final = frozenset(["owned", "opens page", "agency", "address", "behind title"])
_BACK: Final = 24
_LONG_NAME: Final = 3
_NOBODY: Final = re.compile(rf"{SIGNATURE.pattern}|{ABOUT.pattern}")


class Around(NamedTuple):
    """The lines around an article, where it begins, and its headline.

    `agency` and `place` are its dateline's.
    """

    lines: Sequence[Stretch]
    start: int
    agency: Stretch | None
    place: Stretch | None
    title: Stretch | None


def outlet_candidates(text: str, around: Around, body: Sequence[Stretch]) -> list[Candidate]:
    """Return each name that the page prints once, with the clues of all its places."""
    places: dict[str, Stretch] = {}
    clues: dict[str, set[str]] = {}
    place = folded(around.place.text(text)) if around.place is not None else ""
    short = around.agency.text(text) if around.agency is not None else ""
    for where, seen in (*_printed(text, around), *told_outlets(text, body, short)):
        name = where.text(text)
        key = folded(name)
        if key != place and could_be(name):
            places.setdefault(key, where)
            clues.setdefault(key, set()).update(seen)
    sites = list(_sites(text, around.lines))
    if not places:
        return sites
    article = " ".join([line.text(text) for line in body])
    _count(text, around, folded(article), places, clues)
    _inside(places, clues)
    _above_bodies(clues)
    _below_masthead(clues)
    return sites + [
        Candidate(where.text(text), where, frozenset(clues[key]))
        for key, where in places.items()
        if key in clues
        and not _signs(clues[key])
        and ("person" not in clues[key] or not _is_subject(where.text(text), article))
        and not _are_subjects(where.text(text), article)
    ]


def _sites(text: str, lines: Sequence[Stretch]) -> Iterator[Candidate]:
    """Yield the names of the sites that lines begin with the address of, as words."""
    for line in lines:
        site = _SITE.match(text, *line)
        if site is not None:
            where = Stretch(*site.span("name"))
            yield Candidate(where.text(text).replace("-", " "), where, frozenset(["site"]))


def _signs(clues: set[str]) -> bool:
    """Tell whether a name stands behind `author:`, or a person's once beside a date or `by`."""
    if "credited" in clues:
        return True
    person = not clues.isdisjoint(["person", "persons"])
    signed = person and not clues.isdisjoint(["dated", "signed"])
    return signed and "lines>=1" in clues and clues.isdisjoint(_PRINTS)


def _above_bodies(clues: dict[str, set[str]]) -> None:
    """Drop the state's own name where a body of the state is named: what published is the body."""
    bodies = [key for key, found in clues.items() if "body" in found and "state" not in found]
    for key in [key for key, found in clues.items() if bodies and "state leads" in found]:
        del clues[key]


def _below_masthead(clues: Mapping[str, set[str]]) -> None:
    """Mark an agency if the page opens with another name: its news is printed elsewhere, too."""
    opens = [key for key, found in clues.items() if {"opens page", "name"} <= found]
    for key, found in clues.items():
        if "agency" in found and not any(_akin(key, other) for other in opens):
            found.update(["below masthead"] if opens else [])


def _akin(one: str, other: str) -> bool:
    """Tell whether one name is in the other, or its initials."""
    letters = "".join(word[0] for word in other.split())
    return one in other or other in one or one in letters


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
        found.update(form_clues(where.text(text)))
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


def _are_subjects(name: str, article: str) -> bool:
    """Tell whether a name joins persons by `and`, one of whom the article calls by a last word."""
    parts = name.split(" and ")
    outlet = any(word.lower() in page_words().outlets for word in name.split())
    persons = len(parts) > 1 and not outlet and all(map(PERSON.fullmatch, parts))
    return persons and any(_is_subject(part, article) for part in parts)


def _printed(text: str, around: Around) -> Iterator[tuple[Stretch, set[str]]]:
    """Yield the pieces and runs of the lines around an article, with clues of their places."""
    for at, whole in enumerate(around.lines):
        if _NOBODY.fullmatch(text, *whole):
            continue
        line = _without_buttons(text, whole)
        edge = "head" if line.start < around.start else "foot"
        own = {*_line_clues(text, line, around.title)}
        spot = {edge, *own, *_spot(around, at)}
        known = set()
        body = _body(text, line) if text.find(", ", *line) > 0 else ()
        for piece in body or pieces(text, line):
            where = stripped(text, piece.where)
            alone = {"lone"} if piece.of == 1 else {"leads"} if piece.number == 0 else {"follows"}
            opens = "first line" in spot
            lead = {"opens page"} if opens and piece.number == 0 else set()
            lead |= {"masthead"} if opens and piece.of == 1 else set()
            known.add(where)
            if not could_be(where.text(text)):
                continue
            of = bucket("pieces", piece.of, 2, 3, 4, 6)
            yield where, {"piece", *spot, *alone, *lead, of, *_beside(text, where)}
        for run in () if body else runs(text, line):
            where = stripped(text, run)
            if where not in known and could_be(where.text(text)):
                yield where, {"run", edge, *own - {"behind title"}, *_beside(text, where)}
    if around.agency is not None:
        yield stripped(text, around.agency), {"agency", *_in_dateline(text, around)}


def _without_buttons(text: str, line: Stretch) -> Stretch:
    """Return a line that asks to share up to its colon: what follows are other sites."""
    share = _SHARE.match(text, *line)
    return Stretch(line.start, share.end()) if share else line


def _body(text: str, line: Stretch) -> tuple[Piece, ...]:
    """Return a line that is but the name of a body and of that which it is part of."""
    parts = [it.where for it in pieces(text, line)]
    joined = {text[one.end : other.start] for one, other in pairwise(parts)} == {", "}
    words = [part.text(text) for part in parts]
    heads = vocabulary().organisation_heads
    if not joined or heads.isdisjoint(words[0].lower().split()) or not all(map(could_be, words)):
        return ()
    return (Piece(stripped(text, line), 0, 1),)


def _spot(around: Around, at: int) -> Iterator[str]:
    """Yield clues of where among the others a line stands, and on which side of the headline."""
    start = around.lines[at].start
    below = around.title is not None and around.title.start < start < around.start
    if around.title is not None and start < around.start:
        yield "below title" if below else "above title"
    if at == 0 and not below:
        yield "first line"
    if at == len(around.lines) - 1:
        yield "last"


def _line_clues(text: str, line: Stretch, title: Stretch | None) -> Iterator[str]:
    """Yield clues of what a line is that a name stands in."""
    words = line.text(text)
    checks = (
        ("behind title", title is not None and words.startswith(title.text(text))),
        ("junk", opens_as_junk(words)),
        ("in sentence", ends_sentence(words)),
        ("dated", is_dated(words)),
        ("menu", bool(MENU.search(words))),
    )
    yield from (clue for clue, holds in checks if holds)


def _in_dateline(text: str, around: Around) -> Iterator[str]:
    """Yield clues of where in the dateline its last name stands."""
    if around.agency is None:
        return
    if text[around.agency.start - 1 : around.agency.start] in {"(", "/", "["}:
        yield "grouped"
    if around.place is not None:
        between = text[around.place.end : around.agency.start]
        yield "behind date" if any(map(str.isdigit, between)) else "behind place"


def _beside(text: str, where: Stretch) -> Iterator[str]:
    """Yield clues of the words directly before and behind a name."""
    before = text[max(where.start - _BACK, 0) : where.start].rpartition("\n")[2]
    after = text[where.end : where.end + _BACK].partition("\n")[0]
    if _OWNED.search(before) or _OWNS.match(after):
        yield "owned"
    if _SIGNED.search(before) or (before and not before.strip("–—- ")):
        yield "signed"
    if before.rstrip().endswith(":") and _CREDITED.search(before):
        yield "credited"
    word = _BEFORE.search(before)
    if word:
        yield f"behind {word[1].lower().rstrip(':')}"
    if after.startswith(" is "):
        yield "is"
    if _LABEL.match(after):
        yield "label"


def _known(
    key: str, name: str, text: str, around: Around, addresses: Sequence[str]
) -> Iterator[str]:
    """Yield clues of what else on the page bears a name."""
    joined = "".join(filter(str.isalnum, key))
    if len(joined) > LETTERS and any(joined in item or item == joined for item in addresses):
        yield "address"
    short = around.agency.text(text) if around.agency is not None else ""
    if is_short(short) and short in {initials := letters(name), initials[1:]} and short != name:
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
