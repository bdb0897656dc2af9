"""The name of a source that the text names nowhere: its own words, as the manual forms them."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from annotator.extract.naming.forms import bare, nations
from annotator.extract.naming.wordlists import body_nouns, documents, naming_words, titles
from annotator.extract.page.calendar import has_month
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

_JOINERS: Final = frozenset(
    [
        "of",
        "for",
        "'s",
        "“",
        '"',
        "(",
        "and",
        "&",
        "in",
        "from",
        "at",
        "with",
        "on",
        "to",
        "near",
        "by",
        "who",
        "as",
    ]
)
_CALLED: Final = frozenset(
    [
        *("union", "party", "weekly", "monthly", "journal", "radio", "company", "association"),
        *("charity", "group", "firm", "movement", "campaign", "foundation", "initiative"),
        *("collective", "pollster", "airline", "carrier", "retailer", "startup", "start-up"),
    ]
)
_IN_NAMES: Final = frozenset(["&", "-", "of", "the", "and", "e", "i", "y", "de", "la", "el", "al"])
_TIMELY: Final = frozenset(["today", "now", "tonight", "weekly", "daily"])
_DAYS: Final = frozenset(
    ["day", "week", "evening", "morning", "night", "afternoon", "month", "year"]
)
_PARTICIPLES: Final = frozenset(
    [
        *("published", "released", "issued", "posted", "completed", "signed", "filed", "seen"),
        *("obtained", "sent", "leaked", "circulated"),
    ]
)
_ISSUED: Final = frozenset(
    [
        *("survey", "poll", "study", "report", "memo", "analysis", "figures", "data", "statistics"),
        *("statement", "audit", "review", "forecast", "estimate", "estimates", "research", "brief"),
        *("findings", "filing", "complaint", "bulletin"),
    ]
)
_REPORTERS: Final = frozenset(["correspondent", "reporter"])
_ARTICLES: Final = frozenset(
    ["the", "a", "an", "its", "his", "her", "their", "our", "my", "own", "same"]
)
_RELATIVES: Final = frozenset(["who", "which", "whose", "whom", "that", "it", "he", "she", "they"])
_SOMEBODY: Final = frozenset(
    ["person", "people", "man", "men", "woman", "women", "someone", "those"]
)
_PERSONAL: Final = frozenset(["who", "whose", "whom"])


def plain_name(words: Sequence[Word], text: str) -> str | None:
    """Return a phrase without article, relative clause and apposition, first letter a capital.

    `figures from X`, `X's report` and `the power company X` are X. None for nothing but a pronoun.
    """
    kept = _named_end(_author(without_article(_timeless(_core(words)))))
    if len(kept) > 1 and kept[-1].low in _REPORTERS:
        kept = kept[:-1]
    if not kept or (len(kept) == 1 and kept[0].low in vocabulary().subject_pronouns):
        return None
    end = kept[-1].end
    name = " ".join(text[kept[0].start : end - _possessive(kept[-1].text)].split())
    return name[0].upper() + name[1:]


def owned_name(words: Sequence[Word], at: int, owner: str, text: str) -> str:
    """Return `Member of the team of Ann Lee`, where word `at` is the pronoun for the owner."""
    lead, owned = plain_name(words[:at], text) or "", plain_name(words[at:], text) or ""
    return f"{lead} the {owned[:1].lower()}{owned[1:]} of {owner}"


def _possessive(form: str) -> int:
    """Return how many letters the possessive ending of a word has."""
    return 2 if form.endswith(("'s", "’s")) else 1 if form.endswith(("'", "’")) else 0


def _core(words: Sequence[Word]) -> Sequence[Word]:
    end = next((at for at, word in enumerate(words) if word.text in {",", "("}), len(words))
    cut = next((at for at in range(1, end) if words[at].low in _RELATIVES), end)
    persons = cut < end and words[cut].low in _PERSONAL
    return words[:end] if persons or words[cut - 1].low in _SOMEBODY else words[:cut]


def _timeless(words: Sequence[Word]) -> Sequence[Word]:
    """Return a phrase without a day before it and a participle behind it."""
    if len(words) > 1 and words[-1].low in _PARTICIPLES:
        words = words[:-1]
    day = next((at for at, word in enumerate(words[:3]) if word.low in _DAYS), None)
    if day is not None and day + 2 < len(words) and words[day + 1].low == "the":
        words = words[day + 1 :]
    return words


def without_article(words: Sequence[Word]) -> Sequence[Word]:
    """Return the words behind articles and possessive pronouns."""
    while len(words) > 1 and words[0].low in _ARTICLES:
        words = words[1:]
    return words


def name_behind_kind(words: Sequence[Word], sentence: Sequence[Word]) -> Sequence[Word]:
    """Return X of `the newspaper X`, also the `Today` behind it that looks like an adverb.

    Nothing is returned where no kind leads to a name, or more than a name follows.
    """
    kinds = _kinds()
    at = next((at for at, word in enumerate(words) if word.low in kinds and not word.is_name), None)
    behind = words[at + 1 :] if at is not None and not _is_named(words[:at]) else ()
    if not behind or not behind[0].text[0].isupper() or not _is_one_name(behind):
        return ()
    lows = {bare(word.low) for word in behind}
    if not (titles().isdisjoint(lows) and vocabulary().officers.isdisjoint(lows)):
        return ()
    if any(map(has_month, lows)):
        return ()
    after = next((word for word in sentence if word.start >= behind[-1].end), None)
    timely = after is not None and after.low in _TIMELY and after.is_name
    return [*behind, after] if timely and after is not None else behind


@cache
def _kinds() -> frozenset[str]:
    return vocabulary().outlet_nouns | _CALLED


def _is_named(words: Sequence[Word]) -> bool:
    """Tell whether words end with a name and `of the`: `Ann Lee of the (charity X)`."""
    led = [word.low for word in words[-2:]] == ["of", "the"]
    return led and any(word.in_name for word in words[-3:-2])


def _is_one_name(words: Sequence[Word]) -> bool:
    last = words[-1].text
    possessed = last.endswith(("'s", "’s"))
    return (
        (last[0].isupper() or last.isdigit())
        and not possessed
        and all(
            word.text[0].isupper() or word.text.isdigit() or word.low in _IN_NAMES for word in words
        )
    )


def _author(words: Sequence[Word]) -> Sequence[Word]:
    """Return who speaks through a document: X of `figures from X`, `X's letter`."""
    texts = documents()
    for at, word in enumerate(words[:-1]):
        lead = words[:at]
        if word.low in {"from", "by", "of"} and any(item.low in texts for item in lead[-5:]):
            behind = without_article(words[at + 1 :])
            body = any(bare(item.low) in body_nouns() for item in behind)
            named = word.low != "of" and any(item.is_name for item in behind)
            if body or named or (behind and behind[0].is_name):
                return behind
        if word.low == "of" and at and words[at - 1].low in naming_words().managements:
            return without_article(words[at + 1 :])
    return words


def of_possessor(words: Sequence[Word]) -> Sequence[Word]:
    """Return X of `X's letter`, without article; all words where the last is no document."""
    core = _phrase(_core(words))
    if len(core) > 1 and core[-1].low in documents():
        for at in range(len(core) - 2, -1, -1):
            low = core[at].low
            if low.endswith(("'s", "s'")) or (low == "'" and at):
                return without_article(core[: at + 1])
        return _before_document(core)
    return ()


def _phrase(core: Sequence[Word]) -> Sequence[Word]:
    """Return the words up to the noun of a document that stands before what it is about."""
    known, texts = vocabulary().prepositions, documents()
    for at in range(1, len(core)):
        if core[at].low in known or core[at].low in _PARTICIPLES:
            return core[:at] if core[at - 1].low in texts else core
    return core


def _before_document(core: Sequence[Word]) -> Sequence[Word]:
    """Return the X of `a recent X survey`, capitals that are neither a nation's nor a date's."""
    start = len(core) - 1
    while start > 0 and (core[start - 1].is_name or core[start - 1].low in {"&", "and"}):
        start -= 1
    if core[start].low in vocabulary().determiners:
        start += 1
    named = core[start:-1]
    opens = start == 0 and len(named) == 1 and not named[0].text.isupper()
    if core[-1].low not in _ISSUED or not named or opens:
        return ()
    if not all(item.is_name for item in named):
        return ()
    lows = [bare(item.low) for item in named]
    apart = all(low in nations() or has_month(low) or low in titles() for low in lows)
    return () if apart else named


def _named_end(words: Sequence[Word]) -> Sequence[Word]:
    """Return the name at the end of `electricity company X`; all words where there is none."""
    start = len(words)
    while start > 0 and (words[start - 1].is_name or words[start - 1].text == "&"):
        start -= 1
        if any(word.is_name for word in words[:start]):
            start = _before_particles(words, start)
    lead = words[:start]
    common = lead and all(word.low not in _JOINERS for word in lead)
    possessed = bool(lead) and lead[-1].low.endswith(("'s", "s'", "'"))
    return words[start:] if common and not possessed and start < len(words) else words


def _before_particles(words: Sequence[Word], start: int) -> int:
    """Return the index of the `do` of `Portos do Sul`; `start` where a name has none there."""
    at = start
    while at > 1 and (words[at - 1].low in vocabulary().particles or words[at - 1].low == "an"):
        at -= 1
    return at if words[at - 1].is_name else start
