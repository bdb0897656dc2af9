"""The least that an engine must beat: quotation marks, and the nearest “X said”."""

import re
from collections.abc import Iterator
from typing import Any, Final

_PARAGRAPH: Final = re.compile(r"[^\n]+")
_QUOTED: Final = re.compile(r"“([^“”]+)(?:”|$)|\"([^\"]+)(?:\"|$)")
_NAME: Final = r"(?:[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|de|van|al))*[\w’'-])"
_WHO: Final = rf"(?:{_NAME}|[Hh]e|[Ss]he|[Tt]hey|[Tt]he (?:[\w’'-]+ ){{0,3}}[\w’'-]+)"
_SAID: Final = (
    r"(?:said|says|told|tells|added|adds|wrote|writes|asked|asks|announced|stated|states|replied|"
    r"explained|argued|insisted|warned|noted|tweeted|claimed|declared|continued|recalled)"
)
_CUE: Final = re.compile(
    rf"(?P<who>{_WHO}) (?P<said>{_SAID})\b|\b(?P<inverted>{_SAID}) (?P<whom>{_WHO})"
)


def read(name: str, text: str) -> dict[str, Any]:
    """Return a line of proposals: each quotation with the nearest cue of its paragraph."""
    found = [item for part in _PARAGRAPH.finditer(text) for item in _paragraph(part)]
    return {"id": name, "attributions": found}


def _paragraph(part: re.Match[str]) -> Iterator[dict[str, Any]]:
    words = part.group()
    quotes = list(_QUOTED.finditer(words))
    inside = [quote.span() for quote in quotes]
    cues = [
        cue
        for cue in _CUE.finditer(words)
        if not any(start <= cue.start() < end for start, end in inside)
    ]
    for quote in quotes:
        cue = min(cues, key=lambda item: _distance(item, quote), default=None)
        if cue is not None:
            yield {
                "content": [_pair(quote, 1 if quote[1] else 2, part.start())],
                "source": [_pair(cue, "who" if cue["who"] else "whom", part.start())],
                "cue": [_pair(cue, "said" if cue["who"] else "inverted", part.start())],
            }


def _distance(cue: re.Match[str], quote: re.Match[str]) -> int:
    return max(cue.start() - quote.end(), quote.start() - cue.end())


def _pair(found: re.Match[str], group: int | str, begin: int) -> list[int]:
    return [begin + found.start(group), begin + found.end(group)]
