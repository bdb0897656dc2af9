"""What the rest of the registry is called, and where an external id leads."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from annotator.domain.speaker import Speaker, name_key

_ADDRESSES: Final = (
    (re.compile(r"(?:wikidata:)?(Q[1-9]\d*)", re.IGNORECASE), "https://www.wikidata.org/wiki/{0}"),
    (re.compile(r"viaf:(\d+)", re.IGNORECASE), "https://viaf.org/viaf/{0}"),
    (re.compile(r"isni:(\d{15}[\dX])", re.IGNORECASE), "https://isni.org/isni/{0}"),
    (re.compile(r"(https?://\S+)", re.IGNORECASE), "{0}"),
)


def address_of(identity: str) -> str | None:
    """Return the address of the page on an external id, None where it is not known how."""
    for form, address in _ADDRESSES:
        found = form.fullmatch(identity)
        if found is not None:
            return address.format(found[1])
    return None


class Known:
    """Who bears each name and external id of the registry."""

    def __init__(self, speakers: Sequence[Speaker] = ()) -> None:
        self._names: dict[str, list[Speaker]] = {}
        self._ids: dict[str, list[Speaker]] = {}
        for speaker in speakers:
            for key in {name_key(name) for name in speaker.names}:
                self._names.setdefault(key, []).append(speaker)
            if speaker.body.external_id:
                self._ids.setdefault(speaker.body.external_id.casefold(), []).append(speaker)

    def borne(self, names: Iterable[str], own: int | None) -> str:
        """Return a sentence on the first of these names that another speaker bears too."""
        for name in names:
            for other in self._names.get(name_key(name), ()):
                if other.id != own:
                    told = _tr("“{0}” is a name of “{1}” too.")
                    return told.format(" ".join(name.split()), other.name)
        return ""

    def identified(self, identity: str, own: int | None) -> str:
        """Return a sentence where another speaker has this external id too."""
        others = (item for item in self._ids.get(identity.casefold(), ()) if item.id != own)
        other = next(others, None)
        told = _tr("“{0}” has the same id: are they one?")
        return told.format(other.name) if other is not None else ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("Known", words)
