"""Two copies of a project in which people worked apart, for the picture of a merge."""

from pathlib import Path
from typing import Final

from annotator.domain.claim import Claim
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.speaker import SpeakerBody, SpeakerKind
from annotator.services import keeping
from annotator.services.bootstrap import Services, open_services

_COLLEAGUE: Final = "Nadia"
_ARTICLE: Final = (
    "Harbour to get a second crane\n\nThe port authority said that a second crane would be "
    "put up in May. “It pays for itself in four years,” harbour master Lena Ovik said.\n"
)
_EDITED: Final = 3


def parted(services: Services, folder: Path) -> Path:
    """Copy a project, let a colleague work in the copy and the user here, and return the copy.

    Raises:
        AnnotatorError: the project has fewer than three claims in its first document.
    """
    copy = folder / "nadia.annotator"
    keeping.backup(services.context, copy)
    there = open_services(copy, user=_COLLEAGUE)
    try:
        _work_here(services)
        _work_there(there)
    finally:
        there.close()
    return copy


def _claims(services: Services) -> tuple[Claim, ...]:
    first = services.querying.first_document()
    return services.querying.sheet(first).claims if first is not None else ()


def _work_here(services: Services) -> None:
    for claim in _claims(services)[:_EDITED]:
        _say(services, claim, "topic", "economy")
    _title(services, "As the paper had it in print")


def _work_there(services: Services) -> None:
    for number, claim in enumerate(_claims(services)[:_EDITED]):
        content = claim.body.content
        shorter = (content[0].amended(end=content[0].end - 12), *content[1:])
        body = claim.body.amended(content=shorter if number else content)
        services.annotating.change(claim, body.with_field("topic", _field("trade")), "Shorten")
    _title(services, "As it stands on the site")
    services.importing.pasted(_ARTICLE)
    named = (speaker.body for speaker in services.querying.speakers())
    person = next(body for body in named if body.kind is SpeakerKind.PERSON and " " in body.name)
    initial = f"{person.name[0]}. {person.name.split()[-1]}"
    services.speakers.add(SpeakerBody(name=initial, kind=SpeakerKind.PERSON))


def _say(services: Services, claim: Claim, key: str, value: str) -> None:
    services.annotating.change(claim, claim.body.with_field(key, _field(value)), "Topic")


def _title(services: Services, title: str) -> None:
    first = services.querying.first_document()
    if first is not None:
        fields = services.querying.sheet(first).record.fields
        wanted = {**fields, "title": _field(title)}
        services.annotating.change_fields(first, fields, wanted, "Title")


def _field(value: str) -> FieldValue:
    return FieldValue(value=value, state=FieldState.CORRECTED)
