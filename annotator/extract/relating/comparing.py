"""Hold two claims against each other and say what one may be to the other.

Word overlap is Dice's coefficient (Dice, 1945) over stems weighed by how rare they are; copies are
told by the longest run of identical words, carried on into the text around the claims.
"""

from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from annotator.domain.claim_link import LinkKind, Said, Suggestion
from annotator.domain.dates import earliest
from annotator.extract.relating.figures import differing_dates, differing_numbers, quantities
from annotator.extract.relating.opposition import SURE, Opposition, is_of_axis, opposition
from annotator.extract.relating.tokens import Token, tokens_of

Weigh = Callable[[str], float]
"""How much a folded word tells: more, the rarer it is."""

_ALIKE: Final = 0.7
_ALIKE_OF_ANOTHER: Final = 0.8
_ON_TOPIC: Final = 0.5
_WELL_ON_TOPIC: Final = 0.6
_MOVED: Final = 0.9
_RUN_INSIDE: Final = 7
_COPIED: Final = 12
_NO_OTHER_WORD: Final = 0.9
_LEAST_SHARED: Final = 2
_ENOUGH_OF_ONE: Final = 3
_ENOUGH_OF_TWO: Final = 4
_SAYING: Final = 4
_SAME_DAYS: Final = 2
_NAMED: Final = 4
_AROUND: Final = 40


class _Overlap(NamedTuple):
    """How much two claims share: of the topic alone, of all they say, the words, the plain ones.

    Words are plain that are no names, nor begin a sentence.
    """

    topic: float
    whole: float
    shared: tuple[str, ...]
    plain: int


def evenly(_word: str) -> float:
    """Weigh every word alike."""
    return 1.0


def relate(one: Said, other: Said, weigh: Weigh = evenly) -> Suggestion | None:
    """Return what one claim may be to the other, None where they have little to do with it.

    The later of the two is what the first of the suggestion's claims is; where dates are missing it
    is `one`. In the reasons `one` is here, and the other there.
    """
    overlap = _overlap(one, other, weigh)
    if len(overlap.shared) < _LEAST_SHARED:
        return None
    found = _changed(one, other, overlap)
    if found is None and not _is_changed(one, other):
        found = _repeated(one, other, overlap)
    return found


def copied(one: Said, other: Said) -> tuple[int, int]:
    """Return how many words in a row are the same, in the claims and with what is around them."""
    here, there = _words(one.words), _words(other.words)
    match = SequenceMatcher(None, here, there, autojunk=False).find_longest_match()
    if not match.size:
        return 0, 0
    before = (_words(one.before) + here[: match.a], _words(other.before) + there[: match.b])
    ends = match.a + match.size, match.b + match.size
    after = (here[ends[0] :] + _words(one.after), there[ends[1] :] + _words(other.after))
    back = _common(reversed(before[0]), reversed(before[1]))
    return match.size, back + match.size + _common(after[0], after[1])


def _changed(one: Said, other: Said, overlap: _Overlap) -> Suggestion | None:
    """Return that a speaker says the contrary of what was said, or something newer."""
    if one.speaker is None or one.speaker != other.speaker or overlap.topic <= _ON_TOPIC:
        return None
    cue = opposition(one, other)
    sure = cue is not None and cue.strength >= SURE
    if cue is not None and _carries(cue, overlap):
        return _suggested(one, other, LinkKind.CONTRADICTS, cue, overlap)
    moved = _moved(one, other)
    if moved is None or sure or overlap.topic < _WELL_ON_TOPIC:
        return None
    kind = LinkKind.UPDATES if _days(one, other) else LinkKind.CONTRADICTS
    return _suggested(one, other, kind, moved, overlap)


def _carries(cue: Opposition, overlap: _Overlap) -> bool:
    """Tell whether a cue of opposition counts: a denial among enough words, opposites on topic."""
    if cue.strength >= SURE:
        alone = overlap.whole >= _NO_OTHER_WORD and overlap.plain > 0
        return alone or len(overlap.shared) >= _ENOUGH_OF_ONE
    return overlap.topic >= _WELL_ON_TOPIC


def _moved(one: Said, other: Said) -> Opposition | None:
    here, there = tokens_of(one.words), tokens_of(other.words)
    differing = (*differing_numbers(here, there), *differing_dates(here, there))
    if not differing:
        return None
    told = "; ".join(f"{item.one} here, {item.other} there" for item in differing[:2])
    return Opposition(_MOVED, told)


def _is_changed(one: Said, other: Said) -> bool:
    """Tell whether two claims that look alike say two things."""
    return opposition(one, other) is not None or _moved(one, other) is not None


def _repeated(one: Said, other: Said, overlap: _Overlap) -> Suggestion | None:
    if overlap.whole <= _ON_TOPIC:
        return None
    inside, run = copied(one, other)
    is_copy = inside >= _RUN_INSIDE and run >= _COPIED and one.document_id != other.document_id
    strangers = None not in (one.speaker, other.speaker) and one.speaker != other.speaker
    needed = _ALIKE_OF_ANOTHER if strangers else _ALIKE
    alike = overlap.whole >= needed and _tell_enough(one, other, overlap, inside)
    if not (is_copy or alike):
        return None
    apart = abs(_days(one, other))
    dated = one.date is not None and other.date is not None
    same = not strangers and (is_copy or (dated and apart <= _SAME_DAYS))
    reasons = [_copy_reason(one, other, run)] if is_copy else []
    reasons += [_shared_reason(overlap), *_speaker_reasons(one, other)]
    score = max(overlap.whole, min(0.99, 0.8 + run / 200) if is_copy else 0.0)
    kind = LinkKind.SAME if same else LinkKind.REPEATS
    return Suggestion(*_later_first(one, other), kind, round(score, 2), tuple(reasons))


def _tell_enough(one: Said, other: Said, overlap: _Overlap, run: int) -> bool:
    """Tell whether so few words in common can be no chance."""
    figures = quantities(tokens_of(one.words)), quantities(tokens_of(other.words))
    agreed = sum(any(mine.fits(theirs) for theirs in figures[1]) for mine in figures[0])
    count = len(overlap.shared) + agreed
    if not overlap.plain or (overlap.plain < _LEAST_SHARED and run < _SAYING):
        return False
    if one.speaker is None or one.speaker != other.speaker:
        return count >= _ENOUGH_OF_TWO
    return count >= _ENOUGH_OF_ONE or run >= _SAYING


def _suggested(
    one: Said, other: Said, kind: LinkKind, cue: Opposition, overlap: _Overlap
) -> Suggestion:
    reasons = (cue.reason, _shared_reason(overlap), *_speaker_reasons(one, other))
    score = round(cue.strength * min(1.0, 0.4 + 0.6 * overlap.topic), 2)
    return Suggestion(*_later_first(one, other), kind, score, reasons)


def _later_first(one: Said, other: Said) -> tuple[int, int]:
    return (one.id, other.id) if _days(one, other) >= 0 else (other.id, one.id)


def _overlap(one: Said, other: Said, weigh: Weigh) -> _Overlap:
    here, there = tokens_of(one.words), tokens_of(other.words)
    return _Overlap(
        topic=_dice(here, there, weigh, _is_topic),
        whole=_dice(here, there, weigh, _tells),
        shared=_shared(here, there, weigh),
        plain=len(_plain(here) & _plain(there)),
    )


def _plain(tokens: Iterable[Token]) -> set[str]:
    return {token.stem for token in tokens if token.stem and not token.capital}


def _tells(token: Token) -> bool:
    return bool(token.stem)


def _is_topic(token: Token) -> bool:
    return bool(token.stem) and not is_of_axis(token)


def _dice(
    one: Iterable[Token], other: Iterable[Token], weigh: Weigh, counted: Callable[[Token], bool]
) -> float:
    here, there = ({t.stem: t.word for t in some if counted(t)} for some in (one, other))
    every = sum(weigh(word) for word in (*here.values(), *there.values()))
    both = sum(weigh(here[own]) + weigh(there[own]) for own in here.keys() & there.keys())
    return both / every if every else 0.0


def _shared(one: Iterable[Token], other: Iterable[Token], weigh: Weigh) -> tuple[str, ...]:
    there = {token.stem for token in other if token.stem}
    words = {token.stem: token.word for token in one if token.stem in there}
    return tuple(sorted(words.values(), key=lambda word: (-weigh(word), word)))


def _shared_reason(overlap: _Overlap) -> str:
    words = ", ".join(f"“{word}”" for word in overlap.shared[:_NAMED])
    more = len(overlap.shared) - _NAMED
    return f"both say {words}" + (f" and {more} more words" if more > 0 else "")


def _copy_reason(one: Said, other: Said, run: int) -> str:
    where = (
        f" in {one.outlet} and {other.outlet}"
        if one.outlet and other.outlet and one.outlet != other.outlet
        else ""
    )
    return f"{run} words in a row are the same{where}"


def _speaker_reasons(one: Said, other: Said) -> tuple[str, ...]:
    known = one.speaker is not None and other.speaker is not None
    apart = abs(_days(one, other))
    told = f", {apart} {'day' if apart == 1 else 'days'} apart" if apart else ""
    if known:
        same = one.speaker == other.speaker
        return (f"the same speaker{told}" if same else f"another speaker{told}",)
    return (told.removeprefix(", "),) if told else ()


def _days(one: Said, other: Said) -> int:
    """Return how many days the first was said after the second; 0 where a date is missing."""
    here, there = (earliest(said.date) if said.date else None for said in (one, other))
    return (here - there).days if here and there else 0


def _words(text: str) -> list[str]:
    return [token.word for token in tokens_of(text[-_AROUND * 12 :])]


def _common(one: Iterable[str], other: Iterable[str]) -> int:
    count = 0
    for here, there in zip(one, other, strict=False):
        if here != there:
            break
        count += 1
    return count
