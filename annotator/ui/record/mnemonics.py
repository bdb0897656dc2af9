"""Give labels a letter each, reached with Alt."""

from collections.abc import Iterable
from typing import Final

RESERVED: Final = "acdefhrtuvw"  # the menus of the window, and the tabs of the record


def captions(labels: Iterable[str], reserved: str = RESERVED) -> tuple[str, ...]:
    """Return the labels with `&` before a letter that no other has, as far as letters go."""
    taken = set(reserved)
    return tuple(_caption(label, taken) for label in labels)


def _caption(label: str, taken: set[str]) -> str:
    for at, letter in enumerate(label.casefold()):
        if letter.isalpha() and letter not in taken:
            taken.add(letter)
            return f"{label[:at]}&{label[at:]}"
    return label
