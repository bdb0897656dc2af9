from pathlib import Path

import pytest

from annotator.domain.errors import CancelledError, UsageError
from annotator.domain.layer import Scope
from annotator.extract.extractor import find
from annotator.extract.learned.examples import Example
from annotator.extract.learned.model_file import read_model
from annotator.extract.learned.training import train
from annotator.runtime.progress import Cancel, Silent

FRESH = (
    "The council met on Tuesday night.\n\n"
    "On Friday Vera Lindqvist said that the tunnel floods every spring.\n\n"
    "Later the mayor fears that the tunnel will never open."
)


class Heard:
    """A progress that remembers, and asks to stop when a stage is named."""

    def __init__(self, stop_at: str = "") -> None:
        self.steps: list[tuple[int, int | None, str]] = []
        self._stop_at = stop_at

    def step(self, done: int, total: int | None, label: str, /) -> None:
        self.steps.append((done, total, label))
        if label == self._stop_at:
            raise CancelledError("Stopped.")


def claims(model: Path, text: str, scope: Scope = Scope.SPEECH_AND_STANCE):
    found = find("crf", model).extract(text, scope).claims
    return [" … ".join(text[span.start : span.end] for span in item.content) for item in found]


def test_a_model_of_a_dozen_small_articles_proposes(small_model: Path):
    assert "the tunnel floods every spring" in claims(small_model, FRESH)


def test_scores_are_probabilities_of_a_named_model(small_model: Path):
    engine = find("crf", small_model)

    found = engine.extract(FRESH, Scope.SPEECH_AND_STANCE).claims

    assert found
    assert all(0.0 < item.score <= 1.0 for item in found)
    assert engine.model == read_model(small_model).name


def test_the_scope_speech_drops_what_was_learned_as_stance(small_model: Path):
    assert "the tunnel will never open" in claims(small_model, FRESH)
    assert "the tunnel will never open" not in claims(small_model, FRESH, Scope.SPEECH)


def test_the_same_seed_gives_the_same_bytes(small_model: Path, tmp_path: Path, articles):
    again = tmp_path / "again.model"

    train(articles, again, seed=7)

    assert again.read_bytes() == small_model.read_bytes()


def test_another_seed_gives_another_model(small_model: Path, tmp_path: Path, articles):
    other = tmp_path / "other.model"

    train(articles, other, seed=8)

    assert read_model(other).name != read_model(small_model).name


def test_the_manifest_tells_what_was_learned_from(small_model: Path, articles):
    manifest = read_model(small_model, "crf").manifest

    assert manifest.data["articles"] == len(articles)
    assert manifest.data["attributions"] == sum(len(item.attributions) for item in articles)


def test_progress_rises_and_names_the_stages(tmp_path: Path, articles):
    heard = Heard()

    train(articles[:4], tmp_path / "new.model", progress=heard)

    done = [step[0] for step in heard.steps]
    assert done == sorted(done)
    assert {step[2] for step in heard.steps} == {
        "Reading",
        "Learning cues",
        "Learning parts",
        "Choosing",
    }
    assert all(step[1] == 1000 and step[0] <= 1000 for step in heard.steps)


@pytest.mark.parametrize("stage", ["Reading", "Learning cues", "Learning parts", "Choosing"])
def test_a_cancelled_training_leaves_what_was_there(tmp_path: Path, articles, stage):
    path = tmp_path / "old.model"
    path.write_bytes(b"the old one")

    with pytest.raises(CancelledError):
        train(articles[:3], path, progress=Heard(stop_at=stage))

    assert path.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_training_that_is_asked_to_stop_at_once_writes_nothing(tmp_path: Path, articles):
    cancel = Cancel()
    cancel.ask()

    with pytest.raises(CancelledError):
        train(articles, tmp_path / "new.model", progress=Silent(cancel))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("nothing", [[], [Example("1.txt", "Words, but no attribution.", ())]])
def test_nothing_to_learn_from_is_said(tmp_path: Path, nothing):
    with pytest.raises(UsageError, match="There is nothing to learn from: no attribution"):
        train(nothing, tmp_path / "new.model")


def test_articles_in_another_language_are_nothing_to_learn_from(tmp_path: Path, articles):
    german = "Der Bürgermeister sagte am Montag, dass die Brücke im Mai für Autos gesperrt wird."
    foreign = Example("de.txt", german, articles[0].attributions[:0])
    marked = articles[0].attributions[0]
    foreign = foreign._replace(attributions=(marked,))

    with pytest.raises(UsageError, match="no article is in English"):
        train([foreign], tmp_path / "new.model")


def test_a_single_article_is_enough(tmp_path: Path, articles):
    train(articles[:1], tmp_path / "one.model")

    assert read_model(tmp_path / "one.model", "crf").parts


def test_another_engine_is_not_trained_here(tmp_path: Path, articles):
    with pytest.raises(UsageError, match="“rules” cannot be trained here"):
        train(articles, tmp_path / "new.model", engine="rules")
