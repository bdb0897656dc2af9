import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.readers.near_duplicates import (
    SKETCH_SIZE,
    Sketches,
    likeness,
    signature,
)

FERRY = """The island council voted on Tuesday to keep the winter ferry running until April.
Councillor Marit Solberg said the decision would cost the town less than a new road.
“Nobody here wants to be cut off for four months,” she told the meeting.
Shipowner Odd Lien called the price fair and said that a second boat stood ready.
The union had asked for longer breaks on the night crossing, and it got them.
According to the harbour master, ice closed the northern sound eleven times last year.
Fishermen said they had lost whole weeks of work while they waited for the breaker.
The county will pay a third of the sum, the mayor confirmed after the vote.
He added that the money had been set aside in the autumn and was not borrowed.
A petition with nine hundred names had been handed in before the session began.
School buses will wait for the morning boat, the transport office announced.
Opponents argued that the old timetable was good enough for so few passengers.
The next review is planned for the last week of March."""
FERRY_AGAIN = FERRY.replace(
    "Fishermen said they had lost whole weeks of work while they waited for the breaker.",
    "Fishermen complained of lost weeks.",
)
DAM = """Engineers began to drain the reservoir above Kestrel Falls on Friday morning.
The water company said a crack near the spillway had grown since the summer.
Farmers downstream were told to move their cattle before the weekend.
“We measure it every hour, day and night,” chief engineer Rosa Whitlock said.
The county will pay for feed until the meadows dry, the mayor confirmed.
A report that warned of the crack had been filed two years ago, a paper wrote.
The company denied that it had ignored the report and promised to publish it.
Repairs are expected to last until the snow melts."""

PINNED = ["40606957492604", "126598497162689", "225752926691607", "238828620133645"]


def test_a_changed_sentence_leaves_articles_alike():
    assert likeness(signature(FERRY), signature(FERRY_AGAIN)) > 0.8


def test_different_articles_are_not_alike():
    assert likeness(signature(FERRY), signature(DAM)) < 0.2


def test_case_punctuation_and_line_ends_do_not_count():
    flat = FERRY.upper().replace("\n", "  ").replace(",", "").replace("“", '"')

    assert likeness(signature(FERRY), signature(flat)) > 0.95


@pytest.mark.parametrize("text", ["", " \n", "— … !"])
def test_a_text_without_words_is_like_nothing(text):
    assert signature(text) == ()
    assert likeness(signature(text), signature(text)) == 0.0


def test_texts_of_two_words_are_told_apart():
    assert likeness(signature("He agreed."), signature("he agreed")) == 1.0
    assert likeness(signature("He agreed."), signature("She agreed.")) == 0.0


def test_the_texts_like_a_new_one_are_found_best_first():
    known = Sketches[str]()
    known.add("dam", signature(DAM))
    known.add("again", signature(FERRY_AGAIN))
    known.add("ferry", signature(FERRY))
    known.add("blank", signature(""))

    found = known.alike(signature(FERRY))

    assert [name for name, _ in found] == ["ferry", "again"]
    assert found[0][1] == 1.0
    assert known.alike(signature("A text of its own about nothing at all.")) == []
    assert known.alike(signature("")) == []


@given(st.integers(0, 400), st.integers(1, 12))
def test_a_text_with_a_few_words_replaced_is_found(at, length):
    words = [f"word{number}" for number in range(500)]
    changed = [*words[:at], *(["new"] * length), *words[at + length :]]
    known = Sketches[int]()
    known.add(1, signature(" ".join(words)))

    assert known.alike(signature(" ".join(changed)))


def test_a_signature_is_the_same_in_every_process_and_version():
    program = (
        "from annotator.exchange.readers.near_duplicates import signature;"
        "print(*signature('The mayor said that he agreed.'))"
    )

    printed = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout

    assert printed.split() == [str(value) for value in signature("The mayor said that he agreed.")]
    assert printed.split() == PINNED


@given(st.text(), st.text())
def test_likeness_is_a_symmetric_share_and_one_for_the_same(a, b):
    one, other = signature(a), signature(b)

    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == (1.0 if one else 0.0)


@given(st.lists(st.integers(0, 400), max_size=900))
def test_a_signature_is_the_smallest_of_all_hashes(numbers):
    words = [f"w{number}" for number in numbers]

    whole = signature(" ".join(words))

    runs = {" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))} - {""}
    values = sorted(value for run in runs for value in signature(run))
    assert whole == tuple(values[:SKETCH_SIZE])
