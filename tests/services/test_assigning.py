import pytest

from annotator.domain.assigning import AssignPlan, Progress, Wanted
from annotator.domain.errors import RightError, UsageError
from annotator.domain.events import DocumentChanged, DocumentsChanged
from annotator.domain.filter import DocumentFilter
from annotator.domain.history import RecordKind
from annotator.domain.user import Part, Role
from annotator.services.bootstrap import open_services
from tests.services.readers import Readers

OTHER = "Piers close\n\nTwo piers close, engineer Tom Brask said. One stays, he added.\n"


@pytest.fixture
def readers(project):
    return Readers(project)


@pytest.fixture
def people(project):
    """Ann, who leads, Bob and Cleo, by id; nothing is assigned."""
    cleo = project.ann.as_user("Cleo")
    return tuple(person.context.user.id for person in (project.ann, project.bob, cleo))


def told(project, *documents):
    found = project.ann.assigning.of_documents(documents or [project.document_id])
    return [(item.name, item.independent, item.submitted) for item in found]


def wanted(project, **parts):
    return Wanted(documents=(project.document_id,), **parts)


def test_a_document_is_assigned_to_people_in_one_act_and_undone_whole(project, people):
    ann, bob, cleo = people

    assert project.ann.assigning.assign(wanted(project, add=(bob, cleo), independent=True)) == 1
    assert told(project) == [("Bob", True, False), ("Cleo", True, False)]
    assert project.ann.undoing.labels()[0] == "Assign document to Bob, Cleo"

    project.ann.undoing.undo()
    assert told(project) == []
    project.ann.undoing.redo()
    assert told(project) == [("Bob", True, False), ("Cleo", True, False)]
    assert ann not in {item.user_id for item in project.ann.assigning.of_documents([1])}


def test_many_documents_are_assigned_at_once(project, people):
    documents = [project.store(f"{OTHER}{number}", f"{number}.txt") for number in range(3)]

    asked = Wanted(documents=tuple(documents), add=people[1:])
    assert project.ann.assigning.assign(asked) == 3

    assert told(project, *documents) == [("Bob", False, False), ("Cleo", False, False)] * 3
    assert project.ann.undoing.labels()[0] == "Assign 3 documents to Bob, Cleo"
    assert told(project) == []


def test_a_document_is_taken_away_and_given_again(project, people):
    bob = people[1]
    project.ann.assigning.assign(wanted(project, add=(bob,)))
    project.ann.assigning.assign(wanted(project, remove=(bob,)))
    assert told(project) == []
    assert project.ann.undoing.labels()[0] == "Take document from Bob"

    project.ann.assigning.assign(wanted(project, add=(bob,), independent=True))
    assert told(project) == [("Bob", True, False)]
    for _act in range(3):
        project.ann.undoing.undo()
    assert told(project) == []


def test_everybody_reads_a_document_in_the_same_way(project, people):
    _ann, bob, cleo = people
    project.ann.assigning.assign(wanted(project, add=(bob,)))

    project.ann.assigning.assign(wanted(project, add=(cleo,), independent=True))
    assert told(project) == [("Bob", True, False), ("Cleo", True, False)]

    project.ann.assigning.assign(wanted(project, independent=False))
    assert told(project) == [("Bob", False, False), ("Cleo", False, False)]
    assert project.ann.undoing.labels()[0] == "Change how document is read"


def test_who_is_new_reads_as_those_before(project, people):
    _ann, bob, cleo = people
    project.ann.assigning.assign(wanted(project, add=(bob,), independent=True))
    project.ann.assigning.assign(wanted(project, add=(cleo,)))

    assert told(project) == [("Bob", True, False), ("Cleo", True, False)]


def test_only_a_lead_assigns(project, people):
    with pytest.raises(RightError, match="Only a lead may do this; Bob is a reviewer"):
        project.bob.assigning.assign(wanted(project, add=people[1:]))

    assert told(project) == []


def test_the_database_refuses_an_assignment_by_anybody_but_a_lead(project, people):
    with (
        pytest.raises(RightError, match="Only a lead may do this"),
        project.bob.context.writing("Assign", project.document_id) as unit,
    ):
        unit.assignments.assign([(project.document_id, people[1])], independent=False)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({}, "Choose at least one person"),
        ({"add": (2,), "remove": (2,)}, "both given a document and relieved"),
        ({"documents": (), "add": (2,)}, "Choose the documents first"),
        ({"remove": (2,)}, "This is so already"),
    ],
)
def test_what_makes_no_sense_is_told_in_a_sentence(project, people, parts, sentence):
    asked = Wanted(**{"documents": (project.document_id,), **parts})

    with pytest.raises(UsageError, match=sentence):
        project.ann.assigning.assign(asked)
    assert project.ann.undoing.labels()[0] is None


def test_nothing_is_assigned_to_who_is_retired(project, people):
    with project.ann.context.writing("Retire") as unit:
        now = unit.users.get(people[1])
        unit.users.swap(
            now.id, Part(role=now.role, retired=False), Part(role=Role.REVIEWER, retired=True)
        )
        unit.commit()

    assert [user.name for user in project.ann.assigning.people()] == ["Ann", "Cleo"]
    with pytest.raises(UsageError, match="Bob is retired"):
        project.ann.assigning.assign(wanted(project, add=(people[1],)))


def test_events_name_the_document_or_tell_of_many(project, people):
    heard = []
    services = open_services(project.path, user="Ann", publish=heard.append)
    other = project.store(OTHER, "piers.txt")
    services.assigning.assign(wanted(project, add=people[1:]))
    services.assigning.assign(Wanted(documents=(project.document_id, other), add=people[:1]))
    services.undoing.undo()
    services.close()

    assert heard == [DocumentChanged(project.document_id), DocumentsChanged(), DocumentsChanged()]


def test_a_preview_counts_and_changes_nothing(readers):
    lead, bob = readers.lead, readers.bob.context.user.id
    ann = lead.context.user.id
    readers.says(readers.bob, "a typing error")

    added = lead.assigning.preview(wanted(readers.project, add=(ann,)))
    assert added == AssignPlan(1, 1, 0, 0, 0, 0, 0)
    taken = lead.assigning.preview(wanted(readers.project, remove=(bob,)))
    assert taken == AssignPlan(1, 0, 1, 0, 1, 0, 0)
    turned = lead.assigning.preview(wanted(readers.project, independent=False))
    assert (turned.turned, turned.set_aside, turned.changes) == (2, 1, 2)
    with pytest.raises(UsageError, match="at least one person"):
        lead.assigning.preview(wanted(readers.project))

    assert [item.name for item in lead.assigning.of_documents([readers.document])] == [
        "Bob",
        "Cleo",
    ]


def test_a_preview_tells_of_claims_that_independent_readers_will_not_see(project, people):
    project.claim("a typing error")

    plan = project.ann.assigning.preview(wanted(project, add=people[1:], independent=True))

    assert (plan.added, plan.annotated) == (2, 1)


def test_what_is_being_adjudicated_stays_as_it_is(readers):
    readers.finish(readers.bob)
    readers.finish(readers.cleo)
    readers.settle()
    bob = readers.bob.context.user.id

    assert readers.lead.assigning.preview(wanted(readers.project, remove=(bob,))).settled == 1
    with pytest.raises(UsageError, match="so already"):
        readers.lead.assigning.assign(wanted(readers.project, remove=(bob,)))


def test_who_comes_late_may_read_what_is_being_adjudicated(readers):
    readers.finish(readers.bob)
    readers.settle()
    ann = readers.lead.context.user.id

    asked = wanted(readers.project, add=(ann,), independent=False)
    assert readers.lead.assigning.preview(asked) == AssignPlan(1, 1, 0, 0, 0, 0, 1)
    readers.lead.assigning.assign(asked)

    assert told(readers.project) == [
        ("Ann", True, False),
        ("Bob", True, True),
        ("Cleo", True, False),
    ]


def progress(readers):
    return {user.name: figures for user, figures in readers.lead.assigning.progress()}


def test_progress_tells_of_everybody_what_is_assigned_begun_and_submitted(readers):
    bob, cleo = (person.context.user.id for person in (readers.bob, readers.cleo))
    assert progress(readers) == {"Bob": Progress(bob, 1, 0, 0), "Cleo": Progress(cleo, 1, 0, 0)}

    readers.says(readers.bob, "a typing error")
    readers.bob.annotating.refuse(readers.sheet(readers.bob).proposals[0].id)
    assert progress(readers)["Bob"] == Progress(bob, 1, 1, 0)
    assert progress(readers)["Cleo"] == Progress(cleo, 1, 0, 0)

    readers.finish(readers.bob)
    assert progress(readers)["Bob"] == Progress(bob, 1, 0, 1)
    assert progress(readers)["Bob"].left == 0


def test_who_works_in_the_agreed_layer_is_done_when_nothing_is_left_there(project, people):
    ann = people[0]
    other = project.store(OTHER, "piers.txt")
    documents = (project.document_id, other)
    project.ann.assigning.assign(Wanted(documents=documents, add=(ann,)))
    figures = project.ann.assigning.progress
    assert figures()[0][1] == Progress(ann, 2, 0, 0)

    project.claim("a typing error")
    assert figures()[0][1] == Progress(ann, 2, 1, 0)
    project.ann.reviewing.submit(project.document_id)
    assert figures()[0][1] == Progress(ann, 2, 0, 1)

    marks = project.ann.querying.sheet(other).document.marks
    project.ann.annotating.mark(other, marks, marks.amended(excluded="not news"), "Exclude")
    assert figures()[0][1] == Progress(ann, 1, 0, 1)


def test_next_goes_through_ones_own_documents_first_and_leaves_those_of_others(project, people):
    _ann, bob, cleo = people
    texts = [project.store(f"{OTHER}{number}", f"{number}.txt") for number in range(4)]
    for text in texts:
        project.propose([("One stays", 0.5)], text, "Tom Brask")
    assert project.bob.querying.next_unfinished(0) == texts[0]

    project.ann.assigning.assign(Wanted(documents=(texts[2],), add=(bob,)))
    project.ann.assigning.assign(Wanted(documents=(texts[0],), add=(cleo,)))

    seen = [project.bob.querying.next_unfinished(0)]
    for _step in range(2):
        seen.append(project.bob.querying.next_unfinished(seen[-1]))
    assert seen == [texts[2], texts[3], texts[2]]


def test_what_nobody_touched_comes_last_and_only_where_it_is_wanted(project, people):
    _ann, _bob, cleo = people
    blank, given, proposed = (project.store(f"{OTHER}{name}", name) for name in "abc")
    project.propose([("One stays", 0.5)], proposed, "Tom Brask")
    project.ann.assigning.assign(Wanted(documents=(given,), add=(cleo,)))
    following = project.bob.querying.next_unfinished

    assert following(project.document_id) == proposed
    assert following(project.document_id, untouched=True) == proposed
    assert following(proposed) is None
    assert following(proposed, untouched=True) == project.document_id
    assert following(project.document_id, untouched=True) == proposed
    marks = project.ann.querying.sheet(project.document_id).document.marks
    project.ann.annotating.mark(
        project.document_id, marks, marks.amended(no_claims=True), "No claims"
    )
    assert following(proposed, untouched=True) == blank


def test_a_document_to_be_read_alone_wants_its_reader_until_it_is_submitted(readers):
    assert readers.lead.querying.next_unfinished(0) is None
    for proposal in readers.sheet(readers.bob).proposals:
        readers.bob.annotating.refuse(proposal.id)
    assert readers.bob.querying.next_unfinished(0) == readers.document

    readers.finish(readers.bob)
    assert readers.bob.querying.next_unfinished(0) is None
    assert readers.cleo.querying.next_unfinished(0) == readers.document


def test_the_history_names_document_and_person(readers):
    act = readers.lead.undoing.next_undo()

    assert [(c.after["document"], c.after["user"]) for c in act.changes] == [(1, 2), (1, 3)]
    assert {change.record_kind for change in act.changes} == {RecordKind.ASSIGNMENT}


def test_documents_are_listed_by_who_is_to_read_them(readers):
    bob, cleo = (person.context.user.id for person in (readers.bob, readers.cleo))
    others = [readers.project.store(f"{OTHER}{number}", f"{number}.txt") for number in range(2)]
    readers.assign(readers.bob, independent=False, document=others[0])
    readers.take_from(readers.cleo)

    def listed(**parts):
        return readers.lead.searching.document_ids(DocumentFilter(**parts)).tolist()

    assert listed(assigned=(bob,)) == [readers.document, others[0]]
    assert listed(assigned=(cleo,)) == []
    assert listed(assigned=(bob, cleo), words="fares") == [readers.document]
    assert listed(unassigned=True) == [others[1]]


def test_a_line_of_the_list_names_who_is_to_read_the_document(readers):
    readers.finish(readers.bob)
    other = readers.project.store(OTHER, "piers.txt")
    first, second = readers.cleo.searching.document_lines([readers.document, other])

    assert [(item.name, item.independent, item.submitted) for item in first.assigned] == [
        ("Bob", True, True),
        ("Cleo", True, False),
    ]
    assert second.assigned == ()
