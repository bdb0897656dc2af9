"""Tell how far layers agree: people's, engines' and the agreed one."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations
from typing import NamedTuple

from annotator.domain.agreement import Level
from annotator.domain.agreement_bootstrap import SEED, TIMES, Figure, drawn_at_once, interval
from annotator.domain.agreement_claims import CodedText, Question, compared
from annotator.domain.agreement_report import AgreementLine, AgreementReport
from annotator.domain.codebook import Codebook, FieldDefinition, FieldScope, FieldType
from annotator.domain.errors import UsageError
from annotator.domain.layer import LayerKind
from annotator.runtime.progress import Progress, Silent
from annotator.services.coded_layers import CodedLayers, LayerName, ReadText, coded, month_of
from annotator.services.context import Context
from annotator.services.layer_names import TWO, asked, in_order, told, usual


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
    """Some documents that layers have read: those of a month, one alone, or all."""

    names: tuple[LayerName, ...]
    texts: tuple[ReadText, ...]
    month: str | None = None
    alone: bool = False

    @property
    def coded(self) -> tuple[CodedText, ...]:
        """Return the documents as these layers coded them."""
        return tuple(coded(text, self.names) for text in self.texts)


class Comparable(NamedTuple):
    """A layer that could be compared: its kind, its lasting and its shown name, its documents.

    It is `usual` where nobody says otherwise.
    """

    kind: LayerKind
    key: str
    name: str
    documents: int
    usual: bool


def comparable(context: Context) -> tuple[Comparable, ...]:
    """Return every layer that could be compared, people's first."""
    with context.overseeing() as unit:
        names = CodedLayers(unit).names()
    found = sorted(in_order(names), key=lambda name: name.kind is not LayerKind.ANNOTATOR)
    taken = usual(names) if len(found) >= TWO else ()
    return tuple(
        Comparable(name.kind, name.told, shown, names[name], name in taken)
        for name, shown in zip(found, told(found), strict=True)
    )


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
    among: list[tuple[LayerName, ...]] = list(combinations(reading.layers, TWO))
    if len(reading.layers) > TWO:
        among.append(reading.layers)
    parts = [part for names in among for part in _parts(reading, names, request)]
    lines: list[AgreementLine] = []
    for done, part in enumerate(parts):
        step = partial(watched.step, done, len(parts), "drawing documents")
        lines += _lines(reading, part, request, step)
    if not lines:
        raise UsageError(_nothing(reading))
    return _report(reading, request, lines)


def _report(
    reading: _Reading, request: AgreementRequest, lines: Sequence[AgreementLine]
) -> AgreementReport:
    shared = [text for text in reading.texts if len(text.readers) >= TWO]
    counts = (
        sum(len(text.readers[name].claims) for text in shared if name in text.readers)
        for name in reading.layers
    )
    return AgreementReport(
        layers=told(reading.layers),
        documents=len(shared),
        claims=tuple(counts),
        left_out=reading.left_out,
        times=request.times,
        seed=request.seed,
        lines=tuple(lines),
    )


def _read(context: Context, request: AgreementRequest, progress: Progress) -> _Reading:
    with context.overseeing() as unit:
        project = CodedLayers(unit)
        names = project.names()
        wanted = asked(names, request.layers) if request.layers else usual(names)
        texts = []
        for done, document_id in enumerate(project.documents):
            progress.step(done, len(project.documents), "reading")
            texts.append(project.read(document_id, wanted))
        codebook = unit.project.codebook()
    questions, tags = _questions(codebook, texts, request.ordinal)
    return _Reading(wanted, tuple(texts), questions, tags, _left_out(project, texts))


def _nothing(reading: _Reading) -> str:
    names = " and ".join(f"“{name}”" for name in told(reading.layers))
    why = f" ({'; '.join(reading.left_out)})" if reading.left_out else ""
    return f"There is nothing to compare: no document has been read by {names} alike{why}."


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


def _parts(
    reading: _Reading, names: tuple[LayerName, ...], request: AgreementRequest
) -> Iterator[_Part]:
    """Yield all that these layers have read, then what is to be told of by itself."""
    texts = tuple(text for text in reading.texts if text.readers.keys() >= {*names})
    if not texts:
        return
    yield _Part(names, texts)
    months = [month_of(text, names) for text in texts]
    for month in sorted({*months} - {""}) if request.by_month else ():
        mine = (text for text, other in zip(texts, months, strict=True) if other == month)
        yield _Part(names, tuple(mine), month)
    for text in texts if request.by_document else ():
        yield _Part(names, (text,), alone=True)


def _lines(
    reading: _Reading, part: _Part, request: AgreementRequest, step: Callable[[], None]
) -> Iterator[AgreementLine]:
    asked_of = ((), ()) if part.alone else (reading.questions, reading.tags)
    times = request.times if len(part.texts) >= TWO else 0
    drawn = drawn_at_once(len(part.texts), times, request.seed)
    for item in compared(part.coded, *asked_of):
        step()
        figure = Figure(item.tables, item.measure)
        value, why = figure.coefficient()
        yield AgreementLine(
            layers=told(part.names),
            month=part.month,
            document=part.texts[0].title if part.alone else None,
            what=item.what,
            measure=item.name.value,
            level=item.level.value if item.level else None,
            value=value,
            why=why,
            interval=interval(figure, drawn) if value is not None else None,
            units=item.units,
            alone=item.alone,
            keys=tuple(name.told for name in part.names),
            document_id=part.texts[0].document_id if part.alone else None,
        )
