import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.domain.claim import Claim
from annotator.domain.codebook import FieldScope, Tag
from annotator.domain.span import Span
from annotator.services.bootstrap import open_services
from annotator.ui.action_set import ActionSet
from annotator.ui.desk import Desk
from annotator.ui.desk_place import key_of
from annotator.ui.event_bridge import EventBridge
from annotator.ui.scores import in_per_cent
from annotator.ui.sheet_marks import SpeakerColours, marks_of_items, tag_labels
from annotator.ui.source_text.marks import COLOURS, MarkState
from annotator.ui.source_text.view import LongTextView, SourceTextView
from annotator.ui.text_acts import units
from annotator.ui.text_pane import TextPane
from annotator.ui.theme import load_theme


@pytest.fixture
def pane(qtbot, project):
    bridge, holder = EventBridge(), QWidget()
    qtbot.addWidget(holder)
    services = open_services(project.path, user="Ann", publish=bridge.publish)
    services.proposing.propose()
    desk = Desk(services, bridge, pytest.fail)
    pane = TextPane(desk, load_theme("light"), ActionSet(holder).actions)
    pane.desk, pane.project, pane.kept = desk, project, (bridge, holder)
    qtbot.addWidget(pane)
    pane.resize(700, 500)
    desk.open(project.document_id)
    yield pane
    services.close()


def select(pane, words):
    pane.view.select(pane.project.span(words))


def test_the_open_document_is_shown_with_its_title_and_its_file(pane):
    assert pane.view.text == pane.project.text
    assert (pane.title.text(), pane.origin.text()) == ("Ferry fares to rise", "ferry.txt")

    pane.desk.open(None)
    assert pane.empty.isVisibleTo(pane)


def test_a_text_that_no_engine_has_read_offers_to_let_it(pane):
    assert not pane.propose.isVisibleTo(pane)

    unread = pane.project.store("A mast broke, a sailor said.", "mast.txt")
    pane.desk.open(unread)

    assert pane.propose.isVisibleTo(pane)


def test_what_the_engine_says_of_a_text_is_said_above_it(pane):
    foreign = pane.project.store(
        "Der Hafen bleibt geschlossen, sagte die Bürgermeisterin am Montag den Reportern. "
        "Niemand weiß, wie lange das dauern wird, und die Fischer sind nicht zufrieden.",
        "hafen.txt",
    )
    pane.desk.services.proposing.propose(documents=[foreign])
    pane.desk.open(foreign)

    assert pane.reading.isVisibleTo(pane)
    assert pane.reading.text()


def test_the_current_item_stands_out_and_a_click_chooses_another(pane):
    first, second = pane.desk.items[:2]
    assert pane.view.ink().current == key_of(pane.desk.current)

    pane.view.current_requested.emit(key_of(second))

    assert pane.desk.current == second
    assert pane.view.ink().current == key_of(second) != key_of(first)


def test_what_is_quoted_then_its_marks_then_the_sentence_then_the_paragraph_is_selected(pane):
    pane.view.move_caret(pane.project.span("May").start)
    selected = []
    for _step in range(4):
        pane.acts.select_unit()
        selected.append(pane.view.selection().of(pane.project.text))

    assert selected[0] == "Fares go up in May ⛴"
    assert selected[1].startswith("“Fares go up")
    assert selected[1].endswith("”")
    assert selected[-1].endswith("not before.”")
    assert len(selected[2]) > len(selected[1])


def test_with_the_caret_on_a_quotation_mark_what_it_quotes_is_selected(pane):
    pane.view.move_caret(pane.project.span("“Fares").start)

    pane.acts.select_unit()

    assert pane.view.selection().of(pane.project.text) == "Fares go up in May ⛴"


def test_selected_words_become_what_the_key_says(pane):
    select(pane, "two piers will close")
    pane.acts.claim()
    made = pane.desk.current
    assert made.body.content == (pane.project.span("two piers will close"),)

    select(pane, "the port authority")
    pane.acts.source()
    select(pane, "citing")
    pane.acts.cue()
    select(pane, "a typing error")
    pane.acts.fragment()

    link = pane.desk.current.body.chain[-1]
    assert link.source == pane.project.span("the port authority")
    assert link.cue == pane.project.span("citing")
    assert len(pane.desk.current.body.content) == 2
    assert pane.view.selection() is None


@pytest.mark.parametrize("act", ["claim", "cue", "fragment", "evidence"])
def test_with_nothing_selected_a_key_says_what_to_do_first(qtbot, pane, act):
    pane.view.move_caret(0)

    with qtbot.waitSignal(pane.acts.hinted) as hinted:
        getattr(pane.acts, act)()

    assert "elect the words" in hinted.args[0]


def test_who_with_nothing_selected_opens_the_speaker(qtbot, pane):
    pane.view.move_caret(0)

    with qtbot.waitSignal(pane.acts.speaker_wanted):
        pane.acts.source()


def test_the_words_of_the_focused_field_are_boxed(pane):
    pane.desk.focus_field(FieldScope.DOCUMENT, "outlet")
    select(pane, "The Harbour Gazette")
    pane.acts.evidence()

    assert pane.desk.sheet.record.field("outlet").value == "The Harbour Gazette"
    assert pane._evidence() == pane.project.span("The Harbour Gazette")
    pane.desk.focus_field(FieldScope.CLAIM, "topic")
    assert pane._evidence() is None


@pytest.mark.parametrize(
    ("caret", "side", "which", "words"),
    [
        ("close", "left", "near", "piers will"),
        ("will", "right", "near", "piers will close"),
        ("piers", "left", "near", "two piers will"),
        ("will", "left", "far", "two piers will"),
        ("will", "right", "far", "will"),
    ],
)
def test_a_boundary_moves_by_a_word(pane, caret, side, which, words):
    content = "piers will close" if caret == "close" else "piers will"
    select(pane, content)
    pane.acts.claim()
    span = pane.project.span(caret)
    pane.view.move_caret(span.start if caret == "piers" else span.end)

    pane.acts.move_boundary(side, "word", which)

    assert pane.desk.current.body.content[0].of(pane.project.text) == words


def test_a_boundary_dragged_becomes_the_content(pane):
    item = pane.desk.items[-1]
    wanted = item.body.content[0].amended(end=item.body.content[0].end - 2)

    pane.view.boundary_dragged.emit(key_of(item), 0, wanted)

    assert pane.desk.current.body.content[0] == wanted


def test_a_quotation_is_copied_with_who_said_it_and_where(pane):
    pane.acts.copy_quotation()

    copied = QGuiApplication.clipboard().text()
    assert "Fares go up in May" in copied
    assert copied.endswith("; Ferry fares to rise)")


def test_proposals_and_refused_ones_are_drawn_as_such(pane):
    pane.desk.refuse()
    pane.desk.show_refused = True

    marks = marks_of_items(
        pane.desk.sheet, pane.desk.items, SpeakerColours(), pane.desk.codebook, str
    )

    states = [mark.state for mark in marks]
    assert states.count(MarkState.REFUSED) == 1
    assert MarkState.PROPOSAL in states
    assert all("\n" in mark.label for mark in marks)


def colours_of(pane):
    """Return the colour of each speaker who is drawn, by name."""
    marks = {mark.key: mark for mark in map(pane.view.marks, map(key_of, pane.desk.items))}
    return {pane.desk.speaker_name(item): marks[key_of(item)].colour for item in pane.desk.items}


def test_accepting_in_any_order_leaves_every_speaker_its_colour(pane):
    before = colours_of(pane)

    for item in reversed(pane.desk.items):
        pane.desk.select(key_of(item))
        pane.desk.accept()

    assert all(isinstance(item, Claim) for item in pane.desk.items)
    assert colours_of(pane) == before


def test_no_two_speakers_of_a_document_share_a_colour_while_there_are_others():
    colours = SpeakerColours()

    given = [colours.colour(name) for name in ("A", "B", "C", 1, 9, 17)]

    assert len(set(given)) == len(given)
    assert colours.colour("a ") == given[0]
    assert colours.colour(None) is None


def test_with_more_speakers_than_colours_every_speaker_has_one_that_stays():
    colours = SpeakerColours()

    given = [colours.colour(at) for at in range(20)]

    assert set(given) == set(range(COLOURS))
    assert [colours.colour(at) for at in range(20)] == given


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_theme_has_as_many_colours_as_are_given(name):
    assert len(load_theme(name).speakers) == COLOURS


def test_a_card_tells_speaker_kind_status_score_and_tags(pane):
    tag = next(pane.desk.codebook.all_tags())
    item = pane.desk.current
    who, score = pane.desk.speaker_name(item), in_per_cent(item.body.score)
    assert f"Proposal · {item.body.kind} · {score} likely right" in card_of(pane)

    pane.desk.accept()
    pane.desk.select(next(key_of(one) for one in pane.desk.items if isinstance(one, Claim)))
    pane.desk.toggle_tag(tag.key)

    told = card_of(pane)
    assert who in told
    assert f"Claim · {item.body.kind} · draft · proposed at {score}" in told
    assert f"Tags: {tag.label}" in told
    assert "Tags" in pane.view.accessibleDescription()


def card_of(pane):
    return pane.view.card([key_of(pane.desk.current)])


def test_a_merged_tag_is_shown_as_the_one_that_is_left(pane):
    labels = tag_labels(
        pane.desk.codebook.amended(
            tags=(
                Tag(key="war", label="War"),
                Tag(key="fight", label="Fight", retired=True, merged_into="war"),
            )
        )
    )

    assert labels == {"war": "War", "fight": "War"}


def test_units_of_a_text_with_wide_characters_count_code_points():
    text = "🚢🚢 “One.” Two."

    quoted, whole = units(text, Span(start=0, end=1))

    assert [span.of(text) for span in quoted] == ["One.", "“One.”"]
    assert whole[-1].of(text) == "Two."


def test_units_far_away_are_not_looked_for():
    text = "A first sentence here. And another.\n\n" * 2_000

    _quoted, whole = units(text, Span(start=40_000, end=40_010))

    assert 100 < len(whole) < 1_000
    assert whole[0].start < 40_000 < whole[-1].end


def test_a_long_text_is_worked_on_in_the_swift_view(pane):
    pane.view.zoom = 130
    text = "“Two piers will close,” the port authority said on Monday.\n\n" * 4_000
    pane.desk.open(pane.project.store(text, "long.txt"))

    assert isinstance(pane.view, LongTextView)
    assert pane.view.zoom == 130
    pane.view.move_caret(200_010)
    pane.acts.select_unit()
    pane.acts.claim()
    made = pane.desk.current
    assert made.body.content[0].of(text).startswith("“Two piers will close,”")
    assert pane.view.ink().current == key_of(made)
    assert pane.view.marks(key_of(made)).content == made.body.content

    pane.desk.open(pane.project.document_id)
    assert pane.view.text == pane.project.text
    assert isinstance(pane.view, SourceTextView)


def test_the_find_bar_looks_through_the_next_document_too(pane):
    pane.find_bar.ask()
    pane.find_bar.words.setText("pier")
    pane.desk.open(pane.project.store("A pier, and a pier.", "pier.txt"))

    assert pane.find_bar.count.text() == "1 of 2"
