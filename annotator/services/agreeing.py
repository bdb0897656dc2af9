"""Tell how far layers agree: people's, engines' and the agreed one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from annotator.domain.agreement import Level
from annotator.domain.agreement_bootstrap import SEED, TIMES, Figure, drawings, intervals
from annotator.domain.agreement_claims import CodedText, Compared, Question, compared
from annotator.domain.agreement_report import AgreementLine, AgreementReport
from annotator.domain.codebook import Codebook, FieldDefinition, FieldScope, FieldType
from annotator.domain.errors import UsageError
from annotator.domain.layer import LayerKind
from annotator.runtime.progress import Progress, Silent
from annotator.services.coded_layers import CodedLayers, LayerName, ReadText
from annotator.services.context import Context

if TYPE_CHECKING:
    from annotator.domain.agreement import Vector

_TWO: Final = 2
_MONTH: Final = len("2026-11")


class AgreementRequest(NamedTuple):
    """What is asked: between which layers, by name; none for all that there are of people.

    `ordinal` are the fields whose choices stand in the codebook from one end of a scale to the
    other. Documents are drawn anew `times` times for the intervals; 0 for none. By month and by
    document the same is told of those alone; of one document, only where its claims are.
    """

    layers: tuple[str, ...] = ()
    ordinal: tuple[str, ...] = ()
    by_month: bool = False
    by_document: bool = False
    times: int = TIMES
    seed: int = SEED


class _Reading(NamedTuple):
    """What was read of a project for one request."""

    layers: tuple[LayerName, ...]
    texts: tuple[ReadText, ...]
    questions: tuple[Question, ...]
    tags: tuple[str, ...]
    left_out: tuple[str, ...]


class _Part(NamedTuple):
    """Some documents to be told of by themselves: those of a month, one by its title, or all."""

    texts: tuple[CodedText, ...]
    month: str | None = None
    document: str | None = None


def agreement(
    context: Context, request: AgreementRequest, progress: Progress | None = None
) -> AgreementReport:
    """Return how far layers agree, every two of them and, of more than two, all together.

    Only documents that both have read, or all, are compared.

    Raises:
        UsageError: there is nothing to compare, or no such layer or scale.
        CancelledError: somebody asked to stop.
    """
    watched = progress or Silent()
    reading = _read(context, request, watched)
    among: list[tuple[LayerName, ...]] = list(combinations(reading.layers, _TWO))
    if len(reading.layers) > _TWO:
        among.append(reading.layers)
    lines = [line for names in among for line in _lines(reading, names, request, watched)]
    if not lines:
        raise UsageError(_nothing(reading))
    shared = [text for text in reading.texts if len(text.readers) >= _TWO]
    counts = (
        sum(len(text.readers[name].claims) for text in shared if name in text.readers)
        for name in reading.layers
    )
    return AgreementReport(
        layers=_told(reading.layers),
        documents=len(shared),
        claims=tuple(counts),
        left_out=reading.left_out,
        times=request.times,
        seed=request.seed,
        lines=tuple(lines),
    )


def _read(context: Context, request: AgreementRequest, progress: Progress) -> _Reading:
    with context.reading() as unit:
        project = CodedLayers(unit)
        names = project.names()
        wanted = _asked(names, request.layers) if request.layers else _usual(names)
        texts = []
        for done, document_id in enumerate(project.documents):
            progress.step(done, len(project.documents), "reading")
            texts.append(project.read(document_id, wanted))
        codebook = unit.project.codebook()
    questions, tags = _questions(codebook, texts, request.ordinal)
    return _Reading(wanted, tuple(texts), questions, tags, _left_out(project, texts))


def _usual(names: Counter[LayerName]) -> tuple[LayerName, ...]:
    """Return the layers of people where there are two, else every layer there is."""
    ordered = sorted(names, key=lambda name: (list(LayerKind).index(name.kind), name.name))
    people = tuple(name for name in ordered if name.kind is LayerKind.ANNOTATOR)
    found = people if len(people) >= _TWO else tuple(ordered)
    if len(found) < _TWO:
        raise UsageError(f"There is nothing to compare: {_there_is(names)}.")
    return found


def _asked(names: Counter[LayerName], typed: Sequence[str]) -> tuple[LayerName, ...]:
    found = tuple(_named(names, name) for name in typed)
    if len(set(found)) < len(found):
        raise UsageError("A layer cannot be compared with itself; name two.")
    return found


def _named(names: Counter[LayerName], typed: str) -> LayerName:
    wanted = typed.casefold()
    found = [name for name in names if wanted in (name.name.casefold(), name.told.casefold())]
    if not found:
        raise UsageError(f"No layer is called “{typed}”: {_there_is(names)}.")
    if len(found) > 1:
        told = " or ".join(f"“{name.told}”" for name in sorted(found))
        raise UsageError(f"“{typed}” means more than one layer; write {told}.")
    return found[0]


def _there_is(names: Counter[LayerName]) -> str:
    if not names:
        return "no document has been read by anybody yet"
    listed = (f"“{name.told}” ({names[name]:,})" for name in sorted(names))
    return f"the layers and their documents are {', '.join(listed)}"


def _nothing(reading: _Reading) -> str:
    names = " and ".join(f"“{name}”" for name in _told(reading.layers))
    why = f" ({'; '.join(reading.left_out)})" if reading.left_out else ""
    return f"There is nothing to compare: no document has been read by {names} alike{why}."


def _told(names: Sequence[LayerName]) -> tuple[str, ...]:
    """Return names without their kinds, unless one of them would mean two."""
    often = Counter(name.name.casefold() for name in names)
    return tuple(name.told if often[name.name.casefold()] > 1 else name.name for name in names)


def _left_out(project: CodedLayers, texts: Iterable[ReadText]) -> tuple[str, ...]:
    texts = list(texts)
    unfinished = Counter(name for text in texts for name in text.unfinished)
    single = sum(1 for text in texts if len(text.readers) == 1 and not text.unfinished)
    found = [f"not finished by {name.name}: {number:,}" for name, number in unfinished.items()]
    if single:
        found.append(f"read by one of them alone: {single:,}")
    if project.excluded:
        found.append(f"excluded: {project.excluded:,}")
    return tuple(found)


def _questions(
    codebook: Codebook, texts: Sequence[ReadText], ordinal: Sequence[str]
) -> tuple[tuple[Question, ...], tuple[str, ...]]:
    """Return what to compare: what every claim has, and fields and tags that somebody used."""
    claims = [c for text in texts for read in text.readers.values() for c in read.claims]
    used = {key for claim in claims for key in claim.values}
    tagged = {tag for claim in claims for tag in claim.tags or ()}
    fields = codebook.of(FieldScope.CLAIM)
    _require_scales(fields, ordinal)
    asked = [_question(item, ordinal) for item in fields]
    always = (Question("kind"), Question("speaker"), Question("chain"))
    tags = tuple(tag.key for tag in codebook.all_tags() if tag.key in tagged)
    return (*always, *(item for item in asked if item.key in used)), tags


def _require_scales(fields: Sequence[FieldDefinition], ordinal: Sequence[str]) -> None:
    scales = [item.key for item in fields if item.type is FieldType.CHOICE]
    for key in ordinal:
        if key not in scales:
            there = f"there are {', '.join(scales)}" if scales else "there are none"
            raise UsageError(f"“{key}” is no field of one choice among several; {there}.")


def _question(item: FieldDefinition, ordinal: Sequence[str]) -> Question:
    key = f"field {item.key}"
    if item.key in ordinal:
        return Question(key, Level.ORDINAL, item.choices)
    return Question(key, Level.INTERVAL if item.type is FieldType.NUMBER else Level.NOMINAL)


def _lines(
    reading: _Reading,
    names: tuple[LayerName, ...],
    request: AgreementRequest,
    progress: Progress,
) -> Iterator[AgreementLine]:
    texts = [_coded(text, names) for text in reading.texts if text.readers.keys() >= {*names}]
    if not texts:
        return
    told = _told(names)
    parts = [_Part(tuple(texts)), *_months(texts if request.by_month else ())]
    for part in parts:
        found = compared(part.texts, reading.questions, reading.tags)
        drawn = drawings(len(part.texts), request.times, request.seed)
        yield from _figures(found, _watched(drawn, request.times, progress), told, part)
    for text in texts if request.by_document else ():
        yield from _figures(
            compared([text], (), ()), iter(()), told, _Part((text,), None, text.title)
        )


def _months(texts: Sequence[CodedText]) -> Iterator[_Part]:
    for month in sorted({text.month for text in texts if text.month}):
        yield _Part(tuple(text for text in texts if text.month == month), month)


def _figures(
    found: Sequence[Compared],
    drawn: Iterator["Vector"],
    layers: tuple[str, ...],
    part: _Part,
) -> Iterator[AgreementLine]:
    figures = [Figure(item.tables, item.measure) for item in found]
    between = intervals(figures, drawn)
    for item, figure, interval in zip(found, figures, between, strict=True):
        value, why = figure.coefficient()
        yield AgreementLine(
            layers=layers,
            month=part.month,
            document=part.document,
            what=item.what,
            measure=item.name.value,
            level=item.level.value if item.level else None,
            value=value,
            why=why,
            interval=interval if value is not None else None,
            units=item.units,
            alone=item.alone,
        )


def _coded(text: ReadText, names: Sequence[LayerName]) -> CodedText:
    reads = [text.readers[name] for name in names]
    month = max(read.worked for read in reads)[:_MONTH]
    return CodedText(text.title, month, text.length, tuple(read.claims for read in reads))


def _watched(drawn: Iterator["Vector"], times: int, progress: Progress) -> Iterator["Vector"]:
    for done, weights in enumerate(drawn):
        progress.step(done, times, "drawing documents")
        yield weights
