"""Fits the weights by which a page's fields are chosen, on the corpus and on openings.

The articles are those of the splits train and dev; `openings.txt` has the tops of more pages.
`python benchmarks/page_weights.py` writes `resources/lexicons/page_weights.json`; `--check` writes
nothing, and prints how often the right value is among the candidates, how often it is chosen, and
how often in fifths that the weights were not fitted on (the mean of four partings). Clues and
candidates were made by people who knew all these pages. The likelihood of a conditional logit
model with a Gaussian prior (McFadden 1974) is climbed by Adagrad (Duchi, Hazan, Singer 2011). No
chance is involved but the fixed partings into fifths.
"""

import argparse
import json
import math
import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from annotator.extract.evaluation.records import normal
from annotator.extract.page.boilerplate import boilerplate
from annotator.extract.page.choosing import Candidate, chosen, page_weights, worth
from annotator.extract.page.fields import Page, unsigned
from annotator.extract.page.headlines import first_prose
from annotator.extract.page.title_clues import title_candidates
from annotator.extract.prose.segmentation import paragraphs

ROOT: Final = Path(__file__).parents[1]
WEIGHTS: Final = ROOT / "resources" / "lexicons" / "page_weights.json"
OPENINGS: Final = Path(__file__).with_name("openings.txt")
PRIORS: Final = {
    "title": 0.05,
    "outlet": 0.03,
    "author": 0.03,
    "event_date": 0.05,
    "event_place": 0.01,
}
_ROUNDS: Final = 300
_STEP: Final = 0.5
_PARTS: Final = 5
_PARTINGS: Final = 4

Weights = dict[str, float]


class Example(NamedTuple):
    """The clues of each candidate of an article, and which are right; -1 is having no value."""

    clues: Sequence[frozenset[str]]
    right: frozenset[int]


def candidates(field: str, text: str) -> Sequence[Candidate]:
    """Return the candidates for a field, those before it chosen by the weights that there are."""
    if field == "title":
        lines = paragraphs(text)
        return title_candidates(text, lines, first_prose(text, lines))
    page = Page(text, boilerplate(text))
    published = page.found.value("published")
    if field == "outlet":
        return page.outlets()
    shown = chosen("outlet", unsigned(page))
    outlet = shown.value if shown else None
    if field == "author":
        return page.authors(outlet)
    dates = page.event_dates(published)
    if field == "event_date":
        return dates
    date = chosen("event_date", dates)
    return page.event_places(date.where if date else None, outlet)


def examples(field: str, articles: Sequence[Mapping[str, Any]]) -> list[Example]:
    """Return what there is to choose from in each article."""
    found = []
    for article in articles:
        shown = candidates(field, article["text"])
        wanted = normal(article["fields"].get(field))
        right = {at for at, item in enumerate(shown) if normal(item.value) == wanted}
        if wanted is None:
            right = {-1}
        found.append(Example([item.clues for item in shown], frozenset(right)))
    return found


def fitted(given: Sequence[Example], prior: float) -> Weights:
    """Return the weights that make the right candidates likeliest, kept small by `prior`."""
    usable = [item for item in given if item.right]
    weights: Weights = defaultdict(float)
    squares: Weights = defaultdict(float)
    for _ in range(_ROUNDS):
        slopes: Weights = defaultdict(float)
        for item in usable:
            _climb(item, weights, slopes)
        for clue in {*slopes, *weights}:
            slope = slopes[clue] - prior * len(usable) / 10 * weights[clue]
            squares[clue] += slope * slope
            weights[clue] += _STEP * slope / (math.sqrt(squares[clue]) + 1e-9)
    return dict(weights)


def _climb(item: Example, weights: Weights, slopes: Weights) -> None:
    """Add the slope of one article's likelihood."""
    sums = [sum(weights[clue] for clue in clues) for clues in item.clues] + [0.0]
    top = max(sums)
    odds = [math.exp(each - top) for each in sums]
    right = {at if at >= 0 else len(odds) - 1 for at in item.right}
    whole, good = sum(odds), sum(odds[at] for at in right)
    for at, clues in enumerate(item.clues):
        step = (odds[at] / good if at in right else 0.0) - odds[at] / whole
        for clue in clues:
            slopes[clue] += step


def right_share(given: Sequence[Example], weights: Mapping[str, float]) -> float:
    """Return how often the choice is right, 0.0 to 1.0."""
    return sum(_choice(item, weights) in item.right for item in given) / len(given)


def _choice(item: Example, weights: Mapping[str, float]) -> int:
    best, most = -1, 0.0
    for at, clues in enumerate(item.clues):
        found = worth(Candidate("", paragraphs("-")[0], clues), weights)
        if found > most:
            best, most = at, found
    return best


def held_out(field: str, given: Sequence[Example]) -> float:
    """Return how often the choice is right in fifths that the weights were not fitted on."""
    right = 0.0
    for parting in range(_PARTINGS):
        order = list(range(len(given)))
        random.Random(parting).shuffle(order)  # noqa: S311 - parts, not secrets
        for part in range(_PARTS):
            apart = set(order[part::_PARTS])
            rest = [given[at] for at in order if at not in apart]
            weights = fitted(rest, PRIORS[field])
            right += right_share([given[at] for at in sorted(apart)], weights) * len(apart)
    return right / _PARTINGS / len(given)


def _articles(split: str) -> list[Mapping[str, Any]]:
    lines = (ROOT / "build" / "corpus" / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def openings() -> list[Mapping[str, Any]]:
    """Return the pages of `openings.txt`, each with its text and its fields."""
    _, *pages = OPENINGS.read_text(encoding="utf-8").split("##### ")
    found: list[Mapping[str, Any]] = []
    for page in pages:
        head, text = page.split("\n", 1)
        shown = dict(pair.split("=", 1) for pair in head.split("|"))
        fields = {key: None if value == "None" else value for key, value in shown.items()}
        found.append({"text": text, "fields": fields})
    return found


def _written(field: str, weights: Weights) -> None:
    """Put the weights of one field into the lexicon, for the fields after it to build on."""
    known = json.loads(WEIGHTS.read_text(encoding="utf-8")) if WEIGHTS.exists() else {}
    known[field] = {
        clue: round(each, 2) for clue, each in sorted(weights.items()) if round(each, 2)
    }
    WEIGHTS.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    page_weights.cache_clear()


def main(show: Callable[[str], None] = print) -> None:
    """Fit all fields in the order in which they are chosen, or check the weights there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, print the shares")
    check = parser.parse_args().check
    articles = [*_articles("train"), *_articles("dev"), *openings()]
    for field, prior in PRIORS.items():
        given = examples(field, [item for item in articles if field in item["fields"]])
        if not check:
            _written(field, fitted(given, prior))
            continue
        found = sum(bool(item.right) for item in given) / len(given)
        shares = (right_share(given, page_weights()[field]), held_out(field, given))
        show(f"{field:12} found {found:.3f}  chosen {shares[0]:.3f}  held out {shares[1]:.3f}")


if __name__ == "__main__":
    main()
