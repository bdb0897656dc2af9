"""From bytes to text: which encoding a file is in."""

import codecs
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple
from unicodedata import category

from annotator.domain.errors import UnreadableError
from annotator.exchange.readers.files import quoted

_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_AS_BROWSERS_DO: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ascii": "cp1252",
        "iso8859-1": "cp1252",
        "iso8859-9": "cp1254",
        "iso8859-11": "cp874",
        "tis-620": "cp874",
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "shift_jis": "cp932",
        "euc_kr": "cp949",
    }
)
_BINARY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "image": "a picture",
        "audio": "a sound recording",
        "video": "a film",
        "font": "a typeface",
    }
)
_OF_TEXT: Final = re.compile(r"ascii|utf-8|cp\d|iso|koi8|mac|gb|hz|big5|euc|shift|johab|tis")
_NEVER_WRITTEN: Final = frozenset({"Cc", "Cn", "Co"})
_SAMPLE: Final = 40_000
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_NOT_UTF_8: Final = re.compile(r"[\udc80-\udcff]")


class Decoded(NamedTuple):
    """A text and the Python codec that gives it back from the file's bytes."""

    text: str
    encoding: str


class _Guess(NamedTuple):
    encoding: str | None
    kind: str


def decoded(path: Path, raw: bytes, *, declared: str | None = None) -> Decoded:
    """Return the text of `raw`, without its byte order mark and otherwise as it stands.

    A mark decides; then UTF-8, which other texts hardly ever fit by accident; then the encoding
    the file has `declared`; then the likeliest one.

    Raises:
        UnreadableError: the bytes are no text, are damaged UTF-8, or hold NUL characters.
    """
    marked = next((name for mark, name in _BOMS if raw.startswith(mark)), None)
    names = iter((marked,)) if marked else _candidates(path, raw, declared)
    found = next((text for name in names if (text := _decoded_as(raw, name))), None)
    if found is None:
        problem = "starts as Unicode text but goes on as something else" if marked else "is no text"
        raise UnreadableError(f"{quoted(path)} {problem}; open it elsewhere and save it as UTF-8.")
    if "\0" in found.text:
        raise UnreadableError(f"{quoted(path)} holds NUL characters, which no text has.")
    return found


def _candidates(path: Path, raw: bytes, declared: str | None) -> Iterator[str]:
    shifting = b"\x1b" in raw
    wide = b"\0" in raw
    if not (shifting or wide):
        yield "utf-8"
    if declared and (known := _known(declared)):
        yield known
    if not wide:
        line = damaged_line(raw)  # in any other encoding it would read as gibberish
        if line:
            raise damaged(path, line)
    guess = _guessed(raw)
    if guess.encoding:
        yield guess.encoding
    if shifting and not wide:
        yield "utf-8"
    if guess.encoding is None:
        raise UnreadableError(f"{quoted(path)} is {guess.kind}, not a text.")


def _known(declared: str) -> str | None:
    """Return the codec that a page means by an encoding's name; None for an unknown one."""
    plain = declared.strip().lower().removeprefix("x-").replace("windows-", "cp")
    try:
        name = codecs.lookup(plain).name
    except (LookupError, ValueError):
        return None
    return _AS_BROWSERS_DO.get(name, name) if _OF_TEXT.match(name) else None


def _guessed(raw: bytes) -> _Guess:
    from chardet import detect  # noqa: PLC0415 - only for what is not UTF-8

    # Without NUL it may well be a text that begins as pictures do, with “BM”, say: hide that.
    probe = raw if b"\0" in raw else b"\n" + raw
    found = detect(probe, max_bytes=len(probe), prefer_superset=True)
    name, sort = found["encoding"], found["mime_type"] or ""
    kind = _BINARY.get(sort.partition("/")[0], "binary data")
    if name and b"\0" in raw and not _is_plausible(raw, name):
        name = None
    return _Guess(codecs.lookup(name).name if name else None, kind)


def _is_plausible(raw: bytes, encoding: str) -> bool:
    """Tell whether binary data does not merely happen to fit a wide encoding."""
    start = raw[:_SAMPLE].decode(encoding, "ignore").replace("\0", "")
    return not any(category(mark) in _NEVER_WRITTEN for mark in start if not mark.isspace())


def _decoded_as(raw: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(raw.decode(encoding), encoding)
    except (UnicodeError, LookupError):
        return None


def damaged_line(raw: bytes) -> int | None:
    """Return the number of the first line with broken characters, if `raw` is UTF-8 but for them.

    None for sound UTF-8 and for other encodings, in which hardly anything fits UTF-8.
    """
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as broken:
        start = broken.start
    else:
        return None
    around = raw[max(0, start - _SAMPLE) : start + _SAMPLE].decode("utf-8", "surrogateescape")
    wrong = sum(1 for _ in _NOT_UTF_8.finditer(around))
    right = sum(1 for _ in _NOT_ASCII.finditer(around)) - wrong
    return raw.count(b"\n", 0, start) + 1 if right > wrong else None


def damaged(path: Path, line: int) -> UnreadableError:
    """Return the refusal of a text that has been damaged from a line on."""
    return UnreadableError(
        f"{quoted(path)} is UTF-8 with damaged characters, the first in line {line};"
        " correct it and save it as UTF-8."
    )
