"""Who works here and what they may do: roles are given, people retire, nobody is deleted."""

from typing import Final

from annotator.domain.errors import UsageError
from annotator.domain.events import UsersChanged
from annotator.domain.rights import Right, allows
from annotator.domain.user import Part, Role, User, checked_name
from annotator.services.context import Context

_WITH_ARTICLE: Final = {
    Role.ANNOTATOR: "an annotator",
    Role.REVIEWER: "a reviewer",
    Role.ADJUDICATOR: "an adjudicator",
    Role.LEAD: "a lead",
}


class MemberService:
    """The door to people's parts in a project; only a lead changes them, each by one act."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> tuple[User, ...]:
        """Return everybody who ever worked here, by name."""
        with self._context.reading() as unit:
            return unit.users.all()

    def named(self, name: str) -> User:
        """Return who has this name.

        Raises:
            UsageError: nobody has it.
        """
        with self._context.reading() as unit:
            user = unit.users.named(name.strip())
        if user is None:
            raise UsageError(f"Nobody called “{name}” works here.")
        return user

    def me(self) -> User:
        """Return the user at work, as they are by now; a guest of a project that is read only."""
        user = self._context.user
        if self._context.store.read_only:
            return user
        with self._context.reading() as unit:
            return unit.users.get(user.id)

    def may(self, right: Right) -> bool:
        """Tell whether the user at work may do this by now."""
        return not self._context.store.read_only and allows(self.me(), right)

    def add(self, name: str, role: Role = Role.ANNOTATOR) -> User:
        """Take in somebody who has not opened the project yet.

        Raises:
            UsageError: the name is empty, holds a semicolon, or is somebody's already.
            RightError: the user is no lead.
        """
        name = checked_name(name)
        with self._context.writing(f"Take in {name}", undoable=False, right=Right.LEAD) as unit:
            if unit.users.named(name) is not None:
                raise UsageError(f"{name} works here already.")
            user = unit.users.take_in(name, role)
            unit.commit()
        self._context.publish(UsersChanged())
        return user

    def give(self, user: User, role: Role) -> None:
        """Give somebody another role.

        Raises:
            StaleError: their part is another one by now.
            RightError: the user is no lead, or nobody would lead the project any more.
        """
        self._change(f"Make {user.name} {_WITH_ARTICLE[role]}", user, user.amended(role=role))

    def retire(self, user: User) -> None:
        """Let somebody read only from now on; what they did stays theirs.

        Raises:
            StaleError: their part is another one by now.
            RightError: the user is no lead, or nobody would lead the project any more.
        """
        self._change(f"Retire {user.name}", user, user.amended(retired=True))

    def call_back(self, user: User) -> None:
        """Let somebody who retired work again.

        Raises:
            StaleError: their part is another one by now.
            RightError: the user is no lead.
        """
        self._change(f"Call {user.name} back", user, user.amended(retired=False))

    def _change(self, label: str, user: User, wanted: Part) -> None:
        if wanted == user:
            return
        with self._context.writing(label, right=Right.LEAD) as unit:
            unit.users.swap(user.id, user, wanted)
            unit.commit()
        self._context.publish(UsersChanged())
