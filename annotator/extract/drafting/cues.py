"""The words that report: which they are, and where they stand in a sentence."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache, cached_property
from typing import Annotated, Final, NamedTuple

from pydantic import Field

from annotator.domain.layer import Scope
from annotator.domain.value import Value
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import lexicon, vocabulary

Rate = Annotated[float, Field(ge=0.0, le=1.0)]
MOST_IN_A_SENTENCE = 60
_OWNING = frozenset(["the", "a", "his", "its", "their"])
_SHORTEST_PLURAL = 4
_RARELY = 0.1
_PLURAL_REACH = 9
_PLURAL_PRONOUNS = frozenset(["i", "we", "they", "you", "who"])
_DO = frozenset(["do", "does", "did", "don't", "doesn't", "didn't"])
_LEADING_VERBS = frozenset(["went", "goes", "gone"])
_BEFORE_PARTICIPLE = frozenset(["while", "and", "as", "by", "but", "before", "without"])


class Frame(StrEnum):
    """What a verb of saying can take as its content."""

    QUOTE = "quote"
    CLAUSE = "clause"
    BARE = "bare"
    QUESTION = "question"
    OBJECT = "object"
    INFINITIVE = "infinitive"
    ADDRESSEE = "addressee"
    REQUEST = "request"
    ABOUT = "about"
    MEASURE = "measure"


class Tense(StrEnum):
    """A form of a verb, as the lexicon lists it."""

    BASE = "base"
    PRESENT = "present"
    PAST = "past"
    PARTICIPLE = "participle"
    PASSIVE = "passive"


class Voice(StrEnum):
    """How the verb stands in its sentence."""

    ACTIVE = "active"
    PASSIVE = "passive"
    PARTICIPLE = "participle"


_BASE: Final = {Tense.BASE: Voice.ACTIVE}
_BEHIND_BE: Final = {Tense.PASSIVE: Voice.PASSIVE, Tense.PARTICIPLE: Voice.ACTIVE}
_BEHIND_HAVE: Final = {Tense.PASSIVE: Voice.ACTIVE}
_FINITE: Final = {Tense.PAST: Voice.ACTIVE, Tense.PRESENT: Voice.ACTIVE}
_OR_PARTICIPLE: Final = {**_FINITE, Tense.PARTICIPLE: Voice.PARTICIPLE}
_PLURAL: Final = {**_FINITE, **_BASE}
_PLURAL_OR_PARTICIPLE: Final = {**_OR_PARTICIPLE, **_BASE}
_NO_VERB: Final[Mapping[Tense, Voice]] = {}


class Verb(Value):
    """A verb of saying; each form with the share of its uses in news that report something.

    `rates` are by frame: how often what the engine takes for the content in it is one; `bare` is
    a clause without `that`. A particle that is `joined` belongs to the cue (`pointed out`), any
    other stands between cue and content (`called` for).
    """

    lemma: str
    forms: dict[Tense, tuple[str, Rate]]
    particle: str | None = None
    joined: bool = False
    rates: dict[Frame, Rate]
    scope: Scope

    @cached_property
    def frames(self) -> frozenset[Frame]:
        """Return what the verb can take as its content."""
        return frozenset(self.rates)


class Preposition(Value):
    """Words such as `according to`."""

    words: str
    rate: Rate
    scope: Scope


class Noun(Value):
    """A noun of speech by its forms; `rate` is how often what it reports with `that` is a claim."""

    forms: tuple[str, ...]
    rate: Rate
    scope: Scope

    @property
    def is_speech(self) -> bool:
        """Tell whether it reports words rather than thoughts."""
        return self.scope is Scope.SPEECH


class CueLexicon(Value):
    """All cues the engine knows; `source` tells where the rates come from."""

    source: str
    verbs: tuple[Verb, ...]
    nouns: tuple[Noun, ...]
    prepositions: tuple[Preposition, ...]


class Cue(NamedTuple):
    """A verb in a sentence, by word indexes, both ends included.

    `outset` is where its group begins with auxiliaries and adverbs: the subject ends before.
    From `first` to `end` runs the cue, to `last` what parts it from its content.
    """

    outset: int
    first: int
    end: int
    last: int
    verb: Verb
    voice: Voice
    rate: float
    negated: bool


class _Form(NamedTuple):
    verb: Verb
    tense: Tense
    rate: float
    particle: list[str]


@cache
def cue_lexicon() -> CueLexicon:
    """Return the shipped cues, checked."""
    return CueLexicon.model_validate(lexicon("cues"))


@cache
def _forms(scope: Scope) -> dict[str, tuple[_Form, ...]]:
    table: dict[str, list[_Form]] = {}
    for verb, tense, form, rate in _reporting(scope):
        particle = verb.particle.split() if verb.particle else []
        table.setdefault(form, []).append(_Form(verb, tense, rate, particle))
    return {
        form: tuple(sorted(found, key=lambda item: -len(item.particle)))
        for form, found in table.items()
    }


def _reporting(scope: Scope) -> Iterator[tuple[Verb, Tense, str, float]]:
    """Yield the forms that report often enough, each with its verb, tense and rate."""
    for verb in cue_lexicon().verbs:
        if scope is not Scope.SPEECH or verb.scope is Scope.SPEECH:
            for tense, (form, rate) in verb.forms.items():
                if rate >= _RARELY:
                    yield verb, tense, form, rate


@cache
def _bases() -> frozenset[str]:
    """Return the forms that are a verb's base, some of others too."""
    forms = _reporting(Scope.SPEECH_AND_STANCE)
    return frozenset(form for _verb, tense, form, _rate in forms if tense is Tense.BASE)


@cache
def cue_forms(scope: Scope) -> frozenset[str]:
    """Return the forms that may report, in lower case; particles do not belong to them."""
    return frozenset(form for _verb, _tense, form, _rate in _reporting(scope))


@cache
def stance_forms() -> frozenset[str]:
    """Return the forms that report what somebody thinks or wants, and never what is said."""
    return cue_forms(Scope.SPEECH_AND_STANCE) - cue_forms(Scope.SPEECH)


def cues(words: Sequence[Word], outside: Sequence[bool], scope: Scope) -> list[Cue]:
    """Return the verb groups that may report, left to right, outside quotation marks.

    More than 60 in one sentence are no prose, and none is returned.
    """
    table = _forms(scope)
    found: list[Cue] = []
    for index in [at for at, word in enumerate(words) if word.low in table]:
        if outside[index] and not (words[index].is_name and index):
            cue = _cue(words, index, table[words[index].low])
            if cue is not None:
                found.append(cue)
    return found if len(found) <= MOST_IN_A_SENTENCE else []


def _cue(words: Sequence[Word], index: int, forms: Sequence[_Form]) -> Cue | None:
    outset, auxiliaries = _auxiliaries(words, index)
    tenses = _tenses(words, outset, auxiliaries, based=words[index].low in _bases())
    for form in forms:
        if form.tense not in tenses:
            continue
        last = index + len(form.particle)
        behind = [word.low for word in words[index + 1 : last + 1]] if form.particle else []
        if behind == form.particle:
            negated = not vocabulary().negations.isdisjoint(auxiliaries)
            outset = _leading_outset(words, outset)
            end = last if form.verb.joined else index
            return Cue(outset, index, end, last, form.verb, tenses[form.tense], form.rate, negated)
    return None


def _auxiliaries(words: Sequence[Word], index: int) -> tuple[int, list[str]]:
    """Return where the verb group begins, adverbs included, and its words before the verb."""
    at = index
    while at > 0 and _in_group(words, at - 1):
        at -= 1
    return at, [word.low for word in words[at:index]]


def _in_group(words: Sequence[Word], at: int) -> bool:
    """Tell whether a word is of a verb's group: neither `in May found` nor `his will says`."""
    known, word = vocabulary(), words[at]
    if at > 0 and (word.is_name or words[at - 1].low in _OWNING):
        return False
    return word.low in known.auxiliaries or known.is_adverb(word.low)


def _leading_outset(words: Sequence[Word], outset: int) -> int:
    """Return where the group begins before `used to (say)` and `is quick to (add)`."""
    known = vocabulary()
    if outset < 2 or words[outset - 1].low != "to":  # noqa: PLR2004 - a word and `to`
        return outset
    at = outset - 2
    while at > 0 and (
        words[at].low in known.leading_on
        or words[at].low in known.auxiliaries
        or words[at].low in _LEADING_VERBS
    ):
        at -= 1
    return at + 1


def _tenses(
    words: Sequence[Word], outset: int, auxiliaries: Sequence[str], *, based: bool
) -> Mapping[Tense, Voice]:
    """Return the forms that make a verb here, and in which voice; none for a noun or adjective.

    Whether the base form makes one is looked into only where the verb may be `based` on it.
    """
    known = vocabulary()
    helpers = known.auxiliaries.intersection(auxiliaries)
    before = words[outset - 1].low if outset else ""
    if helpers & known.be:
        return _BEHIND_BE
    if helpers & known.have:
        return _BEHIND_HAVE
    if helpers & known.modals:
        return _BASE if helpers & _DO else _NO_VERB
    led = before == "to" and outset > 1 and words[outset - 2].low in known.leading_on
    if led or before in known.determiners or before in {"to", "of"} or before.endswith("'s"):
        return _BASE if led else _NO_VERB
    plural = based and (
        before in _PLURAL_PRONOUNS or _is_plural(before) or _has_plural(words, outset)
    )
    if before in _BEFORE_PARTICIPLE or not before[:1].isalnum():
        return _PLURAL_OR_PARTICIPLE if plural else _OR_PARTICIPLE
    return _PLURAL if plural else _FINITE


def _has_plural(words: Sequence[Word], outset: int) -> bool:
    """Tell whether the phrase before a verb is plural, though its last word is not."""
    known = vocabulary()
    for at in range(outset - 1, max(-1, outset - _PLURAL_REACH), -1):
        word = words[at]
        if not word.is_word or word.low in known.boundaries or word.low in known.finite:
            return False
        if word.low in known.plurals:
            return True
        if word.low == "and" and at and words[at - 1].is_name and words[at + 1].is_name:
            return True
    return False


def _is_plural(low: str) -> bool:
    known = vocabulary()
    closed = low in known.prepositions or low in known.determiners or known.is_adverb(low)
    return low.endswith("s") and len(low) >= _SHORTEST_PLURAL and not closed
