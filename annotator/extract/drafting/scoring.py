"""How far a proposal can be trusted, by how it was found."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Rule(StrEnum):
    """Where the content stood, and what joined it to its cue."""

    QUOTE_BEFORE = "quote before"
    QUOTE_AFTER = "quote after"
    QUOTE_INVERTED = "quote inverted"
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
    LEARNED = "learned"


RELIABILITY: Final = MappingProxyType(
    {
        Rule.QUOTE_BEFORE: 0.98,
        Rule.QUOTE_INVERTED: 0.93,
        Rule.QUOTE_AFTER: 0.79,
        Rule.CLAUSE_THAT: 0.89,
        Rule.CLAUSE_BEFORE: 0.85,
        Rule.CLAUSE_BARE: 0.72,
        Rule.CLAUSE_INVERTED: 0.61,
        Rule.ACCORDING: 0.74,
        Rule.QUESTION: 0.74,
        Rule.PASSIVE: 0.57,
        Rule.PARTICIPLE: 0.70,
        Rule.OBJECT: 0.57,
        Rule.INFINITIVE: 0.58,
        Rule.COLON: 0.50,
    }
)
"""How often content and source were right, among 6,900 proposals on 400 articles of PolNeAR's
training part in scope `speech+stance`, divided by the mean weight of their cues' rates."""


def score(rule: Rule, rate: float) -> float:
    """Return 0.0 to 1.0: the rule's reliability, halved for a cue that never reports.

    `rate` is the share of the cue's uses in news that report something; of what is learned it is
    how likely the whole proposal is right, and stands as it is.
    """
    if rule is Rule.LEARNED:
        return round(min(1.0, max(0.0, rate)), 3)
    return round(min(1.0, max(0.0, RELIABILITY[rule] * (0.5 + 0.5 * rate))), 3)
