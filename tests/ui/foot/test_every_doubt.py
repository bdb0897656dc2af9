"""All seven sorts of doubt in one article, settled by one key where the program knows how."""

import pytest
from PySide6.QtWidgets import QApplication

from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.document import Reading
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.lint import Rule
from annotator.domain.span import Span
from annotator.domain.speaker import SpeakerBody
from annotator.ui.foot.tabs import Foot
from tests.conftest import stored

TEXT = (
    "Pier two shuts\n\n"
    "“The pier is worn out,” harbour master Lena Ovik said on Monday.\n\n"
    "The Harbour Gazette reported, citing the port authority, that a new pier would cost a "
    "million. Nobody in the council had known of it, she told the paper.\n\n"
    "“We shall sail from the old quay, Ovik went on to say.\n"
)
ONLY_A_PERSON = {Rule.UNBALANCED_QUOTE, Rule.SPEAKER_NOT_IN_TEXT, Rule.SAID_LATE}


@pytest.fixture
def article(project):
    """Return an article with one claim of each sort that looks wrong."""
    ann = project.ann
    document_id = stored(ann, Reading(text=TEXT, origin="pier.txt", media_type="text/plain"))
    _gazette, port, ovik, stranger = (
        ann.speakers.add(SpeakerBody(name=name))
        for name in ("Harbour Gazette", "port authority", "Lena Ovik", "Piet Haan")
    )
    fields = ann.querying.sheet(document_id).record.fields
    stated = {
        key: FieldValue(value=value, state=FieldState.CONFIRMED)
        for key, value in {"outlet": "Harbour Gazette", "published": "2024-05-02"}.items()
    }
    ann.annotating.change_fields(document_id, fields, {**fields, **stated})

    def claim(words, *chain, kind=ClaimKind.INDIRECT, **parts):
        start = TEXT.index(words)
        span = Span(start=start, end=start + len(words))
        links = [{"speaker": speaker} for speaker in chain]
        body = ClaimBody.model_validate({"kind": kind, "content": (span,), "chain": links, **parts})
        return ann.annotating.add(document_id, body)

    late = {"said_on": {"value": "2024-06", "state": "confirmed"}}
    claim("The pier is worn out,” harbour", ovik, kind=ClaimKind.DIRECT)
    claim("a new pier would cost a million", port, ovik, fields=late)
    claim("Nobody in the council had known of it", stranger)
    claim("Nobody in the council had known of it", stranger)
    claim("We shall sail from the old quay", ovik)
    return document_id


@pytest.fixture
def foot(qtbot, desk, shell, article):
    desk.open(article)
    shown = Foot(desk, shell.jobs)
    qtbot.addWidget(shown)
    shown.resize(800, 240)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.setCurrentWidget(shown.doubts)
    return shown


def rules(foot):
    return [doubt.rule for doubt in foot.doubts.model.rows]


def test_every_sort_of_doubt_is_a_row_and_one_key_settles_all_that_can_be(qtbot, foot, desk):
    qtbot.waitUntil(lambda: set(rules(foot)) == set(Rule))

    while any(doubt.fix for doubt in foot.doubts.model.rows):
        before = foot.doubts.model.rows
        row = next(at for at, doubt in enumerate(before) if doubt.fix)
        foot.doubts.table.setCurrentIndex(foot.doubts.model.index(row, 0))
        foot.fix()
        assert desk.undo_label() == before[row].fix.label or before[row].rule is Rule.CLAIMED_TWICE
        qtbot.waitUntil(lambda: before[row] not in foot.doubts.model.rows)  # noqa: B023 - at once

    assert set(rules(foot)) == ONLY_A_PERSON
    assert QApplication.activeModalWidget() is None
    assert QApplication.activePopupWidget() is None


def test_what_only_a_person_can_settle_leads_to_its_words_and_says_so(qtbot, foot, desk):
    qtbot.waitUntil(lambda: set(rules(foot)) == set(Rule))
    hints, words = [], []
    foot.hinted.connect(hints.append)
    foot.doubts.words_wanted.connect(words.append)
    at = rules(foot).index(Rule.UNBALANCED_QUOTE)
    foot.doubts.table.setCurrentIndex(foot.doubts.model.index(at, 0))

    foot.fix()

    assert hints == ["Only a person can settle this."]
    assert words[0].of(TEXT).startswith("“We shall sail")
    assert desk.current.body.content[0].of(TEXT) == "We shall sail from the old quay"


def test_doubts_hold_up_nobody(qtbot, foot, desk):
    qtbot.waitUntil(lambda: set(rules(foot)) == set(Rule))

    desk.services.reviewing.submit(desk.document_id)
    desk.refresh()

    assert {claim.status.value for claim in desk.sheet.claims} == {"submitted"}
