"""Names in running words: runs of capitals, their titles, and what country they belong to."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from annotator.extract.naming.bearers import bearer_start
from annotator.extract.naming.forms import (
    bare,
    companion_gender,
    folded,
    gender_of,
    homes_of,
    nations,
    office_of,
)
from annotator.extract.naming.lines import Line
from annotator.extract.naming.person_words import can_be_person
from annotator.extract.naming.wordlists import (
    body_nouns,
    institutions,
    titles,
)
from annotator.extract.prose.given_names import usual_gender
from annotator.extract.prose.people import NOTHING, Description, about, is_person_noun, people
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

_KEPT = 4_096
_MOST_PARTS = 7
_LONGEST_TITLE = 6
_LONGEST_SHORT = 3
_LONGEST_NICKNAME = 3
_MARKS = frozenset('“”"‘’«»')
_SMALL_BEHIND = frozenset(["san", "ji"])
_ADJECTIVES = frozenset(
    [
        *("then", "former", "late", "first", "press", "special", "official", "state", "acting"),
        *("permanent", "harbour", "political", "interior", "prime", "high", "executive", "vice"),
    ]
)
_LEADING = frozenset(["chief", "deputy", "head"])
_HOLDERS = frozenset(["minister", "secretary", "commissioner", "deputy", "director", "head"])
_ENDINGS = frozenset(["jr", "sr", "ii", "iii", "iv"])


class Name(NamedTuple):
    """A person named in the text.

    `parts` are the name's words without titles, `plain` those in lower case, without accents and
    full stops. `office` holds the title's words in lower case,
    other names of the office replaced; `homes` are the countries or places it belongs to.
    """

    parts: tuple[str, ...]
    plain: tuple[str, ...]
    office: frozenset[str]
    homes: frozenset[str]
    gender: str | None
    at: int
    description: Description = NOTHING

    @property
    def surname(self) -> str:
        """Return the last part in lower case, without accents; `Jr` and `III` are none."""
        plain = self.plain
        return plain[-2] if len(plain) > 1 and plain[-1] in people().endings else plain[-1]

    @property
    def full(self) -> str:
        """Return the name as written."""
        return " ".join(self.parts)


@lru_cache(_KEPT)
def plain_parts(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts of a name in lower case, without accents and full stops."""
    return tuple([folded(part).rstrip(".") for part in parts if part[0] not in _MARKS])


def names(line: Line) -> Iterator[Name]:
    """Yield the persons named in a sentence, from left to right.

    A lone capitalised word counts only behind a title.
    """
    words, end = line.words, 0
    for at in line.names:
        if at < end:
            continue
        end = _run_end(words, at)
        if end > at + 1 or (at > 0 and _is_titled(words, at)):
            yield from _person(words, at, end)


def _is_titled(words: Sequence[Word], at: int) -> bool:
    """Tell whether a lone capitalised word is a name behind a title: no `first Nation`.

    `Minister Baker` is one, `the chief Guest` is a guest.
    """
    before = words[at - 1] if words[at - 1].is_word or at == 1 else words[at - 2]
    title, low = before.low.rstrip("."), words[at].low
    if title not in titles() or title in _ADJECTIVES or low in vocabulary().subject_pronouns:
        return False
    return title not in _LEADING or not is_person_noun(low.removesuffix("s"))


def _run_end(words: Sequence[Word], at: int) -> int:
    """Return where the run of capitalised words that begins at `at` ends."""
    known = vocabulary()
    end = at + 1
    if bare(words[at].text) != words[at].text:
        return end
    while end < len(words):
        word = words[end]
        if word.in_name or (word.low in known.particles and _leads_to_name(words, end + 1)):
            end += 1
            if bare(word.text) != word.text:
                break
        else:
            behind = end if word.is_word else _behind_mark(words, end)
            if behind == end:
                break
            end = behind
    return end


def _behind_mark(words: Sequence[Word], at: int) -> int:
    """Return where a name goes on behind the stop of `Sh.` or a nickname in quotation marks."""
    if _is_stop(words, at):
        return at + 1 if at + 1 < len(words) and words[at + 1].is_name else at
    if words[at].text not in _MARKS:
        return at
    end = at + 1
    while end < min(len(words), at + _LONGEST_NICKNAME) and words[end].is_name:
        end += 1
    closed = end > at + 1 and end + 1 < len(words) and words[end].text in _MARKS
    return end + 1 if closed and words[end + 1].is_name else at


def _is_stop(words: Sequence[Word], at: int) -> bool:
    before = words[at - 1]
    short = words[at].text == "." and words[at].start == before.end
    return short and len(before.text) <= _LONGEST_SHORT and before.low not in _ENDINGS


def _leads_to_name(words: Sequence[Word], at: int) -> bool:
    known = vocabulary()
    while at < len(words) and words[at].low in known.particles and not words[at].is_name:
        at += 1
    return at < len(words) and words[at].in_name


def _person(words: Sequence[Word], first: int, end: int) -> Iterator[Name]:
    if _is_no_person(words, first, end):
        return
    while end - first > 1 and is_behind(words[end - 1]):
        end -= 1
    start = bearer_start(words, first, end)
    lone = start > first and end == start + 1 and not _is_titled(words, start)
    if lone or (start > first and words[start - 1].low == "the"):
        return
    office_from = _office_start(words, first)
    parts = _parts(words, start, end)
    lows = [bare(words[at].low) for at in range(start, end) if words[at].is_word]
    title = [word.low.rstrip(".") for word in words[office_from:start]]
    ranks = titles().intersection(title)
    if not parts or len(parts) > _MOST_PARTS or not can_be_person(lows, bool(ranks)):
        return
    behind = _apposition(words, end)
    lead = words[office_from:start]
    office = office_of([word.low for word in lead]) | office_of([word.low for word in behind])
    homes = homes_of(lead) or homes_of(behind)
    said = about(words, office_from, end)
    if ranks:
        said = said._replace(words=said.words | ranks)
    gender = gender_of([*lead, *behind]) or said.gender or companion_gender(lows)
    yield Name(parts, plain_parts(parts), office, homes, gender, words[start].start, said)


def is_behind(word: Word) -> bool:
    """Tell whether a word is a title behind a name: `bey`, `-san`; `San` with a capital is none."""
    low = bare(word.low)
    return low in people().behind and not (word.is_name and low in _SMALL_BEHIND)


def _parts(words: Sequence[Word], start: int, end: int) -> tuple[str, ...]:
    """Return the parts of a name; a nickname keeps its marks, an initial its stop."""
    parts: list[str] = []
    glued = False
    for at in range(start, end):
        form = words[at].text
        if glued or (form == "." and parts) or (form in _MARKS and parts and parts[-1][0] == form):
            parts[-1] += form
            glued = False
        elif form in _MARKS and parts and parts[-1][0] in _MARKS:
            parts[-1] += form
        else:
            parts.append(form if form in _MARKS else bare(form))
            glued = form in _MARKS
    return tuple(parts)


def _is_no_person(words: Sequence[Word], first: int, end: int) -> bool:
    """Tell whether a run is a thing: `the Shusha Declaration`, `the bloc Clear Water`."""
    before = words[first - 1].low if first else ""
    last = bare(words[end - 1].low)
    if end - first > 1 and (
        last in institutions() or (last in body_nouns() and not _has_given(words, first, end))
    ):
        return True
    if end + 1 < len(words) and words[end].text in {"'", "’"} and words[end + 1].is_name:
        return True
    if _is_heading(words[first:end]):
        return True
    if any(words[at].low in titles() for at in range(first, end - 1)):
        return False
    if before == "the" or before in body_nouns():
        return True
    led = words[first - 2].low if first > 1 and before in {"of", "for"} else ""
    return led in body_nouns() or (led in _HOLDERS and not _has_given(words, first, end))


def _is_heading(run: Sequence[Word]) -> bool:
    """Tell whether two words or more in capitals come before others: `HEALTH WATCH Issue`."""
    lead = [word.text for word in run[:2]]
    loud = len(run) > len(lead) and all(
        form.isupper() and len(form) > _LONGEST_SHORT for form in lead
    )
    return loud and not all(word.text.isupper() for word in run)


def _has_given(words: Sequence[Word], first: int, end: int) -> bool:
    """Tell whether a part of a run, but the last, is a given name."""
    return any(usual_gender(folded(words[at].text)) for at in range(first, end - 1))


def _office_start(words: Sequence[Word], first: int) -> int:
    """Return where the title before a name begins: `foreign minister of Turkey, Ann Lee`."""
    known = vocabulary()
    at = first
    while (
        at > 0
        and first - at < _LONGEST_TITLE
        and (
            words[at - 1].low in titles()
            or bare(words[at - 1].low) in nations()
            or words[at - 1].low in {"of", "the"}
            or (words[at - 1].is_name and words[at - 1].low not in known.person_stop)
        )
    ):
        at -= 1
    return at


def _apposition(words: Sequence[Word], end: int) -> list[Word]:
    """Return the words of `, foreign minister of Turkey,` behind a name."""
    if end >= len(words) or words[end].text != ",":
        return []
    found: list[Word] = []
    for word in words[end + 1 : end + 12]:
        if word.text in {",", "."}:
            break
        found.append(word)
    known = vocabulary()
    opens = found and (found[0].low in known.appositive_openers or bare(found[0].low) in nations())
    return found if opens and any(item.low in known.titles for item in found) else []
