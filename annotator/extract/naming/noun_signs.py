"""What the nouns of a phrase have to do with what a candidate was called."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from annotator.extract.naming.body import Body
from annotator.extract.naming.mentions import Mention
from annotator.extract.naming.person import Person
from annotator.extract.naming.roles import clues
from annotator.extract.naming.setting import Setting
from annotator.extract.naming.signs import Entity, gender_signs
from annotator.extract.naming.wordlists import companies, like_bodies, like_nouns, naming_words
from annotator.extract.prose.people import Description, is_person_noun
from annotator.extract.prose.vocabulary import vocabulary

_FARTHEST: Final = 200
_FEW: Final = 4
_NONE: Final[frozenset[str]] = frozenset()
_HIGH: Final = frozenset(["president", "minister", "premier", "king", "queen", "mayor", "governor"])


class Nouns:
    """The nouns of a phrase, looked up once, to be compared with many candidates."""

    def __init__(self, mention: Mention, setting: Setting) -> None:
        """Look up what other nouns may stand for the head, and where the head stands before."""
        head = mention.head
        self._mention = mention
        self._setting = setting
        self._rest_said = mention.said.words - {head}
        self._gender = _gender_of(mention.said)
        self._like = like_nouns().get(head, _NONE)
        self._wider = naming_words().wider.get(head, _NONE)
        self._like_bodies = like_bodies().get(head, _NONE)
        self._of_company = head in companies()
        self._clueless = ["no clue"] if head in clues() else []
        sentences = setting.with_noun(head) if head else ()
        before = _last(sentences, bisect_left(sentences, mention.sentence)) if sentences else ()
        self._beside = frozenset(before)
        self._next_to = frozenset([number + step for number in before for step in (-1, 1)])

    def signs(self, entity: Entity) -> list[str]:
        """Return what speaks for and against a candidate."""
        if isinstance(entity, Body):
            signs = self._of_body(entity)
        else:
            signs = self._of_person(entity)
            signs += gender_signs(entity, self._gender)
        signs += self._of_rest(entity)
        if entity.places and self._mention.head:
            signs += self._of_clues(entity)
            if self._beside:
                signs += self._of_nearness(entity)
        return signs

    def _of_person(self, person: Person) -> list[str]:
        mention = self._mention
        signs = self._of_calling(person)
        if mention.office or mention.meant:
            signs += _office_signs(person, mention)
        age = mention.said.age
        if age:
            same, none = age == person.age, person.age is None
            signs.append("age" if same else "age open" if none else "age other")
        if mention.homes:
            known = mention.homes & person.homes
            signs.append("home" if known else "home open" if not person.homes else "home other")
        return signs

    def _of_calling(self, person: Person) -> list[str]:
        """Return whether a person was called by the head, or by a noun that may stand for it."""
        head, called = self._mention.head, person.heads
        if person.office:
            called = called.union(filter(is_person_noun, person.office))
        if head in called:
            if not self._rest_said:
                return ["same noun"]
            all_said = self._rest_said <= person.words | person.office
            return ["same noun", "all words" if all_said else "other words"]
        if not (self._like.isdisjoint(called) and self._like.isdisjoint(person.words)):
            return ["like noun"]
        if not (self._wider.isdisjoint(called) and self._wider.isdisjoint(person.words)):
            return ["wider noun"]
        if head in person.words:
            return ["noun among words"]
        return ["called otherwise"] if called else []

    def _of_body(self, body: Body) -> list[str]:
        head, lows = self._mention.head, self._mention.lows
        signs = []
        if head in body.heads:
            signs.append("same noun")
        elif head in body.lows:
            signs.append("noun in name")
        elif self._of_company and not companies().isdisjoint(body.heads):
            signs.append("both companies")
        elif not self._like_bodies.isdisjoint(body.heads):
            signs.append("like noun")
        elif body.heads:
            signs.append("called otherwise")
        if lows <= body.lows:
            signs += ["within name", "same words"] if lows == body.lows else ["within name"]
        return signs

    def _of_rest(self, entity: Entity) -> list[str]:
        """Return whether what stands beside the noun, `union` of `union leader`, was said."""
        rest = self._mention.rest
        if not rest:
            return []
        left = rest - entity.lows if isinstance(entity, Body) else _not_said(entity, rest)
        if len(left) < len(rest):
            return ["rest in part" if left else "rest known"]
        setting = self._setting
        first = setting.sentence(entity.places[0]) if entity.places else -1
        beside = not rest.isdisjoint(setting.lows(first, self._mention.sentence))
        return ["rest beside" if beside else "rest new"]

    def _of_clues(self, entity: Entity) -> list[str]:
        """Return whether words around the places where somebody was named tell of the noun."""
        mention, setting = self._mention, self._setting
        numbers = {setting.sentence(at): None for at in entity.places[:_FEW] if at < mention.at}
        found: list[str] = []
        for rank, number in enumerate(numbers):
            for kind in setting.clued(mention.head, number):
                sign = f"{kind} {'after' if rank else 'first'}"
                if sign not in found:
                    found.append(sign)
        told = any(sign.startswith("clue") for sign in found)
        return found if told else [*self._clueless, *found]

    def _of_nearness(self, entity: Entity) -> list[str]:
        """Return whether the noun stood in a sentence that names somebody, or next to one."""
        mention, setting = self._mention, self._setting
        named = _last(entity.places, bisect_left(entity.places, mention.at))
        numbers = [setting.sentence(at) for at in named]
        if not self._beside.isdisjoint(numbers):
            there = zip(named, numbers, strict=True)
            both = [(number, at) for at, number in there if number in self._beside]
            close = any(setting.near_noun(number, mention.head, at) for number, at in both)
            return ["noun beside" if close else "noun apart"]
        return [] if self._next_to.isdisjoint(numbers) else ["noun next"]


def _gender_of(said: Description) -> str | None:
    known = vocabulary()
    told = said.gender
    if told is None and not known.female.isdisjoint(said.words):
        return "female"
    return "male" if told is None and not known.male.isdisjoint(said.words) else told


def _office_signs(person: Person, mention: Mention) -> list[str]:
    signs = ["office meant"] if mention.meant and mention.meant <= person.office else []
    wanted = mention.office
    if wanted and wanted <= person.office:
        signs.append("office")
    elif wanted & _HIGH and person.office and not wanted & person.office & _HIGH:
        signs.append("office other")
    return signs


def _not_said(person: Person, rest: frozenset[str]) -> frozenset[str]:
    """Return the words that nothing calls a person by."""
    return rest.difference(person.words, person.office, person.plain)


def _last(places: Sequence[int], end: int) -> Sequence[int]:
    """Return the last 200 of some places before index `end`."""
    return places[max(0, end - _FARTHEST) : end]
