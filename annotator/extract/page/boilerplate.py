"""What a page carries besides its article: it is marked, and gives no claims."""

from collections.abc import Iterator, Sequence
from typing import Final

from annotator.extract.page.headlines import headline
from annotator.extract.page.page_lines import AUTHOR_CODE, LEADING_CODE, TIME_LINE, TIMED
from annotator.extract.page.page_words import (
    ends_sentence,
    is_edge_furniture,
    is_furniture,
    is_post,
)
from annotator.extract.prose.segmentation import Stretch, paragraphs, trimmed

_SHORT: Final = 200
_PROSE: Final = 150
_CODE_LENGTH: Final = 14
_TIMED: Final = 3
_OPENING: Final = 2
_LIKE_PROSE: Final = (*".!?”\"»’'…)", ":", ",")
_SENTENCE_WORDS: Final = 6
_TEASERS: Final = 2
_LISTED: Final = 30
_MARKS: Final = '“"«„‘'
_DASHES: Final = "-–—"
_LIST: Final = ("•", "- ", "– ", "* ")


def boilerplate(text: str) -> list[Stretch]:
    """Return the stretches that are no part of the article, in order.

    They are whole lines but for author codes at the end of a line or before the first sentence,
    and times before the entries of a live page.
    """
    lines = paragraphs(text)
    body = headline(text, lines)
    end = _end(text, lines, body.start)
    marked = {*body.above, *lines[end:]}
    inside = [line for line in lines[body.start : end] if line not in marked]
    marked.update(line for line in inside if is_furniture(line.text(text)))
    marked.update(_captions(text, [line for line in inside if line not in marked]))
    found = [line for line in lines if line in marked]
    kept = [line for line in lines if line not in marked]
    codes = [author_code(text, line) for line in kept]
    codes += [leading_code(text, line) for line in kept[:_OPENING]]
    return sorted([*found, *filter(None, codes), *_times(text, kept)])


def author_code(text: str, line: Stretch) -> Stretch | None:
    """Return the code such as `-02B-` at the end of a line, or None."""
    last = text[line.end - 1]
    if last not in _DASHES and not last.isspace():
        return None
    code = AUTHOR_CODE.search(text, max(line.start, line.end - _CODE_LENGTH), line.end)
    return Stretch(*code.span()) if code and any(map(str.isalnum, code.group())) else None


def leading_code(text: str, line: Stretch) -> Stretch | None:
    """Return the code such as `(mst)` before the first sentence of a line, or None."""
    code = LEADING_CODE.match(text, *line)
    return Stretch(*code.span()) if code else None


def _end(text: str, lines: Sequence[Stretch], start: int) -> int:
    """Return the index of the first line behind the article that starts at line `start`."""
    end = _coded_end(text, lines)
    last = end - 1
    while last > start and not _is_long_prose(without_code(text, lines[last]).text(text)):
        last -= 1
    prose = 0
    first = end
    for at in range(end - 1, max(last, 0), -1):
        words = without_code(text, lines[at]).text(text)
        if not is_edge_furniture(words) or _goes_on(text, lines, at):
            prose += ends_sentence(words) and len(words.split()) >= _SENTENCE_WORDS
        elif prose <= _TEASERS and not TIME_LINE.fullmatch(words):
            first = at
    return first


def _coded_end(text: str, lines: Sequence[Stretch]) -> int:
    """Return the index of the line behind the first author code, or how many lines there are."""
    for at, line in enumerate(lines[:-1], start=1):
        if author_code(text, line) is not None:
            return at
    return len(lines)


def _goes_on(text: str, lines: Sequence[Stretch], at: int) -> bool:
    """Tell whether a line that ends in a colon hands over to a quotation or a list."""
    if at + 1 >= len(lines):
        return False
    follows = text[lines[at + 1].start]
    quoted = text[lines[at].end - 1] == ":" and follows in _MARKS and "said" in lines[at].text(text)
    return quoted or _is_listed(text, lines, at)


def _is_long_prose(words: str) -> bool:
    if is_furniture(words):
        return False
    return len(words) > _SHORT or (len(words) >= _PROSE and not is_edge_furniture(words))


def _is_listed(text: str, lines: Sequence[Stretch], at: int) -> bool:
    """Tell whether a line belongs to a list in the article, its heading with a colon included."""
    first = max(at - _LISTED, 0)
    while at > first and text[lines[at].start : lines[at].start + 2].startswith(_LIST):
        at -= 1
    words = lines[at].text(text)
    follows = text[lines[at + 1].start :][:2] if at + 1 < len(lines) else ""
    return words.endswith(":") and follows.startswith(_LIST) and not is_furniture(words)


def _is_teaser(text: str, line: Stretch) -> bool:
    words = line.text(text)
    prose = words.endswith(_LIKE_PROSE) or ends_sentence(words) or is_post(words)
    return len(words) <= _SHORT and not prose


def _captions(text: str, kept: Sequence[Stretch]) -> list[Stretch]:
    """Return short lines without a full stop that stand between paragraphs of prose."""
    return [
        kept[at]
        for at in range(1, len(kept) - 1)
        if _is_teaser(text, kept[at])
        and not _is_listed(text, kept, at)
        and not text[kept[at + 1].start].islower()
        and not _is_teaser(text, kept[at + 1])
    ]


def _times(text: str, kept: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield the times before the entries of a live page, if there are at least three."""
    timed = [match for line in kept if (match := TIMED.match(text, *line))]
    if len(timed) >= _TIMED:
        yield from (Stretch(*match.span("time")) for match in timed)


def without_code(text: str, line: Stretch) -> Stretch:
    """Return a line without the author code at its end."""
    code = author_code(text, line)
    return trimmed(text, line.start, code.start) if code else line
