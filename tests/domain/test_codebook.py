import pytest
from pydantic import ValidationError

from annotator.domain.codebook import Codebook, FieldDefinition, FieldScope, FieldType, Tag
from annotator.services.projects import default_codebook


def field(**rest):
    return FieldDefinition(key="said_on", label="Said on", scope=FieldScope.CLAIM, **rest)


@pytest.mark.parametrize("value", ["2021", "2021-06", "2021-06-15", "2021-06?", "2024-02-29~"])
def test_a_date_is_a_year_a_month_or_a_day(value):
    assert field(type=FieldType.DATE).checked(f" {value} ") == value


@pytest.mark.parametrize("value", ["15.06.21", "2021-13", "2021-02-30", "2021-6-1", "soon"])
def test_what_is_no_date_is_refused_with_a_sentence(value):
    with pytest.raises(ValueError, match=value):
        field(type=FieldType.DATE).checked(value)


@pytest.mark.parametrize(
    ("rest", "good", "bad"),
    [
        ({"type": FieldType.NUMBER}, "-3.5", "many"),
        ({"type": FieldType.YES_NO}, "yes", "perhaps"),
        ({"type": FieldType.CHOICE, "choices": ("a", "b")}, "a", "c"),
        ({"type": FieldType.CHOICES, "choices": ("a", "b")}, "a;b", "a;c"),
    ],
)
def test_a_value_fits_its_type_or_is_refused(rest, good, bad):
    assert field(**rest).checked(good) == good
    with pytest.raises(ValueError, match=r"\w"):
        field(**rest).checked(bad)


def test_several_choices_are_kept_once_and_in_the_codebooks_order():
    several = field(type=FieldType.CHOICES, choices=("a", "b", "c"))

    assert several.checked("c; a;c") == "a;c"


@pytest.mark.parametrize("rest", [{"type": FieldType.CHOICE}, {"choices": ("a",)}])
def test_choices_belong_to_choice_fields_and_to_them_alone(rest):
    with pytest.raises(ValidationError, match="choices"):
        field(**rest)


def test_no_key_or_shortcut_stands_twice():
    reasons = ("Other",)
    with pytest.raises(ValidationError, match="twice"):
        Codebook(name="x", fields=(field(), field()), return_reasons=reasons)
    tags = (Tag(key="a", label="A", shortcut="1"), Tag(key="b", label="B", shortcut="1"))
    with pytest.raises(ValidationError, match="shortcut"):
        Codebook(name="x", fields=(), tags=tags, return_reasons=reasons)


def test_the_shipped_codebook_is_whole():
    codebook = default_codebook()

    assert {"title", "published"} <= {item.key for item in codebook.of(FieldScope.DOCUMENT)}
    assert "warning" in {tag.key for tag in codebook.all_tags()}
    with pytest.raises(KeyError):
        codebook.field("no_such_field")


def test_a_retired_field_is_no_longer_asked():
    old = FieldDefinition(key="old", label="Old", scope=FieldScope.CLAIM, retired=True)
    codebook = Codebook(name="x", fields=(old, field()), return_reasons=("Other",))

    assert [item.key for item in codebook.of(FieldScope.CLAIM)] == ["said_on"]


@pytest.mark.parametrize(
    ("tags", "why"),
    [
        ((Tag(key="a", label="A", retired=True, merged_into="b"),), "does not end"),
        (
            (
                Tag(key="a", label="A", retired=True, merged_into="b"),
                Tag(key="b", label="B", retired=True, merged_into="a"),
            ),
            "does not end",
        ),
    ],
)
def test_what_is_merged_ends_at_something_that_is_there(tags, why):
    with pytest.raises(ValidationError, match=why):
        Codebook(name="x", fields=(), tags=tags, return_reasons=("Other",))


def test_what_is_merged_is_retired():
    with pytest.raises(ValidationError, match="not retired"):
        Tag(key="a", label="A", merged_into="b")


@pytest.mark.parametrize("merged", [{"b": "c"}, {"a": "a"}])
def test_a_merged_choice_became_another_that_is_there(merged):
    with pytest.raises(ValidationError, match="not merged into another choice"):
        field(type=FieldType.CHOICE, choices=("a",), merged_choices=merged)
