"""Words that look like attributions and are tagged as none: perhaps right, perhaps forgotten."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from annotator.domain.span import Span
from annotator.exchange.corpus.article import Article

_CUE: Final = re.compile(
    r"\b(said|says|say|saying|tells|told|telling|added|adds|adding|according to|stated|states|"
    r"stating|noted|notes|noting|reported|reports|reportedly|announced|announces|wrote|writes|"
    r"asked|asks|tweeted|explained|explains|claimed|claims|claiming|argued|argues|replied|replies|"
    r"responded|declared|insisted|insists|warned|warns|warning|acknowledged|urged|urges|accused|"
    r"denied|denies|promised|promises|called for|citing|cited|quoted|quoting|admitted|complained|"
    r"recalled|stressed|emphasi[sz]ed|underlined|demanded|demands|believes?|believed|thinks?|"
    r"thought|wants?|wanted|hopes?|hoped|fears?|feared|expects?|expected|supports?|opposes?|"
    r"opposed|plans to|intends?)\b",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"[“«\"][^“”«»\"\n]{25,}[”»\"]")
_AROUND: Final = 30


def hints(article: Article) -> Iterator[str]:
    """Yield each likely cue and each longer quotation that no tag covers, with words around it."""
    links = [link for item in article.attributions for link in item.chain]
    named = [span for link in links for span in (link.source, link.cue) if span is not None]
    apart = [*article.boilerplate, *_evidence(article, "title")]
    contents = [span for item in article.attributions for span in item.content]
    yield from _uncovered(article.text, _CUE, [*named, *apart], "a cue?")
    yield from _uncovered(article.text, _QUOTED, [*contents, *apart], "a quotation?")


def _evidence(article: Article, key: str) -> list[Span]:
    evidence = article.fields[key].evidence
    return [evidence] if evidence else []


def _uncovered(
    text: str, form: re.Pattern[str], covered: Iterable[Span], question: str
) -> Iterator[str]:
    spans = list(covered)
    for found in form.finditer(text):
        start, end = found.span()
        if not any(span.start < end and start < span.end for span in spans):
            shown = " ".join(text[max(0, start - _AROUND) : end + _AROUND].split())
            yield f"{question} … {shown} …"
