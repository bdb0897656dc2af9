"""Where the content of a claim begins and ends around its cue."""

from enum import StrEnum
from typing import Final, NamedTuple

from annotator.extract.drafting.cues import Cue, Frame
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.quotations import MARKS
from annotator.extract.prose.segmentation import Stretch
from annotator.extract.prose.vocabulary import vocabulary

_LOOK_AHEAD: Final = 25
_ASIDE: Final = 14
_MOST_COMMAS: Final = 2
_CLOSERS: Final = frozenset(")]%") | MARKS


class Marker(StrEnum):
    """What opens a content behind its cue."""

    THAT = "that"
    COLON = "colon"
    QUOTE = "quote"
    QUESTION = "question"
    INFINITIVE = "infinitive"
    ABOUT = "about"
    BARE = "bare"


_MARKERS: Final = {
    "that": (Frame.CLAUSE, Marker.THAT),
    "to": (Frame.INFINITIVE, Marker.INFINITIVE),
    **dict.fromkeys(["about", "on"], (Frame.ABOUT, Marker.ABOUT)),
    **dict.fromkeys(
        ["whether", "if", "why", "how", "what", "who"], (Frame.QUESTION, Marker.QUESTION)
    ),
}


_ANNOUNCING: Final = frozenset([":", *_MARKERS])


class Opening(NamedTuple):
    """The index of the first word of a content, and what announced it."""

    at: int
    marker: Marker


def opening_after(here: Passage, cue: Cue, limit: int) -> Opening | None:
    """Return where the content behind a cue begins; None where only an adjunct follows."""
    at = cue.last + 1
    frames = cue.verb.frames
    for index in _marked(here, at, min(limit, at + _LOOK_AHEAD)):
        marker = _marker(here, index, frames)
        if marker is None:
            continue
        until = index - 1 if marker is Marker.QUOTE and here.words[index - 1].text == "," else index
        if _only_adjunct(here, at, until, frames):
            skipped = 1 if marker in {Marker.THAT, Marker.COLON, Marker.ABOUT} else 0
            found = Opening(index + skipped, marker)
            if marker is Marker.COLON and here.quote_opening_at(index + 1):
                found = Opening(index + 1, Marker.QUOTE)
            return found if found.at < limit else None
    return _bare(here, at, limit, frames)


def _marked(here: Passage, first: int, end: int) -> list[int]:
    """Return the words from `first` up to `end` that may announce a content."""
    outside = here.outside
    return [
        first + at
        for at, word in enumerate(here.words[first:end])
        if word.low in _ANNOUNCING or not outside[first + at]
    ]


def _marker(here: Passage, index: int, frames: frozenset[Frame]) -> Marker | None:
    if not here.outside[index]:
        return Marker.QUOTE if here.quote_opening_at(index) else None
    low = here.words[index].low
    if low == ":":
        return Marker.COLON
    found = _MARKERS.get(low)
    return found[1] if found is not None and found[0] in frames else None


def _only_adjunct(here: Passage, first: int, end: int, frames: frozenset[Frame]) -> bool:
    """Tell whether the words from `first` up to `end` are only when, where or to whom."""
    known = vocabulary()
    if first >= end:
        return True
    between = here.words[first:end]
    if any(word.low in known.finite or word.text in {";", "."} for word in between):
        return False
    commas = sum(word.text == "," for word in between)
    while between and (known.is_adverb(between[0].low) or between[0].text == ","):
        between = between[1:]
    if [word.low for word in between] == ["the", "following"]:
        return True
    if not between:
        return here.words[first].low not in {"there", "here"}
    is_adjunct = between[0].low in known.adjuncts and here.words[first].low not in {"there", "here"}
    return (is_adjunct and commas <= _MOST_COMMAS) or (Frame.ADDRESSEE in frames and not commas)


def _bare(here: Passage, at: int, limit: int, frames: frozenset[Frame]) -> Opening | None:
    known = vocabulary()
    while at < limit and known.is_adverb(here.words[at].low):
        at += 1
    if Frame.ADDRESSEE in frames:
        at = _after_addressee(here, at, limit)
    if at < limit and here.words[at].low in known.adjuncts:
        at = _after_adjunct(here, at, limit)
    if limit - at < 2 or not here.words[at].is_word or not here.outside[at]:  # noqa: PLR2004
        return None
    return Opening(at, Marker.BARE)


def has_verb(here: Passage, first: int, limit: int) -> bool:
    """Tell whether the words from `first` can be a clause: one of them is a finite verb."""
    known = vocabulary()
    if here.words[first].low in known.clause_subjects or here.words[first].low == "you":
        return True
    for word in here.words[first + 1 : limit]:
        if word.low in {"which", "who", "whose"}:
            return False
        if word.low in known.finite or word.low in known.clause_verbs:
            return True
        if word.low.endswith(("ed", "n't", "'s", "'re", "'ll", "'ve")):
            return True
    return False


def _after_adjunct(here: Passage, at: int, limit: int) -> int:
    """Return where a clause begins behind `on Monday`; `limit` where none is seen."""
    known = vocabulary()
    for index in range(at + 1, min(limit, at + 10)):
        word, before = here.words[index], here.words[index - 1]
        if word.text in {",", "—", "–", "-", ";"} or not here.outside[index]:
            return limit
        if word.low in vocabulary().clause_subjects:
            return index
        if before.low in known.temporal and word.low not in known.temporal and word.is_word:
            return (
                limit
                if word.low in known.prepositions or word.low in known.clause_starts
                else index
            )
    return limit


def _after_addressee(here: Passage, at: int, limit: int) -> int:
    """Return where a clause begins behind `told reporters in Baku`; `limit` if nowhere."""
    known = vocabulary()
    if at < limit and here.words[at].low in known.object_pronouns:
        return at + 1
    for index in range(at + 1, min(limit, at + 12)):
        word = here.words[index]
        if word.text in {",", "."}:
            return limit
        if word.low in vocabulary().clause_subjects or (
            word.low in known.determiners and here.words[index - 1].low not in known.prepositions
        ):
            return index
    return limit


def behind_aside(here: Passage, cue: Cue, limit: int) -> int | None:
    """Return where what stands with a cue ends: `(told) reporters in Baku`; None at a content.

    That is at a comma or at `limit`, and nothing before it may open a content.
    """
    at = cue.last + 1
    while at < limit and here.words[at].text != ",":
        word = here.words[at]
        if not here.outside[at] or word.text in {":", "("}:
            return None
        if word.low in vocabulary().finite or at - cue.last > _ASIDE:
            return None
        at += 1
    opening = opening_after(here, cue, at)
    if opening is None:
        return at
    marked = opening.marker in {Marker.THAT, Marker.QUESTION, Marker.INFINITIVE}
    near = opening.at <= cue.last + 2
    addressed = Frame.ADDRESSEE in cue.verb.frames and not marked
    adjunct = here.words[cue.last + 1].low in vocabulary().adjuncts
    return at if addressed or (adjunct and not near) else None


def content_after(here: Passage, opening: Opening, limit: int) -> list[Stretch]:
    """Return the content from `opening` to before `limit`, outer quotation marks left out."""
    if opening.marker is Marker.QUOTE:
        return quoted_from(here, opening.at, limit)
    found = clause(here, opening.at, limit)
    return [found] if found else []


def quoted_from(here: Passage, at: int, limit: int) -> list[Stretch]:
    """Return the quotation that opens at word `at`, or the clause it is only a part of."""
    quote = here.quote_opening_at(at)
    if quote is None:
        return []
    behind = here.index_from(quote.end)
    ends = behind >= limit or not here.words[behind].is_word
    if ends or here.words[behind].low in vocabulary().after_quote:
        return [quote.inner]
    found = clause(here, at, limit)
    return [found] if found else []


def clause(here: Passage, first: int, limit: int) -> Stretch | None:
    """Return the words from `first` to before `limit` without marks at the edges.

    A clause that is nothing but one quotation loses its quotation marks.
    """
    last = limit - 1
    while last >= first and not _may_end(here, last):
        last -= 1
    while first <= last and not here.words[first].is_word and not _may_open(here, first):
        first += 1
    if last < first:
        return None
    quote = here.quote_opening_at(first)
    if quote is not None and quote.end >= here.words[last].end:
        return quote.inner
    return here.stretch(first, last)


def _may_end(here: Passage, at: int) -> bool:
    return here.words[at].is_word or here.words[at].text in _CLOSERS


def _may_open(here: Passage, at: int) -> bool:
    return here.words[at].text in {"(", "$", "£", "€", "#", "@"} or (
        here.quote_opening_at(at) is not None
    )


def content_before(here: Passage, end: int, lowest: int) -> list[Stretch]:
    """Return the content that ends before word `end`, from word `lowest` on.

    A quotation that begins a sentence stands alone; otherwise the words before it belong to it.
    """
    last = end - 1
    if last >= lowest and here.words[last].text in {",", "—", "–"}:
        last -= 1
    if last < lowest:
        return []
    quote = here.quote_closing_at(last)
    if quote is not None:
        opened = here.index_from(quote.start)
        if opened <= lowest or here.words[opened - 1].text in {".", "!", "?", ":", "…"}:
            return [quote.inner]
    found = clause(here, lowest, last + 1)
    return [found] if found else []


def continuation(here: Passage, at: int, limit: int) -> list[Stretch]:
    """Return the quotation behind a cue that stands in its middle: `"A," she said, "B."`."""
    for index in range(at, min(limit, at + _LOOK_AHEAD)):
        if here.quote_opening_at(index):
            joined = here.words[index - 1].text in {",", ".", ":", ";", "—"} or index == at
            return quoted_from(here, index, limit) if joined else []
    return []


def quote_ends(here: Passage, at: int) -> bool:
    """Tell whether a quotation closes at word `at`, or at the one before a comma there."""
    if here.words[at].text == ",":
        at -= 1
    return here.quote_closing_at(at) is not None


def going_on(here: Passage, at: int, reach: int) -> Stretch | None:
    """Return what goes on behind the comma of `The pier, she said, is shut`, or None."""
    if at >= reach or here.words[at].text != ",":
        return None
    return clause(here, at + 1, reach)
