"""Prove exported JSON lines against what the project would write, each whole line by its claim."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

from annotator.domain.columns import ExportStatus
from annotator.domain.errors import UnreadableError
from annotator.domain.finding import Finding, Rule
from annotator.exchange.writers import datapackage

SUFFIX: Final = ".jsonl"
_Object = dict[str, Any]


class JsonLines:
    """An exported file of JSON lines, and what it is an export of."""

    def __init__(self, path: Path, descriptor: Path | None) -> None:
        """Look at the file.

        Raises:
            UnreadableError: it cannot be read, or is no text.
        """
        self._path = path
        self.moment = datapackage.moment_of(descriptor) if descriptor else None
        self.status = datapackage.status_of(descriptor) if descriptor else self._likely_status()

    def __iter__(self) -> Iterator[str]:
        """Yield the lines.

        Raises:
            UnreadableError: the file cannot be read, or is no text.
        """
        try:
            with self._path.open(encoding="utf-8", newline="\n") as file:
                yield from (line.removesuffix("\n") for line in file)
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise UnreadableError(f"{self._path} cannot be read: {why}.") from error
        except UnicodeDecodeError as error:
            raise UnreadableError(f"{self._path} is no text in UTF-8.") from error

    def _likely_status(self) -> ExportStatus:
        told = ((_object(line) or {}).get("status") for line in self)
        approved = all(status == ExportStatus.APPROVED for status in told)
        return ExportStatus.APPROVED if approved else ExportStatus.ALL


class LinesProof:
    """Compares lines with those that the project would write, in bounded memory."""

    def __init__(self, lines: Iterable[str], due: Iterable[str]) -> None:
        self._lines = lines
        self._written = due
        self._found: dict[str, tuple[int, _Object]] = {}
        self._due: dict[str, _Object] = {}
        self.read = 0

    def findings(self) -> Iterator[Finding]:
        """Yield whatever is not as the project has it.

        Raises:
            UnreadableError: the file cannot be read, or is no text.
        """
        for line, due in zip_longest(self._lines, self._written):
            self.read += line is not None
            if line != due:
                yield from self._take(line)
                yield from self._expect(due)
        often = Counter(claim for line in self._lines if (claim := _claim(line)) in self._found)
        for claim, (number, _line) in self._found.items():
            double = often[claim] > 1
            why = "its claim has a line already" if double else "the project would not export it"
            yield _finding(number, claim, why)
        for claim in self._due:
            subject = f"claim {claim}"
            sentence = f"{subject}: the project would export it, and it has no line."
            yield Finding(rule=Rule.ROW, subject=subject, sentence=sentence)

    def _take(self, line: str | None) -> Iterator[Finding]:
        if line is None:
            return
        found, claim = _object(line), _claim(line)
        if found is None or claim is None:
            yield _finding(self.read, "?", "it is no JSON object of a claim")
        elif claim in self._due:
            yield from _compared(self.read, claim, found, self._due.pop(claim))
        elif claim in self._found:
            yield _finding(self.read, claim, "its claim has a line already")
        else:
            self._found[claim] = self.read, found

    def _expect(self, line: str | None) -> Iterator[Finding]:
        if line is None:
            return
        due: _Object = json.loads(line)
        claim = due["claim_id"]
        if claim in self._found:
            number, found = self._found.pop(claim)
            yield from _compared(number, claim, found, due)
        else:
            self._due[claim] = due


def _compared(number: int, claim: str, found: _Object, due: _Object) -> Iterator[Finding]:
    other = [name for name in {**due, **found} if found.get(name, ...) != due.get(name, ...)]
    if other:
        told = ", ".join(other)
        yield _finding(number, claim, f"this is not as the project has it: {told}", Rule.CELL)


def _finding(number: int, claim: str, sentence: str, rule: Rule = Rule.ROW) -> Finding:
    subject = f"line {number} (claim {claim})"
    return Finding(rule=rule, subject=subject, sentence=f"{subject}: {sentence}.")


def _claim(line: str) -> str | None:
    claim = (_object(line) or {}).get("claim_id")
    return claim if isinstance(claim, str) else None


def _object(line: str) -> _Object | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
