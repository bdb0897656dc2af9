from pathlib import Path

import pytest

from annotator.domain.claim import ClaimKind
from annotator.exchange.corpus.compiling import compiled
from annotator.exchange.corpus.faults import MarkupError

HEAD = (Path(__file__).parent / "corpus_head.txt").read_text(encoding="utf-8")
BODY_LINE = HEAD.count("\n") + 1
DATELINE = HEAD[: HEAD.index("dateline")].count("\n") + 1


def kind_of(text, content):
    quoted = all("“" in text[: span.start] for span in content)
    return ClaimKind.DIRECT if quoted else ClaimKind.INDIRECT


def faults(body, head=HEAD):
    with pytest.raises(MarkupError) as caught:
        compiled(head + body, "pier.txt", kind_of)
    return [(line, sentence) for line, sentence in caught.value.faults]


@pytest.mark.parametrize(
    "source", ["figures from the Port Authority", "Ovik’s mother", "Lindqvaag"]
)
def test_a_source_that_only_mentions_a_name_must_be_told(source):
    ((line, sentence),) = faults(f"{{s1 {source}}} {{q1 said}} {{c1 it shuts}}.")

    assert line == BODY_LINE
    assert f"{{s1@key {source}}}" in sentence


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("{s1 Ovik} {q1 said} {c1 it shuts.", "“{c1 …” is not closed in its paragraph"),
        ("{x Read on", "“{x …” is not closed in the file"),
        ("shut}", "closes nothing"),
        ("{d1 Ovik}", "“{d1” is no tag"),
        ("{c1}", "one blank must follow"),
        ("{s1 Ovik} {q1 said} {c1  it shuts}.", "blanks at the edge"),
        (r"a \b", "a lone backslash"),
        ("{s1 Ovik} {q1 said} it shuts.", "1 has no content"),
        ("{q1 said} {c1 it shuts}.", "1 has no source"),
        ("{s1 Ovik}: {c1 it shuts}.", "1 needs a cue"),
        ("{s1@lina She} {q1 said} {c1 it shuts}.", "@lina is no key"),
        ("{s1@lena She} {q1@per said} {c1 it shuts}.", "1 has several speakers: lena, per"),
        ("{s1 Ovik} {s1 Ovik} {q1 said} {c1 it shuts}.", "the source of 1 is tagged twice"),
        ("{s1.2 Radio Delta} {s1 Ovik} {q1 said} {c1 it shuts}.", "not numbered from .1"),
        (
            "{q1.1 heard} {s1 Ovik} {q1 said} {c1 it shuts}.",
            "the link 1.1 of the chain names nobody",
        ),
        ("{s1 Ovik} {q1 said} {c1.1 it shuts}.", "a content has no link number"),
        ("{x {s1 Ovik} {q1 said} {c1 it shuts}.}", "lies in boilerplate"),
        ("{s1,2 Ovik} {q1,2 said} {c1,2 it shuts}.", "2 says the same as 1"),
        ("“{c1 “It shuts”} {s1 Ovik} {q1 said}.", "marks around the content of 1 stand outside"),
        ("{c1 It shuts,} {s1 Ovik} {q1 said}.", "ends with “,”"),
        ("{s1 Ovik} {q1 said} {c1 that it shuts}.", "begins after “that”"),
        ("{s1 Ovik} {q1 said} {c1 it shuts.}", "the full stop of the sentence"),
        ("{s1 Ovik} {q1 has said} {c1 it shuts}.", "the verb without “has”"),
        ("{s1 Ovik} {q1 said that} {c1 it shuts}.", "the cue of 1 ends before"),
        ("{title Again}", "title is tagged twice"),
        ("{dateline Oslo}", "dateline is not stated, and yet its words are tagged"),
    ],
)
def test_a_fault_in_the_text_is_told_with_its_line(body, told):
    found = faults(body)

    assert any(told in sentence and line in {BODY_LINE, DATELINE} for line, sentence in found), (
        found
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("outlet: The Pier\n", "", "outlet is missing under [about]"),
        ("Northern Europe", "Atlantis", "region is “Atlantis”; it should be one of"),
        ("spelling:", "accent:", "accent is none of"),
        ("[fields]", "[facts]", "“[facts]” is none of"),
        ("author: not stated\npub", "pub", "nothing is said of author"),
        ("author: not stated\npub", "author: Jon\npub", "author has no evidence"),
        ("author: not stated\npub", "title:\npub", "title has no value"),
        ("author: not stated\npub", "colour: red\npub", "colour is none of the fields"),
        ("published: not stated", "published", "“published” is no “key: value”"),
        ("[text]", "", "there is no line [text]"),
        ("(organisation)", "(firm)", "“firm” is none of: person"),
        ("L. Ovik", "she", "“she” is no alias"),
        ("per: Per Lindqvaag", "per: Per Lindqvaag = Ovik", "“Ovik” also names lena"),
        ("per: Per", "lena: Per", "lena stands twice"),
        ("per: Per", "none: Per", "“none” is no key"),
        ("per: Per Lindqvaag", "per: (person)", "a speaker is “key: Name (kind)"),
    ],
)
def test_a_fault_in_the_head_is_told(old, new, told):
    assert old in HEAD

    found = faults("Text.", HEAD.replace(old, new, 1))

    assert any(told in sentence for _, sentence in found), found


def test_a_date_that_is_none_is_told():
    head = HEAD.replace("published: not stated", "published: 12 May")

    assert any("is not a date" in sentence for _, sentence in faults("{published May}", head))


def test_all_faults_are_told_at_once_in_the_order_of_their_lines():
    found = faults("{c1 It shuts}.\n{s2 Ovik} {q2 said} it shuts.")

    assert [line for line, _ in found] == [BODY_LINE, BODY_LINE, BODY_LINE + 1]
