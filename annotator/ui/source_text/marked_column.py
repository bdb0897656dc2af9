"""A column of text with marks painted under and over its words."""

from collections.abc import Hashable, Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.domain.span import Span
from annotator.ui.source_text.board import MarkBoard
from annotator.ui.source_text.column import TextColumn
from annotator.ui.source_text.drawing import Drawings, Ink
from annotator.ui.source_text.finding import Hits
from annotator.ui.source_text.layout import PageLayout, VisualLine
from annotator.ui.source_text.marks import ClaimMarks
from annotator.ui.source_text.painting import (
    paint_box,
    paint_flash,
    paint_hit,
    paint_knobs,
    paint_veil,
)
from annotator.ui.theme import Theme

FLASH_MS: Final = 900
_MANY: Final = 200  # changed stretches from which on everything is drawn anew
_BEYOND: Final = 10  # pixels by which what ends of the current claim are held by reach out of lines
_COMFORT: Final = (0.10, 0.85)  # shares of the height between which nothing needs to scroll
_REST: Final = 0.3  # the share of the height at which what is revealed comes to rest


class MarkedColumn(TextColumn):
    """Draws claims in the text; the marks never become part of the document.

    Signals:
        rows_changed: the part of the viewport, as a `QRect`, that was drawn anew.
    """

    rows_changed = Signal(QRect)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink = Ink(theme)
        self._board = MarkBoard()
        self._page = PageLayout(self, self._board)
        self._drawings = Drawings()
        self._seen: tuple[tuple[int, ...], Sequence[VisualLine]] = ((), ())
        self._evidence: Span | None = None
        self._flashed: Span | None = None
        self._hits = Hits()
        self._flash = QVariantAnimation(self, startValue=1.0, endValue=0.0, duration=FLASH_MS)
        self._flash.valueChanged.connect(self._on_flash_paled)
        self._flash.finished.connect(self._on_flash_over)
        self.laid_out.connect(self._draw_all)

    def show_text(self, text: str) -> None:
        """Show another text, with no marks yet."""
        self._flash.stop()
        self._board.clear()
        self._evidence = self._flashed = None
        self._hits = Hits()
        self._ink = Ink(self._ink.theme)
        self._page.forget()
        super().show_text(text)
        self._page.set_text(text, self._offsets)
        self._page.set_boilerplate(())
        self._describe()

    def show_marks(self, marks: Sequence[ClaimMarks], boilerplate: Sequence[Span] = ()) -> None:
        """Draw exactly these claims; only what differs from before is drawn anew."""
        bare = not len(self._board)
        changed = self._board.show(marks)
        if self._page.set_boilerplate(boilerplate) or bare:
            self._draw_all()
        else:
            self._draw(changed)

    def put_marks(self, marks: ClaimMarks) -> None:
        """Draw one more claim, or one of them otherwise."""
        self._draw(self._board.put(marks))

    def drop_marks(self, key: Hashable) -> None:
        """Draw one claim no longer; an unknown one is no error."""
        self._draw(self._board.drop([key]))

    def set_current(self, key: Hashable | None) -> None:
        """Make one claim stand out, or none."""
        before, self._ink = self._ink.current, Ink(self._ink.theme, key)
        self._repaint([*self._board.stretches(before), *self._board.stretches(key)])
        self._describe()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._ink = Ink(theme, self._ink.current)
        self._draw_all()

    def show_evidence(self, span: Span | None) -> None:
        """Draw a box around the words of the field that is being edited, or none."""
        before, self._evidence = self._evidence, span
        self._repaint([item for item in (before, span) if item is not None])

    def flash(self, span: Span) -> None:
        """Bring some words into sight and point them out for a moment."""
        self._flash.stop()
        self._on_flash_over()
        self._flashed = span
        self.reveal(span)
        self._flash.start()

    def show_hits(self, hits: Hits) -> None:
        """Point out what was found, instead of what was found before."""
        self._hits = hits
        self.viewport().update()

    def reveal(self, span: Span) -> None:
        """Scroll until a span and some text around it are in sight, if they are not."""
        top = self._page.place(span.start).top() - self.scrolled().y()
        bottom = self._page.place(span.end - 1).bottom() - self.scrolled().y()
        height = self.viewport().height()
        if top < _COMFORT[0] * height or bottom > _COMFORT[1] * height:
            fits = bottom - top < (_COMFORT[1] - _REST) * height
            rest = (_REST if fits else _COMFORT[0]) * height
            self.put_at(self._offsets.to_qt(span.start), rest)

    def paintEvent(self, event: QPaintEvent) -> None:
        lines = self._visible(event.rect())
        with QPainter(self.viewport()) as painter:
            self._prepare(painter)
            self._drawings.draw(painter, self._ink, lines)
            self._paint_hits(painter, lines)
            self._paint_flash(painter, lines)
        super().paintEvent(event)
        if self._ink.current is None and self._evidence is None and not _veiled(lines):
            return
        with QPainter(self.viewport()) as painter:
            self._prepare(painter)
            for line in lines:
                paint_veil(painter, self._ink.theme, line)
                paint_knobs(painter, self._ink, line)
            self._paint_evidence(painter, lines)

    def _visible(self, area: QRect) -> Sequence[VisualLine]:
        """Return the lines beside some rows of the viewport, and those whose marks reach there.

        The margin asks for the same rows in the same turn.
        """
        down = self.scrolled().y()
        rows = (self._page.dropped, self.verticalScrollBar().value(), area.top(), area.bottom())
        if rows != self._seen[0]:
            top, bottom = down + area.top() - _BEYOND, down + area.bottom() + _BEYOND
            self._seen = rows, tuple(self._page.lines(top, bottom))
        return self._seen[1]

    def _prepare(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-self.scrolled())

    def _paint_flash(self, painter: QPainter, lines: Sequence[VisualLine]) -> None:
        if self._flashed is None:
            return
        colour = QColor(self._ink.theme.flash)
        colour.setAlphaF(float(self._flash.currentValue() or 0.0))
        for line in lines:
            runs = self._page.runs(line, self._flashed.start, self._flashed.end)
            paint_flash(painter, line, runs, colour)

    def _paint_hits(self, painter: QPainter, lines: Sequence[VisualLine]) -> None:
        for line in lines:
            for hit in self._hits.over(line.start, line.end):
                runs = self._page.runs(line, hit.start, hit.end)
                looked_at = hit == self._hits.looked_at
                paint_hit(painter, self._ink.theme, line, runs, looked_at=looked_at)

    def _paint_evidence(self, painter: QPainter, lines: Sequence[VisualLine]) -> None:
        if self._evidence is None:
            return
        for line in lines:
            runs = self._page.runs(line, self._evidence.start, self._evidence.end)
            paint_box(painter, line, runs, self._ink.theme.evidence)

    def _draw(self, changed: Sequence[Span]) -> None:
        """Work out anew and repaint the lines that show some stretch of text."""
        if len(changed) > _MANY:
            self._draw_all()
        elif changed:
            self._repaint(changed)
            self._page.touch(*_reach(changed))

    def _draw_all(self) -> None:
        self._page.forget()
        self.viewport().update()
        self.rows_changed.emit(self.viewport().rect())

    def _repaint(self, stretches: Sequence[Span]) -> None:
        """Repaint from the first to the last line in sight that shows some of the stretches."""
        if not stretches:
            return
        start, end = _reach(stretches)
        seen = self._visible(self.viewport().rect())
        lines = [line for line in seen if line.start < end and start < line.end]
        if not lines:
            return
        rows = QRectF(0, lines[0].top, self.viewport().width(), lines[-1].bottom - lines[0].top)
        area = rows.translated(-self.scrolled()).toAlignedRect().adjusted(0, -_BEYOND, 0, _BEYOND)
        self.viewport().update(area)
        self.rows_changed.emit(area)

    def _describe(self) -> None:
        marks = self._board.get(self._ink.current)
        said = " … ".join(span.of(self._text) for span in marks.content) if marks else ""
        self.setAccessibleDescription(f"{marks.label}\n{said}" if marks else "")

    def _on_flash_paled(self) -> None:
        if self._flashed is not None:
            self._repaint([self._flashed])

    def _on_flash_over(self) -> None:
        self._on_flash_paled()
        self._flashed = None


def _reach(stretches: Sequence[Span]) -> tuple[int, int]:
    return min(span.start for span in stretches), max(span.end for span in stretches)


def _veiled(lines: Sequence[VisualLine]) -> bool:
    return any(line.veils for line in lines)
