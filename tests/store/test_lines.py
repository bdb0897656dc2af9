import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.domain.field import FieldState, FieldValue
from annotator.domain.speaker import SpeakerBody
from annotator.store import schema

FAREN = "Fares go up in May ⛴,"
TYPING = "a typing error"
FILL = Path(schema.__file__).parent / "migrations" / "versions" / "0002_fill.sql"
CLAIMS, DOCUMENTS = (
    "SELECT * FROM claim_line ORDER BY id",
    "SELECT * FROM document_line ORDER BY id",
)


def lines(path, query=CLAIMS):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture
def busy(project):
    """Return the project after every act that a line follows."""
    speaker = project.ann.speakers.add(SpeakerBody(name="Lena Ovik"))
    source = {"source": project.span("Lena Ovik"), "speaker": speaker}
    project.approved(FAREN, chain=[source])
    gone = project.claim("two piers will close")
    project.ann.annotating.delete(gone)
    project.ann.annotating.delete(project.claim("May"))
    project.ann.undoing.undo()
    project.propose([("two piers will close", 0.5), (TYPING, 0.7), ("and not before.", 0.9)])
    first, second, _third = project.ann.querying.sheet(project.document_id).proposals
    project.ann.annotating.accept(first.id)
    project.ann.annotating.refuse(second.id)
    fields = project.ann.querying.sheet(project.document_id).record.fields
    outlet = FieldValue(value="The Harbour Gazette", state=FieldState.CORRECTED)
    project.ann.annotating.change_fields(project.document_id, fields, {**fields, "outlet": outlet})
    return project


def test_lines_follow_every_act_and_are_what_a_fresh_fill_gives(busy):
    kept = [lines(busy.path, query) for query in (CLAIMS, DOCUMENTS)]
    with closing(sqlite3.connect(busy.path)) as connection:
        connection.executescript("DELETE FROM claim_line; DELETE FROM document_line")
        for statement in FILL.read_text(encoding="utf-8").splitlines()[1:]:
            connection.execute(statement)
        connection.commit()

    assert [lines(busy.path, query) for query in (CLAIMS, DOCUMENTS)] == kept
    claims = [line for line in kept[0] if line[0] > 0]
    assert len(claims) == 3
    assert sorted(line[6] for line in kept[0]) == ["approved", "draft", "draft", "proposed"]
    assert kept[1] == [(busy.document_id, "Ferry fares to rise", "The Harbour Gazette", None, None)]


def test_an_edit_moves_the_line_to_its_new_body_and_takes_the_approval_off(busy):
    claim = next(
        item
        for item in busy.ann.querying.sheet(busy.document_id).claims
        if item.status.value == "approved"
    )

    busy.ann.annotating.change(claim, claim.body.amended(content=(busy.span(TYPING),)))

    (line,) = [line for line in lines(busy.path) if line[0] == claim.id]
    assert line[4] == busy.span(TYPING).start
    assert line[6] == "submitted"
