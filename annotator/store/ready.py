"""Bodies as rows that lack only their ids; made without a database, where somebody has the time."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody
from annotator.domain.errors import UsageError
from annotator.domain.field import Fields
from annotator.domain.proposal import ProposedAttribution, ProposedClaim
from annotator.domain.span import Span

Cells = tuple[Any, ...]
"""The values of a row behind the id of its body."""
Linked = tuple[Attribution | ProposedAttribution, int | None, str | None]
"""A link, and its speaker by id or by name."""


class ReadyBody(NamedTuple):
    """What the body of a claim or proposal puts into each table, position and words included."""

    kind: str
    content: tuple[Cells, ...]
    links: tuple[Cells, ...]
    fields: tuple[Cells, ...]

    @property
    def says(self) -> str:
        """Return the words of the content."""
        return "\n".join([words for _position, _start, _end, words in self.content])

    @property
    def names(self) -> str:
        """Return what else one looks for: sources, cues, speakers' names, values."""
        linked = [words for cells in self.links for words in (cells[3], cells[6], cells[8])]
        return "\n".join(filter(None, (*linked, *(cells[1] for cells in self.fields))))


class ReadyClaim(NamedTuple):
    """A proposed claim, ready to be stored."""

    body: ReadyBody
    score: float


def ready_claim(claim: ProposedClaim, text: str) -> ReadyClaim:
    """Return a proposed claim on a text, ready to be stored.

    Raises:
        UsageError: a span reaches beyond the text.
    """
    return ReadyClaim(
        ready_body(claim, ((link, None, link.speaker) for link in claim.chain), text), claim.score
    )


def ready_body(body: ClaimBody | ProposedClaim, chain: Iterable[Linked], text: str) -> ReadyBody:
    """Return a body on a text, ready to be stored.

    Raises:
        UsageError: a span reaches beyond the text.
    """
    content = [(position, *placed(span, text)) for position, span in enumerate(body.content)]
    links = [
        (position, *placed(link.source, text), *placed(link.cue, text), speaker, name)
        for position, (link, speaker, name) in enumerate(chain)
    ]
    fields = tuple(ready_fields(body.fields, text))
    return ReadyBody(body.kind.value, tuple(content), tuple(links), fields)


def ready_fields(fields: Fields, text: str) -> Iterator[Cells]:
    """Yield the rows of fields on a text.

    Raises:
        UsageError: the evidence of one reaches beyond the text.
    """
    for key, item in fields.items():
        yield (key, item.value, item.state.value, *placed(item.evidence, text))


def placed(span: Span | None, text: str) -> tuple[int | None, int | None, str | None]:
    """Return where a span begins and ends, and its words; nothing for none.

    Raises:
        UsageError: it reaches beyond the text.
    """
    if span is None:
        return (None, None, None)
    if span.end > len(text):
        raise UsageError(f"The text ends at {len(text)}, before {span.end}.")
    return (span.start, span.end, text[span.start : span.end])
