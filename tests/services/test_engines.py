from importlib.metadata import EntryPoint

import pytest

from annotator.extract import extractor
from annotator.services.engines import EngineInfo, engines
from annotator.services.standby import Standby


class Wants:
    def __init__(self, model=None):
        if model is None:
            raise ModuleNotFoundError("No module named 'weights'")


@pytest.fixture
def broken(monkeypatch):
    point = EntryPoint("broken", "tests", extractor.GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda _self: Wants)
    monkeypatch.setattr(extractor, "_installed", lambda: {"broken": point})


def test_the_engine_of_rules_is_always_there_and_takes_no_model():
    by_name = {info.name: info for info in engines()}

    assert by_name["rules"] == EngineInfo(name="rules")
    assert by_name["neural"].takes_model


def test_an_engine_that_cannot_be_loaded_says_why_in_a_sentence(broken):
    (info,) = engines()

    assert info.name == "broken"
    assert info.takes_model
    assert "No module named 'weights'" in info.why


def test_an_engine_whose_code_is_gone_takes_nothing_and_says_so(broken, monkeypatch):
    def gone(_self):
        raise ImportError("it was removed")

    monkeypatch.setattr(EntryPoint, "load", gone)
    (info,) = engines()

    assert "it was removed" in info.why
    assert not info.takes_model


def test_the_list_can_be_made_in_the_process_that_reads():
    standby = Standby()
    assert "rules" in [info.name for info in standby.call(engines)]
    standby.close()
