"""What stands around a cue set between commas: `P, she said, Q`."""

from typing import Final

from annotator.extract.drafting.contents import has_verb
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.vocabulary import vocabulary

_AUXILIARIES: Final = frozenset(["was", "were", "had", "has", "have"])


def behind_mark(here: Passage, start: int, end: int) -> int:
    """Return where the clause before word `end` begins: behind a colon or semicolon, or `start`.

    That is also behind the `, and` of `P, according to Ann Lee, and Q`.
    """
    for at in range(end - 1, start, -1):
        if here.words[at].text in {":", ";"} and here.outside[at]:
            return at + 1
        if _joins_attributed(here, start, at):
            return at + 1
    return start


def _joins_attributed(here: Passage, start: int, at: int) -> bool:
    if here.words[at].low not in {"and", "but"} or here.words[at - 1].text != ",":
        return False
    return here.outside[at] and any(word.low == "according" for word in here.words[start:at])


def goes_on(here: Passage, start: int, comma: int, after: int) -> bool:
    """Tell whether what is reported goes on behind word `after`, with all that is said in it.

    The words from `start` to the first comma then tell only when or where, or what follows has
    their subject: `He had seen the wall, the foreman said, and had been told to wait`.
    """
    lows = [word.low for word in here.words[after : after + 3]]
    if lows[:2] in [[",", "and"], [",", "but"]] and not _AUXILIARIES.isdisjoint(lows[2:]):
        return True
    known, opening = vocabulary(), here.words[start].low
    adjunct = opening in known.adjuncts or opening in known.prepositions
    leads = adjunct or not has_verb(here, start, comma)
    return leads and after + 1 < here.size and has_verb(here, after + 1, here.size)
