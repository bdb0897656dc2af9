"""Cues with the subjects they share or own, and how far each one's content may reach."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from annotator.domain.layer import Scope
from annotator.extract.drafting.cues import Cue, Frame, Voice, cue_forms, cues
from annotator.extract.drafting.leading import leading_subject
from annotator.extract.drafting.scoring import Rule
from annotator.extract.drafting.sources import Phrase, source_before
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.segmentation import Stretch, in_order
from annotator.extract.prose.vocabulary import vocabulary

_FRAME_OF: Final = {
    Rule.QUOTE_BEFORE: Frame.QUOTE,
    Rule.QUOTE_AFTER: Frame.QUOTE,
    Rule.QUOTE_INVERTED: Frame.QUOTE,
    Rule.CLAUSE_THAT: Frame.CLAUSE,
    Rule.CLAUSE_BEFORE: Frame.CLAUSE,
    Rule.CLAUSE_INVERTED: Frame.CLAUSE,
    Rule.CLAUSE_BARE: Frame.BARE,
    Rule.QUESTION: Frame.QUESTION,
    Rule.OBJECT: Frame.OBJECT,
    Rule.INFINITIVE: Frame.INFINITIVE,
}
_NAMING_A_TOPIC: Final = frozenset(
    ["speak about", "speak of", "talk about", "comment on", "touch on", "touch upon", "refer to"]
)
_SUBORDINATORS: Final = frozenset(
    {
        *("while", "although", "though", "when", "after", "before", "because", "since", "if"),
        *("as", "where", "whereas", "which", "whom", "until", "unless", "once"),
    }
)
_GOING_ON: Final = frozenset(["and", "or", "which", "who", "that", "whether", "including", "where"])
_PARTING: Final = frozenset(["and", "but", "although", "though", "while", "whereas"])
_UNNAMED: Final = frozenset(["named", "identified", "quoted"])
_JOINTS: Final = frozenset(["and", "but", "while", "as", "although", "though", "whereas", ";"])


class Draft(NamedTuple):
    """One attribution as found in a sentence; `source` is None where nobody is named.

    `cited_by` is the cue of the attribution that passes this one on: `X reports, citing Y`.
    `quoted_by` is the source of a link that has no cue of its own: `X quoted Y as saying`.
    """

    content: tuple[Stretch, ...]
    source: Stretch | None
    cue: Stretch
    rule: Rule
    rate: float
    lemma: str
    paragraph: int
    cited_by: Stretch | None = None
    quoted_by: Stretch | None = None


class Hit(NamedTuple):
    """A cue with the subject found for it; `shared` if the subject is an earlier cue's."""

    cue: Cue
    source: Phrase | None
    shared: bool
    begins: int


def hits(here: Passage, scope: Scope = Scope.SPEECH_AND_STANCE) -> list[Hit]:
    """Return the cues of a sentence with their subjects, from left to right."""
    found: list[Hit] = []
    if here.lows.isdisjoint(cue_forms(scope)):
        return found
    for cue in cues(here.words, here.outside, scope):
        if _is_condition(here, cue):
            continue
        lowest = found[-1].cue.last + 1 if found else 0
        source = None if cue.voice is Voice.PARTICIPLE else _subject(here, cue, lowest)
        if source is not None and _is_noun(here, cue, source):
            continue
        shared = source is None and bool(found) and _shares(here, cue)
        if shared:
            source = found[-1].source
        if source is None and not found and _shares(here, cue):
            source = leading_subject(here.words[: cue.outset])
        begins = cue.outset if shared or source is None else source.first
        found.append(Hit(cue, source, shared, begins))
    return _leading_participle(here, found)


def _is_condition(here: Passage, cue: Cue) -> bool:
    """Tell whether the cue only says on what terms somebody spoke: `who asked not to be named`."""
    if cue.outset == 0 or here.words[cue.outset - 1].low != "who":
        return False
    behind = here.words[cue.last + 1 : cue.last + 5]
    unnamed = [word.low for word in behind[:3]] == ["not", "to", "be"]
    return unnamed and bool(_UNNAMED.intersection(word.low for word in behind[3:]))


def _leading_participle(here: Passage, found: list[Hit]) -> list[Hit]:
    """Give `Recalling X, he said` the subject of the cue behind it."""
    if found and found[0].cue.voice is Voice.PARTICIPLE and found[0].source is None:
        opens = found[0].cue.outset == 0
        if opens and found[0].cue.verb.lemma in _NAMING_A_TOPIC:
            return found[1:]
        source = found[1].source if opens and len(found) > 1 else leading_subject(here.words)
        if source is None or source.last < found[0].cue.outset or opens:
            found[0] = found[0]._replace(source=source)
    return found


def _is_noun(here: Passage, cue: Cue, source: Phrase) -> bool:
    """Tell whether `claims` or `reports` follows an adjective or its verb and is none itself."""
    known = vocabulary()
    verb, last = here.words[cue.last], here.words[source.last]
    if verb.low.endswith("s") and _is_governed(here, source):
        return True
    if verb.low not in known.ambiguous or cue.first != cue.outset:
        return False
    speaks = (
        known.subject_pronouns,
        known.officers,
        known.bodies,
        known.outlet_words,
        known.reports,
    )
    if _is_interpolated(here, cue, source):
        return False
    if last.is_name:
        before = here.words[source.first - 1].low if source.first else ""
        return before in known.prepositions and here.words[source.first].low in known.determiners
    return not any(last.low in nouns for nouns in speaks)


def _is_interpolated(here: Passage, cue: Cue, source: Phrase) -> bool:
    """Tell whether cue and subject stand between commas: `P, his affidavit states, citing Y`."""
    behind = here.words[cue.last + 1 : cue.last + 2]
    opens = source.first > 0 and here.words[source.first - 1].text == ","
    return opens and bool(behind) and behind[0].text == ","


def _is_governed(here: Passage, source: Phrase) -> bool:
    """Tell whether a phrase has a verb at its end, as in `Lee and her aide exchanged (lists)`."""
    last = here.words[source.last]
    governs = last.low.endswith("ed") and not last.is_name and source.last > source.first
    return governs and here.words[source.last - 1].low not in vocabulary().determiners


def _subject(here: Passage, cue: Cue, lowest: int) -> Phrase | None:
    found = source_before(here.words, cue.outset, lowest)
    if found is None or not (here.outside[found.first] and here.outside[found.last]):
        return None
    return None if here.words[found.first].low == "whoever" else found


def _shares(here: Passage, cue: Cue) -> bool:
    """Tell whether the cue goes on with the subject of the one before: `and added`."""
    if cue.voice is Voice.PARTICIPLE:
        return True
    before = here.words[cue.outset - 1] if cue.outset else None
    return before is not None and (before.low in {"and", "but", "then", "or"} or before.text == ",")


def limit(here: Passage, found: Sequence[Hit], position: int) -> int:
    """Return the index before which a content must end: where the next attribution begins."""
    after = found[position].cue.last
    return _clause_end(here, found[position], limit_behind(here, after, found[position + 1 :]))


def _clause_end(here: Passage, hit: Hit, end: int) -> int:
    """Return where the clause behind a cue ends at the latest, itself before `end`.

    That is at a semicolon; and at the first comma where the cue stands in a clause that another
    one follows: `While X said A, B`, `X, who says A, does B`.
    """
    subordinate = _is_subordinate(here, hit)
    if not subordinate and ";" not in here.lows:
        return end
    for at in range(hit.cue.last + 2, end):
        if not here.outside[at]:
            continue
        if here.words[at].text == ";":
            return at
        if subordinate and here.words[at].text == "," and _main_clause_follows(here, at, end):
            return at
    return end


def _is_subordinate(here: Passage, hit: Hit) -> bool:
    if hit.source is None or hit.shared:
        return False
    first = hit.source.first
    if here.words[first].low in {"who", "which"}:
        return True
    return first > 0 and here.words[first - 1].low in _SUBORDINATORS


def _main_clause_follows(here: Passage, comma: int, end: int) -> bool:
    behind = here.words[comma + 1 : end]
    return bool(behind) and behind[0].low not in _GOING_ON and here.outside[comma + 1]


def limit_behind(here: Passage, after: int, later: Sequence[Hit]) -> int:
    """Return where the content behind word `after` must end, `later` cues considered."""
    for hit in later:
        at = hit.begins
        if at <= after + 1:
            continue
        before = here.words[at - 1]
        if before.low in _JOINTS or before.text == ",":
            return at - 2 if here.words[at - 2].text == "," and before.text != "," else at - 1
        if hit.shared:
            return at
    return _according_limit(here, after)


def _according_limit(here: Passage, after: int) -> int:
    if "according" in here.lows:
        for at in range(after + 1, here.size - 1):
            if here.words[at].low == "according" and here.words[at + 1].low == "to":
                return at
    return here.size


def lowest(here: Passage, found: Sequence[Hit], position: int, drafts: Sequence[Draft]) -> int:
    """Return the index from which a content before the cue may begin, `drafts` already made."""
    last = max((draft.cue.end for draft in drafts), default=None)
    if not position or last is None:
        return 0
    earlier = here.index_from(last)
    for at in range(found[position].begins - 2, earlier, -1):
        if here.outside[at] and _joins_clauses(here, at):
            return at + 1
    return 0


def _joins_clauses(here: Passage, at: int) -> bool:
    low = here.words[at].low
    return low == ";" or (low in _PARTING and here.words[at - 1].text == ",")


def _without_comma(text: str, piece: Stretch) -> Stretch:
    """Return a content without the comma before its closing quotation mark."""
    end = piece.end
    while end > piece.start and (text[end - 1] in ",;" or text[end - 1].isspace()):
        end -= 1
    return Stretch(piece.start, end)


def made(here: Passage, hit: Hit, content: Sequence[Stretch], rule: Rule) -> Draft | None:
    """Return the draft of a cue and its content; None where there is no content."""
    tidy = in_order([_without_comma(here.text, piece) for piece in content])
    if not tidy:
        return None
    frame = _FRAME_OF.get(rule)
    return Draft(
        tidy,
        here.stretch(*hit.source) if hit.source else None,
        here.stretch(hit.cue.first, hit.cue.end),
        Rule.PARTICIPLE if hit.cue.voice is Voice.PARTICIPLE else rule,
        hit.cue.verb.rates.get(frame, hit.cue.rate) if frame else hit.cue.rate,
        hit.cue.verb.lemma,
        here.paragraph,
    )
