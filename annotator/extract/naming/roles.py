"""What words near a name tell of the part its bearer plays: farmers have cows, a judge a court."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from annotator.domain.value import Value
from annotator.extract.prose.vocabulary import lexicon

_STEM: Final = 5
_ENDING: Final = 3


class Roles(Value):
    """Words that speak for a part, in lower case, by the noun of the part; blanks between them."""

    clues: dict[str, str]


@cache
def clues() -> dict[str, frozenset[str]]:
    """Return the words that speak for each part."""
    table = Roles.model_validate(lexicon("roles")).clues
    return {noun: frozenset(words.split()) for noun, words in table.items()}


def told_by(noun: str, lows: frozenset[str]) -> Sequence[str]:
    """Return `clue` where words tell of the part that a noun names, `stem` where one is akin."""
    found = [] if clues().get(noun, frozenset()).isdisjoint(lows) else ["clue"]
    if len(noun) > _STEM:
        stem = noun[: max(_STEM, len(noun) - _ENDING)]
        akin = [low for low in lows if low.startswith(stem)]
        if akin and akin != [noun]:
            found.append("stem")
    return found
