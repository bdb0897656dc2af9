from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.domain.claim import ClaimBody
from annotator.domain.claim_link import LinkKind
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.speaker import SpeakerBody
from annotator.ui.acts import ACTS
from annotator.ui.foot.tabs import Foot
from annotator.ui.links.model import DATE, HERE, KIND, THERE, WHY
from annotator.ui.theme import load_theme, themes

COURIER = "The port speaks\n\n“The ferry fares <will> not go up in May,” said Lena Ovik."
NOT_UP = "The ferry fares <will> not go up in May"
UP = "The ferry fares will go up in May"
GAZETTE = f"A year on\n\n“{UP},” said Lena Ovik. “Two piers will close,” she added."


@pytest.fixture
def shore(project):
    """Return the ids of two claims that contradict each other, in two papers, and of a third."""
    ann = project.ann
    ovik = ann.speakers.add(SpeakerBody(name="Lena Ovik"))
    ids = []
    for text, outlet, day, said in (
        (COURIER, "Coast Courier", "2021-07-01", (NOT_UP,)),
        (GAZETTE, "Harbour Gazette", "2021-06-01", (UP, "Two piers will close")),
    ):
        document = project.store(text, f"{outlet}.txt")
        fields = {
            "outlet": FieldValue(value=outlet, state=FieldState.CONFIRMED),
            "published": FieldValue(value=day, state=FieldState.CONFIRMED),
        }
        ann.annotating.change_fields(document, {}, fields)
        for words in said:
            span = {"start": text.index(words), "end": text.index(words) + len(words)}
            body = {"kind": "direct", "content": [span], "chain": [{"speaker": ovik}]}
            ids.append(ann.annotating.add(document, ClaimBody.model_validate(body)))
    return ids


def go_to(desk, claim):
    desk.open(desk.services.linking.said(claim).document_id)
    desk.select(f"claim:{claim}")


@pytest.fixture
def foot(qtbot, desk, shell, shore):
    go_to(desk, shore[0])
    shown = Foot(desk, shell.jobs)
    qtbot.addWidget(shown)
    shown.resize(1100, 260)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.show_links()
    wait_for(qtbot, shown, ["contradicts?"])
    return shown


def cells(foot, column=KIND):
    model = foot.links.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def wait_for(qtbot, foot, kinds):
    qtbot.waitUntil(lambda: cells(foot) == kinds)


def test_what_may_be_linked_is_listed_with_both_claims_side_by_side(foot, shore):
    links = foot.links
    assert cells(foot, THERE) == [UP]
    assert cells(foot, DATE) == ["2021-06-01"]
    assert "“go” is denied here only" in cells(foot, WHY)[0]
    assert links.current.there.id == shore[1]
    assert links.buttons.why.text().endswith("the same speaker, 30 days apart")
    assert links.buttons.kinds[LinkKind.CONTRADICTS].font().bold()
    assert not links.buttons.kinds[LinkKind.SAME].font().bold()
    here, there = links.compare.here, links.compare.there
    assert NOT_UP in here.text.toPlainText()
    assert there.text.toPlainText().startswith("A year on")
    assert "2021-06-01 · Harbour Gazette · Lena Ovik" in there.head.text()
    assert here.text.accessibleDescription() == NOT_UP


def test_shared_words_are_bold_and_differing_ones_underlined_in_the_themes_colour(qapp, foot):
    before = themes(qapp).wish
    for name in ("dark", "light"):
        themes(qapp).apply(name)
        page = foot.links.compare.here.text.toHtml()
        formats = styles(foot.links.compare.here.text)
        assert formats["not"] == (False, True, load_theme(name).bad)
        assert formats["ferry"][:2] == (True, False)
        assert "&lt;will&gt;" in page
    themes(qapp).apply(before)


def styles(view):
    """Return of each word whether it is bold, whether it is underlined, and its colour."""
    found, block = {}, view.document().begin()
    while block.isValid():
        for fragment in iter_fragments(block):
            form = fragment.charFormat()
            colour = form.foreground().color().name()
            for word in fragment.text().split():
                found[word] = (form.fontWeight() > 500, form.fontUnderline(), colour)
        block = block.next()
    return found


def iter_fragments(block):
    piece = block.begin()
    while not piece.atEnd():
        yield piece.fragment()
        piece += 1


def test_one_press_links_two_claims_and_undo_takes_it_back(qtbot, foot, desk, shore):
    told = []
    foot.hinted.connect(told.append)

    foot.links.buttons.kinds[LinkKind.CONTRADICTS].click()

    wait_for(qtbot, foot, ["contradicts"])
    (related,) = desk.services.linking.links(shore[0])
    assert (related.link.from_claim, related.link.to_claim) == (shore[0], shore[1])
    assert told == ["Linked; undo takes it back."]
    assert foot.links.buttons.none.text() == "Remove link"
    assert "linked by Ann on " in foot.links.buttons.why.text()
    assert not foot.links.buttons.kinds[LinkKind.CONTRADICTS].isEnabled()
    assert desk.undo_label() == "Link as contradicted"
    desk.undo()
    wait_for(qtbot, foot, ["contradicts?"])


def test_a_link_is_removed_by_the_same_button(qtbot, foot, desk, shore):
    foot.link_as("updates")
    wait_for(qtbot, foot, ["updates"])

    foot.links.buttons.none.click()

    wait_for(qtbot, foot, ["contradicts?"])
    assert desk.services.linking.links(shore[0]) == ()


def test_from_the_earlier_claim_the_later_one_is_what_the_kind_says(qtbot, foot, desk, shore):
    go_to(desk, shore[1])
    wait_for(qtbot, foot, ["contradicted by?"])

    foot.link_as("repeats")

    wait_for(qtbot, foot, ["repeated by"])
    (related,) = desk.services.linking.links(shore[0])
    assert related.forward
    assert desk.services.undoing.next_undo().document_id == desk.document_id


def test_what_is_not_related_is_gone_from_the_list(qtbot, foot):
    told = []
    foot.hinted.connect(told.append)

    foot.links.buttons.none.click()

    wait_for(qtbot, foot, [])
    assert told == ["Not suggested again until the project is opened anew."]
    assert "Nothing in other documents" in foot.links.empty.words
    foot.part_links()
    foot.link_as("same")
    assert told[1:] == [
        "Choose a link or a suggestion first.",
        "Choose a claim to link to first.",
    ]


def test_enter_and_the_heads_go_to_the_claims(qtbot, foot, shore):
    places = []
    foot.links.place_wanted.connect(lambda *place: places.append(place))

    foot.links.table.setFocus()
    qtbot.keyClick(foot.links.table, Qt.Key.Key_Return)
    foot.links.compare.here.head.click()
    foot.links.compare.there.head.click()
    foot.links.go_there()

    there, here = (foot.links.current.there.document_id, foot.links.current.here.document_id)
    assert [place[:2] for place in places] == [
        (there, f"claim:{shore[1]}"),
        (here, f"claim:{shore[0]}"),
        (there, f"claim:{shore[1]}"),
        (there, f"claim:{shore[1]}"),
    ]


def test_a_claim_is_kept_and_linked_from_another_one(qtbot, foot, desk, shore):
    told = []
    foot.hinted.connect(told.append)
    foot.mark_to_link()
    go_to(desk, shore[2])
    wait_for(qtbot, foot, ["link to this?"])
    assert foot.links.current.there.id == shore[0]
    assert not foot.links.buttons.none.isEnabled()

    foot.link_as("updates")

    wait_for(qtbot, foot, ["updated by"])
    (related,) = desk.services.linking.links(shore[0])
    assert (related.there.id, related.forward) == (shore[2], True)
    assert "Kept to be linked" in told[0]


def test_a_claim_that_is_kept_twice_is_kept_no_more(qtbot, foot, desk, shore):
    told = []
    foot.hinted.connect(told.append)
    foot.mark_to_link()
    foot.mark_to_link()
    go_to(desk, shore[2])
    wait_for(qtbot, foot, [])

    assert told[-1] == "No claim is kept to be linked any more."
    desk.select_record()
    foot.mark_to_link()
    assert "Choose a claim first" in told[-1]
    qtbot.waitUntil(lambda: "Links are between claims" in foot.links.empty.words)


def test_all_pairs_of_the_project_are_listed_and_linked_one_by_one(qtbot, foot, desk, shore):
    go_to(desk, shore[2])
    wait_for(qtbot, foot, [])

    foot.links.buttons.everywhere.click()

    qtbot.waitUntil(lambda: len(cells(foot)) == 1)
    assert not foot.links.table.isColumnHidden(HERE)
    assert foot.links.buttons.everywhere.isChecked()
    foot.link_as("contradicts")
    wait_for(qtbot, foot, [])
    assert "Nothing in the project" in foot.links.empty.words
    assert len(desk.services.linking.links(shore[0])) == 1
    foot.links.buttons.everywhere.click()
    qtbot.waitUntil(lambda: "Nothing in other documents" in foot.links.empty.words)
    assert foot.links.table.isColumnHidden(HERE)


def test_a_search_through_the_project_that_is_stopped_says_so(qtbot, foot, shell, reported):
    going_on = Event()
    shell.jobs.long("Before it", lambda _progress: going_on.wait(10), print, print)
    foot.links.buttons.everywhere.click()
    shell.jobs.cancel()
    going_on.set()

    qtbot.waitUntil(lambda: len(reported) == 1)
    assert str(reported[0]) == "Stopped; what was done before stays."
    assert not foot.links.buttons.everywhere.isChecked()
    assert cells(foot) == ["contradicts?"]


def test_a_link_that_somebody_else_made_first_is_told_in_a_sentence(
    qtbot, foot, project, shore, reported
):
    project.bob.linking.link(shore[0], shore[1], LinkKind.CONTRADICTS)

    foot.link_as("contradicts")

    assert [str(error) for error in reported] == ["These two claims are linked so already."]


def test_narrow_there_is_room_for_the_kind_and_the_words_only(qtbot, foot):
    table = foot.links.table
    foot.resize(660, 190)
    qtbot.waitUntil(lambda: table.isColumnHidden(WHY))
    assert not table.isColumnHidden(KIND)
    assert not table.isColumnHidden(THERE)
    foot.links.halves.setSizes([1900, 300])
    foot.resize(2300, 260)
    qtbot.waitUntil(lambda: not table.isColumnHidden(WHY))


def test_an_act_on_links_shows_the_tab_first_where_it_is_not_in_sight(qtbot, foot, desk, shore):
    foot.setCurrentWidget(foot.claims)

    foot.link_as("same")

    assert foot.currentWidget() is foot.links
    assert desk.services.linking.links(shore[0]) == ()
    foot.setCurrentWidget(foot.claims)
    foot.look_for_links()
    qtbot.waitUntil(foot.links.buttons.everywhere.isChecked)


def test_every_act_on_links_has_its_method(foot):
    acts = [act for act in ACTS if act.id.startswith("link")]

    assert len(acts) == 8
    for act in acts:
        assert callable(getattr(foot, act.slot.removeprefix("foot.")))


def test_everything_in_the_tab_has_a_name(foot):
    links = foot.links
    assert links.table.accessibleName() == "Links and suggestions"
    assert links.compare.there.text.accessibleName() == "The other claim"
    assert links.compare.there.head.accessibleName().startswith("The other claim: go to")
    index = links.model.index(0, KIND)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"contradicts?: {UP}"
    assert QApplication.focusWidget() is None or links.focusProxy() is links.table
