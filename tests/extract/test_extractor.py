from importlib.metadata import EntryPoint

import pytest

from annotator.domain.errors import UsageError
from annotator.extract import extractor
from annotator.extract.extractor import Extractor, find, names
from annotator.extract.rules import RulesExtractor


def test_the_rules_are_installed_under_their_name():
    assert "rules" in names()
    engine = find("rules")
    assert isinstance(engine, Extractor)
    assert (engine.name, engine.model) == ("rules", None)


def test_an_unknown_engine_is_one_sentence_that_names_the_known_ones():
    with pytest.raises(UsageError, match=r"There is no engine named “oracle”; installed: .*rules"):
        find("oracle")


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("no_such_module:Engine", "cannot be loaded"),
        ("annotator.extract.rules:NoSuchClass", "cannot be loaded"),
        ("annotator.extract.drafting.cues:Cue", "cannot be loaded"),
        ("builtins:dict", "is not an extractor"),
    ],
)
def test_a_broken_engine_is_one_sentence(monkeypatch, value, sentence):
    point = EntryPoint("broken", value, extractor.GROUP)
    monkeypatch.setattr(extractor, "entry_points", lambda **_: [point])
    with pytest.raises(UsageError, match=f"The engine “broken” {sentence}"):
        find("broken")


def test_the_rules_keep_the_protocol():
    engine: Extractor = RulesExtractor()
    assert engine.version
