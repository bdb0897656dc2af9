"""How names stand as places, towns of the world, and lines around an article that name a place."""

import pytest

from annotator.extract.page.boilerplate import boilerplate
from annotator.extract.page.fields import fields
from annotator.extract.page.place_clues import at_home, home, is_no_town, is_smaller
from annotator.extract.page.place_lines import places_beside
from annotator.extract.page.place_names import names_of_line
from annotator.extract.page.place_standing import FIRM, Lead, standing
from annotator.extract.page.towns import land_of, town
from annotator.extract.prose.segmentation import Stretch


def lead(text: str, name: str = "Halvik") -> Lead:
    """Return how a name stands in a line."""
    line = Stretch(0, len(text))
    return next(standing(text, line, it) for it in names_of_line(text, line) if it.name == name)


@pytest.mark.parametrize(
    "text",
    [
        "It was held in the small town of Halvik.",
        "A tent stands above Halvik.",
        "It stopped nine miles from Halvik.",
        "The residents of Halvik stayed.",
        "He stood in Halvik District Court.",
        "He stood before Halvik Council.",
    ],
)
def test_a_name_is_firmly_placed_by_what_leads_to_it_or_as_a_seat(text: str) -> None:
    assert lead(text).firm == FIRM


@pytest.mark.parametrize(
    "text",
    [
        "Halvik said no.",
        "They drove from Halvik to Sorva.",
        "A farmer from Halvik said no.",
        "“We meet in Halvik,” he said.",
        "It was made at the shop of Halvik, 77, in May.",
    ],
)
def test_who_acts_an_end_of_a_way_an_origin_and_quoted_words_place_nothing(text: str) -> None:
    assert lead(text).firm == 0


@pytest.mark.parametrize(
    ("text", "clue"),
    [
        ("It began in Halvik, a village of forty people.", "defined"),
        ("It closed in Halvik and Sorva.", "list"),
        ("The beach at Halvik was shut.", "definite"),
        ("A dealer in Halvik paid.", "indefinite"),
        ("A dealer in Halvik paid.", "person in"),
        ("They came through the Halvik.", "behind the"),
        ("She is Queen of Halvik.", "titled of"),
    ],
)
def test_the_words_around_a_name_give_clues(text: str, clue: str) -> None:
    assert clue in lead(text).clues


def test_a_towns_own_office_is_no_title() -> None:
    assert lead("She is Mayor of Halvik.").clues == []


def test_the_noun_before_a_name_is_told_unless_it_is_a_persons() -> None:
    assert lead("The beach at Halvik was shut.").noun == "beach"
    assert lead("A dealer in Halvik paid.").noun == ""


def test_a_town_is_known_without_accents_with_its_countries() -> None:
    assert town("Poznań") == town("poznan")
    known = town("Poznań")
    assert known is not None
    assert known.lands == {"PL"}
    assert town("Poz") is None
    assert town("Halvik") is None


def test_a_town_is_smaller_than_a_capital_and_nothing_than_what_is_not_known() -> None:
    assert is_smaller("Gniezno", "capital")
    assert not is_smaller("Warsaw", "capital")
    assert not is_smaller("Gniezno", "none")


def test_an_article_is_at_home_where_most_of_its_towns_and_nations_are() -> None:
    assert land_of("polish") == "PL"
    assert home([("Gniezno", 1), ("Osaka", 1)], [("polish", 2), ("bench", 3)]) == "PL"
    assert home([("Halvik", 1)], []) is None
    assert list(at_home("Osaka", "PL")) == ["abroad"]
    assert list(at_home("Gniezno", "PL")) == ["at home"]
    assert list(at_home("Halvik", "PL")) == []


@pytest.mark.parametrize("key", ["poland", "parliament", "published"])
def test_a_country_a_body_and_a_label_are_no_towns(key: str) -> None:
    assert is_no_town(key)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Ann Lee in Halvik", "Halvik"),
        ("Halvik, 640 spectators", "Halvik"),
        ("Photo: a train near Halvik.", "Halvik"),
        ("Halvik | 4 May 2021", "Halvik"),
        ("Ann Lee in November", None),
        ("BZT | 4 May 2021", None),
    ],
)
def test_a_line_beside_an_article_may_name_its_place(line: str, place: str | None) -> None:
    found = [where.text(line) for where, _ in places_beside(line, Stretch(0, len(line)))]

    assert found == ([place] if place else [])


def test_a_place_told_far_below_is_found() -> None:
    text = (
        "Digger vanishes off the beach\nThe Firth Mail\n4 May 2021\n\n"
        "Where the digger is now, nobody on the committee would care to guess on Monday.\n\n"
        "It had been hired for a storm drain and was parked above the tide line.\n\n"
        "Its owner has sent a bill. The solicitor read a letter to the members.\n\n"
        "The beach at Halvik is a mile and a half long and has a bench and a sign.\n"
    )

    assert fields(text, boilerplate(text), {})["event_place"].value == "Halvik"
