"""The one door to reading a file."""

from pathlib import Path

from annotator.domain.document import Reading
from annotator.domain.errors import UnreadableError
from annotator.exchange.readers.files import MAX_BYTES, content_of, quoted
from annotator.exchange.readers.formats import is_page, refuse_foreign
from annotator.exchange.readers.html import read_html
from annotator.exchange.readers.plain_text import read_plain_text


def read(path: Path, *, max_bytes: int = MAX_BYTES) -> Reading:
    """Return what a file says, read by what it holds rather than by what it is called.

    The file is opened once and never written to; nothing is fetched or unpacked.

    Raises:
        UnreadableError: one sentence, with the file's name, on why it cannot be taken in.
    """
    raw = content_of(path, max_bytes)
    if not raw:
        raise UnreadableError(f"{quoted(path)} is empty.")
    refuse_foreign(path, raw)
    reader = read_html if is_page(path, raw) else read_plain_text
    return reader(path, raw)
