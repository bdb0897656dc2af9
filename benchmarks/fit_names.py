"""Fit the weights by which naming decides who is meant, from the corpus in `seeds/corpus` alone.

    python benchmarks/fit_names.py [--splits train dev] [--out FILE]

By default it learns from train and dev, as what ships has; with `--splits train` dev stays to look
at. The split test is never read. The same corpus and rules give the same weights.
"""

import argparse
from pathlib import Path
from typing import Final

from annotator.extract.learned.fitting_names import fit, write
from annotator.runtime.resources import resources_folder
from annotator.services.own_corpus import LEARNED, own_corpus

_WEIGHTS: Final = "lexicons/naming_weights.json"


def main() -> None:
    """Fit, write, and tell how many weights there are."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--splits", nargs="+", default=LEARNED, choices=LEARNED)
    asked.add_argument("--out", type=Path, default=resources_folder() / _WEIGHTS)
    given = asked.parse_args()
    weights = fit(own_corpus(splits=given.splits))
    write(weights, given.out)
    print(f"Wrote {given.out}: {sum(map(len, weights.values()))} weights.")


if __name__ == "__main__":
    main()
