"""Lets one engine read, alone in its process, and tells what it cost.

    python benchmarks/one_engine.py ENGINE GOLD SCOPE OUT [MODEL]

GOLD and OUT are JSON lines. What it cost is one line of JSON on stdout.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any, Final

os.environ["OMP_NUM_THREADS"] = "1"

ROOT: Final = Path(__file__).resolve().parents[1]
STATUS: Final = Path("/proc/self/status")
Line = dict[str, Any]
Read = Callable[[str, str], Line]


def ours(name: str, scope: str, model: Path | None) -> Read:
    """Return what lets an installed engine read."""
    from annotator.domain.layer import Scope  # noqa: PLC0415 - loading an engine is measured
    from annotator.exchange.writers.proposal_lines import to_json_line  # noqa: PLC0415 - as above
    from annotator.extract.extractor import find, threshold_of  # noqa: PLC0415 - as above

    engine = find(name, model)

    def read(document: str, text: str) -> Line:
        found: Line = json.loads(to_json_line(document, text, engine.extract(text, Scope(scope))))
        return found | {"threshold": threshold_of(engine)}

    return read


def textacy() -> Read:
    """Return what lets textacy read its direct quotations, paragraph by paragraph.

    It reads on the first English pipeline of spaCy. Whole articles would do it worse: a mark that
    is left open shifts all that follow.

    Raises:
        ImportError: textacy, spaCy or a pipeline is missing.
    """
    import spacy  # noqa: PLC0415 - most have it not
    from textacy.extract import direct_quotations  # noqa: PLC0415 - as above

    pipelines = [name for name in spacy.util.get_installed_models() if name.startswith("en_")]
    if not pipelines:
        raise ImportError("spaCy has no English pipeline")
    parser = spacy.load(min(pipelines))

    def read(document: str, text: str) -> Line:
        return {"id": document, "attributions": list(found(text))}

    def found(text: str) -> Iterator[Line]:
        begin = 0
        for paragraph in text.split("\n"):
            for item in _quotations(direct_quotations, parser(paragraph)):
                yield {
                    "source": [_shifted(item.speaker, begin)],
                    "cue": [_shifted(item.cue, begin)],
                    "content": [[item.content.start_char + begin, item.content.end_char + begin]],
                }
            begin += len(paragraph) + 1

    return read


def _quotations(extract: Callable[[Any], Any], parsed: Any) -> list[Any]:
    try:
        return list(extract(parsed))
    except ValueError:  # it refuses paragraphs with an odd number of marks
        return []


def _shifted(tokens: Sequence[Any], begin: int) -> list[int]:
    last = tokens[-1]
    return [tokens[0].idx + begin, last.idx + len(last) + begin]


def baseline(_scope: str) -> Read:
    """Return the baseline."""
    from quote_baseline import read  # noqa: PLC0415 - loading an engine is measured

    return read


def reader(name: str, scope: str, model: Path | None) -> Read:
    """Return what lets an engine read.

    Raises:
        ImportError: what it needs is not installed.
    """
    if name == "quotes":
        return baseline(scope)
    return textacy() if name == "textacy" else ours(name, scope, model)


def peak_bytes() -> int:
    """Return the most memory that this process has had, 0 where the system does not say.

    The system counts it anew for each program; `ru_maxrss` would have the parent's in it.
    """
    if not STATUS.exists():
        return 0
    lines = dict(line.split(":", 1) for line in STATUS.read_text(encoding="ascii").splitlines())
    return int(lines["VmHWM"].split()[0]) * 1024


def main(name: str, gold: str, scope: str, out: str, *model: str) -> int:
    """Read all documents; the first one is part of the start."""
    with Path(gold).open(encoding="utf-8") as lines:
        documents = [(line["id"], line["text"]) for line in map(json.loads, lines)]
    begun = process_time()
    read = reader(name, scope, Path(*model) if model else None)
    found = [read(*documents[0])]
    started = process_time()
    found += [read(*document) for document in documents[1:]]
    ended = process_time()
    with Path(out).open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(line, ensure_ascii=False)}\n" for line in found)
    cost = {
        "documents": len(found),
        "characters": sum(len(text) for _, text in documents),
        "start": started - begun,
        "warm": ended - started,
        "whole": ended,
        "peak": peak_bytes(),
    }
    print(json.dumps(cost))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
