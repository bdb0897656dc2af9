import json
import signal
from pathlib import Path

import pytest

from annotator.extract.learned.model_file import read_model, write_model
from annotator.runtime.progress import Silent
from annotator.services import training
from annotator.services.own_corpus import own_corpus

TEXT = "{0} said that week {1} was wet. The baker, {0}, added that week {1} had been cold."

pytestmark = pytest.mark.timeout(300)  # models are trained


@pytest.fixture(scope="module")
def few():
    """Give a few articles in place of the corpus that ships, so that training takes seconds."""
    return own_corpus(splits=["dev"])[:2]


@pytest.fixture(autouse=True)
def _small_corpus(monkeypatch, few):
    monkeypatch.setattr(training, "own_corpus", lambda _progress: few)


@pytest.fixture(scope="module")
def made(few, tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "few.model"
    training.train_on(few, path, "crf", Silent())
    return read_model(path)


@pytest.fixture
def quick(monkeypatch, made):
    """Let training be quick: it copies what was learned once, with a note of what it was given."""

    def train(given, path, *, seed, progress):
        progress.step(0, 1, "quick")
        note = {"texts": len(given), "seed": seed}
        write_model(path, made.manifest.amended(data=note), made.parts)

    monkeypatch.setattr(training, "_trainer", lambda _engine: train)


def line(number):
    text = TEXT.format(f"Lena Ovik{number}", number)
    said = [("said", f"week {number} was wet"), ("added", f"week {number} had been cold")]
    return {
        "id": f"week {number}",
        "text": text,
        "attributions": [
            {
                "type": "indirect",
                "source": [[0, text.index(" said")]],
                "cue": [place(text, cue)],
                "content": [place(text, content)],
            }
            for cue, content in said
        ],
    }


def place(text, words):
    start = text.index(words)
    return [start, start + len(words)]


@pytest.fixture
def annotated(annotator):
    path = Path("weeks.jsonl").absolute()
    path.write_text("".join(f"{json.dumps(line(number))}\n" for number in range(4)))
    return path


def test_json_lines_make_a_model_and_a_table(annotator, annotated):
    done = annotator("learn", annotated, "--out", "m.model", "--folds", "2", "--report", "r.json")

    lines = done.out.splitlines()
    assert (done.status, done.err) == (0, "")
    assert lines[0] == f"{annotated}: 4 documents."
    assert lines[1] == (
        "crf learned from 4 documents with 8 claims, beside 2 articles of the corpus."
    )
    assert lines[2].startswith("held out in 2 folds")
    assert lines[-1].startswith("The model crf-")
    assert lines[-1].endswith(" is m.model.")
    report = json.loads(Path("r.json").read_text())
    assert (report["documents"], report["claims"], report["scope"]) == (4, 8, "speech+stance")


@pytest.mark.usefixtures("quick")
def test_the_model_reads_where_it_is_named(annotator, annotated, articles):
    annotator("learn", annotated, "--out", "m.model", "--folds", "0")

    done = annotator("propose", "--text", articles, "--model", "m.model")

    assert (done.status, len(done.out.splitlines())) == (0, 2)


@pytest.mark.usefixtures("quick")
def test_an_older_model_is_kept_and_said(annotator, annotated):
    annotator("learn", annotated, "--out", "m.model", "--folds", "0")
    older = Path("m.model").read_bytes()

    done = annotator("learn", annotated, "--out", "m.model", "--folds", "0")

    assert done.out.endswith("is m.model; the one before is kept as m.model.previous.\n")
    assert Path("m.model.previous").read_bytes() == older


def test_a_project_without_verified_documents_is_one_sentence(annotator, project):
    done = annotator("learn", project)

    assert done.status == 2
    assert done.err == (
        "No document qualifies yet: in none is every claim decided; "
        "left out: 2 with open proposals.\n"
    )
    assert list(Path().glob("*.model*")) == []


@pytest.mark.usefixtures("quick")
def test_a_project_and_its_files_are_learned_together_and_the_project_is_not_written(
    annotator, project, annotated
):
    before = project.read_bytes()

    done = annotator("learn", project, annotated, "--out", "m.model", "--folds", "0")

    assert done.status == 0
    assert done.out.startswith(f"{project}: No document qualifies yet")
    assert project.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["weeks.jsonl"], "Say where the model goes: --out MODEL."),
        (["none.jsonl", "--out", "m"], "none.jsonl cannot be read: No such file or directory."),
        (["none.annotator"], "There is no project file none.annotator."),
        (["weeks.jsonl", "--out", "no/m"], "no/m cannot be written: no such file or directory."),
        (
            ["weeks.jsonl", "--out", "m", "--report", "no/r"],
            "no/r cannot be written: no such file or directory.",
        ),
        (["bad.jsonl", "--out", "m"], "bad.jsonl, line 2: offset 999 lies after the text's end."),
        ([], "Missing argument 'PROJECT|JSONL...'; see “annotator learn --help”."),
    ],
)
def test_wrong_words_are_one_sentence(annotator, annotated, words, sentence):
    bad = line(5) | {"attributions": [{"content": [[0, 999]]}]}
    Path("bad.jsonl").write_text(f"{json.dumps(line(4))}\n{json.dumps(bad)}\n")

    done = annotator("learn", *words)

    assert (done.status, done.err) == (2, f"{sentence}\n")
    assert not Path("m").exists()


def test_ctrl_c_ends_with_130_and_writes_nothing(annotator, annotated, monkeypatch):
    def interrupted(*_arguments, **_options):
        signal.raise_signal(signal.SIGINT)
        return learned(*_arguments, **_options)

    learned = training.learned
    monkeypatch.setattr(training, "learned", interrupted)

    done = annotator("learn", annotated, "--out", "m.model")

    assert done.status == 130
    assert done.err == "Stopped; no model was written, and an older one stays.\n"
    assert list(Path().glob("*m.model*")) == []
