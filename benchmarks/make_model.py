"""Train the model of the engine `crf` that ships, from the corpus in `seeds/corpus` alone.

    python benchmarks/make_model.py [--splits train] [--out FILE]

By default it learns from the splits train and dev; the split test is never read. The same corpus,
rules and versions give the same bytes.
"""

import argparse
from pathlib import Path
from time import monotonic
from typing import Final

from annotator.extract.learned.engine import SHIPPED
from annotator.extract.learned.examples import examples
from annotator.extract.learned.model_file import read_model
from annotator.extract.learned.training import train
from annotator.runtime.resources import resources_folder
from annotator.services.own_corpus import LEARNED, own_corpus

_EVERY: Final = 10.0
_MILLION: Final = 1_000_000


class _Printed:
    """A progress that prints a line when a stage begins, and every ten seconds."""

    def __init__(self) -> None:
        self._label = ""
        self._said = 0.0

    def step(self, done: int, total: int | None, label: str, /) -> None:
        """Print where the work is."""
        now = monotonic()
        if label != self._label or now - self._said > _EVERY:
            print(f"{100 * done // (total or 1):3} %  {label}", flush=True)
            self._label, self._said = label, now


def main() -> None:
    """Train, write, and tell what was written."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--splits", nargs="+", default=LEARNED, choices=LEARNED)
    asked.add_argument("--out", type=Path, default=resources_folder() / SHIPPED)
    given = asked.parse_args()
    lessons = examples(own_corpus(splits=given.splits))
    given.out.parent.mkdir(parents=True, exist_ok=True)
    train(lessons, given.out, progress=_Printed())
    model = read_model(given.out)
    print(
        f"Wrote {given.out}: {model.name}, {given.out.stat().st_size / _MILLION:.1f} MB, "
        f"from {model.manifest.data['attributions']} attributions in "
        f"{model.manifest.data['articles']} articles."
    )


if __name__ == "__main__":
    main()
