import pytest

from annotator.extract.prose.people import about, described, is_person_noun
from annotator.extract.prose.segmentation import Stretch, words


def told_of(text, name):
    found = words(text, Stretch(0, len(text)))
    first = next(at for at, word in enumerate(found) if word.text == name.split()[0])
    return about(found, first, first + len(name.split()))


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("The harbour master, Lena Ovik, said no.", "master"),
        ("Lena Ovik, the watchman of the mill, said no.", "watchman"),
        ("Lena Ovik was a beekeeper for years.", "beekeeper"),
        ("Its chairwoman Lena Ovik said no.", "chairwoman"),
    ],
)
def test_what_stands_beside_a_name_tells_who_its_bearer_is(text, head):
    assert head in told_of(text, "Lena Ovik").heads


@pytest.mark.parametrize(
    "text", ["Lena Ovik, 43, said no.", "Lena Ovik (43) said no.", "The 43-year-old Lena Ovik ran."]
)
def test_an_age_beside_a_name_is_its_bearers(text):
    assert told_of(text, "Lena Ovik").age == "43"


def test_nothing_is_told_of_a_name_that_stands_alone():
    assert told_of("On Monday Lena Ovik said no.", "Lena Ovik").heads == frozenset()


@pytest.mark.parametrize(
    ("noun", "person"),
    [("watchman", True), ("beekeeper", True), ("minister", True), ("ministry", False)],
)
def test_a_noun_of_a_person_is_known_by_list_or_ending(noun, person):
    assert is_person_noun(noun) is person


def test_a_description_knows_its_gender_where_a_noun_says_so():
    text = "the chairwoman of the club"

    assert described(words(text, Stretch(0, len(text)))).gender == "female"
