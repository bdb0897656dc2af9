from collections import Counter
from pathlib import Path

import pytest

from annotator.domain.claim_link import LinkKind, Said
from annotator.extract.relating.comparing import copied, relate
from annotator.extract.relating.marking import Sameness, marks
from annotator.extract.relating.tokens import stem, tokens_of

PAIRS = Path(__file__).with_name("pairs.txt")
OVIK, BRANDT = 1, 2
OTHERWISE = {
    "the next day": ({}, {"published": "2021-06-02"}),
    "the same day": ({}, {"published": "2021-06-01"}),
    "another speaker": ({}, {"speaker": BRANDT}),
    "nobody named": ({"speaker": None}, {}),
    "denied by the cue": ({"cue": "said"}, {"cue": "denied that"}),
    "tagged a denial": ({"tags": ("assertion",)}, {"tags": ("denial",)}),
}


def read_pairs():
    for block in PAIRS.read_text(encoding="utf-8").strip().split("\n\n")[1:]:
        first, earlier, later = block.splitlines()
        kind, *conditions = first.split(", ")
        here = {"outlet": "Harbour Gazette", "published": "2021-06-01", "speaker": OVIK}
        there = {"outlet": "Coast Courier", "published": "2021-06-20", "speaker": OVIK}
        for condition in conditions:
            mine, theirs = OTHERWISE[condition]
            here, there = here | mine, there | theirs
        yield kind, Said(1, 1, earlier.strip(), **here), Said(2, 2, later.strip(), **there)


def said(words, number=1, **rest):
    return Said(number, number, words, **({"speaker": OVIK} | rest))


@pytest.mark.parametrize(("kind", "earlier", "later"), [*read_pairs()])
def test_two_claims_are_related_as_a_person_would_relate_them(kind, earlier, later):
    found = relate(later, earlier)

    assert (str(found.kind) if found else "nothing") == kind
    if found:
        assert (found.from_claim, found.to_claim) == (later.id, earlier.id)
        assert 0 < found.score <= 1
        assert all(found.reasons)
    back = relate(earlier, later)
    assert (back and back.kind) == (found and found.kind)
    if found and earlier.published != later.published:
        assert back[:2] == found[:2]


def test_there_are_pairs_enough_of_each_kind_and_near_misses():
    counts = Counter(kind for kind, _earlier, _later in read_pairs())

    assert sum(counts.values()) >= 40
    assert counts["nothing"] >= 12
    assert all(counts[str(kind)] >= 4 for kind in LinkKind)


def test_the_reasons_name_the_words_the_days_and_the_speaker():
    earlier = said("The northern ferry will run in winter", 1, published="2021-06-01")
    later = said("The northern ferry will not run in winter", 2, published="2021-06-20")

    found = relate(later, earlier)

    assert found.reasons[0] == "“run” is denied here only"
    assert found.reasons[1].startswith("both say “ferry”, “northern”, “run”")
    assert found.reasons[2] == "the same speaker, 19 days apart"


def test_the_reasons_of_an_update_tell_both_numbers():
    earlier = said("The lock repair will cost €4 million", 1, published="2021-06-01")
    later = said("The lock repair will cost €6.5 million", 2, published="2021-06-02")

    found = relate(later, earlier)

    assert found.kind is LinkKind.UPDATES
    assert (found.from_claim, found.to_claim) == (2, 1)
    assert found.reasons[0] == "€6.5 million here, €4 million there"
    assert relate(earlier, later).reasons[0] == "€4 million here, €6.5 million there"
    assert found.reasons[-1] == "the same speaker, 1 day apart"


def test_a_run_of_words_is_carried_on_into_the_text_around_the_claims():
    one = said(
        "two piers will close", before="The port authority told us that", after="in the autumn."
    )
    other = said(
        "two piers will close", 2, before="the authority told us that", after="in the spring."
    )

    assert copied(one, other) == (4, 10)
    assert copied(one, said("nothing alike", 3)) == (0, 0)


def test_what_another_outlet_copied_is_told_with_both_outlets():
    words = "We have asked the ministry for a dredger and have had no answer since the spring"
    one, other = said(words, 1, outlet="Gazette"), said(words, 2, outlet="Courier")

    found = relate(one, other)

    assert found.kind is LinkKind.SAME
    assert found.reasons[0] == "16 words in a row are the same in Gazette and Courier"


def test_two_of_one_document_are_no_copy_of_each_other():
    words = "The harbour will be dredged by a second ship from the north in the summer"
    one, other = said(words)._replace(document_id=9), said(words, 2)._replace(document_id=9)

    assert relate(one, other).kind is LinkKind.REPEATS


def test_rare_words_weigh_more_than_common_ones():
    one = said("The port authority said nothing of the zeppelin")
    other = said("The port authority mentioned a zeppelin", 2)
    rare = {"zeppelin": 9.0}

    assert relate(one, other) is None or relate(one, other).kind is not LinkKind.REPEATS
    assert relate(one, other, lambda word: rare.get(word, 0.1)) is not None


def test_claims_without_words_are_related_to_nothing():
    assert relate(said("…"), said("…", 2)) is None
    assert relate(said("It is so"), said("It is so", 2)) is None


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ("closed closes closing close", "clos"),
        ("fares fare", "far"),
        ("rose rises rising risen", "ris"),
        ("stopped stops stopping", "stop"),
        ("cities city", "city"),
        ("passed passes", "pass"),
    ],
)
def test_forms_of_one_word_have_one_stem(words, one):
    assert {stem(word) for word in words.split()} == {one}


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("We will not close the pier", {"close", "pier"}),
        ("We won’t close the pier", {"close", "pier"}),
        ("Not the pier, the road is closed", {"pier"}),
        ("Not only the pier is closed", set()),
        ("He denied that the pier was closed", {"pier", "closed"}),
        ("He did not deny that the pier was closed", {"deny"}),
        ("She refused to sign", {"sign"}),
        ("The refused ship sailed", set()),
    ],
)
def test_what_is_denied_reaches_as_far_as_the_clause(text, denied):
    assert {token.word for token in tokens_of(text) if token.denied and token.stem} == denied


def test_marks_part_the_words_that_are_shared_from_those_that_differ():
    one, other = "The bridge opens in May", "The bridge will not open in June"

    here, there = marks(one, other)

    assert [(one[mark.start : mark.end], mark.what) for mark in here] == [
        ("bridge", Sameness.SHARED),
        ("opens", Sameness.SHARED),
        ("May", Sameness.DIFFERS),
    ]
    assert [(other[m.start : m.end]) for m in there if m.what is Sameness.DIFFERS] == [
        "not",
        "June",
    ]


def test_numbers_are_marked_by_their_value_not_by_their_form():
    here, there = marks("5,000 tonnes and 3 ships", "5000 tonnes and four ships")

    assert [mark.what for mark in here] == ["shared", "shared", "differs", "shared"]
    assert [mark.what for mark in there] == ["shared", "shared", "differs", "shared"]
