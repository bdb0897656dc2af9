"""The charts that the documentation shows."""

import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def plots(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    import plots  # noqa: PLC0415 - a script's neighbour, on no path before

    yield plots
    sys.modules.pop("plots")


def test_a_point_lies_where_its_values_say(plots):
    drawing = ET.fromstring(  # noqa: S314 - our own
        plots.chart(
            "scores",
            plots.shares("score"),
            plots.shares("right"),
            {"measured": [(0.0, 0.0), (0.5, 1.0), (1.0, 0.5)]},
            diagonal=True,
        )
    )

    low, high, last = [
        (float(dot.get("cx", "")), float(dot.get("cy", "")))
        for dot in drawing.findall(f"{SVG}circle")
    ]
    assert low[0] < high[0] < last[0]
    assert high[1] < last[1] < low[1]
    assert high[0] == pytest.approx((low[0] + last[0]) / 2)
    assert last[1] == pytest.approx((low[1] + high[1]) / 2)


def test_words_with_letters_of_markup_stay_words(plots):
    drawing = ET.fromstring(  # noqa: S314 - our own
        plots.chart("a < b & c", plots.shares("x"), plots.shares("y"), {}, diagonal=False)
    )

    assert "a < b & c" in [item.text for item in drawing.findall(f"{SVG}text")]
