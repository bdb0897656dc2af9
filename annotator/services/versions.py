"""Every earlier reading of a claim, a record or a speaker, and the way back to it."""

from collections.abc import Iterator
from typing import Any

from annotator.domain.claim import Claim, ClaimBody
from annotator.domain.differences import (
    Difference,
    Words,
    differences,
    field_differences,
    speaker_differences,
)
from annotator.domain.field import Fields
from annotator.domain.history import ASIDE, Act, Change, RecordKind
from annotator.domain.sheet import Sheet
from annotator.domain.speaker import Speaker, SpeakerBody
from annotator.domain.value import Value
from annotator.services.annotating import AnnotatingService
from annotator.services.context import Context
from annotator.services.speakers import SpeakerService
from annotator.store.unit_of_work import UnitOfWork


class Version(Value):
    """What one act made of a claim, record or speaker, and how that differs from before.

    `at` is an ISO 8601 moment in UTC; `moved` tells of a verdict or a submission. Exactly one of
    `body`, `fields` and `speaker` is there, `body` for a claim. `current` marks what stands now.
    """

    number: int
    user: str
    at: str
    label: str
    moved: str | None
    differences: tuple[Difference, ...]
    body: ClaimBody | None = None
    fields: Fields | None = None
    speaker: SpeakerBody | None = None
    deleted: bool = False
    current: bool = False


class VersionService:
    """Reads back what claims, records and speakers were, and restores it as an act."""

    def __init__(
        self, context: Context, annotating: AnnotatingService, speakers: SpeakerService
    ) -> None:
        self._context = context
        self._annotating = annotating
        self._speakers = speakers

    def of_claim(self, sheet: Sheet, claim: Claim) -> tuple[Version, ...]:
        """Return what the acts on a claim made of it, the newest first."""
        with self._context.reading() as unit:
            words = words_of(unit, sheet)
            acts = unit.history.of_record(RecordKind.CLAIM, claim.id)
            why = _why_settled(unit, claim.id)
            found = [_claim_version(unit, act, words, claim, why.get(act.number)) for act in acts]
        return tuple(reversed(found))

    def of_record(self, sheet: Sheet) -> tuple[Version, ...]:
        """Return what the acts on a document's record made of it, the newest first."""
        with self._context.reading() as unit:
            words = words_of(unit, sheet)
            acts = unit.history.of_record(RecordKind.RECORD, sheet.record.id)
            found = [_record_version(unit, act, words, sheet.record.fields) for act in acts]
        return tuple(reversed(found))

    def of_speaker(self, speaker_id: int) -> tuple[Version, ...]:
        """Return what the acts on a speaker made of it, the newest first."""
        with self._context.reading() as unit:
            acts = unit.history.of_record(RecordKind.SPEAKER, speaker_id)
            now = unit.speakers.get(speaker_id).body
        return tuple(_speaker_version(act, now) for act in reversed(acts))

    def restore(self, sheet: Sheet, claim: Claim | None, version: Version) -> None:
        """Make a claim, or the record if there is none, what it was: an edit like any other.

        Raises:
            StaleError: somebody changed it in between.
            UsageError: what it was has a field or tag that the codebook no longer has.
        """
        label = _restoring(version)
        if claim is not None and version.body is not None:
            self._annotating.change(claim, version.body, label)
        elif claim is None and version.fields is not None:
            record = sheet.record
            change = self._annotating.change_fields
            change(sheet.document.id, record.fields, version.fields, label)

    def restore_speaker(self, speaker: Speaker, version: Version) -> None:
        """Make what is known of a speaker what it was; claims that name it keep their verdicts.

        Raises:
            StaleError: somebody changed it in between.
            UsageError: another speaker bears the name that it had.
        """
        wanted = version.speaker
        if wanted is None:
            raise ValueError("this is no version of a speaker")
        self._speakers.change(speaker.id, speaker.body, wanted, _restoring(version))


def _restoring(version: Version) -> str:
    return f"Restore what {version.user} had at {version.at[:16].replace('T', ' ')}"


def words_of(unit: UnitOfWork, sheet: Sheet) -> Words:
    """Return what puts the bodies of one document into words."""
    names = {own: speaker.name for own, speaker in sheet.speakers.items()}
    return Words(text=sheet.document.text, codebook=unit.project.codebook(), names=names)


def _why_settled(unit: UnitOfWork, claim_id: int) -> dict[int, str]:
    """Return, by act, of how many readings a claim was settled, and for what reason."""
    found = {}
    for item in unit.settlements.of_claim(claim_id):
        told = [f"of {len(item.settled)} readings", item.reason, item.words]
        act = unit.history.of_record(RecordKind.SETTLEMENT, item.id)[0]
        found[act.number] = ", ".join(part for part in told if part)
    return found


def _claim_version(
    unit: UnitOfWork, act: Act, words: Words, claim: Claim, why: str | None
) -> Version:
    before, change = act.changes[0].before, _shown(act.changes[-1])
    body = unit.bodies.claim(change.after["body"])
    earlier = unit.bodies.claim(before["body"]) if before else None
    told = _told(act, before, change)
    return Version(
        differences=(*differences(earlier, body, words), *_moved(before, change)),
        body=body,
        deleted=change.after["deleted"],
        current=body == claim.body,
        **(told | {"label": f"{told['label']} ({why})"} if why else told),
    )


def _record_version(unit: UnitOfWork, act: Act, words: Words, now: Fields) -> Version:
    before, change = act.changes[0].before, _shown(act.changes[-1])
    fields = unit.bodies.fields(change.after["body"])
    earlier = unit.bodies.fields(before["body"]) if before else {}
    return Version(
        differences=(*field_differences(earlier, fields, words), *_moved(before, change)),
        fields=fields,
        current=dict(fields) == dict(now),
        **_told(act, before, change),
    )


def _speaker_version(act: Act, now: SpeakerBody) -> Version:
    before, change = act.changes[0].before, _shown(act.changes[-1])
    known = SpeakerBody.model_validate(change.after["body"])
    earlier = SpeakerBody.model_validate(before["body"]) if before else None
    return Version(
        differences=speaker_differences(earlier, known),
        speaker=known,
        deleted=change.after["deleted"],
        current=known == now,
        **_told(act, before, change),
    )


def _shown(change: Change) -> Change:
    """Return a change as it reads: one of another project that gave way, as it was there."""
    other = change.after.get(ASIDE)
    return change if other is None else change.amended(after=other | {ASIDE: True})


def _moved(before: dict[str, Any] | None, change: Change) -> Iterator[Difference]:
    """Yield the status before and after, where it is another."""
    now = change.after["status"]
    if before is not None and before["status"] != now:
        yield Difference(part="Status", before=before["status"], after=now)


def _told(act: Act, before: dict[str, Any] | None, change: Change) -> dict[str, Any]:
    """Return what an act is told by; the status where it moved."""
    was = before.get("status") if before else None
    now = change.after.get("status")
    label = f"Undo: {act.label}" if act.undoes is not None else act.label
    label += " (gave way in a merge)" if ASIDE in change.after else ""
    return {
        "number": act.number,
        "user": act.user,
        "at": act.at,
        "label": label,
        "moved": now if was is not None and now != was else None,
    }
