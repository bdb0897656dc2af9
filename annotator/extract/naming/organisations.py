"""Canonical names of sources that are no persons: ministries, papers, groups."""

from collections.abc import Sequence
from typing import Final

from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

_NEAR: Final = 300
_LONGEST: Final = 4
_JOINERS: Final = frozenset(
    ["of", "for", "'s", "and", "&", "in", "from", "at", "with", "on", "to", "near", "by", "who"]
)
_REPORTERS: Final = frozenset(["correspondent", "reporter"])
_ARTICLES: Final = frozenset(["the", "a", "an", "its", "his", "her", "their", "our"])


def plain_name(words: Sequence[Word], text: str) -> str | None:
    """Return a phrase without article and apposition, its first letter a capital.

    `figures from X` and `the power company X` are X. None for nothing but a pronoun.
    """
    kept = _named_end(_behind_report(_without_article(_core(words))))
    if len(kept) > 1 and kept[-1].low in _REPORTERS:
        kept = kept[:-1]
    if not kept or (len(kept) == 1 and kept[0].low in vocabulary().subject_pronouns):
        return None
    name = " ".join(text[kept[0].start : kept[-1].end].split())
    return name[0].upper() + name[1:]


def _core(words: Sequence[Word]) -> Sequence[Word]:
    end = next((at for at, word in enumerate(words) if word.text in {",", "("}), len(words))
    return words[:end]


def _without_article(words: Sequence[Word]) -> Sequence[Word]:
    while words and words[0].low in _ARTICLES:
        words = words[1:]
    return words


def _behind_report(words: Sequence[Word]) -> Sequence[Word]:
    for at, word in enumerate(words[:-1]):
        if word.low in {"from", "by", "of"} and at and words[at - 1].low in vocabulary().reports:
            return _without_article(words[at + 1 :])
    return words


def _named_end(words: Sequence[Word]) -> Sequence[Word]:
    """Return the name at the end of `electricity company X`; all words where there is none."""
    start = len(words)
    while start > 0 and words[start - 1].is_name:
        start -= 1
    lead = words[:start]
    common = lead and all(word.is_word and word.low not in _JOINERS for word in lead)
    return words[start:] if common and start < len(words) else words


class Organisations:
    """The organisations named so far, for `the ministry` that comes after."""

    def __init__(self, text: str, sentences: Sequence[Sequence[Word]]) -> None:
        """Read all sentences for names that hold a word such as `Ministry`."""
        self._text = text
        self._named: list[tuple[int, str, frozenset[str]]] = []
        for words in sentences:
            self._read(words)

    def _read(self, words: Sequence[Word]) -> None:
        heads = vocabulary().organisation_heads
        at = 0
        while at < len(words):
            word = words[at]
            end = _run(words, at) if word.is_name else at + 1
            run = words[at:end]
            if len(run) > 1 and any(item.low in heads for item in run):
                self.add(run)
            elif word.low == "the":
                self._note_plain(words, at + 1)
            at = end

    def _note_plain(self, words: Sequence[Word], first: int) -> None:
        """Take `the national athletics federation`, which has no capitals."""
        heads = vocabulary().organisation_heads
        for at in range(first, min(len(words), first + _LONGEST)):
            if not words[at].is_word or words[at].low in vocabulary().never_in_names:
                return
            if words[at].low in heads and at > first:
                following = words[at + 1].low if at + 1 < len(words) else ""
                if following not in heads:
                    self.add(words[first : at + 1])
                return

    def add(self, words: Sequence[Word]) -> None:
        """Take a phrase that names an organisation."""
        name = plain_name(words, self._text)
        own = _without_article(words)
        lows = frozenset(word.low for word in own)
        if name and len(own) > 1:
            self._named.append((words[0].start, name, lows))

    def meant(self, words: Sequence[Word]) -> str | None:
        """Return what `the ministry` means: the last one named before it, or None."""
        core = _without_article(_core(words))
        wanted = frozenset(word.low for word in core)
        if not core or len(core) == len(_core(words)) or not wanted & vocabulary().bodies:
            return None
        fitting = [item for item in self._named[-_NEAR:] if wanted < item[2]]
        before = [item for item in fitting if item[0] < core[0].start]
        return before[-1][1] if before else next((item[1] for item in fitting), None)


def _run(words: Sequence[Word], at: int) -> int:
    """Return the end of a run of capitalised words, `of` and `for` inside it allowed."""
    end = at
    while end < len(words) and (
        words[end].is_name
        or (
            end > at
            and words[end].low in {"of", "for", "and", "the"}
            and end + 1 < len(words)
            and (words[end + 1].is_name or words[end + 1].low == "the")
        )
    ):
        end += 1
    while end > at and not words[end - 1].is_name:
        end -= 1
    return end
