"""The closed word lists the rules lean on, read once from the shipped lexicons."""

import json
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final, TypeVar

from pydantic import ConfigDict, TypeAdapter, with_config

from annotator.runtime.resources import resource

closed: Final = with_config(ConfigDict(extra="forbid"))
_Lists = TypeVar("_Lists")
_NOUNS_IN_LY: Final = frozenset(
    [
        *("family", "assembly", "weekly", "daily", "monthly", "quarterly", "monopoly", "anomaly"),
        *("supply", "reply", "rally", "tally", "bully", "butterfly", "italy", "elderly"),
    ]
)


@closed
@dataclass(frozen=True)
class Vocabulary:
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
    english: frozenset[str]
    clause_verbs: frozenset[str]
    media: frozenset[str]
    plurals: frozenset[str]
    leading_on: frozenset[str]
    people_unnamed: frozenset[str]
    findings: frozenset[str]
    person_stop: frozenset[str]

    @cached_property
    def bodies(self) -> frozenset[str]:
        """Return nouns of organisations, groups and outlets."""
        return self.organisation_heads | self.group_nouns | self.outlet_nouns

    @cached_property
    def officers(self) -> frozenset[str]:
        """Return nouns of offices and titles."""
        return self.office_nouns | self.titles

    @cached_property
    def offices(self) -> frozenset[str]:
        """Return titles that name an office rather than a rank in manners."""
        return self.titles - self.honorifics

    @cached_property
    def adjuncts(self) -> frozenset[str]:
        """Return words that open a phrase of time, place or manner."""
        return self.adjunct_openers | self.temporal

    @cached_property
    def never_in_names(self) -> frozenset[str]:
        """Return words that, capitalised at a sentence's start, are no part of a name."""
        return self.person_stop | self.adverbs | self.prepositions | self.boundaries

    @cached_property
    def never_persons(self) -> frozenset[str]:
        """Return words that make a run of capitals an organisation or a thing."""
        return self.organisation_heads | self.person_stop | self.outlet_words

    @cached_property
    def never_homes(self) -> frozenset[str]:
        """Return capitalised words of a title that name no place."""
        return self.officers | self.portfolios | self.person_stop

    def is_adverb(self, low: str) -> bool:
        """Tell whether a word in lower case can stand between a subject and its verb."""
        formed = low.endswith("ly") and len(low) > len("only") and low not in _NOUNS_IN_LY
        return formed or low in self.adverbs


def lexicon(name: str) -> Any:
    """Return the content of `lexicons/<name>.json`.

    Raises:
        FileNotFoundError: no such lexicon was shipped.
    """
    return json.loads(resource(f"lexicons/{name}.json").read_text(encoding="utf-8"))


def checked(kind: type[_Lists], name: str) -> _Lists:
    """Return `lexicons/<name>.json` as a dataclass, checked as a model is.

    What is read for every word is no model, whose fields take several times as long to read.

    Raises:
        FileNotFoundError: no such lexicon was shipped.
        pydantic.ValidationError: it holds something else.
    """
    return TypeAdapter(kind).validate_python(lexicon(name))


@cache
def vocabulary() -> Vocabulary:
    """Return the word lists."""
    return checked(Vocabulary, "words")
