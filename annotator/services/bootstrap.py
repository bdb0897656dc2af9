"""The one place that wires the services: one set for a user at work on a project."""

from dataclasses import dataclass
from pathlib import Path

from annotator.domain.codebook import Codebook
from annotator.domain.project import Policy
from annotator.services import projects
from annotator.services.adjudicating import AdjudicatingService
from annotator.services.annotating import AnnotatingService
from annotator.services.assigning import AssigningService
from annotator.services.bulk_edits import BulkEditService
from annotator.services.codebooks import CodebookService
from annotator.services.context import Context, Publish, tell_nobody
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


@dataclass(frozen=True, slots=True)
class Services:
    """Every verb, as one user's on one project."""

    context: Context
    adjudicating: AdjudicatingService
    annotating: AnnotatingService
    assigning: AssigningService
    bulk_edits: BulkEditService
    codebooks: CodebookService
    deciding: DecidingService
    exporting: ExportingService
    filters: SavedFilterService
    guarding: GuardingService
    importing: ImportingService
    learning: LearningService
    linking: LinkingService
    members: MemberService
    merging: MergingService
    merging_projects: MergingProjectsService
    proposing: ProposingService
    querying: QueryingService
    queueing: QueueService
    reviewing: ReviewingService
    sampling: SamplingService
    searching: SearchingService
    since: SinceService
    speakers: SpeakerService
    submitting: SubmittingService
    undoing: UndoingService
    versions: VersionService

    def as_user(self, name: str) -> "Services":
        """Return the same project as worked on by somebody else, who joins it if new.

        Raises:
            UsageError: the name is empty.
        """
        context = self.context
        return wired(projects.as_user(context.store, name, context.publish))

    def close(self) -> None:
        """Close the project."""
        self.context.store.close()


def wired(context: Context) -> Services:
    """Return the services of one user on one open project."""
    annotating = AnnotatingService(context)
    return Services(
        context=context,
        adjudicating=AdjudicatingService(context),
        annotating=annotating,
        assigning=AssigningService(context),
        bulk_edits=BulkEditService(context),
        codebooks=CodebookService(context),
        deciding=DecidingService(context),
        exporting=ExportingService(context),
        filters=SavedFilterService(context),
        guarding=GuardingService(context, annotating),
        importing=ImportingService(context),
        learning=LearningService(context),
        linking=LinkingService(context),
        members=MemberService(context),
        merging=MergingService(context),
        merging_projects=MergingProjectsService(context),
        proposing=ProposingService(context),
        querying=QueryingService(context),
        queueing=QueueService(context),
        reviewing=ReviewingService(context),
        sampling=SamplingService(context, annotating),
        searching=SearchingService(context),
        since=SinceService(context),
        speakers=SpeakerService(context),
        submitting=SubmittingService(context),
        undoing=UndoingService(context),
        versions=VersionService(context, annotating),
    )


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
    return wired(opened)


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
    return wired(made)
