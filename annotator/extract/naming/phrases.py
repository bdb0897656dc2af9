"""What kind of phrase a source is: a name, an office, a name with its office."""

from collections.abc import Sequence
from typing import Final

from annotator.extract.naming.forms import bare, folded, nations
from annotator.extract.naming.mentions import is_thing
from annotator.extract.naming.person import Person
from annotator.extract.naming.wordlists import documents
from annotator.extract.prose.people import is_person_noun
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

OWNERS: Final = {"his": "he", "her": "she", "its": "it", "their": "they"}
_RELATIVES: Final = frozenset(["who", "whose", "whom", "which", "that"])
_AGAIN: Final = frozenset(["himself", "herself", "themselves"])
_HONOURS: Final = frozenset(["excellency", "honour", "honor", "majesty", "highness", "holiness"])


def core_of(mention: Sequence[Word]) -> Sequence[Word]:
    """Return what stands before a comma or `himself`, without what is in brackets."""
    kept: list[Word] = []
    depth = 0
    for word in mention:
        if word.text == "," and not depth:
            break
        depth += word.text == "("
        if not depth:
            kept.append(word)
        depth -= word.text == ")" and depth > 0
    again = next((at for at, word in enumerate(kept) if at and word.low in _AGAIN), len(kept))
    return kept[:again]


def is_name(core: Sequence[Word]) -> bool:
    """Tell whether a phrase is capitals and marks only."""
    return bool(core) and all(word.in_name or not word.is_word for word in core)


def is_lone_name(core: Sequence[Word]) -> bool:
    """Tell whether a phrase is one name, and not the `Police` or `Some` that opens a sentence."""
    low = core[0].low
    one = len(core) == 1 and is_name(core)
    return one and is_thing(low) and low not in vocabulary().determiners


def before_preposition(core: Sequence[Word]) -> Sequence[Word]:
    """Return the words before the first preposition, all of them where there is none."""
    known = vocabulary().prepositions
    return core[: next((at for at, word in enumerate(core) if at and word.low in known), len(core))]


def is_office(own: Sequence[Word]) -> bool:
    """Tell whether capitals are an office, `Deputy Minister`, or a nation, and no name."""
    known = vocabulary()
    last = own[-1].low
    if last in nations():
        return len(own) == 1
    return (last in known.officers or is_person_noun(last)) and all(
        at == 0 or not word.is_name or word.low in known.officers or word.low in known.portfolios
        for at, word in enumerate(own)
    )


def ends_with(person: Person, core: Sequence[Word]) -> bool:
    """Tell whether a phrase ends with the name, or with a part of it."""
    last = core[-1].start
    place = person.last_before(last)
    named = core[0].start <= place and last < place + len(person.full)
    return named or folded(bare(core[-1].text)) in person.plain


def is_post(own: Sequence[Word]) -> bool:
    """Tell whether a phrase begins with what one person is: `head of the agency`."""
    head = before_preposition(own)[-1].low
    return is_person_noun(head) or head in vocabulary().officers


def capitals_at_end(words: Sequence[Word]) -> Sequence[Word]:
    """Return the `Issa` of `brother Issa`."""
    start = len(words)
    while start > 1 and words[start - 1].in_name:
        start -= 1
    return words[start:]


def speaks_for_owner(core: Sequence[Word]) -> bool:
    """Tell whether `his letter` speaks for him: a noun of texts, or of an honour."""
    nouns = {core[-1].low, before_preposition(core)[-1].low}
    return not (documents().isdisjoint(nouns) and _HONOURS.isdisjoint(nouns))


def owner_within(core: Sequence[Word]) -> int:
    """Return the index of the pronoun of `a member of his team`, `a man in his own car`; else 0."""
    for at in range(2, len(core) - 1):
        if core[at].low in _RELATIVES:
            return 0
        if core[at].low in OWNERS and (core[at - 1].low == "of" or core[at + 1].low == "own"):
            return at
    return 0
