"""What a page carries besides its article: it is marked, and gives no claims."""

import re
from collections.abc import Sequence
from typing import Final

from annotator.extract.segmentation import Stretch, paragraphs

_HEAD: Final = 5
_LABEL_WORDS: Final = 3
_TEASER: Final = 200
_LIKENESS: Final = 85.0
_PROSE_END: Final = tuple(".!?”\"»’'…)")
_CRUMB: Final = re.compile(r"\s(?:/|>|»|›|\||→|::)\s")
_CODE: Final = re.compile(
    r"(?:^|(?<=\s))[-–—]{1,2}\s?\d{0,3}[A-Z]{0,3}\d{0,3}\s?[-–—]{1,2}(?=\s*$)"
)
_PAGE: Final = re.compile(
    r"(?:share(?: (?:this|on|via)\b.*| ?:.*)?|subscribe\b.*|follow (?:us|our)\b.*"
    r"|leave a (?:review|comment|reply)\b.*|read (?:more|also|next|full)\b.*|related\b.*"
    r"|see also\b.*|more (?:news|from|on|stories)\b.*|latest (?:news|stories|posts)\b.*"
    r"|most read\b.*|print(?: this.*)?|tweet|advertisement|sponsored.*|all rights reserved.*"
    r"|©.*|copyright\b.*|tags? ?:.*|views? ?:.*|click here\b.*|sign up\b.*|newsletter.*"
    r"|comments?(?: \(\d+\))?|\d+ comments?|facebook|twitter|whatsapp|telegram|e-?mail|copy link"
    r"|your email address will not be published.*|back to top|load more.*|next (?:post|article).*"
    r"|previous (?:post|article).*|\d+ min(?:ute)?s? read|log ?in.*|cookie.*|you (?:may|might) also like.*)",
    re.IGNORECASE,
)
_ENDING: Final = re.compile(
    r"(?:leave a (?:review|comment|reply)|read (?:also|next)|related(?: (?:news|articles?|stories|posts?))?"
    r"|more (?:news|from|on|stories)|latest (?:news|stories|posts)|most read|see also"
    r"|you (?:may|might) also like|other news|recommended)\b",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(r"(?:about (?:the author|us)?\b.{0,60}|by [A-Z].{0,60})")
_CAPTION: Final = re.compile(
    r"(?:\(?(?:file )?photo\b|image\b|picture\b|caption\b|\[?photo)|.{0,300}"
    r"(?:\((?:photo|ap|afp|reuters|file)\b[^)]{0,60}\)|(?:photo|image) ?: .{0,60}|/ ?(?:afp|ap|reuters|aa|getty images)|via getty images|via ap|courtesy.{0,60}) ?\.?",
    re.IGNORECASE,
)
_DATE_LINE: Final = re.compile(
    r"(?:(?:published|updated|posted|date) ?:? ?)?(?:\w{3,9},? )?(?:\d{1,2}[./ -]\w{2,9}[./ -]\d{2,4}"
    r"|\w{3,9} \d{1,2},? \d{4}|\d{4}-\d\d-\d\d)(?:[ ,|T-]{1,3}\d{1,2}:\d\d(?::\d\d)?.{0,12})?",
    re.IGNORECASE,
)


def boilerplate(text: str) -> list[Stretch]:
    """Return the stretches that are no part of the article, in order."""
    lines = paragraphs(text)
    marked = _marked_lines(text, lines)
    found: list[Stretch] = []
    for line in lines:
        if line in marked:
            found.append(line)
            continue
        code = _CODE.search(text, max(line.start, line.end - 12), line.end)
        if code and any(char.isalnum() for char in code.group()):
            found.append(Stretch(*code.span()))
    return found


def _marked_lines(text: str, lines: Sequence[Stretch]) -> set[Stretch]:
    marked = set(_head(text, lines)) | set(_tail(text, lines))
    for line in lines:
        words = text[line.start : line.end]
        is_short = len(words) <= _TEASER
        if is_short and (_PAGE.fullmatch(words) or _DATE_LINE.fullmatch(words)):
            marked.add(line)
        elif is_short and _CAPTION.fullmatch(words):
            marked.add(line)
    return marked | set(_captions(text, lines, marked))


def _head(text: str, lines: Sequence[Stretch]) -> list[Stretch]:
    """Return breadcrumbs, section labels and the headline's second copy."""
    found: list[Stretch] = []
    kept: list[str] = []
    for line in lines[:_HEAD]:
        words = text[line.start : line.end]
        is_prose = words.endswith(".") or len(words) > _TEASER
        crumbs = len(_CRUMB.findall(words))
        if not is_prose and (crumbs > 1 or (crumbs and words.lower().startswith("home"))):
            found.append(line)
        elif not is_prose and _is_label(words) and len(lines) > _HEAD:
            found.append(line)
        elif not is_prose and any(_alike(words, earlier) for earlier in kept):
            found.append(line)
        else:
            kept.append(words)
    return found


def _is_label(words: str) -> bool:
    parts = words.split()
    return len(parts) <= _LABEL_WORDS and all(part.isalpha() or part == "&" for part in parts)


def _alike(one: str, other: str) -> bool:
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - compiled, not at start

    return len(other) <= _TEASER and ratio(one.lower(), other.lower()) >= _LIKENESS


def _tail(text: str, lines: Sequence[Stretch]) -> list[Stretch]:
    """Return what follows the article: from a closing sign on, and the headlines at the end."""
    start = len(lines)
    for at in range(1, len(lines)):
        words = text[lines[at].start : lines[at].end]
        if len(words) <= _TEASER and (_ENDING.match(words) or _ends_article(text, lines[at - 1])):
            start = at
            break
    while start > 1 and _is_teaser(text, lines[start - 1]):
        start -= 1
    return list(lines[start:])


def _ends_article(text: str, line: Stretch) -> bool:
    code = _CODE.search(text, max(line.start, line.end - 12), line.end)
    return code is not None


def _is_teaser(text: str, line: Stretch) -> bool:
    words = text[line.start : line.end]
    return (
        len(words) <= _TEASER and not words.endswith(_PROSE_END) and not words.endswith((":", ","))
    )


def _captions(text: str, lines: Sequence[Stretch], marked: set[Stretch]) -> list[Stretch]:
    """Return short lines without a full stop between two paragraphs of prose."""
    found: list[Stretch] = []
    for at in range(2, len(lines) - 1):
        if lines[at] in marked or not _is_teaser(text, lines[at]):
            continue
        before, after = lines[at - 1], lines[at + 1]
        if _is_prose(text, before) and _is_prose(text, after):
            found.append(lines[at])
    return found


def _is_prose(text: str, line: Stretch) -> bool:
    return text[line.start : line.end].endswith(_PROSE_END)
