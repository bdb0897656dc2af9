"""Checks the corpus, or single articles of it.

    python benchmarks/corpus_check.py                 all of seeds/corpus, with the statistics
    python benchmarks/corpus_check.py FILE...         these files, read back line by line
    python benchmarks/corpus_check.py --out FOLDER    also write train, dev and test as JSON lines,
                                                      and their plain texts for an engine to read

Exit status 1 if anything is wrong.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from annotator.exchange.corpus.article import Article
from annotator.exchange.corpus.checks import alike, length_fault, name_faults, offset_faults
from annotator.exchange.corpus.faults import MarkupError
from annotator.exchange.corpus.figures import figures, variety
from annotator.exchange.corpus.hints import hints
from annotator.exchange.corpus.lines import to_json, to_json_line
from annotator.exchange.corpus.readback import readback
from annotator.exchange.corpus.reading import SPLITS, Corpus, read_article, read_corpus
from annotator.services.own_corpus import kind_of

ROOT: Final = Path(__file__).resolve().parents[1]
CORPUS: Final = ROOT / "seeds" / "corpus"
SHARED: Final = ROOT.parent / "shared"
POLNEAR: Final = {
    "articles": "840",
    "words an article": "744",
    "attributions": "19832",
    "attributions in 900 words": "28.6",
    "indirect": "73.2 %",
    "mixed": "10.9 %",
    "direct": "15.9 %",
    "source is a pronoun": "21.4 %",
    "no source": "7.4 %",
    "split content": "15.2 %",
    "cue is no core verb of saying": "55.3 %",
}
VARIETY: Final = ("region", "country", "genre", "spelling", "outlet")


def check_files(paths: Sequence[Path]) -> int:
    """Print each file's faults or its readback; return 1 if there are faults."""
    failed = 0
    for path in paths:
        try:
            article = read_article(path, kind_of)
        except (MarkupError, OSError) as error:
            print(error, file=sys.stderr)
            failed = 1
            continue
        print(*readback(article), sep="\n")
        print(_density(article))
        print(*(f"  untagged, on purpose? {hint}" for hint in hints(article)), sep="\n")
        faults = [length_fault(article), *map(_told, alike([article], other_texts()))]
        for fault in filter(None, faults):
            print(fault, file=sys.stderr)
            failed = 1
    return failed


def _density(article: Article) -> str:
    shown = figures([to_json(article)])
    return "  " + ", ".join(f"{name} {value}" for name, value in shown.items() if value != "0.0 %")


def _told(overlap: tuple[str, str, str]) -> str:
    name, other, words = overlap
    return f"{name}: “{words}” stands in {other} too"


def other_texts() -> Iterator[tuple[str, str]]:
    """Yield the texts that nothing may be shared with: the samples and, where at hand, PolNeAR."""
    for folder in (ROOT / "seeds", SHARED / "seeds"):
        for path in sorted(folder.glob("*.txt")):
            yield path.name, path.read_text(encoding="utf-8", errors="replace")
    for path in sorted((SHARED / "data").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in map(json.loads, lines):
                yield line["id"], line["text"]


def check_corpus(out: Path | None) -> int:
    """Print every fault of the corpus and its statistics; return 1 if there are faults."""
    corpus = read_corpus(Path(os.path.relpath(CORPUS)), kind_of)
    lines = {split: [to_json(item) for item in corpus.articles[split]] for split in SPLITS}
    faults = [*map(str, corpus.errors), *_faults(corpus, lines)]
    print(*_table(lines), sep="\n")
    print(*_varieties(lines), sep="\n")
    if out is not None:
        _write(corpus, out)
    if not (SHARED / "data").exists():
        print("PolNeAR is not at hand: nothing was compared with its texts.")
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(faults)} faults" if faults else "The corpus is sound.")
    return 1 if faults else 0


def _faults(corpus: Corpus, lines: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    everything = [article for split in SPLITS for article in corpus.articles[split]]
    yield from filter(None, map(length_fault, everything))
    yield from name_faults(corpus.articles)
    for split in SPLITS:
        for line in lines[split]:
            yield from offset_faults(line)
    yield from map(_told, alike(everything, other_texts()))


def _table(lines: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    everything = [line for split in SPLITS for line in lines[split]]
    columns = {**lines, "all": everything}
    shown = {name: figures(part) for name, part in columns.items()}
    shown["PolNeAR"] = POLNEAR
    yield " " * 32 + "".join(f"{name:>10}" for name in shown)
    for name in shown["all"]:
        cells = (part.get(name, "") for part in shown.values())
        yield f"{name:32}" + "".join(f"{cell:>10}" for cell in cells)


def _varieties(lines: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    everything = [line for split in SPLITS for line in lines[split]]
    known = {key: set(variety(lines["train"], key)) for key in VARIETY}
    for key in VARIETY:
        counts = variety(everything, key)
        named = ", ".join(f"{name} {count}" for name, count in counts.items())
        yield f"{key}: {len(counts)} ({named})"
        for split in SPLITS[1:]:
            unseen = sum(line["about"][key] not in known[key] for line in lines[split])
            yield f"    {split}: {unseen} of {len(lines[split])} articles unknown to train"


def _write(corpus: Corpus, folder: Path) -> None:
    for split in SPLITS:
        (folder / split).mkdir(parents=True, exist_ok=True)
        for article in corpus.articles[split]:
            path = folder / split / article.name
            path.write_text(article.text, encoding="utf-8", newline="\n")
        text = "".join(to_json_line(article) + "\n" for article in corpus.articles[split])
        (folder / f"{split}.jsonl").write_text(text, encoding="utf-8", newline="\n")


def main() -> int:
    """Check what the command line names."""
    parser = argparse.ArgumentParser(description="Check the corpus of attribution.")
    parser.add_argument("files", nargs="*", type=Path, help="articles; none: the whole corpus")
    parser.add_argument("--out", type=Path, help="folder for JSON lines and plain texts")
    asked = parser.parse_args()
    return check_files(asked.files) if asked.files else check_corpus(asked.out)


if __name__ == "__main__":
    sys.exit(main())
