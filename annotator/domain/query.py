"""What people type to find words, read into a tree; nothing that is typed is an error."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from annotator.domain.words import words_of

DISTANCE: Final = 10
MOST_TERMS: Final = 64
DEEPEST: Final = 20
SHORTEST: Final = 2
"""So many letters at least begin a word: one letter begins a word of nearly every text."""


@dataclass(frozen=True, slots=True)
class Term:
    """One folded word, or several in a row; the last is the beginning of one where `prefix`."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Terms with at most `distance` words between the first and the last of them."""

    terms: tuple[Term, ...]
    distance: int = DISTANCE


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part occurs."""

    parts: "tuple[Query, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part occurs, or several."""

    parts: "tuple[Query, ...]"


@dataclass(frozen=True, slots=True)
class Without:
    """The part does not occur."""

    part: "Query"


Query = Term | Near | AllOf | AnyOf | Without


def parse(typed: str) -> Query | None:
    """Return what was typed as a tree, None where it has no word.

    Words side by side must all occur, in any order. `"in a row"` is a phrase, `harb*` the
    beginning of a word (of two letters or more), `OR` between two asks for one of them, `-word` or
    `NOT word` for none, `one NEAR/5 other` for at most five words between (`NEAR`: ten); round
    brackets group. What is malformed is looked for literally, each word of it. An operator that
    still waits for its word is left out, so that typing on does not jump.
    """
    tokens = [_Token(str(found.lastgroup), found[0]) for found in _TOKEN.finditer(typed)]
    while tokens and tokens[-1].kind in _WAITING:
        tokens.pop()
    try:
        return _Reader(tokens).whole()
    except _MalformedError:
        return _literal(typed)


def half_typed(typed: str) -> str:
    """Return what was typed so far with its last word, if it ends in one, as a beginning.

    A last word of one letter is left out until it has more; one figure is a word of its own.
    """
    last = typed.rsplit(maxsplit=1)[-1] if typed.strip() else ""
    if not typed[-1:].isalnum() or last in _OPERATORS:
        return typed
    begun = words_of(last)[-1:]
    if not begun or len(begun[0]) >= SHORTEST:
        return f"{typed}*"
    return typed if begun[0].isdecimal() else typed[:-1]


def terms_of(query: Query | None) -> tuple[Term, ...]:
    """Return the terms that a text shows because it was found: none that must not occur."""
    return tuple(dict.fromkeys(_terms(query)))


def _terms(query: Query | None) -> Iterator[Term]:
    match query:
        case Term():
            yield query
        case Near():
            yield from query.terms
        case AllOf() | AnyOf():
            for part in query.parts:
                yield from _terms(part)


_OPERATORS: Final = ("OR", "AND", "NOT", "NEAR")
_MARKS: Final = '"“”„«»'
_TOKEN: Final = re.compile(
    rf"(?P<phrase>[{_MARKS}][^{_MARKS}]*[{_MARKS}]\*?)"
    r"|(?P<open>\()|(?P<close>\))"
    r"|(?P<near>NEAR(?:/\d{1,3})?(?![^\s()]))"
    r"|(?P<or>OR(?![^\s()]))|(?P<and>AND(?![^\s()]))"
    r"|(?P<not>NOT(?![^\s()])|(?<![^\s(])-(?=[^\s-]))"
    rf"|(?P<word>[^\s(){_MARKS}]+)"
    rf"|(?P<broken>[{_MARKS}])"
)
_WAITING: Final = frozenset({"near", "or", "and", "not"})


class _Token(NamedTuple):
    kind: str
    text: str


class _MalformedError(Exception):
    """It is no query."""


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self._terms = 0

    def whole(self) -> Query | None:
        """Return all of it."""
        found = self._either()
        if self._at < len(self._tokens):
            raise _MalformedError
        return found

    def _kind(self) -> str:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else ""

    def _take(self) -> _Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _either(self) -> Query | None:
        parts = [self._together()]
        while self._kind() == "or":
            self._take()
            parts.append(self._together(needed=True))
        known = tuple(part for part in parts if part is not None)
        return AnyOf(known) if len(known) > 1 else next(iter(known), None)

    def _together(self, *, needed: bool = False) -> Query | None:
        parts: list[Query | None] = []
        while self._kind() not in ("", "or", "close"):
            if self._kind() == "and":
                if not parts:
                    raise _MalformedError
                self._take()
            parts.append(self._near())
        if needed and not parts:
            raise _MalformedError
        known = tuple(part for part in parts if part is not None)
        return AllOf(known) if len(known) > 1 else next(iter(known), None)

    def _near(self) -> Query | None:
        first = self._one()
        if self._kind() != "near":
            return first
        terms, distance = [first], DISTANCE
        while self._kind() == "near":
            _name, _slash, number = self._take().text.partition("/")
            distance = int(number or DISTANCE)
            terms.append(self._one())
        if not all(isinstance(term, Term) for term in terms):
            raise _MalformedError
        return Near(tuple(term for term in terms if isinstance(term, Term)), distance)

    def _one(self) -> Query | None:
        match self._kind():
            case "not":
                return self._without()
            case "open":
                return self._group()
            case "word" | "phrase":
                return self._term()
        raise _MalformedError

    def _without(self) -> Query | None:
        self._take()
        self._deepen()
        part = self._one()
        self._depth -= 1
        return None if part is None else Without(part)

    def _group(self) -> Query | None:
        self._take()
        self._deepen()
        found = self._either()
        if self._kind() != "close":
            raise _MalformedError
        self._take()
        self._depth -= 1
        return found

    def _deepen(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _MalformedError

    def _term(self) -> Term | None:
        text = self._take().text
        words = words_of(text)
        self._terms += 1
        if self._terms > MOST_TERMS:
            raise _MalformedError
        return Term(words, prefix=_is_beginning(text, words)) if words else None


def _is_beginning(text: str, words: Sequence[str]) -> bool:
    return text.endswith("*") and len(words[-1]) >= SHORTEST


def _literal(typed: str) -> Query | None:
    words = tuple(dict.fromkeys(words_of(typed)))[:MOST_TERMS]
    terms = [Term((word,)) for word in words]
    if terms and _is_beginning(typed, words):
        terms[-1] = Term(terms[-1].words, prefix=True)
    return AllOf(tuple(terms)) if len(terms) > 1 else next(iter(terms), None)
