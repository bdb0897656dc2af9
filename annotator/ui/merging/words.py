"""What a merge comes to, and what both projects changed, in words."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from annotator.domain.history import RecordKind
from annotator.domain.project_merge import Side
from annotator.services.merging_conflicts import Conflict
from annotator.services.merging_report import MergeReport

KINDS: Final = {
    RecordKind.DOCUMENT: "Documents",
    RecordKind.RECORD: "Document fields",
    RecordKind.CLAIM: "Claims",
    RecordKind.PROPOSAL: "Proposals",
    RecordKind.SPEAKER: "Speakers",
    RecordKind.COMMENT: "Comments",
    RecordKind.LINK: "Links",
    RecordKind.DECISION: "Speakers kept apart",
    RecordKind.ASSIGNMENT: "Assignments",
    RecordKind.READING: "Decisions on proposals",
    RecordKind.SETTLEMENT: "Settlements",
}
"""The kinds of records that a merge takes over, as their lists are called."""
_SIDES: Final = {Side.OURS: "mine", Side.THEIRS: "theirs"}


class Line(NamedTuple):
    """One thing of which something comes, and what."""

    what: str
    told: str


def tr(words: str) -> str:
    """Return words in the language of the window."""
    return QCoreApplication.translate("Merging", words)


def subject(conflict: Conflict) -> str:
    """Return what a conflict is about, as the head of a row."""
    match conflict.kind:
        case RecordKind.RECORD:
            return tr("Document fields")
        case RecordKind.DOCUMENT:
            return tr("Marks of the document")
    return conflict.subject[:1].upper() + conflict.subject[1:]


def side_words(side: Side) -> str:
    """Return whose reading it is."""
    return tr(_SIDES[side])


def summary(report: MergeReport) -> tuple[Line, ...]:
    """Return all that comes, or came, a line for each kind of thing."""
    return (*_records(report), *_acts(report), *_people(report))


def kinship(report: MergeReport) -> str:
    """Return how the two projects are related, in a sentence; empty for copies of one."""
    if report.related:
        return ""
    texts = tr("1 text is") if report.shared == 1 else tr("{0} texts are").format(report.shared)
    if report.shared:
        words = tr("The two were made apart: {0} in both, all else comes as it is there.")
        return words.format(texts)
    return tr("The two were made apart and have no text in common: all of it comes as new.")


def _records(report: MergeReport) -> Iterator[Line]:
    for kind, label in KINDS.items():
        parts = [
            tr(words).format(count)
            for words, count in (
                ("{0} new", report.new.get(kind, 0)),
                ("{0} changed", report.changed.get(kind, 0)),
            )
            if count
        ]
        if kind is RecordKind.SPEAKER and report.alike:
            parts.append(tr("{0} perhaps here already").format(len(report.alike)))
        if parts:
            yield Line(tr(label), ", ".join(parts))


def _acts(report: MergeReport) -> Iterator[Line]:
    if report.edits:
        yield Line(tr("Edits"), str(report.edits))
    if report.verdicts or report.refused:
        told = str(report.verdicts)
        if report.refused:
            told += tr(", {0} refused").format(report.refused)
        yield Line(tr("Verdicts"), told)
    if report.lost:
        yield Line(tr("Approvals taken back"), str(len(report.lost)))
    if report.twins:
        yield Line(tr("Accepted in both"), tr("{0}, one claim of each stays").format(report.twins))


def _people(report: MergeReport) -> Iterator[Line]:
    if report.joined:
        yield Line(tr("Users"), tr("{0} new").format(", ".join(report.joined)))
    if report.assumed:
        same = ", ".join(report.assumed)
        yield Line(tr("Taken for the same"), same)
    if report.codebook:
        yield Line(tr("Codebook"), tr(report.codebook))
