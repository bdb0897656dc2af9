"""Who is named in a text, and where: for somebody who looks for a speaker."""

from functools import lru_cache
from typing import Final, NamedTuple

from annotator.extract.naming.lines import line
from annotator.extract.naming.organisations import Organisations
from annotator.extract.naming.speakers import Cast
from annotator.extract.prose.segmentation import paragraphs, sentences, words

_NEAR: Final = 8_000  # code points on either side of a place in which names are looked for


class Named(NamedTuple):
    """Somebody whom a text names, with the offsets at which it does."""

    name: str
    is_person: bool
    places: tuple[int, ...]


def named(text: str, near: int) -> tuple[Named, ...]:
    """Return the persons and bodies that the paragraphs around a place name."""
    reach = 0 if len(text) <= 2 * _NEAR else near // _NEAR
    return _named(text, (reach - 1) * _NEAR, (reach + 2) * _NEAR)


@lru_cache(maxsize=2)
def _named(text: str, first: int, last: int) -> tuple[Named, ...]:
    read = [
        line(words(text, sentence))
        for part in paragraphs(text)
        if part.start < last and first < part.end
        for sentence in sentences(text, part)
    ]
    cast = Cast(read)
    persons = (Named(one.name, True, tuple(one.places)) for one in cast.all())
    bodies = Organisations(text, read, cast.parts).all()
    others = (Named(one.name, False, tuple(one.places)) for one in bodies if one.proper)
    return tuple(one for one in (*persons, *others) if one.places and not one.name.isupper())
