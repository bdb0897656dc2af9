"""Phrases that mean somebody, ready to be compared, and of what sort their nouns are."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from annotator.extract.naming.forms import bare, homes_of, nations, office_meant, office_of
from annotator.extract.naming.setting import Setting
from annotator.extract.naming.wordlists import body_nouns, companies, documents, naming_words
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.people import Description, described, is_person_noun
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

_SHORT: Final = 3
_KEPT: Final = 4_096  # names or nouns


class Mention(NamedTuple):
    """A phrase that means somebody: its words, its head noun in lower case, and its place.

    `meant` is the office it is another name of, `office` and `homes` are what its words tell.
    `lows` are its words without `the`, `rest` the longer ones beside the head.
    """

    words: Sequence[Word]
    head: str
    said: Description
    at: int
    sentence: int
    paragraph: int
    meant: frozenset[str]
    office: frozenset[str]
    homes: frozenset[str]
    lows: frozenset[str]
    rest: frozenset[str]


def mention_of(words: Sequence[Word], here: Passage, setting: Setting) -> Mention:
    """Return a phrase ready to be compared."""
    said = described(words)
    head = next(iter(said.heads), bare(words[-1].low))
    at = words[0].start
    lows = [word.low for word in words]
    told = [office_meant(lows), office_of(lows), homes_of(words)]
    own = [word.low for word in words if word.is_word]
    small = vocabulary().prepositions
    rest = frozenset([bare(low) for low in own if len(low) > _SHORT and low not in small])
    place = (at, setting.sentence(at), here.paragraph)
    told += [frozenset(map(bare, own)) - {"the"}, rest - {head}]
    return Mention(words, head, said, *place, *told)


def sort_of(mention: Mention) -> str:
    """Return whose the phrase is: a person's, group's, company's, other body's, text's, or what."""
    return "person" if mention.said.age else _sort_of_noun(mention.head)


@lru_cache(_KEPT)
def _sort_of_noun(head: str) -> str:
    sorts = (
        ("group", is_group_noun(head)),
        ("person", is_person_noun(head)),
        ("company", head in companies()),
        ("text", head in documents()),
        ("body", head in vocabulary().bodies or head in body_nouns()),
        ("person", head in vocabulary().officers),
        ("nation", head in nations()),
    )
    return next((sort for sort, fits in sorts if fits), "thing")


def is_thing(low: str) -> bool:
    """Tell whether a word in lower case is no known noun of persons, bodies or texts."""
    return _sort_of_noun(low) == "thing"


def is_group_noun(low: str) -> bool:
    """Tell whether a noun is of several people: `officials`, `the crowd`."""
    return low in naming_words().groups or any(
        low.endswith(many) and is_person_noun(low.removesuffix(many) + one)
        for many, one in (("s", ""), ("es", ""), ("ies", "y"))
    )


@lru_cache(_KEPT)
def is_of_many(name: str) -> bool:
    """Tell whether a name without a preposition is of several people: `Most members of X`."""
    lows = name.lower().split()
    small = vocabulary().prepositions
    end = next((at for at, low in enumerate(lows) if at and low in small), len(lows))
    return is_group_noun(lows[end - 1]) or (end < len(lows) and is_group_noun(lows[-1]))
