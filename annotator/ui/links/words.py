"""How links are told."""

from PySide6.QtCore import QCoreApplication

from annotator.domain.claim_link import LinkKind, Related, Said

_FORWARD = {
    LinkKind.SAME: "same as",
    LinkKind.REPEATS: "repeats",
    LinkKind.CONTRADICTS: "contradicts",
    LinkKind.UPDATES: "updates",
}
_BACKWARD = {
    LinkKind.SAME: "same as",
    LinkKind.REPEATS: "repeated by",
    LinkKind.CONTRADICTS: "contradicted by",
    LinkKind.UPDATES: "updated by",
}


def tr(words: str) -> str:
    """Return words in the language of the window."""
    return QCoreApplication.translate("Links", words)


def kind_of(item: Related) -> str:
    """Return what the claim here is to the other one."""
    return tr((_FORWARD if item.forward else _BACKWARD)[item.kind])


def byline(said: Said) -> str:
    """Return in which outlet it was said, when, and by whom, as far as that is known."""
    who = said.speaker_name or tr("nobody named")
    return " · ".join(part for part in (said.date, said.outlet or said.title, who) if part)


def why(item: Related) -> str:
    """Return what speaks for a suggestion, or who made the link."""
    if item.link is not None:
        return tr("linked by {0} on {1}").format(item.link.user, item.link.at[:10])
    return "; ".join(item.reasons)
