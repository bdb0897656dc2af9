import pytest

from annotator.domain.agreement_claims import CodedClaim, CodedText, Name
from annotator.domain.agreement_differences import differences
from annotator.domain.alignment import Said
from annotator.domain.span import Span


def claim(key, start, end, *, values=(), tags=frozenset(), source=()):
    said = Said(key, frozenset(range(start, end)), frozenset(source))
    return CodedClaim(said, (Span(start=start, end=end),), dict(values), frozenset(tags), key)


def text(*layers):
    return CodedText("a title", "2026-11", 100, tuple(tuple(layer) for layer in layers))


def items(text, what, name):
    return [
        tuple(claim.item if claim else None for claim in found.claims)
        for found in differences(text, what, name)
    ]


def test_claims_that_one_layer_alone_has_lower_the_f1_and_the_share_of_text():
    read = text([claim("a1", 0, 9), claim("a2", 20, 29)], [claim("b1", 0, 9)])

    assert items(read, "claims", Name.EXACT) == [("a2", None)]
    assert items(read, "content", Name.SHARE) == [("a2", None)]
    assert items(read, "kind", Name.COHEN) == []


@pytest.mark.parametrize(
    ("name", "found"),
    [(Name.EXACT, [("a1", "b1")]), (Name.IOU50, []), (Name.FULL, [("a1", "b1")])],
)
def test_a_pair_lowers_only_the_f1_that_it_does_not_fit(name, found):
    read = text([claim("a1", 0, 10, source=[50])], [claim("b1", 0, 9, source=[60])])

    assert items(read, "claims", name) == found


def test_values_are_apart_where_two_say_them_and_not_the_same():
    left = [
        claim("a1", 0, 9, values={"kind": "direct"}),
        claim("a2", 20, 29, values={"kind": "direct"}),
        claim("a3", 40, 49),
    ]
    right = [
        claim("b1", 0, 9, values={"kind": "mixed"}),
        claim("b2", 20, 29, values={"kind": "direct"}),
        claim("b3", 40, 49, values={"kind": "direct"}),
    ]

    (found,) = differences(text(left, right), "kind", Name.ALPHA)

    assert found.said == ("direct", "mixed")
    assert found.claims[0].item == "a1"


def test_a_tag_is_apart_where_one_gave_it_and_the_other_did_not():
    left = [claim("a1", 0, 9, tags={"promise"}), claim("a2", 20, 29)]
    right = [claim("b1", 0, 9, tags={"threat"}), claim("b2", 20, 29)]

    (found,) = differences(text(left, right), "tag promise", Name.COHEN)

    assert found.said == (True, False)


def test_of_three_layers_the_one_that_differs_is_among_them_all():
    layers = [
        [claim(name, 0, 9, values={"kind": kind})]
        for name, kind in zip("abc", ("direct", "direct", "mixed"), strict=True)
    ]

    assert items(text(*layers), "kind", Name.FLEISS) == [("a", "b", "c")]
    assert items(text(*layers, []), "kind", Name.FLEISS) == []
    assert items(text(*layers, []), "kind", Name.ALPHA) == [("a", "b", "c", None)]
