"""What a set of annotated articles is like, in numbers; over JSON lines, whoever made them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

Line = Mapping[str, Any]
Annotated = tuple[str, Mapping[str, Any]]
"""A text and one attribution in it."""

_PRONOUN: Final = re.compile(
    r"i|he|she|it|they|we|you|him|her|them|us|me|who|his|its|their|those|these|one|this|that",
    re.IGNORECASE,
)
_CORE: Final = re.compile(
    r"\b(say|says|said|saying|tell|tells|told|telling|add|adds|added|adding|according|"
    r"state[sd]?|stating|note[sd]?|noting|report(s|ed|ing)?|announce[sd]?|announcing|"
    r"wr(ite|ites|ote|itten|iting)|ask(s|ed|ing)?|tweet(s|ed|ing)?|explain(s|ed|ing)?|"
    r"claim(s|ed|ing)?|argu(e|es|ed|ing)|repl(y|ies|ied|ying)|respond(s|ed|ing)?|"
    r"declare[sd]?|declaring|continue[sd]?|insist(s|ed|ing)?|warn(s|ed|ing)?|"
    r"acknowledg(e|es|ed|ing)|speak(s|ing)?|spoke|mention(s|ed|ing)?)\b",
    re.IGNORECASE,
)
PER_WORDS: Final = 900


def figures(lines: Sequence[Line]) -> dict[str, str]:
    """Return what the table of statistics shows, each figure by its name, ready to print."""
    found = [(line["text"], item) for line in lines for item in line["attributions"]]
    words = sum(len(line["text"].split()) for line in lines)
    return {
        "articles": str(len(lines)),
        "words an article": f"{words / max(1, len(lines)):.0f}",
        "attributions": str(len(found)),
        f"attributions in {PER_WORDS} words": f"{PER_WORDS * len(found) / max(1, words):.1f}",
        **{name: _share(found, test) for name, test in _SHARES.items()},
    }


def _share(found: Sequence[Annotated], test: Callable[[Annotated], bool]) -> str:
    return f"{100 * sum(map(test, found)) / max(1, len(found)):.1f} %"


def _words(found: Annotated, part: str) -> str:
    text, item = found
    return " ".join(text[start:end] for start, end in item.get(part) or []).strip()


def _has_kind(kind: str) -> Callable[[Annotated], bool]:
    return lambda found: found[1].get("kind", found[1].get("type")) == kind


def _is_split(found: Annotated) -> bool:
    text, item = found
    between = (text[left[1] : right[0]] for left, right in pairwise(sorted(item["content"])))
    return any(gap.strip() for gap in between)


_SHARES: Final[Mapping[str, Callable[[Annotated], bool]]] = {
    "indirect": _has_kind("indirect"),
    "mixed": _has_kind("mixed"),
    "direct": _has_kind("direct"),
    "source is a pronoun": lambda found: bool(_PRONOUN.fullmatch(_words(found, "source"))),
    "no source": lambda found: not _words(found, "source"),
    "split content": _is_split,
    "cue is no core verb of saying": lambda found: not _CORE.search(_words(found, "cue")),
    "stance": lambda found: found[1].get("scope") == "stance",
    "has outer sources": lambda found: bool(found[1].get("via")),
    "speaker known": lambda found: bool(found[1].get("speaker")),
}


def variety(lines: Iterable[Line], key: str) -> dict[str, int]:
    """Return how many articles there are of each outlet, region, country or genre."""
    counts: dict[str, int] = {}
    for line in lines:
        value = line["about"].get(key, "")
        counts[value] = counts.get(value, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
