import gzip
import hashlib
import io
import os
import socket
import struct
import subprocess
import sys
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.errors import UnreadableError
from annotator.exchange.readers.registry import read

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
ENCRYPTED_PDF = PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 2 0 R")
LINKS = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders there")


def zipped(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def office(path: str) -> bytes:
    return zipped(**{"[Content_Types].xml": b"<Types/>", path: b"<x/>"})


def open_document(kind: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", kind)
    return buffer.getvalue()


def png() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("report.pdf", PDF, "a PDF"),
        ("report.docx", office("word/document.xml"), "a Word document"),
        (
            "report.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
            "an older Office document",
        ),
        (
            "report.odt",
            open_document("application/vnd.oasis.opendocument.text"),
            "an OpenDocument text",
        ),
        ("report.rtf", rb"{\rtf1\ansi He agreed.}", "an RTF document"),
        ("report.epub", open_document("application/epub+zip"), "an e-book"),
        ("report.xlsx", office("xl/workbook.xml"), "a table"),
        ("report.csv", b"who,what\nhe,yes\n", "a table"),
        ("report.jsonl", b'{"text": "He agreed."}\n', "a JSON file"),
        ("report.xml", b"<?xml version='1.0'?><TEI/>", "an XML file"),
        ("report.eml", b"From: a@example.org\nSubject: x\n\nHe agreed.", "an e-mail"),
        ("report.mhtml", b"From: x\nMIME-Version: 1.0\n\n<html>", "an e-mail"),
        ("report.zip", zipped(a=b"He agreed."), "a ZIP archive"),
    ],
)
def test_a_format_of_later_is_named_with_what_to_do(written, refused, name, content, kind):
    said = refused(written(name, content))

    assert said.startswith(f"“{name}” is {kind}, which is not yet readable; ")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "a PDF"),
        (zipped(a=b"He agreed."), "a ZIP archive"),
        (office("word/document.xml"), "a Word document"),
        (b"<?xml version='1.0' encoding='utf-8'?>\n<rss/>", "an XML file"),
        (gzip.compress(b"He agreed."), "an archive"),
        (png(), "a picture"),
        (b"GIF89a\x01\x00\x01\x00\x80\x00\x00", "a picture"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00", "a recording"),
        (Path(sys.executable).read_bytes()[:5000], "a program"),
        (b"SQLite format 3\0" + bytes(84), "a database"),
        (hashlib.shake_128(b"noise").digest(3000), "binary data"),
    ],
)
def test_what_a_txt_file_really_holds_is_recognised(written, refused, content, kind):
    if content[:2] == b"MZ" or content[:4] in (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe"):
        pytest.skip("this system's programs have another form")

    said = refused(written("article.txt", content))

    assert said.startswith(f"“article.txt” is {kind},")


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01",
        b"RIFF\x24\x00\x00\x00WEBPVP8 ",
        b"\0\0\0\x1cftypavif",
        b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\1\0\0\0\1\0\0\0\1\0\x18\0" + bytes(28),
    ],
    ids=["jpeg", "webp", "avif", "bmp"],
)
def test_pictures_of_every_kind_say_so(written, refused, content):
    assert refused(written("picture", content)) == "“picture” is a picture, not a text."


def test_numbers_that_happen_to_fit_utf_16_are_no_text(written, refused):
    samples = struct.pack(
        "<400H", *(number % 20 + 65 if number % 10 else 3 for number in range(400))
    )

    said = refused(written("samples.bin", samples))

    assert said == "“samples.bin” is binary data, not a text."


def test_what_reads_pages_is_loaded_for_pages_only():
    program = (
        "import sys, annotator.exchange.readers.registry;"
        "print(*sorted({'trafilatura', 'lxml', 'chardet'} & set(sys.modules)))"
    )

    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert printed.stdout.strip() == b""


def test_a_page_named_txt_is_read_as_a_page(written):
    page = (
        b"\n<!-- saved -->\n<!DOCTYPE html><html><body><article><p>The mayor said on Monday that "
    )
    path = written(
        "page.txt", page + b"the bridge will open in spring.</p></article></body></html>"
    )

    reading = read(path)

    assert reading.media_type == "text/html"
    assert reading.text == "The mayor said on Monday that the bridge will open in spring."


def test_an_encrypted_pdf_says_so(written, refused):
    said = refused(written("secret.pdf", ENCRYPTED_PDF))

    assert said.startswith("“secret.pdf” is encrypted; remove its password")


def test_an_encrypted_word_document_says_so(written, refused):
    locked = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    )

    said = refused(written("secret.docx", locked))

    assert said.startswith("“secret.docx” is encrypted")


def test_a_zip_bomb_is_never_unpacked(written, refused, monkeypatch):
    bomb = zipped(**{"word/document.xml": bytes(200_000_000)})
    path = written("bomb.docx", bomb)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    monkeypatch.setattr(zlib, "decompressobj", None)

    tracemalloc.start()
    said = refused(path)
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert "not yet readable" in said
    assert held < 12_000_000


@pytest.mark.parametrize("name", ["jquery.js", "style.css", "logo.svg"])
def test_what_comes_with_a_saved_page_is_no_article(written, refused, name):
    said = refused(written(name, b"a { color: red }"))

    assert said.startswith(f"“{name}” is ")
    assert "not yet readable" not in said


def test_a_file_of_50_megabytes_is_refused_unopened(tmp_path, refused, monkeypatch):
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    monkeypatch.setattr(os, "open", None)

    said = refused(path)

    assert said.startswith("“huge.txt” is larger than 10 MB, the most that is read;")


def test_the_limit_itself_is_allowed(written, refused):
    path = written("article.txt", b"x" * 1000)

    assert len(read(path, max_bytes=1000).text) == 1000
    assert "larger than 999 bytes" in refused(path, max_bytes=999)


@POSIX
def test_a_file_that_grows_while_being_read_is_refused(written, refused, monkeypatch):
    path = written("log.txt", b"x" * 2000)
    small = written("small.txt", b"x").stat()
    monkeypatch.setattr(Path, "stat", lambda *_, **__: small)
    monkeypatch.setattr(os, "fstat", lambda _: small)

    said = refused(path, max_bytes=1000)

    assert "larger than 1,000 bytes" in said


def test_reading_holds_little_more_than_the_limit(tmp_path):
    path = tmp_path / "big.txt"
    path.write_bytes(b"He agreed, she said.\n" * 476_000)

    tracemalloc.start()
    reading = read(path)
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert len(reading.text) == 9_996_000
    assert held < 60_000_000


def test_a_missing_file_says_so(tmp_path, refused):
    said = refused(tmp_path / "gone.txt")

    assert said == "“gone.txt” is not there; it may have been moved or deleted."


def test_a_file_that_vanishes_after_it_was_seen_says_so(written, refused, monkeypatch):
    path = written("vanishing.txt", b"He agreed.")
    status = path.stat()
    path.unlink()
    monkeypatch.setattr(Path, "stat", lambda *_, **__: status)
    monkeypatch.setattr(Path, "is_symlink", lambda _: False)

    assert refused(path).startswith("“vanishing.txt” is not there")


def test_a_file_on_a_failing_disk_says_what_the_system_says(written, refused, monkeypatch):
    def failing(*_: object) -> int:
        raise OSError(5, "Input/output error")

    path = written("article.txt", b"He agreed.")
    monkeypatch.setattr(os, "open", failing)

    assert refused(path) == ("“article.txt” cannot be read: the system says “Input/output error”.")


@POSIX
def test_a_barred_file_says_so(open_folder, ordinary_person, refused):
    path = open_folder / "barred.txt"
    os.seteuid(0) if os.getuid() == 0 else None
    path.write_bytes(b"He agreed.")
    path.chmod(0)
    os.seteuid(65534) if os.getuid() == 0 else None

    assert refused(path) == "“barred.txt” may not be read; ask its owner for permission."


def test_a_folder_named_txt_says_so(tmp_path, refused):
    path = tmp_path / "folder.txt"
    path.mkdir()

    assert refused(path) == "“folder.txt” is a folder, not a file; import it as a folder."


@POSIX
def test_a_pipe_is_never_opened(tmp_path, refused, monkeypatch):
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    monkeypatch.setattr(os, "open", None)

    assert refused(path) == "“pipe.txt” is a pipe, not a file."


@POSIX
def test_a_pipe_that_takes_the_place_of_a_file_holds_nobody_up(written, refused, monkeypatch):
    path = written("article.txt", b"He agreed.")
    status = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "stat", lambda *_, **__: status)

    assert refused(path) == "“article.txt” is a pipe, not a file."


@POSIX
def test_a_socket_and_a_device_are_named(open_folder, refused):
    path = open_folder / "s.txt"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))

        assert refused(path) == "“s.txt” is a socket, not a file."
    assert refused(Path("/dev/zero")) == "“zero” is a device, not a file."


@LINKS
def test_a_link_to_a_file_is_read(written, tmp_path):
    written("article.txt", b"He agreed.")
    link = tmp_path / "link.txt"
    link.symlink_to("article.txt")

    assert read(link).text == "He agreed."


@LINKS
def test_a_link_to_nothing_says_so(tmp_path, refused):
    link = tmp_path / "link.txt"
    link.symlink_to("nowhere.txt")

    assert refused(link) == "“link.txt” is a link to a file that is not there."


@LINKS
def test_a_link_to_itself_says_so(tmp_path, refused):
    link = tmp_path / "loop.txt"
    link.symlink_to("loop.txt")

    assert refused(link) == "“loop.txt” is a link that leads back to itself."


def test_a_path_no_file_can_have_says_so(refused):
    said = refused(Path("a\0b.txt"))

    assert said == r"“a\x00b.txt” cannot be read: its name is not one a file can have."


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode there")
def test_a_name_that_is_not_utf_8_stays_legible(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/d\xfcn\n.txt"))
    path.write_bytes(b"He agreed.")

    reading = read(path)

    assert reading.origin.endswith(r"/d\udcfcn\n.txt")
    assert reading.origin.encode()


def test_the_file_itself_is_left_as_it_was(written):
    path = written("article.txt", b"One.\r\nTwo.\r\n")
    before = path.stat()

    read(path)

    assert path.read_bytes() == b"One.\r\nTwo.\r\n"
    assert path.stat().st_mtime_ns == before.st_mtime_ns


STARTS = [
    b"",
    b"<html>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"He said: ",
    b"%PDF-",
    b"\x1b$B",
    b"PK\x03\x04",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=400))
def test_noise_is_read_or_refused_with_a_sentence(tmp_path, start, noise):
    path = tmp_path / "noise.txt"
    path.write_bytes(start + noise)

    try:
        said = read(path).text
    except UnreadableError as refusal:
        said = str(refusal)

    assert said.encode().strip()
