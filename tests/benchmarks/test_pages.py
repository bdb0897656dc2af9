"""Figures in the pages of the documentation."""

import sys
from pathlib import Path

import pytest

PAGE = "Before.\n<!-- speed -->\nold\nolder\n<!-- end speed -->\nAfter.\n"


@pytest.fixture
def put(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    from pages import put  # noqa: PLC0415 - a script's neighbour, on no path before

    yield put
    sys.modules.pop("pages")


def test_new_figures_take_the_place_of_the_old_ones(put, tmp_path):
    page = tmp_path / "page.md"
    page.write_text(PAGE)

    put(page, "speed", ["| new |", ""])

    assert page.read_text() == "Before.\n<!-- speed -->\n| new |\n<!-- end speed -->\nAfter.\n"


@pytest.mark.parametrize("text", ["nothing", PAGE + PAGE])
def test_a_page_without_one_place_for_them_is_left_alone(put, tmp_path, text):
    page = tmp_path / "page.md"
    page.write_text(text)

    with pytest.raises(ValueError, match="places named speed"):
        put(page, "speed", ["new"])
    assert page.read_text() == text


def test_the_extractors_page_has_a_place_for_each_figure():
    page = (Path(__file__).parents[2] / "docs" / "extractor.md").read_text(encoding="utf-8")

    for name in ("corpus", "polnear", "curve"):
        assert page.count(f"<!-- {name} -->") == page.count(f"<!-- end {name} -->") == 1
