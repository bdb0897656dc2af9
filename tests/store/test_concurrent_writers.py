import threading
from concurrent.futures import ThreadPoolExecutor

from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.errors import StaleError
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.span import Span
from annotator.services.bootstrap import open_services
from annotator.store import engine

BOTH_DATABASES = True
WRITERS, TURNS, HOT = 8, 12, 2


def body(start):
    return ClaimBody(kind=ClaimKind.INDIRECT, content=(Span(start=start, end=start + 3),))


def test_writers_take_turns_and_none_is_lost(project):
    def add_ten(first):
        for start in range(first, first + 10):
            project.ann.annotating.add(project.document_id, body(start))

    with ThreadPoolExecutor() as pool:
        list(pool.map(add_ten, [0, 10, 20]))

    claims = project.ann.querying.sheet(project.document_id).claims
    assert sorted(claim.body.start for claim in claims) == list(range(30))


def test_of_many_who_change_one_claim_at_once_exactly_one_succeeds(project):
    project.ann.annotating.add(project.document_id, body(0))
    (claim,) = project.ann.querying.sheet(project.document_id).claims
    gate = threading.Barrier(4)

    def change(number):
        gate.wait()
        try:
            project.bob.annotating.change(claim, body(number + 1))
        except StaleError:
            return "told"
        return "done"

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(change, range(4)))

    assert sorted(outcomes) == ["done", "told", "told", "told"]


def test_what_is_not_committed_is_not_there(project):
    with project.ann.context.writing("Half done", project.document_id) as unit:
        unit.documents.mark(
            project.document_id,
            unit.documents.get(project.document_id).marks,
            unit.documents.get(project.document_id).marks.amended(flagged=True),
        )

    assert not project.ann.querying.sheet(project.document_id).document.marks.flagged
    assert project.ann.undoing.next_undo() is None


def test_of_eight_who_write_to_a_few_claims_nobody_loses_a_word_without_being_told(
    project, monkeypatch
):
    monkeypatch.setattr(engine, "BUSY_SECONDS", 60.0)  # a slow disk takes long over so many turns
    hot = [project.ann.annotating.add(project.document_id, body(start)) for start in range(HOT)]
    gate = threading.Barrier(WRITERS)

    def write(writer):
        mine = open_services(project.place, user="Ann")
        stored, told = [], 0
        gate.wait()
        for turn in range(TURNS):
            words = f"w{writer}t{turn}"
            try:
                noted(mine, hot[turn % HOT], words)
                stored.append(words)
            except StaleError:
                told += 1
        mine.close()
        return stored, told

    with ThreadPoolExecutor(WRITERS) as pool:
        outcomes = list(pool.map(write, range(WRITERS)))

    written = [words for stored, _told in outcomes for words in stored]
    notes = " ".join(note_of(project.read(claim)) for claim in hot).split()
    assert sorted(notes) == sorted(written)
    assert len(written) + sum(told for _stored, told in outcomes) == WRITERS * TURNS
    assert len(written) >= TURNS


def noted(services, claim_id, words):
    """Add words to a claim's note, as somebody does who looks at it first."""
    with services.context.reading() as unit:
        claim = unit.claims.get(claim_id)
    value = f"{note_of(claim)} {words}".strip()
    note = FieldValue(value=value, state=FieldState.CONFIRMED)
    fields = {**claim.body.fields, "note": note}
    services.annotating.change(claim, claim.body.amended(fields=fields))


def note_of(claim):
    note = claim.body.fields.get("note")
    return note.value if note else ""
