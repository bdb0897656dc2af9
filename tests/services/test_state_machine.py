"""Whatever three people do in whatever order, a project keeps to the rules.

What they do is done to the services and to a model of the rules; after each step everything that
can be seen has to be the same: bodies, statuses, last editors, who may do what, each person's list
of acts that can be taken back, texts; `check` finds nothing wrong, and the verified table is what
the model says.
"""

import logging
from contextlib import suppress
from copy import deepcopy
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from annotator.domain.errors import AnnotatorError
from tests.services.state_kept import ANN, BOB, CEM, LEAD, PEOPLE
from tests.services.state_project import FileProjects, ServerProjects
from tests.services.state_tandem import KINDS, Tandem, new_rules
from tests.team.server import Server

LOG = logging.getLogger(__name__)
EVERY = 10  # so many steps at most from one look at everything, with an export, to the next
ROUND = settings(
    max_examples=15,
    stateful_step_count=50,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    print_blob=True,
    database=None,
)
SHARES = range(1_000, 51_000, 1_000)
"""The first seeds of the shares of what takes long: a share that fails is run again alone."""

people = st.sampled_from(PEOPLE)
documents = st.integers(0, 2)
picks = st.integers(0, 7)
bodies = st.tuples(
    st.integers(0, 20), st.integers(21, 40), st.sampled_from(KINDS), st.sampled_from(("", "a"))
)
late = st.sampled_from((False, False, False, True))
verbs = st.sampled_from(("approve", "approve", "approve", "return", "reject"))
acts = st.lists(st.tuples(people, st.integers(0, 5), picks, bodies, verbs), max_size=5)


class ProjectMachine(RuleBasedStateMachine):
    """Three people, three documents, one of which two of them read on their own."""

    projects: ClassVar[Any] = None
    steps: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        worked = self.projects.fresh()
        documents = worked.documents()
        self.pair = Tandem(worked, new_rules(documents), documents)
        for name in (ANN, BOB):
            self.pair.assign(LEAD, documents[1], name, away=False)
            for document in documents[:2]:
                self.pair.add(name, document, (2, 20, "direct", name))
        type(self).steps -= 1  # what nobody has changed yet is looked at too, and is no step
        self._exported: Any = None
        self._since = 0
        self._opened = self.pair.rules.number

    def _document(self, at: int) -> int:
        return self.pair.documents[at]

    @rule(who=people, at=documents, body=bodies)
    def add(self, who: str, at: int, body: Any) -> None:
        self.pair.add(who, self._document(at), body)

    @rule(who=people, at=documents, which=picks, body=bodies, late=late)
    def change(self, who: str, at: int, which: int, body: Any, late: bool) -> None:
        self.pair.change(who, self._document(at), which, body, late=late)

    @rule(
        who=people,
        other=people,
        at=documents,
        which=picks,
        body=bodies,
        kind=st.sampled_from(KINDS),
    )
    def change_what_another_changes(
        self, *, who: str, other: str, at: int, which: int, body: Any, kind: str
    ) -> None:
        """Both change the same claim, then the first takes theirs back."""
        self.pair.change(who, self._document(at), which, body, late=False)
        self.pair.change(other, self._document(at), which, (*body[:2], kind, "b"), late=False)
        self.pair.undo(who)

    @rule(who=people, at=documents, which=picks, body=bodies)
    def approve_what_was_changed(self, who: str, at: int, which: int, body: Any) -> None:
        """Take a verdict back, let others change what was judged, and do it again."""
        self.pair.give(who, self._document(at), which, "approve")
        self.pair.undo(who)
        for other in PEOPLE:
            if other != who:
                self.pair.change(other, self._document(at), which, body, late=False)
        self.pair.redo(who)

    @rule(who=people, at=documents, which=picks)
    def delete(self, who: str, at: int, which: int) -> None:
        self.pair.delete(who, self._document(at), which)

    @rule(who=people, at=documents, which=picks)
    def comment(self, who: str, at: int, which: int) -> None:
        self.pair.comment(who, self._document(at), which)

    @rule(who=people, at=documents, title=st.sampled_from(("One", "Two")), late=late)
    def title(self, who: str, at: int, title: str, late: bool) -> None:
        self.pair.title(who, self._document(at), title, late=late)

    @rule(who=people, at=documents, late=late)
    def flag(self, who: str, at: int, late: bool) -> None:
        self.pair.flag(who, self._document(at), late=late)

    @rule(who=people, at=documents)
    def submit(self, who: str, at: int) -> None:
        self.pair.submit(who, self._document(at))

    @rule(who=people, at=documents)
    def submit_and_go_on(self, who: str, at: int) -> None:
        self.pair.submit(who, self._document(at))
        self.pair.take_back(who, self._document(at))

    @rule(at=documents)
    def submit_for_all(self, at: int) -> None:
        for who in PEOPLE:
            self.pair.submit(who, self._document(at))

    @rule(who=people, at=documents, which=picks, verb=verbs)
    def give(self, who: str, at: int, which: int, verb: str) -> None:
        self.pair.give(who, self._document(at), which, verb)

    @rule(who=people, at=documents)
    def approve_all(self, who: str, at: int) -> None:
        for which in range(len(self.pair.rules.claims(self._document(at), None)) + 1):
            self.pair.give(who, self._document(at), which, "approve")

    @rule(who=people, at=documents, which=picks)
    def withdraw(self, who: str, at: int, which: int) -> None:
        self.pair.withdraw(who, self._document(at), which)

    @rule(who=people, at=documents)
    def take_back(self, who: str, at: int) -> None:
        self.pair.take_back(who, self._document(at))

    @rule(who=st.sampled_from((ANN, ANN, BOB)), name=people, away=st.booleans())
    def assign(self, who: str, name: str, away: bool) -> None:
        self.pair.assign(who, self._document(1), name, away=away)

    @rule(who=st.sampled_from((ANN, ANN, CEM)), which=picks, how=picks)
    def settle(self, who: str, which: int, how: int) -> None:
        self.pair.settle(who, self._document(1), which, how)

    @rule(who=people, times=st.integers(1, 3))
    def undo(self, who: str, times: int) -> None:
        for _ in range(times):
            self.pair.undo(who)

    @rule(who=people)
    def redo(self, who: str) -> None:
        self.pair.redo(who)

    @precondition(lambda self: self.pair.rules.number > self._opened + EVERY)
    @rule()
    def reopen(self) -> None:
        place = self.pair.worked.place
        self.pair.worked.close()
        self.pair.worked = type(self.pair.worked)(place)
        self._opened = self.pair.rules.number

    @precondition(lambda self: self._is_time_to_merge())
    @rule(theirs=acts, mine=acts)
    def go_apart_and_merge(self, theirs: Any, mine: Any) -> None:
        """Others go on in a copy, in one document; here people go on in another one."""
        base = deepcopy(self.pair.rules)
        other = self.pair.apart(self.projects.copy(self.pair.worked))
        for act in theirs:
            _do(other, self._document(0), act)
        for act in mine:
            _do(self.pair, self._document(2), act)
        self.pair.take_in(other, base, self.projects)
        self.projects.drop(other.worked)

    def _is_time_to_merge(self) -> bool:
        """Tell whether it is: merging takes ten times as long as any other step."""
        return self.pair.rules.number % 4 == 0

    @invariant()
    def nothing_is_wrong(self) -> None:
        """Hold what was written in against the model; now and then, and at the end, all."""
        type(self).steps += 1
        self._since += 1
        every = self._since >= EVERY
        written = bool(self.pair.rules.touched)
        self.pair.agree(every=every)
        if written or every:
            assert self.pair.worked.findings(every=False) == ()
        if every or self.pair.rules.verified() != self._exported:
            self._export()

    def _export(self) -> None:
        self._since, self._exported = 0, self.pair.rules.verified()
        assert self.pair.worked.verified(self.projects.folder) == self._exported

    def teardown(self) -> None:
        """Hold all of it against the model, and take a merge back if one came last."""
        self.pair.agree(every=True)
        assert self.pair.worked.findings(every=True) == ()
        self._export()
        rules, worked = self.pair.rules, self.pair.worked
        if rules.undos[LEAD] and rules.undos[LEAD][-1].merge:
            with suppress(AnnotatorError):  # somebody may have gone on since
                worked.people[LEAD].undoing.undo()
            assert worked.findings(every=True) == ()
            assert worked.verified(self.projects.folder).keys() <= self._exported.keys()
        worked.close()
        self.projects.drop(worked)


def _do(pair: Tandem, document: int, act: tuple[str, int, int, Any, str]) -> None:
    who, what, which, body, verb = act
    match what:
        case 0 | 1:
            pair.add(who, document, body)
        case 2:
            pair.change(who, document, which, body, late=False)
        case 3:
            pair.submit(who, document)
        case _:
            pair.give(who, document, which, verb)


def _work(projects: Any, wanted: int, first: int = 0) -> None:
    """Let the machine work in projects for so many steps, in rounds each of a seed of its own."""

    class Machine(ProjectMachine):
        """The machine in these projects."""

    Machine.projects, Machine.steps = projects, 0
    for own in count(first):
        LOG.info("seed %d, after %d steps", own, Machine.steps)  # shown with a failure
        run_state_machine_as_test(seed(own)(Machine), settings=ROUND)
        if Machine.steps >= wanted:
            return


@pytest.fixture
def files(tmp_path: Path) -> FileProjects:
    return FileProjects(tmp_path)


@pytest.fixture
def databases(tmp_path: Path, server: Server, monkeypatch: Any) -> ServerProjects:
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "home"))
    return ServerProjects(tmp_path, server)


@pytest.mark.timeout(3600)
def test_two_thousand_steps_in_files_keep_to_the_rules(files):
    _work(files, 2_000)


@pytest.mark.timeout(3600)
def test_two_thousand_steps_on_a_server_keep_to_the_rules(databases):
    _work(databases, 2_000)


@pytest.mark.soak
@pytest.mark.parametrize("share", SHARES)
def test_a_hundred_thousand_steps_in_files_keep_to_the_rules(files, share):
    _work(files, 100_000 // len(SHARES), share)


@pytest.mark.soak
@pytest.mark.parametrize("share", SHARES)
def test_a_hundred_thousand_steps_on_a_server_keep_to_the_rules(databases, share):
    _work(databases, 100_000 // len(SHARES), share)
