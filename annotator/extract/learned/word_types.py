"""What a word's form alone tells a tagger, worked out once a form and kept as numbers."""

import re
from functools import cache
from typing import Final, NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from annotator.domain.layer import Scope
from annotator.extract.drafting.cues import cue_lexicon
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

Codes = npt.NDArray[np.uint64]
TRAITS: Final = ("low", "suffix", "shape", "part", "cue", "stem", "rate")
_MOST_KEPT: Final = 50_000
_LONG: Final = 5
_TENTHS: Final = 10
_QUESTIONS: Final = frozenset(["whether", "if", "why", "how", "what"])
_CLASSES: Final = (
    *("subject_pronouns", "object_pronouns", "be", "have", "modals", "auxiliaries"),
    *("negations", "finite", "determiners", "temporal", "boundaries", "prepositions"),
    *("adverbs", "titles", "office_nouns", "portfolios", "organisation_heads"),
    *("outlet_nouns", "group_nouns"),
)
_ENDINGS: Final = ("ing", "ed", "ly", "'s", "s")


def code(text: str) -> int:
    """Return a number for a text, the same on every machine."""
    return crc32(text.encode("utf-8", "surrogatepass")) + 1


class WordTypes:
    """A growing table of the numbers of each form met, one row a form; see `TRAITS`.

    Row 0 stands for no word. The table is begun anew when 50,000 forms are in it.
    """

    def __init__(self) -> None:
        """Begin with no form."""
        self._rows: dict[str, int] = {}
        self._traits: Codes = np.zeros((1024, len(TRAITS)), dtype=np.uint64)

    def rows(self, found: list[Word]) -> list[int]:
        """Return the row of each word."""
        if len(self._rows) + len(found) > _MOST_KEPT:
            self._rows.clear()
        known = self._rows
        return [known.get(word.text) or self._added(word) for word in found]

    def trait(self, name: str, rows: npt.NDArray[np.intp]) -> Codes:
        """Return one trait of the words of these rows."""
        found: Codes = self._traits[rows, TRAITS.index(name)]
        return found

    def _added(self, word: Word) -> int:
        row = len(self._rows) + 1
        if row >= len(self._traits):
            more = np.zeros_like(self._traits)
            self._traits = np.concatenate([self._traits, more])
        self._traits[row] = _traits(word)
        self._rows[word.text] = row
        return row


def _traits(word: Word) -> tuple[int, ...]:
    low = word.low
    cue = cue_form(low)
    return (
        code(low),
        code(low[-3:]),
        code(_shape(word.text)),
        code(_part(word)),
        code(f"{cue.tense}|{cue.scope}") if cue else 0,
        code(cue.lemma if cue else _stem(low)),
        1 + int(cue.rate * _TENTHS) if cue else 0,
    )


class CueForm(NamedTuple):
    """A form that can be a cue: its tense, `speech` or `stance`, lemma, and rate of its uses."""

    tense: str
    scope: str
    lemma: str
    rate: float


def cue_form(low: str) -> CueForm | None:
    """Return what the lexicon says of a word in lower case; None where it can be no cue."""
    return _cue_forms().get(low)


@cache
def _cue_forms() -> dict[str, CueForm]:
    """Return the forms of all verbs, each in its likeliest sense, and first words of others."""
    table: dict[str, CueForm] = {}
    for verb in cue_lexicon().verbs:
        scope = "speech" if verb.scope is Scope.SPEECH else "stance"
        for tense, (form, rate) in verb.forms.items():
            if form not in table or table[form].rate < rate:
                table[form] = CueForm(tense.value, scope, verb.lemma, rate)
    for item in cue_lexicon().prepositions:
        first = item.words.split()[0]
        table.setdefault(first, CueForm("preposition", "speech", first, 0.1))
    return table


def _shape(text: str) -> str:
    short = re.sub(r"[a-zà-ÿ]+", "x", text)
    short = re.sub(r"[A-ZÀ-Þ]+", lambda found: "X" if len(found.group()) == 1 else "XX", short)
    return re.sub(r"\d+", "9", short)[:8]


def _part(word: Word) -> str:
    """Return a guess at the part of speech: the closed classes, else an ending."""
    if not word.is_word:
        return word.text
    known = vocabulary()
    named = next((name for name in _CLASSES if word.low in getattr(known, name)), None)
    if word.low in _QUESTIONS or word.low in {"that", "to", "of", "who", "which", "by", "and"}:
        return word.low
    if word.text[0].isdigit():
        return "number"
    if word.is_name:
        return f"name {named}" if named else "name"
    if named:
        return named
    ending = next((end for end in _ENDINGS if word.low.endswith(end)), "")
    return f"word {ending if len(word.low) >= _LONG or ending == 's' else ''}"


def _stem(low: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if low.endswith(ending) and len(low) - len(ending) >= len("say"):
            return low[: -len(ending)]
    return low
