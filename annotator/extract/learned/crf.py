"""The small tagger: two linear chains, one that finds cues and one that finds all parts."""

from io import BytesIO
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.domain.errors import UsageError
from annotator.extract.article import Article
from annotator.extract.learned.chain_field import ChainField, Floats
from annotator.extract.learned.features import Buckets, buckets, cue_columns, shared_columns
from annotator.extract.learned.labels import LABELS, OUTSIDE
from annotator.extract.learned.model_file import ModelFile
from annotator.extract.learned.rule_marks import RuleFinds, rule_finds
from annotator.extract.learned.tagging import Tagging
from annotator.extract.learned.word_grid import Grid, grid
from annotator.extract.learned.word_types import WordTypes

CUE_LABELS: Final = 3
BITS: Final = "bits"
_FIELDS: Final = ("cues", "parts")
_SMALL: Final = 0.004
_MOST_BITS: Final = 22


class Sight(NamedTuple):
    """An article as the tagger sees it: its words, and the buckets that both chains see."""

    grid: Grid
    shared: Buckets


class CrfTagger:
    """Says of each word how likely each label is: first which are cues, then all parts."""

    def __init__(self, cues: ChainField, parts: ChainField) -> None:
        """Take the field that finds cues and the one that finds all parts; both as wide."""
        self._cues = cues
        self._parts = parts
        self._types = WordTypes()

    def tag(self, article: Article, rules: RuleFinds | None = None) -> list[Tagging]:
        """Return a tagging for each of `article.lines`; `rules` are its finds if they are known."""
        found = rules or rule_finds(article)
        seen = sight(article, found, self._types, self._cues.bits)
        likely = cue_likelihood(self._cues, seen)
        wide = with_cues(seen, self._types, likely, self._parts.bits)
        return taggings(seen.grid, self._parts.marginals(wide, seen.grid.lines))


def sight(article: Article, rules: RuleFinds, types: WordTypes, bits: int) -> Sight:
    """Return an article as the first chain sees it."""
    known = grid(article, rules, types)
    return Sight(known, buckets(shared_columns(known, types), bits))


def cue_likelihood(field: ChainField, seen: Sight) -> Floats:
    """Return for each word of the row how likely it belongs to a cue; 0.0 for blanks."""
    marginals = field.marginals(seen.shared, seen.grid.lines)
    found: Floats = np.where(seen.grid.real, 1.0 - marginals[:, OUTSIDE], 0.0).astype(np.float32)
    return found


def with_cues(seen: Sight, types: WordTypes, likely: Floats, bits: int) -> Buckets:
    """Return all buckets that the second chain sees."""
    first = seen.shared.shape[1]
    own = buckets(cue_columns(seen.grid, types, likely), bits, first)
    return np.concatenate([seen.shared, own], axis=1)


def taggings(known: Grid, marginals: Floats) -> list[Tagging]:
    """Return the taggings of the lines of a row."""
    pairs = zip(known.words, known.lines, strict=True)
    return [Tagging(words, marginals[line]) for words, line in pairs]


def packed(cues: ChainField, parts: ChainField) -> dict[str, bytes]:
    """Return both fields as parts of a model; weights near nothing are left out."""
    found: dict[str, bytes] = {}
    for name, field in zip(_FIELDS, (cues, parts), strict=True):
        rows = np.flatnonzero(np.abs(field.weights).max(axis=1) > _SMALL).astype(np.uint32)
        found[f"{name}-rows.npy"] = _saved(rows)
        found[f"{name}-weights.npy"] = _saved(field.weights[rows].astype(np.float16))
        found[f"{name}-steps.npy"] = _saved(field.steps.astype(np.float32))
    return found


def unpacked(model: ModelFile) -> CrfTagger:
    """Return the tagger of a model.

    Raises:
        UsageError: the model was made for another version, lacks a part, or a part is odd.
    """
    bits = model.manifest.settings.get(BITS)
    if model.manifest.labels != LABELS or not isinstance(bits, int) or not 1 <= bits <= _MOST_BITS:
        raise UsageError(f"{model.name} was made for another version of this program.")
    sizes = (CUE_LABELS, len(LABELS))
    cues, parts = (
        _field(model, name, bits, labels) for name, labels in zip(_FIELDS, sizes, strict=True)
    )
    return CrfTagger(cues, parts)


def _field(model: ModelFile, name: str, bits: int, labels: int) -> ChainField:
    rows = _loaded(model, f"{name}-rows.npy", np.uint32)
    kept = _loaded(model, f"{name}-weights.npy", np.float16)
    steps = _loaded(model, f"{name}-steps.npy", np.float32)
    fits = kept.shape == (len(rows), labels) and steps.shape == (labels, labels)
    if not fits or rows.ndim != 1 or (len(rows) and int(rows.max()) >= 2**bits):
        raise UsageError(f"{model.name} does not load: its weights are odd.")
    weights = np.zeros((2**bits, labels), dtype=np.float32)
    weights[rows] = kept
    if not (np.isfinite(weights).all() and np.isfinite(steps).all()):
        raise UsageError(f"{model.name} does not load: its weights are odd.")
    return ChainField(weights, steps)


def _saved(values: npt.NDArray[Any]) -> bytes:
    file = BytesIO()
    np.save(file, values, allow_pickle=False)
    return file.getvalue()


def _loaded(model: ModelFile, name: str, kind: type[np.generic]) -> npt.NDArray[Any]:
    part = model.parts.get(name)
    if part is None:
        raise UsageError(f"{model.name} is incomplete: it has no part “{name}”.")
    try:
        found: npt.NDArray[Any] = np.load(BytesIO(part), allow_pickle=False)
    except (ValueError, EOFError, OSError) as error:
        raise UsageError(f"{model.name} does not load: its weights are odd.") from error
    if not isinstance(found, np.ndarray) or found.dtype != kind:
        raise UsageError(f"{model.name} does not load: its weights are odd.")
    return found
