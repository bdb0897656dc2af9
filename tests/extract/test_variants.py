import pytest

from annotator.extract.naming.variants import alike, sounds, variants

KNOWN = (
    "Volodymyr Zelensky",
    "Ilham Aliyev",
    "Natig Aliyev",
    "Jeyhun Bayramov",
    "Muhammad Khan",
    "Recep Tayyip Erdogan",
    "Ministry of Foreign Affairs",
    "Türkiye",
)


@pytest.mark.parametrize(
    ("name", "meant", "reason"),
    [
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky", "other spelling"),
        ("Zelenskiy", "Volodymyr Zelensky", "shorter form"),
        ("İlham Əliyev", "Ilham Aliyev", "other spelling"),
        ("Ceyhun Bayramov", "Jeyhun Bayramov", "other spelling"),
        ("Mohammed Khan", "Muhammad Khan", "other spelling"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", "other spelling"),
        ("Erdoğan", "Recep Tayyip Erdogan", "shorter form"),
        ("J. Bayramov", "Jeyhun Bayramov", "initials"),
        ("MFA", "Ministry of Foreign Affairs", "abbreviation"),
        ("Turkiye", "Türkiye", "other spelling"),
    ],
)
def test_a_name_in_another_form_is_a_candidate_with_its_reason(name, meant, reason):
    best = variants(name, KNOWN)[0]

    assert (best.name, best.reason) == (meant, reason)
    assert 0.0 < best.likeness < 1.0


def test_a_surname_that_two_bear_has_both_for_candidates():
    assert {item.name for item in variants("Aliyev", KNOWN)} == {"Ilham Aliyev", "Natig Aliyev"}


@pytest.mark.parametrize("name", ["Paul Aliyev", "Anna Lee", "Khan Muhammad", "", "..."])
def test_another_person_is_no_candidate(name):
    assert variants(name, KNOWN) == []


def test_the_same_name_is_no_candidate_of_itself():
    assert variants("ilham  ALIYEV", ("Ilham Aliyev",)) == []


def test_the_likeliest_comes_first_and_five_are_enough():
    known = [f"Lee {letter}. Ovik" for letter in "ABCDEFGH"]
    found = variants("Lee Ovik", ["Li Ovik", *known])

    assert found[0].name == "Li Ovik"
    assert len(found) == 5


def test_short_single_names_need_the_very_same_sounds():
    assert variants("Ann", ("Anne", "Anna")) == []
    assert [item.name for item in variants("Kim", ("Qim", "Tim"))] == ["Qim"]


def test_sounds_are_the_same_however_a_name_is_romanised():
    assert sounds("Gasymzadeh") == sounds("Gasimzade")
    assert sounds("Xolmatova") == sounds("Kholmatova")
    assert alike("Karim", "Kareem") == 1.0
    assert alike("Bayramov", "Fidan") < 0.5
