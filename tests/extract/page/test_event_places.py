"""Where the main event was, by datelines and by the names of an opening."""

import pytest

from annotator.extract.page.boilerplate import boilerplate
from annotator.extract.page.fields import Page, fields
from annotator.extract.page.page_words import places

_HEAD = "Bridge reopens after a winter\n"
_END = "\n\nThe mayor, Ines Varga, said the work had cost two million. Lorries wait until May.\n"


def place(opening: str) -> str | None:
    """Return the place of the event of an article that opens like this."""
    text = _HEAD + opening + _END
    found = fields(text, boilerplate(text), {}).get("event_place")
    return found.value if found else None


@pytest.mark.parametrize(
    "opening",
    [
        "TALLINN, 4 May (BZT) — The old bridge in Halvik opened on Monday after a winter of work.",
        "TALLINN, 4 May (BZT) — Lorries crossed near the Halvik bridge on Monday, the first ones.",
        "TALLINN, 4 May (BZT) — On Monday the residents of Halvik walked over their new bridge.",
        "TALLINN, 5 May 2020 (BZT) — A fair was held in the Sorva quarter of Halvik on Monday.",
    ],
)
def test_a_local_place_goes_before_the_capital_that_a_story_was_sent_from(opening: str) -> None:
    assert place(opening) == "Halvik"


@pytest.mark.parametrize(
    "opening",
    [
        "TALLINN, 4 May (BZT) — Ministers met in Estonia on Monday and opened the bridge.",
        "TALLINN, 4 May (BZT) — The budget, seen in Paris as bold, passed on Monday.",
        "TALLINN, 4 May (BZT) — The papers were signed in Freedom Hall on Monday by all.",
        "TALLINN, 4 May (BZT) — “We shall meet in Halvik,” the minister said on Monday.",
    ],
)
def test_a_country_a_city_a_building_or_quoted_words_do_not_move_it(opening: str) -> None:
    assert place(opening) == "Tallinn"


def test_the_dateline_of_a_town_stays_where_another_is_only_named() -> None:
    opening = "SORVA, 4 May (BZT) — The old road from Halvik opened on Monday after a winter."

    assert place(opening) == "Sorva"


def test_a_court_stands_for_its_town() -> None:
    opening = "Two brothers sat in Halvik Circuit Court on Monday, four feet apart, for the bridge."

    assert place(opening) == "Halvik"


def test_a_street_is_no_town() -> None:
    opening = "A lorry stopped in Mill Street on Monday. It had come to Halvik in the morning."

    assert place(opening) == "Halvik"


@pytest.mark.parametrize(
    "opening",
    [
        "PATNA, 4 May (BZT) — Lorries crossed the new bridge in Halvik on Monday, the first ones.",
        "A bus stood for an hour five kilometres from Halvik on Monday, and nobody came for it.",
        "Smoke lay over the orchards round Halvik on Monday, and the fire brigade stayed away.",
    ],
)
def test_the_town_near_the_date_goes_before_the_seat_of_its_region(opening: str) -> None:
    assert place(opening) == "Halvik"


@pytest.mark.parametrize(
    "opening",
    [
        "A fair was held in Halvik on Ascension Day, with the band from Sorva at its head.",
        "The FBU, at odds with the council in Halvik since May, opened the bridge on Monday.",
    ],
)
def test_a_feast_or_an_abbreviation_is_no_town(opening: str) -> None:
    assert place(opening) == "Halvik"


@pytest.mark.parametrize(
    "opening",
    [
        "A litre now costs four euros, since a shopper in Osaka will pay it, and it may cost five.",
        "Nurses from Penzance to Lerwick have turned the offer down, their union said on Monday.",
    ],
)
def test_a_place_named_in_passing_is_not_the_events(opening: str) -> None:
    assert place(opening) is None


def test_a_life_ends_where_a_line_above_it_says() -> None:
    head = (
        "The man who kept the clocks\nBorn Sorva 1938, died Halvik 23 November 2020\n"
        "27 November 2020\n"
    )
    text = f"{head}Three clocks stood still in that week, which was an accident, they say.{_END}"

    found = fields(text, boilerplate(text), {})

    assert found["event_place"].value == "Halvik"
    assert found["event_date"].value == "2020-11-23"


def test_an_outlet_that_opens_a_story_is_no_place() -> None:
    story = (
        "15 January. BIZNEWS. Cases have passed six thousand, the BIZNEWS correspondent reports."
    )
    text = f"{_HEAD}{story}\n\nA briefing was held in Halvik on Monday.{_END}Link to BIZNEWS."
    page = Page(text, boilerplate(text))

    assert page.place is not None
    assert page.place.text(text) == "BIZNEWS"
    assert [it.value for it in page.event_places(None, "BIZNEWS")] == ["Halvik"]


@pytest.mark.parametrize("before", ["the old", "downtown", "the"])
def test_a_word_may_stand_before_a_town(before: str) -> None:
    opening = f"The bridge in {before} Halvik district was opened on Monday by the band."

    assert place(opening) == "Halvik"


def test_no_name_is_both_a_town_and_a_region() -> None:
    known = places()

    assert not known.regions & (known.capitals | known.cities)
    assert all(name == name.lower() for name in (*known.capitals, *known.cities, *known.regions))
