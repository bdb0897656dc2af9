"""What speaks for and against a candidate: nearness, gender, what it was called before."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from annotator.extract.naming.mentions import Mention, is_of_many, sort_of
from annotator.extract.naming.organisations import Body
from annotator.extract.naming.person import Person
from annotator.extract.naming.roles import clues
from annotator.extract.naming.setting import Setting
from annotator.extract.naming.wordlists import (
    companies,
    like_bodies,
    like_nouns,
    naming_words,
)
from annotator.extract.prose.people import Description, is_person_noun, people
from annotator.extract.prose.vocabulary import vocabulary

Entity = Person | Body
_FARTHEST: Final = 200
_STEPS: Final = 9
_FEW: Final = 4
_ONE: Final = frozenset(["a", "an"])
_NONE: Final[frozenset[str]] = frozenset()
_HIGH: Final = frozenset(["president", "minister", "premier", "king", "queen", "mayor", "governor"])


def _bucket(number: int) -> str:
    return str(number) if number < 3 else "3" if number < 5 else "5" if number < 9 else "9"  # noqa: PLR2004 - steps


class _Counted(dict[int, str]):
    """A sign with the step that a count reaches, by the count, made when it is first asked for."""

    def __init__(self, sign: str) -> None:
        self._sign = sign

    def __missing__(self, number: int) -> str:
        found = self[number] = f"{self._sign} {_bucket(number)}"
        return found


_SENTENCES: Final = _Counted("sentences")
_PARAGRAPHS: Final = _Counted("paragraphs")
_AHEAD: Final = _Counted("ahead")
_NAMED: Final = _Counted("named")
_OPENS: Final = _Counted("opens")
_NAMELESS: Final = _Counted("nameless")
_SPOKE: Final = _Counted("spoke")
_SPOKE_AND: Final = tuple(_Counted(_SPOKE[rank]) for rank in range(_STEPS + 1))


def near(entity: Entity, last: int, mention: Mention, setting: Setting) -> list[str]:
    """Return how far back somebody was named, and how; `last` is where, -1 for later only."""
    if last < 0:
        return ["later", *_soon(entity, mention, setting)]
    number = setting.sentence(last)
    back = mention.sentence - number
    gap = mention.paragraph - setting.paragraph(number)
    signs = [_SENTENCES[back], _PARAGRAPHS[gap], _NAMED[len(entity.places)]]
    if setting.opens(number, last):
        signs.append(_OPENS[back])
    if not isinstance(entity, Body) and not entity.plain:
        signs.append(_NAMELESS[back])
    if number != mention.sentence and setting.quoted(number, last):
        signs.append("quoted")
    return signs


def _soon(entity: Entity, mention: Mention, setting: Setting) -> list[str]:
    """Return how soon somebody is named for the first time, and whether that opens a sentence."""
    if not entity.places:
        return []
    number = setting.sentence(entity.places[0])
    ahead = _AHEAD[number - mention.sentence]
    return [ahead, f"{ahead} opening"] if setting.opens(number, entity.places[0]) else [ahead]


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
    return [_SPOKE[rank], _SPOKE_AND[min(rank, _STEPS)][gap]]


def gender_signs(entity: Entity, gender: str | None) -> list[str]:
    """Return whether the gender fits, as far as it is known."""
    if gender is None or isinstance(entity, Body):
        return []
    if entity.gender is None:
        return ["gender open"]
    fits = entity.gender == gender
    if entity.guessed:
        return ["gender guessed" if fits else "gender guessed other"]
    return ["gender fits" if fits else "gender other"]


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
    if is_of_many(body.name):
        signs.append("many")
    if not body.surely:
        signs.append("unsure body")
    if not body.heads.isdisjoint(companies()):
        signs.append("company")
    if not body.heads.isdisjoint(vocabulary().outlet_nouns):
        signs.append("outlet")
    return signs


def noun_signs(entity: Entity, mention: Mention, setting: Setting) -> list[str]:
    """Return what the nouns of a phrase have to do with what somebody was called."""
    if isinstance(entity, Body):
        signs = _body_signs(entity, mention)
    else:
        signs = [*_person_signs(entity, mention), *gender_signs(entity, _gender_of(mention.said))]
    signs += _rest_signs(entity, mention, setting)
    if entity.places and mention.head:
        signs += _clues(entity, mention.head, mention, setting)
        signs += _beside(entity, mention.head, mention, setting)
    return signs


def _gender_of(said: Description) -> str | None:
    known = vocabulary()
    told = said.gender
    if told is None and not known.female.isdisjoint(said.words):
        return "female"
    return "male" if told is None and not known.male.isdisjoint(said.words) else told


def _person_signs(person: Person, mention: Mention) -> Iterator[str]:
    said, head = mention.said, mention.head
    called = person.heads.union([noun for noun in person.office if is_person_noun(noun)])
    if head in called:
        yield "same noun"
        rest = said.words - {head}
        if rest:
            yield "all words" if rest <= person.words | person.office else "other words"
    elif not like_nouns().get(head, _NONE).isdisjoint(called | person.words):
        yield "like noun"
    elif not naming_words().wider.get(head, _NONE).isdisjoint(called | person.words):
        yield "wider noun"
    elif head in person.words:
        yield "noun among words"
    elif called:
        yield "called otherwise"
    if mention.office or mention.meant:
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


def _body_signs(body: Body, mention: Mention) -> list[str]:
    head = mention.head
    lows = mention.lows
    signs = []
    if head in body.heads:
        signs.append("same noun")
    elif head in body.lows:
        signs.append("noun in name")
    elif head in companies() and not companies().isdisjoint(body.heads):
        signs.append("both companies")
    elif not like_bodies().get(head, _NONE).isdisjoint(body.heads):
        signs.append("like noun")
    elif body.heads:
        signs.append("called otherwise")
    if lows <= body.lows:
        signs += ["within name", "same words"] if lows == body.lows else ["within name"]
    return signs


def _rest_signs(entity: Entity, mention: Mention, setting: Setting) -> list[str]:
    """Return whether what stands beside the noun was said of them: `union`, of `union leader`."""
    rest = mention.rest
    if not rest:
        return []
    left = rest - entity.lows if isinstance(entity, Body) else _not_said(entity, rest)
    if len(left) < len(rest):
        return ["rest in part" if left else "rest known"]
    first = setting.sentence(entity.places[0]) if entity.places else -1
    beside = not rest.isdisjoint(setting.lows(first, mention.sentence))
    return ["rest beside" if beside else "rest new"]


def _not_said(person: Person, rest: frozenset[str]) -> frozenset[str]:
    """Return the words that nothing calls a person by."""
    return rest.difference(person.words, person.office, person.plain)


def _clues(entity: Entity, head: str, mention: Mention, setting: Setting) -> list[str]:
    """Return whether words around the places where somebody was named tell of the noun."""
    numbers = {setting.sentence(at): None for at in entity.places[:_FEW] if at < mention.at}
    found: list[str] = []
    for rank, number in enumerate(numbers):
        for kind in setting.clued(head, number):
            sign = f"{kind} {'after' if rank else 'first'}"
            if sign not in found:
                found.append(sign)
    if head in clues() and not any(sign.startswith("clue") for sign in found):
        return ["no clue", *found]
    return found


def _beside(entity: Entity, head: str, mention: Mention, setting: Setting) -> Iterator[str]:
    """Yield whether the noun stood in a sentence that names somebody, or next to one."""
    sentences = setting.with_noun(head)
    with_noun = _last(sentences, bisect_left(sentences, mention.sentence)) if sentences else ()
    if not with_noun:
        return
    named = _last(entity.places, bisect_left(entity.places, mention.at))
    numbers = [setting.sentence(at) for at in named]
    both = set(numbers).intersection(with_noun)
    if both:
        there = [(at, number) for at, number in zip(named, numbers, strict=True) if number in both]
        close = any(setting.near_noun(number, head, at) for at, number in there)
        yield "noun beside" if close else "noun apart"
    elif not {at + step for at in with_noun for step in (-1, 1)}.isdisjoint(numbers):
        yield "noun next"


def _last(places: Sequence[int], end: int) -> Sequence[int]:
    """Return the last 200 of some places before index `end`."""
    return places[max(0, end - _FARTHEST) : end]


def own_signs(name: str, mention: Mention, setting: Setting) -> Iterator[str]:
    """Yield what speaks for a source that is named nowhere else."""
    yield "own"
    yield f"own words {_bucket(len(name.split()))}"
    yield f"own {sort_of(mention)}"
    yield from _own_noun(mention.head, mention, setting)
    if any(word.is_name for word in mention.words[2:]):
        yield "own with name"
    if not _ONE.isdisjoint([word.low for word in mention.words[2:]]):
        yield "own of one"
    if len(mention.words) > 1 and mention.words[1].low.endswith("est"):
        yield "own superlative"
    if mention.said.age:
        yield "own the age" if mention.words[0].low == "the" else "own age"
    if setting.quoted(mention.sentence, mention.at):
        yield "own quoted"
    if mention.paragraph == 0:
        yield "own opening"


def _own_noun(head: str, mention: Mention, setting: Setting) -> Iterator[str]:
    if head in naming_words().aged:
        yield "own aged"
    if head in clues():
        yield "own with clues"
    if head in people().nouns or head in vocabulary().office_nouns:
        yield "own known noun"
    if next(iter(setting.with_noun(head)), mention.sentence) < mention.sentence:
        yield "own noun before"
