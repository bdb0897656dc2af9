"""An article as a person checks it: each attribution on a line, in the words of the text."""

from collections.abc import Iterator

from annotator.domain.span import Span
from annotator.exchange.corpus.article import Article, CorpusAttribution, Reach

_BETWEEN = " [...] "


def readback(article: Article) -> Iterator[str]:
    """Yield the fields, the boilerplate and the attributions of an article, a line each."""
    yield f"{article.name}  {len(article.text.split())} words"
    for key, field in article.fields.items():
        shown = field.value if field.value is not None else f"({field.state.value})"
        evidence = f"  <- “{_words(article.text, field.evidence)}”" if field.evidence else ""
        yield f"  {key}: {shown}{evidence}"
    for span in article.boilerplate:
        yield f"  boilerplate: {_shortened(_words(article.text, span))}"
    for attribution in article.attributions:
        yield from _attribution(article.text, attribution)


def _attribution(text: str, item: CorpusAttribution) -> Iterator[str]:
    names = " > ".join(link.speaker or "(nobody)" for link in item.chain)
    stance = ", stance" if item.reach is Reach.STANCE else ""
    source, cue = _words(text, item.last.source), _words(text, item.last.cue)
    content = _BETWEEN.join(span.of(text) for span in item.content)
    yield f"  {item.label}. {names} ({item.kind.value}{stance}) | {source} | {cue} | {content}"
    for link in item.chain[:-1]:
        yield f"       via {link.speaker} | {_words(text, link.source)} | {_words(text, link.cue)}"


def _words(text: str, span: Span | None) -> str:
    return " ".join(span.of(text).split()) if span else "-"


def _shortened(words: str, limit: int = 76) -> str:
    return words if len(words) <= limit else f"{words[: limit // 2]} ... {words[-limit // 2 :]}"
