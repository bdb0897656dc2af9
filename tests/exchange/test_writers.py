import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.columns import CsvOptions, guarded
from annotator.domain.errors import UnreadableError, UsageError
from annotator.exchange.writers.csv_file import framed, read_rows, sniffed
from annotator.exchange.writers.datapackage import find_for, place_for
from annotator.exchange.writers.framing import hash_of, write_whole

CELLS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"))


def _line(cells, delimiter):
    quoted = ('"' + cell.replace('"', '""') + '"' for cell in cells)
    return f"{delimiter.join(quoted)}\r\n"


def test_pieces_become_one_file_with_its_length_and_hash(tmp_path):
    target = tmp_path / "out.txt"

    written = write_whole(target, ["Zəngəzur ", "⛴\r\n"])

    assert target.read_bytes() == "Zəngəzur ⛴\r\n".encode()
    assert written.bytes == len(target.read_bytes())
    assert written.sha256 == hash_of(target)


def test_a_failure_on_the_way_leaves_the_older_file_and_nothing_else(tmp_path):
    target = tmp_path / "out.txt"
    target.write_text("older", encoding="utf-8")

    def pieces():
        yield "newer"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(target, pieces())

    assert [item.name for item in tmp_path.iterdir()] == ["out.txt"]
    assert target.read_text(encoding="utf-8") == "older"


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
def test_a_full_disk_is_said_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", _full)

    with pytest.raises(UsageError, match="cannot be written: no space left on device"):
        write_whole(tmp_path / "out.txt", ["x"])

    assert list(tmp_path.iterdir()) == []


def _full(_descriptor):
    raise OSError(28, "No space left on device")


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_a_new_file_has_the_usual_mode_and_an_older_one_keeps_its_own(tmp_path):
    usual, target = tmp_path / "usual", tmp_path / "out.txt"
    usual.touch()

    write_whole(target, ["x"])
    assert target.stat().st_mode == usual.stat().st_mode
    target.chmod(0o640)
    write_whole(target, ["y"])

    assert target.stat().st_mode & 0o777 == 0o640


def test_a_file_that_cannot_be_hashed_is_said_in_a_sentence(tmp_path):
    with pytest.raises(UnreadableError, match="cannot be read: no such file"):
        hash_of(tmp_path / "nowhere")


@given(
    rows=st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    bom=st.booleans(),
    guard=st.booleans(),
)
def test_what_is_framed_is_read_back_the_same(tmp_path_factory, rows, delimiter, bom, guard):
    options = CsvOptions(delimiter=delimiter, bom=bom, guard=guard)
    path = tmp_path_factory.getbasetemp() / "law.csv"
    cells = [[guarded(cell) if guard else cell for cell in row] for row in rows]

    write_whole(path, framed(["a", "b"], [_line(row, delimiter) for row in cells], options))

    assert list(read_rows(path, options)) == [["a", "b"], *rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("bom", [True, False])
def test_the_framing_of_a_table_can_be_seen(tmp_path, delimiter, bom):
    options = CsvOptions(delimiter=delimiter, bom=bom)
    write_whole(tmp_path / "t.csv", framed(["a", "b"], [_line(["1", "2"], delimiter)], options))

    assert sniffed(tmp_path / "t.csv") == options


@pytest.mark.parametrize(("cells", "guard"), [(["'=1", "x"], True), (["'=1", "=2"], False)])
def test_a_guard_is_seen_where_every_formula_is_guarded(tmp_path, cells, guard):
    write_whole(tmp_path / "t.csv", framed(["a", "b"], [_line(cells, ",")], CsvOptions()))

    assert sniffed(tmp_path / "t.csv").guard is guard


def test_a_broken_table_is_read_up_to_the_break(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b'a,b\r\n"1","2"\r\n"3"x,"4"\r\n')
    rows = read_rows(path, CsvOptions())

    assert (next(rows), next(rows)) == (["a", "b"], ["1", "2"])
    with pytest.raises(UnreadableError, match="no well-formed CSV"):
        next(rows)


def test_an_empty_file_has_no_rows(tmp_path):
    (tmp_path / "t.csv").touch()

    assert list(read_rows(tmp_path / "t.csv", CsvOptions())) == [[]]
    assert sniffed(tmp_path / "t.csv") == CsvOptions()


def test_bytes_that_are_no_utf_8_stay_apart_from_every_text(tmp_path):
    (tmp_path / "t.csv").write_bytes(b"a\r\nfa\xe7ade\r\n")

    assert list(read_rows(tmp_path / "t.csv", CsvOptions())) == [["a"], ["fa\udce7ade"]]


def test_a_table_that_is_not_there_is_said_in_a_sentence(tmp_path):
    with pytest.raises(UnreadableError, match="cannot be read: no such file"):
        sniffed(tmp_path / "t.csv")


def test_a_dictionary_that_cannot_be_read_describes_nothing(tmp_path):
    (tmp_path / "datapackage.json").mkdir()

    assert find_for(tmp_path / "t.csv") is None
    assert place_for(tmp_path / "t.csv").name == "t.datapackage.json"
