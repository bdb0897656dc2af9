"""What speaks for and against a candidate: nearness, gender, what sort of source."""

from collections.abc import Iterator, Mapping
from typing import Final

from annotator.extract.naming.body import Body
from annotator.extract.naming.mentions import Mention, is_of_many, sort_of
from annotator.extract.naming.person import Person
from annotator.extract.naming.roles import clues
from annotator.extract.naming.setting import Setting
from annotator.extract.naming.wordlists import companies, naming_words
from annotator.extract.prose.people import people
from annotator.extract.prose.vocabulary import vocabulary

Entity = Person | Body
_STEPS: Final = 9
_ONE: Final = frozenset(["a", "an"])


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
    number, paragraph, opens, quoted = setting.standing(last)
    back = mention.sentence - number
    gap = mention.paragraph - paragraph
    signs = [_SENTENCES[back], _PARAGRAPHS[gap], _NAMED[len(entity.places)]]
    if opens:
        signs.append(_OPENS[back])
    if not isinstance(entity, Body) and not entity.plain:
        signs.append(_NAMELESS[back])
    if quoted and number != mention.sentence:
        signs.append("quoted")
    return signs


def _soon(entity: Entity, mention: Mention, setting: Setting) -> list[str]:
    """Return how soon somebody is named for the first time, and whether that opens a sentence."""
    if not entity.places:
        return []
    first = setting.standing(entity.places[0])
    ahead = _AHEAD[first.sentence - mention.sentence]
    return [ahead, f"{ahead} opening"] if first.opens else [ahead]


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
