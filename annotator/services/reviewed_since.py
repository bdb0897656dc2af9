"""What became of a claim or record since the last verdict on it, or since it was proposed."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from annotator.domain.attribution import Attribution
from annotator.domain.claim import Claim, ClaimBody
from annotator.domain.differences import Difference, differences, field_differences
from annotator.domain.history import Act, RecordKind
from annotator.domain.proposal import Proposal
from annotator.domain.review import ReviewStatus
from annotator.domain.sheet import Sheet
from annotator.domain.value import Value
from annotator.services.context import Context
from annotator.services.versions import words_of
from annotator.store.unit_of_work import UnitOfWork

_JUDGED: Final = frozenset({ReviewStatus.APPROVED, ReviewStatus.RETURNED, ReviewStatus.REJECTED})


class Reference(StrEnum):
    """What a claim or record is compared with."""

    VERDICT = "verdict"
    PROPOSAL = "proposal"
    IMPORT = "import"
    NOTHING = "nothing"


class Since(Value):
    """What differs from a reference; `user` and `at` say who gave the verdict, and when.

    `at` is an ISO 8601 moment in UTC. `editors` are those who edited it since, in order.
    """

    reference: Reference
    differences: tuple[Difference, ...] = ()
    user: str = ""
    at: str = ""
    editors: tuple[str, ...] = ()


class SinceService:
    """Reads only."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of_claim(self, sheet: Sheet, claim: Claim) -> Since:
        """Compare a claim with what was last judged; before that with what was proposed."""
        with self._context.reading() as unit:
            words = words_of(unit, sheet)
            acts = unit.history.of_record(RecordKind.CLAIM, claim.id)
            judged = _last_judged(acts)
            if judged is not None:
                before = unit.bodies.claim(judged.changes[-1].after["body"])
                return _since(judged, acts, differences(before, claim.body, words))
            if claim.proposal_id is None:
                return Since(reference=Reference.NOTHING, editors=_editors(acts))
            proposal = unit.proposals.get(claim.proposal_id)
        body, named = _as_claim(proposal, words.names)
        told = differences(body, claim.body, words.amended(names=named))
        return Since(reference=Reference.PROPOSAL, differences=told, editors=_editors(acts))

    def of_record(self, sheet: Sheet) -> Since:
        """Compare a document's fields with what was last judged; before that as they came."""
        record = sheet.record
        with self._context.reading() as unit:
            words = words_of(unit, sheet)
            acts = unit.history.of_record(RecordKind.RECORD, record.id)
            judged = _last_judged(acts)
            before = _fields(unit, judged or acts[0])
        told = field_differences(before, record.fields, words)
        if judged is not None:
            return _since(judged, acts, told)
        return Since(reference=Reference.IMPORT, differences=told, editors=_editors(acts[1:]))


def _since(judged: Act, acts: Iterable[Act], told: tuple[Difference, ...]) -> Since:
    later = (act for act in acts if act.number > judged.number)
    return Since(
        reference=Reference.VERDICT,
        differences=told,
        user=judged.user,
        at=judged.at,
        editors=_editors(later),
    )


def _fields(unit: UnitOfWork, act: Act) -> Mapping[str, Any]:
    return unit.bodies.fields(act.changes[-1].after["body"])


def _last_judged(acts: Iterable[Act]) -> Act | None:
    """Return the act of the newest verdict that was not withdrawn or taken back."""
    judged: list[Act] = []
    for act in acts:
        before, after = act.changes[0].before, act.changes[-1].after
        moved = before is not None and before["status"] != after["status"]
        edited = before is None or before["body"] != after["body"]
        if moved and after["status"] in _JUDGED and not edited:
            judged.append(act)
        elif judged and moved and not edited and _takes_back(act):
            judged.pop()
    return judged[-1] if judged else None


def _takes_back(act: Act) -> bool:
    return act.undoes is not None or act.label.startswith("Withdraw ")


def _editors(acts: Iterable[Act]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for act in acts:
        before, after = act.changes[0].before, act.changes[-1].after
        if before is None or before["body"] != after["body"]:
            found[act.user] = None
    return tuple(found)


def _as_claim(proposal: Proposal, names: Mapping[int, str]) -> tuple[ClaimBody, Mapping[int, str]]:
    """Return what was proposed as a body, and the names of speakers, those of it among them.

    A proposal only names its speakers; one who is not registered gets an id below 0.
    """
    known = {name: own for own, name in names.items()}
    proposed = proposal.body
    for link in proposed.chain:
        if link.speaker is not None:
            known.setdefault(link.speaker, -len(known) - 1)
    chain = tuple(
        Attribution(
            source=link.source,
            cue=link.cue,
            speaker=None if link.speaker is None else known[link.speaker],
        )
        for link in proposed.chain
    )
    body = ClaimBody(
        kind=proposed.kind, content=proposed.content, chain=chain, fields=proposed.fields
    )
    return body, dict(names) | {own: name for name, own in known.items()}
