"""Which names may mean one and the same: other spellings, shorter forms, initials.

Names come over from other alphabets in several ways (`Türkiye` and `Turkiye`, `Aliyev` and
`Əliyev`, `Zelensky` and `Zelenskiy`). A name's sounds are its letters in ASCII with the usual
choices of transliteration made one way; names of the same sounds are taken for candidates of each
other. The idea is that of Soundex (Russell and Odell 1918), with rules for romanised names.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

# The letters of which a name has one where the pattern can match, the pattern, its sound.
_RULES: Final = tuple(
    (any_of.split("|"), re.compile(form), other)
    for any_of, form, other in (
        ("-| ", r"^(al|el|an|as|ad|ar|az|ash)[- ]", ""),
        ("-|'|’|ʼ|`", r"['’ʼ`-]", ""),
        ("zh|dj|dz", r"d?zh|dj|dz", "j"),
        ("tch|tsch", r"tch|tsch", "ch"),
        ("kh|x", r"kh|x", "h"),
        ("ph", r"ph", "f"),
        ("c|q", r"ck|q|c(?=[aouklr])", "k"),
        ("g", r"gh|g", "k"),
        ("w", r"w", "v"),
        ("th", r"th", "t"),
        ("e|y|ij", r"ee|ie|iy|yi|yy|ij|ey|ei|y|e", "i"),
        ("o", r"oo|ou|o", "u"),
        ("", r"(.)\1+", r"\1"),
        ("h", r"(?<=.{3})h$", ""),
        ("iu", r"iu", "u"),
    )
)
ABBREVIATION: Final = "abbreviation"
SHORTER: Final = "shorter form"
INITIALS: Final = "initials"
SPELLING: Final = "other spelling"
_ENOUGH: Final = 0.85
_LONG: Final = 5
_MOST: Final = 5
_SOUNDS: Final = 65_536  # parts of names that are kept
_LONGEST_ABBREVIATION: Final = 7
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’ʼ][^\W_]+)*\.?")
_SMALL: Final = frozenset(
    ["the", "of", "for", "and", "a", "an", "mr", "mrs", "ms", "dr", "mr.", "mrs.", "ms.", "dr."]
)


class Variant(NamedTuple):
    """A known name that a new one may mean, why, and how likely: 0.0 to 1.0."""

    name: str
    reason: str
    likeness: float


class Form(NamedTuple):
    """A name and the parts of it that are compared."""

    name: str
    parts: tuple[str, ...]


def form(name: str) -> Form:
    """Return a name with its parts, small words and forms of address left out."""
    return Form(name, tuple(_parts(name)))


@lru_cache(maxsize=_SOUNDS)
def sounds(part: str) -> str:
    """Return one part of a name by its sounds, in ASCII letters; `Gasymzadeh` is `kasimzadi`."""
    key = part.lower()
    if not key.isascii():
        from anyascii import anyascii  # noqa: PLC0415 - tables, not at start

        key = anyascii(key.replace("ə", "a").replace("\u0307", "")).lower()
    for any_of, form, other in _RULES:
        for letters in any_of:
            if letters in key:
                key = form.sub(other, key)
                break
    return key


def alike(one: str, other: str) -> float:
    """Return how alike two parts of names sound, 0.0 to 1.0; a Turkic `c` may be an English `j`."""
    ratio = _ratio()
    found = ratio(sounds(one), sounds(other))
    pair = one[:1] + other[:1]
    if pair.lower() == "cj":
        found = max(found, ratio(sounds(f"j{one[1:]}"), sounds(other)))
    elif pair.lower() == "jc":
        found = max(found, ratio(sounds(one), sounds(f"j{other[1:]}")))
    return found / 100


@cache
def _ratio() -> Callable[[str, str], float]:
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - compiled, not at start

    return ratio


def variants(name: str, known: Iterable[str]) -> list[Variant]:
    """Return the known names that `name` may mean, the likeliest first, five at most.

    Taken are other spellings (by sounds), names of which one holds the other, names with initials,
    and abbreviations. A name equal but for case and blanks is no candidate: it is the same.
    """
    own = form(name)
    same = _plain(name)
    found = {
        other: variant
        for other in known
        if _plain(other) != same and (variant := compared(own, form(other))) is not None
    }
    return sorted(found.values(), key=lambda item: (-item.likeness, item.name))[:_MOST]


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _parts(name: str) -> list[str]:
    parts = [match.group() for match in _WORD.finditer(name)]
    kept = [part for part in parts if part.casefold() not in _SMALL]
    return kept or parts


def compared(one: Form, other: Form) -> Variant | None:
    """Return why the other name may mean the same as the one, or None."""
    if not one.parts or not other.parts:
        return None
    if _is_abbreviation(one.name, other.parts) or _is_abbreviation(other.name, one.parts):
        return Variant(other.name, ABBREVIATION, 0.8)
    short, whole = sorted((one.parts, other.parts), key=len)
    if len(short) == len(whole):
        return _spelling(short, whole, other.name)
    if _within(short, whole):
        share = len(short) / len(whole)
        last = sounds(short[-1]) == sounds(whole[-1])
        return Variant(other.name, SHORTER, round(0.5 + 0.2 * share + 0.2 * last, 2))
    return None


def _spelling(one: Sequence[str], two: Sequence[str], other: str) -> Variant | None:
    """Compare names of equally many parts: initials may stand for given names."""
    pairs = list(zip(one, two, strict=True))
    initials = [_is_initial(left, right) for left, right in pairs]
    likeness = [
        1.0 if initial else alike(*pair) for initial, pair in zip(initials, pairs, strict=True)
    ]
    least = min(likeness)
    short = any(len(left) < _LONG for left, _ in pairs)
    if least < (1.0 if short and len(pairs) == 1 else _ENOUGH) or all(initials):
        return None
    if any(initials):
        return Variant(other, INITIALS, round(0.85 * least, 2))
    return Variant(other, SPELLING, round(0.95 * sum(likeness) / len(likeness), 2))


def _is_initial(one: str, other: str) -> bool:
    short, whole = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    return len(short) == 1 and len(whole) > 1 and sounds(whole)[:1] == sounds(short)[:1]


def _within(short: Sequence[str], whole: Sequence[str]) -> bool:
    """Tell whether all parts of the one stand in the other, in their order."""
    rest = iter(whole)
    return all(
        any(sounds(part) == sounds(item) or _is_initial(part, item) for item in rest)
        for part in short
    )


def _is_abbreviation(short: str, parts: Sequence[str]) -> bool:
    letters = short.replace(".", "").strip()
    capitals = "".join(letter for letter in letters if letter.isupper())
    abbreviates = letters.isalpha() and len(capitals) > 1 and len(letters) <= _LONGEST_ABBREVIATION
    return abbreviates and capitals.casefold() == "".join(part[0] for part in parts).casefold()
