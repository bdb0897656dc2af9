"""Persons who go by one name only: `the head of the team, Suparmin`, `Dewi, 34, a nurse`."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from annotator.extract.naming.forms import bare, folded, nations
from annotator.extract.naming.lines import Line, line
from annotator.extract.naming.names import Name, names, plain_parts
from annotator.extract.naming.wordlists import naming_words, titles
from annotator.extract.prose.given_names import usual_gender
from annotator.extract.prose.people import NOTHING, Description, about, is_person_noun
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

_REACH: Final = 9
_SHORT: Final = 3
_OPENERS: Final = frozenset(["a", "an", "the", "his", "her", "its", "their", "my", "our"])
_JOINTS: Final = frozenset(["-", "@", "#", "."])
_RENAMED: Final = frozenset(["known", "nicknamed", "dubbed"])
_BREAKS: Final = frozenset([".", ";", ":", ",", "(", ")"])


def mended(sentences: Sequence[Line]) -> list[Line]:
    """Return the sentences, joined again where one was cut behind `Sh.` or `Ma.`."""
    kept: list[Line] = []
    for item in sentences:
        if kept and item.words and _is_cut(kept[-1].words, item.words[0]):
            kept[-1] = line([*kept[-1].words, *item.words])
        else:
            kept.append(item)
    return kept


def _is_cut(before: Sequence[Word], following: Word) -> bool:
    if len(before) < 2 or before[-1].text != "." or following.start - before[-1].end != 1:  # noqa: PLR2004 - a word and its stop
        return False
    word = before[-2]
    short = len(word.text) <= _SHORT and word.is_name and word.text.isalpha()
    return short and not word.text.isupper() and following.is_name


def lone_names(sentence: Line) -> Iterator[Name]:
    """Yield persons of one name: behind a person's noun, or before an age or such a noun."""
    words = sentence.words
    for at in sentence.names:
        if not _is_lone(words, at):
            continue
        word = words[at]
        said = about(words, at, at + 1)
        told = _is_introduced(words, at) or _is_renamed(words, at)
        if told or said.age or any(map(is_person_noun, said.heads)):
            yield _name((bare(word.text),), said.gender, word.start, said)
        elif at + 2 < len(words) and words[at + 1].low == "and" and words[at + 2].is_name:
            yield from _of_one_surname(words, at)


def _of_one_surname(words: Sequence[Word], at: int) -> Iterator[Name]:
    """Yield Nadia Saab of `Nadia and Souad Saab`, two given names before one surname."""
    behind = words[at + 2 :]
    gender = usual_gender(folded(words[at].text))
    other = next(names(line(behind)), None) if gender else None
    if (
        other
        and len(other.parts) > 1
        and other.at == behind[0].start
        and usual_gender(other.plain[0])
    ):
        parts = (words[at].text, *other.parts[1:])
        yield _name(parts, gender, words[at].start)


def _name(parts: tuple[str, ...], gender: str | None, at: int, said: Description = NOTHING) -> Name:
    return Name(parts, plain_parts(parts), frozenset(), frozenset(), gender, at, said)


def _is_lone(words: Sequence[Word], at: int) -> bool:
    before = words[at - 1] if at else None
    behind = words[at + 1] if at + 1 < len(words) else None
    if (before and before.is_name) or (behind and behind.is_name) or _is_stop(words, at + 1):
        return False
    if before and (before.text in _JOINTS or before.low in vocabulary().prepositions):
        return False
    low = bare(words[at].low)
    if not at and is_person_noun(low):
        return False
    return low not in _never_lone() and len(low) >= _SHORT and not words[at].text.isupper()


@cache
def _never_lone() -> frozenset[str]:
    """Return words that are never a person's one name."""
    known = vocabulary()
    few = known.determiners | known.subject_pronouns | known.person_pronouns | naming_words().groups
    return known.never_persons | known.never_in_names | titles() | nations().keys() | few


def _is_stop(words: Sequence[Word], at: int) -> bool:
    """Tell whether the stop of an abbreviation stands at `at`, with a name behind it."""
    return at + 1 < len(words) and words[at].text in {".", "-"}


def _is_introduced(words: Sequence[Word], at: int) -> bool:
    """Tell whether `the head of the team,` or `her brother` stands right before."""
    if at == 0:
        return False
    if words[at - 1].low in {"named", "called"}:
        return at > 1 and is_person_noun(words[at - 2].low)
    if words[at - 1].text != ",":
        return is_person_noun(words[at - 1].low) and not words[at - 1].is_name
    for back in range(at - 2, max(-1, at - _REACH), -1):
        if words[back].text in _BREAKS:
            return False
        if words[back].low in _OPENERS and _head_first(words[back + 1 : at - 1]):
            return True
    return False


def _is_renamed(words: Sequence[Word], at: int) -> bool:
    """Tell whether `, known as Papa Six` stands right behind."""
    behind = words[at + 1 : at + 3]
    return len(behind) > 1 and behind[0].text == "," and behind[1].low in _RENAMED


def _head_first(lead: Sequence[Word]) -> bool:
    """Tell whether the noun of the phrase, not of a phrase behind `of`, is a person's."""
    end = next(
        (at for at, word in enumerate(lead) if word.low in {"of", "for", "at", "in"}), len(lead)
    )
    return end > 0 and is_person_noun(lead[end - 1].low)
