"""How far a proposal can be trusted, by how it was found."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Rule(StrEnum):
    """Where the content stood, and what joined it to its cue."""

    QUOTE_BEFORE = "quote before"
    QUOTE_AFTER = "quote after"
    QUOTE_INVERTED = "quote inverted"
    QUOTE_ALONE = "quote alone"
    CLAUSE_THAT = "clause that"
    CLAUSE_BARE = "clause bare"
    CLAUSE_BEFORE = "clause before"
    CLAUSE_INVERTED = "clause inverted"
    COLON = "colon"
    QUESTION = "question"
    OBJECT = "object"
    INFINITIVE = "infinitive"
    PARTICIPLE = "participle"
    ACCORDING = "according"
    PASSIVE = "passive"
    NOUN = "noun"
    HEADLINE = "headline"


RELIABILITY: Final = MappingProxyType(dict.fromkeys(Rule, 0.7))


def score(rule: Rule, rate: float) -> float:
    """Return 0.0 to 1.0: the rule's reliability tempered by the cue's rate."""
    return round(min(1.0, max(0.0, RELIABILITY[rule] * (0.5 + 0.5 * rate))), 3)
