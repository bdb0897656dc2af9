import pytest

from annotator.cli.projects import project_place
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.span import Span
from annotator.services.bootstrap import open_services
from tests.conftest import FILE, SERVER


@pytest.fixture(params=[FILE, SERVER])
def place(request, annotator, articles):
    """A project with two documents, and Bob and Cleo as annotators in it."""
    made = "p.annotator"
    if request.param == SERVER:
        server = request.getfixturevalue("server")
        made = server.address(server.fresh())
    assert annotator("new", made).status == 0
    assert annotator("import", made, articles).status == 0
    assert annotator("people", made, "Bob", "Cleo", "--add").status == 0
    return made


def readers(place):
    services = open_services(project_place(place), read_only=True)
    titles = {item.id: item.title for item in services.querying.documents()}
    found = services.assigning.of_documents(titles)
    services.close()
    return {(titles[one.document_id].split()[0], one.name, one.independent) for one in found}


def test_documents_are_given_by_title_file_or_id(annotator, place):
    done = annotator("assign", place, "Ferry fares to rise", "bakery.txt", "--to", "Bob")

    assert (done.status, done.err) == (0, "")
    assert done.out == "Changed: 2 documents, 2 given.\n"
    assert readers(place) == {("Ferry", "Bob", False), ("Bakery", "Bob", False)}

    services = open_services(project_place(place), read_only=True)
    uid = services.querying.sheet(1).document.uid
    services.close()
    assert annotator("assign", place, uid, "--from", "Bob").out == (
        "Changed: 1 document, 1 taken away.\n"
    )
    assert len(readers(place)) == 1


def test_what_is_found_or_unassigned_is_given_to_be_read_independently(annotator, place):
    found = annotator("assign", place, "--find", "ovens", "--to", "Bob")
    assert (found.status, found.out) == (0, "Changed: 1 document, 1 given.\n")

    rest = annotator(
        *("assign", place, "--unassigned", "--to", "bob", "--to", "Cleo", "--independent")
    )

    assert (rest.status, rest.out) == (0, "Changed: 1 document, 2 given.\n")
    assert readers(place) == {
        ("Bakery", "Bob", False),
        ("Ferry", "Bob", True),
        ("Ferry", "Cleo", True),
    }


def test_a_preview_changes_nothing_and_doing_it_twice_is_no_error(annotator, place):
    words = ("assign", place, "--all", "--to", "Bob")
    assert annotator(*words, "--preview").out == "Would change: 2 documents, 2 given.\n"
    assert readers(place) == set()

    assert annotator(*words).status == 0
    again = annotator(*words)

    assert (again.status, again.out) == (0, "Nothing to change: 2 documents, as wanted.\n")


def test_without_anything_to_do_progress_is_told(annotator, place):
    assert annotator("assign", place).out == "Nothing is assigned to anybody yet.\n"
    annotator("assign", place, "--all", "--to", "Bob", "--independent")

    done = annotator("assign", place)

    head, _rule, row = done.out.splitlines()
    assert done.status == 0
    assert head.split() == ["who", "assigned", "begun", "submitted", "left"]
    assert row.split() == ["Bob", "2", "2"]


def test_what_stays_because_it_is_being_adjudicated_is_told(annotator, place):
    annotator("assign", place, "--all", "--to", "Bob", "--to", "Cleo", "--independent")
    body = ClaimBody(kind=ClaimKind.DIRECT, content=(Span(start=0, end=5),))
    lead = open_services(project_place(place))
    for name in ("Bob", "Cleo"):
        reader = lead.as_user(name)
        reader.annotating.add(1, body)
        reader.reviewing.submit(1)
    lead.adjudicating.take_agreed(1)
    lead.close()

    done = annotator("assign", place, "--all", "--from", "Bob")

    assert (done.status, done.err) == (1, "")
    changed, kept = done.out.splitlines()
    assert changed == "Changed: 2 documents, 1 taken away."
    assert kept == "kept: 1 document is being adjudicated, where nobody is taken away."


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--to", "Bob"), "Say which documents"),
        (("--all", "--find", "may", "--to", "Bob"), "in one of these ways"),
        (("--all",), "Say who is to read them: --to NAME, or --from NAME."),
        (("--all", "--to", "Zoe"), "Nobody called “Zoe” works here."),
        (("nowhere.txt", "--to", "Bob"), "There is no document “nowhere.txt”."),
        (("--find", "xylophone", "--to", "Bob"), "There is no such document"),
        (("--all", "--to", "Bob", "--from", "Bob"), "both given a document and relieved"),
    ],
)
def test_what_cannot_be_assigned_is_one_sentence(annotator, project, words, sentence):
    annotator("people", project, "Bob", "--add")

    done = annotator("assign", project, *words)

    assert (done.status, done.out) == (2, "")
    assert sentence in done.err
    assert done.err.count("\n") == 1


def test_only_a_lead_assigns_and_gives_roles(annotator, project):
    annotator("people", project, "Bob", "--add")
    for words in (("assign", project, "--all", "--to", "Bob"), ("people", project, "Zoe", "--add")):
        done = annotator(*words, "--user", "Bob")
        assert done.status == 2
        assert "Only a lead may do this" in done.err


def test_people_are_taken_in_given_roles_retired_and_called_back(annotator, place):
    assert annotator("people", place, "Zoe", "--add", "--role", "reviewer").status == 0
    assert annotator("people", place, "Bob", "zoe", "--role", "adjudicator").status == 0

    done = annotator("people", place, "Cleo", "--retire")

    rows = {tuple(line.split()) for line in done.out.splitlines()[2:]}
    assert {("Bob", "adjudicator"), ("Zoe", "adjudicator"), ("Cleo", "annotator", "retired")} < rows
    assert annotator("people", place).out == done.out
    assert "retired" not in annotator("people", place, "Cleo", "--call-back").out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("Bob",), "say one thing of them"),
        (("--retire",), "Name people"),
        (("Bob", "--retire", "--role", "lead"), "say one thing of them"),
        (("Zoe", "--retire"), "Nobody called “Zoe” works here."),
        (("a;b", "--add"), "may not hold “;”"),
    ],
)
def test_what_cannot_be_said_of_people_is_one_sentence(annotator, project, words, sentence):
    done = annotator("people", project, *words)

    assert done.status == 2
    assert sentence in done.err
