from importlib.metadata import EntryPoint

import pytest

from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.document import DocumentMarks
from annotator.domain.errors import AnnotatorError, UsageError
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.layer import Scope
from annotator.domain.proposal import Extraction, ProposalState, ProposedAttribution, ProposedClaim
from annotator.domain.span import Span
from annotator.extract import asking, extractor
from annotator.runtime.progress import Cancel, Silent
from annotator.services.importing import ImportingService

HEADLINE = Span(start=0, end=19)
FARES = Span(start=22, end=44)


class Scripted:
    """An engine that proposes what the test wrote down."""

    name = "scripted"
    version = "1"
    model: str | None = None
    claims: tuple[ProposedClaim, ...] = ()
    fields: dict[str, FieldValue] = {}  # noqa: RUF012 - replaced whole, never changed
    note: str | None = None

    def extract(self, text, _scope=Scope.SPEECH, _hints=extractor.NO_HINTS):
        if "boom" in text:
            raise AnnotatorError("It went boom.")
        return Extraction(language="en", claims=self.claims, fields=self.fields, note=self.note)


def claim(span, score=0.5, speaker="Lena Ovik", **fields):
    link = ProposedAttribution(speaker=speaker)
    return ProposedClaim(
        kind=ClaimKind.DIRECT, content=(span,), chain=(link,), score=score, fields=fields
    )


@pytest.fixture
def engine(monkeypatch):
    """Install an engine whose class attributes the test sets."""
    fresh = type("Fresh", (Scripted,), {})
    point = EntryPoint("scripted", "tests", extractor.GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda _self: fresh)
    monkeypatch.setattr(extractor, "_installed", lambda: {"scripted": point})
    asking.forget()
    yield fresh
    asking.forget()


def propose(services, **options):
    return services.proposing.propose(engine="scripted", **options)


def open_contents(services, document_id):
    return [item.body.content[0] for item in services.querying.sheet(document_id).proposals]


def test_what_is_proposed_is_open_and_nobody_is_registered_yet(project, engine):
    engine.claims = (claim(FARES),)

    report = propose(project.ann)

    assert (report.documents, report.proposals, report.failed, report.notes) == (1, 1, 0, ())
    assert open_contents(project.ann, project.document_id) == [FARES]
    assert project.ann.querying.speakers() == ()


def test_the_same_engine_again_does_nothing(project, engine):
    engine.claims = (claim(FARES),)
    propose(project.ann)

    report = propose(project.ann)

    assert (report.documents, report.proposals) == (0, 0)
    assert open_contents(project.ann, project.document_id) == [FARES]


def test_a_newer_version_supersedes_what_is_open(project, engine):
    engine.claims = (claim(FARES),)
    propose(project.ann)
    engine.version, engine.claims = "2", (claim(HEADLINE),)
    asking.forget()

    propose(project.ann)

    assert open_contents(project.ann, project.document_id) == [HEADLINE]


@pytest.mark.parametrize("decide", ["accept", "refuse"])
def test_what_was_decided_is_not_proposed_again(project, engine, decide):
    engine.claims = (claim(FARES),)
    propose(project.ann)
    (proposal,) = project.ann.querying.sheet(project.document_id).proposals
    getattr(project.ann.annotating, decide)(proposal.id)
    engine.version = "2"
    engine.claims = (claim(Span(start=FARES.start, end=FARES.end - 1)), claim(HEADLINE))
    asking.forget()

    report = propose(project.ann)

    assert report.proposals == 1
    assert open_contents(project.ann, project.document_id) == [HEADLINE]


def test_a_claim_made_by_hand_counts_as_decided(project, engine):
    body = ClaimBody(kind=ClaimKind.DIRECT, content=(FARES,))
    project.ann.annotating.add(project.document_id, body)
    engine.claims = (claim(FARES),)

    assert propose(project.ann).proposals == 0


def test_weak_proposals_are_dropped(project, engine):
    engine.claims = (claim(FARES, 0.49), claim(HEADLINE, 0.5))

    assert propose(project.ann, threshold=0.5).proposals == 1


def test_another_scope_is_another_reading(project, engine):
    propose(project.ann)

    assert propose(project.ann, scope=Scope.SPEECH_AND_STANCE).documents == 1


def test_fields_the_codebook_lacks_are_left_out(project, engine):
    value = FieldValue(value="x", state=FieldState.UNVERIFIED)
    engine.claims = (claim(FARES, topic=value, shoe_size=value),)
    engine.fields = {"outlet": value, "shoe_size": value}

    propose(project.ann)

    sheet = project.ann.querying.sheet(project.document_id)
    assert set(sheet.proposals[0].body.fields) == {"topic"}
    assert set(sheet.record.fields) == {"title", "outlet"}


def test_fields_a_person_decided_stay(project, engine):
    record = project.ann.querying.sheet(project.document_id).record
    mine = FieldValue(value="Mine", state=FieldState.CORRECTED)
    project.ann.annotating.change_fields(project.document_id, record.fields, {"title": mine})
    engine.fields = {"title": FieldValue(value="Its", state=FieldState.UNVERIFIED)}

    propose(project.ann)

    assert project.ann.querying.sheet(project.document_id).record.field("title") == mine


def test_notes_and_failures_are_told_and_the_rest_goes_on(project, engine):
    boom = ImportingService(project.ann.context).pasted("A boom was heard, she said.")
    engine.note = "It is in verse."

    report = propose(project.ann)

    assert (report.documents, report.failed) == (1, 1)
    assert set(report.notes) == {(project.document_id, "It is in verse."), (boom, "It went boom.")}
    engine.note = None
    assert propose(project.ann).failed == 1


def test_excluded_documents_are_not_read(project, engine):
    left_out = DocumentMarks(excluded="a list of prices")
    project.ann.annotating.mark(project.document_id, DocumentMarks(), left_out, "Exclude")

    assert propose(project.ann).documents == 0


def test_only_the_documents_asked_for_are_read(project, engine):
    other = ImportingService(project.ann.context).pasted("Another text, she said.")

    propose(project.ann, documents=[other])

    assert propose(project.ann).documents == 1


def test_stopped_work_keeps_what_is_done(project, engine):
    other = ImportingService(project.ann.context).pasted("Another text, she said.")
    engine.claims = (claim(Span(start=0, end=12)),)
    cancel = Cancel()

    class Stops(Silent):
        def step(self, done, total, label):
            assert total == 2
            if done:
                cancel.ask()
            super().step(done, total, label)

    report = propose(project.ann, progress=Stops(cancel))

    assert (report.cancelled, report.documents) == (True, 1)
    assert open_contents(project.ann, other) == []
    assert propose(project.ann).documents == 1


def test_proposing_cannot_be_undone(project, engine):
    engine.claims = (claim(FARES),)
    propose(project.ann)

    assert project.ann.undoing.next_undo() is None


def test_an_unknown_engine_is_said(project):
    with pytest.raises(UsageError, match="There is no engine named “oracle”"):
        project.ann.proposing.propose(engine="oracle")


def test_superseded_proposals_are_kept(project, engine):
    engine.claims = (claim(FARES),)
    propose(project.ann)
    engine.version = "2"
    asking.forget()
    propose(project.ann)

    with project.ann.context.reading() as unit:
        kept = unit.proposals.of_document(project.document_id, [ProposalState.SUPERSEDED])
    assert len(kept) == 1


def test_an_engine_that_breaks_or_talks_rubbish_fails_on_that_document_alone(
    project, engine, caplog
):
    others = [
        ImportingService(project.ann.context).pasted(f"{word} was heard, she said.")
        for word in ("Crash", "Rubbish")
    ]

    def extract(_self, text, _scope, _hints):
        if "Crash" in text:
            raise ZeroDivisionError("it is zero")
        return Extraction(language="en") if "Rubbish" not in text else ["rubbish"]

    engine.extract = extract

    report = propose(project.ann)

    assert (report.documents, report.failed) == (1, 2)
    told = dict(report.notes)
    assert told[others[0]] == "scripted failed on “pasted”: ZeroDivisionError: it is zero."
    assert told[others[1]].startswith("scripted failed on “pasted”: TypeError: it returned li")
    assert "Traceback (most recent call last)" in caplog.text


def test_without_a_threshold_the_engines_own_holds(project, engine):
    engine.threshold = 0.5
    engine.claims = (claim(FARES, 0.49), claim(HEADLINE, 0.5))

    assert propose(project.ann).proposals == 1


def test_a_threshold_that_is_given_wins_over_the_engines_own(project, engine):
    engine.threshold = 0.5
    engine.claims = (claim(FARES, 0.49), claim(HEADLINE, 0.5))

    assert propose(project.ann, threshold=0.0).proposals == 2


def test_another_model_is_another_reading(project, engine, tmp_path):
    engine.__init__ = lambda self, model=None: setattr(self, "model", model and model.read_text())
    models = [tmp_path / "one.model", tmp_path / "two.model"]
    for path in models:
        path.write_text(path.stem)

    reports = [propose(project.ann, model=path) for path in (*models, models[0], None)]

    assert [report.documents for report in reports] == [1, 1, 0, 1]
    assert [report.engine.model for report in reports] == ["one", "two", "one", None]
