import errno
from pathlib import Path

import pytest

from annotator.domain.errors import UsageError
from annotator.runtime import unfinished
from annotator.runtime.unfinished import Unfinished


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "lines.jsonl"


def begun(target: Path, *keys: str) -> None:
    with Unfinished(target, "work") as draft:
        for key in keys:
            draft.add(key, "1", f"line {key}")


def test_what_is_finished_stands_whole_and_leaves_no_draft(target):
    with Unfinished(target, "work") as draft:
        draft.add("a", "1", "first")
        draft.add("b", "1", "second ⛴")
        assert not target.exists()
        draft.finish()

    assert target.read_text(encoding="utf-8") == "first\nsecond ⛴\n"
    assert list(target.parent.iterdir()) == [target]


def test_what_is_not_finished_stays_beside_and_is_gone_on_with(target):
    begun(target, "a", "b")
    assert not target.exists()

    with Unfinished(target, "work") as draft:
        assert [draft.has(key, "1") for key in "abc"] == [True, True, False]
        draft.add("c", "1", "line c")
        draft.finish()

    assert target.read_text() == "line a\nline b\nline c\n"
    assert draft.before == 2


def test_a_third_run_goes_on_with_both_before(target):
    begun(target, "a")
    begun(target, "b")

    with Unfinished(target, "work") as draft:
        assert draft.has("a", "1")
        assert draft.has("b", "1")
        draft.finish()

    assert target.read_text() == "line a\nline b\n"


def test_what_has_changed_since_is_done_anew(target):
    begun(target, "a", "b")

    with Unfinished(target, "work") as draft:
        assert not draft.has("a", "2")
        draft.add("a", "2", "newer a")
        assert draft.has("b", "1")
        draft.finish()

    assert target.read_text() == "line b\nnewer a\n"


def test_what_is_asked_for_no_more_is_left_out(target):
    begun(target, "a", "b")

    with Unfinished(target, "work") as draft:
        assert draft.has("b", "1")
        draft.finish()

    assert target.read_text() == "line b\n"


@pytest.mark.parametrize("lost", [1, 5, 12])
def test_a_row_that_a_crash_cut_off_is_done_anew(target, lost):
    begun(target, "a", "b")
    path = target.with_name(".lines.jsonl.part")
    path.write_bytes(path.read_bytes()[:-lost])

    with Unfinished(target, "work") as draft:
        assert draft.has("a", "1")
        assert not draft.has("b", "1")
        draft.add("b", "1", "line b")
        draft.finish()

    assert target.read_text() == "line a\nline b\n"


@pytest.mark.parametrize("content", [None, b"mine\n", b"\x00\xff", b"{}"])
def test_a_draft_of_other_work_is_neither_used_nor_lost(target, content):
    path = target.with_name(".lines.jsonl.part")
    if content is None:
        with Unfinished(target, "other work") as draft:
            draft.add("a", "1", "line a")
    else:
        path.write_bytes(content)
    before = path.read_bytes()

    with pytest.raises(UsageError, match="was left by other work; let that come to its end, or re"):
        Unfinished(target, "work")

    assert path.read_bytes() == before


def test_work_without_a_line_leaves_nothing(target):
    begun(target)

    assert list(target.parent.iterdir()) == []


def test_a_line_with_half_a_character_is_kept(target):
    with Unfinished(target, "work") as draft:
        draft.add("\udcff", "1", '"\udcff"')
        draft.finish()

    assert target.read_text() == '"\\udcff"\n'


@pytest.mark.parametrize(("name", "why"), [("", "it is a folder"), ("no/x", "no such file")])
def test_a_target_that_cannot_be_written_is_one_sentence(tmp_path, name, why):
    with pytest.raises(UsageError, match=f"cannot be written: {why}"):
        Unfinished(tmp_path / name, "work")


def test_a_full_disk_at_the_end_leaves_the_draft(target, monkeypatch):
    def full(_target):
        raise UsageError("no space left")

    with Unfinished(target, "work") as draft:
        draft.add("a", "1", "line a")
        monkeypatch.setattr(unfinished, "whole_file", full)
        with pytest.raises(UsageError):
            draft.finish()

    assert draft.path.exists()


def test_a_full_disk_on_the_way_is_one_sentence(target, monkeypatch):
    with Unfinished(target, "work") as draft:
        draft.add("a", "1", "line a")
        real = draft._file

        class Full:
            def write(self, _row):
                raise OSError(errno.ENOSPC, "No space left on device")

        draft._file = Full()
        with pytest.raises(UsageError, match="cannot be written: no space left on device"):
            draft.add("b", "1", "line b")
        draft._file = real
