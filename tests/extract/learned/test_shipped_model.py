import pytest

from annotator.domain.layer import Scope
from annotator.extract.extractor import Extractor, find
from annotator.extract.learned.engine import SHIPPED
from annotator.extract.learned.model_file import read_model
from annotator.runtime.resources import resource

MOST_BYTES = 6_000_000
TEXT = """The council of Poti met on Tuesday night in the old town hall to hear about the pier.

The harbour master, Lena Ovik, opened with the figures. The pier, she maintains, is safe for \
another ten years. What Ovik cannot explain is where the money went. That question, the mayor \
quipped, was one for the archaeologists. He called the office twice on Monday, and nobody picked \
up the phone.

The union sees things differently. Its chairman, Tom Halvik, maintains the damage was done by the \
ferries.

Residents grumble that nobody asked them. “Nobody came to us,” Rada Moll shouted from the back, \
“not once in nine years.” She showed the room her letters, claimed her coat and left. Halvik went \
further and likened the council to a crew that sells its own boat.

The band played on, and the ferry answered with its horn."""
SAID = {
    "The pier … is safe for another ten years",
    "That question … was one for the archaeologists",
    "the damage was done by the ferries",
    "nobody asked them",
    "Nobody came to us … not once in nine years.",
    "the council to a crew that sells its own boat",
}


def contents(engine: Extractor) -> set[str]:
    found = engine.extract(TEXT, Scope.SPEECH_AND_STANCE).claims
    return {" … ".join(TEXT[span.start : span.end] for span in item.content) for item in found}


def f1(found: set[str]) -> float:
    return 2 * len(found & SAID) / (len(found) + len(SAID))


@pytest.fixture(scope="module")
def crf() -> Extractor:
    return find("crf")


def test_the_model_that_ships_reads_better_than_rules_alone(crf):
    assert f1(contents(crf)) > f1(contents(find("rules")))


def test_it_finds_what_no_rule_does(crf):
    missed = "the damage was done by the ferries"

    assert missed in contents(crf)
    assert missed not in contents(find("rules"))


def test_what_only_looks_like_speech_scores_below_all_that_is(crf):
    found = crf.extract(TEXT, Scope.SPEECH_AND_STANCE).claims
    scores = {
        " … ".join(TEXT[span.start : span.end] for span in item.content): item.score
        for item in found
    }

    assert scores.get("her coat and left", 0.0) < min(scores[item] for item in SAID)


def test_it_is_named_and_told_what_it_learned_from(crf):
    model = read_model(resource(SHIPPED), "crf")

    assert crf.model == model.name
    assert model.manifest.data["articles"] == 353
    assert resource(SHIPPED).stat().st_size < MOST_BYTES


def test_the_same_text_gives_the_same(crf):
    assert crf.extract(TEXT) == crf.extract(TEXT)
