import pytest

from annotator.domain.agreement import Level, Why
from annotator.domain.agreement_bootstrap import Figure
from annotator.domain.agreement_claims import CodedClaim, CodedText, Name, Question, compared
from annotator.domain.alignment import Said
from annotator.domain.span import Span


def claim(key, start, end, *, values=(), tags=frozenset(), source=(), speaker=None):
    said = Said(key, frozenset(range(start, end)), frozenset(source), speaker=speaker)
    return CodedClaim(said, (Span(start=start, end=end),), dict(values), tags)


def text(*layers, length=100):
    return CodedText("a title", "2026-11", length, tuple(tuple(layer) for layer in layers))


def figures(texts, questions=(), tags=()):
    found = compared(texts, [Question(key) for key in questions], tags)
    return {
        (item.what, item.name): (Figure(item.tables, item.measure).coefficient(), item)
        for item in found
    }


def value(found, what, name):
    return found[what, name][0].value


def test_f1_counts_claims_of_both_sides_once_each():
    left = [claim("1", 0, 10), claim("2", 20, 30), claim("3", 50, 60)]
    right = [claim("4", 0, 10), claim("5", 22, 32), claim("6", 80, 90)]
    found = figures([text(left, right)])

    assert value(found, "claims", Name.EXACT) == pytest.approx(1 / 3)
    assert value(found, "claims", Name.IOU50) == pytest.approx(2 / 3)
    _, item = found["claims", Name.IOU50]
    assert (item.units, item.alone) == (4, 2)


def test_full_f1_wants_the_same_source_too():
    left = [claim("1", 0, 10, source=[40, 41]), claim("2", 20, 30)]
    right = [claim("3", 0, 10, source=[44]), claim("4", 20, 30)]

    assert value(figures([text(left, right)]), "claims", Name.FULL) == 0.5


def test_a_claim_with_half_its_words_is_found_by_one_of_the_other_side_alone():
    left = [claim("1", 0, 10)]
    right = [claim("2", 0, 5), claim("3", 5, 10)]

    assert value(figures([text(left, right)]), "claims", Name.IOU50) == pytest.approx(2 / 3)


def test_what_was_said_of_claims_is_compared_where_both_have_the_claim_and_said_it():
    left = [
        claim("1", 0, 9, values={"kind": "direct", "field topic": "fares"}),
        claim("2", 20, 29, values={"kind": "indirect"}),
        claim("3", 40, 49, values={"kind": "direct", "field topic": "piers"}),
    ]
    right = [
        claim("4", 0, 9, values={"kind": "direct", "field topic": "piers"}),
        claim("5", 20, 29, values={"kind": "indirect", "field topic": "fares"}),
    ]
    found = figures([text(left, right)], ["kind", "field topic"])

    kind, item = found["kind", Name.COHEN]
    assert (kind.value, item.units, item.alone) == (1.0, 2, 1)
    topic, item = found["field topic", Name.ALPHA]
    assert (topic.value, item.units, item.alone) == (0.0, 1, 2)


def test_a_tag_is_judged_on_claims_to_which_somebody_gave_a_tag():
    tagged = [("1", {"denial"}, {"denial"}), ("2", {"denial"}, {"promise"}), ("3", {"promise"}, ())]
    left = [
        claim(key, 20 * at, 20 * at + 9, tags=frozenset(mine))
        for at, (key, mine, _) in enumerate(tagged)
    ]
    right = [
        claim(f"r{key}", 20 * at, 20 * at + 9, tags=frozenset(theirs))
        for at, (key, _, theirs) in enumerate(tagged)
    ]
    untagged = (claim("4", 80, 89), claim("r4", 80, 89))

    before = figures([text(left, right)], tags=["denial"])
    after = figures([text([*left, untagged[0]], [*right, untagged[1]])], tags=["denial"])

    assert before["tag denial", Name.COHEN][1].units == 3
    assert after["tag denial", Name.COHEN][0] == before["tag denial", Name.COHEN][0]
    assert after["tag denial", Name.COHEN][1].units == 3


def test_a_layer_that_has_no_tags_says_nothing_of_them():
    left, right = claim("1", 0, 9, tags=frozenset({"denial"})), claim("2", 0, 9, tags=None)

    coefficient, _ = figures([text([left], [right])], tags=["denial"])["tag denial", Name.COHEN]

    assert coefficient.why is Why.NOTHING


def test_texts_without_any_claim_change_no_figure():
    left = [
        claim("1", 0, 9, values={"kind": "direct"}),
        claim("2", 30, 40, values={"kind": "mixed"}),
    ]
    right = [
        claim("3", 0, 12, values={"kind": "direct"}),
        claim("4", 31, 40, values={"kind": "direct"}),
    ]
    some = [text(left, right)]
    more = [*some, text((), (), length=100_000)]

    alone = {key: found[0] for key, found in figures(some, ["kind"]).items()}
    assert {key: found[0] for key, found in figures(more, ["kind"]).items()} == alone


def test_of_three_layers_fleiss_takes_claims_that_all_have_and_alpha_those_of_two():
    three = [
        [claim(f"{side}1", 0, 9, values={"kind": kind}), *more]
        for side, kind, more in (
            ("a", "direct", [claim("a2", 20, 29, values={"kind": "mixed"})]),
            ("b", "direct", [claim("b2", 20, 29, values={"kind": "mixed"})]),
            ("c", "mixed", []),
        )
    ]
    found = figures([text(*three)], ["kind"])

    assert ("claims", Name.IOU50) not in found
    assert ("kind", Name.COHEN) not in found
    assert found["kind", Name.FLEISS][1].units == 1
    assert found["kind", Name.ALPHA][1].units == 2


def test_numbers_lie_apart_by_their_difference_and_not_stated_is_no_number():
    near = [("10.0", "11.0"), ("50.0", "50.0"), (("not_stated",), "50.0")]
    layers = [
        [
            claim(f"{side}{at}", 20 * at, 20 * at + 9, values={"n": pair[side]})
            for at, pair in enumerate(near)
        ]
        for side in (0, 1)
    ]
    (_, by_alpha) = compared([text(*layers)], [Question("n", Level.INTERVAL)], ())[-2:]

    assert (by_alpha.level, by_alpha.units, by_alpha.alone) == (Level.INTERVAL, 2, 1)
    assert Figure(by_alpha.tables, by_alpha.measure).coefficient().value > 0.99


def test_choices_on_a_scale_lie_apart_by_their_ranks():
    scale = ("certain", "probable", "possible")
    values = [
        ("certain", "probable"),
        ("probable", "possible"),
        ("possible", "possible"),
        ("certain", "certain"),
    ]
    layers = [
        [
            claim(f"{side}{at}", 20 * at, 20 * at + 9, values={"c": pair[side]})
            for at, pair in enumerate(values)
        ]
        for side in (0, 1)
    ]
    nominal, ordinal = (
        Figure(item.tables, item.measure).coefficient().value
        for question in (Question("c"), Question("c", Level.ORDINAL, scale))
        for item in compared([text(*layers)], [question], ())[-1:]
    )

    assert nominal < ordinal
