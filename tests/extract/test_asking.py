import pickle
from importlib.metadata import EntryPoint

import pytest

from annotator.domain.claim import ClaimKind
from annotator.domain.errors import AnnotatorError, UsageError
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.layer import Scope
from annotator.domain.proposal import Extraction, ProposedAttribution, ProposedClaim
from annotator.domain.span import Span
from annotator.extract import asking, extractor
from annotator.extract.asking import Asked, EngineError, ask
from annotator.extract.extractor import find, threshold_of
from annotator.runtime import settings
from annotator.runtime.settings import Settings

TEXT = "Fares go up, she said."
INSIDE = Span(start=0, end=11)
OUTSIDE = Span(start=14, end=23)


class Odd:
    """An engine that does what the test wants."""

    name = "odd"
    version = "1"
    model = None

    def __init__(self, model=None):
        self.model = str(model) if model else None

    def extract(self, _text, _scope, _hints):
        return self.act()


@pytest.fixture
def engine(monkeypatch):
    """Install an engine whose `act` the test sets, and return its class."""
    fresh = type("Fresh", (Odd,), {})
    point = EntryPoint("odd", "tests", extractor.GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda _self: fresh)
    monkeypatch.setattr(extractor, "_installed", lambda: {"odd": point})
    asking.forget()
    yield fresh
    asking.forget()


def asked(text=TEXT, **options):
    return ask(Asked("odd", **options), "ferry.txt", text, {})


def claim(content=INSIDE, score=0.5, **parts):
    return ProposedClaim(kind=ClaimKind.DIRECT, content=(content,), score=score, **parts)


def fails_with(error):
    def act(_self):
        raise error

    return act


def test_what_an_engine_says_is_handed_on(engine):
    engine.act = lambda _self: Extraction(language="en", claims=(claim(),))

    assert asked().claims[0].content == (INSIDE,)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ValueError("too\nlong"), "odd failed on “ferry.txt”: ValueError: too long."),
        (KeyError("x"), "odd failed on “ferry.txt”: KeyError: 'x'."),
        (RecursionError(), "odd failed on “ferry.txt”: RecursionError."),
        (MemoryError("all of it."), "odd failed on “ferry.txt”: MemoryError: all of it."),
        (SystemExit(3), "odd failed on “ferry.txt”: SystemExit: 3."),
    ],
)
def test_what_an_engine_did_not_expect_is_one_sentence(engine, error, sentence):
    engine.act = fails_with(error)

    with pytest.raises(EngineError) as told:
        asked()

    assert str(told.value) == sentence
    assert "in act" in told.value.trace


def test_a_long_reason_is_cut(engine):
    engine.act = fails_with(ValueError("x" * 5_000))

    with pytest.raises(EngineError) as told:
        asked()

    assert len(str(told.value)) < 300


def test_an_expected_failure_stays_what_it_is(engine):
    engine.act = fails_with(AnnotatorError("It is in verse."))

    with pytest.raises(AnnotatorError, match=r"^It is in verse\.$") as told:
        asked()

    assert not isinstance(told.value, EngineError)


SURE = claim().model_copy(update={"score": 2})


@pytest.mark.parametrize(
    "rubbish",
    [
        None,
        [],
        "claims",
        Extraction(language="en", claims=(claim(OUTSIDE),)),
        Extraction(language="en", boilerplate=(OUTSIDE,)),
        Extraction(language="en", claims=(claim(chain=(ProposedAttribution(cue=OUTSIDE),)),)),
        Extraction(language="en", claims=(claim(chain=(ProposedAttribution(source=OUTSIDE),)),)),
        Extraction(
            language="en",
            fields={"title": FieldValue(value="x", state=FieldState.UNVERIFIED, evidence=OUTSIDE)},
        ),
        Extraction.model_construct(
            language="en", claims=(claim().model_copy(update={"score": 2}),)
        ),
        Extraction.model_construct(language="en", claims=None),
        Extraction.model_construct(language="en", claims=(7,)),
        Extraction.model_construct(
            language="en", boilerplate=(Span.model_construct(start=-3, end=2),)
        ),
    ],
)
def test_rubbish_is_one_sentence(engine, rubbish):
    engine.act = lambda _self: rubbish

    with pytest.raises(EngineError, match=r"^odd failed on “ferry\.txt”: \w+Error: .+\.$"):
        asked()


def test_a_failure_travels_between_processes_with_its_trace():
    error = pickle.loads(pickle.dumps(EngineError("It fell.", "at line 7")))  # noqa: S301 - ours

    assert (str(error), error.trace) == ("It fell.", "at line 7")


def test_an_engine_is_loaded_once_and_anew_when_its_model_has_changed(engine, tmp_path):
    made = []
    engine.__init__ = lambda _self, model=None: made.append(model)
    engine.act = lambda _self: Extraction(language="en")
    model = tmp_path / "small.model"
    model.write_bytes(b"one")

    asked(model=model)
    asked(model=model)
    model.write_bytes(b"three")
    asked(model=model)
    asked()

    assert made == [model, model, None]


def test_an_engine_is_loaded_anew_when_the_settings_have_changed(engine, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path))
    made = []
    engine.__init__ = lambda _self: made.append(settings.load().settings.llm_model)
    engine.act = lambda _self: Extraction(language="en")

    for model in ("small", "small", "larger"):
        if model not in made:
            settings.save(Settings(llm_model=model))
        asked()

    assert made == ["small", "larger"]


def test_the_scope_reaches_the_engine(engine):
    seen = []
    engine.extract = lambda _self, _text, scope, _hints: (
        seen.append(scope) or Extraction(language="en")
    )

    asked(scope=Scope.SPEECH_AND_STANCE)

    assert seen == [Scope.SPEECH_AND_STANCE]


def test_an_engine_that_takes_no_model_says_so(engine, tmp_path):
    engine.__init__ = lambda _self: None

    with pytest.raises(UsageError, match=r"^The engine “odd” takes no model\.$"):
        find("odd", tmp_path)


def test_an_engine_that_breaks_when_made_is_one_sentence(engine):
    engine.__init__ = fails_with(RuntimeError("no\nweights"))

    with pytest.raises(UsageError, match=r"“odd” cannot be loaded: RuntimeError: no weights\."):
        find("odd")


def test_an_expected_failure_when_made_keeps_its_sentence(engine):
    engine.__init__ = fails_with(UsageError("Type in an address first."))

    with pytest.raises(UsageError, match=r"^Type in an address first\.$"):
        find("odd")


def test_an_engine_may_have_a_threshold_of_its_own(engine):
    assert threshold_of(find("odd")) == 0.0
    engine.threshold = 0.35
    assert threshold_of(find("odd")) == 0.35


@pytest.mark.parametrize("threshold", [-0.1, 1.1, "high", None])
def test_a_threshold_that_is_none_is_one_sentence(engine, threshold):
    engine.threshold = threshold

    with pytest.raises(UsageError, match="has a threshold that is none"):
        threshold_of(find("odd"))
