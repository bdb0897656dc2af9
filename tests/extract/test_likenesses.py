from cProfile import Profile
from uuid import uuid4

import pytest

from annotator.domain.errors import CancelledError
from annotator.domain.speaker import Speaker, SpeakerBody, SpeakerKind, likely_kind
from annotator.extract.naming.likenesses import likenesses
from annotator.runtime.progress import Cancel, Silent


def speakers(*names, **parts):
    return [
        Speaker(id=at, uid=uuid4(), body=SpeakerBody(name=name, kind=likely_kind(name), **parts))
        for at, name in enumerate(names)
    ]


def told(*names, **parts):
    return {
        frozenset({pair.one.name, pair.other.name}): pair.reasons
        for pair in likenesses(speakers(*names, **parts))
    }


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("İlham Əliyev", "Ilham Aliyev", "transliteration"),
        ("Ceyhun Bayramov", "Jeyhun Bayramov", "transliteration"),
        ("Türkiye", "Turkiye", "transliteration"),
        ("Ministry of Defence", "Ministry of Defense", "similar spelling"),
        ("J. Bayramov", "Jeyhun Bayramov", "initials"),
        ("Foreign Minister Bayramov", "Jeyhun Bayramov", "title and surname"),
        ("President Zelenskiy", "Volodymyr Zelensky", "title and surname"),
        ("Mr Erdogan", "Recep Tayyip Erdoğan", "shorter form"),
        ("Tayyip Erdogan", "Recep Tayyip Erdogan", "shorter form"),
        ("MFA", "Ministry of Foreign Affairs", "acronym"),
        ("W.H.O.", "World Health Organization", "acronym"),
    ],
)
def test_two_that_may_be_one_are_found_with_the_reason(one, other, reason):
    assert told(one, "Somebody Else", other) == {frozenset({one, other}): (reason,)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Natig Aliyev", "Ilham Aliyev"),
        ("Bayramov", "Bayramov Foundation"),
        ("Ministry of Defence", "Ministry of Justice"),
        ("A. Smith", "B. Smith"),
    ],
)
def test_two_that_are_two_are_no_pair(one, other):
    assert told(one, other) == {}


def test_the_same_external_id_makes_a_pair_whatever_the_names():
    pairs = likenesses(speakers("The port", "Harbour office", external_id="Q7"))

    assert [(pair.reasons, pair.likeness) for pair in pairs] == [(("same external id",), 0.99)]


def test_an_alias_counts_as_a_name():
    one, other = speakers("Lena Ovik", "The harbour master")
    other = other.amended(body=other.body.amended(aliases=("Lena Owik",)))

    assert [pair.reasons for pair in likenesses([one, other])] == [("transliteration",)]


def test_a_surname_that_many_bear_tells_nothing():
    bearers = [f"{given} Aliyev" for given in ("Ilham", "Natig", "Vagif", "Samir", "Rauf")]

    assert told("Aliyev", *bearers) == {}
    assert len(told("Aliyev", *bearers[:3])) == 3


def test_spellings_of_one_name_are_one_bearer():
    spellings = ("Jeyhun Bayramov", "Ceyhun Bayramov", "J. Bayramov", "Jeihun Bayramov")

    assert frozenset({"Bayramov", "Jeyhun Bayramov"}) in told(
        "Bayramov", *spellings, "Jeyhun Bairamov"
    )


def test_a_person_and_a_body_of_one_name_are_no_pair():
    one, other = speakers("Anna Lindqvaag", "Anna Lindqvag")
    body = other.body.amended(kind=SpeakerKind.ORGANISATION)

    assert likenesses([one, other.amended(body=body)]) == []


def test_comparing_stops_when_asked_to():
    cancel = Cancel()
    cancel.ask()

    with pytest.raises(CancelledError):
        likenesses(speakers("Lena Ovik", "Lena Owik"), Silent(cancel))


def word(number):
    """Return a made up name, another one for each number."""
    letters = "bdfgklmnprstvz"
    return "".join(f"{letters[number // 14**at % 14]}a" for at in range(4)).capitalize()


def test_the_work_grows_with_the_registry_and_not_with_its_square():
    def calls(count):
        some = speakers(*(f"{word(at // 5)} {word(at)}ov" for at in range(count)))
        profile = Profile()
        profile.runcall(likenesses, some)
        return sum(entry.callcount for entry in profile.getstats())

    assert calls(4000) < 12 * calls(500)  # eight times the speakers; 64 times were the square
