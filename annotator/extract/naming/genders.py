"""Whether a person is a woman or a man, as titles, given names and pronouns nearby tell."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import Final

from annotator.extract.naming.forms import GENDERS
from annotator.extract.naming.names import Name
from annotator.extract.naming.person import Person
from annotator.extract.page.page_words import places
from annotator.extract.prose.given_names import usual_gender
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

_PLACED: Final = frozenset(["in", "at", "near", "on"])


def of_gender(fitting: Sequence[Person], name: Name) -> Sequence[Person]:
    """Return those whose gender, as far as it is known, a title does not deny; all if it does."""
    if name.gender is None:
        return fitting
    known = [(item, item.gender or usual_gender(item.plain[0])) for item in fitting]
    return [item for item, gender in known if gender in {None, name.gender}] or fitting


def opens_with_pronoun(words: Sequence[Word]) -> bool:
    """Tell whether words begin with `he` or `she`."""
    return bool(words) and words[0].low in known_pronouns()


def known_pronouns() -> frozenset[str]:
    """Return `he` and `she`."""
    return vocabulary().person_pronouns


def is_of_place(person: Person) -> bool:
    """Tell whether a name that nothing else tells a person by is in capitals or begins with a town.

    So do those of teams: `Johor Titans`.
    """
    if person.human or not person.plain:
        return False
    return person.full.isupper() or person.plain[0] in _places()


@cache
def _places() -> frozenset[str]:
    known = places()
    return known.cities | known.capitals | known.regions


def tell(person: Person, words: Sequence[Word]) -> None:
    """Note of a person what the pronouns among the words tell, if they agree."""
    told = [word.low for word in words if word.low in GENDERS]
    if told and person.gender is None and len({GENDERS[low] for low in told}) == 1:
        person.gender, person.guessed = GENDERS[told[0]], True
        person.human = person.human or told[0] in known_pronouns()


def told_behind(person: Person, words: Sequence[Word]) -> Person | None:
    """Note what pronouns behind a person's name tell; return None where a place is named."""
    index = bisect_left(person.places, words[0].start)
    first = person.places[index] if index < len(person.places) else words[0].start
    lead = [word for word in words if word.start < first]
    if lead and lead[-1].low in _PLACED:
        return None
    tell(person, words[len(lead) + 1 :])
    return person
