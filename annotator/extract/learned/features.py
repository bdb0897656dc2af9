"""What a linear-chain tagger sees of each word: columns of numbers, hashed into buckets.

A column holds one number a word; the pair of column and number falls into one bucket of weights
(feature hashing, Weinberger et al. 2009). Stage 1 looks for cues; stage 2 is told how likely each
word is to be one and looks for sources, cues and contents.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from annotator.extract.learned.rule_marks import Numbers
from annotator.extract.learned.word_grid import Flags, Grid, trait
from annotator.extract.learned.word_types import Codes, WordTypes, code

Buckets = npt.NDArray[np.int32]
_FAR: Final = 10_000
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
_TURN: Final = np.uint64(0xC2B2AE3D27D4EB4F)
_STEPS: Final = np.array([0, 1, 2, 3, 4, 6, 9, 14, 22, 35], dtype=np.int64)
_SURE: Final = np.array([0.02, 0.1, 0.3, 0.5, 0.7, 0.9])
_LIKELY: Final = 0.3
_CUE_RATE: Final = 4


def buckets(columns: list[Codes], bits: int, first: int = 0) -> Buckets:
    """Return words x columns: the bucket, below two to the `bits`, of each column's number.

    `first` is how many columns others have counted before.
    """
    mixed: Codes = np.stack(columns)
    mixed += np.arange(first + 1, first + len(columns) + 1, dtype=np.uint64)[:, None] * _TURN
    mixed *= _SPREAD
    mixed ^= mixed >> np.uint64(29)
    mixed *= _TURN
    mixed >>= np.uint64(64 - bits)
    found: Buckets = mixed.T.astype(np.int32)
    return found


def shared_columns(known: Grid, types: WordTypes) -> list[Codes]:
    """Return what both stages see: words around, quotation marks, place, what the rules say."""
    low, part = trait(known, types, "low"), trait(known, types, "part")
    quoted = known.quoted.astype(np.uint64)
    return [
        *_word_columns(known, types, low, part),
        *_place_columns(known, low, part, quoted),
        *_rule_columns(known, types, low, part),
        *_cue_columns(known, types, part, quoted),
    ]


def _word_columns(known: Grid, types: WordTypes, low: Codes, part: Codes) -> Iterator[Codes]:
    stem, cue = trait(known, types, "stem"), trait(known, types, "cue")
    rate = trait(known, types, "rate")
    yield from (_at(low, by) for by in (-2, -1, 0, 1, 2))
    yield from (_at(stem, by) for by in (-1, 0, 1))
    for name in ("suffix", "shape"):
        values = trait(known, types, name)
        yield from (_at(values, by) for by in (-1, 0, 1))
    yield from (_at(part, by) for by in (-3, -2, -1, 0, 1, 2, 3))
    yield from (_both(cue, rate), _at(_both(cue, rate), -1), _at(_both(cue, rate), 1))
    before, after = _at(part, -1), _at(part, 1)
    yield from (
        _both(_at(low, -1), low),
        _both(low, _at(low, 1)),
        _both(before, part),
        _both(part, after),
        _both(before, part, after),
        _both(_at(part, -2), before, part),
        _both(part, after, _at(part, 2)),
        _both(low, after),
        _both(before, low),
        _both(cue, before, after),
    )


def _place_columns(known: Grid, low: Codes, part: Codes, quoted: Codes) -> Iterator[Codes]:
    here = np.arange(len(known.rows))
    begun = _bucketed(here - known.first)
    left = _bucketed(known.last - here)
    state = _both(_at(quoted, -1), quoted, _at(quoted, 1))
    first_line = (known.sentence <= known.sentence[known.real][:1].sum()).astype(np.uint64)
    yield from (state, _both(state, part), _both(quoted, low), begun, left, _both(begun, part))
    yield _both(begun, first_line)
    yield _both(_at(low, -1), _at(quoted, -1), quoted)


def _rule_columns(known: Grid, types: WordTypes, low: Codes, part: Codes) -> Iterator[Codes]:
    label, rule, rate = (values.astype(np.uint64) for values in known.every)
    speech = known.speech.label.astype(np.uint64)
    near = _both(_at(label, -1), label, _at(label, 1))
    yield from (near, _both(label, rule), _both(label, rate), _both(label, rule, rate))
    yield from (_both(label, speech), _both(label, trait(known, types, "stem")))
    yield from (_both(label, low), _both(near, part))
    yield _both(_at(label, -2), _at(label, -1), label, _at(label, 1), _at(label, 2))


def _cue_columns(known: Grid, types: WordTypes, part: Codes, quoted: Codes) -> Iterator[Codes]:
    """Yield how far the nearest possible cue of the sentence is on either side, and which."""
    rate = trait(known, types, "rate")
    is_cue = (rate > _CUE_RATE) & (known.quoted == 0)
    stem = trait(known, types, "stem")
    for side in (_before(is_cue, known), _behind(is_cue, known)):
        gap = _gap(side)
        yield from (_both(gap, quoted), _both(gap, _of(stem, side)), _both(gap, part))


def cue_columns(known: Grid, types: WordTypes, likely: npt.NDArray[np.float32]) -> list[Codes]:
    """Return what only stage 2 sees; `likely` is how likely stage 1 holds each word for a cue."""
    part, stem = trait(known, types, "part"), trait(known, types, "stem")
    low = trait(known, types, "low")
    label = known.every.label.astype(np.uint64)
    quoted = known.quoted.astype(np.uint64)
    sure = np.searchsorted(_SURE, likely).astype(np.uint64)
    is_cue = (likely > _LIKELY) & known.real
    found = [_both(_at(sure, -1), sure, _at(sure, 1)), _both(sure, part), _both(sure, label)]
    found.append(_both(sure, low))
    for side in (_before(is_cue, known), _behind(is_cue, known)):
        gap, between = _gap(side), _between(known, types, side)
        which = _of(stem, side)
        found += [gap, _both(gap, part), _both(gap, quoted), _both(gap, between)]
        found += [_both(between, quoted), _both(which, between), _both(gap, which)]
        found += [_both(gap, label), _both(between, part), _both(gap, low)]
        found.append(_both(_of(sure, side), between, label))
        found.append(_both(gap, _at(part, -1), part, _at(part, 1)))
    before, behind = _before(is_cue, known), _behind(is_cue, known)
    sides = _both(_between(known, types, before), _between(known, types, behind))
    found += [sides, _both(_clipped(before), _clipped(behind), quoted)]
    found += [_both(sides, quoted), _both(_opening(known, low), _clipped(before), _clipped(behind))]
    return found


def _opening(known: Grid, low: Codes) -> Codes:
    """Return the word that opens the sentence."""
    opened: Codes = low[known.first]
    return opened


def _at(values: Codes, by: int) -> Codes:
    """Return the numbers `by` words further on; the blanks at both ends take what is rolled."""
    return np.roll(values, -by)


def _both(*values: Codes) -> Codes:
    """Return one number for several."""
    mixed = values[0]
    for other in values[1:]:
        mixed = (mixed * _SPREAD) ^ (other + _TURN + (mixed >> np.uint64(31)))
    return mixed


def _bucketed(distance: Numbers) -> Codes:
    found: Codes = np.searchsorted(_STEPS, distance, side="right").astype(np.uint64)
    return found


def _before(flags: Flags, known: Grid) -> Numbers:
    """Return the index of the nearest flagged word of the sentence to the left, else -1."""
    here = np.arange(len(flags))
    latest = np.maximum.accumulate(np.where(flags, here, -1))
    latest = np.concatenate([[-1], latest[:-1]])
    return np.where((latest >= known.first) & known.real, latest, -1)


def _behind(flags: Flags, known: Grid) -> Numbers:
    """Return the index of the nearest flagged word of the sentence to the right, else -1."""
    here = np.arange(len(flags))
    coming = np.minimum.accumulate(np.where(flags, here, _FAR * _FAR)[::-1])[::-1]
    coming = np.concatenate([coming[1:], [_FAR * _FAR]])
    return np.where((coming <= known.last) & known.real, coming, -1)


def _gap(side: Numbers) -> Codes:
    """Return how far the word named by `side` is, in steps; 0 for none."""
    here = np.arange(len(side))
    return np.where(side < 0, np.uint64(0), 1 + _bucketed(np.abs(here - side)))


def _clipped(side: Numbers) -> Codes:
    return (side >= 0).astype(np.uint64)


def _of(values: Codes, side: Numbers) -> Codes:
    """Return the number of the word named by `side`; 0 for none."""
    return np.where(side < 0, np.uint64(0), values[np.maximum(side, 0)])


def _between(known: Grid, types: WordTypes, side: Numbers) -> Codes:
    """Return which marks and words that part clauses stand between a word and its nearest cue."""
    here = np.arange(len(side))
    low, high = np.minimum(here, side), np.maximum(here, side)
    found = (side >= 0).astype(np.uint64)
    parts = trait(known, types, "part")
    for weight, kind in _PARTING:
        counted = np.concatenate([[0], np.cumsum(np.isin(parts, kind))])
        inside = counted[high] - counted[np.minimum(low + 1, high)]
        found = found + np.uint64(weight) * np.where(side < 0, 0, np.minimum(inside, 2)).astype(
            np.uint64
        )
    quotes = np.concatenate([[0], np.cumsum(known.quoted == 1)])
    inside = quotes[high] - quotes[np.minimum(low + 1, high)]
    return found + np.uint64(243) * np.where(side < 0, 0, np.minimum(inside, 1)).astype(np.uint64)


_PARTING: Final = tuple(
    (weight, np.array([code(kind) for kind in kinds], dtype=np.uint64))
    for weight, kinds in (
        (2, (",", "—", "–")),
        (6, ("that", "whether", "if", "to", "how", "why", "what")),
        (18, ("boundaries", "and", "who", "which")),
        (54, (";", ":", ".")),
    )
)
