"""What the linker learns from: the parts of annotated lines, and which belong together."""

from collections.abc import Iterator, Sequence

from annotator.extract.learned.examples import Marked
from annotator.extract.learned.labels import Part, Run, encoded, runs
from annotator.extract.learned.linking import Decision, Line, choices
from annotator.extract.prose.segmentation import Stretch, Word


def decisions(
    words: Sequence[Word], quoted: Sequence[bool], attributions: Sequence[Marked]
) -> Iterator[Decision]:
    """Yield every choice of an annotated line that is more than whether there is anything."""
    parts = runs(encoded(words, attributions))
    line = Line(words, parts, quoted)
    owners = {run: _owners(words, run, attributions) for run in parts}
    for run in parts:
        wanted = {Part.CONTENT: Part.CUE, Part.CUE: Part.SOURCE}.get(run.part)
        if wanted is None or not owners[run]:
            continue
        offered = choices(line, run)
        right = {item for item in parts if item.part is wanted and owners[item] & owners[run]} & {
            choice.run for choice in offered
        }
        yield Decision(offered, frozenset(right) if right else frozenset([None]))


def _owners(words: Sequence[Word], run: Run, attributions: Sequence[Marked]) -> set[int]:
    """Return the numbers of the attributions of which a run is a part."""
    span = Stretch(words[run.first].start, words[run.last].end)
    found: set[int] = set()
    for number, item in enumerate(attributions):
        own = {Part.SOURCE: item.source, Part.CUE: item.cue, Part.CONTENT: item.content}[run.part]
        if any(piece.start < span.end and piece.end > span.start for piece in own):
            found.add(number)
    return found
