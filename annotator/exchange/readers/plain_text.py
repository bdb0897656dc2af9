"""Plain text in any encoding, from a file or from the clipboard."""

from pathlib import Path
from typing import Final
from unicodedata import category

from annotator.domain.document import Reading
from annotator.domain.errors import UnreadableError
from annotator.exchange.readers.encodings import decoded
from annotator.exchange.readers.files import MAX_BYTES, legible, quoted

PASTED: Final = "pasted"
_MEDIA_TYPE: Final = "text/plain"


def read_plain_text(path: Path, raw: bytes) -> Reading:
    """Return the text as it stands, but for its byte order mark and its line ends.

    Raises:
        UnreadableError: it cannot be decoded, holds NUL, or nothing can be seen in it.
    """
    found = decoded(path, raw)
    text = _with_line_feeds(found.text)
    if _is_blank(text):
        raise UnreadableError(f"{quoted(path)} holds nothing but blank space.")
    return Reading(
        text=text, origin=legible(str(path)), media_type=_MEDIA_TYPE, encoding=found.encoding
    )


def read_pasted(text: str, *, max_bytes: int = MAX_BYTES) -> Reading:
    """Return a pasted text as it stands, but for its line ends; its origin is `PASTED`.

    Raises:
        UnreadableError: it holds NUL or half a character, is too long, or nothing can be seen.
    """
    problems = (
        (_is_blank(text), "holds nothing but blank space"),
        ("\0" in text, "holds NUL characters, which no text has"),
        (_is_broken(text), "holds half a character; copy it again"),
        (len(text) > max_bytes, "is longer than the longest file that is read"),
    )
    problem = next((sentence for wrong, sentence in problems if wrong), None)
    if problem:
        raise UnreadableError(f"The pasted text {problem}.")
    return Reading(text=_with_line_feeds(text), origin=PASTED, media_type=_MEDIA_TYPE)


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_blank(text: str) -> bool:
    return all(category(mark)[0] in "ZC" for mark in text)


def _is_broken(text: str) -> bool:
    return any("\ud800" <= mark <= "\udfff" for mark in text)
