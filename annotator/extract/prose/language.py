"""Which language a text is in."""

import re
from typing import Final

from annotator.extract.prose.vocabulary import vocabulary

ENGLISH: Final = "en"
_ENOUGH: Final = 1_000
_LEAST_LETTERS: Final = 20
_UNKNOWN: Final = "und"
_WORD: Final = re.compile(r"[^\W\d_]+")
_LEAST_KINDS: Final = 6
_MANY_KINDS: Final = 8
_LEAST_SHARE: Final = 0.1


def language(text: str) -> str:
    """Return the ISO 639-1 code of a text's language, judged by its first 1,000 characters.

    Return `und` where there are fewer than 20 letters to judge by.
    """
    start = text[:_ENOUGH]
    if _is_plainly_english(start):
        return ENGLISH
    if sum(map(str.isalpha, start)) < _LEAST_LETTERS:
        return _UNKNOWN
    import py3langid  # noqa: PLC0415 - its model takes half a second and 100 MB to load

    code, _ = py3langid.classify(start)
    return str(code)


def _is_plainly_english(start: str) -> bool:
    """Tell whether small words that together are found in English only stand close enough."""
    forms = _WORD.findall(start.lower())
    known = vocabulary().english
    telling = [form for form in forms if form in known]
    kinds = set(telling)
    enough = len(kinds) >= _LEAST_KINDS and len(telling) >= _LEAST_SHARE * len(forms)
    return enough and ("the" in kinds or len(kinds) >= _MANY_KINDS)


def unread_note(code: str) -> str | None:
    """Return the sentence that says why nothing is proposed; None for English."""
    if code == ENGLISH:
        return None
    if code == _UNKNOWN:
        return "There is too little text to tell its language; nothing is proposed."
    return f"The text seems to be in another language than English ({code}); nothing is proposed."
