import pytest

from annotator.domain.errors import NotFoundError, StaleError, UsageError
from annotator.domain.events import FiltersChanged
from annotator.domain.filter import ClaimFilter, DocumentFilter, LineStatus
from annotator.domain.history import RecordKind
from annotator.domain.speaker import SpeakerBody
from annotator.services.bootstrap import open_services

PIERS = ClaimFilter(words="pier*", statuses=(LineStatus.DRAFT, LineStatus.PROPOSED), score_from=0.5)


def names(services):
    return [item.saved.name for item in services.filters.all()]


def test_a_filter_is_kept_for_everybody_and_reads_as_it_was_saved(project):
    told = []
    ann = open_services(project.path, user="Ann", publish=told.append)
    filter_id = ann.filters.save("  Piers \n to check ", PIERS)
    ann.filters.save("away", DocumentFilter(words="away", flagged=True))
    ann.close()

    assert names(project.bob) == ["away", "Piers to check"]
    opened = project.bob.filters.open(filter_id)
    assert opened.saved.body == PIERS
    assert opened.gone == ()
    assert project.bob.filters.all()[0].saved.body == DocumentFilter(words="away", flagged=True)
    assert told == [FiltersChanged(), FiltersChanged()]


def test_a_filter_is_renamed_changed_and_forgotten_and_each_is_undone(project):
    filters, undoing = project.ann.filters, project.ann.undoing
    filter_id = filters.save("Piers", PIERS)
    filters.rename(filter_id, "Quays")
    filters.change(filter_id, ClaimFilter(words="quay"))
    filters.forget(filter_id)
    assert names(project.ann) == []

    assert undoing.undo().label == "Forget filter Quays"
    assert filters.open(filter_id).saved.body == ClaimFilter(words="quay")
    assert undoing.undo().label == "Change filter Quays"
    assert filters.open(filter_id).saved.body == PIERS
    assert undoing.undo().label == "Rename filter Piers"
    assert names(project.ann) == ["Piers"]
    undoing.undo()
    assert names(project.ann) == []
    undoing.redo()
    assert names(project.ann) == ["Piers"]
    changes = project.ann.querying.history(RecordKind.FILTER, filter_id)
    assert [act.label for act in changes][:2] == ["Save filter Piers", "Rename filter Piers"]


def test_the_same_again_is_no_act(project):
    filter_id = project.ann.filters.save("Piers", PIERS)
    project.ann.filters.change(filter_id, PIERS)

    assert len(project.ann.querying.history(RecordKind.FILTER, filter_id)) == 1


def test_a_name_is_needed_and_is_one_filters_alone(project):
    filters = project.ann.filters
    filters.save("Piers", PIERS)
    other = filters.save("Quays", PIERS)

    with pytest.raises(UsageError, match="needs a name"):
        filters.save(" \n", PIERS)
    with pytest.raises(UsageError, match="“piers” already"):
        filters.save("piers", PIERS)
    with pytest.raises(UsageError, match="“PIERS” already"):
        filters.rename(other, "PIERS")
    assert names(project.ann) == ["Piers", "Quays"]


def test_a_filter_that_is_gone_is_said(project):
    filter_id = project.ann.filters.save("Piers", PIERS)
    project.bob.filters.forget(filter_id)

    for act in (
        lambda: project.ann.filters.open(filter_id),
        lambda: project.ann.filters.rename(filter_id, "Quays"),
        lambda: project.ann.filters.forget(filter_id),
        lambda: project.ann.filters.forget(77),
    ):
        with pytest.raises(NotFoundError):
            act()


def test_an_undo_that_needs_a_name_which_another_filter_has_is_stale(project):
    project.ann.filters.forget(project.ann.filters.save("Piers", PIERS))
    project.bob.filters.save("Piers", PIERS)

    with pytest.raises(StaleError):
        project.ann.undoing.undo()
    assert names(project.ann) == ["Piers"]


def test_a_stale_filter_opens_without_what_is_gone_and_says_so(project):
    ovik = project.ann.speakers.add(SpeakerBody(name="Lena Ovik"))
    wanted = ClaimFilter(words="pier", tags=("promise",), speakers=(ovik,), annotators=(1,))
    filter_id = project.ann.filters.save("Piers", wanted)
    with project.ann.context.writing("Damage") as unit:
        state = unit.filters.state(filter_id)
        body = {**state["body"]["filter"], "tags": ["promise", "lost"], "speakers": [ovik, 99]}
        body |= {"annotators": [1, 55], "documents": [44], "newer": True, "kinds": "none"}
        changed = state | {"body": {"kind": "claims", "filter": body}}
        unit.filters.swap(filter_id, state, changed)
        unit.commit()

    opened = project.ann.filters.open(filter_id)

    assert opened.saved.body == wanted
    assert [sentence.split(maxsplit=2)[1] for sentence in opened.gone] == [
        *("tag", "speaker", "annotator", "document", "asks", "asks")
    ]
    assert "“lost”" in opened.gone[0]
    assert project.ann.searching.claim_count(opened.saved.body) == 0
