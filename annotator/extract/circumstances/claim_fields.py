"""Proposes the fields of a claim that the words around its cue state: date, medium, addressee."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from annotator.domain.field import FieldState, FieldValue
from annotator.domain.proposal import ProposedClaim
from annotator.domain.span import Span
from annotator.domain.value import Value
from annotator.extract.article import Article
from annotator.extract.page.calendar import Dated, dates, may_be_dated, relative_dates
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.segmentation import Stretch
from annotator.extract.prose.vocabulary import lexicon

_HIDDEN: Final = "\0"
_NEAR: Final = 40
_DAY: Final = len("2021-06-15")
_MOST_WORDS: Final = 6
_WORD_BEFORE: Final = re.compile(r"(\w+)\s*$")
_PHRASE: Final = re.compile(r"[^\W_][^\s,:;.\0“”\"«»()]*(?:\.(?=\w))?")


class CircumstanceWords(Value):
    """The words that tell how, when and to whom something was said, in lower case.

    `media` are nouns by the codebook's choice; `social_cues` and `telling_cues` are forms of cues;
    the others end or rule out a phrase.
    """

    media: dict[str, tuple[str, ...]]
    social_cues: frozenset[str]
    telling_cues: frozenset[str]
    no_dates_behind: frozenset[str]
    addressee_ends: frozenset[str]
    no_addressees: frozenset[str]


@cache
def _words() -> CircumstanceWords:
    return CircumstanceWords.model_validate(lexicon("circumstances"))


@cache
def _media() -> re.Pattern[str]:
    """Return what finds `in a written statement` and `on Facebook`."""
    nouns = sorted((noun for each in _words().media.values() for noun in each), key=len)
    listed = "|".join(map(re.escape, reversed(nouns)))
    return re.compile(
        r"\b(?:in|during|at|on|via|through|by|over) (?:(?:an?|the|his|her|their|its|this) )?"
        rf"(?:[\w’'-]+ ){{0,2}}?(?P<noun>{listed})\b(?! (?:of|for) )",
        re.IGNORECASE,
    )


@cache
def _first_words() -> frozenset[str]:
    """Return what the nouns of media begin with; a sentence without any of them names none."""
    return frozenset(noun.split()[0] for each in _words().media.values() for noun in each)


def with_circumstances(
    article: Article, claims: Sequence[ProposedClaim]
) -> tuple[ProposedClaim, ...]:
    """Return the claims with `said_on`, `medium` and `addressee` where the text states them.

    A date in words, `on Tuesday`, counts from the day of publication and is marked as inferred:
    its value ends in `?`. Nothing is taken from a quotation or from what is claimed.
    """
    sentences = [*article.sentences, *article.nested]
    sentences.sort(key=lambda here: here.within)
    starts = [here.within.start for here in sentences]
    published = article.fields["published"].value if "published" in article.fields else None
    return tuple(_told(claim, sentences, starts, published) for claim in claims)


def _told(
    claim: ProposedClaim, sentences: Sequence[Passage], starts: Sequence[int], published: str | None
) -> ProposedClaim:
    cue = claim.chain[-1].cue if claim.chain else None
    at = bisect_right(starts, cue.start) - 1 if cue is not None else -1
    if cue is None or at < 0 or cue.end > sentences[at].within.end:
        return claim
    if not _may_tell(sentences[at], cue):
        return claim
    found = dict(_fields(sentences[at], _frame(sentences[at], claim), cue, published))
    source = claim.chain[-1].source
    to = found["addressee"].evidence if "addressee" in found else None
    if to is not None and source is not None and to.overlaps(source):
        del found["addressee"]
    return claim.amended(fields={**claim.fields, **found}) if found else claim


def _may_tell(here: Passage, cue: Span) -> bool:
    """Tell whether a sentence has a figure, a day, a medium or a cue that tells more; few have."""
    words, low = _words(), cue.of(here.text).lower()
    if low in words.social_cues or low in words.telling_cues:
        return True
    if not here.lows.isdisjoint(_first_words()):
        return True
    return may_be_dated(here.within.text(here.text).lower())


def _frame(here: Passage, claim: ProposedClaim) -> str:
    """Return a sentence with what is claimed and what is quoted blotted out, letter for letter."""
    frame = here.within.text(here.text)
    covered = [Stretch(piece.start, piece.end) for piece in claim.content]
    covered.extend(Stretch(quote.start, quote.end) for quote in here.quotes)
    for start, end in covered:
        first = max(start - here.within.start, 0)
        last = min(end - here.within.start, len(frame))
        if last > first:
            frame = frame[:first] + _HIDDEN * (last - first) + frame[last:]
    return frame


def _fields(
    here: Passage, frame: str, cue: Span, published: str | None
) -> Iterator[tuple[str, FieldValue]]:
    start = here.within.start
    inside = Stretch(cue.start - start, cue.end - start)
    date = _said_on(frame, inside, published)
    if date is not None:
        yield "said_on", _value(date.inferred, date.where, start)
    medium = _medium(here, frame, inside)
    if medium is not None:
        yield "medium", _value(*medium, start)
    addressee = _addressee(frame, inside)
    if addressee is not None:
        yield "addressee", _value(addressee.text(frame), addressee, start)


def _value(value: str, where: Stretch, start: int) -> FieldValue:
    evidence = Span(start=where.start + start, end=where.end + start)
    return FieldValue(value=value, state=FieldState.UNVERIFIED, evidence=evidence)


def _said_on(frame: str, cue: Stretch, published: str | None) -> Dated | None:
    """Return the date nearest to a cue, unless it is one before or after which something was."""
    first, last = max(cue.start - _NEAR, 0), min(cue.end + _NEAR, len(frame))
    if not may_be_dated(frame[first:last].lower()):
        return None
    found = list(dates(frame, first, last, published[:4] if published else None))
    if published:
        found.extend(relative_dates(frame, first, last, published))
    days = [item for item in found if len(item.value) == _DAY]
    near = [item for item in days if _joined(frame, cue, item.where)]
    return min(near, key=lambda item: abs(item.where.start - cue.start), default=None)


def _joined(frame: str, cue: Stretch, where: Stretch) -> bool:
    """Tell whether a date belongs to a cue: no comma parts them, unless it opens the sentence."""
    between = frame[min(cue.end, where.end) : max(cue.start, where.start)]
    before = frame[: where.start]
    opens = len(before.split()) <= 1 and _HIDDEN not in before
    if _HIDDEN in between or ";" in between or ("," in between and not opens):
        return False
    word = _WORD_BEFORE.search(before)
    return word is None or word[1].lower() not in _words().no_dates_behind


def _medium(here: Passage, frame: str, cue: Stretch) -> tuple[str, Stretch] | None:
    if cue.text(frame).lower() in _words().social_cues:
        return "social media", cue
    match = None if here.lows.isdisjoint(_first_words()) else _media().search(frame)
    if match is None:
        return None
    noun = match["noun"].lower()
    choice = next(key for key, nouns in _words().media.items() if noun in nouns)
    return choice, Stretch(*match.span())


def _addressee(frame: str, cue: Stretch) -> Stretch | None:
    """Return whom `told`, `informed` or `assured` names right behind it."""
    if cue.text(frame).lower() not in _words().telling_cues:
        return None
    end = start = cue.end
    while len(frame) > end and frame[end : end + 1] == " ":
        match = _PHRASE.match(frame, end + 1)
        if match is None or match.group().lower() in _words().addressee_ends:
            break
        start = start if start > cue.end else match.start()
        end = match.end()
    where = Stretch(start, end)
    words = where.text(frame).lower().split()
    if not 0 < len(words) <= _MOST_WORDS or words[-1] in _words().no_addressees:
        return None
    return where
