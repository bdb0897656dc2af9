"""What the text view draws of several readings: each with its letter, colour and style of line."""

from collections.abc import Iterator

from annotator.domain.adjudication import Group
from annotator.domain.claim import Claim
from annotator.domain.claim_parts import Part, PartKind
from annotator.services.adjudicating import Adjudication
from annotator.ui.adjudication.place import CasePlace, letter_of
from annotator.ui.adjudication.words import words_of
from annotator.ui.source_text.marks import ByReading, ClaimMarks, Link

_SPEAKER = Part(PartKind.SPEAKER)
_KIND = Part(PartKind.KIND)


def marks_of_readings(case: CasePlace) -> Iterator[ClaimMarks]:
    """Yield the marks of every claim; sources and cues only of the group that is looked at."""
    now = case.now
    for group in now.groups if now is not None else ():
        for at, claim in enumerate(group.claims):
            if claim is not None and now is not None:
                yield _marks(case, now, group, at, claim)


def _marks(case: CasePlace, now: Adjudication, group: Group, at: int, claim: Claim) -> ClaimMarks:
    current = group is case.current
    links = tuple(Link(link.source, link.cue) for link in claim.body.chain) if current else ()
    speaker, kind = (words_of(now, claim.body, part) for part in (_SPEAKER, _KIND))
    return ClaimMarks(
        key=claim.id,
        content=claim.body.content,
        links=links,
        label=f"{case.reader(at)}\n{speaker} · {kind}",
        by=ByReading(at, letter_of(at), current),
    )
