"""What is kept of a filter, as a person finds it again on another day."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.domain.claim import ClaimKind
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.filter import ClaimFilter, LineStatus, Where
from annotator.domain.speaker import SpeakerBody
from annotator.ui.explore.panel import ExplorePanel
from tests.ui.explore.test_explore import FARES, PIERS, facet, listed

OVIK = 1
CONDITIONS = {
    "words": ({"words": "pier*"}, [PIERS]),
    "words of the content": ({"words": "may", "where": Where.CONTENT}, [FARES]),
    "speaker": ({"speakers": (OVIK,)}, [FARES]),
    "name of a proposal": ({"names": ("port authority",)}, [PIERS]),
    "nobody named": ({"unnamed": True}, []),
    "tag": ({"tags": ("promise",)}, [FARES]),
    "status": ({"statuses": (LineStatus.APPROVED,)}, [FARES]),
    "kind": ({"kinds": (ClaimKind.INDIRECT,)}, []),
    "outlet": ({"outlets": ("The Gazette",)}, [FARES, PIERS]),
    "published": ({"published_from": "2024-05", "published_to": "2024"}, [FARES, PIERS]),
    "said": ({"said_from": "2030"}, []),
    "score": ({"score_from": 0.6, "score_to": 0.8}, [PIERS]),
    "annotator": ({"annotators": (1,)}, [FARES]),
    "mine": ({"mine": True}, [FARES]),
    "flagged": ({"flagged": True}, []),
    "commented": ({"commented": True}, []),
}


@pytest.fixture
def claims(project):
    """Return an approved claim of a published text, beside a proposal."""
    assert project.ann.speakers.add(SpeakerBody(name="Lena Ovik")) == OVIK
    claim = project.approved(FARES, chain=[{"speaker": OVIK}], tags=["promise"])
    project.propose([(PIERS, 0.7)], speaker="port authority")
    fields = project.ann.querying.sheet(project.document_id).record.fields
    said = {"outlet": "The Gazette", "published": "2024-05-02"}
    stated = {
        key: FieldValue(value=value, state=FieldState.CONFIRMED) for key, value in said.items()
    }
    project.ann.annotating.change_fields(project.document_id, fields, {**fields, **stated})
    return claim


@pytest.fixture
def opened(qtbot, desk_of, shell, claims):
    """Return a function that opens the workspace anew, as on another day."""

    def make():
        panel = ExplorePanel(desk_of("Ann"), shell)
        qtbot.addWidget(panel)
        panel.resize(1200, 700)
        with qtbot.waitExposed(panel):
            panel.show()
        panel.activateWindow()
        qtbot.waitUntil(lambda: panel.saved.box.count() > 0)
        return panel

    return make


def open_by_keys(qtbot, panel, name):
    """Open a filter kept under a name from the keyboard alone."""
    panel.saved.box.setFocus()
    for _row in range(panel.saved.box.count()):
        qtbot.keyClick(panel.saved.box, Qt.Key.Key_Down)
        if panel.saved.box.currentText() == name:
            return
    raise AssertionError(f"{name} is not listed")


@pytest.mark.parametrize(("parts", "found"), CONDITIONS.values(), ids=CONDITIONS.keys())
def test_every_condition_is_kept_under_a_name_and_opened_by_keys_after_a_restart(
    qtbot, opened, parts, found
):
    wanted, before = ClaimFilter(**parts), opened()
    before.choose(wanted)
    before.saved.line.setFocus()
    qtbot.keyClicks(before.saved.line, "Kept")
    qtbot.keyClick(before.saved.line, Qt.Key.Key_Return)
    before.close()

    panel = opened()
    qtbot.waitUntil(lambda: panel.saved.box.findText("Kept") > 0)
    open_by_keys(qtbot, panel, "Kept")

    assert panel.wanted == wanted
    qtbot.waitUntil(lambda: panel.tabs.tabText(0) == f"Claims  {len(found)}")
    qtbot.waitUntil(lambda: listed(panel) == found)


def test_what_a_filter_asks_for_is_told_by_name_though_nothing_has_it(qtbot, opened, project):
    silent = project.ann.speakers.add(SpeakerBody(name="Nobody Quoted"))
    panel = opened()

    panel.choose(ClaimFilter(speakers=(silent,), tags=("denial",), annotators=(2,)))

    for group, value in (("Speaker", "Nobody Quoted"), ("Tag", "Denial"), ("Annotator", "Bob")):
        qtbot.waitUntil(lambda: facet(panel, group, value) is not None)  # noqa: B023 - at once
        assert facet(panel, group, value).checkState(0) is Qt.CheckState.Checked
        assert facet(panel, group, value).text(1) == "0"


def test_a_filter_of_a_speaker_who_was_merged_asks_for_the_one_that_stayed(qtbot, opened, project):
    other = project.ann.speakers.add(SpeakerBody(name="L. Ovik"))
    project.ann.filters.save("Hers", ClaimFilter(speakers=(other, OVIK)))
    merging = project.ann.merging
    merging.merge(merging.merge_preview(OVIK, (other,)))

    panel = opened()
    qtbot.waitUntil(lambda: panel.saved.box.findText("Hers") > 0)
    open_by_keys(qtbot, panel, "Hers")

    assert panel.wanted == ClaimFilter(speakers=(OVIK,))
    qtbot.waitUntil(lambda: listed(panel) == [FARES])


def test_who_was_merged_while_a_filter_asks_for_them_stands_for_the_one_that_stayed(
    qtbot, opened, project
):
    other = project.ann.speakers.add(SpeakerBody(name="L. Ovik"))
    panel = opened()
    panel.choose(ClaimFilter(speakers=(other,)))
    qtbot.waitUntil(lambda: facet(panel, "Speaker", "L. Ovik") is not None)

    merging = project.ann.merging
    merging.merge(merging.merge_preview(OVIK, (other,)))
    panel.choose(ClaimFilter(speakers=(other,)))

    qtbot.waitUntil(lambda: facet(panel, "Speaker", "L. Ovik") is None)
    assert facet(panel, "Speaker", str(other)) is None
    row = facet(panel, "Speaker", "Lena Ovik")
    assert (row.checkState(0), row.text(1)) == (Qt.CheckState.Checked, "1")


def test_what_a_kept_filter_has_lost_is_said_in_the_window(qtbot, opened, project, shell):
    gone = project.ann.speakers.add(SpeakerBody(name="Gone Tomorrow"))
    project.ann.filters.save("Old", ClaimFilter(words="fares", speakers=(gone,)))
    (speaker,) = (
        one for one in project.ann.querying.sheet(project.document_id).registry if one.id == gone
    )
    project.ann.speakers.remove(speaker)

    panel = opened()
    qtbot.waitUntil(lambda: panel.saved.box.findText("Old") > 0)
    open_by_keys(qtbot, panel, "Old")

    assert panel.wanted == ClaimFilter(words="fares")
    assert shell.banner.words == "A speaker that it asks for was removed."


def test_the_fields_of_a_search_do_not_touch(opened):
    panel = opened()
    head = (panel.words, panel.where, panel.saved)

    assert all(one.geometry().right() + 6 <= two.x() for one, two in pairwise(head))


def test_sorting_counts_nothing_anew(qtbot, opened, monkeypatch):
    panel, counted = opened(), []
    qtbot.waitUntil(lambda: facet(panel, "Status", "Approved") is not None)
    monkeypatch.setattr(panel, "_count", counted.append)

    panel.lists[0].table.horizontalHeader().setSortIndicator(5, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: listed(panel) == [PIERS, FARES])
    assert counted == []

    panel.words.setText("fares")
    qtbot.waitUntil(lambda: listed(panel) == [FARES])
    assert [wanted.words for wanted in counted] == ["fares"]


def test_what_does_not_narrow_the_list_in_sight_cannot_be_ticked(qtbot, opened):
    panel = opened()
    qtbot.waitUntil(lambda: facet(panel, "Status", "Approved") is not None)

    panel.tabs.setCurrentIndex(1)

    assert facet(panel, "Status", "Approved").isDisabled()
    assert not facet(panel, "Outlet", "The Gazette").isDisabled()
    assert not panel.where.isEnabled()
    assert not panel.more.least.isEnabled()
    assert panel.more.dates["published_from"].isEnabled()
    panel.tabs.setCurrentIndex(0)
    assert not facet(panel, "Status", "Approved").isDisabled()
    assert panel.more.least.isEnabled()
    assert QApplication.focusWidget() is not None
