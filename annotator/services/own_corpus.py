"""The corpus of attribution that ships with the program, compiled when it is learned from."""

from collections.abc import Sequence
from typing import Any, Final

from annotator.domain.claim import ClaimKind
from annotator.domain.span import Span
from annotator.exchange.corpus.lines import to_json
from annotator.exchange.corpus.reading import read_article
from annotator.extract.prose.quotations import QuotedLetters, outermost, quotations
from annotator.extract.prose.segmentation import Stretch, paragraphs
from annotator.runtime.progress import Progress, Silent
from annotator.runtime.resources import sample

LEARNED: Final = ("train", "dev")
"""The splits that engines may learn from; the third one is kept to measure with."""


def own_corpus(
    progress: Progress | None = None, splits: Sequence[str] = LEARNED
) -> list[dict[str, Any]]:
    """Return the shipped articles as lines, by split and name.

    Raises:
        CancelledError: the person has asked to stop.
        MarkupError: an article is not as it was shipped.
    """
    progress = progress or Silent()
    folder = sample("corpus")
    paths = [path for split in splits for path in sorted((folder / split).glob("*.txt"))]
    lines = []
    for number, path in enumerate(paths):
        progress.step(number, len(paths), path.name)
        lines.append(to_json(read_article(path, kind_of)))
    return lines


def kind_of(text: str, content: Sequence[Span]) -> ClaimKind:
    """Return the kind of a content by its share of quoted letters."""
    found = [item for part in paragraphs(text) for item in outermost(quotations(text, part))]
    pieces = [Stretch(span.start, span.end) for span in content]
    return QuotedLetters(text, found).kind(pieces)
