"""Short forms as a text explains them: `the State Mining Office (LBB)`, `the Wool Board, NWB,`."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from annotator.extract.naming.body_names import Runs
from annotator.extract.naming.forms import bare
from annotator.extract.naming.wordlists import bodies_and_companies
from annotator.extract.prose.segmentation import Word

_LONGEST: Final = 7
_CAPITALS: Final = 2
_OPENS: Final = frozenset(["(", ","])
_CLOSES: Final = frozenset([")", ",", ".", ";"])


class ShortForm(NamedTuple):
    """A short form in lower case, and the words of the name that it stands for."""

    low: str
    name: Sequence[Word]


def short_forms(words: Sequence[Word], runs: Runs) -> Iterator[ShortForm]:
    """Yield the short forms that stand in brackets or commas behind the name of a body.

    `runs` are those of capitalised words.
    """
    for at, end in runs:
        short = _behind(words, end)
        if short is None:
            continue
        name = words[at:end]
        brackets = words[end].text == "("
        spelt = name[0].text[0] == short.text[0]
        body = any(bare(word.low) in bodies_and_companies() for word in name)
        if len(name) > 1 and (brackets or (body and spelt) or _is_body_called(words, at, short)):
            yield ShortForm(short.low, name)


def _behind(words: Sequence[Word], end: int) -> Word | None:
    """Return the short form between marks behind index `end`; `the` may stand before it."""
    if end + 2 >= len(words) or words[end].text not in _OPENS:
        return None
    at = end + 1 + (words[end + 1].low in {"the", "or"})
    if at + 1 >= len(words) or words[at + 1].text not in _CLOSES:
        return None
    return words[at] if is_short(words[at].text) else None


def is_short(form: str) -> bool:
    """Tell whether a word may be a short form: capitals, most of them, and few letters."""
    plain = form.replace(".", "")
    capitals = sum(map(str.isupper, plain))
    return capitals >= _CAPITALS and len(plain) <= _LONGEST and 2 * capitals >= len(plain)


def _is_body_called(words: Sequence[Word], first: int, short: Word) -> bool:
    """Tell whether `the` leads in both a name and its short form: `the Mining Office, the LBB,`."""
    return first > 0 and words[first - 1].low == "the" and _article_before(words, short)


def _article_before(words: Sequence[Word], short: Word) -> bool:
    return any(word is short and words[at - 1].low == "the" for at, word in enumerate(words) if at)


def is_spelt(short: str, name: str) -> bool:
    """Tell whether capitals spell a longer name, with or without those behind its hyphens."""
    parts = (name.split(), name.replace("-", " ").split())
    return short in ["".join([it[0] for it in half if it[0].isupper()]) for half in parts]
