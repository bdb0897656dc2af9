"""Checks the corpus, or single articles of it.

    python benchmarks/corpus_check.py                 all of seeds/corpus, with the statistics
    python benchmarks/corpus_check.py FILE...         these files, read back line by line
    python benchmarks/corpus_check.py --out FOLDER    also write train, dev and test as JSON lines

Exit status 1 if anything is wrong.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from annotator.domain.claim import ClaimKind
from annotator.domain.span import Span
from annotator.exchange.corpus.faults import MarkupError
from annotator.exchange.corpus.readback import readback
from annotator.exchange.corpus.reading import read_article
from annotator.extract.quotations import QuotedLetters, outermost, quotations
from annotator.extract.segmentation import Stretch, paragraphs

ROOT: Final = Path(__file__).parents[1]
CORPUS: Final = ROOT / "seeds" / "corpus"


def kind_of(text: str, content: Sequence[Span]) -> ClaimKind:
    """Return the kind of a content by its share of quoted letters."""
    found = [item for part in paragraphs(text) for item in outermost(quotations(text, part))]
    pieces = [Stretch(span.start, span.end) for span in content]
    return QuotedLetters(text, found).kind(pieces)


def check_files(paths: Sequence[Path]) -> int:
    """Print each file's faults or its readback; return 1 if there are faults."""
    failed = 0
    for path in paths:
        try:
            article = read_article(path, kind_of)
        except (MarkupError, OSError) as error:
            print(error, file=sys.stderr)
            failed = 1
        else:
            print("\n".join(readback(article)))
    return failed


def main() -> int:
    """Check what the command line names."""
    parser = argparse.ArgumentParser(description="Check the corpus of attribution.")
    parser.add_argument("files", nargs="*", type=Path, help="articles; none: the whole corpus")
    parser.add_argument("--out", type=Path, help="folder for the compiled JSON lines")
    asked = parser.parse_args()
    return check_files(asked.files)


if __name__ == "__main__":
    sys.exit(main())
