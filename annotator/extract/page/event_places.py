"""Where the main event took place: the names of an article's opening, and what tells a place."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from annotator.extract.page.calendar import has_month
from annotator.extract.page.choosing import Candidate, bucket
from annotator.extract.page.page_words import nations, page_words
from annotator.extract.page.printed import is_printed
from annotator.extract.prose.segmentation import Stretch
from annotator.extract.prose.vocabulary import vocabulary

_CAP: Final = r"[^\W\d_a-z](?:[\w‘]|[’'-](?=\w\w))*"
_JOIN: Final = r"(?:del?|al|el|la|do|da|of the)(?= [^\W\d_a-z])|(?:al|el|an|ar|as)-\w+"
_LANDMARK: Final = (
    r"(?:Bay|Bridge|Corner|Cove|Creek|Cross|Ferry|Gate|Harbour|Head|Hill|Island|Landing|Mill|Pass"
    r"|Peak|Point|Port|Rest|Town|Well)"
)
_NAME: Final = re.compile(
    rf"(?<![\w’'-]){_CAP}(?:[’']s(?= {_LANDMARK}\b))?(?: (?:{_JOIN}|{_CAP})){{0,4}}"
)
_BEFORE: Final = re.compile(
    r"(?<![\w-])([^\W\d_]+)( the)?(?: (?:city|town|village|port|district) of)?\s+$"
)
_BEHIND: Final = re.compile(r"[’']s\b|,|\s+([^\W\d_]+)")
_PLACING: Final = frozenset(
    ["in", "at", "near", "outside", "of", "from", "to", "around", "across", "inside", "through"]
)
_OF_NAME: Final = re.compile(r"[^\W\d_a-z][\w’-]* of (?:the )?$")
_SITES: Final = re.compile(
    r" (?:[a-z]+ )?(?:bridge|road|stadium|station|district|court|school|valley|market|port|hospital"
    r"|village|town|police|mine|floor|square|market|museum|plant|factory|park|camp|quay|ground)\b"
)
_ACTING: Final = re.compile(
    r"([^\W\d_a-z][\w’-]+)(?:,? (?:said|says|told|added|wrote|asked|thinks|believes|denied|called"
    r"|who|recalled|replied|explained|put|laughed|announced|insisted|reported)\b|, \d\d,)"
)
_PARTS: Final = re.compile(r"\s*(?:/|\band\b|,)\s*")
_OPENING: Final = 4
_NAMES: Final = 40
_SITE: Final = 40
_REACH: Final = 40
_SITE_IN: Final = re.compile(r"\b(?:in|near|outside) [^\W\d_a-z]")


_IN: Final = re.compile(rf"(?:\bin |, )(?P<place>{_CAP}(?: {_CAP}){{0,2}})(?=\s*(?:$|[|·—–/]))")


class Scene(NamedTuple):
    """What is known of an article: its headline, dateline, event date and outlet, if they are."""

    title: str
    place: Stretch | None
    dateline: Stretch | None
    dated: Stretch | None
    around: Sequence[Stretch]


def event_place_candidates(text: str, body: Sequence[Stretch], scene: Scene) -> list[Candidate]:
    """Return the names of the dateline and of the opening, each once, with their clues."""
    found: dict[str, tuple[Stretch, set[str]]] = {}
    for where, clues in _seen(text, body, scene):
        found.setdefault(where.text(text).casefold(), (where, set()))[1].update(clues)
    article = " ".join(line.text(text) for line in body)
    told = _Told(article.casefold(), frozenset(_ACTING.findall(article)))
    return [
        Candidate(
            _cased(where.text(text)),
            where,
            frozenset(
                {
                    *clues,
                    *_known(text, where, told, scene),
                    *_instead(text, where, told, scene, clues),
                }
            ),
        )
        for where, clues in list(found.values())[:_NAMES]
    ]


class _Told(NamedTuple):
    """The words of an article in small letters, and the last names of those who act in it."""

    article: str
    acting: frozenset[str]


def _seen(text: str, body: Sequence[Stretch], scene: Scene) -> Iterator[tuple[Stretch, set[str]]]:
    """Yield the names that stand where places do, with clues of where that is."""
    if scene.place is not None:
        yield _first_part(text, scene.place), {"dateline"}
    for at, line in enumerate(body[:_OPENING]):
        start = max(line.start, scene.dateline.end) if scene.dateline else line.start
        for number, match in enumerate(_NAME.finditer(text, start, line.end)):
            where = _bare(text, Stretch(*match.span()))
            if where is not None and _stands_as_place(text, line, where):
                spot = {bucket("line", at, 1, 2, 3), "named later" if number else "named first"}
                yield where, {*spot, *_beside(text, line, where), *_dated(where, scene)}
    for line in scene.around if scene.place is None else ():
        for match in _IN.finditer(text, *line):
            if not is_printed(match["place"]):
                yield Stretch(*match.span("place")), {"around"}


def _instead(
    text: str, where: Stretch, told: _Told, scene: Scene, clues: set[str]
) -> Iterator[str]:
    """Tell whether the first line is `in` a place named again, and the dateline's never is."""
    if scene.place is None or clues.isdisjoint(["behind in", "behind at"]):
        return
    again = told.article.count(scene.place.text(text).casefold()) > 1
    key = where.text(text).casefold()
    if not again and "line>=-" in clues and told.article.count(key) > 1:
        yield "instead of dateline"


def _first_part(text: str, place: Stretch) -> Stretch:
    cut = _PARTS.search(text, *place)
    return Stretch(place.start, cut.start()) if cut else place


def _bare(text: str, name: Stretch) -> Stretch | None:
    """Return a name without small words that opened its sentence; None if nothing is left."""
    start = name.start
    words = name.text(text).split()
    known = vocabulary()
    while words and (
        words[0].lower() in known.determiners or words[0].lower() in known.prepositions
    ):
        start += len(words.pop(0)) + 1
    if not words or any(has_month(word) or word.lower() in known.temporal for word in words):
        return None
    return Stretch(start, name.end) if name.end - start > 1 else None


def _stands_as_place(text: str, line: Stretch, where: Stretch) -> bool:
    """Tell whether a name stands behind a word of place, or opens its line and is written large."""
    word = _BEFORE.search(text, max(line.start, where.start - _REACH), where.start)
    if word is None:
        return where.start == line.start and where.text(text).isupper()
    before = word[1].lower()
    owns = text[where.end : where.end + 2] in {"’s", "'s"}
    if _OF_NAME.search(text, max(line.start, where.start - _REACH), where.start):
        return False
    sited = (word[2] or before == "the") and _SITES.match(text, where.end)
    return bool(before in _PLACING or sited or (owns and before not in vocabulary().titles))


def _beside(text: str, line: Stretch, where: Stretch) -> Iterator[str]:
    """Yield clues of the words beside a name."""
    before = text[line.start : where.start]
    word = _BEFORE.search(before, max(len(before) - _REACH, 0))
    if word is None:
        yield "opens"
    else:
        low = word[1].lower()
        yield f"behind {low}" if low in _PLACING else "behind word"
        if word[2] or low == "the":
            yield "the"
    yield _behind(text, where, line.end)
    if _SITE_IN.search(text[where.end : where.end + _SITE].partition(".")[0]):
        yield "site in"
    if before.count("“") > before.count("”"):
        yield "quoted"
    yield bucket("sentence", before.count(". ") + before.count("? "), 1, 2, 3)


def _behind(text: str, where: Stretch, end: int) -> str:
    """Return the clue of what follows a name."""
    behind = _BEHIND.match(text, where.end, end)
    if behind is None:
        return "closes"
    if behind[1] is None:
        return "comma" if behind.group() == "," else "owns"
    low = behind[1].lower()
    if low in {"in", "near", "outside"}:
        return "before in"
    small = low in vocabulary().prepositions or low in vocabulary().be
    return "before small" if small else "before word"


def _dated(where: Stretch, scene: Scene) -> Iterator[str]:
    if scene.dated is not None:
        gap = abs(scene.dated.start - where.start)
        yield bucket("from date", gap // 40, 1, 2, 4, 8)


def _known(text: str, where: Stretch, told: _Told, scene: Scene) -> Iterator[str]:
    """Yield clues of the name itself, and of how often the article names it."""
    name = where.text(text)
    key = name.casefold()
    times = told.article.count(key)
    yield "place"
    yield bucket("times", times, 1, 2, 3, 5)
    if scene.place is not None:
        own = key == _first_part(text, scene.place).text(text).casefold()
        yield bucket("dateline named" if own else "beside dateline", times, 1, 2, 3)
    yield "no dateline" if scene.place is None else "has dateline"
    if key in scene.title.casefold():
        yield "in title"
    if name.rsplit(maxsplit=1)[-1] in told.acting:
        yield "acts"
    yield from _form(name)


def _form(name: str) -> Iterator[str]:
    """Yield clues of the words of a name."""
    lows = name.lower().replace("-", " ").split()
    known = vocabulary()
    yield bucket("words", len(lows), 1, 2, 3)
    checks = (
        ("nation", name.casefold() in nations()),
        ("nations", any(low in nations() for low in lows)),
        ("body", any(low in known.organisation_heads or low in known.bodies for low in lows)),
        ("titled", lows[0] in known.titles),
        ("media", any(low in page_words().outlets for low in lows)),
        ("shouted", name.isupper()),
    )
    yield from (clue for clue, holds in checks if holds)


def _cased(name: str) -> str:
    return name.title() if name.isupper() else name
