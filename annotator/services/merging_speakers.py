"""Make one speaker of several, or two of one, and remember who is not who."""

from collections.abc import Iterable, Mapping, Sequence

from annotator.domain.claim import ClaimBody
from annotator.domain.errors import StaleError, UsageError
from annotator.domain.events import DocumentsChanged, SpeakersChanged
from annotator.domain.merging import Likeness, MentionRef, MergePreview, MovePreview, merged
from annotator.domain.rights import Right
from annotator.domain.speaker import Speaker, SpeakerBody
from annotator.extract.naming.likenesses import likenesses
from annotator.runtime.progress import Progress, Silent
from annotator.services.context import Context
from annotator.store.bulk_claims import LOT
from annotator.store.reviewed import CHANGED_ELSEWHERE
from annotator.store.unit_of_work import UnitOfWork


class MergingService:
    """The door to merging and splitting speakers; each is one act that can be undone."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def likenesses(self, progress: Progress | None = None) -> tuple[Likeness, ...]:
        """Return the pairs of the registry that may be one, the likeliest first.

        Pairs that somebody said are two are left out, and what has become of them.

        Raises:
            CancelledError: the person has asked to stop.
        """
        with self._context.reading() as unit:
            speakers, apart = unit.speakers.all(), _apart(unit)
        found = likenesses(speakers, progress)
        return tuple(item for item in found if _pair(item.one.id, item.other.id) not in apart)

    def keep_apart(self, one: Speaker, other: Speaker) -> None:
        """Remember that two speakers are not one, so that nobody is asked again."""
        with self._context.writing(f"Keep {one.name} and {other.name} apart") as unit:
            unit.distinctions.add(one.id, other.id)
            unit.commit()
        self._context.publish(SpeakersChanged())

    def merge_preview(self, survivor: int, others: Sequence[int]) -> MergePreview:
        """Return what merging would come to.

        Raises:
            UsageError: there is nobody else to merge.
            StaleError: one of them is no longer in the registry.
        """
        rest = [own for own in dict.fromkeys(others) if own != survivor]
        if not rest:
            raise UsageError("Choose two speakers or more to merge.")
        with self._context.reading() as unit:
            speakers = [unit.speakers.get(own) for own in (survivor, *rest)]
            families = [own for item in rest for own in unit.speakers.family(item)]
            touched = unit.mentions.touched(families)
        if any(item.removed for item in speakers):
            raise StaleError(CHANGED_ELSEWHERE)
        after = merged(speakers[0].body, [item.body for item in speakers[1:]])
        return MergePreview(
            survivor=speakers[0], others=tuple(speakers[1:]), after=after, touched=touched
        )

    def merge(self, preview: MergePreview) -> None:
        """Make one speaker of several, as previewed; claims and approvals stay as they are.

        The others stay as tombstones: whatever names them reads as the survivor.

        Raises:
            StaleError: one of them was changed in between.
            RightError: approved claims name them, and the user is no lead.
        """
        survivor = preview.survivor
        label = f"Merge {', '.join(item.name for item in preview.others)} into {survivor.name}"
        right = Right.LEAD if preview.approved else Right.ANNOTATE
        with self._context.writing(label, right=right) as unit:
            for item in preview.others:
                _require_same(unit, item)
                unit.speakers.merge(item.id, survivor.id)
            _require_same(unit, survivor)
            if preview.after != survivor.body:
                unit.speakers.swap(survivor.id, survivor.body, preview.after)
            unit.commit()
        self._context.publish(SpeakersChanged())

    def move_preview(self, speaker: Speaker, mentions: Sequence[MentionRef]) -> MovePreview:
        """Return what moving some mentions of a speaker to another one would come to.

        Raises:
            UsageError: no mention was chosen.
        """
        if not mentions:
            raise UsageError("Choose the mentions that are somebody else's.")
        claims = list(dict.fromkeys(ref.claim_id for ref in mentions))
        with self._context.reading() as unit:
            touched = unit.mentions.touched_by(claims)
        return MovePreview(speaker=speaker, mentions=tuple(mentions), touched=touched)

    def move(
        self, preview: MovePreview, target: int | SpeakerBody, progress: Progress | None = None
    ) -> int:
        """Let mentions name another speaker, registered at need, and return the speaker's id.

        Each claim is edited; an approved one has to be approved again.

        Raises:
            UsageError: they name this speaker already.
            StaleError: a mention was changed in between; nothing is moved.
            CancelledError: the person has asked to stop; nothing is moved.
        """
        count = len(preview.mentions)
        label = f"Move {count} mention{'' if count == 1 else 's'} of {preview.speaker.name}"
        with self._context.writing(label) as unit:
            wanted = target if isinstance(target, int) else unit.speakers.add(target)
            family = unit.speakers.family(preview.speaker.id)
            if wanted in family or unit.speakers.get(wanted).removed:
                raise UsageError("Choose another speaker of the registry.")
            _move(unit, preview.mentions, frozenset(family), wanted, progress or Silent())
            unit.commit()
        self._context.publish(SpeakersChanged())
        self._context.publish(DocumentsChanged())
        return wanted


def _move(
    unit: UnitOfWork,
    mentions: Sequence[MentionRef],
    family: frozenset[int],
    wanted: int,
    progress: Progress,
) -> None:
    positions = _by_claim(mentions)
    claims = list(positions)
    for first in range(0, len(claims), LOT):
        progress.step(first, len(claims), "")
        lot = claims[first : first + LOT]
        found = unit.bulk_claims.some(lot)
        if any(own not in found or found[own].row.deleted for own in lot):
            raise StaleError(CHANGED_ELSEWHERE)
        unit.bulk_claims.swap(
            [(found[own], _moved(found[own].body, positions[own], family, wanted)) for own in lot]
        )


def _by_claim(mentions: Iterable[MentionRef]) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = {}
    for ref in sorted(set(mentions)):
        found.setdefault(ref.claim_id, []).append(ref.position)
    return found


def _moved(
    body: ClaimBody, positions: Iterable[int], family: frozenset[int], wanted: int
) -> ClaimBody:
    chain = list(body.chain)
    for at in positions:
        if at >= len(chain) or chain[at].speaker not in family:
            raise StaleError(CHANGED_ELSEWHERE)
        chain[at] = chain[at].amended(speaker=wanted)
    return body.amended(chain=tuple(chain))


def _require_same(unit: UnitOfWork, seen: Speaker) -> None:
    now = unit.speakers.get(seen.id)
    if now.removed or now.body != seen.body:
        raise StaleError(CHANGED_ELSEWHERE)


def _apart(unit: UnitOfWork) -> frozenset[tuple[int, int]]:
    """Return the pairs that are two, also by what has become of each."""
    pairs = unit.distinctions.pairs()
    last = unit.speakers.survivors({own for pair in pairs for own in pair})
    return frozenset(_pair(last[one], last[other]) for one, other in pairs)


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)
