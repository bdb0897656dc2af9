"""Figures beyond spans: canonical speakers, chains, the fields of a document, boilerplate."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from annotator.extract.evaluation.measured_text import Pair
from annotator.extract.evaluation.metrics import Match, Reading

_ALIKE: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_EDGES: Final = " \t\n.,;:!?\"'()[]-"
_DATE: Final = re.compile(r"(\d{4}(?:-\d{2}){0,2})[?~%]")


class Share(NamedTuple):
    """How many are right, of how many."""

    right: int = 0
    of: int = 0

    @property
    def value(self) -> float:
        """Return the share, 0.0 to 1.0; 0.0 of none."""
        return self.right / self.of if self.of else 0.0

    def plus(self, other: "Share") -> "Share":
        """Return the sum of both."""
        return Share(self.right + other.right, self.of + other.of)


class Overlap(NamedTuple):
    """Characters, blanks not counted: those both mark, those proposed, those annotated."""

    both: int = 0
    proposed: int = 0
    annotated: int = 0

    def plus(self, other: "Overlap") -> "Overlap":
        """Return the sum of both."""
        return Overlap(*(left + right for left, right in zip(self, other, strict=True)))

    @property
    def f1(self) -> float:
        """Return the F1; 1.0 where nothing is annotated and nothing proposed."""
        marked = self.proposed + self.annotated
        return 2 * self.both / marked if marked else 1.0


def normal(value: str | None) -> str | None:
    """Return a name or a field's value as it is compared; None stays None.

    Case, blanks, the kind of quotation marks and dashes, punctuation at the edges and a leading
    “the” do not count, nor does the mark that a date is uncertain.
    """
    if value is None:
        return None
    plain = unicodedata.normalize("NFKC", value).translate(_ALIKE).casefold()
    plain = " ".join(plain.split()).strip(_EDGES).removeprefix("the ")
    date = _DATE.fullmatch(value.strip())
    return date[1] if date else plain


def speaker_shares(
    gold: Sequence[Reading],
    found: Sequence[Reading],
    paired: Iterable[Match],
    aliases: Mapping[str, frozenset[str]],
) -> dict[str, Share]:
    """Return how often speakers and chains are right among attributions paired by content.

    `speaker`: the canonical name is equal after normalisation; nobody on both sides is right.
    `speaker_alias`: an alias of the annotated speaker will do as well.
    `chain`: all speakers are right, in their order, outer sources and speaker.
    `chain_outer`: the same among attributions that are annotated with an outer source.
    Annotated attributions that say nothing of a speaker or of outer sources do not count.
    `aliases` are the normal forms of all names that a speaker has, by the normal form of the
    canonical one.
    """
    shares = dict.fromkeys(("speaker", "speaker_alias", "chain", "chain_outer"), Share())
    for at, other in paired:
        for name, right in _judged(gold[at].line, found[other].line, aliases):
            shares[name] = shares[name].plus(Share(int(right), 1))
    return shares


def _judged(
    gold: Mapping[str, Any], found: Mapping[str, Any], aliases: Mapping[str, frozenset[str]]
) -> list[tuple[str, bool]]:
    if "speaker" not in gold:
        return []
    wanted, given = normal(gold["speaker"]), normal(found.get("speaker"))
    names = aliases.get(wanted or "", frozenset())
    judged = [
        ("speaker", wanted == given),
        ("speaker_alias", wanted == given or given in names),
    ]
    if "via" not in gold:
        return judged
    chain = [normal(name) for name in gold["via"]]
    whole = wanted == given and chain == [normal(name) for name in found.get("via") or ()]
    return [*judged, ("chain", whole), *([("chain_outer", whole)] if chain else [])]


def known_names(speakers: Iterable[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    """Return the normal forms of each speaker's names by that of the canonical one."""
    return {
        normal(item["name"]) or "": frozenset(
            normal(name) or "" for name in (item["name"], *item.get("aliases", ()))
        )
        for item in speakers
    }


def field_shares(gold: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Share]:
    """Return for each annotated field whether the proposed value is equal after normalisation.

    No value on both sides is right.
    """
    return {
        key: Share(int(normal(value) == normal(found.get(key))), 1) for key, value in gold.items()
    }


def boilerplate_overlap(text: str, gold: Iterable[Pair], found: Iterable[Pair]) -> Overlap:
    """Return how many characters are boilerplate on either side; blanks do not count."""
    annotated, proposed = _marked(text, gold), _marked(text, found)
    return Overlap(len(annotated & proposed), len(proposed), len(annotated))


def _marked(text: str, spans: Iterable[Pair]) -> set[int]:
    return {
        offset
        for start, end in spans
        for offset in range(start, min(end, len(text)))
        if not text[offset].isspace()
    }
