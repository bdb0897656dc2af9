"""Nouns that report: `Lee's claim that ...`, `a warning from the ministry that ...`."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from annotator.domain.layer import Scope
from annotator.extract.drafting.contents import clause, has_verb
from annotator.extract.drafting.cues import Noun, cue_lexicon
from annotator.extract.drafting.hits import Draft, Hit, limit_behind
from annotator.extract.drafting.scoring import Rule
from annotator.extract.drafting.sources import Phrase, source_after
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.segmentation import Stretch
from annotator.extract.prose.vocabulary import vocabulary

_OWNERS: Final = frozenset(["my", "our", "your", "his", "her", "its", "their"])
_AGENTS: Final = frozenset(["by", "from", "of"])
_ADJECTIVES: Final = 2
_LEAST: Final = 3


def noun_cues(here: Passage, found: Sequence[Hit], scope: Scope) -> Iterator[Draft]:
    """Yield what nouns of speech report with `that`, where somebody is named as their source.

    What the clause says ends where the next attribution begins, or with the sentence.
    """
    known = _nouns(scope)
    if "that" not in here.lows or known.keys().isdisjoint(here.lows):
        return
    for at in [at for at, word in enumerate(here.words) if word.low in known]:
        named = (_owner(here, at) or _agent(here, at)) if here.outside[at] else None
        if named is not None:
            yield from _draft(here, found, known[here.words[at].low], (at, *named))


@cache
def _nouns(scope: Scope) -> dict[str, Noun]:
    wanted = (noun for noun in cue_lexicon().nouns if scope is not Scope.SPEECH or noun.is_speech)
    return {form: noun for noun in wanted for form in noun.forms}


def _owner(here: Passage, at: int) -> tuple[Stretch, int] | None:
    """Return whose `claim` it is, and where its clause opens."""
    for back in range(at - 1, max(-1, at - 2 - _ADJECTIVES), -1):
        word = here.words[back]
        if word.low in _OWNERS:
            return here.stretch(back, back), at + 1
        if word.low.endswith(("'s", "s'")) or word.text in {"’", "'"}:
            return _possessor(here, back), at + 1
        if not word.is_word or word.low in vocabulary().determiners:
            return None
    return None


def _possessor(here: Passage, last: int) -> Stretch:
    """Return the phrase that a genitive ends, without its ending."""
    last = last if here.words[last].is_word or not last else last - 1
    first = last
    while first > 0 and (here.words[first - 1].is_name or here.words[first - 1].low == "of"):
        first -= 1
    before = here.words[first - 1].low if first > 0 else "that"
    if before != "that" and before in vocabulary().determiners:
        first -= 1
    end = here.words[last].end
    return Stretch(here.words[first].start, end - len(_ending(here.words[last].low)))


def _ending(low: str) -> str:
    return next((ending for ending in ("'s", "'") if low.endswith(ending)), "")


def _agent(here: Passage, at: int) -> tuple[Stretch, int] | None:
    """Return who stands behind `a claim by`, and where the clause behind them opens."""
    if here.lows.isdisjoint(_AGENTS) or at + 1 >= here.size:
        return None
    if here.words[at + 1].low not in _AGENTS:
        return None
    source: Phrase | None = source_after(here.words, at + 2, here.size)
    return (here.stretch(*source), source.last + 1) if source is not None else None


def _draft(
    here: Passage, found: Sequence[Hit], noun: Noun, read: tuple[int, Stretch, int]
) -> Iterator[Draft]:
    at, source, opens = read
    if opens >= here.size or here.words[opens].low != "that":
        return
    first = opens + 1
    later = [hit for hit in found if hit.begins > first]
    limit = limit_behind(here, opens, later)
    if limit - first < _LEAST or _is_relative(here, first) or not has_verb(here, first, limit):
        return
    content = clause(here, first, limit)
    if content is not None:
        cue = here.stretch(at, at)
        yield Draft((content,), source, cue, Rule.NOUN, noun.rate, noun.forms[0], here.paragraph)


def _is_relative(here: Passage, first: int) -> bool:
    """Tell whether `that` stands for the noun: `his claim that was heard`."""
    low = here.words[first].low
    known = vocabulary()
    return low in known.finite or low in known.auxiliaries or low in known.modals
