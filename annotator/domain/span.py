"""Where a piece of source text lies."""

from collections.abc import Iterable
from typing import Self

from pydantic import Field, model_validator

from annotator.domain.value import Value


class Span(Value):
    """Half-open range of Unicode code points in one document's text."""

    start: int = Field(ge=0)
    end: int

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"empty span: {self.start}..{self.end}")
        return self

    def of(self, text: str) -> str:
        """Return the words the span covers in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


def in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans from left to right, those that touch or overlap joined into one."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda item: (item.start, item.end)):
        if joined and span.start <= joined[-1].end:
            end = max(joined[-1].end, span.end)
            joined[-1] = Span(start=joined[-1].start, end=end)
        else:
            joined.append(span)
    return tuple(joined)
