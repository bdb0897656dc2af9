"""Articles of the corpus as JSON lines: those of `propose --text`, and what only people know."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from annotator.domain.proposal import ProposedAttribution
from annotator.domain.span import Span
from annotator.exchange.corpus.article import Article, CorpusAttribution


def to_json(article: Article) -> dict[str, Any]:
    """Return the value of an article's line; offsets are code points.

    Beside the keys of `propose --text` stand `scope` and `chain` of each attribution, `states`
    and `evidence` of the fields, the `speakers` and what the article is `about`.
    """
    fields = article.fields
    return {
        "id": article.name,
        "text": article.text,
        "about": dict(article.about),
        "fields": {key: field.value for key, field in fields.items()},
        "states": {key: field.state.value for key, field in fields.items()},
        "evidence": {key: pair(field.evidence) for key, field in fields.items() if field.evidence},
        "speakers": [
            {"name": item.name, "kind": item.kind.value, "aliases": list(item.aliases)}
            for item in article.speakers
        ],
        "boilerplate": [pair(span) for span in article.boilerplate],
        "attributions": [_attribution(item) for item in article.attributions],
    }


def to_json_line(article: Article) -> str:
    """Return one line of JSON without its line end."""
    return json.dumps(to_json(article), ensure_ascii=False)


def pair(span: Span) -> list[int]:
    """Return a span as JSON has it."""
    return [span.start, span.end]


def _attribution(item: CorpusAttribution) -> dict[str, Any]:
    return {
        "id": item.label,
        "source": _pairs([item.last.source]),
        "cue": _pairs([item.last.cue]),
        "content": _pairs(item.content),
        "kind": item.kind.value,
        "speaker": item.last.speaker,
        "via": list(item.via),
        "scope": item.reach.value,
        "chain": [_link(link) for link in item.chain],
    }


def _link(link: ProposedAttribution) -> Mapping[str, Any]:
    return {
        "speaker": link.speaker,
        "source": _pairs([link.source]),
        "cue": _pairs([link.cue]),
    }


def _pairs(spans: Iterable[Span | None]) -> list[list[int]]:
    return [pair(span) for span in spans if span is not None]
