"""Web pages: the article in them, and what they say of themselves."""

import logging
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from annotator.domain.document import Reading
from annotator.domain.errors import UnreadableError
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.span import Span
from annotator.exchange.readers.encodings import (
    Decoded,
    damaged,
    damaged_line,
    decoded,
)
from annotator.exchange.readers.files import legible, quoted

if TYPE_CHECKING:
    from trafilatura.settings import Document as Page

_HEAD: Final = 4096
_MOST_TAGS: Final = 100_000
_LONGEST: Final = 300
_BROKEN: Final = "\ufffd"
_FEWEST_LETTERS: Final = 20
_CHARSET: Final = re.compile(
    rb"""(?:<\?xml[^>]*?encoding|<meta[^>]*?charset)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_XML_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]*>")
_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_ROOT: Final = re.compile(r"<html\b", re.IGNORECASE)
_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {"title": "title", "author": "author", "published": "date", "outlet": "sitename"}
)
_CHATTY: Final = ("trafilatura", "htmldate", "courlan", "justext")


def read_html(path: Path, raw: bytes) -> Reading:
    """Return a page's article, a blank line between paragraphs, and its metadata as fields.

    Scripts are not run and nothing the page refers to is loaded.

    Raises:
        UnreadableError: it cannot be decoded, is no page of human size, or holds no article.
    """
    broken = damaged_line(raw)
    markup, encoding = _mended(raw) if broken else decoded(path, raw, declared=_declared(raw))
    if markup.count("<") > _MOST_TAGS:
        raise UnreadableError(
            f"{quoted(path)} has more than {_MOST_TAGS:,} tags, far more than an article;"
            " save the article as plain text and import that."
        )
    page = _article(markup)
    text = "\n\n".join(_paragraphs(page.text or "")) if page else ""
    if page is None or sum(map(str.isalnum, text)) < _FEWEST_LETTERS:
        raise UnreadableError(
            f"{quoted(path)} is a web page in which no article was found;"
            " if there is one, copy its text and paste it as a document."
        )
    if broken and _BROKEN in text:
        raise damaged(path, broken)
    return Reading(
        text=text,
        origin=legible(str(path)),
        media_type="text/html",
        encoding=encoding,
        fields=dict(_stated(page, text)),
    )


def _mended(raw: bytes) -> Decoded:
    """Decode as browsers do; the damage may well lie outside the article."""
    return Decoded(raw.decode("utf-8", "replace"), "utf-8")


def _declared(raw: bytes) -> str | None:
    found = _CHARSET.search(raw[:_HEAD])
    return found[1].decode("ascii") if found else None


def _article(markup: str) -> "Page | None":
    from trafilatura import bare_extraction  # noqa: PLC0415 - a third of a second

    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    page = bare_extraction(
        _whole(markup),
        include_comments=False,
        with_metadata=True,
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "max_date": datetime.now(UTC).strftime("%Y-%m-%d"),
        },
    )
    return None if page is None or isinstance(page, dict) else page


def _whole(markup: str) -> str:
    """Return a complete page that the parser takes: no XML declaration, no control characters."""
    declaration = _XML_DECLARATION.match(markup)
    markup = _NO_TEXT.sub(" ", markup[declaration.end() if declaration else 0 :]).lstrip()
    return markup if _ROOT.search(markup) else f"<html><body>{markup}</body></html>"


def _paragraphs(text: str) -> Iterator[str]:
    lines = (line.strip() for line in _NO_TEXT.sub(" ", text).split("\n"))
    return (line for line in lines if line)


def _stated(page: "Page", text: str) -> Iterator[tuple[str, FieldValue]]:
    for key, attribute in _FIELDS.items():
        value = " ".join(_NO_TEXT.sub(" ", getattr(page, attribute) or "").split())
        if 0 < len(value) <= _LONGEST:
            evidence = _words(value, text)
            yield key, FieldValue(value=value, state=FieldState.UNVERIFIED, evidence=evidence)


def _words(value: str, text: str) -> Span | None:
    """Return where exactly these words stand first in the text, whole words only."""
    found = re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text)
    return Span(start=found.start(), end=found.end()) if found else None
