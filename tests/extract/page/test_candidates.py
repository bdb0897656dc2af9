"""What a page offers for its fields, whatever the weights choose."""

from collections.abc import Sequence

import pytest

from annotator.extract.page.authors import author_candidates
from annotator.extract.page.boilerplate import boilerplate
from annotator.extract.page.choosing import Candidate
from annotator.extract.page.dateline_reading import read_dateline
from annotator.extract.page.event_dates import Setting, event_date_candidates
from annotator.extract.page.fields import fields
from annotator.extract.page.outlets import Around, outlet_candidates
from annotator.extract.page.page_words import is_furniture
from annotator.extract.page.title_clues import title_candidates
from annotator.extract.prose.segmentation import Stretch, paragraphs

PROSE = (
    "Sixty-two cows on their way down from the alp took a wrong turn on Saturday and walked "
    "through the outdoor pool, and eleven of them swam a length before they were led away."
)
TITLE = "Cow parade finds the outdoor pool at last"


def outlets(line: str, prose: str = PROSE) -> dict[str, frozenset[str]]:
    """Return who may publish a page of one line above its prose, with the clues."""
    text = f"{line}\n{prose}"
    lines = paragraphs(text)
    around = Around(lines[:-1], lines[-1].start, None, None, None)
    return {item.value: item.clues for item in outlet_candidates(text, around, lines[-1:])}


def authors(line: str) -> dict[str, frozenset[str]]:
    """Return who may have written it, with the clues."""
    text = f"{line}\n{PROSE}"
    lines = paragraphs(text)
    found = author_candidates(text, lines[:-1], lines[-1:], None, None)
    return {item.value: item.clues for item in found}


def days(prose: str, *, live: bool = False, title: str = "") -> Sequence[Candidate]:
    """Return when the event may have been, on a page of Wednesday, 6 May 2020."""
    text = f"{title}\n{prose}"
    heading = Stretch(0, len(title)) if title else None
    setting = Setting("2020-05-06", Stretch(0, 1), heading, None, live, [])
    return event_date_candidates(text, paragraphs(text)[-1:], setting)


def published(*head: str, prose: str = PROSE) -> str | None:
    text = "\n".join([*head, TITLE, prose])
    field = fields(text, boilerplate(text), {}).get("published")
    return field.value if field else None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("https://www.the-alpine-gazette.example/2020/05/06/cows", "the alpine gazette"),
        ("gazette.co.example", "gazette"),
        ("Get Alpine Morning on your phone", "Alpine Morning"),
        ("Alp 24", "Alp 24"),
        ("Ministry of Alps, Office of Cows", "Ministry of Alps, Office of Cows"),
        ("Share this Alpine Morning story: Mail | Post", "Alpine Morning"),
    ],
)
def test_an_outlet_stands_in_an_address_a_call_or_with_a_number(line: str, outlet: str) -> None:
    assert outlet in outlets(line)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("17.45 GMT", "GMT"),
        ("BY ANN LEE", "BY ANN LEE"),
        ("Our Civic Reporter | City", "Our Civic Reporter"),
        ("Ministry of Alps, Office of Cows", "Ministry of Alps"),
        ("Page 3", "Page 3"),
        ("2020-05-06 | Ann Lee and Tom Ash", "Ann Lee and Tom Ash"),
        ("– K. Ferron", "K. Ferron"),
        ("Share this story: Mail | Post", "Mail"),
    ],
)
def test_zones_bylines_parts_and_buttons_are_no_outlets(line: str, name: str) -> None:
    assert name not in outlets(f"Home\n{line}")


def test_whom_people_told_may_be_the_outlet_but_not_another_or_a_body() -> None:
    told = f"{PROSE} A farmer told De Waalkade so, then told Radio Alp and told Alp Council."
    assert "hearer" in outlets("Home", told)["De Waalkade"]
    assert not {"Radio Alp", "Alp Council"} & set(outlets("Home", told))


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("SUKAN / HOCKEY -ak7-", "ak7"),
        ("jk/ya/26.06.2024-1705 GMT", "jk/ya"),
        ("(dew/12) June 15, 2022", "dew/12"),
        ("– K.B.", "K.B."),
        ("(R. M. V.)", "R. M. V."),
        ("Live page by M.V., P.O.", "M.V., P.O."),
        ("From our Business desk", "Business desk"),
        ("Newsdesk · 3 March 2020", "Newsdesk"),
        ("Our Civic Reporter | 21 August 2018", "Our Civic Reporter"),
        ("By Alp Direct's reporters in the province", "Alp Direct's reporters in the province"),
        ("(Reporting by Alp desk; Editing by R.K.)", "Alp desk"),
        ("Redaction, Monday 11 April 2022", "Redaction"),
        ("Ann Moetaua is the Weekly’s correspondent on the alp", "Ann Moetaua"),
    ],
)
def test_codes_desks_and_reporters_may_be_authors(line: str, author: str) -> None:
    assert author in authors(line)


def test_no_zone_and_no_mark_of_the_end_is_a_code() -> None:
    assert "GMT" not in authors("1705 GMT")
    assert authors(f"{PROSE} -END-") == {}


def test_who_drew_is_told_from_who_wrote() -> None:
    assert "picture cue" in authors("Awa Sanon, with drawings by K. Barry")["K. Barry"]


@pytest.mark.parametrize("line", ["(N.H.)", "– K.B.", "(mk) 16. lipnja 2023.", "By M.V., P.O."])
def test_codes_with_stops_are_no_sentences(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    ("head", "prose", "day"),
    [
        ("alp.example/science/2023/05/cows", PROSE, "2023-05"),
        ("Heritage | 5-11 December 2019 | Issue 14", PROSE, "2019-12-05"),
        ("Alp News | 2021. május 4.", PROSE, "2021-05-04"),
        ("Alp News", f"Gilgit, the 6th October 2022: {PROSE}", "2022-10-06"),
        ("Alp News", f"SALVADOR, July 4 (AS) – In June 2022, {PROSE}", "2022-07-04"),
    ],
)
def test_addresses_ranges_and_other_languages_tell_the_day(head: str, prose: str, day: str) -> None:
    assert published(head, prose=prose) == day


def test_a_dateline_may_number_its_day() -> None:
    text = f"Gilgit, the 6th October 2022: {PROSE}"
    read = read_dateline(text, Stretch(0, len(text)))
    assert read is not None
    assert read.line.text(text) == "Gilgit, the 6th October 2022"


@pytest.mark.parametrize(
    ("prose", "value"),
    [
        ("The pool will close from Saturday.", "2020-05-09?"),
        ("The pool closed on Saturday.", "2020-05-02?"),
        ("“It will close,” the mayor said on Saturday.", "2020-05-02?"),
    ],
)
def test_a_weekday_behind_will_is_to_come(prose: str, value: str) -> None:
    assert [item.value for item in days(prose)] == [value]


def test_a_live_page_may_be_of_its_day_and_a_headline_may_tell_one() -> None:
    assert [item.clues for item in days(PROSE, live=True)][-1] == {"published live"}
    assert "published live" not in frozenset().union(*(item.clues for item in days(PROSE)))
    titled = [
        item for item in days(PROSE, title="Council to vote on 11 May") if "title" in item.clues
    ]
    assert [item.value for item in titled] == ["2020-05-11?"]


def test_days_told_in_passing_and_before_others_are_marked() -> None:
    [had] = days("The pool had been closed on Saturday.")
    [aside] = days("The pool, which closed on Saturday, is blue.")
    assert ("had" in had.clues, "aside" in aside.clues) == (True, True)


@pytest.mark.parametrize(
    ("line", "clue"),
    [
        ("Cows are wet. The question is who dries them", "sentences"),
        ("Alp app – scores as they happen", "advert"),
        ("uns-alp-cows 0412 3rdlead", "slug"),
    ],
)
def test_standfirsts_adverts_and_slugs_are_marked(line: str, clue: str) -> None:
    text = f"{line}\n{PROSE}"
    [item] = [it for it in title_candidates(text, paragraphs(text), 1) if it.value == line]
    assert clue in item.clues


@pytest.mark.parametrize("end", ["in western U.P.", "at 2 p.m."])
def test_a_headline_may_end_in_letters_with_stops(end: str) -> None:
    title = f"Sixty cows find the outdoor pool {end}"
    text = f"{title}\nLUCKNOW, Feb 11 (UNS) -- {PROSE}"
    assert fields(text, boilerplate(text), {})["title"].value == title
