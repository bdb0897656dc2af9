"""Proposals as JSON lines, for scripts that have no project."""

import json
from collections.abc import Sequence
from typing import Any, Final

from annotator.domain.proposal import Extraction, ProposedClaim
from annotator.domain.span import Span

_FIELDS: Final = ("title", "outlet", "author", "published", "event_date", "event_place")


def to_json_line(name: str, text: str, extraction: Extraction) -> str:
    """Return one line of JSON without its line end; `name` is the file's, offsets code points."""
    known = extraction.fields
    line = {
        "id": name,
        "text": text,
        "fields": {key: known[key].value if key in known else None for key in _FIELDS},
        "boilerplate": _pairs(extraction.boilerplate),
        "attributions": [
            _attribution(str(number), claim)
            for number, claim in enumerate(extraction.claims, start=1)
        ],
    }
    return json.dumps(line, ensure_ascii=False)


def _attribution(number: str, claim: ProposedClaim) -> dict[str, Any]:
    last = claim.chain[-1] if claim.chain else None
    return {
        "id": number,
        "source": _pairs([last.source] if last and last.source else []),
        "cue": _pairs([last.cue] if last and last.cue else []),
        "content": _pairs(claim.content),
        "kind": claim.kind.value,
        "speaker": last.speaker if last else None,
        "via": [link.speaker for link in claim.chain[:-1] if link.speaker],
        "score": claim.score,
    }


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
