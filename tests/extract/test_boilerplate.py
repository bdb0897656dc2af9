import pytest

from annotator.extract.page.boilerplate import boilerplate

BODY = (
    "The fuel dock in the town will be closed at the new year.\n"
    "“We have no money,” the harbour master said.\n"
    "The town has not been told of it."
)


def marked(text):
    return [item.text(text) for item in boilerplate(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Home / Business / The dock will close at the new year",
        "Home > News > Local",
        "By Our Correspondent",
        "Published: Fri 23 Aug 2024, 07:14 | Updated: Fri 23 Aug 2024, 11:02",
        "12 March 2024",
        "Photo: the dock in winter",
    ],
)
def test_what_stands_above_an_article(line):
    assert marked(f"{line}\nThe dock of the town will close at the new year\n{BODY}") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Share this article",
        "Leave a review",
        "Subscribe to our newsletter",
        "About Ingrid Holm",
        "READ MORE: “This is not the end”, says nurse",
        "© 2024 Kystposten",
        "(FD/mtk)",
    ],
)
def test_what_stands_below_an_article(line):
    assert marked(f"{BODY}\n{line}") == [line]


def test_a_headline_printed_twice_is_marked_once():
    title = "The dock of the town will close at the new year"
    assert marked(f"{title}\n{title}\n{BODY}") == [title]


def test_a_caption_between_paragraphs():
    assert marked(f"A dock is shut\n{BODY}\nThe dock, seen from the sea\n{BODY}") == [
        "The dock, seen from the sea"
    ]


def test_an_author_code_is_cut_off_and_the_rest_is_other_stories():
    text = f"{BODY} -02B-\nPolitics\n-\nThe minister said that prices rose again.\nLeave a review"
    assert marked(text) == [
        "-02B-",
        "Politics",
        "-",
        "The minister said that prices rose again.",
        "Leave a review",
    ]


def test_a_plain_article_has_none():
    assert marked(BODY) == []


def test_boilerplate_gives_no_claims(told):
    text = f"{BODY} -02B-\nPolitics\nThe minister said that prices rose again."
    assert [item.cue for item in told(text)] == ["said"]


def test_what_follows_the_last_paragraph_is_no_article():
    tail = [
        "Editor's note: The mill is not for sale.",
        "“We shall see”, says miller",
        "TAGS: mills",
    ]
    assert marked("\n".join(["A mill is sold", BODY, *tail])) == tail


def test_the_times_of_a_live_page_are_marked_and_its_entries_are_not():
    entries = [f"{hour}:15 {BODY.splitlines()[0]}" for hour in (12, 13, 14, 15)]
    assert marked("\n".join(["The dock closes today, live", *entries])) == [
        "12:15", "13:15", "14:15", "15:15",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "¹ Annals of Docks 14(2), pp. 55–71. Open access.",
        "[1] Preprint, not yet reviewed. [2] See issue no. 71.",
        "(This version corrects the spelling of the dock in paragraph 2.)",
    ],
)
def test_notes_below_an_article(line):
    assert marked(f"{BODY}\n{line}") == [line]


def test_a_post_with_a_pictogram_in_its_middle_is_no_caption():
    post = "She posted: THE DOCK STAYS 🏉 DINNER IS AT SIX NO FIGHTING"
    assert marked(f"A dock is shut\n{BODY}\n{post}\n{BODY}") == []


def test_a_path_is_marked_with_the_headline_at_its_end():
    path = "Home » Business » The dock of the town will close at the new year"
    assert marked(f"{path}\n{BODY}") == [path]
