"""The word lists that only naming needs, read once from the shipped lexicon."""

from collections.abc import Iterable, Sequence
from functools import cache

from annotator.domain.value import Value
from annotator.extract.prose.people import people
from annotator.extract.prose.vocabulary import lexicon, vocabulary


class NamingWords(Value):
    """Words by the part they play around names; all in lower case.

    `ranks` go before a name and are no part of it, `kept` are. `documents` speak for their
    authors, `managements` for their companies; `companies` are nouns of firms. `companions` are
    parts of names that only men or only women bear. `demonyms` give the country of `Swede`;
    `synonyms` are nouns that may be said of one person, `like_bodies` of one body; `wider` has the
    narrower nouns by a wider one: `officer`, for an inspector. `ties` say what somebody is to
    another and no more, `her colleague`. `not_kinds` before a noun do not tell which
    organisation it is; `beginners` may begin the name of one. `foreign_bodies` has by the noun of
    an organisation its words in other languages. `firms` and `papers` end names of
    companies and of outlets; `groups` are nouns of several people. `surname_endings` tell the
    gender of a bearer.
    """

    ranks: frozenset[str]
    kept: frozenset[str]
    parties: frozenset[str]
    portfolios: frozenset[str]
    documents: frozenset[str]
    managements: frozenset[str]
    companies: frozenset[str]
    aged: frozenset[str]
    companions: dict[str, frozenset[str]]
    bodies: frozenset[str]
    demonyms: dict[str, str]
    synonyms: tuple[tuple[str, ...], ...]
    like_bodies: tuple[tuple[str, ...], ...]
    wider: dict[str, frozenset[str]]
    ties: frozenset[str]
    not_kinds: frozenset[str]
    beginners: frozenset[str]
    foreign_bodies: dict[str, tuple[str, ...]]
    firms: frozenset[str]
    papers: frozenset[str]
    groups: frozenset[str]
    surname_endings: dict[str, tuple[str, ...]]


@cache
def naming_words() -> NamingWords:
    """Return the shipped word lists."""
    return NamingWords.model_validate(lexicon("naming"))


@cache
def titles() -> frozenset[str]:
    """Return the words that stand before a name and are no part of it."""
    own = naming_words()
    return (vocabulary().titles | own.ranks) - own.kept


@cache
def documents() -> frozenset[str]:
    """Return nouns of texts that speak for their authors: `report`, `letter`."""
    return vocabulary().reports | naming_words().documents


@cache
def companies() -> frozenset[str]:
    """Return nouns of firms: `company`, `mill`."""
    return people().companies | naming_words().companies


@cache
def body_nouns() -> frozenset[str]:
    """Return nouns of organisations: `ministry`, `chamber`."""
    return vocabulary().organisation_heads | naming_words().bodies


@cache
def like_nouns() -> dict[str, frozenset[str]]:
    """Return the nouns that may stand for a noun: `chairwoman` for `chair`."""
    return _alike(naming_words().synonyms)


@cache
def like_bodies() -> dict[str, frozenset[str]]:
    """Return the nouns of bodies that may stand for a noun: `agency` for `authority`."""
    return _alike(naming_words().like_bodies)


def _alike(groups: Iterable[Sequence[str]]) -> dict[str, frozenset[str]]:
    known: dict[str, frozenset[str]] = {}
    for group in groups:
        for noun in group:
            known[noun] = known.get(noun, frozenset()) | frozenset(group)
    return known


@cache
def foreign_bodies() -> dict[str, str]:
    """Return the noun of an organisation for its words in other languages: `compagnie`."""
    table = naming_words().foreign_bodies
    return {word: noun for noun, words in table.items() for word in words}


@cache
def bodies_and_companies() -> frozenset[str]:
    """Return all nouns of organisations."""
    return body_nouns() | companies()


@cache
def portfolios() -> frozenset[str]:
    """Return what a minister or officer may be of: `trade`, `fisheries`."""
    return vocabulary().portfolios | naming_words().portfolios


@cache
def institutions() -> frozenset[str]:
    """Return last words of names of firms and papers: `Haulage`, `Bulletin`."""
    return naming_words().firms | naming_words().papers


@cache
def verbs() -> frozenset[str]:
    """Return finite and auxiliary verbs."""
    return vocabulary().finite | vocabulary().auxiliaries
