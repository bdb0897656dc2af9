"""The first engine: rules and word lists, with nothing learned and nothing hidden."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from annotator.domain.layer import Scope
from annotator.domain.proposal import Extraction
from annotator.extract.article import Article, read_article
from annotator.extract.claiming import extraction
from annotator.extract.drafting.hits import Draft
from annotator.extract.drafting.joining import Found, joined
from annotator.extract.drafting.loose import tails, transcribed
from annotator.extract.drafting.patterns import drafts
from annotator.extract.drafting.scoring import Rule
from annotator.extract.extractor import NO_HINTS
from annotator.extract.prose.passage import Passage
from annotator.runtime.collector import reading_at_rest

_QUOTING: Final = frozenset({Rule.QUOTE_BEFORE, Rule.QUOTE_AFTER, Rule.QUOTE_INVERTED})
_TELLING: Final = frozenset({"tell", "ask", "say", "write"})
_TOLD: Final = frozenset(
    {Rule.CLAUSE_THAT, Rule.CLAUSE_BARE, Rule.QUESTION, Rule.PASSIVE, Rule.INFINITIVE}
)


class RulesExtractor:
    """Proposes by rules; the same text always gives the same."""

    name = "rules"
    version = "6"
    model: str | None = None

    def extract(
        self, text: str, scope: Scope = Scope.SPEECH, hints: Mapping[str, str] = NO_HINTS
    ) -> Extraction:
        """Return fields, boilerplate and claims of an English text; a note for any other."""
        with reading_at_rest():
            return _read(text, scope, hints)


def _read(text: str, scope: Scope, hints: Mapping[str, str]) -> Extraction:
    article = read_article(text, hints)
    return extraction(article, attributions(article, scope))


def attributions(article: Article, scope: Scope) -> Found:
    """Return what the rules find, each attribution with its sentence, in no order."""
    read = article.sentences
    found = [(draft, here) for here in read for draft in drafts(here, scope)]
    found = joined(read, [*found, *tails(read, found)])
    spoken = [(draft, _around(read, draft)) for draft in transcribed(article.text, article.lines)]
    return [*found, *_quoted(article.nested, scope), *spoken]


def _around(read: Sequence[Passage], draft: Draft) -> Passage:
    """Return the sentence in which a draft's content begins."""
    return read[max(0, bisect_right(read, draft.cue.start, key=lambda it: it.within.start) - 1)]


def _quoted(inside: Sequence[Passage], scope: Scope) -> Iterator[tuple[Draft, Passage]]:
    """Yield what quotations quote in their turn, and what they say that somebody told or asked."""
    for here in inside:
        for draft in drafts(here, scope):
            if draft.rule in _QUOTING or (draft.lemma in _TELLING and draft.rule in _TOLD):
                yield draft, here
