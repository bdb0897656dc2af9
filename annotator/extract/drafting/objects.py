"""What a verb such as `criticised` or `asked` governs, and where that ends."""

from typing import Final

from annotator.extract.drafting.contents import clause
from annotator.extract.drafting.cues import Cue
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.segmentation import Stretch
from annotator.extract.prose.vocabulary import vocabulary

_MEASURE_AHEAD: Final = 14
_MEASURING: Final = frozenset({"at", "differently"})
_REQUEST_AHEAD: Final = 12
_MEDIUM_AHEAD: Final = 6
_MEDIUM_PREPOSITIONS: Final = frozenset({"in", "on", "at", "during", "via", "through"})
_REPORTERS_OWN: Final = frozenset(
    {"because", "although", "though", "while", "when", "after", "before", "since", "during"}
)


def object_after(here: Passage, cue: Cue, limit: int) -> list[Stretch]:
    """Return what a verb such as `criticised` governs, up to the clause's end."""
    at = cue.last + 1
    while at < limit and vocabulary().is_adverb(here.words[at].low):
        at += 1
    if at >= limit or not (here.words[at].is_word or here.quote_opening_at(at)):
        return []
    end = _object_end(here, at, limit)
    found = clause(here, at, end)
    return [found] if found else []


def request_after(here: Passage, cue: Cue, limit: int) -> list[Stretch]:
    """Return whom somebody asked, and to do what: `the council to act`; [] without the `to`."""
    at = cue.last + 1
    for index in range(at + 1, min(limit, at + _REQUEST_AHEAD)):
        if here.words[index].text in {",", ";", ":"} or not here.outside[index]:
            return []
        if here.words[index].low == "to" and index + 1 < limit:
            found = clause(here, at, limit)
            return [found] if found else []
    return []


def measure_after(here: Passage, cue: Cue, limit: int) -> list[Stretch]:
    """Return what somebody put at a figure: `the loss at nine million`; [] without the `at`."""
    at = cue.last + 1
    for index in range(at + 1, min(limit, at + _MEASURE_AHEAD)):
        if here.words[index].text in {",", ";", ":"}:
            return []
        if here.words[index].low in _MEASURING and here.outside[index]:
            found = clause(here, at, _object_end(here, index, limit))
            return [found] if found else []
    return []


def _object_end(here: Passage, at: int, limit: int) -> int:
    """Return where a governed phrase ends: before what tells when, why or in what it was said."""
    commas = 0
    for index in range(at + 1, limit - 1):
        if not here.outside[index]:
            continue
        word = here.words[index]
        if word.text in {";", "—", "–", "--"}:
            return index
        if word.low in _REPORTERS_OWN and all(here.outside[index:limit]):
            return index
        if word.text == "," and _leaves_list(here, index, limit, commas):
            return index
        if word.low in _MEDIUM_PREPOSITIONS and _names_medium(here, index, limit):
            return index
        commas += word.text == ","
    return limit


def _leaves_list(here: Passage, comma: int, limit: int, earlier: int) -> bool:
    """Tell whether what follows a comma is no further member of the list before it."""
    following = here.words[comma + 1].low
    if following in {"and", "or"}:
        return not earlier
    if following in vocabulary().clause_starts:
        return True
    if following.endswith("ing") and following != "including":
        return True
    joined = any(word.low in {"and", "or"} for word in here.words[comma + 1 : limit])
    return following in vocabulary().determiners and not joined


def _names_medium(here: Passage, at: int, limit: int) -> bool:
    """Tell whether `in a letter`, `at last week's conference` begins at word `at`."""
    for word in here.words[at + 1 : min(limit, at + _MEDIUM_AHEAD)]:
        if word.low in vocabulary().media:
            return True
        if not word.is_word or word.low in vocabulary().prepositions:
            return False
    return False
