"""Which language a text is in."""

from typing import Final

ENGLISH: Final = "en"
_ENOUGH: Final = 1_000
_LEAST_LETTERS: Final = 20
_UNKNOWN: Final = "und"


def language(text: str) -> str:
    """Return the ISO 639-1 code of a text's language, judged by its first 1,000 characters.

    Return `und` where there are fewer than 20 letters to judge by.
    """
    start = text[:_ENOUGH]
    if sum(map(str.isalpha, start)) < _LEAST_LETTERS:
        return _UNKNOWN
    import py3langid  # noqa: PLC0415 - its model takes half a second to load

    code, _ = py3langid.classify(start)
    return str(code)


def unread_note(code: str) -> str | None:
    """Return the sentence that says why nothing is proposed; None for English."""
    if code == ENGLISH:
        return None
    if code == _UNKNOWN:
        return "There is too little text to tell its language; nothing is proposed."
    return f"The text seems to be in another language than English ({code}); nothing is proposed."
