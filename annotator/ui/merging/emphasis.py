"""Two readings side by side: each part of both, and the words in which they differ marked."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from html import escape
from typing import Final

from annotator.domain.differences import Difference
from annotator.domain.project_merge import Side
from annotator.services.merging_conflicts import Conflict, Reading
from annotator.ui.merging.words import tr
from annotator.ui.record.moments import moment
from annotator.ui.theme import Theme

_MOST: Final = 4_000  # words of a part; longer ones are shown without marks
_NOTHING: Final = "—"


def marked(mine: str, theirs: str) -> tuple[str, str]:
    """Return both texts as HTML, the words that only one of them has underlined and bold."""
    one, other = mine.split(), theirs.split()
    if len(one) + len(other) > _MOST:
        return escape(mine), escape(theirs)
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return (
        _joined(one, [(block.a, block.size) for block in blocks]),
        _joined(other, [(block.b, block.size) for block in blocks]),
    )


def told(conflict: Conflict, side: Side, theme: Theme) -> str:
    """Return a conflict as a table in HTML: what differs first, then what is the same."""
    rows = [*_differing(conflict, theme), *_same(conflict, theme)]
    head = _head(conflict, side, theme)
    return f'<table width="100%" cellspacing="0" cellpadding="6">{head}{"".join(rows)}</table>'


def _joined(words: list[str], shared: list[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, size in shared:
        if start > at:
            pieces.append(f"<b><u>{escape(' '.join(words[at:start]))}</u></b>")
        if size:
            pieces.append(escape(" ".join(words[start : start + size])))
        at = start + size
    return " ".join(pieces)


def _head(conflict: Conflict, side: Side, theme: Theme) -> str:
    ends = (
        (tr("Mine"), conflict.ours, Side.OURS),
        (tr("Theirs"), conflict.theirs, Side.THEIRS),
    )
    cells = "".join(_end(name, reading, side is whose, theme) for name, reading, whose in ends)
    return f'<tr><td width="16%"></td>{cells}</tr>'


def _end(name: str, reading: Reading, stays: bool, theme: Theme) -> str:
    stand = f' <b style="color:{theme.good}">✓ {tr("stays")}</b>' if stays else ""
    by = escape(tr("{0}, {1}").format(reading.user, moment(reading.at)))
    return (
        f'<td width="42%"><b>{name}</b>{stand}<br>'
        f'<span style="color:{theme.muted}">{by}</span></td>'
    )


def _differing(conflict: Conflict, theme: Theme) -> Iterator[str]:
    for row in conflict.parts:
        mine, theirs = marked(row.before or "", row.after or "")
        cells = "".join(f"<td>{cell or _NOTHING}</td>" for cell in (mine, theirs))
        part = f"<td><b>≠ {escape(tr(row.part))}</b></td>"
        yield f'<tr bgcolor="{theme.alternate}">{part}{cells}</tr>'


def _same(conflict: Conflict, theme: Theme) -> Iterator[str]:
    for row in conflict.rows:
        if not row.differs:
            cells = "".join(_muted(words, theme) for words in _words(row))
            yield f"<tr>{cells}</tr>"


def _words(row: Difference) -> tuple[str, str, str]:
    return tr(row.part), row.before or "", row.after or ""


def _muted(words: str, theme: Theme) -> str:
    return f'<td><span style="color:{theme.muted}">{escape(words)}</span></td>'
