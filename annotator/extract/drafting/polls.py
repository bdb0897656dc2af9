"""Polls: what a share of people think, which somebody measured and nobody said."""

from typing import Final

from annotator.extract.drafting.cues import stance_forms
from annotator.extract.drafting.hits import Draft
from annotator.extract.prose.passage import Passage

_MEASURING: Final = frozenset({"find", "show", "suggest", "indicate", "report"})
_SHARES: Final = frozenset({"per", "percent", "%", "in", "majority", "half", "third", "quarter"})
_OPENING: Final = 7


def tells_opinion(here: Passage, draft: Draft) -> bool:
    """Tell whether a content is `63 per cent of drivers oppose the toll`: a stance, no saying."""
    if draft.lemma not in _MEASURING:
        return False
    first = here.index_from(draft.content[0].start)
    words = here.words[first : here.index_from(draft.content[-1].end)]
    shared = any(word.low in _SHARES for word in words[:_OPENING])
    return shared and any(word.low in stance_forms() for word in words)
