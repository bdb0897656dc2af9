"""Readings in words: their parts, what they say, and what was settled of them."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from PySide6.QtCore import QCoreApplication

from annotator.domain.adjudication import Group, Settlement
from annotator.domain.claim import ClaimBody
from annotator.domain.claim_parts import Part, PartKind, value_of
from annotator.domain.codebook import FieldType
from annotator.domain.differences import Words, differences
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.settlement import Choice
from annotator.domain.span import Span
from annotator.services.adjudicating import Adjudication
from annotator.ui.adjudication.place import CasePlace, letter_of, readers_of, taken_reading
from annotator.ui.record.moments import moment

_SPANS: Final = frozenset({PartKind.CONTENT, PartKind.SOURCE, PartKind.CUE})
_LABELS: Final = {
    PartKind.CONTENT: "Content",
    PartKind.KIND: "Kind",
    PartKind.SPEAKER: "Speaker",
    PartKind.SOURCE: "Source",
    PartKind.CUE: "Cue",
    PartKind.TAGS: "Tags",
}
_TOLD: Final = {
    Choice.AGREED: "all agreed",
    Choice.ONE: "one was taken",
    Choice.BOTH: "each was taken",
    Choice.NEITHER: "none was taken",
    Choice.EDITED: "made of parts of them",
}


def label_of(now: Adjudication, part: Part) -> str:
    """Return what a part is called; of links before the speaker's own how far out they are."""
    if part.kind is PartKind.FIELD:
        fields = {item.key: item.label for item in now.codebook.fields}
        return fields.get(part.key, part.key)
    label = _tr(_LABELS[part.kind])
    if not part.link:
        return label
    via = _tr("Via") if part.link == 1 else f"{_tr('Via')} {part.link}"
    return via if part.kind is PartKind.SPEAKER else f"{via}, {label.lower()}"


def words_of(now: Adjudication, body: ClaimBody, part: Part) -> str:
    """Return what a body says in one part, as it is read."""
    value = value_of(body, part)
    if part.kind is PartKind.FIELD:
        return _field(now, part.key, value)
    if part.kind is PartKind.SPEAKER:
        nobody = "—" if part.link >= max(len(body.chain), 1) else _tr("nobody named")
        return now.name(value) or nobody
    if part.kind is PartKind.TAGS:
        labels = {tag.key: tag.label for tag in now.codebook.all_tags()}
        return ", ".join(labels.get(key, key) for key in value) or "—"
    if part.kind is PartKind.KIND:
        return _tr(value.value)
    return " […] ".join(_line(span, now) for span in _spans(value)) or "—"


def html_of(now: Adjudication, body: ClaimBody, part: Part, others: Sequence[ClaimBody]) -> str:
    """Return a part as rich text: of words, those in bold that not everybody has."""
    if part.kind not in _SPANS:
        return escape(words_of(now, body, part))
    spans = _spans(value_of(body, part))
    if not spans:
        return "—"
    shared = _shared([_spans(value_of(other, part)) for other in others])
    return " […] ".join(_marked(now.document.text, span, shared) for span in spans)


def headline(now: Adjudication, group: Group) -> str:
    """Return the words of a group's content, on one line."""
    first = min(group.there, key=lambda claim: (claim.body.start, claim.id))
    return words_of(now, first.body, Part(PartKind.CONTENT))


def remark(now: Adjudication, group: Group) -> str:
    """Return in what the readings of a group differ, in a few words."""
    if group.settlement is not None:
        return _tr(_TOLD[group.settlement.choice])
    letters = ", ".join(letter_of(at) for at in readers_of(group))
    only = [_tr("only {0}").format(letters)] if group.is_partial else []
    parts = sorted(group.differing, key=lambda part: (list(PartKind).index(part.kind), part))
    chain = _tr("chain")
    named = (chain if part.link else label_of(now, part).lower() for part in parts)
    parts_told = ", ".join(dict.fromkeys(named))
    return " · ".join(part for part in (*only, parts_told) if part)


def settled(case: CasePlace, group: Group) -> str:
    """Return what was settled of a group, by whom and why; what changed since, if that is so."""
    now, found = case.now, group.settlement or next(reversed(group.earlier), None)
    if now is None or found is None:
        return ""
    told = f"{moment(found.at)}, {found.user}: {_choice(case, group, found)}"
    reasons = ", ".join(word for word in (found.reason, found.words) if word)
    told += f" ({reasons})" if reasons else ""
    if group.settlement is not None:
        return _tr("Settled {0}.").format(told)
    changed = "; ".join(_changed(case, group, found)) or _tr("somebody else has read the same")
    return _tr("Changed since it was settled: {0}. Then: {1}.").format(changed, told)


def _choice(case: CasePlace, group: Group, found: Settlement) -> str:
    """Return what was chosen; of one reading whose it was, where it can be told."""
    taken = taken_reading(found, group)
    if taken is not None:
        return _tr("{0} was taken").format(case.reader(taken))
    return _tr(_TOLD[found.choice])


def _changed(case: CasePlace, group: Group, found: Settlement) -> Iterable[str]:
    """Yield what became of each claim since it was settled."""
    now = case.now
    if now is None:
        return
    names = {own: speaker.name for own, speaker in now.speakers.items()}
    words = Words(text=now.document.text, codebook=now.codebook, names=names)
    for at, claim in enumerate(group.claims):
        if claim is None:
            continue
        reader = letter_of(at)
        if claim.id not in found.settled:
            yield _tr("{0} is new").format(reader)
        elif claim.body != found.settled[claim.id]:
            parts = differences(found.settled[claim.id], claim.body, words)
            was = ", ".join(f"{item.part.lower()} was “{item.before or '—'}”" for item in parts)
            yield _tr("of {0} the {1}").format(reader, was)
    gone = found.settled.keys() - {claim.id for claim in group.there}
    if gone:
        yield _tr("a claim is gone")


def _field(now: Adjudication, key: str, field: FieldValue) -> str:
    if field.state is FieldState.EMPTY:
        return "—"
    state = _tr(field.state.value.replace("_", " "))
    if field.value is None:
        return state
    told = field.value
    kinds = {item.key: item.type for item in now.codebook.fields}
    if kinds.get(key) is FieldType.SPEAKER:
        every = now.speakers.values()
        told = next((one.name for one in every if told in map(str, (one.uid, *one.absorbed))), told)
    if field.evidence is not None:
        told += f" “{_line(field.evidence, now)}”"
    return f"{told} ({state})"


def _spans(value: object) -> tuple[Span, ...]:
    if isinstance(value, Span):
        return (value,)
    return value if isinstance(value, tuple) else ()


def _line(span: Span, now: Adjudication) -> str:
    return " ".join(span.of(now.document.text).split())


def _shared(readings: Iterable[Iterable[Span]]) -> frozenset[int]:
    """Return the offsets that every reading covers."""
    covered = [
        frozenset(at for span in one for at in range(span.start, span.end)) for one in readings
    ]
    return frozenset.intersection(*covered) if covered else frozenset()


def _marked(text: str, span: Span, shared: frozenset[int]) -> str:
    """Return words with those in bold that are not shared."""
    found: list[str] = []
    at = span.start
    while at < span.end:
        inside, end = at in shared, at
        while end < span.end and (end in shared) is inside:
            end += 1
        words = escape(" ".join(text[at:end].split()) if text[at:end].strip() else " ")
        lead = " " if text[at].isspace() and words != " " else ""
        trail = " " if text[end - 1].isspace() and words != " " else ""
        found.append(f"{lead}{words if inside else f'<b>{words}</b>'}{trail}")
        at = end
    return "".join(found)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Adjudication", text)
