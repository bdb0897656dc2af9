"""What the text view draws of a document: each claim and proposal with its speaker's colour."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from annotator.domain.claim import Claim
from annotator.domain.codebook import Codebook, Tag
from annotator.domain.proposal import Proposal, ProposalState
from annotator.domain.sheet import Sheet
from annotator.domain.speaker import Speaker
from annotator.services.drafting import Item
from annotator.ui.desk_place import key_of
from annotator.ui.scores import in_per_cent
from annotator.ui.source_text.marks import COLOURS, ClaimMarks, MarkState, marks_of

Translate = Callable[[str], str]


class SpeakerColours:
    """Gives each speaker of one document a colour of their own, as long as there are some left.

    A speaker keeps the colour once given: when registered, renamed or merged, too. What a speaker
    has in one document they have in the next, unless somebody has it there already.
    """

    def __init__(self) -> None:
        self._colours: dict[int | str, int] = {}
        self._known: Mapping[int, Speaker] = {}
        self._names: dict[str, int] = {}
        self._next = 1

    def meet(self, sheet: Sheet, items: Iterable[Item]) -> None:
        """Give colours to the speakers that a document names now."""
        self._known = sheet.speakers
        self._names = {
            _folded(name): speaker.id
            for speaker in sheet.registry
            for name in (*speaker.body.aliases, speaker.name)
        }
        self._next = max(sheet.speakers, default=0) + 1
        for item in items:
            for link in item.body.chain[::-1]:
                self.colour(link.speaker)

    def colour(self, speaker: int | str | None) -> int | None:
        """Return the colour of a speaker given by id or by name, None for nobody."""
        if speaker is None:
            return None
        keys = self._keys(speaker)
        given = next((self._colours[key] for key in keys if key in self._colours), None)
        if given is None:
            given = self._free(keys[0])
        for key in keys:
            self._colours.setdefault(key, given)
        return given

    def _keys(self, speaker: int | str) -> list[int | str]:
        """Return all that a speaker goes by, the id first."""
        if isinstance(speaker, str):
            name = _folded(speaker)
            if name not in self._names:
                return [name]
            speaker = self._names[name]
        known = self._known.get(speaker)
        if known is None:
            return [speaker]
        return [known.id, speaker, *map(_folded, (known.name, *known.body.aliases))]

    def _free(self, key: int | str) -> int:
        """Return the colour of the speaker's number, or the next one that nobody has."""
        if isinstance(key, str):
            wanted, self._next = self._next, self._next + 1
        else:
            wanted = key
        taken = set(self._colours.values())
        turns = ((wanted + step) % COLOURS for step in range(COLOURS))
        return next((colour for colour in turns if colour not in taken), wanted % COLOURS)


def marks_of_items(
    sheet: Sheet,
    items: Sequence[Item],
    colours: SpeakerColours,
    codebook: Codebook,
    tr: Translate,
) -> tuple[ClaimMarks, ...]:
    """Return the marks of a document's claims and proposals."""
    colours.meet(sheet, items)
    tags = tag_labels(codebook)
    return tuple(
        marks_of(
            key_of(item),
            item.body,
            colour=colours.colour(_speaker(item)),
            state=_state(item),
            label=_label(sheet, item, tags, tr),
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


def tag_labels(codebook: Codebook) -> dict[str, str]:
    """Return the words of each tag by key; those of the survivor for one that was merged."""
    tags = {tag.key: tag for tag in codebook.all_tags()}

    def label(tag: Tag) -> str:
        return label(tags[tag.merged_into]) if tag.merged_into else tag.label

    return {key: label(tag) for key, tag in tags.items()}


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _speaker(item: Item) -> int | str | None:
    return item.body.chain[-1].speaker if item.body.chain else None


def _state(item: Item) -> MarkState:
    if isinstance(item, Claim):
        return MarkState.CLAIM
    return MarkState.REFUSED if item.state is ProposalState.REFUSED else MarkState.PROPOSAL


def _label(sheet: Sheet, item: Item, tags: Mapping[str, str], tr: Translate) -> str:
    """Return speaker, standing and tags, a line each."""
    heading = " › ".join(chain_of(sheet, item)) or tr("Nobody named")
    lines = [heading, _standing(item, tr)]
    if isinstance(item, Claim) and item.body.tags:
        named = dict.fromkeys(tags.get(key, key) for key in item.body.tags)
        lines.append(f"{tr('Tags')}: {', '.join(named)}")
    return "\n".join(lines)


def _standing(item: Item, tr: Translate) -> str:
    kind = tr(str(item.body.kind))
    if isinstance(item, Proposal):
        refused = item.state is ProposalState.REFUSED
        likely = tr("{0} likely right").format(in_per_cent(item.body.score))
        name = tr("Refused proposal") if refused else tr("Proposal")
        return f"{name} · {kind} · {likely}"
    told = [tr("Claim"), kind, tr(str(item.status))]
    if item.score is not None:
        told.append(tr("proposed at {0}").format(in_per_cent(item.score)))
    return " · ".join(told)
