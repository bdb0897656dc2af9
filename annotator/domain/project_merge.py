"""Two stories of one record, told in two copies of a project: what comes of both.

Each change of a record is a step with a lasting id, the same in every file that knows it. The
steps that led to what stands are its lineage; other known ones stand aside: read, and not followed.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Final, NamedTuple


class Step(NamedTuple):
    """One change of a record, as one file tells it.

    `content` is the same for equal content in every file; `status` is empty where there is none.
    `state` is what the history keeps, with the ids of its own file.
    """

    id: str
    number: int
    act: int
    content: str
    status: str
    state: dict[str, Any]
    aside: bool = False
    instead: int | None = None


class Story(NamedTuple):
    """All that one file knows of a record: every step, and those that led to what stands."""

    steps: tuple[Step, ...]
    lineage: tuple[Step, ...]

    @property
    def ids(self) -> frozenset[str]:
        """Return the ids of all steps."""
        return frozenset(step.id for step in self.steps)

    @property
    def last(self) -> Step:
        """Return the step that led to what stands."""
        return self.lineage[-1]


class Side(StrEnum):
    """Whose reading of a conflict stands: this file's, or the other one's."""

    OURS = "ours"
    THEIRS = "theirs"


class Way(StrEnum):
    """What is done about a record that both files know."""

    NOTHING = "nothing"
    KEEP = "keep"
    FOLLOW = "follow"
    CARRY = "carry"


class Plan(NamedTuple):
    """How this file learns the other one's steps.

    `asides` are only noted. `real` ones are taken: as they were when the way is to follow, as
    changes of what stands here when they are carried over. With `instead`, what this file did
    after that number of its history gives way. A `conflict` is one that a person has to look at.
    """

    way: Way
    asides: tuple[Step, ...] = ()
    real: tuple[Step, ...] = ()
    instead: int | None = None
    conflict: bool = False


_FAR: Final = {
    **dict.fromkeys(("", "draft", "open"), 0),
    **dict.fromkeys(("submitted", "superseded"), 1),
    **dict.fromkeys(("returned", "rejected", "approved", "accepted", "refused"), 2),
}
_NOTHING: Final = Plan(Way.NOTHING)


def story(steps: Sequence[Step]) -> Story:
    """Return the story that these steps tell, in the order of one file's history."""
    lineage: list[Step] = []
    for step in steps:
        if step.aside:
            continue
        if step.instead is not None:
            lineage = [item for item in lineage if item.number <= step.instead]
            if lineage and lineage[-1].id == step.id:
                lineage.pop()
        lineage.append(step)
    return Story(tuple(steps), tuple(lineage))


def settle(ours: Story, theirs: Story, *, prefer_theirs: bool = False) -> Plan:
    """Return how this file learns what another knows of the same record.

    What only one of them changed is as that one has it. What both changed is a conflict, unless
    they came to the same; this file's reading stays, or the other's with `prefer_theirs`.
    """
    known, told = ours.ids, theirs.ids
    new = tuple(step for step in theirs.steps if step.id not in known)
    if not new and known != told:
        return _NOTHING
    if not new:
        return _NOTHING if _same(ours, theirs) else _conflict(ours, theirs, new, prefer_theirs)
    if known <= told:
        return _follow(ours, theirs, new)
    return _diverged(ours, theirs, new, prefer_theirs)


def kept(plan: Plan) -> Plan:
    """Return the plan that keeps this file's reading where a plan cannot be carried out here."""
    return Plan(Way.KEEP, asides=_once((*plan.asides, *plan.real)), conflict=True)


def taken(theirs: Story) -> Plan:
    """Return how this file learns of a record that it does not know."""
    inside = {step.number for step in theirs.lineage}
    asides = tuple(step for step in theirs.steps if step.number not in inside)
    real_ids = {step.id for step in theirs.lineage}
    noted = tuple(step for step in _once(asides) if step.id not in real_ids)
    return Plan(Way.FOLLOW, asides=noted, real=theirs.lineage)


def _diverged(ours: Story, theirs: Story, new: tuple[Step, ...], prefer: bool) -> Plan:
    common = _common(ours, theirs)
    base = _base(ours, theirs, common)
    here, there = ours.last, theirs.last
    if here.content == there.content:
        farther = _FAR.get(there.status, 0) - _FAR.get(here.status, 0)
        if farther == 0 and here.status != there.status:
            return _conflict(ours, theirs, new, prefer)
        return _follow(ours, theirs, new) if farther > 0 else _keep(new)
    if here.content == base:
        inside = {step.id for step in theirs.lineage}
        real = tuple(step for step in theirs.lineage[common:] if step.id not in ours.ids)
        return Plan(Way.CARRY, tuple(s for s in _once(new) if s.id not in inside), real)
    return _keep(new) if there.content == base else _conflict(ours, theirs, new, prefer)


def _base(ours: Story, theirs: Story, common: int) -> str | None:
    """Return the content that both began with: of the last common step, or of two alike births.

    What is reviewed is not born alike: how far it came counts too.
    """
    if common:
        return ours.lineage[common - 1].content
    one, other = ours.lineage[0], theirs.lineage[0]
    return one.content if not one.status and one.content == other.content else None


def _conflict(ours: Story, theirs: Story, new: tuple[Step, ...], prefer: bool) -> Plan:
    plan = _follow(ours, theirs, new) if prefer else _keep(new)
    return plan._replace(conflict=True)


def _keep(new: tuple[Step, ...]) -> Plan:
    return Plan(Way.KEEP, asides=_once(new))


def _follow(ours: Story, theirs: Story, new: tuple[Step, ...]) -> Plan:
    """Return the plan to stand where the other file stands, by the steps that led there."""
    inside = {step.id for step in theirs.lineage}
    asides = tuple(step for step in _once(new) if step.id not in inside)
    common = _common(ours, theirs)
    if common == len(ours.lineage):
        return Plan(Way.FOLLOW, asides, theirs.lineage[common:])
    base = _last_edit(theirs.lineage[:common])
    if base is None:
        return Plan(Way.FOLLOW, asides, theirs.lineage, instead=0)
    return Plan(Way.FOLLOW, asides, theirs.lineage[base:], instead=ours.lineage[base].number)


def _last_edit(lineage: Sequence[Step]) -> int | None:
    edits = [
        at for at, step in enumerate(lineage) if not at or lineage[at - 1].content != step.content
    ]
    return edits[-1] if edits else None


def _common(ours: Story, theirs: Story) -> int:
    pairs = zip(ours.lineage, theirs.lineage, strict=False)
    return next(
        (at for at, (one, other) in enumerate(pairs) if one.id != other.id),
        min(len(ours.lineage), len(theirs.lineage)),
    )


def _once(steps: Sequence[Step]) -> tuple[Step, ...]:
    return tuple({step.id: step for step in steps}.values())


def _same(ours: Story, theirs: Story) -> bool:
    here, there = ours.last, theirs.last
    return here.content == there.content and here.status == there.status
