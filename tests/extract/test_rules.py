from cProfile import Profile
from sys import gettrace, settrace
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.layer import Scope
from annotator.extract import rules
from annotator.extract.article import read_article
from annotator.extract.claiming import in_reading_order
from annotator.extract.drafting.cues import cue_lexicon
from annotator.extract.drafting.scoring import Rule, score
from annotator.extract.rules import RulesExtractor, attributions

ENGLISH = "The minister said on Monday that the bridge over the river would be closed all year.\n"
PIECES = st.sampled_from(
    [
        "He", " said ", "“", "”", '"', "'", "‘", "’", "«", "»", ",", ".", " ", "\n", "that ",
        "according to ", "Ann Lee", "the minister", "citing ", "Gull reports", "It was noted ",
        "12.03.2021", "Baku/15.06.21/Turan: ", "Home / A / B", "-02B-", "😀", "(", ")", ":", ";",
        " and ", " adding that ", " who ", "we go there", "By X", "About Y", "\u2028", "\x85", "İ",
        "``", "''", "told ", "asked ", "whether ",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    parts=st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=60),
    scope=st.sampled_from(Scope),
)
def test_any_text_gives_spans_that_lie_inside_it(parts, scope):
    text = ENGLISH + "".join(parts)
    found = RulesExtractor().extract(text, scope)
    for claim in found.claims:
        spans = [*claim.content, *(link.cue for link in claim.chain if link.cue)]
        assert all(span.end <= len(text) and span.of(text).strip() for span in spans)
        assert all(a.end <= b.start for a, b in zip(claim.content, claim.content[1:], strict=False))
        assert claim.chain
        assert 0 <= claim.score <= 1
    assert all(span.end <= len(text) for span in found.boilerplate)


@pytest.mark.parametrize(
    "hostile",
    [
        '"' * 200_000,
        "“" * 200_000,
        "said " * 100_000,
        "“a " * 60_000,
        "He said\n" * 30_000,
        "according to " * 15_000,
        "Home / " * 30_000,
        "President Ann Lee said “yes we go.” " * 3_000,
    ],
    ids=["straight", "curly", "said", "opened", "lines", "according", "crumbs", "claims"],
)
def test_hostile_text_ends_within_seconds(engine, hostile):
    start = process_time()
    engine.extract(ENGLISH * 4 + hostile)
    assert process_time() - start < 60


def _calls(function, *given):
    """Return how many calls a function makes, all that these make included."""
    profile = Profile()
    profile.runcall(function, *given)
    return sum(entry.callcount for entry in profile.getstats())


def test_ten_times_the_quotations_of_one_person_is_ten_times_the_work(engine):
    short, long = (
        ENGLISH * 4 + "President Ann Lee said “yes we go.” He left. " * count for count in (60, 600)
    )
    assert len(engine.extract(long).claims) > 600
    assert _calls(engine.extract, long) < 11 * _calls(engine.extract, short)


def _opcodes(function, *given):
    """Return how many steps of the interpreter a function takes."""
    steps = 0

    def count(frame, event, _):
        nonlocal steps
        frame.f_trace_opcodes = True
        steps += event == "opcode"
        return count

    before = gettrace()
    settrace(count)
    try:
        function(*given)
    finally:
        settrace(before)
    return steps


def test_ten_times_the_claims_are_ten_times_the_work_to_order():
    article = read_article(ENGLISH * 4 + "“Yes, we go,” Ann Lee said. " * 300, {})
    found = attributions(article, Scope.SPEECH)
    assert len(found) > 300
    assert _opcodes(in_reading_order, found[:300]) < 13 * _opcodes(in_reading_order, found[:30])


def test_the_same_text_gives_the_same(engine):
    text = ENGLISH + "“It is old,” Ann Lee said, adding that it was rusty."
    assert engine.extract(text) == RulesExtractor().extract(text)


def test_claims_come_in_the_order_of_the_text(engine):
    text = ENGLISH + "It is old, Ann Lee said. She added that it was rusty."
    starts = [claim.content[0].start for claim in engine.extract(text).claims]
    assert starts == sorted(starts)


def test_the_headline_is_a_field_and_no_claim(told):
    text = f"Minister says bridge is closed\n{ENGLISH}The town is sad.\nSo is the river."
    assert [item.content for item in told(text)] == [
        ("the bridge over the river would be closed all year",),
    ]


def test_a_quotation_before_its_cue_scores_above_a_bare_object(engine):
    text = "“The bridge is old,” Ann Lee said. Per Brandt criticised the minister of transport."
    quote, thing = engine.extract(text).claims
    assert quote.score > 0.8 > thing.score


def test_every_rule_has_a_reliability():
    for rule in Rule:
        assert 0 < score(rule, 1.0) <= 1
        assert score(rule, 0.0) < score(rule, 1.0)


def test_the_lexicon_is_read_once():
    assert cue_lexicon() is cue_lexicon()
    assert len(cue_lexicon().verbs) > 150


def test_a_broken_lexicon_is_refused(monkeypatch):
    with pytest.raises(ValueError, match="rate"):
        type(cue_lexicon()).model_validate(
            {
                "verbs": [],
                "prepositions": [{"words": "as", "rate": 2, "scope": "speech"}],
            }
        )


def test_the_engine_says_who_it_is():
    assert (rules.RulesExtractor.name, rules.RulesExtractor.model) == ("rules", None)
