"""Who is named in a phrase or beside it: behind its comma, before `who`, in a handle, by office."""

from collections.abc import Sequence
from typing import Final

from annotator.extract.naming.forms import folded, homes_of, office_meant
from annotator.extract.naming.own_words import without_article
from annotator.extract.naming.person import Person
from annotator.extract.naming.phrases import (
    before_preposition,
    ends_with,
    is_name,
    is_office,
    is_post,
)
from annotator.extract.naming.speakers import Cast
from annotator.extract.naming.wordlists import portfolios
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.people import described, is_person_noun
from annotator.extract.prose.segmentation import Word

_BEFORE_WHO: Final = 9
_APPOSED: Final = 9
_PLACE: Final = frozenset(["at", "in", "near", "on", "outside"])
_HANDLE_PART: Final = 4  # letters of a name


def before_who(cast: Cast, pronoun: Word, here: Passage) -> Person | None:
    """Return the person named right before `who`."""
    before = [word for word in here.words if word.end <= pronoun.start][-_BEFORE_WHO:]
    while before and not before[-1].is_word:
        before.pop()
    found = list(cast.persons(before))
    return found[-1] if found and ends_with(found[-1], before) else None


def behind_comma(cast: Cast, mention: Sequence[Word], core: Sequence[Word]) -> Person | None:
    """Return who is named behind `the mayor of X,` or `the head, surgeon`; None for nobody."""
    at = next((at for at, word in enumerate(mention) if word.text == ","), len(mention))
    rest = mention[at + 1 :]
    own = without_article(core)
    named = is_name(own) and not is_office(own)
    return next(cast.persons(rest), None) if not named and _opens_with_name(rest) else None


def _opens_with_name(words: Sequence[Word]) -> bool:
    """Tell whether words begin with a name, or with what its bearer is: `surgeon Ann Lee`."""
    at = next((at for at, word in enumerate(words) if word.in_name), len(words))
    return at < len(words) and (at == 0 or is_person_noun(words[at - 1].low))


def named_next(cast: Cast, core: Sequence[Word], here: Passage) -> Person | None:
    """Return who is named right behind `the head of the agency`, between commas."""
    own = without_article(core)
    if core[0].low != "the" or is_name(own) or not is_post(own):
        return None
    at = here.index_from(core[-1].end)
    rest = here.words[at + 1 : at + _APPOSED]
    if at >= here.size or here.words[at].text != "," or not _opens_with_name(rest):
        return None
    end = next((at for at, word in enumerate(rest) if word.text == ","), len(rest))
    found = list(cast.persons(rest[:end]))
    return found[0] if found and ends_with(found[0], rest[:end]) else None


def is_pair(cast: Cast, core: Sequence[Word]) -> bool:
    """Tell whether two persons share a phrase: they speak as a group."""
    at = next((at for at, word in enumerate(core) if word.low == "and"), 0)
    both = (core[:at], core[at + 1 :])
    return at > 0 and all(next(cast.persons(half), None) for half in both)


def of_handle(cast: Cast, core: Sequence[Word]) -> Person | None:
    """Return whose name is in a handle such as `@ann_lee`."""
    handle = folded("".join(word.text for word in core[1:]))
    fitting = [
        person
        for person in cast.all()
        if any(len(part) >= _HANDLE_PART and part in handle for part in person.plain)
    ]
    return fitting[0] if len(fitting) == 1 else None


def holder_of(cast: Cast, core: Sequence[Word]) -> Person | None:
    """Return who is `the Turkish minister` or `the head of state`, if one is."""
    other_name = bool(office_meant([word.low for word in core]))
    homes = homes_of(core)
    if not other_name and not homes:
        return None
    found = cast.in_office(core, core[0].start)
    return found if found and (other_name or not homes.isdisjoint(found.homes)) else None


def in_chair(cast: Cast, core: Sequence[Word]) -> Person | None:
    """Return who is `the Speaker` of a house: one called so; else the office speaks."""
    low = core[1].low
    return next((it for it in cast.all() if low in it.words | it.heads | it.office), None)


def person_at_end(cast: Cast, core: Sequence[Word]) -> Person | None:
    """Return the person a phrase ends with: not the one whose spokesman it is about."""
    found = [person for person in cast.persons(core) if ends_with(person, core)]
    at = len(before_preposition(core))
    of_somebody = any(map(is_person_noun, described(core).heads)) or (
        core[at - 1].low.endswith("s") and not core[at - 1].low.endswith("'s")
    )
    behind = core[at + 1].low if at + 1 < len(core) else ""
    portfolio = behind in portfolios()
    office = at + 1 < len(core) and (portfolio or not core[at + 1].in_name)
    other = (at < len(core) and of_somebody and not office) or _is_placed(core)
    return None if not found or other else found[-1]


def _is_placed(core: Sequence[Word]) -> bool:
    """Tell whether the capitals at the end are of a place: `a guest at a hotel on Long Road`."""
    start = len(core)
    while start > 0 and (core[start - 1].in_name or not core[start - 1].is_word):
        start -= 1
    return start > 1 and core[start - 1].low in _PLACE
