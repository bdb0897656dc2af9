"""What speaks for it that two claims on one topic cannot both be true."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from annotator.domain.claim_link import Said
from annotator.extract.relating.tokens import Token, stem, tokens_of
from annotator.extract.relating.vocabulary import DENIALS, OPPOSED_TAGS, axes

SURE: Final = 0.95
"""The strength of a denial."""
_LIKELY: Final = 0.85
_PERHAPS: Final = 0.7


class Opposition(NamedTuple):
    """A cue that one claim says no where the other says yes: how strong, and in words."""

    strength: float
    reason: str


class Axis(NamedTuple):
    """Where a word stands between two opposites."""

    word: str
    side: int


def opposition(one: Said, other: Said) -> Opposition | None:
    """Return the strongest cue that two claims are opposed, None where there is none."""
    found = (*_opposites(one, other), *_denials(one, other), *_tags(one, other))
    return max(found, key=lambda cue: cue.strength, default=None)


def denies_all(said: Said) -> bool:
    """Tell whether the cue denies what is said: `denied that …`."""
    words = tokens_of(said.cue)
    denials = sum(token.stem in DENIALS for token in words)
    return denials > 0 and (denials + sum(token.negator for token in words)) % 2 == 1


def axes_of(said: Said) -> Mapping[int, tuple[Axis, ...]]:
    """Return on which side of each axis a claim stands, denials taken into account."""
    turned = -1 if denies_all(said) else 1
    found: defaultdict[int, list[Axis]] = defaultdict(list)
    for token in tokens_of(said.words):
        for axis, side in _axes().get(token.stem, ()) if token.stem else ():
            sided = side * turned * (-1 if token.denied else 1)
            word = f"not {token.word}" if token.denied else token.word
            found[axis].append(Axis(word, sided))
    return {axis: tuple(words) for axis, words in found.items()}


def is_of_axis(token: Token) -> bool:
    """Tell whether a word is one of two opposites."""
    return token.stem in _axes()


def _opposites(one: Said, other: Said) -> Iterator[Opposition]:
    here, there = axes_of(one), axes_of(other)
    for axis in sorted(here.keys() & there.keys()):
        if {word.side for word in here[axis]} & {word.side for word in there[axis]}:
            continue
        mine, theirs = here[axis][0].word, there[axis][0].word
        if mine != theirs:
            yield Opposition(_LIKELY, f"“{mine}” here, “{theirs}” there")


def _denials(one: Said, other: Said) -> Iterator[Opposition]:
    here, there = _sides(one), _sides(other)
    both = sorted(here.keys() & there.keys())
    if any(here[shared][0] == there[shared][0] == {True} for shared in both):
        return
    for shared in both:
        (mine, word), (theirs, twin) = here[shared], there[shared]
        if len(mine) == len(theirs) == 1 and mine != theirs:
            told = (f"“{word}” is denied here", f"“{twin}” is denied there")
            yield Opposition(SURE, f"{told[0] if True in mine else told[1]} only")


def _sides(said: Said) -> dict[str, tuple[set[bool], str]]:
    """Return of each stem whether it is denied, wherever it stands, and its first word."""
    turned = denies_all(said)
    found: dict[str, tuple[set[bool], str]] = {}
    for token in tokens_of(said.words):
        if token.stem:
            sides, _word = found.setdefault(token.stem, (set(), token.word))
            sides.add(token.denied is not turned)
    return found


def _tags(one: Said, other: Said) -> Iterator[Opposition]:
    for denial, claimed in OPPOSED_TAGS:
        for mine, theirs in ((one, other), (other, one)):
            if denial in mine.tags and claimed in theirs.tags:
                here, there = (denial, claimed) if mine is one else (claimed, denial)
                yield Opposition(_PERHAPS, f"tagged “{here}” here, “{there}” there")


@cache
def _axes() -> Mapping[str, Sequence[tuple[int, int]]]:
    return {stem(word): sides for word, sides in axes().items()}
