"""A text made ready for an engine: its page parted from its article, its words in sentences."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from annotator.domain.field import Fields, FieldValue
from annotator.domain.span import Span
from annotator.extract.drafting.unclosed import ended
from annotator.extract.page.boilerplate import boilerplate
from annotator.extract.page.fields import fields
from annotator.extract.prose.language import language, unread_note
from annotator.extract.prose.passage import Passage, nested, passage, unbroken
from annotator.extract.prose.quotations import Quotation, outermost, quotations
from annotator.extract.prose.segmentation import (
    Stretch,
    Word,
    paragraphs,
    sentences,
    trimmed,
    words,
)

_LEAD_WORDS: Final = frozenset(["", "date", "date:", "published", "published:"])


class Article(NamedTuple):
    """What an engine reads.

    `note` says why the text is not read; then nothing else is there but its language. `lines` are
    the paragraphs of the article itself, without headline, dateline and what is `skipped` as
    boilerplate; `sentences` are theirs, in order, and `Passage.paragraph` numbers the lines.
    `quotes` are the outermost quotations, `nested` the sentences that quotations quote.
    `captions` are the words of headline and captions: they name, but claim nothing.
    """

    text: str
    language: str
    note: str | None = None
    skipped: Sequence[Stretch] = ()
    fields: Fields = {}  # noqa: RUF012 - never altered
    lines: Sequence[Stretch] = ()
    quotes: Sequence[Quotation] = ()
    sentences: Sequence[Passage] = ()
    nested: Sequence[Passage] = ()
    captions: Sequence[Sequence[Word]] = ()


def read_article(text: str, hints: Mapping[str, str]) -> Article:
    """Return the text ready to be read; `hints` are fields known from elsewhere."""
    code = language(text)
    note = unread_note(code)
    if note is not None:
        return Article(text, code, note)
    skipped = boilerplate(text)
    known = fields(text, skipped, hints)
    lines = _lines(text, skipped, known)
    quotes: list[Quotation] = []
    read: list[Passage] = []
    inside: list[Passage] = []
    for number, line in enumerate(lines):
        every = quotations(text, line)
        own = ended(text, outermost(every))
        quotes.extend(own)
        pieces = unbroken(sentences(text, line), own)
        if pieces and own and read and _announces(text, read[-1], own[0]):
            last = read.pop()
            whole = Stretch(last.within.start, pieces.pop(0).end)
            read.append(passage(text, whole, number - 1, [*last.quotes, *own]))
        read.extend(passage(text, item, number, own) for item in pieces)
        inside.extend(nested(text, number, every, own))
    captions = _captions(text, skipped, known)
    return Article(text, code, None, skipped, known, lines, quotes, read, inside, captions)


def _announces(text: str, last: Passage, quote: Quotation) -> bool:
    """Tell whether a paragraph ends in a colon and the next one opens with its quotation."""
    between = text[last.within.end : quote.start]
    return last.words[-1].text == ":" and not between.strip() and "\n" in between


def _captions(
    text: str, skipped: Sequence[Stretch], known: Mapping[str, FieldValue]
) -> list[list[Word]]:
    """Return the words of the headline and of what is skipped before the article ends."""
    lines = set(skipped)
    end = max((item.end for item in paragraphs(text) if item not in lines), default=0)
    title = known["title"].evidence if "title" in known else None
    naming = [item for item in skipped if item.end < end]
    if title is not None:
        naming.append(Stretch(title.start, title.end))
    return [words(text, line) for line in naming]


def _lines(text: str, skipped: Sequence[Stretch], known: Mapping[str, FieldValue]) -> list[Stretch]:
    """Return the paragraphs of the article; headline, dateline and author codes are cut off."""
    lines = set(skipped)
    codes = {item.end: item.start for item in skipped}
    times = {item.start: item.end for item in skipped}
    kept = [item for item in paragraphs(text) if item not in lines]
    leads = [known[key].evidence for key in ("title", "dateline", "published") if key in known]
    shown = sorted(filter(None, leads), key=lambda span: span.start)
    found = []
    for item in kept:
        after = Stretch(times.get(item.start, item.start), item.end)
        start = _behind_lead(text, after, shown)
        found.append(trimmed(text, start, codes.get(item.end, item.end)))
    return [item for item in found if item.end > item.start]


def _behind_lead(text: str, line: Stretch, leads: Sequence[Span]) -> int:
    """Return where a paragraph's own words begin, behind a headline, dateline or date in order."""
    start = line.start
    for lead in leads:
        inside = line.start <= lead.start < line.end
        if inside and text[start : lead.start].strip().lower() in _LEAD_WORDS:
            start = lead.end
            while start < line.end and (text[start].isspace() or text[start] in ":.–—-/"):
                start += 1
    return start
