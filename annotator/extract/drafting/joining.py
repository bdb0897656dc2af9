"""One claim from what lies in several sentences, and one of two that overlap."""

from collections.abc import Sequence

from annotator.extract.drafting.hits import Draft
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.segmentation import Stretch, in_order

Found = list[tuple[Draft, Passage]]


def joined(read: Sequence[Passage], found: Found) -> Found:
    """Return the drafts in order: quotations that go on joined, doubles left out."""
    return _without_doubles(_continued(read, found))


def _continued(read: Sequence[Passage], found: Found) -> Found:
    """Add to a quoted claim the sentence behind it that is nothing but a quotation."""
    by_passage: dict[Stretch, list[Draft]] = {}
    for draft, here in found:
        by_passage.setdefault(here.within, []).append(draft)
    previous: Passage | None = None
    carrier: Passage | None = None
    added = -1
    for here in read:
        piece = wholly_quoted(here)
        own = by_passage.get(here.within)
        if piece is not None and not own and carrier is not None and _goes_on(previous, here):
            last = by_passage[carrier.within][-1]
            ends = last.content[-1].end
            if ends in {added, min(ends, carrier.within.start)} or _is_quoting(carrier, last):
                added = piece.end
                content = in_order((*last.content, piece))
                by_passage[carrier.within][-1] = last._replace(content=content)
        elif own:
            carrier = here
        else:
            carrier = None
        previous = here
    return [(draft, here) for here in read for draft in by_passage.get(here.within, ())]


def wholly_quoted(here: Passage) -> Stretch | None:
    """Return what a sentence quotes that is nothing but one quotation; None for any other."""
    quote = here.quote_opening_at(0)
    if quote is None:
        return None
    behind = here.index_from(quote.end)
    return quote.inner if all(not word.is_word for word in here.words[behind:]) else None


def _goes_on(previous: Passage | None, here: Passage) -> bool:
    """Tell whether a quotation follows in its paragraph, or its paragraph left one open."""
    if previous is None:
        return False
    if previous.paragraph == here.paragraph:
        return True
    left_open = any(not quote.closed for quote in previous.quotes)
    return left_open and here.paragraph == previous.paragraph + 1


def _is_quoting(here: Passage, draft: Draft) -> bool:
    last = draft.content[-1].end
    return any(quote.inner.start < last <= quote.end for quote in here.quotes) or bool(
        here.quotes and here.quotes[0].end > here.within.end
    )


def _without_doubles(found: Found) -> Found:
    """Leave out the weaker of two drafts with one content, or with one cue."""
    kept: Found = []
    contents: set[tuple[Stretch, ...]] = set()
    cues: set[Stretch] = set()
    citing = {draft.cited_by for draft, _ in found if draft.cited_by}
    for draft, here in sorted(found, key=lambda pair: -pair[0].rate):
        linked = draft.cited_by is not None or draft.cue in citing
        if (draft.content in contents and not linked) or draft.cue in cues:
            continue
        contents.add(draft.content)
        cues.add(draft.cue)
        kept.append((draft, here))
    return sorted(kept, key=lambda pair: pair[0].cue.start)
