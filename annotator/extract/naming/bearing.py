"""Who bears a title on a date: the roles, names and aliases that words fit.

`The top diplomat` is the foreign minister, and `Türkiye's` is Turkish: offices and countries are
compared by what they mean, as the lexicons have it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from annotator.domain.bearer import Bearer
from annotator.domain.speaker import Role, Speaker
from annotator.domain.tenure import holds
from annotator.extract.naming.forms import bare, folded, nations, office_names

_WORD: Final = re.compile(r"[^\W_]+(?:[-'’ʼ][^\W_]+)*")
_SMALL: Final = frozenset(
    [
        *("the", "a", "an", "of", "for", "and", "to", "in", "at", "this", "that"),
        *("his", "her", "its", "their", "our", "mr", "mrs", "ms", "dr"),
    ]
)
_OF: Final = frozenset(["of", "for", "at", "in", "to"])
_OTHERS: Final = frozenset(["deputy", "vice", "former", "ex", "assistant", "acting", "shadow"])
_SHORTEST: Final = 3  # letters of a part of a name
_NAMED: Final = 0.95
_FITS: Final = 0.7
_EXACT: Final = 0.1
_DATED: Final = 0.15
_BY_NAME: Final = 0.05


class _Phrase(NamedTuple):
    """Words by what they mean: all of them, and the one that says which office it is."""

    words: frozenset[str]
    heads: frozenset[str]


def bearers(speakers: Iterable[Speaker], words: str, when: str | None = None) -> list[Bearer]:
    """Return whom these words may mean within a date or interval (EDTF), the likeliest first.

    Without a date a role fits whenever it holds. Nobody fits words that say nothing.
    """
    asked = _meant(words)
    found = [
        best
        for speaker in speakers
        if asked.words and (best := _best(speaker, words, asked, when)) is not None
    ]
    return sorted(found, key=lambda item: (-item.likeness, item.speaker.name, item.speaker.id))


def _best(speaker: Speaker, words: str, asked: _Phrase, when: str | None) -> Bearer | None:
    own = {part for part in _tokens(speaker.name) if len(part) >= _SHORTEST}
    named = not own.isdisjoint(_tokens(words))
    if named:
        asked = _meant(" ".join(part for part in _all_tokens(words) if part not in own))
    fitting = [*_by_name(speaker, words), *_by_role(speaker, asked, when, named=named)]
    return max(fitting, key=lambda item: item.likeness, default=None)


def _by_name(speaker: Speaker, words: str) -> Iterator[Bearer]:
    wanted = _plain(words)
    for at, name in enumerate(speaker.names):
        if wanted and _plain(name) == wanted:
            reason = f"also called “{name}”" if at else "called so"
            yield Bearer(speaker=speaker, reason=reason, likeness=_NAMED)


def _by_role(
    speaker: Speaker, asked: _Phrase, when: str | None, *, named: bool
) -> Iterator[Bearer]:
    said = asked.words
    for role in speaker.body.roles:
        title = _meant(role.title)
        known = title.words | _words(role.affiliation or "")
        fits = said and said <= known and asked.heads & title.heads
        if fits and not (title.words & _OTHERS) - said and holds(role, when):
            yield _bearer(speaker, role, when, exact=said == title.words, named=named)


def _bearer(speaker: Speaker, role: Role, when: str | None, *, exact: bool, named: bool) -> Bearer:
    dated = when is not None and bool(role.since or role.until)
    likeness = _FITS + _EXACT * exact + _DATED * dated + _BY_NAME * named
    return Bearer(speaker=speaker, reason=_told(role), role=role, likeness=round(likeness, 2))


def _told(role: Role) -> str:
    held = f"{role.title}, {role.affiliation}" if role.affiliation else role.title
    if role.since and role.until:
        return f"{held}, {role.since} to {role.until}"
    if role.since or role.until:
        return f"{held}, since {role.since}" if role.since else f"{held}, until {role.until}"
    return f"{held}, no dates known"


def _meant(words: str) -> _Phrase:
    """Return what words mean: `top diplomat` means `foreign minister` too."""
    heads = {_head(words)}
    plain = f" {' '.join(_all_tokens(words))} "
    meant = _words(words)
    for other, office in office_names().items():
        if f" {other} " in plain:
            meant = meant - set(other.split()) | set(office.split())
            heads = {_head(office)}
    return _Phrase(frozenset(meant), frozenset(head for head in heads if head))


def _head(words: str) -> str:
    """Return the noun of a title: `minister` of `Minister of Foreign Affairs`."""
    tokens = _all_tokens(words)
    end = next((at for at, token in enumerate(tokens) if at and token in _OF), len(tokens))
    kept = [token for token in tokens[:end] if token not in _SMALL]
    return kept[-1] if kept else ""


def _words(words: str) -> set[str]:
    return {nations().get(token, token).casefold() for token in _tokens(words)}


def _plain(name: str) -> str:
    return " ".join(_tokens(name))


def _tokens(words: str) -> list[str]:
    return [token for token in _all_tokens(words) if token not in _SMALL]


def _all_tokens(words: str) -> list[str]:
    return [folded(bare(token)) for token in _WORD.findall(words.lower())]
