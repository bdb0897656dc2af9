"""What is said of assignments."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from annotator.domain.assigning import Assigned, AssignPlan, alone_in
from annotator.domain.sheet import Sheet

_CONTEXT: Final = "Assigning"
_TWO: Final = 2


def tr(words: str) -> str:
    """Return words in the language of the window."""
    return QCoreApplication.translate(_CONTEXT, words)


def counted(number: int, one: str, more: str) -> str:
    """Return words about one thing, or about a number of them."""
    return tr(one) if number == 1 else tr(more).format(f"{number:,}")


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them."""
    if len(names) <= 1:
        return "".join(names)
    return tr("{0} and {1}").format(", ".join(names[:-1]), names[-1])


def brief(assigned: Sequence[Assigned]) -> str:
    """Return who is to read a document: the first by name, and how many more."""
    names = [item.name for item in assigned]
    return "".join(names) if len(names) < _TWO else f"{names[0]} +{len(names) - 1}"


def readers(assigned: Sequence[Assigned]) -> str:
    """Return in a sentence who is to read a document, and who has submitted that."""
    if not assigned:
        return ""
    names = [
        tr("{0} (submitted)").format(item.name) if item.submitted else item.name
        for item in assigned
    ]
    alone = any(item.independent for item in assigned)
    words = tr("Read independently by {0}") if alone else tr("Assigned to {0}")
    return words.format(listed(names))


def standing(sheet: Sheet, user: int) -> str:
    """Return what somebody has to know of who reads the document they see; "" for nothing."""
    mine = alone_in(sheet.assignments, user)
    if sheet.alone and mine is not None:
        if mine.submitted:
            return tr("You have submitted what you read on your own here; nobody edits it now.")
        return tr("You read this on your own; others cannot see it until you submit.")
    others = [item for item in sheet.assignments if item.independent]
    if not others:
        return ""
    words = tr("Read independently by {0}.").format(_names(sheet, [i.user_id for i in others]))
    busy = [item.user_id for item in others if not item.submitted]
    if not busy:
        return words
    rest = tr("Until {0} submit, nobody else adds anything here.")
    if len(busy) == 1:
        rest = tr("Until {0} submits, nobody else adds anything here.")
    return f"{words} {rest.format(_names(sheet, busy))}"


def foretold(plan: AssignPlan) -> str:
    """Return in sentences what assigning would do."""
    if not plan.changes:
        return tr("Nothing would change.") + _kept(plan)
    parts = (
        (plan.added, counted(plan.added, "1 assignment more", "{0} assignments more")),
        (plan.removed, counted(plan.removed, "1 taken away", "{0} taken away")),
        (plan.turned, counted(plan.turned, "1 changed", "{0} changed")),
    )
    told = ", ".join(words for number, words in parts if number)
    where = counted(plan.documents, "In 1 document", "In {0} documents")
    return f"{where}: {told}.{_kept(plan)}"


def _kept(plan: AssignPlan) -> str:
    aside = counted(
        plan.set_aside,
        "What one of them read on their own so far is set aside.",
        "What {0} of them read on their own so far is set aside.",
    )
    unseen = counted(
        plan.annotated,
        "One document has claims that these readers will not see.",
        "{0} documents have claims that these readers will not see.",
    )
    settled = counted(
        plan.settled,
        "One is being adjudicated and stays as it is.",
        "{0} are being adjudicated and stay as they are.",
    )
    others = ((plan.set_aside, aside), (plan.annotated, unseen), (plan.settled, settled))
    return "".join(f" {words}" for number, words in others if number)


def _names(sheet: Sheet, users: Sequence[int]) -> str:
    return listed([sheet.users[user] for user in users])
