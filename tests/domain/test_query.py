import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.domain.query import (
    MOST_TERMS,
    AllOf,
    AnyOf,
    Near,
    Term,
    Without,
    half_typed,
    parse,
    terms_of,
)


def word(*words, prefix=False):
    return Term(words, prefix=prefix)


A, B, C = word("a"), word("b"), word("c")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", None),
        ("… “” - ()", None),
        ("Ferry", word("ferry")),
        ("a b", AllOf((A, B))),
        ("a AND b", AllOf((A, B))),
        ("a OR b OR c", AnyOf((A, B, C))),
        ("a b OR c", AnyOf((AllOf((A, B)), C))),
        ("a (b OR c)", AllOf((A, AnyOf((B, C))))),
        ("-a", Without(A)),
        ("NOT a", Without(A)),
        ("a -b", AllOf((A, Without(B)))),
        ('a -"b c"', AllOf((A, Without(word("b", "c"))))),
        ("a NOT (b c)", AllOf((A, Without(AllOf((B, C)))))),
        ("-(-a)", Without(Without(A))),
        ('"Harbour  master"', word("harbour", "master")),
        ("“harbour master”*", word("harbour", "master", prefix=True)),
        ("harb*", word("harb", prefix=True)),
        ("h*", word("h")),
        ("café-owner’s", word("cafe", "owner", "s")),
        ("a NEAR b", Near((A, B))),
        ("a NEAR/3 b", Near((A, B), 3)),
        ("a NEAR/3 b NEAR/5 c", Near((A, B, C), 5)),
        ("a or b", AllOf((A, word("or"), B))),
        ("well - made", AllOf((word("well"), word("made")))),
        ("2021-06-15", word("2021", "06", "15")),
        ("-2 5-", AllOf((Without(word("2")), word("5")))),
    ],
)
def test_what_is_typed_is_read_as_a_person_means_it(typed, expected):
    assert parse(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("(a b", AllOf((A, B))),
        ("a) b", AllOf((A, B))),
        ('"a b', AllOf((A, B))),
        ("a OR OR b", AllOf((A, word("or"), B))),
        ("AND a", AllOf((word("and"), A))),
        ("(a NEAR -b)", AllOf((A, word("near"), B))),
        ('"harb mast*', AllOf((word("harb"), word("mast", prefix=True)))),
        ("(* OR NOT", AllOf((word("or"), word("not")))),
    ],
)
def test_what_is_malformed_is_looked_for_word_by_word(typed, expected):
    assert parse(typed) == expected


@pytest.mark.parametrize(
    "typed", ["a OR", "a AND", "a NOT", "a -", "a NEAR", "a NEAR/3", "a OR NOT"]
)
def test_an_operator_that_waits_for_its_word_is_left_out(typed):
    assert parse(typed) == A


@given(st.text(alphabet='ab *()"-“”/3ORANDTE', max_size=40) | st.text(max_size=30))
@example("(" * 5_000 + "a" + ")" * 5_000)
@example("NOT " * 5_000 + "a")
@example("a NEAR " * 500 + "b")
@example("a " * 5_000)
def test_nothing_that_is_typed_is_an_error(typed):
    query = parse(typed)

    assert len(terms_of(query)) <= MOST_TERMS
    assert parse(half_typed(typed)) is None or query is not None or "*" in typed


def test_a_word_that_is_typed_is_half_typed():
    assert half_typed("harbour mas") == "harbour mas*"
    assert half_typed("harbour ") == "harbour "
    assert half_typed("harbour OR") == "harbour OR"
    assert half_typed("“harbour”") == "“harbour”"
    assert half_typed("") == ""
    assert half_typed("harbour m") == "harbour "
    assert half_typed("北") == "北*"


def test_terms_are_those_that_a_text_shows():
    query = parse("a OR (b c*) NOT d e NEAR f -(g) a")

    assert terms_of(query) == (A, B, C, word("e"), word("f"))
    assert terms_of(None) == ()
