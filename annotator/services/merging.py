"""Take in what another project has: two files that grew apart, or were never one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from annotator.domain.codebook import Codebook
from annotator.domain.codebook_union import united
from annotator.domain.errors import CancelledError, ProjectError, UsageError
from annotator.domain.events import (
    CodebookChanged,
    DocumentsChanged,
    SpeakersChanged,
    UsersChanged,
)
from annotator.domain.history import MERGED, RecordKind
from annotator.domain.project import Policy
from annotator.runtime.progress import Progress, Silent
from annotator.services import projects
from annotator.services.context import Context
from annotator.services.merging_report import MergeReport, told
from annotator.store import schema
from annotator.store.backup import copy_whole
from annotator.store.checks import CheckRepo
from annotator.store.export import ExportRepo, read_only
from annotator.store.unit_of_work import UnitOfWork

_COPY: Final = "other.annotator"


class _Other(NamedTuple):
    """The other project as it was copied to be read."""

    name: str
    path: Path


class MergingProjectsService:
    """The one door to merging projects; a merge is one act, which can be undone as a whole."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def preview(
        self, other: Path, *, prefer_theirs: bool = False, progress: Progress | None = None
    ) -> MergeReport:
        """Return what a merge would do, tried on a copy; neither file is written to.

        Raises:
            ProjectError: the other file is no project that fits this one.
            CancelledError: the person has asked to stop.
        """
        with TemporaryDirectory() as folder:
            draft = Path(folder) / "draft.annotator"
            copy_whole(self._context.store.path, draft)
            context = projects.open_project(draft, user=self._context.user.name)
            try:
                service = MergingProjectsService(context)
                return service._merge(other, self._context.store.path, prefer_theirs, progress)
            finally:
                context.store.close()

    def merge(
        self, other: Path, *, prefer_theirs: bool = False, progress: Progress | None = None
    ) -> MergeReport:
        """Take in what another project has, all of it or nothing.

        What both changed stays as it is here, or becomes as it is there with `prefer_theirs`; the
        other reading is kept in the history.

        Raises:
            ProjectError: the other file is no project that fits this one.
            UsageError: it is this project itself.
            CancelledError: the person has asked to stop; nothing was merged.
        """
        report = self._merge(other, self._context.store.path, prefer_theirs, progress)
        if not report.nothing:
            for event in (UsersChanged(), SpeakersChanged(), CodebookChanged(), DocumentsChanged()):
                self._context.publish(event)
        return report

    def _merge(
        self, other: Path, own: Path, prefer_theirs: bool, progress: Progress | None
    ) -> MergeReport:
        if other.exists() and own.exists() and other.samefile(own):
            raise UsageError(f"{other} is the project itself; name another one to merge.")
        try:
            with _opened(other) as there:
                return self._taken(there, prefer_theirs, progress or Silent())
        except CancelledError:
            raise CancelledError("Stopped; nothing was merged.") from None

    def _taken(self, other: _Other, prefer_theirs: bool, progress: Progress) -> MergeReport:
        progress.step(0, None, other.name)
        with (
            read_only(other.path) as connection,
            self._context.writing(f"Merge {other.name}") as unit,
        ):
            theirs = ExportRepo(connection)
            policy = unit.project.get().policy
            _require_policy(other, policy, theirs.project().policy)
            _require_sound(other, CheckRepo(connection))
            self._mark(unit, str(theirs.project().uid))
            merger = unit.merger(
                connection,
                solo=policy is Policy.SOLO,
                prefer_theirs=prefer_theirs,
                progress=progress,
            )
            codebook = _unite(unit, *merger.codebooks())
            report = told(unit, merger.run(), codebook)
            if not report.nothing:
                unit.commit()
            return report

    def _mark(self, unit: UnitOfWork, other: str) -> None:
        """Begin the act with a row that says what it is, of the moment of the merge."""
        user = self._context.user
        named = {"name": user.name}
        unit.journal.write(RecordKind.USER, user.id, named, named | {MERGED: other})


@contextmanager
def _opened(other: Path) -> Iterator[_Other]:
    """Copy a project to read it, and bring the copy up to date: the file itself stays as it is."""
    with TemporaryDirectory() as folder:
        draft = Path(folder) / _COPY
        try:
            copy_whole(other, draft)
            schema.upgrade(draft)
        except ProjectError as error:
            sentence = " ".join(str(error).split())
            raise ProjectError(sentence.replace(str(draft), str(other))) from error
        yield _Other(other.stem, draft)


def _require_policy(other: _Other, ours: Policy, theirs: Policy) -> None:
    if ours is not theirs:
        raise ProjectError(
            f"The policy here is “{ours}”, in {other.name} it is “{theirs}”: approvals would not "
            "mean the same, so nothing was merged."
        )


def _require_sound(other: _Other, checks: CheckRepo) -> None:
    """Refuse a file that breaks a rule; approvals of one's own edits are refused one by one."""
    proofs = (checks.references, checks.texts, checks.contents)
    found = next((finding for proof in proofs for finding in proof()), None)
    found = found or next(checks.histories(solo=True), None)
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
