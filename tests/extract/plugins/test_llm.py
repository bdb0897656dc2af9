import json

import pytest

from annotator.domain.claim import ClaimKind
from annotator.domain.errors import UsageError
from annotator.domain.layer import Scope
from annotator.extract.asking import Asked
from annotator.extract.extractor import Extractor, find
from annotator.extract.plugins.llm import engine as engine_module
from annotator.extract.plugins.llm.endpoint import EndpointError
from annotator.extract.plugins.llm.engine import LlmExtractor
from annotator.runtime import settings
from annotator.runtime.settings import Settings
from annotator.services.reading import warm_up

from .conftest import completion, replies, report, says

TEXT = """\
Ferry fares to rise in May

The ferries to the islands will cost more from spring on, after two years in which nothing changed.

“Fares go up in May,” harbour master Lena Ovik said on Monday, “and not before.”

The Harbour Gazette reported that, according to the port authority, two piers will close. She \
added that nobody would lose a job, and that the men from the piers would find work on the boats.

The town has had a ferry since the year in which the bridge over the sound was swept away.
"""
OVIK = report("harbour master Lena Ovik", "said", "Fares go up in May", "and not before")
ADDED = report("She", "added", "nobody would lose a job")
GAZETTE = report(
    "The Harbour Gazette", "reported", "according to the port authority, two piers will close"
)
PORT = report("the port authority", "according to", "two piers will close")


@pytest.fixture
def engine(model):
    return LlmExtractor(Settings(llm_url=model.url, llm_model="small"))


def words(claim, text=TEXT):
    return tuple(span.of(text) for span in claim.content)


def test_what_it_finds_becomes_claims_with_our_speakers_chains_and_kinds(engine, model):
    model.otherwise = says(OVIK, GAZETTE, PORT, ADDED)

    first, second, third = engine.extract(TEXT).claims

    assert words(first) == ("Fares go up in May", "and not before")
    assert (first.kind, first.chain[-1].speaker) == (ClaimKind.DIRECT, "Lena Ovik")
    assert words(second) == ("two piers will close",)
    assert second.kind is ClaimKind.INDIRECT
    assert [link.source.of(TEXT) for link in second.chain] == [
        "The Harbour Gazette",
        "the port authority",
    ]
    assert third.chain[-1].speaker == "Lena Ovik"
    assert all(claim.score == engine_module.SCORE for claim in (first, second, third))


def test_fields_and_boilerplate_are_as_with_every_engine(engine):
    found = engine.extract(TEXT, Scope.SPEECH, {"outlet": "The Gazette"})

    assert found.fields["title"].value == "Ferry fares to rise in May"
    assert (found.claims, found.note) == ((), None)


def test_the_model_is_sent_the_article_and_nothing_else(engine, model):
    engine.extract(TEXT)

    (asked,) = model.asked
    system, user = asked["messages"]
    assert asked["model"] == "small"
    assert "“Fares go up in May,” harbour master Lena Ovik said" in user["content"]
    assert "Ferry fares to rise in May" not in user["content"]
    assert system["content"].startswith("You read news and list who is reported to have said what.")
    assert set(asked) == {"model", "messages", "temperature", "response_format"}


def test_the_scope_is_asked_for(engine, model):
    engine.extract(TEXT, Scope.SPEECH)
    engine.extract(TEXT, Scope.SPEECH_AND_STANCE)

    speech, stance = (asked["messages"][0]["content"] for asked in model.asked)
    assert "not what somebody only thinks" in speech
    assert "to think, want, intend, endorse or find in a poll" in stance


def test_of_another_language_nothing_is_sent(engine, model):
    found = engine.extract(
        "Le maire a déclaré lundi que le pont serait ouvert au printemps, malgré la pluie. Les "
        "habitants attendent depuis trois ans que les travaux soient enfin terminés."
    )

    assert found.note
    assert model.requests == []


def test_an_endpoint_without_schemas_is_asked_for_plain_json_from_then_on(engine, model):
    model.script = [replies({"error": "no response_format"}, 400), says(OVIK)]

    first, second = engine.extract(TEXT), engine.extract(TEXT)

    assert len(first.claims) == 1
    assert second.claims == ()
    forms = [asked.get("response_format", {}).get("type") for asked in model.asked]
    assert forms == ["json_schema", "json_object", "json_object"]


def test_an_endpoint_that_takes_nothing_but_words_gets_nothing_but_words(engine, model):
    model.script = [replies({}, 422), replies({}, 415), replies({}, 400), says(OVIK)]

    assert len(engine.extract(TEXT).claims) == 1
    assert set(model.asked[-1]) == {"model", "messages"}


@pytest.mark.parametrize(
    "answer",
    [
        "```json\n{}\n```",
        "Here it is:\n{}",
        "{}\nI hope that this helps.",
        "<think>no braces</think>{}",
    ],
)
def test_json_in_a_fence_or_with_a_greeting_is_found(engine, model, answer):
    words = answer.replace("{}", json.dumps({"attributions": [OVIK]}))
    model.otherwise = replies(completion(words))

    assert len(engine.extract(TEXT).claims) == 1


def test_content_that_is_one_string_is_taken_for_a_list(engine, model):
    model.otherwise = says({**ADDED, "content": "nobody would lose a job"})

    assert words(engine.extract(TEXT).claims[0]) == ("nobody would lose a job",)


def test_words_that_were_tidied_up_are_found_again_for_a_lower_score(engine, model):
    model.otherwise = says(
        report("HARBOUR MASTER  Lena Ovik", "said", '"fares go up in May"', "and not before."),
        report("She", "added", "that no body would loose a job"),
        report("the port-authority", "according to", "two piers will close"),
    )

    found = engine.extract(TEXT)

    by_cue = {claim.chain[-1].cue.of(TEXT): claim for claim in found.claims}
    assert words(by_cue["said"]) == ("Fares go up in May", "and not before.")
    assert words(by_cue["added"]) == ("that nobody would lose a job",)
    assert 0.6 < by_cue["added"].score < engine_module.SCORE
    assert "according to" not in by_cue
    assert found.note == "One report of the model was left out, as its words are not in the text."


def test_a_long_article_is_sent_in_pieces_of_whole_paragraphs(engine, model, monkeypatch):
    monkeypatch.setattr(engine_module, "_LONGEST", 200)
    model.script = [says(OVIK), says(GAZETTE, PORT, ADDED)]

    found = engine.extract(TEXT)

    sent = [asked["messages"][1]["content"] for asked in model.asked]
    assert len(sent) == 3
    assert all(len(piece) <= 202 for piece in sent)
    assert sent[0].endswith("“and not before.”")
    assert len(found.claims) == 3


def test_a_paragraph_too_long_is_cut_between_sentences(engine, model, monkeypatch):
    monkeypatch.setattr(engine_module, "_LONGEST", 110)

    engine.extract(TEXT)

    sent = [asked["messages"][1]["content"] for asked in model.asked]
    assert [piece[:12] for piece in sent[1:4]] == ["“Fares go up", "The Harbour ", "She added th"]


def test_the_time_for_an_article_holds_for_all_its_pieces(engine, model, monkeypatch):
    monkeypatch.setattr(engine_module, "_LONGEST", 110)
    clock = iter([0.0, 1.0, 301.0])
    monkeypatch.setattr(engine_module.time, "monotonic", lambda: next(clock, 302.0))
    monkeypatch.setattr(engine._conversation, "reports", lambda *_asked: [])

    with pytest.raises(EndpointError, match="took over 300 seconds for the article"):
        engine.extract(TEXT)


def test_one_piece_that_fails_lets_nothing_be_proposed(engine, model, monkeypatch):
    monkeypatch.setattr(engine_module, "_LONGEST", 110)
    model.script = [says(OVIK), replies(b"no")]

    with pytest.raises(EndpointError):
        engine.extract(TEXT)


def test_it_is_an_engine_whose_model_is_the_one_that_was_set(engine):
    assert isinstance(engine, Extractor)
    assert (engine.name, engine.model) == ("llm", "small")


def test_without_an_address_it_says_what_to_set(tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path))
    with pytest.raises(UsageError, match="needs the address and the name of a language model"):
        find("llm")
    settings.save(Settings(llm_url="http://127.0.0.1:9/v1"))
    with pytest.raises(UsageError, match="needs the address and the name of a language model"):
        find("llm")


def test_the_key_of_the_environment_comes_before_the_one_that_is_set(model, monkeypatch):
    for variable, key in (("", "set"), ("mine", "mine")):
        monkeypatch.setenv("ANNOTATOR_LLM_KEY", variable)
        LlmExtractor(Settings(llm_url=model.url, llm_model="m", llm_key="set")).extract(TEXT)

        assert model.requests[-1][1]["Authorization"] == f"Bearer {key}"


def test_without_a_key_none_is_sent(engine, model, monkeypatch):
    monkeypatch.delenv("ANNOTATOR_LLM_KEY", raising=False)

    engine.extract(TEXT)

    assert "Authorization" not in model.requests[-1][1]


@pytest.mark.parametrize(
    "url",
    [
        "here",
        "ftp://host/v1",
        "http://",
        "http://:80",
        "http://host:port",
        "http://ho st/v1",
        "//x",
    ],
)
def test_an_address_that_is_none_is_one_sentence(url):
    with pytest.raises(UsageError, match="is no address of a language model"):
        LlmExtractor(Settings(llm_url=url, llm_model="m"))


@pytest.mark.parametrize("url", ["http://me:key@host/v1", "http://host/v1?key=x", "http://host/#x"])
def test_an_address_holds_no_secrets(url):
    with pytest.raises(UsageError, match="holds no name, key"):
        LlmExtractor(Settings(llm_url=url, llm_model="m"))


@pytest.mark.parametrize("key", ["a b", "a\nHost: other", "ключ"])
def test_a_key_that_is_none_is_one_sentence(key):
    with pytest.raises(UsageError, match="holds marks that no key has"):
        LlmExtractor(Settings(llm_url="http://127.0.0.1:9", llm_model="m", llm_key=key))


def test_the_key_is_not_shown():
    assert "secret" not in repr(Settings(llm_key="secret"))


def test_warming_up_sends_nothing(model, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path))
    settings.save(Settings(llm_url=model.url, llm_model="small"))

    warm_up(Asked("llm"))

    assert model.requests == []
