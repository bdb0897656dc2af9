"""A document that two people have read on their own, for pictures."""

from collections.abc import Mapping
from typing import Final

from annotator.domain.assigning import Wanted
from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.span import Span
from annotator.domain.speaker import SpeakerBody
from annotator.services.bootstrap import Services

_READERS: Final = ("Bea", "Carl")
_TEXT: Final = """Ferry fares to rise in spring

“Fares go up in May,” harbour master Lena Ovik said on Monday, “and not before.” The island council had asked for the rise to be put off until the autumn, when fewer visitors come.

The Harbour Gazette reported, citing the port authority, that two piers will close while the new landing stage is built. Islanders were told of it by post, the paper wrote.

According to council chair Tomas Reed, nobody on the islands was asked. “We read it in the paper like everybody else,” he said. “That is not how neighbours treat each other.”

Its spokeswoman said that letters had gone out in January, and that three meetings were held in the school at Norrey. Ovik added that the old ferry, the Merganser, will be sold. She expects a buyer before the summer. Reed called the plan a gamble with other people's boats.

A person close to the talks said the state would pay half of the costs, but warned that nothing was signed yet.
"""  # noqa: E501 - as articles are: a paragraph a line
_Link = tuple[str, str, str]
_CLAIMS: Final[tuple[tuple[str, tuple[str, ...], ClaimKind, tuple[_Link, ...]], ...]] = (
    (
        "ab", ("We read it in the paper like everybody else",), ClaimKind.DIRECT,
        (("he", "said", "Tomas Reed"),),
    ),
    (
        "ab", ("letters had gone out in January",), ClaimKind.INDIRECT,
        (("Its spokeswoman", "said", "port authority"),),
    ),
    (
        "ab", ("the old ferry, the Merganser, will be sold",), ClaimKind.INDIRECT,
        (("Ovik", "added", "Lena Ovik"),),
    ),
    (
        "a", ("Fares go up in May", "and not before"), ClaimKind.DIRECT,
        (("harbour master Lena Ovik", "said", "Lena Ovik"),),
    ),
    (
        "b", ("Fares go up in May",), ClaimKind.DIRECT,
        (("harbour master Lena Ovik", "said", "Lena Ovik"),),
    ),
    (
        "a", ("two piers will close while the new landing stage is built",), ClaimKind.INDIRECT,
        (
            ("The Harbour Gazette", "reported", "Harbour Gazette"),
            ("the port authority", "citing", "port authority"),
        ),
    ),
    (
        "b", ("two piers will close",), ClaimKind.INDIRECT,
        (("the port authority", "citing", "port authority"),),
    ),
    (
        "a", ("nobody on the islands was asked",), ClaimKind.INDIRECT,
        (("council chair Tomas Reed", "According to", "Tomas Reed"),),
    ),
    (
        "b", ("nobody on the islands was asked",), ClaimKind.INDIRECT,
        (("council chair Tomas Reed", "According to", "island council"),),
    ),
    (
        "a", ("a gamble with other people's boats",), ClaimKind.MIXED,
        (("Reed", "called", "Tomas Reed"),),
    ),
    (
        "b", ("She expects a buyer before the summer",), ClaimKind.INDIRECT,
        (("She", "expects", "Lena Ovik"),),
    ),
    (
        "ab", ("the state would pay half of the costs",), ClaimKind.INDIRECT,
        (("A person close to the talks", "said", ""),),
    ),
)  # fmt: skip


def read_twice(lead: Services) -> int:
    """Take a text in, let two people read it on their own and submit, and return the document.

    Where the text is in the project already, they have done so.

    Raises:
        AnnotatorError: the user does not lead the project.
    """
    known = lead.importing.known(_TEXT)
    if known is not None:
        return known
    document_id = lead.importing.pasted(_TEXT)
    fields = lead.querying.sheet(document_id).record.fields
    title = FieldValue(value=_TEXT.split("\n", 1)[0], state=FieldState.CONFIRMED)
    lead.annotating.change_fields(document_id, fields, {**fields, "title": title}, "Title")
    readers = [lead.as_user(name) for name in _READERS]
    people = tuple(reader.context.user.id for reader in readers)
    lead.assigning.assign(Wanted(documents=(document_id,), add=people, independent=True))
    names = {name for *_about, chain in _CLAIMS for _source, _cue, name in chain if name}
    speakers = {speaker.name: speaker.id for speaker in lead.querying.speakers()}
    missing = names - speakers.keys()
    speakers |= {name: lead.speakers.add(SpeakerBody(name=name)) for name in missing}
    text = lead.querying.sheet(document_id).document.text
    for letter, reader in zip("ab", readers, strict=True):
        for whose, content, kind, chain in _CLAIMS:
            if letter in whose:
                body = _body(text, content, kind, chain, speakers)
                reader.annotating.add(document_id, body)
        reader.reviewing.submit(document_id)
    return document_id


def _body(
    text: str,
    content: tuple[str, ...],
    kind: ClaimKind,
    chain: tuple[_Link, ...],
    known: Mapping[str, int],
) -> ClaimBody:
    monday = FieldValue(
        value="2024-04-08", state=FieldState.CONFIRMED, evidence=_span(text, "Monday")
    )
    return ClaimBody(
        kind=kind,
        content=tuple(_span(text, words) for words in content),
        chain=tuple(
            Attribution(source=_span(text, source), cue=_span(text, cue), speaker=known.get(name))
            for source, cue, name in chain
        ),
        fields={"said_on": monday} if content[-1] == "and not before" else {},
    )


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))
