"""What a page carries besides its article: it is marked, and gives no claims."""

import re
from collections.abc import Sequence
from typing import Final

from annotator.extract.page_lines import (
    ABOUT,
    AUTHOR_CODE,
    BYLINE,
    CAPTION,
    CRUMB,
    DATE_LINE,
    END_OF_ARTICLE,
    PAGE_LINE,
    SIGNATURE,
)
from annotator.extract.segmentation import Stretch, paragraphs, trimmed

_HEAD: Final = 5
_LABEL_WORDS: Final = 3
_SHORT: Final = 200
_CAPTION_LENGTH: Final = 120
_HEADLINE_WORDS: Final = 5
_LIKENESS: Final = 85.0
_LIKE_PROSE: Final = (*".!?”\"»’'…)", ":", ",")
_CODE_LENGTH: Final = 14


def boilerplate(text: str) -> list[Stretch]:
    """Return the stretches that are no part of the article, in order, whole lines but for codes."""
    lines = paragraphs(text)
    marked = _marked_lines(text, lines)
    found = [line for line in lines if line in marked]
    codes = (author_code(text, line) for line in lines if line not in marked)
    return sorted([*found, *(code for code in codes if code is not None)])


def author_code(text: str, line: Stretch) -> Stretch | None:
    """Return the code such as `-02B-` at the end of a line, or None."""
    code = AUTHOR_CODE.search(text, max(line.start, line.end - _CODE_LENGTH), line.end)
    return Stretch(*code.span()) if code and any(map(str.isalnum, code.group())) else None


def _marked_lines(text: str, lines: Sequence[Stretch]) -> set[Stretch]:
    patterns: tuple[re.Pattern[str], ...] = (PAGE_LINE, DATE_LINE, CAPTION, SIGNATURE, ABOUT)
    tail = _tail(text, lines)
    marked = {*_head(text, lines), *tail}
    for line in lines:
        words = text[line.start : line.end]
        if len(words) <= _SHORT and any(pattern.fullmatch(words) for pattern in patterns):
            marked.add(line)
    return marked | set(_captions(text, lines, marked))


def _head(text: str, lines: Sequence[Stretch]) -> list[Stretch]:
    """Return breadcrumbs, section labels, a caption, a byline and the headline's second copy."""
    found: list[Stretch] = []
    kept: list[str] = []
    if _is_caption_over_headline(text, lines):
        found.append(lines[0])
    for line in lines[:_HEAD]:
        words = text[line.start : line.end]
        if words.endswith(".") or len(words) > _SHORT:
            continue
        crumbs = len(CRUMB.findall(words))
        is_path = crumbs > 1 or (crumbs == 1 and words.lower().startswith("home"))
        is_label = _is_label(words) and len(lines) > _HEAD
        if is_path or is_label or BYLINE.fullmatch(words) or _repeats(words, kept):
            found.append(line)
        else:
            kept.append(words)
    return found


def _is_caption_over_headline(text: str, lines: Sequence[Stretch]) -> bool:
    """Tell whether a short sentence stands first, and a line that reads as a headline second."""
    if len(lines) <= _HEAD:
        return False
    first, second = (text[line.start : line.end] for line in lines[:2])
    return (
        len(first) <= _CAPTION_LENGTH
        and first.endswith(".")
        and len(second) <= _SHORT
        and not second.endswith(_LIKE_PROSE)
        and len(second.split()) >= _HEADLINE_WORDS
    )


def _is_label(words: str) -> bool:
    parts = words.split()
    return len(parts) <= _LABEL_WORDS and all(part.isalpha() or part == "&" for part in parts)


def _repeats(words: str, kept: Sequence[str]) -> bool:
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - compiled, not at start

    return any(ratio(words.lower(), earlier.lower()) >= _LIKENESS for earlier in kept)


def _tail(text: str, lines: Sequence[Stretch]) -> list[Stretch]:
    """Return what follows the article: from a closing sign on, and the headlines before it."""
    start = len(lines)
    for at in range(1, len(lines)):
        words = text[lines[at].start : lines[at].end]
        ends = len(words) <= _SHORT and END_OF_ARTICLE.match(words)
        if ends or author_code(text, lines[at - 1]) is not None:
            start = at
            break
    while start > 1 and _is_teaser(text, lines[start - 1]):
        start -= 1
    return list(lines[start:])


def _is_teaser(text: str, line: Stretch) -> bool:
    code = author_code(text, line)
    end = trimmed(text, line.start, code.start).end if code else line.end
    words = text[line.start : end]
    return len(words) <= _SHORT and not words.endswith(_LIKE_PROSE)


def _captions(text: str, lines: Sequence[Stretch], marked: set[Stretch]) -> list[Stretch]:
    """Return short lines without a full stop that stand between paragraphs of prose."""
    kept = [line for line in lines if line not in marked]
    found: list[Stretch] = []
    for at in range(1, len(kept) - 1):
        headed = at > 1 or kept[0] != lines[0]
        if headed and _is_teaser(text, kept[at]) and not _is_teaser(text, kept[at + 1]):
            found.append(kept[at])
    return found
