"""Two copies of a project, people who work in each, and what they may do at random."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from annotator.domain.adjudication import Decision, Standing
from annotator.domain.assigning import Wanted
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.columns import ExportStatus
from annotator.domain.errors import AnnotatorError
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.domain.settlement import Choice
from annotator.domain.span import Span
from annotator.domain.speaker import SpeakerBody
from annotator.services.bootstrap import Services, open_services
from annotator.services.checking import check_project
from annotator.services.merging import MergingProjectsService
from annotator.services.merging_report import MergeReport

PEOPLE = ("Ann", "Bob", "Cem")


class Copy:
    """One copy of a project, with everybody at work in it."""

    def __init__(self, path: Path) -> None:
        first = open_services(path, user=PEOPLE[0])
        self.path = path
        self.people = [first, *(first.as_user(name) for name in PEOPLE[1:])]

    def merge(self, other: "Copy", *, prefer_theirs: bool = False) -> MergeReport:
        """Let Ann take in what the other copy has."""
        service = MergingProjectsService(self.people[0].context)
        return service.merge(other.path, prefer_theirs=prefer_theirs)

    def findings(self) -> tuple[str, ...]:
        """Return what the check of the project finds."""
        report = check_project(self.people[0].context)
        return tuple(item.sentence for item in report.findings)

    def rows(self, status: ExportStatus = ExportStatus.ALL) -> list[list[str]]:
        """Return the rows of an export, in an order of their own."""
        out = self.path.with_suffix(".csv")
        self.people[0].exporting.export(out, status=status)
        with out.open(encoding="utf-8", newline="") as file:
            return sorted(csv.reader(file))

    def close(self) -> None:
        """Close the file."""
        self.people[0].close()


def copied(path: Path, names: tuple[str, ...] = ("a", "b")) -> tuple[Copy, ...]:
    """Return copies of a closed project."""
    for name in names:
        shutil.copy(path, path.with_name(f"{name}.annotator"))
    return tuple(Copy(path.with_name(f"{name}.annotator")) for name in names)


def act(copy: Copy, who: int, what: int, which: int, how: int) -> None:
    """Let somebody do something to one of the records; what may not be done is not done."""
    services = copy.people[who % len(copy.people)]
    document = _document(services, which)
    try:
        ACTS[what % len(ACTS)](services, document, which, how)
    except AnnotatorError:
        return


def _document(services: Services, which: int) -> int:
    with services.context.reading() as unit:
        ids = unit.documents.ids()
    return ids[which % len(ids)]


def _claim(services: Services, document: int, which: int) -> Any:
    claims = services.querying.sheet(document).claims
    return claims[which % len(claims)] if claims else None


def _span(services: Services, document: int, how: int) -> Span:
    size = len(services.querying.sheet(document).document.text)
    start = (how * 7) % (size - 12)
    return Span(start=start, end=start + 5 + how % 7)


def _add(services: Services, document: int, _which: int, how: int) -> None:
    body = ClaimBody(kind=ClaimKind.DIRECT, content=(_span(services, document, how),))
    services.annotating.add(document, body)


def _change(services: Services, document: int, which: int, how: int) -> None:
    claim = _claim(services, document, which)
    if claim:
        body = claim.body.amended(content=(_span(services, document, how),))
        services.annotating.change(claim, body, "Move the end")


def _note(services: Services, document: int, which: int, how: int) -> None:
    claim = _claim(services, document, which)
    if claim:
        value = FieldValue(value=f"note {how}", state=FieldState.CONFIRMED)
        services.annotating.change(claim, claim.body.with_field("note", value), "Note")


def _delete(services: Services, document: int, which: int, _how: int) -> None:
    claim = _claim(services, document, which)
    if claim:
        services.annotating.delete(claim)


def _submit(services: Services, document: int, _which: int, _how: int) -> None:
    for proposal in services.querying.sheet(document).proposals:
        services.annotating.refuse(proposal.id)
    services.reviewing.submit(document)


def _judge(services: Services, document: int, which: int, how: int) -> None:
    found = services.querying.sheet(document).claims
    waiting = [item for item in found if item.status is ReviewStatus.SUBMITTED]
    claim = waiting[which % len(waiting)] if waiting else None
    verbs = (ReviewVerb.APPROVE, ReviewVerb.APPROVE, ReviewVerb.RETURN, ReviewVerb.REJECT)
    kind, own = RecordKind.RECORD, services.querying.sheet(document).record.id
    if claim and how % 5:
        kind, own = RecordKind.CLAIM, claim.id
    services.reviewing.give(kind, own, verbs[how % len(verbs)], reason="Boundary")


def _withdraw(services: Services, document: int, which: int, _how: int) -> None:
    claim = _claim(services, document, which)
    if claim:
        services.reviewing.withdraw(RecordKind.CLAIM, claim.id)


def _title(services: Services, document: int, _which: int, how: int) -> None:
    fields = services.querying.sheet(document).record.fields
    value = FieldValue(value=f"Title {how % 5}", state=FieldState.CORRECTED)
    services.annotating.change_fields(document, fields, {**fields, "title": value}, "Title")


def _undo(services: Services, _document: int, _which: int, _how: int) -> None:
    services.undoing.undo()


def _redo(services: Services, _document: int, _which: int, _how: int) -> None:
    services.undoing.redo()


def _accept(services: Services, document: int, which: int, _how: int) -> None:
    proposals = services.querying.sheet(document).proposals
    if proposals:
        services.annotating.accept(proposals[which % len(proposals)].id)


def _refuse(services: Services, document: int, which: int, _how: int) -> None:
    proposals = services.querying.sheet(document).proposals
    if proposals:
        services.annotating.refuse(proposals[which % len(proposals)].id)


def _rename(services: Services, _document: int, which: int, how: int) -> None:
    with services.context.reading() as unit:
        speakers = unit.speakers.all()
    with services.context.writing("Speaker") as unit:
        if speakers and how % 3:
            found = speakers[which % len(speakers)]
            body = found.body.amended(name=f"Speaker {how % 4}", aliases=(f"S{how % 3}",))
            unit.speakers.swap(found.id, found.body, body)
        else:
            unit.speakers.add(SpeakerBody(name=f"New {how}"))
        unit.commit()


def _speak(services: Services, document: int, which: int, how: int) -> None:
    claim = _claim(services, document, which)
    with services.context.reading() as unit:
        speakers = unit.speakers.all()
    if claim and speakers:
        link = claim.body.last.amended(speaker=speakers[how % len(speakers)].id)
        services.annotating.change(claim, claim.body.with_last(link), "Speaker")


def _join(services: Services, _document: int, which: int, how: int) -> None:
    with services.context.reading() as unit:
        speakers = unit.speakers.all()
    if len(speakers) > 1:
        one, other = speakers[which % len(speakers)], speakers[how % len(speakers)]
        services.merging.merge(services.merging.merge_preview(one.id, [other.id]))


def _remark(services: Services, document: int, which: int, how: int) -> None:
    claim = _claim(services, document, which)
    if claim:
        services.annotating.comment(claim, f"Remark {how}")


def _flag(services: Services, document: int, _which: int, how: int) -> None:
    marks = services.querying.sheet(document).document.marks
    wanted = marks.amended(flagged=not marks.flagged, note=f"note {how}" if how % 2 else None)
    services.annotating.mark(document, marks, wanted, "Flag")


def _assign(services: Services, document: int, which: int, how: int) -> None:
    people = services.assigning.people()
    person = people[which % len(people)].id
    gone = how % 4 == 0
    wanted = Wanted(
        documents=(document,),
        add=() if gone else (person,),
        remove=(person,) if gone else (),
        independent=bool(how % 3),
    )
    services.assigning.assign(wanted)


def _settle(services: Services, document: int, which: int, how: int) -> None:
    groups = services.adjudicating.open(document).of(Standing.OPEN)
    choice = (Choice.ONE, Choice.BOTH, Choice.NEITHER)[how % 3]
    if groups:
        group = groups[which % len(groups)]
        services.adjudicating.settle(document, group, Decision(choice=choice))


ACTS: tuple[Callable[[Services, int, int, int], None], ...] = (
    _add,
    _change,
    _change,
    _note,
    _delete,
    _submit,
    _submit,
    _judge,
    _judge,
    _judge,
    _withdraw,
    _title,
    _undo,
    _undo,
    _redo,
    _accept,
    _refuse,
    _rename,
    _speak,
    _join,
    _remark,
    _flag,
    _assign,
    _assign,
    _settle,
)
