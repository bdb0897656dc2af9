"""The head of a corpus article: what it is, its fields, its speakers."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final, NamedTuple

from annotator.domain.speaker import SpeakerKind
from annotator.exchange.corpus.article import FIELDS, CorpusSpeaker
from annotator.exchange.corpus.faults import Faults
from annotator.exchange.corpus.tags import NOBODY

LICENCE: Final = "CC0-1.0"
GENRES: Final = frozenset(
    {
        "agency",
        "business",
        "court",
        "crime",
        "culture",
        "diplomacy",
        "environment",
        "health",
        "live",
        "local",
        "paper",
        "parliament",
        "release",
        "science",
        "sport",
    }
)
REGIONS: Final = frozenset(
    {
        "Western Europe",
        "Northern Europe",
        "Southern Europe",
        "Eastern Europe",
        "Caucasus",
        "Central Asia",
        "Middle East",
        "North Africa",
        "West Africa",
        "East Africa",
        "Southern Africa",
        "South Asia",
        "East Asia",
        "South-East Asia",
        "Oceania",
        "North America",
        "Central America",
        "South America",
        "International",
    }
)
_CHOICES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "genre": GENRES,
        "region": REGIONS,
        "spelling": frozenset({"British", "American"}),
        "licence": frozenset({LICENCE}),
    }
)
_NEEDED: Final = ("outlet", "region", "country", "genre", "spelling", "author", "licence")
_ABOUT: Final = frozenset({*_NEEDED, "shows"})
_LINE: Final = re.compile(r"(?P<key>[A-Za-z0-9_-]+)\s*:\s*(?P<value>.*?)\s*")
_SPEAKER: Final = re.compile(
    r"(?P<name>[^=(]+?)\s*(?:\((?P<kind>[a-z]+)\))?\s*(?:=\s*(?P<aliases>.*))?"
)
_PRONOUN: Final = re.compile(
    r"he|she|it|they|i|we|you|him|her|them|us|me|its?|their|who|which|that|this|these|those|one",
    re.IGNORECASE,
)
SECTIONS: Final = ("about", "fields", "speakers", "text")


class Entry(NamedTuple):
    """A `key: value` of the head and its line."""

    key: str
    value: str
    line: int


class Header(NamedTuple):
    """The head of an article, and the body with the number of its first line."""

    about: Mapping[str, str]
    fields: Mapping[str, Entry]
    speakers: tuple[CorpusSpeaker, ...]
    body: str
    first_line: int


def header(markup: str, faults: Faults) -> Header:
    """Read the sections `[about]`, `[fields]`, `[speakers]` and `[text]`; faults are noted."""
    entries: dict[str, list[Entry]] = {name: [] for name in SECTIONS}
    lines = markup.split("\n")
    current = None
    for number, line in enumerate(lines, start=1):
        name = line.strip()[1:-1] if line.strip().startswith("[") else None
        if name == "text":
            return _header(entries, "\n".join(lines[number:]), number + 1, faults)
        if name is not None:
            current = name if name in SECTIONS else None
            if current is None:
                faults.add(
                    number, f"“{line.strip()}” is none of [about] [fields] [speakers] [text]"
                )
        elif line.strip() and not line.startswith("#"):
            _take(entries, current, line, number, faults)
    faults.add(len(lines), "there is no line [text], after which the article stands")
    return _header(entries, "", len(lines), faults)


def _take(
    entries: Mapping[str, list[Entry]], section: str | None, line: str, at: int, faults: Faults
) -> None:
    match = _LINE.fullmatch(line.strip())
    if section is None or match is None:
        faults.add(at, f"“{line.strip()}” is no “key: value” under [about], [fields] or [speakers]")
        return
    if any(entry.key == match["key"] for entry in entries[section]):
        faults.add(at, f"{match['key']} stands twice under [{section}]")
    entries[section].append(Entry(match["key"], match["value"], at))


def _header(
    entries: Mapping[str, list[Entry]], body: str, first_line: int, faults: Faults
) -> Header:
    fields = {entry.key: entry for entry in entries["fields"]}
    for entry in entries["fields"]:
        if entry.key not in FIELDS:
            faults.add(entry.line, f"{entry.key} is none of the fields {', '.join(FIELDS)}")
    about = _about(entries["about"], faults)
    return Header(about, fields, _speakers(entries["speakers"], faults), body, first_line)


def _about(entries: Iterable[Entry], faults: Faults) -> dict[str, str]:
    about = {}
    for entry in entries:
        allowed = _CHOICES.get(entry.key, {entry.value})
        if entry.key not in _ABOUT:
            faults.add(entry.line, f"{entry.key} is none of {', '.join(sorted(_ABOUT))}")
        elif not entry.value or entry.value not in allowed:
            wanted = ", ".join(sorted(allowed)) or "some words"
            faults.add(entry.line, f"{entry.key} is “{entry.value}”; it should be one of: {wanted}")
        about[entry.key] = entry.value
    for key in _NEEDED:
        if key not in about:
            faults.add(1, f"{key} is missing under [about]")
    return about


def _speakers(entries: Iterable[Entry], faults: Faults) -> tuple[CorpusSpeaker, ...]:
    found = []
    owner: dict[str, str] = {}
    for entry in entries:
        speaker = _speaker(entry, partial(faults.add, entry.line))
        if speaker is None:
            continue
        found.append(speaker)
        for name in (speaker.name, *speaker.aliases):
            other = owner.setdefault(plain(name), speaker.key)
            if other != speaker.key:
                faults.add(
                    entry.line,
                    f"“{name}” also names {other}; give it to neither and write @key at the source",
                )
    return tuple(found)


def _speaker(entry: Entry, complain: Callable[[str], None]) -> CorpusSpeaker | None:
    match = _SPEAKER.fullmatch(entry.value)
    if match is None:
        complain("a speaker is “key: Name (kind) = alias; alias”")
        return None
    kind = match["kind"] or SpeakerKind.PERSON
    if kind not in set(SpeakerKind):
        complain(f"“{kind}” is none of: {', '.join(SpeakerKind)}")
        return None
    if entry.key == NOBODY:
        complain(f"“{NOBODY}” is no key for a speaker; @{NOBODY} means that nobody is named")
    names = (item.strip() for item in (match["aliases"] or "").split(";"))
    aliases = tuple(item for item in names if item)
    for alias in aliases:
        if _PRONOUN.fullmatch(alias):
            complain(f"“{alias}” is no alias; write @{entry.key} at the source instead")
    return CorpusSpeaker(key=entry.key, name=match["name"], kind=SpeakerKind(kind), aliases=aliases)


def plain(name: str) -> str:
    """Return a name as it is compared: no article before it, blanks and capitals alike."""
    return " ".join(name.split()).casefold().removeprefix("the ")
