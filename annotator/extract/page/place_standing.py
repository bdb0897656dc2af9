"""How the name of a place stands in its sentence: what the words around it tell for and against."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from annotator.extract.page.place_names import PlaceName, is_time
from annotator.extract.page.placing import placing
from annotator.extract.prose.people import is_person_noun
from annotator.extract.prose.segmentation import Stretch

_MODIFIERS: Final = frozenset(
    [
        *("old", "new", "former", "little", "disused", "downtown", "central", "nearby", "northern"),
        *("southern", "eastern", "western", "neighbouring", "tiny", "small", "upper", "lower"),
    ]
)
_IN: Final = frozenset(
    [
        "in",
        "at",
        "near",
        "outside",
        "around",
        "round",
        "off",
        "above",
        "below",
        "beyond",
        "inside",
        "opposite",
    ]
)
_TO: Final = frozenset(
    [
        *("to", "into", "towards", "toward", "through", "via", "past", "left", "leaving"),
        *("reached", "reaching", "entered", "entering", "across", "between", "visited", "visiting"),
    ]
)
_FAR: Final = frozenset(["km", "kilometres", "kilometers", "miles", "minutes", "hours", "hour"])
_DEFINITE: Final = frozenset(["the", "its", "their", "his", "her"])
_INDEFINITE: Final = frozenset(["a", "an", "some", "another", "one", "any", "two", "several"])
_SITES: Final = re.compile(
    r" (?:[a-z]+ )?(?:bridge|road|stadium|station|district|court|school|valley|market|port|hospital"
    r"|village|town|police|mine|floor|square|museum|plant|factory|park|camp|quay|ground|magistrates?"
    r"|judge|council|hall|library|clinic|airport|prison|harbour|dam|river)\b"
)
_DEFINED: Final = re.compile(
    r", (?:a|an|the)(?: [\w-]+){0,2} (?:town|village|hamlet|settlement|suburb|port|city|resort"
    r"|community|municipality|township)\b"
)
_AGED: Final = re.compile(r", \d\d?,")
_LIST: Final = re.compile(
    r",? (?:and|or) (?:[a-z]+ )?[^\W\d_a-z]"
    r"|, [^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]*)?(?:,| and| or) "
)
_AND: Final = re.compile(r" (?:to|and) [^\W\d_a-z]")
_REACH: Final = 60
_OWN: Final = ("’s", "'s")
_LEADS: Final = _IN | _TO | _MODIFIERS | {"the", "a", "an", "of", "from", "and"}
_RANGE: Final = 4
_NOUN_WITHIN: Final = 4
_SHORTEST_NOUN: Final = 4
FIRM: Final = 2


class Lead(NamedTuple):
    """What leads to a name: how firmly it places it, 0 to 2, its clues, its noun if it has one.

    2 is to be there (`in Halvik`), 1 to move, come or belong there (`from Halvik`).
    """

    firm: int
    clues: list[str]
    noun: str = ""


_NOTHING: Final = Lead(0, [])


def standing(text: str, line: Stretch, name: PlaceName) -> Lead:
    """Return how firmly the words around a name place it, and the clues of them."""
    start = name.start
    end = start + len(name.name)
    opens = start == line.start
    behind = text[end : end + _REACH]
    if not (name.seat or opens or behind.startswith(_OWN)):
        before = text.rfind(" ", line.start, start - 1) + 1
        if text[before : start - 1].lower() not in _LEADS:
            return _NOTHING
    glued = not opens and not text[start - 1].isspace()
    words = [] if glued else text[max(line.start, start - _REACH) : start].split()
    lead = _lead(words, behind)
    large = opens and name.name.isupper() and behind[:1] != ":"
    if name.seat or large:
        lead = Lead(FIRM, [clue for clue in lead.clues if clue != "behind the"], lead.noun)
    elif not lead.firm and behind.startswith(_OWN):
        lead = lead._replace(firm=1)
    if lead.firm and (_AGED.match(behind) or _is_quoted(text[line.start : start])):
        return _NOTHING
    if lead.firm:
        if _DEFINED.match(behind):
            lead.clues.append("defined")
        if _LIST.match(behind) or (words and _goes_on(words[-1])):
            lead.clues.append("list")
    return lead


def _is_quoted(before: str) -> bool:
    return (
        before.count("“") > before.count("”")
        or before.count("«") > before.count("»")
        or before.count('"') % 2 == 1
    )


def _goes_on(word: str) -> bool:
    """Tell whether a word or its mark leads from one name of a list to the next."""
    comma = word[-1] == "," and word[0].isupper() and not is_time(word[:-1].lower())
    return comma or word in {"and", "or"}


def _lead(words: list[str], behind: str) -> Lead:
    """Return how firmly the words before a name place it; those next to it are taken off."""
    while words and words[-1].lower() in _MODIFIERS:
        words.pop()
    the = bool(words) and words[-1].lower() in {"the", "a", "an"}
    if the:
        words.pop()
    sited = the and bool(_SITES.match(behind))
    low = words[-1].lower() if words else ""
    head = words[-2] if len(words) > 1 else ""
    firm, clues = _placed(low, head)
    if the and firm and not sited:
        clues.append("behind the")
    if low in _IN or low == "of":
        clues.extend(_determined(words))
    if low in _IN and is_person_noun(head):
        clues.append("person in")
    if _is_range(words, low, behind):
        return _NOTHING
    noun = head if (low in _IN or low == "of") and _is_noun(head) else ""
    return Lead(max(firm, int(sited)), clues, noun)


def _is_range(words: Sequence[str], low: str, behind: str) -> bool:
    """Tell whether a name is an end of `from Penzance to Lerwick`; `low` is what leads to it."""
    if low in {"and", "to"}:
        return not {"from", "between"}.isdisjoint(words[-_RANGE:])
    return low in {"from", "between"} and _AND.match(behind) is not None


def _is_noun(word: str) -> bool:
    """Tell whether a word may be what an article is about, rather than a person or a town."""
    plain = word.isalpha() and word.islower() and len(word) >= _SHORTEST_NOUN
    return plain and word not in placing().towns and not is_person_noun(word)


def _placed(low: str, head: str) -> tuple[int, list[str]]:
    """Return how firmly a preposition places what is behind it; `head` is the word before it."""
    noun = head.lower()
    if low in _IN:
        return FIRM, []
    known = placing()
    if low == "of" and head:
        if noun in known.towns or noun in known.parts:
            return FIRM, []
        return 1, ["titled of"] if head[0].isupper() and head not in known.seats_of else []
    if low == "from":
        if noun in _FAR:
            return FIRM, []
        origin = noun in known.origins or noun.isdigit() or noun.endswith((",", "er", "or", "ist"))
        return int(not origin), []
    return int(low in _TO), []


def _determined(words: Sequence[str]) -> Iterator[str]:
    """Yield how the noun before a preposition is determined: `the beach at`, `a dealer in`."""
    for word in words[-2 : -2 - _NOUN_WITHIN : -1][1:]:
        low = word.lower()
        if not word[-1].isalnum():
            return
        if low in _DEFINITE or low in _INDEFINITE:
            yield "definite" if low in _DEFINITE else "indefinite"
            return
