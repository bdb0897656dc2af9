"""Which registered speakers may be one and the same: every likely pair of a whole registry.

Names are put into blocks by the sounds they share, and only names of one block are compared, as is
usual where records are linked (Christen 2012, *Data Matching*, chapter 4): the work grows with the
size of the blocks and not with the square of the registry.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, product
from typing import Final, NamedTuple

from annotator.domain.merging import Likeness
from annotator.domain.speaker import Speaker, SpeakerKind, name_key
from annotator.extract.naming.forms import nations
from annotator.extract.naming.variants import (
    ABBREVIATION,
    INITIALS,
    SHORTER,
    SPELLING,
    Form,
    alike,
    compared,
    form,
    sounds,
)
from annotator.extract.naming.wordlists import portfolios, titles
from annotator.extract.prose.vocabulary import vocabulary
from annotator.runtime.progress import Progress, Silent

SAME_ID: Final = "same external id"
SAME_NAME: Final = "same name"
TRANSLITERATION: Final = "transliteration"
SIMILAR: Final = "similar spelling"
TITLED: Final = "title and surname"
ACRONYM: Final = "acronym"
_WORDS: Final = {ABBREVIATION: ACRONYM, SHORTER: SHORTER, INITIALS: INITIALS, SPELLING: SIMILAR}
_VAGUE: Final = frozenset({SHORTER, TITLED})
_BEARERS: Final = 4  # a surname that more people bear tells nothing
_MORE: Final = 0.03  # that a second reason adds
_LARGEST: Final = 300  # names in a block; what more share tells nothing
_A_STEP: Final = 500  # blocks
_VOWELS: Final = re.compile(r"[aeiou]")
_CAPITALS: Final = re.compile(r"[A-Z]\.?(?:[A-Z]\.?)+")
_BODIES: Final = frozenset({SpeakerKind.ORGANISATION, SpeakerKind.GROUP, SpeakerKind.OFFICE})


_Block = dict[tuple[str, ...], list[int]]


class _Name(NamedTuple):
    """One name of a speaker, without the title before it."""

    speaker: int
    form: Form
    titled: bool


class _Reason(NamedTuple):
    """Why two speakers may be one, and how likely."""

    words: str
    likeness: float


def likenesses(speakers: Sequence[Speaker], progress: Progress | None = None) -> list[Likeness]:
    """Return the pairs of speakers that may be one, the likeliest first, each with its reasons.

    Of those that share only a surname, pairs of a name that more than four bear are left out.

    Raises:
        CancelledError: the person has asked to stop.
    """
    told = progress or Silent()
    found: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    blocks = [*_same_ids(speakers), *_blocks(speakers)]
    for done, (one, other) in enumerate(blocks):
        if not done % _A_STEP:
            told.step(done, len(blocks), "")
        reason = _reason(speakers[one.speaker], speakers[other.speaker], one, other)
        if reason is not None:
            pair = (min(one.speaker, other.speaker), max(one.speaker, other.speaker))
            known = found[pair].get(reason.words, 0.0)
            found[pair][reason.words] = max(known, reason.likeness)
    pairs = [_likeness(speakers, pair, why) for pair, why in _telling(found).items()]
    return sorted(pairs, key=lambda item: (-item.likeness, item.one.name, item.other.name))


def _same_ids(speakers: Sequence[Speaker]) -> Iterator[tuple[_Name, _Name]]:
    by_id: dict[str, list[int]] = defaultdict(list)
    for at, speaker in enumerate(speakers):
        if speaker.body.external_id:
            by_id[speaker.body.external_id.casefold()].append(at)
    for same in by_id.values():
        for one, other in combinations(same, 2):
            yield _Name(one, Form("", ()), False), _Name(other, Form("", ()), False)


def _blocks(speakers: Sequence[Speaker]) -> Iterator[tuple[_Name, _Name]]:
    """Yield the pairs of names that share a block, each pair once."""
    names = [item for at, speaker in enumerate(speakers) for item in _names(at, speaker)]
    within: _Block = defaultdict(list)
    short: _Block = defaultdict(list)
    long: _Block = defaultdict(list)
    for at, name in enumerate(names):
        heard = [sounds(part) for part in name.form.parts]
        if _CAPITALS.fullmatch(name.form.name):
            short["capitals", name.form.name.replace(".", "").casefold()].append(at)
        if len(heard) == 1:
            short["end", heard[0]].append(at)
            within["alone", _bones(heard[0])].append(at)
            continue
        for key in set(_keys(name.form, heard)):
            within[key].append(at)
        for key in set(_ends(name.form, heard)):
            long[key].append(at)
    across = (product(few[:_LARGEST], long[key][:_LARGEST]) for key, few in short.items())
    capitals = (combinations(few, 2) for key, few in short.items() if key[0] == "capitals")
    together = (combinations(some, 2) for some in within.values() if len(some) <= _LARGEST)
    for one, other in set(chain.from_iterable(chain(together, capitals, across))):
        if names[one].speaker != names[other].speaker:
            yield names[one], names[other]


def _keys(name: Form, heard: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield the blocks in which a name of several parts meets others of several."""
    for given, part in zip(name.parts[:-1], heard[:-1], strict=True):
        for first in {part[:1], "j" if given[:1] in "cC" else part[:1]}:
            yield ("last", _bones(heard[-1]), first)
    if heard and len(name.parts[0].rstrip(".")) > 1:
        yield ("first", heard[0], heard[-1][:3], str(len(heard)))


def _ends(name: Form, heard: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield the blocks in which a name of several parts meets shorter forms and acronyms."""
    for end in heard[:1] + heard[-1:]:
        yield ("end", end)
    yield ("capitals", "".join(part[0] for part in name.parts).casefold())


def _bones(sound: str) -> str:
    return _VOWELS.sub("", sound) or sound


def _names(at: int, speaker: Speaker) -> Iterator[_Name]:
    for name in speaker.names:
        whole = form(name)
        yield _Name(at, whole, False)
        if speaker.body.kind is SpeakerKind.PERSON:
            bare = _untitled(whole.parts)
            if bare != whole.parts:
                yield _Name(at, Form(" ".join(bare), bare), True)


def _untitled(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return a person's name without the words of an office before it: `Minister Bayramov`."""
    words = vocabulary()
    offices = titles() | words.office_nouns
    known = offices | portfolios() | nations().keys() | words.offices
    lows = [part.casefold().rstrip(".") for part in parts]
    at = next((place for place, low in enumerate(lows[:-1]) if low not in known), len(parts) - 1)
    titled = not (offices | words.offices).isdisjoint(lows[:at])
    return parts[at:] if titled and lows[-1] not in offices else parts


def _reason(first: Speaker, second: Speaker, one: _Name, other: _Name) -> _Reason | None:
    if not one.form.name:
        return _Reason(SAME_ID, 0.99)
    if name_key(one.form.name) == name_key(other.form.name):
        return _Reason(TITLED, 0.8) if one.titled or other.titled else _Reason(SAME_NAME, 0.98)
    variant = compared(one.form, other.form)
    if variant is None:
        return None
    words = _WORDS[variant.reason]
    if words == SIMILAR and _sound_the_same(one.form, other.form):
        words = TRANSLITERATION
    if words != ACRONYM and (one.titled or other.titled):
        words = TITLED
    if (first.body.kind in _BODIES) != (second.body.kind in _BODIES) and words != ACRONYM:
        return None
    return _Reason(words, variant.likeness)


def _sound_the_same(one: Form, other: Form) -> bool:
    return all(alike(*pair) == 1.0 for pair in zip(one.parts, other.parts, strict=True))


def _telling(
    found: dict[tuple[int, int], dict[str, float]],
) -> dict[tuple[int, int], dict[str, float]]:
    """Leave out pairs of which nothing is known but a surname that many bear.

    Spellings of one name count as one bearer.
    """
    same: dict[int, int] = {}
    for (one, other), why in found.items():
        if not why.keys() <= _VAGUE:
            same[_first(same, other)] = _first(same, one)
    bearers: dict[int, set[int]] = defaultdict(set)
    for (one, other), why in found.items():
        if why.keys() <= _VAGUE:
            bearers[one].add(_first(same, other))
            bearers[other].add(_first(same, one))
    return {
        pair: why
        for pair, why in found.items()
        if not why.keys() <= _VAGUE or max(len(bearers[item]) for item in pair) <= _BEARERS
    }


def _first(same: dict[int, int], item: int) -> int:
    while same.get(item, item) != item:
        item = same[item]
    return item


def _likeness(
    speakers: Sequence[Speaker], pair: tuple[int, int], why: dict[str, float]
) -> Likeness:
    ordered = sorted(why, key=lambda words: (-why[words], words))
    more = _MORE * (len(ordered) - 1)
    return Likeness.model_construct(
        one=speakers[pair[0]],
        other=speakers[pair[1]],
        reasons=tuple(ordered),
        likeness=round(min(0.99, max(why.values()) + more), 2),
    )
