"""What callers ask the text view to draw."""

from collections.abc import Hashable, Sequence
from enum import StrEnum
from typing import Final, NamedTuple, Protocol

from annotator.domain.span import Span

COLOURS: Final = 8  # of speakers, in every theme; the ninth speaker shares one


class MarkRole(StrEnum):
    """What a span is to its claim; each role has its own line style."""

    CONTENT = "content"
    SOURCE = "source"
    CUE = "cue"


class MarkState(StrEnum):
    """How firm a claim is: proposals are outlined, refused ones only hinted at."""

    CLAIM = "claim"
    PROPOSAL = "proposal"
    REFUSED = "refused"


class Link(NamedTuple):
    """One link of a claim's source chain, as far as it has words in the text."""

    source: Span | None = None
    cue: Span | None = None


class ByReading(NamedTuple):
    """Whose a claim is where several people's readings are drawn: by number, from 0, and letter.

    `current` ones are looked at; there may be several at once.
    """

    number: int
    letter: str
    current: bool = False


class ClaimMarks(NamedTuple):
    """All that is drawn of one claim or proposal.

    `key` is the caller's own name for it. `colour` is the number of the speaker's colour, None for
    nobody. `label` is what its card says, the first line as a heading. A claim that is one of
    several readings is drawn as that of its reader, whatever its speaker.
    """

    key: Hashable
    content: tuple[Span, ...]
    links: tuple[Link, ...] = ()
    colour: int | None = None
    state: MarkState = MarkState.CLAIM
    label: str = ""
    by: ByReading | None = None

    @property
    def start(self) -> int:
        """Return the offset of the first word of the content."""
        if len(self.content) == 1:
            return self.content[0].start
        return min(span.start for span in self.content)

    @property
    def end(self) -> int:
        """Return the offset after the last word of the content."""
        if len(self.content) == 1:
            return self.content[0].end
        return max(span.end for span in self.content)

    def spans(self) -> list[tuple[MarkRole, Span]]:
        """Return every span with its role: content first, then the chain's."""
        found = [(MarkRole.CONTENT, span) for span in self.content]
        for link in self.links:
            if link.source is not None:
                found.append((MarkRole.SOURCE, link.source))
            if link.cue is not None:
                found.append((MarkRole.CUE, link.cue))
        return found

    def stretches(self) -> list[Span]:
        """Return every span, whatever its role."""
        found = list(self.content)
        for link in self.links:
            found += [span for span in (link.source, link.cue) if span is not None]
        return found


class ChainLink(Protocol):
    """A link of a claim's or of a proposal's chain."""

    @property
    def source(self) -> Span | None:
        """Return the words that name who."""

    @property
    def cue(self) -> Span | None:
        """Return the words that say that it was said."""


class Body(Protocol):
    """What a claim's body and a proposed claim have in common."""

    @property
    def content(self) -> tuple[Span, ...]:
        """Return the fragments, left to right."""

    @property
    def chain(self) -> Sequence[ChainLink]:
        """Return the chain, outermost source first."""


def marks_of(
    key: Hashable,
    body: Body,
    *,
    colour: int | None = None,
    state: MarkState = MarkState.CLAIM,
    label: str = "",
) -> ClaimMarks:
    """Return the marks of a `ClaimBody` or a `ProposedClaim`."""
    links = tuple(Link(link.source, link.cue) for link in body.chain)
    return ClaimMarks(key, body.content, links, colour, state, label)
