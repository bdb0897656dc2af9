"""From the words of a source to the canonical speaker, reading the document in order."""

from collections.abc import Sequence

from annotator.extract.passage import Passage
from annotator.extract.segmentation import Stretch, Word, words
from annotator.extract.speakers import Cast, Person, plain_name
from annotator.extract.vocabulary import vocabulary

_PLURAL = frozenset({"they", "we"})
_RECENT = 2


class Resolver:
    """Names the speaker of each draft; drafts must come in the order of the text."""

    def __init__(self, text: str, cast: Cast) -> None:
        """Start with nobody having spoken."""
        self._text = text
        self._cast = cast
        self._last_person: tuple[int, Person] | None = None
        self._last_group: str | None = None

    def speaker(
        self, source: Stretch | None, paragraph: int, sentence: Passage | None
    ) -> str | None:
        """Return the canonical name of a source mention; None for nobody or an unclear pronoun."""
        if source is None:
            return None
        mention = words(self._text, source)
        person = self._person(mention, paragraph, sentence)
        if person is not None:
            self._last_person = (paragraph, person)
            return person.full
        name = plain_name(mention, self._text)
        if name is None:
            return self._last_group if mention[0].low in _PLURAL | {"it"} else None
        self._last_group = name
        return name

    def _person(
        self, mention: Sequence[Word], paragraph: int, sentence: Passage | None
    ) -> Person | None:
        known = vocabulary()
        if not mention:
            return None
        if len(mention) == 1 and mention[0].low in known.person_pronouns | {"who"}:
            return self._antecedent(mention[0], paragraph, sentence)
        core = _core(mention)
        if core[-1].low in known.organisation_heads or core[-1].low in known.group_nouns:
            return None
        if any(word.low in {"service", "office", "ministry"} for word in core):
            return None
        named = self._cast.person(core)
        if named is not None and _names_head(core, named):
            return named
        if core[0].low in known.determiners or core[-1].low in known.titles:
            return self._cast.in_office(core, core[0].start)
        return None

    def _antecedent(self, pronoun: Word, paragraph: int, sentence: Passage | None) -> Person | None:
        """Return whom `he` means: who is named before it in its sentence, else who spoke last."""
        if sentence is not None:
            before = [item for item in sentence.words if item.end <= pronoun.start]
            named = self._cast.person(before)
            if named is not None and _leads(before, named):
                return named
        if self._last_person and paragraph - self._last_person[0] <= _RECENT:
            return self._last_person[1]
        return self._cast.latest(pronoun.start)


def _core(mention: Sequence[Word]) -> Sequence[Word]:
    end = next((at for at, word in enumerate(mention) if word.text in {",", "("}), len(mention))
    return mention[:end] or mention


def _names_head(core: Sequence[Word], person: Person) -> bool:
    """Tell whether a phrase is about the person, not about the person's spokesman or office."""
    last = core[-1]
    possessive = any(word.low.endswith("'s") and person.surname in word.low for word in core)
    return not possessive or last.low.startswith(person.surname)


def _leads(before: Sequence[Word], person: Person) -> bool:
    return any(word.low == person.surname for word in before[:8])
