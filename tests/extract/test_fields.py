import pytest

from annotator.domain.field import FieldState

BODY = "\nThe town has not been told of it yet.\nNobody there has the money for it."


def values(engine, text, **hints):
    return {key: field.value for key, field in engine.extract(text, hints=hints).fields.items()}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Gilavar/09.10.24/Karvan: The talks went on until late.",
         {"dateline": "Gilavar/09.10.24/Karvan", "outlet": "Karvan", "published": "2024-10-09",
          "event_place": "Gilavar"}),
        ("New York, The Gull Observer: The ministers met for the third time.",
         {"dateline": "New York, The Gull Observer", "outlet": "The Gull Observer",
          "event_place": "New York"}),
        ("GILAVAR, June 15, 2021 (Karvan) - The talks went on until late.",
         {"outlet": "Karvan", "published": "2021-06-15", "event_place": "Gilavar"}),
        ("12 March 2024Traders have begun to clear the market in Kolobara.",
         {"published": "2024-03-12", "event_place": "Kolobara"}),
        ("date 2024-08-28 The ministers met in Ankara the previous day.",
         {"published": "2024-08-28", "event_date": "2024-08-27", "event_place": "Ankara"}),
    ],
)  # fmt: skip
def test_what_stands_before_the_first_sentence(engine, line, expected):
    found = values(engine, line + BODY)
    assert {key: (found.get(key) or "").rstrip("?") for key in expected} == expected


def test_the_first_line_is_the_title_if_it_reads_as_one(engine):
    found = values(engine, "The dock of the town will close" + BODY)
    assert found["title"] == "The dock of the town will close"


def test_an_article_without_a_title_has_none(engine):
    assert "title" not in values(engine, "The dock of the town will close in May." + BODY)


@pytest.mark.parametrize(
    ("line", "author"),
    [("About Ingrid Holm", "Ingrid Holm"), ("-02B-", "02B"), ("(FD/mtk)", "FD/mtk")],
)
def test_the_byline_stands_at_the_end(engine, line, author):
    text = f"The dock of the town will close in May.{BODY}\n{line}"
    assert values(engine, text)["author"] == author


def test_an_outlet_that_reports_is_the_outlet(engine):
    text = "The dock will close in May, Kystposten reports, citing the mayor." + BODY
    assert values(engine, text)["outlet"] == "Kystposten"


def test_a_weekday_counts_back_from_the_day_it_was_published(engine):
    text = "The dock of the town was closed on Tuesday." + BODY
    assert values(engine, text, published="2024-10-10")["event_date"] == "2024-10-08?"
    assert "event_date" not in values(engine, text)
    assert "event_date" not in values(engine, text, published="2024")


def test_a_day_that_does_not_exist_is_no_date(engine):
    found = values(engine, "Gilavar/31.02.24/Karvan: The talks went on until late." + BODY)
    assert "published" not in found


def test_every_field_is_unverified_and_shows_its_words(engine):
    text = "The dock of the town will close\nGilavar/09.10.24/Karvan: The talks are over." + BODY
    for field in engine.extract(text).fields.values():
        assert field.state is FieldState.UNVERIFIED
        assert field.evidence is not None
        assert field.evidence.of(text).strip()
