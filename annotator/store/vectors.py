"""The words of a folded text as PostgreSQL's index of words takes them."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from annotator.domain.words import words_of

_MOST_BYTES: Final = 1_000_000  # of one vector; the server takes 1,048,575
_MOST_PLACES: Final = 256
_LAST_PLACE: Final = 16_383
_LONGEST: Final = 500


def vector(text: str) -> str:
    """Return a text's words with their places, counted from 1, as the input of a `tsvector`.

    The server knows 256 places of each word, and all beyond the 16,383rd word as that one; of a
    text with too many different words it gets no places, and none of the words past its room.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words_of(text), start=1):
        known = places[word[:_LONGEST]]
        if len(known) < _MOST_PLACES:
            known.append(min(place, _LAST_PLACE))
    if sum(_room(word, len(known)) for word, known in places.items()) > _MOST_BYTES:
        return " ".join(_fitting(places))
    return " ".join(f"{word}:{','.join(map(str, known))}" for word, known in places.items())


def _fitting(words: dict[str, list[int]]) -> Iterator[str]:
    room = _MOST_BYTES
    for word in words:
        room -= _room(word, 0)
        if room < 0:
            return
        yield word


def _room(word: str, places: int) -> int:
    return len(word.encode()) + (2 * places + 3 if places else 0)
