"""From the words of a source to the canonical speaker, reading the document in order."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from annotator.extract.naming.ages import of_age
from annotator.extract.naming.antecedents import antecedent
from annotator.extract.naming.apposed import (
    before_who,
    behind_comma,
    holder_of,
    in_chair,
    is_pair,
    named_next,
    of_handle,
    person_at_end,
)
from annotator.extract.naming.candidates import Candidates, behind_of
from annotator.extract.naming.forms import GENDERS, bare, folded
from annotator.extract.naming.lines import line
from annotator.extract.naming.mentions import mention_of, sort_of
from annotator.extract.naming.names import is_behind
from annotator.extract.naming.organisations import Organisations
from annotator.extract.naming.own_words import (
    name_behind_kind,
    of_possessor,
    owned_name,
    plain_name,
    without_article,
)
from annotator.extract.naming.person import Person
from annotator.extract.naming.phrases import (
    OWNERS,
    before_preposition,
    capitals_at_end,
    core_of,
    ends_with,
    is_lone_name,
    is_name,
    is_office,
    owner_within,
    speaks_for_owner,
)
from annotator.extract.naming.ranking import Candidate, Decision, likeliest
from annotator.extract.naming.setting import Setting
from annotator.extract.naming.signs import Entity
from annotator.extract.naming.speakers import Cast
from annotator.extract.naming.strangers import BEFORE_STRANGERS, strangers
from annotator.extract.naming.topics import opening, topics
from annotator.extract.naming.wordlists import body_nouns
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.people import described, is_person_noun
from annotator.extract.prose.segmentation import Stretch, Word, words
from annotator.extract.prose.vocabulary import vocabulary

Chooser = Callable[[Decision], Candidate | None]

_OWN_VOICE: Final = frozenset(["i", "we", "me", "us"])
_NEUTRAL: Final = frozenset(["it", "they", "them", "which"])
_POSSESSIVES: Final = frozenset(["his", "her", "its", "their", "my", "our"])
_WHO: Final = frozenset(["who", "whom"])
_PRONOUNS: Final = GENDERS.keys() | _WHO


class Resolver:
    """Names the speakers of sources; they must come in the order of the text."""

    def __init__(
        self,
        text: str,
        read: Sequence[Passage],
        captions: Sequence[Sequence[Word]],
        choose: Chooser = likeliest,
    ) -> None:
        """Start with nobody having spoken; `captions` are words that only introduce names."""
        self._text = text
        sentences = [*map(line, captions), *(line(here.words, here.lows) for here in read)]
        self._cast = Cast(sentences)
        self._bodies = Organisations(text, sentences, self._cast.parts)
        self._cast.leave_out(self._bodies.settle(self._cast.all()))
        self._setting = Setting(text, read)
        for here in read:
            if not here.lows.isdisjoint(BEFORE_STRANGERS):
                self._introduce(here)
        self._spoken: dict[int, int] = {}
        self._choose = choose
        self._named: dict[Stretch, Entity | None] = {}
        self._met: set[int] = set()

    def _introduce(self, here: Passage) -> None:
        for item in strangers(here.words):
            name = plain_name(here.words[item.first : item.end], self._text)
            if name is not None:
                self._cast.introduce(name, item.said, item.at)

    def speaker(
        self, source: Stretch | None, here: Passage, around: Stretch | None = None
    ) -> str | None:
        """Return the canonical name of a source mention; None for nobody or an unclear pronoun.

        `around` is the source of the quotation that the mention stands in; its speaker, who must
        have been named before, is who says `I`.
        """
        if source is None:
            return None
        mention = here.words_in(source) or words(self._text, source)
        found = self._meant(mention, here, self._named.get(around) if around else None)
        self._named[source] = found
        self._met.add(source.start)
        if found is None:
            return None
        if not found.places or mention[0].start not in found.places:
            found.note(mention[0].start)
        self._spoken.pop(id(found), None)
        self._spoken[id(found)] = here.paragraph
        return found.name

    def _meant(
        self, mention: Sequence[Word], here: Passage, around: Entity | None
    ) -> Entity | None:
        if not mention:
            return None
        lead = mention[0].low
        if len(mention) == 1 and lead in _OWN_VOICE:
            return around
        if len(mention) == 1 and (lead in _PRONOUNS or lead in _NEUTRAL):
            return self._antecedent(mention, here, around)
        core = core_of(mention)
        if not core:
            return None
        return (
            behind_comma(self._cast, mention, core)
            or self._bodies.behind_comma(mention)
            or named_next(self._cast, core, here)
            or self._called(core, here)
            or self._author(core, here)
            or of_age(self._cast, core)
            or (self._owned(core, here, around) if lead in _POSSESSIVES else None)
            or self._by_name(core)
            or self._by_description(core, here)
        )

    def _antecedent(
        self, mention: Sequence[Word], here: Passage, around: Entity | None
    ) -> Entity | None:
        """Return whom a pronoun means; what it tells of the gender is noted."""
        low = mention[0].low
        gender = GENDERS.get(low)
        self._meet(mention[0])
        found = self._before_relative(mention[0], here) or self._ranked(
            "he" if low in _PRONOUNS else "they" if low in {"they", "them"} else "it",
            self._candidates(around).of_pronoun(mention_of(mention, here, self._setting), gender),
        )
        if isinstance(found, Person) and found.gender is None:
            found.gender = gender
        return found

    def _before_relative(self, pronoun: Word, here: Passage) -> Entity | None:
        """Return whom the phrase before `who` or `which` means, None before another pronoun."""
        if pronoun.low not in _WHO and pronoun.low != "which":
            return None
        named = before_who(self._cast, pronoun, here) if pronoun.low in _WHO else None
        return named or self._meant(antecedent(pronoun, here), here, None)

    def _meet(self, pronoun: Word) -> None:
        """Note whom the sentence of a pronoun and the one before it are about."""
        person = pronoun.low in GENDERS
        find = opening if person else topics
        for passage in self._setting.until(pronoun.start) if pronoun.low not in _WHO else ():
            for phrase in find(passage, pronoun.start):
                if phrase[0].start not in self._met:
                    self._met.add(phrase[0].start)
                    found = self._by_description(phrase, passage, likeliest)
                    if found is not None and phrase[0].start not in found.places:
                        found.note(phrase[0].start)

    def _candidates(self, around: Entity | None = None) -> Candidates:
        return Candidates(self._cast.all(), self._bodies.all(), self._setting, self._spoken, around)

    def _ranked(
        self, kind: str, candidates: Iterable[Candidate], choose: Chooser | None = None
    ) -> Entity | None:
        chosen = (choose or self._choose)(Decision(kind, tuple(candidates)))
        return chosen.entity if chosen else None

    def _called(self, core: Sequence[Word], here: Passage) -> Entity | None:
        """Return what is called so behind its kind: `the newspaper Delta Today`."""
        own = name_behind_kind(core, here.words)
        return self._bodies.take(self._text[own[0].start : own[-1].end], own) if own else None

    def _author(self, core: Sequence[Word], here: Passage) -> Entity | None:
        """Return who speaks through `X's report` and `his letter`."""
        owner = of_possessor(core)
        if owner:
            return self._by_name(owner) or self._by_description(owner, here)
        owned = core[0].low in OWNERS and speaks_for_owner(core)
        return self._owner(core[0], here) if owned else None

    def _owner(self, pronoun: Word, here: Passage) -> Entity | None:
        low = OWNERS[pronoun.low]
        self._meet(pronoun)
        mention = mention_of([pronoun], here, self._setting)
        found = self._candidates().of_pronoun(mention, GENDERS.get(low))
        return self._ranked(low if low in {"it", "they"} else "he", found)

    def _owned(self, core: Sequence[Word], here: Passage, around: Entity | None) -> Entity | None:
        """Return who is `her brother`: somebody called so, else `Brother of Ann Lee`."""
        rest = without_article(core)
        if before_preposition(rest)[-1].in_name:
            named = capitals_at_end(rest)
            return self._by_name(rest) or (self._by_name(named) if named else None)
        own_voice = core[0].low in {"my", "our"}
        owner = around if own_voice else self._owner(core[0], here)
        name = plain_name(core, self._text)
        if name is None:
            return None
        full = f"{name} of {behind_of(owner, self._text)}" if owner else name
        if own_voice:
            return self._new(core, full)
        mention = mention_of(core, here, self._setting)
        found = self._candidates().of_phrase(mention, full, but=owner)
        return self._taken(self._ranked(sort_of(mention), found), full, core)

    def _by_name(self, core: Sequence[Word]) -> Entity | None:
        """Return whom a phrase with a name names, or None for a phrase without one."""
        if core[0].text == "@":
            return of_handle(self._cast, core)
        reporter = core[-1].low in {"correspondent", "reporter"} and len(core) > 1
        if reporter or is_pair(self._cast, core):
            return self._new(core)
        before = before_preposition(core)
        lead = next((item for item in self._cast.persons(before) if ends_with(item, before)), None)
        if lead is not None and before[-1].in_name:
            return lead
        own = without_article(core)
        named = core[-1].in_name or is_behind(core[-1])
        return self._by_capitals(core, own) if named and not is_office(own) else None

    def _by_capitals(self, core: Sequence[Word], own: Sequence[Word]) -> Entity | None:
        """Return whom the capitals at the end of a phrase name."""
        body = (
            bare(core[-1].low) in body_nouns() and next(self._cast.persons(core[-1:]), None) is None
        )
        whole = self._bodies.whole(core) if core[0].low == "the" and len(own) > 1 else None
        person = whole or (None if body else person_at_end(self._cast, core))
        if person is not None:
            return person
        if not body and not is_name(own):
            return None
        known = self._bodies.named(core) or self._bodies.abbreviated(own)
        return known or (None if body else self._cast.spelt_otherwise(own)) or self._new(core)

    def _by_description(
        self, core: Sequence[Word], here: Passage, choose: Chooser | None = None
    ) -> Entity | None:
        """Return who is `the watchman` or `the company`; `a nurse` is somebody new."""
        name = self._in_own_words(core, here)
        if name is None:
            return None
        lead = core[0].low
        if lead == "the" and [word.text for word in core[1:]] == ["Speaker"]:
            return self._taken(in_chair(self._cast, core), name, core)
        holder = holder_of(self._cast, core) if lead in {"the", "this", "that"} else None
        if holder is not None:
            return holder
        mention = mention_of(core, here, self._setting)
        bare_noun = lead not in vocabulary().determiners and lead == core[0].text
        if bare_noun or lead in {"a", "an", "one", "another"}:
            later = self._candidates().named_later(mention, name)
            return self._taken(self._ranked("a person", later, choose), name, core)
        found = self._candidates().of_phrase(mention, name)
        return self._taken(self._ranked(sort_of(mention), found, choose), name, core)

    def _in_own_words(self, core: Sequence[Word], here: Passage) -> str | None:
        """Return a phrase without article; whose team it is in `a member of his team`."""
        at = owner_within(core)
        owner = self._owner(core[at], here) if at else None
        if owner is None or core[0].start in owner.places:
            return plain_name(core, self._text)
        return owned_name(core, at, behind_of(owner, self._text), self._text)

    def _taken(self, entity: Entity | None, name: str, core: Sequence[Word]) -> Entity:
        """Return the entity, or a new one of that name; what the phrase tells is noted."""
        if entity is None:
            return self._new(core, name)
        if isinstance(entity, Person):
            entity.learn(described(core))
        return entity

    def _new(self, core: Sequence[Word], name: str | None = None) -> Entity:
        name = name or plain_name(core, self._text) or self._text[core[0].start : core[-1].end]
        said = described(core)
        of_person = said.age or any(map(is_person_noun, said.heads))
        known = self._cast.nameless(name, without_article(core)[0].start) if of_person else None
        if known is not None:
            return known
        if of_person or is_lone_name(core):
            plain = tuple(folded(bare(word.text)) for word in core) if is_name(core) else ()
            return self._cast.introduce(name, said, core[0].start, plain)
        return self._bodies.take(name, core)
