"""Who wrote an article: names, codes and phrases of its page, and what tells the author's."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from annotator.extract.page.author_codes import AUTHOR_CODE, at_line_edges
from annotator.extract.page.bylines import ABBREVIATED, AND, names_in_line
from annotator.extract.page.choosing import Candidate, bucket
from annotator.extract.page.outlet_names import COMPANY
from annotator.extract.page.outlets import RELEASE
from annotator.extract.page.page_lines import CRUMB, MENU, PICTURE, is_dated
from annotator.extract.page.page_words import (
    is_caption,
    opens_as_junk,
    page_words,
)
from annotator.extract.page.printed import PERSON, folded, is_printed
from annotator.extract.prose.given_names import is_given
from annotator.extract.prose.segmentation import Stretch

_NOBODY: Final = re.compile(r"[:@]|\.[a-z]\w|^(?:About|With|In|At|From|For|To|The editors|[Aa]n?) ")
_CUED: Final = frozenset(["by", "label", "ours", "about", "code slash", AUTHOR_CODE])
_SIGNED: Final = 20
_LINE: Final = 160
_WRITING: Final = frozenset(
    ["staff", "desk", "bureau", "team", "reporter", "reporters", "newsdesk"]
)
_SURNAME: Final = 3


def author_candidates(
    text: str,
    around: Sequence[Stretch],
    body: Sequence[Stretch],
    title: Stretch | None,
    outlet: str | None,
) -> list[Candidate]:
    """Return whoever the lines around an article may name as its author.

    `title` is its headline; `outlet` is who published it, and wrote nothing.
    """
    found = _seen(text, around, body[0].start if body else 0, title)
    article = "\n".join(line.text(text) for line in body)
    released = any(RELEASE.search(line.text(text)) for line in around)
    return [
        Candidate(name, where, frozenset({*clues, *_known(text, where, outlet)}))
        for where, clues in found.items()
        if _could_be(name := where.text(text), outlet)
        and (clues & _CUED or not (released or _is_subject(name, article)))
    ]


def _seen(
    text: str, around: Sequence[Stretch], start: int, title: Stretch | None
) -> dict[Stretch, set[str]]:
    """Return the names of the page with the clues of all their places; none within a longer one."""
    found: dict[Stretch, set[str]] = {}
    lines = [line for line in around if line.end - line.start <= _LINE]
    for at, line in enumerate(lines):
        spot = {*_spot(text, lines, at, start)}
        if title is not None and line.start < start:
            spot.add("above title" if line.start < title.start else "below title")
        for where, clues in names_in_line(text, line):
            found.setdefault(where, set()).update(clues, spot)
    for where, clues in at_line_edges(text):
        found.setdefault(where, set()).update(clues)
    for where in [
        it for it, clues in found.items() if "phrase" in clues and _is_role(text, it, found)
    ]:
        del found[where]
    whole = [it for it, clues in found.items() if clues & {"phrase", "several"}]
    for where in [it for it in found if any(_is_within(it, other) for other in whole)]:
        del found[where]
    return found


def _is_within(one: Stretch, other: Stretch) -> bool:
    return one != other and other.start <= one.start and one.end <= other.end


def _is_role(text: str, phrase: Stretch, found: Iterable[Stretch]) -> bool:
    """Tell whether `Staff writer` stands alone on the line below a person's name."""
    before = text[: phrase.start].rstrip()
    alone = text[len(before) : phrase.start].count("\n") == 1
    return alone and any(it.end == len(before) and PERSON.fullmatch(text, *it) for it in found)


def _is_subject(name: str, article: str) -> bool:
    """Tell whether an article speaks of one whom it names, by the last word of the name."""
    last = [part.rsplit(maxsplit=1)[-1] for part in AND.split(name) if part.strip()]
    return any(len(word) > _SURNAME and _says(article, word) for word in last)


def _says(article: str, word: str) -> bool:
    """Tell whether a word stands by itself somewhere; a pattern of each would have to be made."""
    at = article.find(word)
    while at >= 0:
        end = at + len(word)
        if _parts(article, at) and _parts(article, end):
            return True
        at = article.find(word, at + 1)
    return False


def _parts(text: str, at: int) -> bool:
    """Tell whether a word begins or ends at an offset."""
    before, behind = text[at - 1 : at], text[at : at + 1]
    return (before.isalnum() or before == "_") != (behind.isalnum() or behind == "_")


def _shares(name: str, outlet: str) -> bool:
    """Tell whether a name holds an outlet's, its initials, or is part of it."""
    one, other = folded(name), folded(outlet)
    initials = "".join(word[0] for word in outlet.split() if word[0].isupper())
    return one in other or other in one or initials in name.split()


def _is_outlet(name: str, outlet: str) -> bool:
    """Tell whether a name is the outlet's, or that and what does not write: `Delta TV English`."""
    rest = f"{name} ".removeprefix(f"{outlet} ")
    return rest != f"{name} " and not any(word in _WRITING for word in rest.split())


def _could_be(name: str, outlet: str | None) -> bool:
    if outlet is not None and _is_outlet(folded(name), folded(outlet)):
        return False
    if page_words().sections.issuperset(name.lower().split()):
        return False
    return bool(name) and not _NOBODY.search(name) and not opens_as_junk(name)


def _spot(text: str, lines: Sequence[Stretch], at: int, start: int) -> Iterator[str]:
    """Yield clues of where among the others the line stands that a name is in."""
    head = lines[at].start < start
    yield "head" if head else "foot"
    if at == 0 and head:
        yield "first line"
    if head and (at + 1 == len(lines) or lines[at + 1].start > start):
        yield "last of head"
    if not head and (at == 0 or lines[at - 1].start < start):
        yield "first of foot"
    beside = [lines[near].text(text) for near in (at - 1, at + 1) if 0 <= near < len(lines)]
    if any(map(is_dated, beside)):
        yield "near date"
    if at and lines[at - 1].text(text).lower() == "by":
        yield from ("by", "cue opens", "cued name")
    yield from _manner(lines[at].text(text))


def _manner(words: str) -> Iterator[str]:
    """Yield clues of how the line is written that a name stands in."""
    checks = (
        ("dated", is_dated(words)),
        ("path", bool(CRUMB.search(words))),
        ("picture", bool(PICTURE.match(words)) or is_caption(words)),
        ("quoted", "“" in words or "«" in words or '"' in words),
        ("junk", opens_as_junk(words)),
        ("owned", "©" in words),
        ("menu", bool(MENU.search(words))),
        ("sectioned", not page_words().sections.isdisjoint(words.lower().split())),
    )
    yield from (clue for clue, holds in checks if holds)


def _known(text: str, where: Stretch, outlet: str | None) -> Iterator[str]:
    """Yield clues of the name itself, and of what else bears it."""
    name = where.text(text)
    words = name.split()
    yield "author"
    yield bucket("words", len(words), 1, 2, 3, 4)
    if name[0].islower() and len(name) > ABBREVIATED:
        yield "lower"
    if is_printed(name) or COMPANY.search(name):
        yield "printed"
    if len(words) > 1 and is_given(words[0]):
        yield "given"
    if words[0] in {"The", "the", "THE", "a", "A"}:
        yield "the"
    if name.isupper() and len(name) > ABBREVIATED:
        yield "shouted"
    if outlet is not None and _shares(name, outlet):
        yield "outlet"
    lines = text.count(name)
    yield bucket("times", lines, 2, 3)
