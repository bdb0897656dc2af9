"""Whom words such as “the minister” may mean on a date."""

from annotator.domain.speaker import Role, Speaker
from annotator.domain.value import Value


class Bearer(Value):
    """A speaker whom words fit on a date: why, the role that fits if it is one, how well.

    `likeness` is 0.0 to 1.0; a role without dates fits less well than one that holds then.
    """

    speaker: Speaker
    reason: str
    role: Role | None = None
    likeness: float
