"""The subject that a sentence opens with, when its verb is no cue."""

from collections.abc import Sequence
from typing import Final

from annotator.domain.layer import Scope
from annotator.extract.drafting.cues import cue_forms
from annotator.extract.drafting.sources import FARTHEST, LONGEST_LEAD, Phrase, is_nominal
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

_GOVERNED: Final = frozenset(["to", "that"])


def leading_subject(words: Sequence[Word]) -> Phrase | None:
    """Return the subject a sentence opens with: `Ann Lee`, `The mayor`, `He`; None for others."""
    known = vocabulary()
    if not words:
        return None
    if words[0].low in known.prepositions or known.is_adverb(words[0].low):
        lead = words[:LONGEST_LEAD]
        at = next((i for i, word in enumerate(lead) if word.low in known.person_pronouns), None)
        return _behind_adjunct(words) if at is None else Phrase(at, at)
    if words[0].low in known.subject_pronouns:
        return Phrase(0, 0)
    at = 1
    while at < min(len(words), LONGEST_LEAD):
        word = words[at]
        if not word.is_word or known.is_adverb(word.low) or _is_verb(words, at):
            break
        at += 1
    else:
        return None
    return Phrase(0, at - 1) if is_nominal(words, 0, at - 1) else None


def _behind_adjunct(words: Sequence[Word]) -> Phrase | None:
    """Return the subject behind the comma of `In a speech earlier that day, Lee attacked ...`."""
    comma = next((at for at, word in enumerate(words[:FARTHEST]) if word.text == ","), None)
    if comma is None or comma + 1 >= len(words):
        return None
    rest = words[comma + 1 :]
    if rest[0].low in vocabulary().prepositions or vocabulary().is_adverb(rest[0].low):
        return None
    found = leading_subject(rest)
    return Phrase(found.first + comma + 1, found.last + comma + 1) if found else None


def _is_verb(words: Sequence[Word], at: int) -> bool:
    """Tell whether a word is a verb, by its form or as `favors` between a noun and its object."""
    known, word = vocabulary(), words[at]
    if word.low in known.finite or (word.low.endswith("ed") and not word.is_name):
        return True
    if at + 1 == len(words) or word.is_name or words[at - 1].low in known.determiners:
        return False
    following = words[at + 1].low
    governs = following in known.determiners or following in _GOVERNED or following.endswith("ing")
    return governs and word.low in cue_forms(Scope.SPEECH_AND_STANCE)
