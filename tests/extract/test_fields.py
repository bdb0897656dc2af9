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


HEADLINE = "Town council puts off the sale of the old mill"
OPENING = (
    "The town council put off the sale of the old mill on Tuesday after four hours of talk in a "
    "hall that has no heating, and nobody went home content with what had been said there.\n"
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ann Lee | Updated: 17 Feb 2022, 07:40 AM",
         {"author": "Ann Lee", "published": "2022-02-17"}),
        ("Thursday 22 August 2024 / Ann Lee / Reading time: 4 min",
         {"author": "Ann Lee", "published": "2024-08-22"}),
        ("Our Correspondent, Millbrook | 3 August 2024",
         {"author": "Our Correspondent, Millbrook", "published": "2024-08-03"}),
        ("12/31/2023 01:14 a.m.", {"published": "2023-12-31"}),
        ("© The Millbrook Courier 2024", {"outlet": "The Millbrook Courier"}),
    ],
)  # fmt: skip
def test_the_imprint_stands_under_the_headline(engine, line, expected):
    found = values(engine, f"Home » News » Mills\n{HEADLINE}\n{line}\n{OPENING * 3}")
    assert found["title"] == HEADLINE
    assert {key: found.get(key) for key in expected} == expected


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("HALDEN, Norway, 15 May 2020 (Wire) – ", "HALDEN, Norway, 15 May 2020 (Wire)"),
        ("[Halden, 22 April, Nordic Wire] ", "[Halden, 22 April, Nordic Wire]"),
        ("HALDEN: ", "HALDEN"),
        ("Halden, May 18, Nordic. ", "Halden, May 18, Nordic."),
        ("HALDEN | June 14, 2023 | Nordic Wire | ", "HALDEN | June 14, 2023 | Nordic Wire"),
    ],
)  # fmt: skip
def test_datelines_of_many_forms(engine, line, dateline):
    found = values(engine, f"{HEADLINE}\n{line}{OPENING * 3}")
    assert found["dateline"] == dateline
    assert found["event_place"] == "Halden"


LEAD = (
    "The sale of the old mill in Kolobara was put off on Tuesday after four hours of talk in a "
    "hall that has no heating, and nobody went home content with what had been said there.\n"
)


def test_the_headline_may_be_the_end_of_a_path(engine):
    found = values(engine, f"Home » News » {HEADLINE}\n{LEAD * 3}")
    assert found["title"] == HEADLINE


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("26.02.2024, 00:47. Dario Zh.", "Dario Zh."),
        ("Th. Varga-Ott", "Th. Varga-Ott"),
        ("J.-P. Varga, at the town hall | 3 March 2024", "J.-P. Varga"),
        ("Text: Ann Varga. Photos: B. Ott", "Ann Varga"),
        ("By ANN VARGA in Kolobara | Aug 27, 2021", "ANN VARGA"),
        ("ANN VARGA, Staff writer", "ANN VARGA"),
        ("By Ann Varga, Geneva", "Ann Varga"),
        ("By Ann Varga, Ott", "Ann Varga, Ott"),
        ("27.08.2021 | por A. Varga", "A. Varga"),
        ("27 August 2021 | redacción", "redacción"),
        ("a.v. – 27 August 2021", "a.v."),
    ],
)
def test_authors_of_many_forms(engine, line, author):
    text = f"The Kolobara Courier | News\n{HEADLINE}\n{line}\n{LEAD * 3}© The Kolobara Courier"
    found = values(engine, text)
    assert found["author"] == author
    assert found["outlet"] == "The Kolobara Courier"


def test_whom_the_article_speaks_of_did_not_write_it(engine):
    spoken = "Varga, who leads the council, was silent. She likes mills, Varga said later.\n"
    text = f"{HEADLINE}\nInes Varga\n{LEAD * 2}{spoken}"
    found = values(engine, text)
    assert "author" not in found
    assert "outlet" not in found


def test_a_release_is_published_by_the_body_and_signed_by_nobody(engine):
    text = (
        "Government of the Republic of Kolobara\nMinistry of Mills and Dams\nPublic Wing\n"
        f"PRESS RELEASE – for immediate publication\n{HEADLINE}\n{LEAD * 3}"
    )
    found = values(engine, text)
    assert found["outlet"] == "Ministry of Mills and Dams"
    assert "author" not in found


def test_the_form_of_a_company_is_no_part_of_the_outlet(engine):
    text = f"{HEADLINE}\n{LEAD * 3}Share | © The Kolobara Record Ltd"
    assert values(engine, text)["outlet"] == "The Kolobara Record"


def test_a_date_without_a_year_lies_nearest_to_publication(engine):
    opening = "The mill in Kolobara was sold on 28 December for the price of its bricks." + BODY
    found = values(engine, opening, published="2024-01-05")
    assert found["event_date"] == "2023-12-28?"


def test_a_day_that_is_still_to_come_is_not_when_it_was(engine):
    opening = "The mill in Kolobara closes next Monday, the council voted on Tuesday." + BODY
    found = values(engine, opening, published="2024-10-10")
    assert found["event_date"] == "2024-10-08?"


def test_a_pass_named_after_somebody_is_one_place(engine):
    opening = "The bin had a brick on it.\nParrots at Varga’s Pass broke it open on Tuesday." + BODY
    assert values(engine, opening, published="2024-10-10")["event_place"] == "Varga’s Pass"
