import os
import socket
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from annotator.exchange.readers.discovery import Skipped, discover

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are other things there")


def names(found: Iterator[Path | Skipped]) -> list[str]:
    return [item.name if isinstance(item, Path) else f"- {item.path.name}" for item in found]


def only_skipped(paths: list[Path]) -> Skipped:
    skipped = [item for item in discover(paths) if isinstance(item, Skipped)]
    assert len(skipped) == 1
    return skipped[0]


def test_a_folder_is_walked_in_natural_order(written, tmp_path):
    for name in ("page 10.txt", "page 2.txt", "Page 1.txt", "page 2/b.txt", "page 2/a.txt"):
        written(name, b"x")

    found = names(discover([tmp_path]))

    assert found == ["Page 1.txt", "a.txt", "b.txt", "page 2.txt", "page 10.txt"]


def test_named_paths_keep_their_order(written):
    paths = [written(name, b"x") for name in ("c.txt", "a.txt", "b.txt")]

    assert list(discover(iter(paths))) == paths


def test_the_walk_streams(written, tmp_path):
    def endless() -> Iterator[Path]:
        while True:
            yield tmp_path

    for name in ("a.txt", "b.txt"):
        written(name, b"x")

    assert names(islice(discover(endless()), 3)) == ["a.txt", "b.txt", f"- {tmp_path.name}"]


def test_hidden_entries_of_a_folder_are_passed_by(written, tmp_path):
    for name in (".DS_Store", ".git/config", "._a.txt", "a.txt"):
        written(name, b"x")

    assert names(discover([tmp_path])) == ["a.txt"]


def test_a_hidden_file_that_is_named_is_found(written):
    path = written(".notes.txt", b"x")

    assert list(discover([path])) == [path]


def test_the_readme_of_a_folder_is_left_out_with_a_word(written, tmp_path):
    readme = written("README.md", b"x")
    written("a.txt", b"x")

    assert names(discover([tmp_path])) == ["a.txt", "- README.md"]
    assert only_skipped([tmp_path]).harmless
    assert list(discover([readme])) == [readme]


def test_a_file_named_twice_is_found_once(written):
    path = written("a.txt", b"x")

    skipped = only_skipped([path, path])

    assert skipped.harmless
    assert skipped.reason == "“a.txt” is a file or folder already met under another name."


def test_a_missing_path_says_so_and_the_rest_goes_on(written, tmp_path):
    path = written("a.txt", b"x")

    found = list(discover([tmp_path / "gone", path]))

    assert found == [
        Skipped(
            path=tmp_path / "gone",
            reason="“gone” is not there; it may have been moved or deleted.",
        ),
        path,
    ]


def test_an_empty_folder_has_nothing(tmp_path):
    assert list(discover([tmp_path])) == []


@POSIX
def test_a_loop_of_links_is_walked_once(written, tmp_path):
    written("inner/a.txt", b"x")
    (tmp_path / "inner" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "inner" / "self").symlink_to("self")

    found = names(discover([tmp_path]))

    assert found == ["a.txt", "- self", "- up"]


@POSIX
def test_links_to_one_file_find_it_once(written, tmp_path):
    written("a.txt", b"x")
    (tmp_path / "b.txt").symlink_to("a.txt")
    os.link(tmp_path / "a.txt", tmp_path / "c.txt")

    found = names(discover([tmp_path]))

    assert found == ["a.txt", "- b.txt", "- c.txt"]


@POSIX
def test_a_link_to_nothing_says_so(tmp_path):
    (tmp_path / "b.txt").symlink_to("nowhere")

    skipped = only_skipped([tmp_path])

    assert skipped.reason == "“b.txt” is a link to a file that is not there."
    assert not skipped.harmless


@POSIX
def test_pipes_sockets_and_devices_are_skipped_unopened(open_folder, monkeypatch):
    os.mkfifo(open_folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(open_folder / "socket.txt"))
        monkeypatch.setattr(os, "open", None)

        found = [str(item.reason) for item in discover([open_folder, Path("/dev/null")])]

    assert found == [
        "“pipe.txt” is a pipe, not a file.",
        "“socket.txt” is a socket, not a file.",
        "“null” is a device, not a file.",
    ]


@POSIX
def test_a_barred_folder_says_so_and_the_rest_goes_on(open_folder, request):
    barred = open_folder / "barred"
    barred.mkdir()
    (barred / "secret.txt").touch()
    (open_folder / "z.txt").touch()
    barred.chmod(0)
    request.getfixturevalue("ordinary_person")

    skipped, path = discover([open_folder])

    assert isinstance(skipped, Skipped)
    assert skipped.reason == "“barred” may not be read; ask its owner for permission."
    assert path == open_folder / "z.txt"


@POSIX
def test_a_folder_too_deep_for_the_system_says_so(open_folder, monkeypatch):
    monkeypatch.chdir(open_folder)
    for _ in range(25):
        Path("d" * 200).mkdir()
        os.chdir("d" * 200)
    monkeypatch.chdir(open_folder)

    skipped = only_skipped([open_folder])

    assert skipped.reason.endswith("cannot be read: the system says “File name too long”.")


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode there")
def test_names_that_are_not_utf_8_are_found_and_sorted(tmp_path):
    for name in (b"b.txt", b"\xff.txt", "ç²٣.txt".encode()):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).touch()

    assert len(list(discover([tmp_path]))) == 3
