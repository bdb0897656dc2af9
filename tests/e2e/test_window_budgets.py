"""How many actions an act takes; one chord, click or drag counts as one."""

import pytest

from annotator.domain.proposal import Proposal
from annotator.services.bootstrap import new_services, open_services

TEXT = """Harbour to close for a week

Mayor Anna Green said on Monday that the harbour would close. "We have no choice," she told us.

"The ferries will run from the old pier," harbour master Tom Ward said. Nobody else was asked.

The wind had torn two boats from their moorings during the night, and the sea was still high.
"""


@pytest.fixture
def project(own_folders):
    path = own_folders / "harbour.annotator"
    services = new_services(path, user="Ann")
    services.importing.pasted(TEXT)
    services.importing.pasted(TEXT.replace("Green", "Brown"))
    services.proposing.propose()
    services.close()
    return path


@pytest.fixture
def untouched(own_folders):
    path = own_folders / "untouched.annotator"
    services = new_services(path, user="Ann")
    services.importing.pasted(TEXT)
    services.close()
    return path


@pytest.fixture
def at_work(started, project):
    """Let a script work in the text of the project."""

    def work(script):
        def seated(d):
            d.until(lambda: d.window.session is not None and d.desk.current is not None)
            d.bench.text.view.setFocus()
            d.actions = 0
            script(d)

        return started([str(project), "--user", "Ann"], seated)

    return work


def test_accepting_and_going_on_takes_one_action(at_work):
    def script(d):
        first = d.desk.current
        d.press("Return")

        assert d.actions == 1
        assert isinstance(d.desk.current, Proposal)
        assert d.desk.current.id != first.id
        assert len(d.desk.sheet.claims) == 1

    at_work(script)


def test_fixing_a_boundary_takes_one_action(at_work):
    def script(d):
        before = d.desk.current.body.content[0]
        d.press("[")

        assert d.actions == 1
        assert d.desk.current.body.content[0].end < before.end
        d.press("Shift+]")
        assert d.desk.current.body.content[0].start > before.start

    at_work(script)


def test_changing_the_speaker_to_another_in_the_text_takes_two_actions(at_work):
    def script(d):
        before = d.desk.speaker_name(d.desk.current)
        other = next(item for item in d.desk.candidates() if item.name != before)
        number = d.desk.candidates().index(other) + 1
        d.press("W")
        d.press(str(number))

        assert d.actions == 2
        assert d.desk.speaker_name(d.desk.current) == other.name
        d.press("J")
        assert d.bench.text.view.hasFocus()

    at_work(script)


def test_a_new_claim_with_speaker_and_tag_takes_four_actions(at_work):
    def script(d):
        view = d.bench.text.view
        d.desk.select(None)
        d.click(view.viewport(), d.place_of(TEXT.index("torn two boats")))
        d.press("S")
        d.press("C")
        d.press("2")

        assert d.actions <= 4
        made = d.desk.current
        assert made.body.content[0].of(TEXT).startswith("The wind had torn")
        assert made.body.tags == ("accusation",)
        assert d.desk.speaker_name(made)

    at_work(script)


def test_a_new_claim_takes_three_keys_where_the_caret_is(at_work):
    def script(d):
        d.desk.select(None)
        d.bench.text.view.move_caret(TEXT.index("torn two boats"))
        for key in ("S", "C", "2"):
            d.press(key)

        assert d.actions <= 4
        assert d.desk.current.body.tags == ("accusation",)
        assert d.desk.speaker_name(d.desk.current)
        assert d.bench.text.view.hasFocus()

    at_work(script)


def test_of_an_untouched_text_the_first_claim_takes_three_keys(started, untouched):
    def script(d):
        d.until(lambda: d.window.session is not None and d.desk.sheet is not None)
        d.bench.text.view.setFocus()
        d.bench.text.view.move_caret(TEXT.index("The ferries"))
        for key in ("S", "C", "2"):
            d.press(key)

        made = d.desk.current
        assert made.body.content[0].of(TEXT) == "The ferries will run from the old pier"
        assert d.desk.speaker_name(made) == "Tom Ward"
        assert made.body.tags == ("accusation",)

    started([str(untouched), "--user", "Ann"], script)


@pytest.mark.parametrize(
    ("typed", "speaker"), [("2", "Tom Ward"), ("tom\n", "Tom Ward"), ("\n", "Anna Green")]
)
def test_a_new_claim_of_somebody_else_takes_four_keys_and_letters_replace_the_guess(
    at_work, typed, speaker
):
    def script(d):
        d.desk.select(None)
        d.bench.text.view.move_caret(TEXT.index("We have no choice"))
        d.press("S")
        d.until(lambda: "C: a claim of Anna Green" in d.window.status.currentMessage())
        d.press("Shift+C")
        names = [item.name for item in d.desk.candidates()]
        assert names[:2] == ["Anna Green", "Tom Ward"]
        for letter in typed:
            d.press("Return" if letter == "\n" else letter)
        d.press("2")

        made = d.desk.current
        assert len(typed) > 1 or d.actions == 4
        assert d.desk.speaker_name(made) == speaker
        assert made.body.tags == ("accusation",)
        assert d.bench.text.view.hasFocus()

    at_work(script)


def test_whom_the_text_names_is_registered_and_chosen_by_two_keys(started, untouched):
    def script(d):
        d.until(lambda: d.window.session is not None and d.desk.sheet is not None)
        d.bench.text.view.setFocus()
        d.bench.text.view.move_caret(TEXT.index("The ferries"))
        d.press("S")
        d.press("C")
        names = [item.name for item in d.desk.candidates()]
        d.actions = 0
        d.press("W")
        d.press(str(names.index("Anna Green") + 1))

        assert d.actions == 2
        assert d.desk.speaker_name(d.desk.current) == "Anna Green"
        assert [item.name for item in d.desk.sheet.registry] == ["Tom Ward", "Anna Green"]
        assert d.bench.text.view.hasFocus()

    started([str(untouched), "--user", "Ann"], script)


def test_by_mouse_accepting_and_going_on_takes_one_action(at_work):
    def script(d):
        first = d.desk.current
        d.tool("accept")

        assert d.actions == 1
        assert isinstance(d.desk.current, Proposal)
        assert d.desk.current.id != first.id

    at_work(script)


def test_by_mouse_a_new_claim_with_speaker_and_tag_takes_three_actions(at_work):
    def script(d):
        view, start = d.bench.text.view, TEXT.index("torn two boats")
        d.drag(view.viewport(), d.place_of(start), d.place_of(start + len("torn two boats")))
        d.tool("claim")
        d.click(d.bench.record.claim.tags.buttons["accusation"])

        assert d.actions <= 4
        made = d.desk.current
        assert made.body.content[0].of(TEXT) == "torn two boats"
        assert made.body.tags == ("accusation",)
        assert d.desk.speaker_name(made)

    at_work(script)


def test_by_mouse_fixing_a_boundary_takes_one_action(at_work):
    def script(d):
        span = d.desk.current.body.content[0]
        word = TEXT.rindex(" ", span.start, span.end)
        d.drag(d.bench.text.view.viewport(), d.place_of(span.end), d.place_of(word))

        assert d.actions == 1
        assert d.desk.current.body.content[0].end < span.end

    at_work(script)


def test_by_mouse_changing_the_speaker_takes_two_actions(at_work):
    def script(d):
        before = d.desk.speaker_name(d.desk.current)
        names = [item.name for item in d.desk.candidates()]
        row = next(at for at, name in enumerate(names) if name != before)
        picker = d.bench.record.claim.speaker.picker
        d.click(picker)
        rows = picker.list.view
        d.click(rows.viewport(), rows.visualRect(rows.model().index(row, 0)).center())

        assert d.actions == 2
        assert d.desk.speaker_name(d.desk.current) == names[row]

    at_work(script)


def test_by_mouse_the_next_document_opens_by_itself_and_undo_takes_one_action(at_work):
    def script(d):
        first = d.desk.document_id
        while d.desk.sheet.proposals:
            d.tool("accept")
        d.tool("submit")
        assert d.desk.document_id != first
        assert isinstance(d.desk.current, Proposal)

        before = d.desk.sheet.claims
        d.tool("accept")
        assert len(d.desk.sheet.claims) == len(before) + 1
        d.actions = 0
        d.tool("undo")
        assert (d.actions, d.desk.sheet.claims) == (1, before)

    at_work(script)


def test_any_act_is_its_first_letters_and_return_away(at_work):
    def script(d):
        d.press("Ctrl+K")
        d.write("accept and")
        d.press("Return")

        assert len(d.desk.sheet.claims) == 1
        assert d.bench.text.view.hasFocus()

    at_work(script)


def test_undo_takes_one_action_each_and_comes_back_to_the_beginning(at_work):
    def script(d):
        d.press("]")
        d.press("3")
        d.press("Return")
        acts = d.actions - 1  # Return on a claim only goes on
        for _act in range(acts):
            d.press("Ctrl+Z")

        assert d.desk.sheet.claims == ()
        assert d.desk.redo_label() is not None
        d.press("Ctrl+Shift+Z")
        assert len(d.desk.sheet.claims) == 1

    at_work(script)


def test_the_next_document_with_work_left_opens_by_itself(at_work):
    def script(d):
        first = d.desk.document_id
        while d.desk.sheet.proposals:
            d.press("Return")
        d.press("Ctrl+Return")

        assert d.desk.document_id != first
        assert isinstance(d.desk.current, Proposal)

    at_work(script)


def test_letters_typed_into_an_editor_are_letters(at_work):
    def script(d):
        d.press("Ctrl+Shift+F")
        d.write("jsx [3")

        assert d.bench.documents.search.text() == "jsx [3"
        assert d.desk.sheet.claims == ()

    at_work(script)


def test_the_window_comes_back_where_it_was(at_work, project):
    places = []

    def script(d):
        d.press("Ctrl+2")
        d.press("Ctrl++")
        d.press("J")
        places.append(d.bench.place())

    at_work(script)
    at_work(lambda d: places.append(d.bench.place()))

    wanted = ("document", "item", "scroll", "workspace", "zoom")
    before, after = (place.model_dump(include=set(wanted)) for place in places)
    assert before == after
    assert before["workspace"] == 1


def test_started_without_words_the_last_project_opens(started, at_work, project):
    at_work(lambda _d: None)

    opened = []

    def script(d):
        d.until(lambda: d.window.session is not None)
        opened.append(d.window.project.path)

    assert started([], script) == 0
    assert opened == [project]


def test_closing_the_window_keeps_a_copy_and_lets_the_project_go(at_work, own_folders, project):
    at_work(lambda d: d.press("Return"))

    (copy,) = (own_folders / "own" / "backups").glob("harbour-*.annotator")
    services = open_services(copy, user="Ann")
    assert len(services.querying.sheet(1).claims) == 1
    services.close()
