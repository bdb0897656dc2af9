"""Take in what another project has: two files that grew apart, or were never one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from annotator.domain.codebook import Codebook
from annotator.domain.codebook_union import united
from annotator.domain.errors import (
    CancelledError,
    ProjectError,
    RightError,
    StaleError,
    UsageError,
)
from annotator.domain.events import (
    CodebookChanged,
    DocumentsChanged,
    SpeakersChanged,
    UsersChanged,
)
from annotator.domain.history import MERGED, RecordKind
from annotator.domain.project import Policy
from annotator.domain.project_merge import Side
from annotator.domain.rights import Right, allows, require
from annotator.runtime.progress import Progress, Silent
from annotator.services import projects
from annotator.services.another_file import Another, copied, first_fault
from annotator.services.context import Context
from annotator.services.merging_report import MergeReport, told
from annotator.store import copying
from annotator.store.backup import copy_whole
from annotator.store.checks import CheckRepo
from annotator.store.export import ExportRepo, read_only
from annotator.store.merging_choices import Choices
from annotator.store.shared_store import SharedStore
from annotator.store.unit_of_work import UnitOfWork

Decisions = Mapping[str, Side]
"""Whose reading stands, by the `key` of each conflict."""


class _Wish(NamedTuple):
    """How conflicts are settled: by decision, the `rest` alike; `whole` ones leave no rest.

    `viewer` is the user who is told of it.
    """

    decisions: Decisions
    rest: Side
    viewer: int
    whole: bool = False


class MergingProjectsService:
    """The one door to merging projects; a merge is one act, which can be undone as a whole."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def preview(
        self,
        other: Path,
        *,
        prefer_theirs: bool = False,
        decisions: Decisions | None = None,
        progress: Progress | None = None,
    ) -> MergeReport:
        """Return what a merge would do, tried on a copy; neither file is written to.

        Anybody may ask; `decisions` settle the conflicts that they name.

        Raises:
            ProjectError: the other file is no project that fits this one.
            UsageError: it is this project itself.
            CancelledError: the person has asked to stop.
        """
        store, side = self._context.store, _side(prefer_theirs)
        _require_two(store.path, other)
        with TemporaryDirectory() as folder:
            draft = Path(folder) / "draft.annotator"
            if store.is_shared:
                with store.snapshot() as connection:
                    copying.to_file(connection, draft, progress or Silent())
            else:
                copy_whole(store.path, draft)
            context = _as_a_lead(projects.open_project(draft, user=self._context.user.name))
            try:
                service = MergingProjectsService(context)
                wish = _Wish(decisions or {}, side, viewer=self._context.user.id)
                return service._merge(other, wish, progress)
            finally:
                context.store.close()

    def why_not(self) -> str | None:
        """Return in a sentence why the user may only look at what a merge would do."""
        store = self._context.store
        if store.read_only:
            return "This project is open for reading only: a merge can be looked at, not done."
        if isinstance(store, SharedStore) and not store.standing().owns:
            return "Only who owns the database merges another project into it."
        with self._context.reading() as unit:
            user = unit.users.get(self._context.user.id)
        try:
            require(user, Right.LEAD)
        except RightError as error:
            return str(error)
        return None

    def merge(
        self,
        other: Path,
        *,
        prefer_theirs: bool = False,
        decisions: Decisions | None = None,
        progress: Progress | None = None,
    ) -> MergeReport:
        """Take in what another project has, all of it or nothing.

        What both changed stays as it is here, or becomes as it is there with `prefer_theirs`; the
        other reading is kept in the history. With `decisions` every conflict has to be decided by
        them.

        Raises:
            ProjectError: the other file is no project that fits this one.
            RightError: the user is no lead, or does not own the project on a server.
            StaleError: there are conflicts that `decisions` do not name; nothing was merged.
            UsageError: it is this project itself.
            CancelledError: the person has asked to stop; nothing was merged.
        """
        store = self._context.store
        _require_two(store.path, other)
        if isinstance(store, SharedStore) and (why := self.why_not()):
            raise RightError(why)
        wish = _Wish(
            decisions or {}, _side(prefer_theirs), self._context.user.id, decisions is not None
        )
        report = self._merge(other, wish, progress)
        if not report.nothing:
            for event in (UsersChanged(), SpeakersChanged(), CodebookChanged(), DocumentsChanged()):
                self._context.publish(event)
        return report

    def _merge(self, other: Path, wish: _Wish, progress: Progress | None) -> MergeReport:
        try:
            with copied(other) as there:
                return self._taken(there, wish, progress or Silent())
        except CancelledError:
            raise CancelledError("Stopped; nothing was merged.") from None

    def _taken(self, other: Another, wish: _Wish, progress: Progress) -> MergeReport:
        progress.step(0, None, other.name)
        label = f"Merge {other.name}"
        with (
            read_only(other.path) as connection,
            self._context.writing(label, right=Right.LEAD) as unit,
        ):
            theirs = ExportRepo(connection)
            policy = unit.project.get().policy
            _require_policy(other, policy, theirs.project().policy)
            _require_sound(other, CheckRepo(connection))
            self._mark(unit, str(theirs.project().uid))
            merger = unit.merger(
                connection,
                solo=policy is Policy.SOLO,
                choices=Choices(wish.decisions, wish.rest),
                progress=progress,
            )
            codebook = _unite(unit, *merger.codebooks())
            report = told(unit, merger.run(), codebook, wish.viewer)
            _require_decided(report, wish)
            if not report.nothing:
                unit.commit()
            return report

    def _mark(self, unit: UnitOfWork, other: str) -> None:
        """Begin the act with a row that says what it is, of the moment of the merge."""
        user = self._context.user
        named = {"name": user.name}
        unit.journal.write(RecordKind.USER, user.id, named, named | {MERGED: other})


def _side(prefer_theirs: bool) -> Side:
    return Side.THEIRS if prefer_theirs else Side.OURS


def _as_a_lead(context: Context) -> Context:
    """Return a context in which a merge can be tried, whoever looks at it."""
    with context.reading() as unit:
        leads = (user for user in unit.users.all() if allows(user, Right.LEAD))
        return replace(context, user=next(leads, context.user))


def _require_two(own: Path, other: Path) -> None:
    if other.exists() and own.exists() and other.samefile(own):
        raise UsageError(f"{other} is the project itself; name another one to merge.")


def _require_decided(report: MergeReport, wish: _Wish) -> None:
    """Refuse to settle what nobody has looked at as it is now."""
    new = sum(conflict.key not in wish.decisions for conflict in report.conflicts)
    if wish.whole and new:
        what = "one more conflict has" if new == 1 else f"{new} more conflicts have"
        raise StaleError(f"Since it was looked at, {what} come up: nothing was merged.")


def _require_policy(other: Another, ours: Policy, theirs: Policy) -> None:
    if ours is not theirs:
        raise ProjectError(
            f"The policy here is “{ours}”, in {other.name} it is “{theirs}”: approvals would not "
            "mean the same, so nothing was merged."
        )


def _require_sound(other: Another, checks: CheckRepo) -> None:
    """Refuse a file that breaks a rule; approvals of one's own edits are refused one by one."""
    found = first_fault(checks, solo=True)
    if found is not None:
        raise ProjectError(f"Nothing was merged: {other.name} does not hold: {found.sentence}")


def _unite(unit: UnitOfWork, ours: Sequence[Codebook], theirs: Sequence[Codebook]) -> str | None:
    """Put a codebook in force that fits both, and say what was done; None for nothing."""
    here, there = ours[-1], theirs[-1]
    if there in ours:
        return None
    if here in theirs:
        unit.codebooks.put(there)
        return "The other project's newer codebook is in force now."
    both = united(here, there)
    if both == here:
        return None
    unit.codebooks.put(both)
    return "The codebook has what both had."
