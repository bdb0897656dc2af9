"""The one place that wires the services: one set for a user at work on a project."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.domain.codebook import Codebook
from annotator.domain.project import Policy
from annotator.runtime.late import Late
from annotator.services import projects
from annotator.services.context import Context, Publish, tell_nobody

if TYPE_CHECKING:
    from annotator.services.adjudicating import AdjudicatingService
    from annotator.services.annotating import AnnotatingService
    from annotator.services.assigning import AssigningService
    from annotator.services.bulk_edits import BulkEditService
    from annotator.services.codebooks import CodebookService
    from annotator.services.deciding import DecidingService
    from annotator.services.exporting import ExportingService
    from annotator.services.guarding import GuardingService
    from annotator.services.importing import ImportingService
    from annotator.services.learning import LearningService
    from annotator.services.linking import LinkingService
    from annotator.services.members import MemberService
    from annotator.services.merging import MergingProjectsService
    from annotator.services.merging_speakers import MergingService
    from annotator.services.proposing import ProposingService
    from annotator.services.querying import QueryingService
    from annotator.services.queueing import QueueService
    from annotator.services.reviewed_since import SinceService
    from annotator.services.reviewing import ReviewingService
    from annotator.services.sampling import SamplingService
    from annotator.services.saved_filters import SavedFilterService
    from annotator.services.searching import SearchingService
    from annotator.services.speakers import SpeakerService
    from annotator.services.submitting import SubmittingService
    from annotator.services.undoing import UndoingService
    from annotator.services.versions import VersionService


def _late(module: str, name: str, *through: str) -> Late[Any]:
    """Return a service that is made of the context, and of those that it works through."""
    return Late(f"annotator.services.{module}", name, "context", *through)


class Services:
    """Every verb, as one user's on one project."""

    adjudicating: Late["AdjudicatingService"] = _late("adjudicating", "AdjudicatingService")
    annotating: Late["AnnotatingService"] = _late("annotating", "AnnotatingService")
    assigning: Late["AssigningService"] = _late("assigning", "AssigningService")
    bulk_edits: Late["BulkEditService"] = _late("bulk_edits", "BulkEditService")
    codebooks: Late["CodebookService"] = _late("codebooks", "CodebookService")
    deciding: Late["DecidingService"] = _late("deciding", "DecidingService")
    exporting: Late["ExportingService"] = _late("exporting", "ExportingService")
    filters: Late["SavedFilterService"] = _late("saved_filters", "SavedFilterService")
    guarding: Late["GuardingService"] = _late("guarding", "GuardingService", "annotating")
    importing: Late["ImportingService"] = _late("importing", "ImportingService")
    learning: Late["LearningService"] = _late("learning", "LearningService")
    linking: Late["LinkingService"] = _late("linking", "LinkingService")
    members: Late["MemberService"] = _late("members", "MemberService")
    merging: Late["MergingService"] = _late("merging_speakers", "MergingService")
    merging_projects: Late["MergingProjectsService"] = _late("merging", "MergingProjectsService")
    proposing: Late["ProposingService"] = _late("proposing", "ProposingService")
    querying: Late["QueryingService"] = _late("querying", "QueryingService")
    queueing: Late["QueueService"] = _late("queueing", "QueueService")
    reviewing: Late["ReviewingService"] = _late("reviewing", "ReviewingService")
    sampling: Late["SamplingService"] = _late("sampling", "SamplingService", "annotating")
    searching: Late["SearchingService"] = _late("searching", "SearchingService")
    since: Late["SinceService"] = _late("reviewed_since", "SinceService")
    speakers: Late["SpeakerService"] = _late("speakers", "SpeakerService")
    submitting: Late["SubmittingService"] = _late("submitting", "SubmittingService")
    undoing: Late["UndoingService"] = _late("undoing", "UndoingService")
    versions: Late["VersionService"] = _late("versions", "VersionService", "annotating", "speakers")

    def __init__(self, context: Context) -> None:
        self.context = context

    def as_user(self, name: str) -> "Services":
        """Return the same project as worked on by somebody else, who joins it if new.

        Raises:
            UsageError: the name is empty.
        """
        context = self.context
        return Services(projects.as_user(context.store, name, context.publish))

    def close(self) -> None:
        """Close the project."""
        self.context.store.close()


def open_services(
    place: Path | str,
    *,
    user: str | None = None,
    publish: Publish = tell_nobody,
    read_only: bool | None = None,
) -> Services:
    """Open a project; an older file is brought up to date after a copy was made.

    Raises:
        AnnotatorError: as `projects.open_project`.
    """
    opened = projects.open_project(place, user=user, publish=publish, read_only=read_only)
    return Services(opened)


def new_services(
    place: Path | str,
    *,
    user: str | None = None,
    codebook: Codebook | None = None,
    policy: Policy = Policy.SECOND_PERSON,
    publish: Publish = tell_nobody,
) -> Services:
    """Make a project and open it.

    Raises:
        AnnotatorError: as `projects.create_project`.
    """
    made = projects.create_project(
        place, user=user, codebook=codebook, policy=policy, publish=publish
    )
    return Services(made)
