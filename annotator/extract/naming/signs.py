"""What speaks for and against a candidate: nearness, gender, what it was called before."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from annotator.extract.naming.forms import bare, homes_of, nations, office_meant, office_of
from annotator.extract.naming.organisations import Body
from annotator.extract.naming.person import Person
from annotator.extract.naming.setting import Setting
from annotator.extract.naming.wordlists import companies, like_nouns, naming_words
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.people import Description, described, is_person_noun, people
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

Entity = Person | Body
_FARTHEST: Final = 200
_STEPS: Final = 9
_HIGH: Final = frozenset(["president", "minister", "premier", "king", "queen", "mayor", "governor"])


class Mention(NamedTuple):
    """A phrase that means somebody: its words, its head noun in lower case, and its place.

    `meant` is the office it is another name of, `office` and `homes` are what its words tell.
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


def _bucket(number: int) -> str:
    return str(number) if number < 3 else "3" if number < 5 else "5" if number < 9 else "9"  # noqa: PLR2004 - steps


def _counted(sign: str) -> tuple[str, ...]:
    """Return a sign with each step of a count, by the count; the last stands for all above."""
    return tuple(f"{sign} {_bucket(number)}" for number in range(_STEPS + 1))


_SENTENCES: Final = _counted("sentences")
_PARAGRAPHS: Final = _counted("paragraphs")
_NAMED: Final = _counted("named")
_OPENS: Final = _counted("opens")
_SPOKE: Final = _counted("spoke")
_SPOKE_AND: Final = tuple(map(_counted, _SPOKE))


def near(entity: Entity, mention: Mention, setting: Setting) -> list[str]:
    """Return how far back somebody was named, and how."""
    last = entity.last_before(mention.at - 1)
    if last < 0:
        return ["later"]
    number = setting.sentence(last)
    back = mention.sentence - number
    gap = mention.paragraph - setting.paragraph(number)
    signs = [
        _SENTENCES[min(back, _STEPS)],
        _PARAGRAPHS[min(gap, _STEPS)],
        _NAMED[min(len(entity.places), _STEPS)],
    ]
    if setting.opens(number, last):
        signs.append(_OPENS[min(back, _STEPS)])
    if number != mention.sentence and setting.quoted(number, last):
        signs.append("quoted")
    return signs


def last_words(spoken: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """Return by identity how many others spoke since somebody did, and in which paragraph.

    `spoken` are the paragraphs by identity, in the order in which each spoke last.
    """
    return {who: (rank, spoken[who]) for rank, who in enumerate(reversed(list(spoken)))}


def spoke(entity: Entity, mention: Mention, last: Mapping[int, tuple[int, int]]) -> list[str]:
    """Return when somebody spoke last; `last` is from `last_words`."""
    if id(entity) not in last:
        return ["silent"]
    rank, paragraph = last[id(entity)]
    gap = max(0, mention.paragraph - paragraph)
    rank = min(rank, _STEPS)
    return [_SPOKE[rank], _SPOKE_AND[rank][min(gap, _STEPS)]]


def gender_signs(entity: Entity, gender: str | None) -> list[str]:
    """Return whether the gender fits, as far as it is known."""
    if gender is None or isinstance(entity, Body):
        return []
    if entity.gender is None:
        return ["gender open"]
    return ["gender fits" if entity.gender == gender else "gender other"]


def kind_signs(entity: Entity) -> list[str]:
    """Return what sort of source somebody is."""
    if isinstance(entity, Body):
        return _kind_of_body(entity)
    signs = ["person" if entity.plain else "nameless"]
    if entity.human:
        signs.append("human")
    if len(entity.plain) == 1:
        signs.append("lone")
    return signs


def _kind_of_body(body: Body) -> list[str]:
    signs = ["body", "proper body" if body.proper else "plain body"]
    if not body.surely:
        signs.append("unsure body")
    if not body.heads.isdisjoint(companies()):
        signs.append("company")
    if not body.heads.isdisjoint(vocabulary().outlet_nouns):
        signs.append("outlet")
    return signs


def noun_signs(entity: Entity, mention: Mention, setting: Setting) -> Iterator[str]:
    """Yield what the nouns of a phrase have to do with what somebody was called."""
    said, head = mention.said, mention.head
    if isinstance(entity, Body):
        yield from _body_signs(entity, mention)
    else:
        yield from _person_signs(entity, mention)
        yield from gender_signs(entity, _gender_of(said))
    if entity.places and head:
        yield from _beside(entity, head, mention, setting)


def _gender_of(said: Description) -> str | None:
    known = vocabulary()
    if said.gender is None:
        if said.words & known.female:
            return "female"
        if said.words & known.male:
            return "male"
    return said.gender


def _person_signs(person: Person, mention: Mention) -> Iterator[str]:
    said, head = mention.said, mention.head
    called = person.heads | person.office
    if head in called:
        yield "same noun"
        rest = said.words - {head}
        if rest:
            yield "all words" if rest <= person.words | person.office else "other words"
    elif not like_nouns().get(head, frozenset()).isdisjoint(called | person.words):
        yield "like noun"
    elif head in person.words:
        yield "noun among words"
    elif called:
        yield "called otherwise"
    yield from _office_signs(person, mention)
    if said.age:
        yield "age" if said.age == person.age else "age open" if person.age is None else "age other"
    if mention.homes:
        known = mention.homes & person.homes
        yield "home" if known else "home open" if not person.homes else "home other"


def _office_signs(person: Person, mention: Mention) -> Iterator[str]:
    if mention.meant and mention.meant <= person.office:
        yield "office meant"
    wanted = mention.office
    if wanted and wanted <= person.office:
        yield "office"
    elif wanted & _HIGH and person.office and not wanted & person.office & _HIGH:
        yield "office other"


def _body_signs(body: Body, mention: Mention) -> Iterator[str]:
    head = mention.head
    lows = frozenset(bare(word.low) for word in mention.words if word.is_word) - {"the"}
    if head in body.heads:
        yield "same noun"
    elif head in body.lows:
        yield "noun in name"
    elif head in companies() and body.heads & companies():
        yield "both companies"
    elif body.heads:
        yield "called otherwise"
    if lows <= body.lows:
        yield "within name"
    if lows == body.lows:
        yield "same words"


def _beside(entity: Entity, head: str, mention: Mention, setting: Setting) -> Iterator[str]:
    """Yield whether the noun stood in a sentence that names somebody, or next to one."""
    sentences = setting.with_noun(head)
    with_noun = _last(sentences, bisect_left(sentences, mention.sentence))
    if not with_noun:
        return
    named = _last(entity.places, bisect_left(entity.places, mention.at))
    places = {setting.sentence(at) for at in named}
    if not places.isdisjoint(with_noun):
        yield "noun beside"
    elif any(at - 1 in places or at + 1 in places for at in with_noun):
        yield "noun next"


def _last(places: Sequence[int], end: int) -> Sequence[int]:
    """Return the last 200 of some places before index `end`."""
    return places[max(0, end - _FARTHEST) : end]


def own_signs(name: str, mention: Mention, setting: Setting) -> Iterator[str]:
    """Yield what speaks for a source that is named nowhere else."""
    head = mention.head
    size = len(name.split())
    yield "own"
    yield f"own words {_bucket(size)}"
    yield f"own {sort_of(mention)}"
    if head in naming_words().aged:
        yield "own aged"
    if head in people().nouns or head in vocabulary().office_nouns:
        yield "own known noun"
    if next(iter(setting.with_noun(head)), mention.sentence) < mention.sentence:
        yield "own noun before"
    if any(word.is_name for word in mention.words[2:]):
        yield "own with name"
    if mention.said.age:
        yield "own age"


def sort_of(mention: Mention) -> str:
    """Return whether a phrase is of a person, a company, another body, or neither."""
    head = mention.head
    if mention.said.age or is_person_noun(head) or head in vocabulary().officers:
        return "person"
    if head in companies():
        return "company"
    if head in vocabulary().bodies:
        return "body"
    return "nation" if head in nations() else "thing"


def mention_of(words: Sequence[Word], here: Passage, setting: Setting) -> Mention:
    """Return a phrase ready to be compared."""
    said = described(words)
    head = next(iter(said.heads), bare(words[-1].low))
    at = words[0].start
    lows = [word.low for word in words]
    told = (office_meant(lows), office_of(lows), homes_of(words))
    return Mention(words, head, said, at, setting.sentence(at), here.paragraph, *told)
