from uuid import uuid4

import pytest

from annotator.domain.speaker import Role, Speaker, SpeakerBody
from annotator.extract.naming.bearing import bearers


def role(title, at=None, since=None, until=None):
    return Role(title=title, affiliation=at, since=since, until=until)


def speaker(number, name, *roles, aliases=()):
    body = SpeakerBody(name=name, roles=roles, aliases=aliases)
    return Speaker(id=number, uid=uuid4(), body=body)


SPEAKERS = (
    speaker(
        1,
        "Jeyhun Bayramov",
        role("Foreign Minister", "Azerbaijan", "2020-07-16"),
        role("Minister of Education", "Azerbaijan", "2018-04", "2020-07"),
    ),
    speaker(
        2,
        "Elmar Mammadyarov",
        role("Minister of Foreign Affairs", "Azerbaijan", "2004-04", "2020-07-16"),
    ),
    speaker(3, "Ilham Aliyev", role("President", "Azerbaijan", "2003-10")),
    speaker(4, "Mehriban Aliyeva", role("First Vice President", "Azerbaijan", "2017")),
    speaker(
        5,
        "Mevlut Cavusoglu",
        role("Foreign Minister", "Turkey", "2015", "2023"),
        aliases=("the man from Alanya",),
    ),
    speaker(6, "Hikmet Hajiyev", role("Assistant to the President", "Azerbaijan")),
    speaker(7, "Lena Ovik", role("Harbour master")),
    speaker(8, "Lea Abdullayeva", role("Spokeswoman for the Foreign Ministry", "Azerbaijan")),
)


@pytest.mark.parametrize(
    ("words", "when", "meant"),
    [
        ("the Azerbaijani foreign minister", "2021-06-15", ["Jeyhun Bayramov"]),
        ("Azerbaijan's foreign minister", "2019", ["Elmar Mammadyarov"]),
        ("the Turkish top diplomat", "2021", ["Mevlut Cavusoglu"]),
        ("the top diplomat", "2022", ["Jeyhun Bayramov", "Mevlut Cavusoglu"]),
        ("the minister", "2019", ["Jeyhun Bayramov", "Elmar Mammadyarov", "Mevlut Cavusoglu"]),
        ("the head of state", "2021", ["Ilham Aliyev"]),
        ("the president", "2021", ["Ilham Aliyev"]),
        ("the vice president", "2021", ["Mehriban Aliyeva"]),
        ("the assistant to the president", None, ["Hikmet Hajiyev"]),
        ("the ministry's spokeswoman", "2021", ["Lea Abdullayeva"]),
        ("the harbour master", "1999", ["Lena Ovik"]),
        ("Foreign Minister Bayramov", "2021", ["Jeyhun Bayramov"]),
        ("Foreign Minister Bayramov", "2019", []),
        ("the man from Alanya", "1950", ["Mevlut Cavusoglu"]),
        ("lena ovik", None, ["Lena Ovik"]),
        ("the president", "2001", []),
        ("the queen", "2021", []),
        ("the", "2021", []),
        ("", None, []),
    ],
)
def test_words_and_a_date_mean_those_whose_name_or_role_fits_then(words, when, meant):
    found = [item.speaker.name for item in bearers(SPEAKERS, words, when)]

    assert sorted(found) == sorted(meant)


def test_each_is_told_with_the_reason_and_the_surest_first():
    known, vague = SPEAKERS[2], speaker(9, "Old Hand", role("President"))

    sure, unsure = bearers([vague, known], "the president", "2021")

    assert (sure.speaker, sure.reason) == (known, "President, Azerbaijan, since 2003-10")
    assert unsure.reason == "President, no dates known"
    assert sure.likeness > unsure.likeness
    ended = bearers(SPEAKERS, "the Azerbaijani foreign minister", "2010")
    assert ended[0].reason.endswith("Azerbaijan, 2004-04 to 2020-07-16")
    assert ended[0].role == SPEAKERS[1].body.roles[0]
    (also,) = bearers(SPEAKERS, "the man from Alanya")
    assert also.reason == "also called “the man from Alanya”"
