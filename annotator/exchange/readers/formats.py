"""What is no text or page: formats known by their first bytes or by their name."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from annotator.domain.errors import UnreadableError
from annotator.exchange.readers.files import quoted

_HEAD: Final = 1024
_SAVE_AS_TEXT: Final = "save it as plain text or HTML and import that"
_UNPACK: Final = "unpack it and import the folder"
_ONE_FILE_EACH: Final = "save each article in a file of its own"


class _Foreign(NamedTuple):
    """A format in words, and what to do with it meanwhile; without advice it never will be read."""

    name: str
    advice: str | None = None


_PDF: Final = _Foreign("a PDF", _SAVE_AS_TEXT)
_WORD: Final = _Foreign("a Word document", _SAVE_AS_TEXT)
_OLD_OFFICE: Final = _Foreign("an older Office document", _SAVE_AS_TEXT)
_ODT: Final = _Foreign("an OpenDocument text", _SAVE_AS_TEXT)
_EPUB: Final = _Foreign("an e-book", _SAVE_AS_TEXT)
_RTF: Final = _Foreign("an RTF document", _SAVE_AS_TEXT)
_XML: Final = _Foreign("an XML file", _SAVE_AS_TEXT)
_MAIL: Final = _Foreign("an e-mail", _SAVE_AS_TEXT)
_WEB_ARCHIVE: Final = _Foreign("a web archive", "save the page as HTML and import that")
_SLIDES: Final = _Foreign("a set of slides", _SAVE_AS_TEXT)
_TABLE: Final = _Foreign("a table", _ONE_FILE_EACH)
_JSON: Final = _Foreign("a JSON file", _ONE_FILE_EACH)
_ZIP: Final = _Foreign("a ZIP archive", _UNPACK)
_ARCHIVE: Final = _Foreign("an archive", _UNPACK)
_DATABASE: Final = _Foreign("a database, not a text; if it is a project, open or merge it")
_PROGRAM: Final = _Foreign("a program, not a text")
_MACHINERY: Final = _Foreign("part of a web page's machinery, not an article")
_PICTURE: Final = _Foreign("a picture, not a text")
_RECORDING: Final = _Foreign("a recording, not a text")
_TYPEFACE: Final = _Foreign("a typeface, not a text")

_BY_FIRST_BYTES: Final = (
    (b"PK\x03\x04", _ZIP),
    (b"PK\x05\x06", _ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_OFFICE),
    (b"{\\rtf", _RTF),
    (b"\x1f\x8b\x08", _ARCHIVE),
    (b"BZh91AY&SY", _ARCHIVE),
    (b"\xfd7zXZ\0", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"Rar!\x1a\x07", _ARCHIVE),
    (b"\x28\xb5\x2f\xfd", _ARCHIVE),
    (b"SQLite format 3\0", _DATABASE),
    (b"\x7fELF", _PROGRAM),
    (b"MZ\x90\0", _PROGRAM),
    (b"GIF87a", _PICTURE),
    (b"GIF89a", _PICTURE),
    (b"\x89PNG\r\n\x1a\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"\0\0\1\0", _PICTURE),
    (b"ID3\3", _RECORDING),
    (b"ID3\4", _RECORDING),
    (b"OggS\0", _RECORDING),
    (b"fLaC\0", _RECORDING),
    (b"\x1a\x45\xdf\xa3", _RECORDING),
    (b"wOFF\0", _TYPEFACE),
    (b"wOF2\0", _TYPEFACE),
    (b"\0\1\0\0\0", _TYPEFACE),
    (b"PAR1", _TABLE),
    (b"WARC/1.", _WEB_ARCHIVE),
)
_BY_FIRST_TWELVE: Final = (
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), _PICTURE),
    (re.compile(rb"RIFF.{4}(?:WAVE|AVI )", re.DOTALL), _RECORDING),
    (re.compile(rb"\0\0\0.ftyp(?:avif|hei[cfx]|mif1)", re.DOTALL), _PICTURE),
    (re.compile(rb"\0\0\0.ftyp", re.DOTALL), _RECORDING),
)
_INSIDE_ZIP: Final = (
    (b"word/document.xml", _WORD),
    (b"xl/workbook.xml", _TABLE),
    (b"ppt/presentation.xml", _SLIDES),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", _ODT),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", _TABLE),
    (b"mimetypeapplication/epub+zip", _EPUB),
)
_BY_SUFFIX: Final[Mapping[str, _Foreign]] = MappingProxyType(
    {
        suffix: foreign
        for suffixes, foreign in (
            (".pdf", _PDF),
            (".docx .doc .docm .dotx", _WORD),
            (".odt .ott .fodt", _ODT),
            (".rtf", _RTF),
            (".epub .mobi .azw3 .fb2", _EPUB),
            (".pptx .ppt .odp", _SLIDES),
            (".csv .tsv .xlsx .xls .xlsm .ods .parquet", _TABLE),
            (".json .jsonl .ndjson", _JSON),
            (".xml .rss .atom .tei", _XML),
            (".eml .msg .mbox", _MAIL),
            (".mht .mhtml .warc .wacz .webarchive", _WEB_ARCHIVE),
            (".zip", _ZIP),
            (".js .mjs .css .map", _MACHINERY),
            (".svg", _PICTURE),
        )
        for suffix in suffixes.split()
    }
)
_HTML_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_PAGE_START: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_START: Final = re.compile(rb"\s*<\?xml\s")
_MAIL_START: Final = re.compile(
    rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE
)
_ENCRYPTED_OFFICE: Final = "EncryptedPackage".encode("utf-16-le")


def is_page(path: Path, raw: bytes) -> bool:
    """Tell whether a file is an HTML page: it begins as one, or is named so and has tags."""
    if _PAGE_START.match(_ascii_head(raw)):
        return True
    return path.suffix.lower() in _HTML_SUFFIXES and b"<" in raw


def refuse_foreign(path: Path, raw: bytes) -> None:
    """Let texts and pages pass; nothing is ever unpacked to find out.

    Raises:
        UnreadableError: the file is of another format, or encrypted; the sentence names it.
    """
    foreign = _by_content(raw)
    if foreign is None and not is_page(path, raw):
        foreign = _by_look(raw) or _BY_SUFFIX.get(path.suffix.lower())
    if foreign is None:
        return
    if _is_encrypted(foreign, raw):
        raise UnreadableError(
            f"{quoted(path)} is encrypted; remove its password, then {_SAVE_AS_TEXT}."
        )
    later = f", which is not yet readable; {foreign.advice}" if foreign.advice else ""
    raise UnreadableError(f"{quoted(path)} is {foreign.name}{later}.")


def _by_content(raw: bytes) -> _Foreign | None:
    if raw[:_HEAD].lstrip().startswith(b"%PDF-"):
        return _PDF
    found = next((foreign for start, foreign in _BY_FIRST_BYTES if raw.startswith(start)), None)
    if found is _ZIP:
        return next((foreign for mark, foreign in _INSIDE_ZIP if mark in raw), _ZIP)
    if found is None:
        found = next((kind for start, kind in _BY_FIRST_TWELVE if start.match(raw)), None)
    return found


def _by_look(raw: bytes) -> _Foreign | None:
    head = _ascii_head(raw)
    if _XML_START.match(head):
        return _XML
    return _MAIL if _MAIL_START.match(head) else None


def _ascii_head(raw: bytes) -> bytes:
    """Return the start of a file so that UTF-16 and UTF-32 markup reads as ASCII too."""
    return raw[: 4 * _HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe\0").replace(b"\0", b"")


def _is_encrypted(foreign: _Foreign, raw: bytes) -> bool:
    return (foreign is _PDF and b"/Encrypt" in raw) or (
        foreign is _OLD_OFFICE and _ENCRYPTED_OFFICE in raw
    )
