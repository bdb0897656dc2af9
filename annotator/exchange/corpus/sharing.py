"""Words that two texts have in common, eight in a row or more: copied, or too alike."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from annotator.exchange.corpus.article import Article

ROW: Final = 8
_WORD: Final = re.compile(r"\w+")


class Overlap(NamedTuple):
    """The first words in a row that a text of ours shares with another one."""

    name: str
    other: str
    words: str


def overlaps(ours: Mapping[str, str], others: Iterable[tuple[str, str]]) -> list[Overlap]:
    """Return one overlap for each pair of texts that share words; both are named texts."""
    owners: dict[str, set[str]] = {}
    for name, text in ours.items():
        for row in rows(text):
            owners.setdefault(row, set()).add(name)
    found: dict[tuple[str, str], Overlap] = {}
    for other, text in others:
        for row in rows(text):
            for name in owners.get(row, ()):
                if name != other:
                    found.setdefault((name, other), Overlap(name, other, row))
    return sorted(found.values())


def rows(text: str) -> Iterator[str]:
    """Yield every eight words in a row, without case and punctuation."""
    words = _WORD.findall(text.casefold())
    for at in range(len(words) - ROW + 1):
        yield " ".join(words[at : at + ROW])


def own_words(article: Article) -> str:
    """Return the text of an article without its boilerplate, which may be alike in many."""
    kept, at = [], 0
    for span in sorted(article.boilerplate, key=lambda item: item.start):
        kept.append(article.text[at : span.start])
        at = max(at, span.end)
    return "".join([*kept, article.text[at:]])
