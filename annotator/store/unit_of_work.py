"""One transaction: everything in it is kept, or nothing."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError, DBAPIError

from annotator.domain.errors import LockedError, ProjectError
from annotator.runtime.late import Late
from annotator.store.assignments import AssignmentRepo
from annotator.store.bodies import BodyRepo
from annotator.store.claims import ClaimRepo
from annotator.store.codebooks import CodebookRepo
from annotator.store.comments import CommentRepo
from annotator.store.documents import DocumentRepo
from annotator.store.engine import identity
from annotator.store.journal import HistoryRepo, Intent, Journal, now
from annotator.store.layers import LayerRepo
from annotator.store.listening import ANYTHING, Notice
from annotator.store.looking import Looking
from annotator.store.projects import ProjectRepo, UserRepo
from annotator.store.proposals import ProposalRepo
from annotator.store.records import RecordRepo
from annotator.store.refusals import refusal
from annotator.store.reviewed import ReviewedRepo
from annotator.store.seeing import Seeing, show_to
from annotator.store.speakers import SpeakerRepo

if TYPE_CHECKING:
    from annotator.store.bulk_claims import BulkClaimRepo
    from annotator.store.claim_links import ClaimLinkRepo
    from annotator.store.distinctions import DistinctionRepo
    from annotator.store.extractions import ExtractionRepo
    from annotator.store.mentions import MentionRepo
    from annotator.store.merging import ProjectMerger
    from annotator.store.readings import ReadingRepo
    from annotator.store.sampled import SampleRepo
    from annotator.store.saved_filters import SavedFilterRepo
    from annotator.store.search import SearchRepo
    from annotator.store.settlements import SettlementRepo
    from annotator.store.waiting import WaitingRepo

Clock = Callable[[], str]
_LOCKED: Final = "database is locked"
READ_ONLY: Final = "This project was opened for reading only; nothing was changed."
_IN_THE_WAY: Final = {
    _LOCKED: "Another program is writing to this project; try again in a moment.",
    "readonly": READ_ONLY,
    "full": "The disk is full; nothing was changed.",
    "malformed": "The project file is damaged; restore the newest copy of it.",
    "unable to open": "The project file is gone, or another was put in its place.",
    "disk I/O error": "The disk does not answer as it should; nothing was changed.",
}


def _late(module: str, name: str, *beside: str) -> Late[Any]:
    """Return a repo that is made of the connection, and of what stands beside it."""
    return Late(f"annotator.store.{module}", name, "_connection", *beside)


class UnitOfWork:
    """Repos over one transaction; leaving without `commit` rolls back.

    Those that opening a document does without are made when they are first asked for.
    """

    bulk_claims: Late["BulkClaimRepo"] = _late(
        "bulk_claims", "BulkClaimRepo", "journal", "bodies", "seeing"
    )
    readings: Late["ReadingRepo"] = _late("readings", "ReadingRepo", "journal")
    extractions: Late["ExtractionRepo"] = _late(
        "extractions", "ExtractionRepo", "journal", "bodies", "records", "readings"
    )
    distinctions: Late["DistinctionRepo"] = _late("distinctions", "DistinctionRepo", "journal")
    mentions: Late["MentionRepo"] = _late("mentions", "MentionRepo")
    links: Late["ClaimLinkRepo"] = _late("claim_links", "ClaimLinkRepo", "journal")
    filters: Late["SavedFilterRepo"] = _late("saved_filters", "SavedFilterRepo", "journal")
    sampled: Late["SampleRepo"] = _late("sampled", "SampleRepo")
    search: Late["SearchRepo"] = _late("search", "SearchRepo")
    settlements: Late["SettlementRepo"] = _late(
        "settlements", "SettlementRepo", "journal", "bodies"
    )
    waiting: Late["WaitingRepo"] = _late("waiting", "WaitingRepo")

    def __init__(
        self, connection: Connection, intent: Intent | None, at: str, seen_by: int | None = None
    ) -> None:
        self._connection = connection
        seeing = self.seeing = Seeing(connection, intent.user if intent else seen_by)
        journal = self.journal = Journal(connection, intent, at)
        bodies = self.bodies = BodyRepo(connection)
        reviewed = self.reviewed = ReviewedRepo(connection, journal, seeing)
        self.claims = ClaimRepo(connection, journal, bodies, reviewed)
        self.records = RecordRepo(connection, journal, bodies, reviewed)
        self.proposals = ProposalRepo(connection, journal, bodies, seeing)
        self.documents = DocumentRepo(connection, journal, seeing)
        self.layers = LayerRepo(connection, journal)
        self.assignments = AssignmentRepo(connection, journal)
        self.speakers = SpeakerRepo(connection, journal)
        self.comments = CommentRepo(connection, journal)
        self.codebooks = CodebookRepo(connection, journal)
        self.project = ProjectRepo(connection, journal)
        self.users = UserRepo(connection, journal)
        self.history = HistoryRepo(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()
        if isinstance(error, DBAPIError):
            raise self._told(error) from error

    def merger(self, theirs: Connection, **how: Any) -> "ProjectMerger":
        """Return what takes another project in, as the act under way; `how` is passed on."""
        from annotator.store.merging import ProjectMerger  # noqa: PLC0415 - seldom needed

        return ProjectMerger(self._connection, theirs, self.journal.open_act(), **how)

    def close(self) -> None:
        """Give up what was not committed."""
        self._connection.close()

    def commit(self) -> None:
        """Make the work lasting."""
        self._connection.commit()

    def _told(self, error: DBAPIError) -> Exception:
        """Return what to tell of what the database refused."""
        return _explained(error)


class FileUnit(UnitOfWork):
    """A unit of work on a file, told from those of others when it is committed."""

    def __init__(self, looking: Looking, connection: Connection, *rest: Any) -> None:
        super().__init__(connection, *rest)
        self._looking = looking

    def commit(self) -> None:
        """Make the work lasting."""
        try:
            with self._looking.committing(self._connection, self.journal.first):
                super().commit()
        except DBAPIError:
            self._connection.connection.rollback()  # else the pool keeps the lock
            raise


class Store:
    """Opens units of work, each for the thread that opens it."""

    def __init__(
        self, engine: Engine, path: Path, clock: Clock = now, *, read_only: bool = False
    ) -> None:
        self._engine = engine
        self._readers = engine.execution_options(begin="DEFERRED")
        self._writers = engine.execution_options(begin="IMMEDIATE")
        self._clock = clock
        self._looking = Looking(self._readers)
        self._file = identity(path)
        self.path = path
        self.address = str(path)
        self.title = path.stem
        self.is_shared = False
        self.read_only = read_only

    def reading(self, seen_by: int | None = None) -> UnitOfWork:
        """Open a unit that never waits for a writer, and shows what one user reads, or all."""
        return self._begun(self._readers, None, seen_by)

    def writing(self, intent: Intent | None) -> UnitOfWork:
        """Open a unit that waits its turn to write, then writes undisturbed.

        Without an `intent` it can only take in a new user, whose own act it becomes.

        Raises:
            ProjectError: another program keeps the project locked, it may only be read, or its
                file is gone.
        """
        if self.read_only:
            raise ProjectError(READ_ONLY)
        if trouble := self.trouble():
            raise ProjectError(trouble)
        return self._begun(self._writers, intent, None)

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Yield a connection that reads one state of the project, and may make views for itself.

        Raises:
            ProjectError: the project is damaged, or cannot be read.
        """
        from annotator.store.export import read_only  # noqa: PLC0415 - only to export

        with read_only(self.path) as connection:
            yield connection

    def trouble(self) -> str | None:
        """Return in a sentence why nothing can be stored: the file is gone, or is another one.

        What was stored before can still be read, and copied with `rescue`.
        """
        now = identity(self.path)
        if now == self._file:
            return None
        if now is None:
            return f"The project file {self.path} is gone; nothing is stored any more."
        return f"Another file was put in place of {self.path}; nothing is stored any more."

    def rescue(self, draft: Path) -> None:
        """Copy what was stored into `draft`, though the file may be gone.

        Raises:
            ProjectError: nothing holds the file any more; ask for `version` or `heard` before.
        """
        with closing(sqlite3.connect(draft)) as copy:
            held = self._looking.spare or _connected(self._readers)
            try:
                source = held.connection.driver_connection
                if isinstance(source, sqlite3.Connection):
                    source.backup(copy)
            finally:
                if held is not self._looking.spare:
                    held.close()
            copy.execute("PRAGMA journal_mode = DELETE")  # a copy is one file, without a log

    def version(self) -> int:
        """Return a number that changes when anybody else commits to the file.

        It is that of one connection kept for it: ask from one thread only.
        """
        return self._looking.version()

    def notices(self) -> int | None:
        """Return the descriptor of a socket that tells of commits; a file has none."""
        return None

    def heard(self) -> tuple[Notice, ...]:
        """Return what others committed since it was asked last, as far as it is known.

        Raises:
            ProjectError: the project cannot be read.
        """
        try:
            return (ANYTHING,) if self._looking.others_wrote() else ()
        except DatabaseError as error:
            raise _explained(error) from error

    def began(self) -> int:
        """Return how often it began to hear; of a file nothing is ever missed."""
        return 0

    def close(self) -> None:
        """Close every connection."""
        self._looking.close()
        self._engine.dispose()

    def _begun(self, engine: Engine, intent: Intent | None, seen_by: int | None) -> UnitOfWork:
        connection = _connected(engine)
        try:
            show_to(connection, seen_by)
            connection.begin()
        except DatabaseError as error:
            connection.close()
            raise _explained(error) from error
        return FileUnit(self._looking, connection, intent, self._clock(), seen_by)


def _connected(engine: Engine) -> Connection:
    try:
        return engine.connect()
    except DatabaseError as error:
        raise _explained(error) from error


def _explained(error: DBAPIError) -> Exception:
    for words, sentence in _IN_THE_WAY.items():
        if words in str(error.orig):
            return (LockedError if words == _LOCKED else ProjectError)(sentence)
    return refusal(error) or error
