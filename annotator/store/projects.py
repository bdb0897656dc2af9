"""Keep and fetch the project itself and its users."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, func, insert, select, update

from annotator.domain.codebook import Codebook
from annotator.domain.errors import NotFoundError
from annotator.domain.history import RecordKind
from annotator.domain.project import Policy, Project
from annotator.domain.user import Part, Role, User
from annotator.store.codebooks import CodebookRepo
from annotator.store.identity import new_uid
from annotator.store.journal import Intent, Journal, next_id
from annotator.store.reviewed import require_unchanged
from annotator.store.tables.project import CodebookRow, ProjectRow, UserRow
from annotator.store.tables.team import MemberRow

_USERS: Final = select(UserRow, MemberRow.role, MemberRow.retired).join(
    MemberRow, MemberRow.id == UserRow.id
)


class ProjectRepo:
    """The project of one open transaction."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal

    def get(self) -> Project:
        """Return what this database is."""
        row = self._connection.execute(select(ProjectRow)).one()
        version = self._connection.scalar(select(func.max(CodebookRow.version)))
        return Project(
            uid=UUID(row.uid),
            policy=Policy(row.policy),
            created=row.created,
            codebook_version=version or 0,
        )

    def found(self, policy: Policy) -> None:
        """Make the one row of a new project."""
        created = self._journal.at
        row = {"id": 1, "uid": new_uid(), "policy": policy.value, "created": created}
        self._connection.execute(insert(ProjectRow), [row])

    def codebook(self) -> Codebook:
        """Return the codebook in force."""
        return CodebookRepo(self._connection, self._journal).current()


class UserRepo:
    """Users of one open transaction."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal

    def all(self) -> tuple[User, ...]:
        """Return every user, by name."""
        rows = self._connection.execute(_USERS.order_by(func.lower(UserRow.name)))
        return tuple(_to_user(row) for row in rows)

    def named(self, name: str) -> User | None:
        """Return the user with this name, capitals of English letters aside."""
        folded = "".join(letter.lower() if letter.isascii() else letter for letter in name)
        same = func.lower(UserRow.name) == folded  # what a column folds, a server folds so, too
        row = self._connection.execute(_USERS.where(same)).first()
        return None if row is None else _to_user(row)

    def get(self, user_id: int) -> User:
        """Return one user.

        Raises:
            NotFoundError: there is none.
        """
        row = self._connection.execute(_USERS.where(UserRow.id == user_id)).first()
        if row is None:
            raise NotFoundError(f"There is no user {user_id} in this project.")
        return _to_user(row)

    def add(self, name: str, role: Role = Role.REVIEWER) -> User:
        """Store a new user and return them; the act that makes them becomes their own.

        The first leads the project, who joins later has this role.
        """
        user_id = self._insert(name)
        self._journal.begin(Intent(user=user_id, label=f"Join as {name}", undoable=False))
        return self._let_in(user_id, name, Role.LEAD if user_id == 1 else role)

    def take_in(self, name: str, role: Role) -> User:
        """Store a new user, as the act under way, and return them."""
        return self._let_in(self._insert(name), name, role)

    def swap(self, user_id: int, expected: Part, wanted: Part) -> None:
        """Give somebody another role, retire them or call them back, if they are as `expected`.

        Raises:
            NotFoundError: there is no such user.
            StaleError: their part is another one by now.
            RightError: nobody would lead the project any more.
        """
        now = self.get(user_id)
        require_unchanged((now.role, now.retired) == (expected.role, expected.retired))
        before, after = (
            {"name": now.name, "role": part.role.value, "retired": part.retired}
            for part in (expected, wanted)
        )
        number = self._journal.write(RecordKind.USER, user_id, before, after)
        mine = update(MemberRow).where(MemberRow.id == user_id)
        self._connection.execute(
            mine.values(role=wanted.role.value, retired=wanted.retired, last_change=number)
        )

    def _insert(self, name: str) -> int:
        user_id = next_id(self._connection, UserRow.id)
        row = {"id": user_id, "uid": new_uid(), "name": name}
        self._connection.execute(insert(UserRow), [row])
        return user_id

    def _let_in(self, user_id: int, name: str, role: Role) -> User:
        part = {"role": role.value, "retired": False}
        number = self._journal.write(RecordKind.USER, user_id, None, {"name": name, **part})
        member = {"id": user_id, **part, "last_change": number}
        self._connection.execute(insert(MemberRow), [member])
        return self.get(user_id)


def _to_user(row: Any) -> User:
    return User(
        id=row.id, uid=UUID(row.uid), name=row.name, role=Role(row.role), retired=row.retired
    )
