import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from annotator.domain.layer import Scope
from annotator.domain.proposal import Extraction, ProposedClaim
from annotator.exchange.writers.proposal_lines import to_json_line
from annotator.extract.evaluation.records import normal
from annotator.extract.rules import RulesExtractor

GOLD = Path(__file__).parent / "gold"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
HALF = 0.5


class Told(NamedTuple):
    """A proposed claim in words, as a reader would say it."""

    speaker: str | None
    source: str | None
    cue: str
    content: tuple[str, ...]
    kind: str
    via: tuple[str | None, ...]


Teller = Callable[..., list[Told]]


@pytest.fixture(scope="session")
def engine() -> RulesExtractor:
    return RulesExtractor()


@pytest.fixture
def told(engine: RulesExtractor) -> Teller:
    """Return the claims of a text in words."""

    def tell(text: str, scope: Scope = Scope.SPEECH) -> list[Told]:
        return in_words(text, engine.extract(text, scope))

    return tell


def in_words(text: str, found: Extraction) -> list[Told]:
    return [_told(text, claim) for claim in found.claims]


def _told(text: str, claim: ProposedClaim) -> Told:
    last = claim.chain[-1]
    return Told(
        last.speaker,
        last.source.of(text) if last.source else None,
        last.cue.of(text) if last.cue else "",
        tuple(span.of(text) for span in claim.content),
        claim.kind.value,
        tuple(link.speaker for link in claim.chain[:-1]),
    )


@pytest.fixture(scope="session")
def sample_figures() -> "Figures":
    return measured(samples())


@pytest.fixture(scope="session")
def real_figures() -> "Figures":
    golds = real_articles()
    if not golds:
        pytest.skip("the real articles are not on this machine")
    return measured(golds)


@dataclass
class Figures:
    """Counts over several texts; each property is a share between 0 and 1."""

    gold: int = 0
    proposed: int = 0
    content: int = 0
    full: int = 0
    speaker: int = 0
    chain: int = 0
    kind: int = 0
    cue: int = 0
    fields: int = 0
    fields_right: int = 0
    boilerplate_gold: int = 0
    boilerplate_found: int = 0
    boilerplate_both: int = 0
    missed: list[str] = field(default_factory=list)
    surplus: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def f1(self, hits: int) -> float:
        return 2 * hits / (self.gold + self.proposed)

    def summary(self) -> dict[str, float]:
        boilerplate = self.boilerplate_gold + self.boilerplate_found
        return {
            "gold": self.gold,
            "proposed": self.proposed,
            "content P": self.content / max(1, self.proposed),
            "content R": self.content / max(1, self.gold),
            "content F1": self.f1(self.content),
            "full F1": self.f1(self.full),
            "speaker": self.speaker / max(1, self.content),
            "chain": self.chain / max(1, self.content),
            "kind": self.kind / max(1, self.content),
            "cue": self.cue / max(1, self.content),
            "fields": self.fields_right / max(1, self.fields),
            "boilerplate F1": 2 * self.boilerplate_both / boilerplate if boilerplate else 1.0,
        }


def samples() -> list[dict[str, Any]]:
    lines = (GOLD / "samples.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def real_articles() -> list[dict[str, Any]]:
    found = []
    for path in sorted(GOLD.glob("article_*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        source = SEEDS / gold["file"]
        if source.is_file():
            text = source.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
            assert sha256(text.encode()).hexdigest() == gold["sha256"]
            found.append({"id": gold["file"], "text": text, **gold})
    return found


def measured(golds: Sequence[dict[str, Any]]) -> Figures:
    engine = RulesExtractor()
    total = Figures()
    for gold in golds:
        line = to_json_line(gold["id"], gold["text"], engine.extract(gold["text"]))
        _count(total, gold, json.loads(line))
    return total


def _count(total: Figures, gold: dict[str, Any], found: dict[str, Any]) -> None:
    wanted, got = gold["attributions"], found["attributions"]
    total.gold += len(wanted)
    total.proposed += len(got)
    pairs = list(_pairs(wanted, got))
    for left, right in pairs:
        total.content += 1
        total.full += _same_source(wanted[left], got[right])
        for key, name in (
            ("speaker", "speaker"),
            ("via", "chain"),
            ("kind", "kind"),
            ("cue", "cue"),
        ):
            same = _folded(wanted[left].get(key)) == _folded(got[right].get(key))
            setattr(total, name, getattr(total, name) + same)
            if not same:
                total.wrong.append(
                    f"{gold['id']} {key}: {wanted[left].get(key)} / {got[right].get(key)}: "
                    + _words(gold["text"], wanted[left]["content"])
                )
        if not _same_source(wanted[left], got[right]):
            sources = (_words(gold["text"], item["source"]) for item in (wanted[left], got[right]))
            total.wrong.append(f"{gold['id']} source: {' / '.join(sources)}")
    lefts, rights = {left for left, _ in pairs}, {right for _, right in pairs}
    total.missed += [
        f"{gold['id']} {_show(gold['text'], item)}"
        for at, item in enumerate(wanted)
        if at not in lefts
    ]
    total.surplus += [
        f"{gold['id']} {_show(gold['text'], item)}"
        for at, item in enumerate(got)
        if at not in rights
    ]
    for key, value in gold["fields"].items():
        if key in found["fields"]:
            total.fields += 1
            same = (value or "").rstrip("?") == (found["fields"][key] or "").rstrip("?")
            total.fields_right += same
            if not same:
                total.wrong.append(f"{gold['id']} {key}: {value} / {found['fields'][key]}")
    one, other = _offsets(gold["boilerplate"]), _offsets(found["boilerplate"])
    total.boilerplate_gold += len(one)
    total.boilerplate_found += len(other)
    total.boilerplate_both += len(one & other)


def _folded(value: Any) -> list[str | None]:
    """Return a name, or names in order, as the metric compares them; spans as they are."""
    items = value if isinstance(value, list) else [value]
    return [normal(str(item)) if item else None for item in items]


def _words(text: str, spans: list[list[int]]) -> str:
    return " ... ".join(text[start:end] for start, end in spans)


def _show(text: str, item: dict[str, Any]) -> str:
    return " | ".join(_words(text, item[key]) for key in ("source", "cue", "content"))


def _offsets(spans: Sequence[Sequence[int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def _likeness(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


def _same_source(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    return _likeness(_offsets(gold["source"]), _offsets(found["source"])) >= HALF


def _pairs(
    wanted: Sequence[dict[str, Any]], got: Sequence[dict[str, Any]]
) -> Iterator[tuple[int, int]]:
    left = [_offsets(item["content"]) for item in wanted]
    right = [_offsets(item["content"]) for item in got]
    ranked = sorted(
        (-_likeness(one, other), i, j)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
    )
    used: set[tuple[str, int]] = set()
    for likeness, i, j in ranked:
        if -likeness >= HALF and not {("l", i), ("r", j)} & used:
            used |= {("l", i), ("r", j)}
            yield i, j
