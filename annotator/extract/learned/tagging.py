"""What a tagger is: words in, the probability of each label out."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from annotator.extract.article import Article
from annotator.extract.learned.labels import Probabilities
from annotator.extract.learned.rule_marks import RuleFinds
from annotator.extract.prose.segmentation import Word


class Tagging(NamedTuple):
    """One line of an article: its words, and for each how likely each of `LABELS` is."""

    words: Sequence[Word]
    probabilities: Probabilities


class Tagger(Protocol):
    """Reads an article and says what each word may be; the same article gives the same."""

    def tag(self, article: Article, rules: RuleFinds | None = None) -> list[Tagging]:
        """Return a tagging for each of `article.lines`; `rules` are its finds if they are known."""
        ...
