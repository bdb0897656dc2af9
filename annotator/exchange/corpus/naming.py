"""Which speaker of an article the words of a source mean, as far as the words alone tell."""

import re
from collections.abc import Iterable
from typing import Final

from annotator.exchange.corpus.article import CorpusSpeaker
from annotator.exchange.corpus.header import plain

_BINDING: Final = re.compile(
    r"\b(of|for|from|at|in|by|with|to|near|about|against|and)( (the|a|an|his|her|its|their))?$"
    r"|[’'](s)?$"
)


class Names:
    """The names and aliases of an article's speakers."""

    def __init__(self, speakers: Iterable[CorpusSpeaker]) -> None:
        """Take the speakers; a name that two of them bear means the first."""
        self._by_key = {speaker.key: speaker.name for speaker in speakers}
        self._by_alias: dict[str, str] = {}
        for speaker in speakers:
            for name in (speaker.name, *speaker.aliases):
                self._by_alias.setdefault(plain(name), speaker.name)

    def keyed(self, key: str) -> str | None:
        """Return the canonical name of a key, or None if there is no such speaker."""
        return self._by_key.get(key)

    def meant_by(self, words: str) -> str | None:
        """Return the canonical name that the words are, or that they end with after titles.

        “figures from the ministry” does not end so: what a preposition binds is somebody else's.
        """
        wanted = plain(words)
        if wanted in self._by_alias:
            return self._by_alias[wanted]
        endings = [name for name in self._by_alias if wanted.endswith(" " + name)]
        longest = max(endings, key=len, default=None)
        if longest is None or _BINDING.search(wanted[: -len(longest)].strip()):
            return None
        return self._by_alias[longest]
