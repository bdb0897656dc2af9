"""Learning from invented articles; a small corpus beside them keeps it to seconds."""

import pytest

from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.errors import CancelledError, UsageError
from annotator.domain.history import RecordKind
from annotator.domain.project import Policy
from annotator.domain.review import ReviewVerb
from annotator.domain.span import Span
from annotator.extract.learned import training_neural
from annotator.extract.learned.model_file import read_model, write_model
from annotator.runtime.progress import Cancel, Silent
from annotator.services import project_model, training
from annotator.services.bootstrap import new_services
from annotator.services.importing import ImportingService
from annotator.services.learn_report import LearnReport, table
from annotator.services.own_corpus import own_corpus

pytestmark = pytest.mark.timeout(300)  # one model is trained three times

PEOPLE = ("Lena Ovik", "Per Lie", "the harbour master", "Ole Brandt", "the council", "Ida Moe")
SAID = (
    ("the pier would close in May", "said that"),
    ("the ovens had been dried and tested", "confirmed that"),
    ("nobody had been asked", "complained that"),
    ("the ferry needs a new engine", "told the paper that"),
)


def article(number):
    """Return a text with what is said in it: source, cue and content as they stand there."""
    sentences, said = [f"Notes from the harbour, number {number}."], []
    for at, (content, cue) in enumerate(SAID):
        source = PEOPLE[(number + at) % len(PEOPLE)]
        sentences.append(f"{source[0].upper()}{source[1:]} {cue} {content} for week {number}.")
        said.append((sentences[-1], len(source), cue.removesuffix(" that")))
    return " ".join(sentences), said


def spans(text, sentence, source, cue):
    begin = text.index(sentence)
    content = begin + sentence.index(" that ") + len(" that ")
    return (
        Span(start=begin, end=begin + source),
        Span(start=begin + source + 1, end=begin + source + 1 + len(cue)),
        Span(start=content, end=begin + len(sentence) - 1),
    )


def verify(services, number):
    """Import an article, add its claims, submit and approve them."""
    text, said = article(number)
    document_id = ImportingService(services.context).pasted(text)
    claims = []
    for sentence, length, words in said:
        source, cue, content = spans(text, sentence, length, words)
        link = Attribution(source=source, cue=cue)
        body = ClaimBody(kind=ClaimKind.INDIRECT, content=(content,), chain=(link,))
        claims.append(services.annotating.add(document_id, body))
    services.reviewing.submit(document_id)
    for claim in claims:
        services.reviewing.give(RecordKind.CLAIM, claim, ReviewVerb.APPROVE)


@pytest.fixture(scope="module")
def corpus():
    return own_corpus(splits=["dev"])[:2]


@pytest.fixture
def quick(monkeypatch, learned):
    """Let training be quick: it copies what was learned once, with a note of what it was given."""
    made = read_model(learned.path)

    def train(given, path, *, seed, progress):
        for at in range(3):
            progress.step(at, 3, "quick")
        note = {"texts": len(given), "seed": seed}
        write_model(path, made.manifest.amended(data=note), made.parts)

    monkeypatch.setattr(training, "_trainer", lambda _engine: train)


@pytest.fixture
def harbour(tmp_path):
    """Yield the services of a project in which four articles are verified and one is not."""
    folder = tmp_path / "work"
    folder.mkdir()
    services = new_services(folder / "harbour.annotator", user="Ann", policy=Policy.SOLO)
    for number in range(4):
        verify(services, number)
    services.importing.pasted(article(9)[0])
    yield services
    services.close()


@pytest.fixture(scope="module")
def learned(tmp_path_factory, corpus):
    """Give what came of learning once from four articles in two folds, for many to look at."""
    path = tmp_path_factory.mktemp("learned") / "harbour.annotator"
    services = new_services(path, user="Ann", policy=Policy.SOLO)
    for number in range(4):
        verify(services, number)
    report = services.learning.learn(folds=2, corpus=corpus)
    services.close()
    return report


def beside(services):
    """Return the names of the files that learning has left beside the project."""
    folder = services.context.store.path.parent
    return sorted(path.name for path in folder.iterdir() if ".annotator" not in path.name)


def test_the_report_tells_what_was_learned_from(learned):
    assert (learned.documents, learned.claims, learned.corpus_articles) == (4, 16, 2)
    assert (learned.engine, learned.folds) == ("crf", 2)
    assert learned.model == read_model(learned.path).name


def test_its_numbers_add_up(learned):
    for found in (learned.before, learned.after):
        whole = found.subsets["all"]
        kinds = [found.subsets[kind] for kind in ("direct", "mixed", "indirect")]
        assert sum(item.annotated for item in kinds) == whole.annotated == learned.claims
        assert sum(item.proposed for item in kinds) == whole.proposed
        assert sum(item.proposed for item in found.bins) >= whole.proposed
        assert all(item.right <= item.proposed for item in found.bins)
        both = whole.precision + whole.recall
        assert whole.f1 == pytest.approx(2 * whole.precision * whole.recall / both if both else 0)
        right = round(whole.recall * whole.annotated)
        assert right == round(whole.precision * whole.proposed)
        assert right <= sum(item.right for item in found.bins)


def test_the_report_stands_in_the_model_and_can_be_read_again(learned):
    kept = read_model(learned.path).manifest.data["learned"]

    again = LearnReport.model_validate(kept | {"path": learned.path, "model": learned.model})
    assert again == learned


def test_the_report_becomes_a_table(learned):
    lines = list(table(learned))

    assert lines[0].startswith("held out in 2 folds")
    assert [line.split(",")[0] for line in lines[1:11]] == ["before"] * 5 + ["after"] * 5
    assert lines[-1].startswith("score and share right lie apart by ")


@pytest.mark.usefixtures("quick")
def test_the_candidate_is_used_once_it_is_adopted_and_no_sooner(harbour, corpus):
    report = harbour.learning.learn(folds=0, corpus=corpus, apart=False)
    assert report.before is None
    assert harbour.learning.adopted() is None

    adopted = harbour.learning.adopt()

    assert (adopted.name, adopted.engine) == (report.model, "crf")
    assert harbour.learning.adopted() == adopted
    assert beside(harbour) == ["harbour.model"]
    assert harbour.proposing.propose().engine.model == report.model
    assert harbour.proposing.propose(engine="rules").engine.model is None


@pytest.mark.usefixtures("quick")
def test_a_candidate_can_be_thrown_away(harbour, corpus):
    harbour.learning.learn(folds=0, corpus=corpus, apart=False)
    harbour.learning.discard()

    assert beside(harbour) == []
    with pytest.raises(UsageError, match="cannot be read"):
        harbour.learning.adopt()


@pytest.mark.usefixtures("quick")
def test_the_model_before_is_kept_and_taken_up_again(harbour, corpus):
    first = harbour.learning.learn(folds=0, corpus=corpus[:1], apart=False)
    harbour.learning.adopt()
    second = harbour.learning.learn(folds=0, corpus=corpus, apart=False)
    harbour.learning.adopt()
    assert harbour.learning.adopted().name == second.model

    assert harbour.learning.revert().name == first.model
    assert harbour.learning.revert() is None


@pytest.mark.parametrize(("steps", "apart"), [(0, False), (1, True), (5, False), (20, True)])
def test_learning_that_is_stopped_writes_nothing_and_keeps_the_old_model(
    harbour, corpus, steps, apart
):
    place = project_model.place(harbour.context.store.path)
    place.write_bytes(b"the old one")
    cancel = Cancel()

    class Stops(Silent):
        taken = 0

        def step(self, done, total, label):
            self.taken += 1
            if self.taken > steps:
                cancel.ask()
            super().step(done, total, label)

    with pytest.raises(CancelledError, match="no model was written, and an older one stays"):
        harbour.learning.learn(
            out=place, folds=2, corpus=corpus, progress=Stops(cancel), apart=apart
        )

    assert place.read_bytes() == b"the old one"
    assert beside(harbour) == ["harbour.model"]


def test_nothing_verified_is_one_sentence(tmp_path):
    services = new_services(tmp_path / "empty.annotator", user="Ann")
    services.importing.pasted("A text, she said.")

    with pytest.raises(UsageError) as refusal:
        services.learning.learn(corpus=[])

    services.close()
    assert str(refusal.value) == (
        "No document qualifies yet: in none is every claim decided; "
        "left out: 1 that nobody has annotated."
    )


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("none/harbour.model", "cannot be written: no such file or directory"),
        (".", "cannot be written: it is a folder"),
        ("notes.txt", "is no model of this program"),
    ],
)
def test_a_place_that_will_not_do_is_told_before_the_work(harbour, tmp_path, name, why):
    (tmp_path / "notes.txt").write_text("my own notes")

    class Never(Silent):
        def step(self, _done, _total, _label):
            raise AssertionError("the work has begun")

    with pytest.raises(UsageError, match=why):
        harbour.learning.learn(out=tmp_path / name, progress=Never())

    assert (tmp_path / "notes.txt").read_text() == "my own notes"


@pytest.mark.usefixtures("quick")
def test_a_single_document_is_learned_from_but_tells_nothing_of_the_gain(tmp_path, corpus):
    services = new_services(tmp_path / "one.annotator", user="Ann", policy=Policy.SOLO)
    verify(services, 0)

    report = services.learning.learn(corpus=corpus, apart=False)

    services.close()
    assert (report.documents, report.folds, report.after) == (1, 0, None)
    assert list(table(report)) == []


@pytest.mark.usefixtures("quick")
def test_the_model_is_trained_on_the_corpus_and_on_what_is_verified(harbour, corpus):
    report = harbour.learning.learn(folds=0, corpus=corpus, apart=False)

    assert read_model(report.path).manifest.data["texts"] == len(corpus) + 4


def test_an_engine_that_cannot_be_trained_is_said(harbour, corpus):
    with pytest.raises(UsageError, match="The engine “rules” does not learn"):
        harbour.learning.learn(engine="rules", folds=0, corpus=corpus)


def test_what_an_engine_needs_to_learn_is_said_before_the_work(harbour, corpus, monkeypatch):
    monkeypatch.setattr(training_neural, "find_spec", lambda _name: None)

    class Never(Silent):
        def step(self, _done, _total, _label):
            raise AssertionError("the work has begun")

    with pytest.raises(UsageError, match="needs torch and onnx"):
        harbour.learning.learn(engine="neural", corpus=corpus, progress=Never())
