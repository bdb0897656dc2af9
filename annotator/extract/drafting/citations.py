"""Words that pass on what another said: `according to`, `citing`, `quoted by`."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from annotator.extract.drafting.contents import clause, content_before
from annotator.extract.drafting.cues import Preposition, Voice, cue_lexicon
from annotator.extract.drafting.hits import Draft, Hit, limit_behind, made
from annotator.extract.drafting.scoring import Rule
from annotator.extract.drafting.sources import Phrase, behind_apposition, source_after
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.people import is_person_noun
from annotator.extract.prose.segmentation import Stretch, in_order
from annotator.extract.prose.vocabulary import vocabulary

_CITING: Final = frozenset({"cite", "quote", "refer to"})
_AS_SAYING: Final = _CITING | {"report"}
_PASSED_BY: Final = frozenset({"quoted", "cited", "reported"})
_PASSED_RATE: Final = 0.8


def citing(
    here: Passage, found: Sequence[Hit], position: int, drafts: Sequence[Draft]
) -> list[Draft]:
    """Read `X reports, citing Y, that ...` as X's link and Y's claim; [] for anything else.

    What is returned replaces the draft of X's cue.
    """
    hit = found[position]
    if not _cites(here, hit) or not position:
        return []
    source = source_after(here.words, hit.cue.last + 1, here.size)
    if source is None or not _can_speak(here, source):
        return []
    before = found[position - 1]
    cue = here.stretch(before.cue.first, before.cue.end)
    outer = next((draft for draft in drafts if draft.cue == cue), None)
    later = found[position + 1 :]
    content = list(outer.content) if outer else _cited_content(here, source, later)
    if not content or before.source is None:
        return []
    outer = outer or made(here, before, content, Rule.ACCORDING)
    inner = made(here, hit._replace(source=source), content, Rule.ACCORDING)
    return [outer, inner._replace(cited_by=outer.cue)] if outer and inner else []


def quoted_as_saying(here: Passage, found: Sequence[Hit], position: int) -> Draft | None:
    """Read `Y was quoted as saying ...` and `X quoted Y as saying ...`, also behind the content.

    The cue is Y's; X is a link without a cue, `quoted_by`.
    """
    hit = found[position]
    if hit.cue.verb.lemma not in _AS_SAYING or hit.source is None:
        return None
    passive = hit.cue.voice is Voice.PASSIVE
    behind = hit.cue.last + 1
    source = hit.source if passive else source_after(here.words, behind, here.size)
    at = behind if passive or source is None else source.last + 1
    if source is None or [word.low for word in here.words[at : at + 2]] != ["as", "saying"]:
        return None
    content = _said(here, at + 2) or content_before(here, hit.begins, 0)
    draft = made(here, hit._replace(source=source), content, Rule.ACCORDING)
    if draft is None or passive:
        return draft
    return draft._replace(quoted_by=here.stretch(*hit.source))


def _said(here: Passage, at: int) -> list[Stretch]:
    while at < here.size and here.words[at].low in {",", "that", ":"}:
        at += 1
    found = clause(here, at, here.size) if at < here.size else None
    return [found] if found else []


def _cites(here: Passage, hit: Hit) -> bool:
    if hit.cue.verb.lemma not in _CITING:
        return False
    relative = hit.source is not None and here.words[hit.source.first].low in {"which", "who"}
    return hit.cue.voice is Voice.PARTICIPLE or relative


def _can_speak(here: Passage, source: Phrase) -> bool:
    known = vocabulary()
    return any(
        word.is_name or word.low in known.bodies or is_person_noun(word.low)
        for word in here.words[source[0] : source[1] + 1]
    )


def _cited_content(here: Passage, source: Phrase, later: Sequence[Hit]) -> list[Stretch]:
    at = behind_apposition(here.words, source.last, here.size)
    while at < here.size and here.words[at].low in {",", "that", ":"}:
        at += 1
    found = clause(here, at, limit_behind(here, at, later)) if at < here.size else None
    return [found] if found else []


def according_to(here: Passage, found: Sequence[Hit]) -> Iterator[Draft]:
    """Yield what stands with `according to`, before or behind its source."""
    if here.lows.isdisjoint(_first_words()):
        return
    for entry, parts in _prepositions():
        for at in _places(here, parts) if here.lows.issuperset(parts) else ():
            source = source_after(here.words, at + len(parts), here.size)
            content = in_order(_content(here, at, source, found) if source else [])
            if source and content:
                cue = here.stretch(at, at + len(parts) - 1)
                draft = Draft(
                    content,
                    here.stretch(*source),
                    cue,
                    Rule.ACCORDING,
                    entry.rate,
                    entry.words,
                    here.paragraph,
                )
                yield from _quoted_by(here, source, draft)


@cache
def _prepositions() -> tuple[tuple[Preposition, list[str]], ...]:
    return tuple((entry, entry.words.split()) for entry in cue_lexicon().prepositions)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(parts[0] for _, parts in _prepositions())


def _places(here: Passage, parts: list[str]) -> Iterator[int]:
    """Yield where the words `parts` stand one after the other, outside quotation marks."""
    for at, word in enumerate(here.words):
        if word.low != parts[0] or not here.outside[at]:
            continue
        if [item.low for item in here.words[at : at + len(parts)]] == parts:
            yield at


def _quoted_by(here: Passage, source: Phrase, draft: Draft) -> Iterator[Draft]:
    """Yield the draft, and before it the outlet of `according to X, quoted by Y`."""
    at = source.last + 1
    forms = [word.low for word in here.words[at : at + 3]]
    if forms[:1] == [","] and len(forms) == 3 and forms[1] in _PASSED_BY and forms[2] == "by":  # noqa: PLR2004
        outlet = source_after(here.words, at + 3, here.size)
        if outlet is not None:
            cue = here.stretch(at + 1, at + 1)
            yield draft._replace(source=here.stretch(*outlet), cue=cue, rate=_PASSED_RATE)
            draft = draft._replace(cited_by=cue)
    yield draft


def _content(here: Passage, at: int, source: Phrase, found: Sequence[Hit]) -> list[Stretch]:
    behind = behind_apposition(here.words, source.last, here.size)
    behind = _behind_quoted_by(here, behind)
    later = [hit for hit in found if hit.begins > behind]
    limit = limit_behind(here, behind, later)
    opens = at <= 1 or here.words[at - 1].low in {"and", "but", ";"}
    if opens:
        rest = clause(here, behind, limit)
        return [rest] if rest else []
    content = content_before(here, at, _lowest(here, at, found))
    joined = here.words[behind + 1 : behind + 2]
    if later and joined and joined[0].low in {"and", "but"}:
        return content
    if behind < limit and here.words[behind].text == ",":
        rest = clause(here, behind + 1, limit)
        content += [rest] if rest else []
    return content


def _behind_quoted_by(here: Passage, at: int) -> int:
    forms = [word.low for word in here.words[at : at + 3]]
    if len(forms) == 3 and forms[1] in _PASSED_BY and forms[2] == "by":  # noqa: PLR2004
        outlet = source_after(here.words, at + 3, here.size)
        return outlet.last + 1 if outlet else at
    return at


def _lowest(here: Passage, at: int, found: Sequence[Hit]) -> int:
    """Return where the clause before `according to` begins: behind a semicolon, else at 0.

    That is also behind the `, and` of `P, Ann Lee said, and Q`.
    """
    said = {hit.cue.end for hit in found}
    for index in range(at - 1, 0, -1):
        if here.words[index].text == ";" and here.outside[index]:
            return index + 1
        joint = here.words[index].low == "and" and here.words[index - 1].text == ","
        if joint and said.intersection(range(index)):
            return index + 1
    return 0
