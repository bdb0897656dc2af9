import pytest

from annotator.domain.errors import UsageError
from annotator.runtime.whole_file import require_writable, whole_file


def test_what_is_written_stands_whole_under_its_name(tmp_path):
    target = tmp_path / "lines.txt"
    with whole_file(target) as draft:
        draft.write_text("all of it")
        assert not target.exists()

    assert target.read_text() == "all of it"
    assert list(tmp_path.iterdir()) == [target]


def test_work_that_fails_leaves_the_old_file_and_nothing_else(tmp_path):
    target = tmp_path / "lines.txt"
    target.write_text("old")

    with pytest.raises(ZeroDivisionError):
        _fail(target)

    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def _fail(target):
    with whole_file(target) as draft:
        draft.write_text("half of")
        raise ZeroDivisionError


@pytest.mark.parametrize(
    ("name", "why"), [(".", "it is a folder"), ("no/where", "no such file or directory")]
)
def test_a_place_that_cannot_be_written_is_told_before_the_work(tmp_path, name, why):
    with pytest.raises(UsageError, match=f"cannot be written: {why}."):
        require_writable(tmp_path / name)


def test_asking_leaves_nothing_behind(tmp_path):
    require_writable(tmp_path / "lines.txt")

    assert list(tmp_path.iterdir()) == []
