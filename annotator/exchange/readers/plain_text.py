"""Plain text in any encoding."""

from pathlib import Path
from unicodedata import category

from annotator.domain.document import Reading
from annotator.domain.errors import UnreadableError
from annotator.exchange.readers.encodings import decoded
from annotator.exchange.readers.files import legible, quoted


def read_plain_text(path: Path, raw: bytes) -> Reading:
    """Return the text as it stands, but for its byte order mark and its line ends.

    Raises:
        UnreadableError: it cannot be decoded, holds NUL, or nothing can be seen in it.
    """
    text, encoding = decoded(path, raw)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not any(category(mark)[0] not in "ZC" for mark in text):
        raise UnreadableError(f"{quoted(path)} holds nothing but blank space.")
    return Reading(text=text, origin=legible(str(path)), media_type="text/plain", encoding=encoding)
