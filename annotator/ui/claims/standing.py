"""How the standing of an item is shown: a word, a drawing and a colour of the theme."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from annotator.domain.claim import Claim
from annotator.domain.proposal import ProposalState
from annotator.domain.review import ReviewStatus
from annotator.services.drafting import Item
from annotator.ui.claims.words import QT_TRANSLATE_NOOP


class Standing(NamedTuple):
    """A word, the name of a shipped drawing, and the name of a colour of `Theme`."""

    label: str
    icon: str
    colour: str

    @property
    def text(self) -> str:
        """Return the word in the language of the interface."""
        return QCoreApplication.translate("Standing", self.label)


STATUSES: Final[Mapping[ReviewStatus, Standing]] = MappingProxyType(
    {
        ReviewStatus.DRAFT: Standing(QT_TRANSLATE_NOOP("Standing", "Draft"), "claim", "text"),
        ReviewStatus.SUBMITTED: Standing(
            QT_TRANSLATE_NOOP("Standing", "Submitted"), "submit", "accent"
        ),
        ReviewStatus.RETURNED: Standing(
            QT_TRANSLATE_NOOP("Standing", "Returned"), "return", "warning"
        ),
        ReviewStatus.APPROVED: Standing(
            QT_TRANSLATE_NOOP("Standing", "Approved"), "approve", "good"
        ),
        ReviewStatus.REJECTED: Standing(QT_TRANSLATE_NOOP("Standing", "Rejected"), "reject", "bad"),
    }
)
PROPOSALS: Final[Mapping[ProposalState, Standing]] = MappingProxyType(
    {
        ProposalState.OPEN: Standing(QT_TRANSLATE_NOOP("Standing", "Proposal"), "propose", "muted"),
        ProposalState.ACCEPTED: Standing(
            QT_TRANSLATE_NOOP("Standing", "Accepted"), "accept", "muted"
        ),
        ProposalState.REFUSED: Standing(
            QT_TRANSLATE_NOOP("Standing", "Refused"), "refuse", "muted"
        ),
        ProposalState.SUPERSEDED: Standing(
            QT_TRANSLATE_NOOP("Standing", "Superseded"), "withdraw", "muted"
        ),
    }
)


def standing(item: Item) -> Standing:
    """Return how far a claim has come, or what became of a proposal."""
    return STATUSES[item.status] if isinstance(item, Claim) else PROPOSALS[item.state]
