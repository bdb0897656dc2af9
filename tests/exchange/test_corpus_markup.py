from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.claim import ClaimKind
from annotator.domain.errors import AnnotatorError
from annotator.domain.field import FieldState
from annotator.domain.speaker import SpeakerKind
from annotator.exchange.corpus.checks import length_fault, name_faults, offset_faults
from annotator.exchange.corpus.compiling import compiled
from annotator.exchange.corpus.faults import Faults, MarkupError
from annotator.exchange.corpus.hints import hints
from annotator.exchange.corpus.lines import to_json
from annotator.exchange.corpus.readback import readback
from annotator.exchange.corpus.reading import read_article, read_corpus
from annotator.exchange.corpus.tags import untagged

HEAD = (Path(__file__).parent / "corpus_head.txt").read_text(encoding="utf-8")
PATTERN = Path(__file__).parents[2] / "seeds" / "corpus" / "train" / "tea_bonus.txt"


def kind_of(text, content):
    quoted = [text[: span.start].count("“") > text[: span.start].count("”") for span in content]
    return ClaimKind.DIRECT if all(quoted) else ClaimKind.INDIRECT


def article(body, head=HEAD):
    return compiled(head + body, "pier.txt", kind_of)


def only(body):
    (attribution,) = article(body).attributions
    return attribution


def words(body):
    """Return what each attribution says: speakers, source, cue, fragments."""
    made = article(body)
    return {
        item.label: (
            [*item.via, item.last.speaker],
            item.last.source and item.last.source.of(made.text),
            item.last.cue and item.last.cue.of(made.text),
            [span.of(made.text) for span in item.content],
        )
        for item in made.attributions
    }


def test_an_attribution_is_the_tags_of_one_number():
    assert words("{s1 Mayor Lena Ovik} {q1 said} {c1 it shuts}.") == {
        "1": (["Lena Ovik"], "Mayor Lena Ovik", "said", ["it shuts"])
    }


def test_the_text_holds_no_tags_and_ends_with_one_line_end():
    assert article("{s1 Ovik} {q1 said} {c1 it shuts}.\n\n\n").text == (
        "Pier shuts\nOvik said it shuts.\n"
    )


def test_escaped_braces_and_backslashes_are_text():
    assert article(r"a \{b\} \\ c").text == "Pier shuts\na {b} \\ c\n"


def test_offsets_count_code_points():
    made = article("🌊🌊 {s1 Ovik} {q1 said} {c1 it 🌊 shuts}.")

    (start, end), *_ = to_json(made)["attributions"][0]["content"]

    assert made.text[start:end] == "it 🌊 shuts"


def test_what_the_cue_splits_is_several_fragments():
    found = words("“{c1 It shuts},” {s1 Ovik} {q1 said}, “{c1 and soon.}”")

    assert found["1"][3] == ["It shuts", "and soon."]


def test_fragments_with_only_blanks_between_are_one():
    found = words("{s1,2 Ovik} {q1,2 said} {c1 six} {c1,2 is the toll} {c2 so far}.")

    assert found["1"][3] == ["six is the toll"]
    assert found["2"][3] == ["is the toll so far"]


def test_one_source_serves_several_attributions():
    found = words("{s1,2@lena She} {q1 said} {c1 it shuts}, {q2 adding} {c2 it is old}.")

    assert found["1"][:2] == found["2"][:2] == (["Lena Ovik"], "She")


def test_outer_links_come_before_the_speaker_in_their_order():
    made = only(
        "{c1 It shuts}, {s1.1 Radio Delta} {q1.1 reports}, "
        "{s1.2 the Port Authority} {q1 citing} {s1 Ovik}."
    )

    assert made.via == ("Radio Delta", "Port Authority")
    assert made.last.speaker == "Lena Ovik"


def test_a_quotation_in_a_quotation_has_the_outer_speaker_in_via():
    found = words(
        "“{c1 {s2@lena She} {q2 told} me, ‘{c2 It shuts.}’ I wept},” {s1@per he} {q1 said}."
    )

    assert found["2"][0] == ["Per Lindqvaag", "Lena Ovik"]
    assert found["1"][0] == ["Per Lindqvaag"]


def test_an_aside_between_two_fragments_has_no_via():
    found = words(
        "{c1 The toll}, which {s2@per he} {q2 calls} {c2 theft}, {c1 rises}, {s1 Ovik} {q1 said}."
    )

    assert found["2"][0] == ["Per Lindqvaag"]


def test_shared_words_are_no_nesting():
    found = words("{s1 Ovik} {q1 said}, and {s2@per he} {q2 agreed}, that {c1,2 it shuts}.")

    assert found["1"][0] == ["Lena Ovik"]
    assert found["2"][0] == ["Per Lindqvaag"]


def test_a_passive_names_nobody():
    found = words("It was {q1@none stressed} that {c1 it shuts}.")

    assert found["1"] == ([None], None, "stressed", ["it shuts"])


def test_a_speaker_may_be_certain_where_no_source_stands():
    assert only("“{c1!@lena It shuts.}”").last.speaker == "Lena Ovik"


def test_a_tilde_on_any_tag_marks_stance():
    made = article("{s1 Ovik} {q1~ wants} {c1 it shut}. {s2@lena She} {q2 said} {c2 so}.")

    assert [item["scope"] for item in to_json(made)["attributions"]] == ["stance", "speech"]


def test_a_kind_can_be_set_by_hand():
    assert only("{s1 Ovik} {q1 wrote}: {c1=mixed it shuts}").kind is ClaimKind.MIXED


def test_a_label_may_have_a_letter():
    assert list(words("{s7a Ovik} {q7a said} {c7a it shuts}.")) == ["7a"]


def test_fields_take_the_tagged_words_or_the_value_of_the_head():
    head = HEAD.replace("published: not stated", "published: 2024-05-12").replace(
        "author: not stated\npub", "pub"
    )

    fields = article("By {author Jon  Lie}, {published 12 May}", head).fields

    assert (fields["author"].value, fields["published"].value) == ("Jon Lie", "2024-05-12")
    assert fields["published"].state is FieldState.CONFIRMED
    assert fields["dateline"].state is FieldState.NOT_STATED


def test_boilerplate_runs_over_paragraphs_and_is_trimmed():
    made = article("Text.\n{x Read on\nMore }\n")

    assert [span.of(made.text) for span in made.boilerplate] == ["Read on\nMore"]


def test_a_line_of_json_has_chain_states_evidence_and_speakers():
    line = to_json(article("{c1 It shuts}, {s1.1 Radio Delta} {q1.1 said}, {q1 citing} {s1 Ovik}."))

    assert line["id"] == "pier.txt"
    assert line["fields"]["title"] == "Pier shuts"
    assert line["states"]["outlet"] == "not_stated"
    assert line["evidence"] == {"title": [0, 10]}
    assert line["speakers"][1] == {
        "name": "Port Authority",
        "kind": SpeakerKind.ORGANISATION,
        "aliases": [],
    }
    assert line["attributions"][0]["via"] == ["Radio Delta"]
    assert [link["speaker"] for link in line["attributions"][0]["chain"]] == [
        "Radio Delta",
        "Lena Ovik",
    ]
    assert list(offset_faults(line)) == []


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Ovik", "Lena Ovik"),
        ("the Port Authority", "Port Authority"),
        ("harbour master L. Ovik", "Lena Ovik"),
        ("Minister of Trade Per Lindqvaag", "Per Lindqvaag"),
    ],
)
def test_a_source_resolves_by_name_alias_or_name_after_titles(source, speaker):
    assert only(f"{{s1 {source}}} {{q1 said}} {{c1 it shuts}}.").last.speaker == speaker


def test_abbreviations_may_end_an_indirect_content():
    assert words("{s1 Ovik} {q1 said} {c1 it shuts at 3 a.m.}")["1"][3] == ["it shuts at 3 a.m."]


def test_that_may_begin_a_content_where_it_points_at_something():
    assert words("{c1 That one shuts}, {s1 Ovik} {q1 said}.")["1"][3] == ["That one shuts"]


def test_hints_ask_about_cues_and_quotations_without_a_tag():
    made = article(
        "{s1 Ovik} {q1 said} {c1 it shuts}. Per warned nobody. “A sentence that nobody has tagged.”"
        "\n{x “A sentence in a teaser,” he said}"
    )

    assert [hint.partition(" … ")[0] for hint in hints(made)] == ["a cue?", "a quotation?"]


def test_readback_shows_chain_source_cue_and_content():
    lines = list(
        readback(article("{c1 It shuts}, {s1.1 Radio Delta} {q1.1 said}, {q1 citing} {s1 Ovik}."))
    )

    assert "  1. Radio Delta > Lena Ovik (indirect) | Ovik | citing | It shuts" in lines
    assert "       via Radio Delta | Radio Delta | said" in lines


def test_the_pattern_article_is_sound():
    made = read_article(PATTERN, kind_of)

    assert len(made.attributions) > 16
    assert {item.reach.value for item in made.attributions} == {"speech", "stance"}
    assert any(len(item.chain) > 2 for item in made.attributions)
    assert length_fault(made) is None
    assert list(offset_faults(to_json(made))) == []


def test_too_short_an_article_and_a_name_in_two_splits_are_told():
    made = article("Short. Lena Ovik, Per and Astrid Lindqvaag.")

    assert "9 words without boilerplate" in length_fault(made)
    assert list(name_faults({"train": [made], "test": [made]})) == [
        "pier.txt: it stands in train and in test"
    ]


def test_a_person_whom_the_text_does_not_name_so_is_told_but_no_institution():
    made = article("LENA OVIK and Astrid Lindqvaag were out.")

    assert list(name_faults({"dev": [made]})) == [
        "pier.txt: the text does not name “Per Lindqvaag” so"
    ]


def test_a_corpus_keeps_the_sound_articles_and_tells_of_the_others(tmp_path):
    for name, body in (("good", "Text."), ("bad", "{c1 Text}."), ("latin", "")):
        (tmp_path / "dev").mkdir(exist_ok=True)
        path = tmp_path / "dev" / f"{name}.txt"
        path.write_bytes((HEAD + body).encode() if body else b"caf\xe9")

    corpus = read_corpus(tmp_path, kind_of)

    assert [made.name for made in corpus.articles["dev"]] == ["good.txt"]
    assert [str(error).partition(".txt:")[0][-5:] for error in corpus.errors] == ["v/bad", "latin"]
    assert all(isinstance(error, AnnotatorError) for error in corpus.errors)


def test_other_line_ends_are_refused(tmp_path):
    path = tmp_path / "dos.txt"
    path.write_bytes((HEAD + "Text.").replace("\n", "\r\n").encode())

    with pytest.raises(MarkupError, match="line ends are LF"):
        read_article(path, kind_of)


@given(st.text(alphabet="ab {}\\\n“c1sx@~.", max_size=60))
def test_any_markup_is_read_or_refused_in_sentences(body):
    told = ()
    try:
        made = article(body)
    except MarkupError as error:
        told = error.faults

    assert all(line > 0 and sentence for line, sentence in told)
    assert told or list(offset_faults(to_json(made))) == []


@given(st.text(alphabet="ab{}\\ 🌊é", min_size=1))
def test_escaping_brings_every_text_through(text):
    escaped = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    noted = Faults()

    assert untagged(escaped, 1, noted).text == text
    noted.raise_if_any("x")
