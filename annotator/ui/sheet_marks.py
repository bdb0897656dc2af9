"""What the text view draws of a document: each claim and proposal with its speaker's colour."""

from collections.abc import Callable, Sequence

from annotator.domain.claim import Claim
from annotator.domain.proposal import Proposal, ProposalState
from annotator.domain.sheet import Sheet
from annotator.services.drafting import Item
from annotator.ui.desk_place import key_of
from annotator.ui.scores import in_per_cent
from annotator.ui.source_text.marks import ClaimMarks, MarkState, marks_of

Translate = Callable[[str], str]


class SpeakerColours:
    """Numbers that give each speaker one colour in all documents of a project.

    A registered speaker's number is its id; one not registered yet takes the number that it would
    get if the document's proposals were accepted in order.
    """

    def __init__(self, sheet: Sheet, items: Sequence[Item]) -> None:
        self._numbers = {
            " ".join(name.casefold().split()): speaker.id
            for speaker in sheet.registry
            for name in (*speaker.body.aliases, speaker.name)
        }
        self._ids = {own: speaker.id for own, speaker in sheet.speakers.items()}
        self._next = max(sheet.speakers, default=0) + 1
        for item in items:
            for link in item.body.chain:
                self.number(link.speaker)

    def number(self, speaker: int | str | None) -> int | None:
        """Return the number of a speaker given by id or by name, None for nobody."""
        if speaker is None:
            return None
        if isinstance(speaker, int):
            return self._ids.get(speaker, speaker)
        key = " ".join(speaker.casefold().split())
        if key not in self._numbers:
            self._numbers[key] = self._next
            self._next += 1
        return self._numbers[key]


def marks_of_items(sheet: Sheet, items: Sequence[Item], tr: Translate) -> tuple[ClaimMarks, ...]:
    """Return the marks of a document's claims and proposals."""
    colours = SpeakerColours(sheet, items)
    return tuple(
        marks_of(
            key_of(item),
            item.body,
            colour=colours.number(_speaker(item)),
            state=_state(item),
            label=_label(sheet, item, tr),
        )
        for item in items
    )


def chain_of(sheet: Sheet, item: Item) -> tuple[str, ...]:
    """Return the names of an item's chain, outermost first, those not resolved left out."""
    names = (
        sheet.speaker_name(link.speaker) if isinstance(link.speaker, int) else link.speaker
        for link in item.body.chain
    )
    return tuple(name for name in names if name is not None)


def _speaker(item: Item) -> int | str | None:
    return item.body.chain[-1].speaker if item.body.chain else None


def _state(item: Item) -> MarkState:
    if isinstance(item, Claim):
        return MarkState.CLAIM
    return MarkState.REFUSED if item.state is ProposalState.REFUSED else MarkState.PROPOSAL


def _label(sheet: Sheet, item: Item, tr: Translate) -> str:
    heading = " › ".join(chain_of(sheet, item)) or tr("Nobody named")
    return f"{heading}\n{_standing(item, tr)}"


def _standing(item: Item, tr: Translate) -> str:
    if isinstance(item, Proposal):
        refused = item.state is ProposalState.REFUSED
        likely = tr("{0} likely right").format(in_per_cent(item.body.score))
        name = tr("Refused proposal") if refused else tr("Proposal")
        return f"{name} · {item.body.kind} · {likely}"
    tags = "".join(f" · {tag}" for tag in item.body.tags)
    return f"{tr('Claim')} · {item.body.kind} · {item.status}{tags}"
