"""Our coefficients beside those that were published with the data they are of."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2]


@pytest.fixture
def published(monkeypatch):
    monkeypatch.syspath_prepend(str(HERE / "benchmarks"))
    import agreement_examples  # noqa: PLC0415 - a script's neighbour, on no path before

    yield agreement_examples
    sys.modules.pop("agreement_examples")


def test_every_coefficient_is_what_was_published(published):
    found = list(published.examples())

    apart = [
        (item.source, item.coefficient, item.published, item.ours)
        for item in found
        if item.ours != pytest.approx(float(item.published), abs=item.within)
    ]

    assert apart == []
    assert len(found) == 15


def test_the_examples_are_of_six_publications_and_four_measures(published):
    found = list(published.examples())

    named = {item.source.split(",")[0] for item in found if item.source[0].isupper()}
    assert len(named) == 6
    assert {item.coefficient.split(",")[0] for item in found} >= {
        "Cohen's kappa",
        "Fleiss' kappa",
        "alpha",
        "unitizing alpha",
    }


def test_the_guide_to_agreement_has_the_table_as_it_is_computed(published):
    table = "\n".join(published.lines(list(published.examples())))

    assert table in (HERE / "docs" / "agreement.md").read_text(encoding="utf-8")


def test_the_table_is_printed_and_a_wrong_coefficient_is_told(published, capsys, monkeypatch):
    assert published.main() == 0
    assert "| .492 | .4915 |" in capsys.readouterr().out

    wrong = next(published.examples())._replace(published=".6")
    monkeypatch.setattr(published, "examples", lambda: iter([wrong]))

    assert published.main() == 1


def test_an_example_without_a_coefficient_is_a_mistake(published):
    empty = next(published.examples())._replace(table={})

    with pytest.raises(ValueError, match="no coefficient"):
        _ = empty.ours
