"""What an engine learns from: verified documents, files of annotation, or several of either."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from annotator.domain.document import text_hash
from annotator.domain.layer import Scope
from annotator.domain.value import Value
from annotator.exchange.corpus.json_lines import documents

Line = dict[str, Any]
"""One annotated document as `propose --text` writes it."""


class LeftOut(Value):
    """How many documents cannot be learned from, and why: “with open proposals”."""

    documents: int
    why: str


class Lesson(NamedTuple):
    """Annotated documents of different ids, what was left out, and the scope of the annotation.

    `corpus` is what is learned beside them, by default the corpus that ships.
    """

    lines: Sequence[Line]
    left_out: tuple[LeftOut, ...] = ()
    scope: Scope = Scope.SPEECH
    corpus: Sequence[Line] | None = None

    @property
    def sentence(self) -> str:
        """Return one sentence that says how many documents qualify and why others do not."""
        total = len(self.lines) + sum(item.documents for item in self.left_out)
        qualify = "qualifies" if len(self.lines) == 1 else "qualify"
        noun = "document" if total == 1 else "documents"
        said = f"{len(self.lines):,} of {total:,} {noun} {qualify}: every claim there is decided"
        if not self.lines:
            said = "No document qualifies yet: in none is every claim decided"
        others = [f"{item.documents:,} {item.why}" for item in self.left_out]
        return f"{said}; left out: {', '.join(others)}." if others else f"{said}."


def from_file(path: Path) -> Lesson:
    """Return what JSON lines teach, as the corpus has them and `propose --text` writes them.

    All that is annotated counts, so the scope is `speech+stance`.

    Raises:
        UsageError: the file cannot be read, or a line is no annotated document.
    """
    return Lesson(documents(path, with_text=True), scope=Scope.SPEECH_AND_STANCE)


def together(lessons: Sequence[Lesson]) -> Lesson:
    """Return several lessons as one: each text once, all ids different, the widest scope."""
    by_text: dict[str, Line] = {}
    for line in (line for lesson in lessons for line in lesson.lines):
        by_text.setdefault(text_hash(line["text"]), line)
    return Lesson(
        lines=[{**line, "id": f"{line['id']} {name[:12]}"} for name, line in by_text.items()],
        left_out=tuple(item for lesson in lessons for item in lesson.left_out),
        scope=widest(lesson.scope for lesson in lessons),
    )


def widest(scopes: Iterable[Scope]) -> Scope:
    """Return `speech+stance` if it is among the scopes, else `speech`."""
    return max(scopes, key=list(Scope).index, default=Scope.SPEECH)
