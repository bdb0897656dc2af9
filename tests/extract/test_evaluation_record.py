"""Figures of speakers, chains, fields and boilerplate, worked by hand."""

import pytest

from annotator.extract.evaluation.evaluating import evaluate, table
from annotator.extract.evaluation.records import Overlap, Share, normal

TEXT = "One said aaaa. Two said bbbb. Three said cccc. Read more here"
SPEAKERS = [{"name": "Lena Ovik", "aliases": ["L. Ovik"]}, {"name": "Port Authority"}]


def said(word, speaker, *via):
    start = TEXT.index(word)
    return {"content": [[start, start + 4]], "speaker": speaker, "via": list(via)}


GOLD = {
    "id": "a",
    "text": TEXT,
    "speakers": SPEAKERS,
    "fields": {"title": "Piers “shut”", "published": "2024-05-12?", "author": None},
    "boilerplate": [[47, 61]],  # "Read more here": 12 characters that are no blanks
    "attributions": [
        said("aaaa", "Lena Ovik"),
        said("bbbb", "Port Authority", "Radio Delta", "Harbour Gazette"),
        said("cccc", None),
    ],
}


def evaluation(*attributions, **rest):
    return evaluate([GOLD], [{"id": "a", "attributions": attributions, **rest}])


def shares(*attributions):
    return {name: tuple(share) for name, share in evaluation(*attributions).shares.items()}


def test_right_speakers_and_chains_are_counted_among_matched_contents():
    found = shares(said("aaaa", "lena  ovik"), said("bbbb", "the Port Authority", "Radio Delta"))

    assert found == {
        "speaker": (2, 2),
        "speaker_alias": (2, 2),
        "chain": (1, 2),
        "chain_outer": (0, 1),
    }


def test_an_alias_is_right_only_where_aliases_will_do():
    found = shares(said("aaaa", "L. Ovik"))

    assert (found["speaker"], found["speaker_alias"], found["chain"]) == ((0, 1), (1, 1), (0, 1))


def test_a_chain_is_right_as_a_whole_and_in_its_order():
    right = shares(said("bbbb", "Port Authority", "Radio Delta", "Harbour Gazette"))
    turned = shares(said("bbbb", "Port Authority", "Harbour Gazette", "Radio Delta"))

    assert (right["chain_outer"], turned["chain_outer"]) == ((1, 1), (0, 1))
    assert turned["speaker"] == (1, 1)


def test_nobody_is_right_where_nobody_is_named():
    assert shares(said("cccc", None))["speaker"] == (1, 1)
    assert shares(said("cccc", "Lena Ovik"))["speaker"] == (0, 1)


def test_what_is_not_matched_by_content_does_not_count():
    assert shares(said("Read", "Lena Ovik"))["speaker"] == (0, 0)


def test_annotation_without_speakers_measures_none():
    line = {"id": "a", "text": TEXT, "attributions": [{"content": [[9, 13]]}]}

    found = evaluate([line], [{"id": "a", "attributions": [said("aaaa", "Lena Ovik")]}])

    assert found.shares["speaker"] == Share(0, 0)
    assert found.boilerplate is None
    assert [row for row in table(found) if "speaker" in row or "boilerplate" in row] == []


def test_fields_are_right_where_the_value_is_equal_or_absent_on_both_sides():
    found = evaluation(fields={"title": 'Piers "shut".', "published": "2024-05-12", "author": "x"})

    assert {key: tuple(share) for key, share in found.fields.items()} == {
        "title": (1, 1),
        "published": (1, 1),
        "author": (0, 1),
    }


def test_a_field_that_is_not_proposed_is_wrong_unless_it_has_no_value():
    found = evaluation().fields

    assert (found["title"], found["author"]) == (Share(0, 1), Share(1, 1))


def test_boilerplate_is_counted_in_characters_that_are_no_blanks():
    found = evaluation(boilerplate=[[42, 51]])  # "cccc", then "Read" of it: "cccc. Read" cut at 42

    marked = sum(not mark.isspace() for mark in TEXT[42:51])
    assert found.boilerplate == Overlap(both=4, proposed=marked, annotated=12)
    assert found.boilerplate.f1 == pytest.approx(2 * 4 / (marked + 12))


def test_no_boilerplate_on_either_side_is_perfect():
    assert Overlap().f1 == 1.0


def test_documents_add_up():
    lines = [{**GOLD, "id": name} for name in ("a", "b")]
    proposed = [{"id": "b", "attributions": [said("aaaa", "Lena Ovik")], "boilerplate": [[47, 61]]}]

    found = evaluate(lines, proposed)

    assert found.shares["speaker"] == Share(1, 1)
    assert found.fields["author"] == Share(2, 2)
    assert found.boilerplate == Overlap(both=12, proposed=12, annotated=24)
    assert found.boilerplate.f1 == pytest.approx(2 / 3)


def test_speakers_are_counted_by_the_kind_of_the_annotated_words():
    found = evaluation(*GOLD["attributions"])

    parts = [found.parts["speaker", kind] for kind in ("direct", "mixed", "indirect")]
    assert sum(share.of for share in parts) == found.shares["speaker"].of
    assert found.parts["speaker", "all"] == found.shares["speaker"]


def test_the_table_names_shares_fields_and_boilerplate():
    rows = {row[:26].strip(): row[26:].split() for row in table(evaluation(*GOLD["attributions"]))}

    assert rows["speaker"][:4] == ["3", "of", "3", "1.000"]
    assert rows["chain_outer"][:4] == ["1", "of", "1", "1.000"]
    assert rows["field title"] == ["0.000", "(0", "of", "1)"]
    assert rows["boilerplate, characters"] == ["0.000", "(F1)"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The  Port Authority", "port authority"),
        ("“Shut”, he said.", '"Shut", he said'),
        ("2024-05?", "2024-05"),
        ("Kızılay – Ankara", "kızılay - ankara"),
    ],
)
def test_values_are_compared_in_their_normal_form(left, right):
    assert normal(left) == normal(right)


def test_different_dates_stay_different_and_none_stays_none():
    assert normal("2024-05-12?") != normal("2024-05-13?")
    assert normal(None) is None
