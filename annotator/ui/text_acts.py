"""What the keys over the text do: select by meaning, and hand the words to the desk."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from annotator.domain.span import Span
from annotator.extract.prose.quotations import quotations
from annotator.extract.prose.segmentation import Stretch, paragraphs, sentences
from annotator.ui.desk import Desk
from annotator.ui.sheet_marks import chain_of
from annotator.ui.source_text.reader import Reader
from annotator.ui.source_text.selection import Direction, Unit, grown, move_boundary
from annotator.ui.source_text.view import ReadingView
from annotator.ui.told_keys import key_told

_NEAR: Final = 4_000  # code points around a place in which units are looked for
_DIRECTIONS: Final = {"left": Direction.LEFT, "right": Direction.RIGHT}


class TextActs(QObject):
    """Acts on the selected words of the source text.

    Signals:
        hinted: a sentence on what to do first.
        speaker_wanted: the speaker of the current item is to be chosen.
        unit_selected: the `Span` of a quotation or sentence that is selected now.
    """

    hinted = Signal(str)
    speaker_wanted = Signal()
    unit_selected = Signal(object)

    def __init__(self, reader: Reader, desk: Desk) -> None:
        super().__init__(reader)
        self._reader = reader
        self._desk = desk

    @property
    def _view(self) -> ReadingView:
        return self._reader.view

    def select_unit(self) -> None:
        """Select what is quoted, else the sentence, under the caret; again: the next bigger."""
        text = self._view.text
        selected, caret = self._view.selection(), self._view.caret()
        inside, whole = units(text, selected or Span(start=caret, end=caret + 1))
        found = grown(text, inside, whole, selected, caret)
        if found is not None:
            unit = found if selected else _between_marks(text, found)
            self._view.select(unit)
            self.unit_selected.emit(unit)

    def claim(self) -> None:
        """Make a claim of the selected words."""
        self._give(self._desk.claim_from, self._nothing_selected())

    def claim_of(self) -> None:
        """Make a claim of the selected words, and let a person choose who said them."""

        def make(span: Span) -> None:
            if self._desk.claim_from(span):
                self.speaker_wanted.emit()

        self._give(make, self._nothing_selected())

    def source(self) -> None:
        """Make the selected words the source; with nothing selected open the speaker."""
        if self._view.selection() is None:
            self.speaker_wanted.emit()
        else:
            self._give(self._desk.set_source, "")

    def cue(self) -> None:
        """Make the selected words the cue."""
        self._give(self._desk.set_cue, self.tr("Select the words of the cue first."))

    def fragment(self) -> None:
        """Add the selected words to the content."""
        self._give(self._desk.add_fragment, self.tr("Select the words to add first."))

    def evidence(self) -> None:
        """Make the selected words the evidence of the focused field."""
        self._give(self._desk.set_evidence, self.tr("Select the words that show it first."))

    def move_boundary(self, side: str, unit: str, which: str) -> None:
        """Move a boundary of the fragment nearest to the caret: the nearer one, or the other."""
        item = self._desk.current
        if item is None:
            return
        caret, content = self._view.caret(), item.body.content
        index = min(range(len(content)), key=lambda at: _distance(content[at], caret))
        span = content[index]
        at_start = (caret - span.start < span.end - caret) is (which == "near")
        moved = move_boundary(
            self._view.text,
            span,
            span.start if at_start else span.end,
            _DIRECTIONS[side],
            unit=Unit(unit),
            sentences=units(self._view.text, span)[1],
        )
        if moved != span:
            near_start = at_start is (which == "near")
            self._view.move_caret(moved.start if near_start else moved.end)
            self._desk.set_fragment(index, moved)

    def drag(self, key: str, fragment: int, span: Span) -> None:
        """Move a boundary to where it was dragged."""
        self._desk.select(key)
        self._desk.set_fragment(fragment, span)

    def copy_quotation(self) -> None:
        """Copy the words of the current item, who said them, and where."""
        sheet, item = self._desk.sheet, self._desk.current
        if sheet is None or item is None:
            self.hinted.emit(self.tr("Select a claim first."))
            return
        words = " [...] ".join(span.of(sheet.document.text) for span in item.body.content)
        told = " > ".join(chain_of(sheet, item)) or self.tr("nobody named")
        title = sheet.record.field("title").value or sheet.document.origin
        QGuiApplication.clipboard().setText(f"{words}\n({told}; {title})")

    def _nothing_selected(self) -> str:
        hint = self.tr("Select the words of the claim first ({0}).")
        return hint.format(key_told(self._view, "select"))

    def _give(self, act: Callable[[Span], object], hint: str) -> None:
        span = self._view.selection()
        if span is None:
            self.hinted.emit(hint)
            return
        self._view.move_caret(span.end)
        self.hinted.emit("")
        act(span)


def units(text: str, near: Span) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return what is quoted, without and with its marks, and the sentences near a span."""
    first, last = near.start - _NEAR, near.end + _NEAR
    within = [item for item in paragraphs(text) if item.start < last and first < item.end]
    quoted = [item for stretch in within for item in quotations(text, stretch)]
    inside = [
        item
        for each in quoted
        for item in (_said(text, each.inner), Stretch(each.start, each.end))
        if item.start < item.end
    ]
    whole = (item for stretch in within for item in sentences(text, stretch))
    return (
        tuple(Span(start=item.start, end=item.end) for item in inside),
        tuple(Span(start=item.start, end=item.end) for item in whole),
    )


def _between_marks(text: str, found: Span) -> Span:
    """Return what is quoted where a span is a quotation with its marks; else the span."""
    stretch = Stretch(found.start, found.end)
    inner = (_said(text, item.inner) for item in quotations(text, stretch) if item[:2] == stretch)
    return next((Span(start=at.start, end=at.end) for at in inner if at.start < at.end), found)


def _said(text: str, inner: Stretch) -> Stretch:
    """Return what stands between marks without the comma before the closing one."""
    words = text[inner.start : inner.end]
    return Stretch(inner.start, inner.start + len(words.rstrip().removesuffix(",").rstrip()))


def _distance(span: Span, caret: int) -> int:
    return max(span.start - caret, caret - span.end, 0)
