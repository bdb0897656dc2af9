"""Which words name the source: the phrase before a cue, or behind one that comes first."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from annotator.extract.drafting.core_ends import STOPS, core_end, is_possessive
from annotator.extract.prose.people import is_person_noun
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

FARTHEST: Final = 40
_JOINTS: Final = frozenset(["and", "but", "or", "then"])
_OBJECTS: Final = frozenset(["him", "her", "them", "me"])
_OF_TIME: Final = frozenset(["the", "same", "time", "that"])
_TIMES: Final = frozenset(["day", "week", "month", "year", "century", "evening", "morning", "time"])
_LONGEST_TIME: Final = 5
_MOST_COMMAS: Final = 4
LONGEST_LEAD: Final = 10


class Phrase(NamedTuple):
    """A run of words, by index, both ends included."""

    first: int
    last: int


def source_before(words: Sequence[Word], outset: int, lowest: int = 0) -> Phrase | None:
    """Return the subject that ends right before word `outset`; None where none is seen.

    Titles, an apposition and a relative clause between commas belong to it.
    """
    last = outset - 1
    lowest = max(lowest, outset - FARTHEST)
    if last > lowest and words[last].low in {"turn", "part"} and words[last - 1].low == "in":
        last -= 2
    last = _before_time(words, last, lowest)
    if last < lowest or words[last].low in _JOINTS:
        return None
    if words[last].low in vocabulary().subject_pronouns:
        return Phrase(last, last)
    if words[last].text == ")":
        return _before_bracket(words, last, lowest)
    start = _clause_start(words, last, lowest)
    if words[last].text == ",":
        return _with_apposition(words, start, last, lowest)
    return _last_chunk(words, start, last)


def _before_time(words: Sequence[Word], last: int, lowest: int) -> int:
    """Return the last word before `on Tuesday evening` and `at the same time`."""
    known = vocabulary()
    at = last
    while at > lowest and (words[at].low in known.temporal or words[at].low in _OF_TIME):
        at -= 1
    timed = lowest < at < last and words[at].low in {"on", "at"} and words[at - 1].is_word
    return at - 1 if timed else last


def _before_bracket(words: Sequence[Word], last: int, lowest: int) -> Phrase | None:
    at = last
    while at > lowest and words[at].text != "(":
        at -= 1
    inner = source_before(words, at, lowest) if words[at].text == "(" else None
    return Phrase(inner.first, last) if inner else None


def _clause_start(words: Sequence[Word], last: int, lowest: int) -> int:
    """Return the index of the first word after the nearest mark or conjunction of a clause."""
    known = vocabulary()
    at = last
    while at >= lowest:
        word = words[at]
        ends_clause = word.low in known.boundaries or (
            word.text in STOPS and not is_possessive(words, at)
        )
        opens_relative = word.low in {"who", "which"} and at and words[at - 1].text == ","
        if ends_clause and not opens_relative and not _is_name_part(words, at):
            return at + 1
        at -= 1
    return lowest


def _is_name_part(words: Sequence[Word], at: int) -> bool:
    return words[at].text[0].isupper() and at > 0 and words[at - 1].is_name


def _with_apposition(words: Sequence[Word], start: int, last: int, lowest: int) -> Phrase | None:
    """Return the subject of `Ann Lee, the mayor, said`: the name, and its title if that leads.

    Of several parts between commas the leftmost that can be a subject is taken.
    """
    commas = [at for at in range(start, last) if words[at].text == ","]
    if not commas or len(commas) > _MOST_COMMAS:
        return _before_interpolation(words, last, lowest)
    titled = _title_and_name(words, commas, last)
    if titled is not None:
        return titled
    edges = [start - 1, *commas]
    for left, right in zip(edges, commas, strict=False):
        chunk = _subject_of(words, left + 1, right - 1)
        if chunk is not None and _is_apposition(words, right + 1):
            return _with_name(words, chunk, right, last)
        if chunk is not None and words[right + 1].low in vocabulary().prepositions:
            return chunk
    return _before_interpolation(words, last, lowest)


def _title_and_name(words: Sequence[Word], commas: Sequence[int], last: int) -> Phrase | None:
    """Return `her lawyer, Ann Lee,` right before a cue, whatever stands before it."""
    if len(commas) < 2:  # noqa: PLR2004 - before the title and behind it
        return None
    first, comma = commas[-2] + 1, commas[-1]
    opens = words[first].low in vocabulary().determiners
    named = comma + 1 < last and all(word.is_name for word in words[comma + 1 : last])
    person = any(is_person_noun(word.low) for word in words[first:comma])
    return Phrase(first, last - 1) if opens and named and person else None


def _before_interpolation(words: Sequence[Word], last: int, lowest: int) -> Phrase | None:
    """Return the name that opens a sentence before `, as the list spells her,`."""
    comma = next((at for at in range(lowest, last) if words[at].text == ","), None)
    if comma is None or comma == lowest:
        return None
    if lowest and words[lowest - 1].low not in {"and", "but"}:
        return None
    short = last - comma <= LONGEST_LEAD
    if not short or words[comma + 1].low not in {"as", "when", "while", "like", "for", "in"}:
        return None
    return _subject_of(words, lowest, comma - 1)


def _with_name(words: Sequence[Word], chunk: Phrase, comma: int, last: int) -> Phrase:
    """Return the phrase, and what follows the comma where the name stands only there."""
    known = vocabulary()
    titled = words[chunk.last].low in known.titles or not words[chunk.last].is_name
    if titled and words[comma + 1].is_name:
        end = next((at for at in range(comma + 1, last) if words[at].text == ","), last)
        return Phrase(chunk.first, end - 1)
    return chunk


def _is_apposition(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    return word.low in vocabulary().appositive_openers or word.is_name or word.text[0].isdigit()


def _last_chunk(words: Sequence[Word], start: int, last: int) -> Phrase | None:
    comma = next((at for at in range(last, start - 1, -1) if words[at].text == ","), start - 1)
    chunk = _subject_of(words, comma + 1, last)
    if chunk is None or comma < start:
        return chunk
    return _joined_list(words, start, comma, chunk) or chunk


def _joined_list(words: Sequence[Word], start: int, comma: int, chunk: Phrase) -> Phrase | None:
    """Return `A, B and C` as one subject; None where the comma parts something else."""
    joined = any(words[at].low == "and" for at in range(chunk.first, chunk.last))
    earlier = _subject_of(words, start, comma - 1)
    plain = earlier is not None and all(
        words[at].is_name or words[at].text == "," for at in range(earlier.first, comma)
    )
    if joined and plain and earlier is not None and words[chunk.first].is_name:
        return Phrase(earlier.first, chunk.last)
    return None


def _subject_of(words: Sequence[Word], first: int, last: int) -> Phrase | None:
    """Return the part of a clause that can be its subject, ending at `last`; None if none can."""
    first = _after_verb_or_and(words, first, last)
    first = _after_time(words, _after_opening(words, first, last), last)
    if first > last or not words[last].is_word:
        return None
    opening = words[first]
    if opening.low in vocabulary().prepositions or opening.low in {"there", "and", "or", "not"}:
        return None
    if all(words[at].low in vocabulary().temporal for at in range(first, last + 1)):
        return None
    return Phrase(first, last) if is_nominal(words, first, last) else None


def _after_verb_or_and(words: Sequence[Word], first: int, last: int) -> int:
    """Return the start after the last finite verb in the range; after `and` that follows one."""
    known = vocabulary()
    at = max((i for i in range(first, last) if words[i].low in known.finite), default=None)
    if at is None:
        return first
    joint = next((i for i in range(at + 1, last + 1) if words[i].low in {"and", "but"}), None)
    relative = any(words[i].low in {"who", "which"} for i in range(first, at))
    if relative:
        return first
    return (joint if joint is not None else at) + 1


def _after_opening(words: Sequence[Word], first: int, last: int) -> int:
    """Return the start after `On Monday`, `In Baku`, `Later`, where a name or article follows."""
    known = vocabulary()
    while first < last and (
        known.is_adverb(words[first].low) or words[first].low in {"and", "but", "so", "yet", "-"}
    ):
        first += 1
    if words[first].low not in known.adjunct_openers and words[first].low not in known.temporal:
        return first
    for at in range(first + 2, last + 1):
        before, word = words[at - 1], words[at]
        starts = word.low in known.determiners or (word.is_name and not before.is_name)
        after_time = word.is_name and before.low in known.temporal
        if (
            starts and before.low not in known.prepositions and before.low not in known.determiners
        ) or after_time:
            return at
    return first


def _after_time(words: Sequence[Word], first: int, last: int) -> int:
    """Return the start of `the commission` behind `the same day`."""
    known = vocabulary()
    for at in range(first + 2, min(last, first + _LONGEST_TIME)):
        if words[at].low in known.determiners and words[at - 1].low in _TIMES:
            return at
    return first


def is_nominal(words: Sequence[Word], first: int, last: int) -> bool:
    """Tell whether words `first` to `last` can be a noun phrase, by their form."""
    known = vocabulary()
    opening = words[first]
    return (
        opening.is_name
        or opening.low in known.determiners
        or opening.text[0].isdigit()
        or words[last].low.endswith("s")
        or words[last].low in known.office_nouns
        or opening.low in known.people_unnamed
        or words[last].is_name
    )


def source_after(words: Sequence[Word], first: int, highest: int) -> Phrase | None:
    """Return the phrase that begins at word `first`, before `highest`; None where none does.

    It ends before an adjunct of time or place, a mark, or a verb. A name behind a comma belongs
    to a title that leads it.
    """
    if first >= highest or words[first].low in vocabulary().prepositions:
        return None
    if words[first].low in vocabulary().subject_pronouns or words[first].low in _OBJECTS:
        return Phrase(first, first)
    last = core_end(words, first, min(highest, first + FARTHEST))
    if last < first or not is_nominal(words, first, last):
        return None
    end = behind_apposition(words, last, highest) - 1
    if end > last:
        return _with_name(words, Phrase(first, last), last + 1, end + 1)
    return Phrase(first, last)


def behind_apposition(words: Sequence[Word], last: int, highest: int) -> int:
    """Return the index behind `, director of X` after the word `last`; `last + 1` if none is there.

    An apposition names an office or a person, or is a relative clause; a clause is none.
    """
    comma = last + 1
    known = vocabulary()
    if comma + 1 >= highest or words[comma].text != ",":
        return comma
    at = comma + 1
    while at < min(highest, comma + FARTHEST):
        if words[at].text in STOPS or words[at].text in {",", "."}:
            break
        at += 1
    opening = words[comma + 1]
    relative = opening.low in {"who", "which", "whose"}
    inner = [word.low for word in words[comma + 1 : at]]
    office = any(low in known.titles or low in known.office_nouns for low in inner[:6])
    name = opening.is_name and all(word.is_name for word in words[comma + 1 : at])
    verb = any(low in known.finite for low in inner)
    if relative or opening.text.isdigit() or ((office or name) and not verb):
        return at
    return comma
