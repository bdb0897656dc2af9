"""Fields of pages with menus, standfirsts, signatures and dates of many kinds."""

import pytest

from annotator.extract.page.boilerplate import boilerplate
from annotator.extract.page.calendar import dates
from annotator.extract.page.fields import fields

TITLE = "Town council puts off the sale of the old mill"
LEAD = (
    "The sale of the old mill in Kolobara was put off on Tuesday after four hours of talk in a "
    "hall that has no heating, and nobody went home content with what had been said there.\n"
)
MORE = (
    "\n“We have waited nine years,” said the miller, Ines Varga. “The wheel has waited longer.”\n"
)


def values(text: str) -> dict[str, str | None]:
    """Return the fields that a page shows."""
    return {key: field.value for key, field in fields(text, boilerplate(text), {}).items()}


def page(*head: str, foot: str = "") -> dict[str, str | None]:
    """Return the fields of an article under these lines and above that one."""
    return values("\n".join([*head, LEAD + MORE + foot]))


@pytest.mark.parametrize(
    "head",
    [
        (f"{TITLE} | The Kolobara Courier", "MENU  SEARCH", TITLE, "4 May 2021"),
        ("The Kolobara Courier", "Who we are   What we do   Where we work", TITLE, "4 May 2021"),
        ("The Kolobara Courier", TITLE, "It was, they all agree, about the wheel.", "By Ann Lee"),
    ],
)  # fmt: skip
def test_a_headline_is_told_from_menus_mastheads_and_standfirsts(head: tuple[str, ...]) -> None:
    assert page(*head)["title"] == TITLE


def test_of_a_headline_printed_twice_the_second_is_the_article_s() -> None:
    text = f"Courier > Local\n{TITLE}\n{TITLE}\nBy Ann Lee\n{LEAD}{MORE}"
    evidence = fields(text, boilerplate(text), {})["title"].evidence

    assert evidence is not None
    assert evidence.start == text.rindex(TITLE)


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    text = f"{TITLE}\n{LEAD}\nBy evening each of them had gone home.\n{MORE}"

    assert LEAD.strip() not in [item.text(text) for item in boilerplate(text)]


def test_a_line_broken_off_goes_on_in_the_next() -> None:
    broken = LEAD.replace(" in a hall", " in a\nhall")
    text = f"The Kolobara Courier, 4 May 2021\n{TITLE}\nStory: Ann Lee\n{broken}{MORE}"
    found = values(text)

    assert (found["title"], found["author"]) == (TITLE, "Ann Lee")


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("written by Ann Lee", "Ann Lee"),
        ("ANN LEE, BO VARGA", "ANN LEE, BO VARGA"),
        ("Ann Lee, Political Correspondent", "Ann Lee"),
        ("Ann Lee Retail correspondent", "Ann Lee"),
        ("By Maarten van der Kolk", "Maarten van der Kolk"),
        ("Authors: Ann Lee; Bo Varga", "Ann Lee; Bo Varga"),
        ("From our special envoy Ann Lee", "Ann Lee"),
        ("By\nAnn Lee", "Ann Lee"),
        ("Courier Staff", "Courier Staff"),
    ],
)
def test_bylines_of_more_forms(line: str, author: str) -> None:
    assert page("The Kolobara Courier", TITLE, line, "4 May 2021")["author"] == author


@pytest.mark.parametrize(
    ("foot", "author"),
    [
        ("(Reporting by Ann Lee and Bo Varga; Editing by Cy Dahl)", "Ann Lee and Bo Varga"),
        ("(By Ann Lee and Bo Varga)", "Ann Lee and Bo Varga"),
        ("[A.L.]", "A.L."),
    ],
)
def test_signatures_below_an_article(foot: str, author: str) -> None:
    assert page("Kolobara Courier, 4 May 2021", TITLE, foot=foot)["author"] == author


@pytest.mark.parametrize(
    "line",
    [
        "Mill wheels must not be touched by anyone who is not a miller",
        "4 May 2021, 08:30 a.m.",
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert page("The Kolobara Courier", TITLE, line).get("author") is None


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (("REPUBLIC OF SORVA", "MINISTRY OF MILLS", "PRESS RELEASE", TITLE), "MINISTRY OF MILLS"),
        (("Museum of Mills [logo]", TITLE, "4 May 2021"), "Museum of Mills"),
        (("Kolobara Courier.example", TITLE, "By Ann Lee"), "Kolobara Courier"),
        ((TITLE, "Ann Lee — 4 May 2021"), None),
    ],
)
def test_outlets_of_more_forms(head: tuple[str, ...], outlet: str | None) -> None:
    assert page(*head).get("outlet") == outlet


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("20. 6. 2023 07.00", "2023-06-20"),
        ("10. Feb. 2021", "2021-02-10"),
        ("30.X.2019", "2019-10-30"),
        ("20200219", "2020-02-19"),
    ],
)
def test_dates_of_more_forms(words: str, value: str) -> None:
    assert [item.value for item in dates(words, 0, len(words))] == [value]


def test_a_long_number_is_no_date() -> None:
    assert not list(dates("News ID: 84210773", 0, 17))


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (("Courier", TITLE, "Abril 21 de 2021"), "2021-04-21"),
        (("Courier", TITLE, "Published on: May 6, 2021", "Halden, 4 May 2021"), "2021-05-06"),
    ],
)
def test_days_of_publication_of_more_forms(head: tuple[str, ...], published: str) -> None:
    assert page(*head)["published"] == published


def test_a_day_without_a_year_takes_the_year_of_the_imprint() -> None:
    assert page("Courier", TITLE, "10 December", foot="© 2020 Courier")["published"] == "2020-12-10"


def test_the_day_on_which_somebody_died_is_not_that_of_publication() -> None:
    foot = "Ines Varga, miller, died 17 June 2018\nAnn Lee | Kolobara Courier, 23 June 2018"

    assert page("Courier", TITLE, foot=foot)["published"] == "2018-06-23"


def place(lead: str, *head: str) -> str | None:
    """Return the place of the event of an article that opens like this."""
    return values("\n".join(["The Courier", TITLE, *head, lead + MORE])).get("event_place")


BARE = "The sale of the old mill was put off on Tuesday after four hours of talk in a cold hall.\n"


@pytest.mark.parametrize(
    ("lead", "town"),
    [
        (f"Halden. {BARE}\nIn Halden itself nobody was told of it.", "Halden"),
        ("SORVA, 4 May (BZT) — A note was handed to Bolivia's consul here on Tuesday.", "Sorva"),
        ("A woman was fined on Tuesday, Halvik Magistrates Court heard, for a wheel.", "Halvik"),
        ("The Leeds-based owner put off the sale in Halvik on Tuesday.", "Halvik"),
        ("A couple from Sorva stood on a car south of Halvik on Tuesday for an hour.", "Halvik"),
    ],
)  # fmt: skip
def test_places_of_more_forms(lead: str, town: str) -> None:
    assert place(lead) == town


def test_a_dateline_may_have_a_line_of_its_own() -> None:
    assert place(BARE, "By Ann Lee", "Halden, 4 May 2021") == "Halden"


def test_the_place_of_a_match_stands_before_its_crowd() -> None:
    assert place(BARE, "Halden, 640 spectators. Referee: B. Varga") == "Halden"


def test_a_headline_that_another_cuts_short_is_taken_whole() -> None:
    assert page("Companies", TITLE, f"{TITLE} until spring", "By Ann Lee")["title"] == (
        f"{TITLE} until spring"
    )


def test_a_shortened_weekday_is_no_place() -> None:
    found = page("The Kolobara Courier", TITLE, "Ann Lee", "Tue 4 May 2021 at 17:42")
    assert found["published"] == "2021-05-04"
    assert found["event_place"] == "Kolobara"


def test_the_desk_behind_a_name_is_no_part_of_it() -> None:
    assert page(TITLE, "By Ann Lee Courier staff", "4 May 2021")["author"] == "Ann Lee"


def test_a_mark_of_the_end_is_no_author() -> None:
    assert "author" not in page("KCN/National", TITLE, "4 May 2021", foot="\nKCN/ENDS\n")


@pytest.mark.parametrize(
    "sentence", ["On 3 May 2021 the mill stood still.", "The miller wrote on Facebook about it."]
)
def test_a_short_sentence_under_the_date_is_the_articles(sentence: str) -> None:
    text = f"{TITLE}\n4 May 2021\n{sentence}\n{LEAD}{MORE}"
    assert sentence not in {line.text(text) for line in boilerplate(text)}


def test_points_above_a_live_page_are_not_where_it_begins() -> None:
    points = ("Key points", "• The sale was put off at 5:42 p.m.", "• Nobody was hurt")
    assert page("Live", *points, TITLE, "By Ann Lee")["title"] == TITLE


def test_an_undated_page_takes_no_date_from_its_later_paragraphs() -> None:
    later = "\nThe mill was bought on 27 September 1920, and the wheel was turned by a brook.\n"
    found = page(TITLE, foot=f"{MORE}{later}{LEAD}")
    assert found["title"] == TITLE
    assert "event_date" not in found


@pytest.mark.parametrize(
    ("foot", "outlet"),
    [
        ("The Ledger has learned that the mill may be sold in May.", "Ledger"),
        ("The council’s clerk told the Estuary Times that he had slept badly.", "Estuary Times"),
    ],
)
def test_an_outlet_may_be_named_in_its_article_alone(foot: str, outlet: str) -> None:
    assert page("Home / Metro / Waterfront", TITLE, foot=foot)["outlet"] == outlet


@pytest.mark.parametrize(
    "line", ["KULTURË / ENGLISH /", "MADAGASCAR-MILLS (repeat)", "AD04 | HOME"]
)
def test_departments_slugs_and_codes_are_no_outlets(line: str) -> None:
    foot = "\nPublished on 27/08/2017 in Drini i Ri"

    assert page(line, TITLE, foot=foot)["outlet"] == "Drini i Ri"


def test_a_month_may_stand_inside_an_outlets_name() -> None:
    assert (
        page("Cabo Mar Digital", TITLE, "Ann Lee, 24 January 2023")["outlet"] == "Cabo Mar Digital"
    )
