import pytest

from annotator.domain.codebook import Condition, FieldDefinition, FieldScope, FieldType
from annotator.domain.codebook_changes import (
    fresh_key,
    merged_field,
    moved_field,
    moved_reason,
    replaced,
    retired_field,
    with_choices,
    with_field,
    with_reasons,
)
from annotator.domain.codebook_differences import differences, label_of
from annotator.domain.codebook_rules import faults, may_be_asked_by
from annotator.domain.codebook_tags import (
    merged_tag,
    moved_tag,
    place_of,
    retired_tag,
    tag_of,
    with_tag,
    with_tag_beside,
)
from annotator.domain.errors import UsageError
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.survivors import survivors
from annotator.services.projects import default_codebook

BOOK = default_codebook()


def keys(codebook):
    return [tag.key for tag in codebook.all_tags()]


def said(before, after):
    return label_of(differences(before, after))


def known(value):
    return FieldValue(value=value, state=FieldState.CONFIRMED)


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Said on", "said_on_2"),
        ("Tərəf", "teref"),
        ("  3rd party ", "item_3rd_party"),
        ("!?", "item"),
        ("x" * 60, "x" * 36),
    ],
)
def test_a_key_is_made_of_the_label_and_never_given_twice(label, key):
    assert fresh_key(label, {"said_on"}) == key


def test_a_renamed_tag_keeps_its_key_and_what_is_below_it():
    renamed = with_tag(BOOK, tag_of(BOOK, "demand").amended(label="Call", children=()))

    assert keys(renamed) == keys(BOOK)
    assert tag_of(renamed, "demand").label == "Call"
    assert said(BOOK, renamed) == "Rename tag Demand"


def test_a_digit_that_is_taken_over_leaves_the_other_tag_without():
    taken = with_tag(BOOK, tag_of(BOOK, "praise").amended(shortcut="1"))

    assert tag_of(taken, "praise").shortcut == "1"
    assert tag_of(taken, "assertion").shortcut is None


def test_a_merged_tag_is_retired_and_what_was_below_it_moves_along():
    merged = merged_tag(BOOK, "demand", "promise")

    assert tag_of(merged, "demand").merged_into == "promise"
    assert tag_of(merged, "demand").shortcut is None
    assert [tag.key for tag in tag_of(merged, "promise").children] == ["warning"]
    assert survivors(merged).read_tags(["demand", "praise", "promise"]) == ["praise", "promise"]
    assert said(BOOK, merged) == "Merge tag Demand into Promise"


def test_chains_of_merges_end_at_the_last():
    twice = merged_tag(merged_tag(BOOK, "praise", "criticism"), "criticism", "question")

    assert survivors(twice).read_tags(["praise"]) == ["question"]
    assert survivors(twice).tagged_as("question") == ("question", "criticism", "praise")


@pytest.mark.parametrize("into", ["demand", "warning"])
def test_a_tag_is_not_merged_into_itself_or_one_below_it(into):
    with pytest.raises(UsageError, match="below"):
        merged_tag(BOOK, "demand", into)


def test_nothing_is_merged_into_what_is_retired():
    retired = retired_tag(retired_field(BOOK, "note"), "praise")

    with pytest.raises(UsageError, match="retired"):
        merged_tag(retired, "criticism", "praise")
    with pytest.raises(UsageError, match="retired"):
        merged_field(retired, "certainty", "note")


def test_a_merged_tag_that_is_revived_stands_for_itself_again():
    back = retired_tag(merged_tag(BOOK, "praise", "criticism"), "praise", retired=False)

    assert survivors(back).read_tags(["praise"]) == ["praise"]


def test_a_merged_field_shows_under_the_other_whose_own_value_comes_first():
    merged = merged_field(BOOK, "certainty", "note")
    now = survivors(merged)

    assert now.read_fields({"certainty": known("possible")}) == {"note": known("possible")}
    both = {"certainty": known("possible"), "note": known("As told.")}
    assert now.read_fields(both) == {"note": known("As told.")}
    assert now.stored_as("note") == ("note", "certainty")
    assert said(BOOK, merged) == "Merge field Certainty into Note"


def test_values_of_merged_fields_are_still_taken_in_and_of_retired_ones_not():
    book = merged_field(retired_field(BOOK, "stance"), "certainty", "note")

    taken = book.taken_in(FieldScope.CLAIM)
    assert {"certainty", "note"} <= taken
    assert "stance" not in taken
    assert "title" not in taken
    assert "certainty" not in retired_field(book, "note").taken_in(FieldScope.CLAIM)


def test_a_field_takes_the_choices_of_the_one_merged_into_it():
    more = with_field(
        BOOK,
        FieldDefinition(
            key="mode",
            label="Mode",
            scope=FieldScope.CLAIM,
            type=FieldType.CHOICE,
            choices=("possible", "joking"),
        ),
    )

    merged = merged_field(more, "mode", "certainty")

    assert merged.field("certainty").choices == (*BOOK.field("certainty").choices, "joking")


@pytest.mark.parametrize(
    ("key", "into", "why"),
    [
        ("note", "dateline", "same scope"),
        ("note", "note", "another"),
        ("topic", "note", "column of its own"),
    ],
)
def test_fields_that_cannot_be_merged_say_why(key, into, why):
    with pytest.raises(UsageError, match=why):
        merged_field(BOOK, key, into)


def test_a_field_of_speakers_is_merged_with_its_like_alone():
    speaker = FieldDefinition(
        key="about", label="About", scope=FieldScope.CLAIM, type=FieldType.SPEAKER
    )

    with pytest.raises(UsageError, match="speakers"):
        merged_field(with_field(BOOK, speaker), "about", "note")


def test_renamed_and_merged_choices_read_as_what_they_became():
    renamed = with_choices(
        BOOK.field("stance"), ["for", "opposes", "neutral"], {"supports": "for", "mixed": "neutral"}
    )
    again = with_choices(renamed, ["pro", "opposes", "neutral"], {"for": "pro"})
    now = survivors(with_field(BOOK, again))

    assert now.read("stance", "supports") == "pro"
    assert now.read("stance", "mixed") == "neutral"
    assert now.read("stance", "opposes") == "opposes"


def test_a_choice_that_gets_its_old_name_back_is_itself_again():
    away = with_choices(BOOK.field("stance"), ["for", "opposes"], {"supports": "for"})
    back = with_choices(away, ["supports", "opposes"], {"for": "supports"})

    assert back.merged_choices == {"for": "supports"}


def test_of_several_choices_each_stands_once():
    several = FieldDefinition(
        key="aims",
        label="Aims",
        scope=FieldScope.CLAIM,
        type=FieldType.CHOICES,
        choices=("a", "b"),
        merged_choices={"c": "a", "d": "b"},
    )
    now = survivors(with_field(BOOK, several))

    assert now.read("aims", "c;b;a;d") == "a;b"


def test_a_merged_fields_choices_follow_it_into_the_other():
    first = with_field(
        BOOK, with_choices(BOOK.field("certainty"), ["certain", "unsure"], {"possible": "unsure"})
    )
    merged = merged_field(first, "certainty", "medium")
    last = with_field(
        merged,
        with_choices(
            merged.field("medium"),
            [choice for choice in merged.field("medium").choices if choice != "unsure"],
            {"unsure": "other"},
        ),
    )

    read = survivors(last).read_fields({"certainty": known("possible")})
    assert read == {"medium": known("other")}


def test_fields_that_hang_on_a_choice_hang_on_what_it_became():
    condition = Condition(key="stance", values=("mixed", "neutral"))
    hanging = with_field(BOOK, BOOK.field("note").amended(shown_when=condition))

    renamed = with_field(
        hanging, with_choices(BOOK.field("stance"), ["supports", "neutral"], {"mixed": "neutral"})
    )

    assert renamed.field("note").shown_when == Condition(key="stance", values=("neutral",))


def test_a_field_that_hangs_on_a_merged_one_hangs_on_the_other():
    condition = Condition(key="certainty", values=("possible",))
    hanging = with_field(BOOK, BOOK.field("note").amended(shown_when=condition))

    merged = merged_field(hanging, "certainty", "medium")

    assert merged.field("note").shown_when == Condition(key="medium", values=("possible",))


def test_tags_move_among_their_like_and_below_others():
    up = moved_tag(BOOK, "history", "assertion", 0)
    out = moved_tag(BOOK, "history", None, 1)
    below = moved_tag(BOOK, "praise", "demand", 1)

    assert keys(up)[:3] == ["assertion", "history", "statistic"]
    assert place_of(out, "history") == (None, 1)
    assert place_of(below, "praise") == ("demand", 1)
    assert said(BOOK, below) == "Move tag Praise"
    assert said(BOOK, out) == "Move tag Account of the past"


def test_a_tag_does_not_stand_below_itself_or_below_a_merged_one():
    with pytest.raises(UsageError, match="below itself"):
        moved_tag(BOOK, "demand", "warning", 0)
    with pytest.raises(UsageError, match="merged"):
        moved_tag(merged_tag(BOOK, "praise", "demand"), "denial", "praise", 0)


def test_fields_and_reasons_move_among_their_like():
    moved = moved_field(BOOK, "note", 0)
    reasons = moved_reason(BOOK, "Other", 0).return_reasons

    assert [item.key for item in moved.of(FieldScope.CLAIM)][:2] == ["note", "addressee"]
    assert moved.of(FieldScope.DOCUMENT) == BOOK.of(FieldScope.DOCUMENT)
    assert reasons[0] == "Other"
    assert said(BOOK, moved_reason(BOOK, "Other", 0)) == "Move reasons to return"


def test_a_new_tag_stands_beside_the_chosen_one():
    tag = tag_of(BOOK, "praise").amended(key="thanks", label="Thanks", shortcut=None)

    assert place_of(with_tag_beside(BOOK, tag, "warning"), "thanks") == ("demand", 1)
    assert place_of(with_tag_beside(BOOK, tag, None), "thanks") == (None, len(BOOK.tags))


@pytest.mark.parametrize("reasons", [(), ("",), ("Other", "other")])
def test_reasons_that_cannot_be_are_refused(reasons):
    with pytest.raises(UsageError, match="reason"):
        with_reasons(BOOK, reasons)


def test_what_another_codebook_lacks_is_retired_and_never_lost():
    short = BOOK.amended(fields=BOOK.fields[:3], tags=BOOK.tags[:1])

    back = replaced(BOOK, short)

    assert {item.key for item in back.fields} == {item.key for item in BOOK.fields}
    assert sorted(keys(back)) == sorted(keys(BOOK))
    assert back.field("note").retired
    assert tag_of(back, "warning").retired
    assert replaced(back, BOOK) == BOOK


def test_a_key_does_not_change_what_it_belongs_to():
    other = with_field(
        BOOK.amended(fields=()),
        FieldDefinition(key="note", label="Note", scope=FieldScope.DOCUMENT),
    )

    with pytest.raises(UsageError, match="“note” belongs to a claim here"):
        replaced(BOOK, other)


def field(**changes):
    return with_field(BOOK, BOOK.field("note").amended(**changes))


@pytest.mark.parametrize(
    ("book", "sentence"),
    [
        (field(label="Topic"), "Two fields of claims are called “Topic”."),
        (
            with_tag(BOOK, tag_of(BOOK, "praise").amended(label="Denial")),
            "Two tags beside each other are called “Denial”.",
        ),
        (
            field(type=FieldType.CHOICE, choices=("a", "A")),
            "“Note” has the choice “A” twice.",
        ),
        (
            field(type=FieldType.CHOICE, choices=("a ",)),
            "A choice of “Note” is empty, or has spaces too many.",
        ),
        (
            field(type=FieldType.CHOICES, choices=("a;b",)),
            "The choice “a;b” may not hold “;”, which parts several choices.",
        ),
        (
            field(shown_when=Condition(key="nothing", values=("a",))),
            (
                "“Note” is asked for only where the field “nothing” has certain values, and "
                "that one is retired or missing."
            ),
        ),
        (
            field(shown_when=Condition(key="stance", values=("happy",))),
            "“Note” waits for “happy”, which is no value of “Stance”.",
        ),
        (
            field(shown_when=Condition(key="note", values=("a",))),
            "Whether “Note” is asked for would hang on itself.",
        ),
    ],
)
def test_what_would_confuse_is_told_in_a_sentence(book, sentence):
    assert faults(book)[0] == sentence


def test_a_field_may_hang_on_those_that_choose_and_do_not_hang_on_it():
    hanging = with_field(
        BOOK,
        BOOK.field("stance").amended(shown_when=Condition(key="medium", values=("speech",))),
    )

    assert [item.key for item in may_be_asked_by(hanging, "medium")] == ["certainty"]
    assert [item.key for item in may_be_asked_by(hanging, "note")] == [
        *("medium", "stance", "certainty")
    ]


def test_the_shipped_codebook_has_no_faults():
    assert faults(BOOK) == ()


def test_an_act_on_several_items_is_called_after_none():
    both = with_tag(BOOK, tag_of(BOOK, "praise").amended(definition="."))
    both = with_tag(both, tag_of(BOOK, "denial").amended(definition="."))

    assert said(BOOK, both) == "Change codebook"
    assert said(BOOK, BOOK) == "Change codebook"
    assert said(BOOK, retired_field(BOOK, "note")) == "Retire field Note"
