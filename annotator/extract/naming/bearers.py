"""Where a name begins behind what stands before it: titles, ranks, portfolios, countries, towns."""

from collections.abc import Sequence
from typing import Final

from annotator.extract.naming.forms import bare, folded, nations
from annotator.extract.naming.person_words import GIVEN_MONTHS, well_known_places
from annotator.extract.naming.wordlists import naming_words, portfolios, titles
from annotator.extract.prose.given_names import usual_gender
from annotator.extract.prose.people import people
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

_LONGEST_RANK: Final = 4
_LONGEST_PLACE: Final = 2
_TRADES: Final = ("ologist", "arian", "ician", "keeper", "grapher")
_MISTERS: Final = frozenset(["mr", "mrs", "ms", "miss"])
_GIVEN_TITLES: Final = frozenset(["alhaji", "prince", "princess", "king", "sultan", "major"])


def bearer_start(words: Sequence[Word], first: int, end: int) -> int:
    """Return where a name begins behind titles, ranks, portfolios, parties and countries."""
    own = naming_words()
    titled = [at for at in range(first, end - 1) if words[at].low.rstrip(".") in titles()]
    start = titled[-1] + 1 if titled else first
    while start + 1 < end and (_is_rank(words[start]) or not words[start].is_word):
        if start + 2 == end and usual_gender(folded(words[start].text)):
            break
        start += 1
    start = _after_portfolio(words, first, start, end)
    while start + 2 < end and (words[start].low in own.parties or words[start].low == "new"):
        start += 1
    start = _after_place(words, _after_country(words, start, end), end)
    while start + 2 < end and _is_rank(words[start]):
        start += 1
    while start > first and words[start - 1].low in own.kept:
        start -= 1
    return start - 1 if _is_given_title(words, first, start) else start


def _is_given_title(words: Sequence[Word], first: int, start: int) -> bool:
    """Tell whether the title before `start` is a given name: `Mr Alhaji Koroma`."""
    return (
        start > first + 1
        and words[start - 1].low in _GIVEN_TITLES
        and words[start - 2].low.rstrip(".") in _MISTERS
    )


def _is_rank(word: Word) -> bool:
    """Tell whether a capitalised word before a name is a title no list has: `Guide`, `ASP`."""
    short = word.text.isalpha() and word.text.isupper()
    noun = word.low in people().nouns or word.low in titles() or word.low.endswith(_TRADES)
    return noun or (short and 1 < len(word.text) <= _LONGEST_RANK)


def _after_portfolio(words: Sequence[Word], first: int, start: int, end: int) -> int:
    """Return the start behind the `Trade` of `Minister of Trade Ann Lee`."""
    if start == first and first > 0 and words[first - 1].low in {"of", "for", "and", "&"}:
        while start < end and (words[start].low in portfolios() or words[start].low == "and"):
            start += 1
    return start


def _after_country(words: Sequence[Word], start: int, end: int) -> int:
    known = vocabulary()
    while start < end and (
        bare(words[start].low) in nations()
        or (words[start].low in known.never_in_names and not _is_first_name(words, start))
    ):
        start += 1
    return start


def _after_place(words: Sequence[Word], start: int, end: int) -> int:
    """Return the start behind the town of `in Addis Ababa Girma said`."""
    if start == 0 or words[start - 1].low not in vocabulary().prepositions:
        return start
    for size in range(min(_LONGEST_PLACE, end - start - 1), 0, -1):
        if " ".join([word.low for word in words[start : start + size]]) in well_known_places():
            return start + size
    return start


def _is_first_name(words: Sequence[Word], at: int) -> bool:
    """Tell whether a capital is an initial, not the article that begins a sentence, or `June`."""
    initial = at > 0 and len(words[at].text) == 1
    return words[at].is_name and (initial or words[at].low in GIVEN_MONTHS)
