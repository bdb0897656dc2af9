"""The closed word lists the rules lean on, read once from the shipped lexicons."""

import json
from functools import cache
from typing import Any

from annotator.domain.value import Value
from annotator.runtime.resources import resource


class Vocabulary(Value):
    """Words by the part they play; all in lower case."""

    subject_pronouns: frozenset[str]
    person_pronouns: frozenset[str]
    object_pronouns: frozenset[str]
    determiners: frozenset[str]
    auxiliaries: frozenset[str]
    be: frozenset[str]
    have: frozenset[str]
    modals: frozenset[str]
    negations: frozenset[str]
    adverbs: frozenset[str]
    boundaries: frozenset[str]
    prepositions: frozenset[str]
    adjunct_openers: frozenset[str]
    temporal: frozenset[str]
    appositive_openers: frozenset[str]
    titles: frozenset[str]
    portfolios: frozenset[str]
    reports: frozenset[str]
    ambiguous: frozenset[str]
    clause_subjects: frozenset[str]
    after_quote: frozenset[str]
    clause_starts: frozenset[str]
    honorifics: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    particles: frozenset[str]
    organisation_heads: frozenset[str]
    outlet_words: frozenset[str]
    outlet_nouns: frozenset[str]
    group_nouns: frozenset[str]
    office_nouns: frozenset[str]
    finite: frozenset[str]
    person_stop: frozenset[str]

    def is_adverb(self, low: str) -> bool:
        """Tell whether a word in lower case can stand between a subject and its verb."""
        return low in self.adverbs or (low.endswith("ly") and len(low) > len("only"))


def lexicon(name: str) -> Any:
    """Return the content of `lexicons/<name>.json`.

    Raises:
        FileNotFoundError: no such lexicon was shipped.
    """
    return json.loads(resource(f"lexicons/{name}.json").read_text(encoding="utf-8"))


@cache
def vocabulary() -> Vocabulary:
    """Return the word lists."""
    return Vocabulary.model_validate(lexicon("words"))
