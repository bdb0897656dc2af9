"""The columns of the exported table, declared once, and the choices an export offers."""

from collections.abc import Container
from enum import StrEnum
from typing import Final

from pydantic import Field

from annotator.domain.claim import ClaimKind
from annotator.domain.codebook import Codebook, FieldDefinition, FieldScope, FieldType
from annotator.domain.field import FieldState
from annotator.domain.field_source import FieldPart, FieldSource
from annotator.domain.review import ReviewStatus
from annotator.domain.speaker import SpeakerKind
from annotator.domain.value import Value

PROPOSED: Final = "proposed"  # the status under which an open proposal is exported
FRAGMENT_JOINT: Final = " [...] "
CHAIN_JOINT: Final = " > "
LIST_JOINT: Final = ";"
DELIMITERS: Final = (",", ";", "\t", "|")
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
GUARD: Final = "'"

_OFFSETS: Final = r"^\d+(;\d+)*$"
_EDTF: Final = r"^\d{4}(-\d{2}(-\d{2})?)?[?~%]?$"
_UUID: Final = r"^[0-9a-f-]{36}$"


class ExportStatus(StrEnum):
    """Which claims an export takes."""

    APPROVED = "approved"
    ALL = "all"


class CsvOptions(Value):
    """How the cells are framed; `guard` keeps spreadsheets from reading a cell as a formula."""

    delimiter: str = Field(default=",", pattern=r"^[,;\t|]$")
    guard: bool = False
    bom: bool = False


class ColumnType(StrEnum):
    """What the data dictionary says a cell holds."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"


class Column(Value):
    """One column of the table; `choices` are all it may hold, empty cells aside.

    A `plain` column holds nothing that a delimiter, a quote or a formula could be taken for.
    """

    name: str
    title: str
    description: str
    type: ColumnType = ColumnType.STRING
    pattern: str | None = None
    choices: tuple[str, ...] = ()
    required: bool = False
    plain: bool = False
    source: FieldSource | None = None


def _of_document(name: str, title: str, description: str, pattern: str | None = None) -> Column:
    source = FieldSource(FieldScope.DOCUMENT, name)
    return Column(name=name, title=title, description=description, pattern=pattern, source=source)


def _of_claim(name: str, title: str, description: str, pattern: str | None = None) -> Column:
    source = FieldSource(FieldScope.CLAIM, name)
    return Column(name=name, title=title, description=description, pattern=pattern, source=source)


def _offset(name: str, title: str, description: str) -> Column:
    integer = ColumnType.INTEGER
    return Column(name=name, title=title, description=description, type=integer, plain=True)


_STATUSES: Final = tuple(status.value for status in ReviewStatus)

FIXED: Final[tuple[Column, ...]] = (
    Column(
        name="claim_id",
        title="Claim",
        description="The claim's lasting id, or the proposal's where the status is proposed.",
        pattern=_UUID,
        required=True,
        plain=True,
    ),
    Column(
        name="document_id",
        title="Document",
        description="The document's lasting id.",
        pattern=_UUID,
        required=True,
        plain=True,
    ),
    Column(
        name="status",
        title="Status",
        description="How far the claim has come; proposed is what a machine suggests.",
        choices=(PROPOSED, *_STATUSES),
        required=True,
        plain=True,
    ),
    Column(
        name="document_status",
        title="Document status",
        description="How far the record of the document's own fields has come.",
        choices=_STATUSES,
        required=True,
        plain=True,
    ),
    _of_document("title", "Title", "The headline."),
    _of_document("outlet", "Outlet", "Who published the document."),
    _of_document("author", "Author", "The byline."),
    _of_document("published", "Published", "Year, month or day; ? after it when unsure.", _EDTF),
    Column(name="origin", title="Origin", description="Where the text came from.", required=True),
    Column(
        name="text_sha256",
        title="SHA-256 of the text",
        description="The hash of the document's text in UTF-8; offsets count in that text.",
        pattern=r"^[0-9a-f]{64}$",
        required=True,
        plain=True,
    ),
    Column(name="speaker", title="Speaker", description="The canonical name of who said it."),
    Column(
        name="speaker_id",
        title="Speaker id",
        description="The speaker's lasting id in the registry.",
        pattern=_UUID,
        plain=True,
    ),
    Column(
        name="speaker_kind",
        title="Speaker kind",
        description="What sort of source the speaker is.",
        choices=tuple(kind.value for kind in SpeakerKind),
        plain=True,
    ),
    Column(
        name="role",
        title="Role",
        description="The speaker's office when it was said, else when it was published.",
    ),
    Column(
        name="chain",
        title="Source chain",
        description="Who reports whom, the outermost first, the speaker last, with > between.",
    ),
    Column(
        name="kind",
        title="Kind",
        description="Whether the content stands in quotation marks.",
        choices=tuple(kind.value for kind in ClaimKind),
        required=True,
        plain=True,
    ),
    Column(
        name="content",
        title="Content",
        description="What was said, in the text's own words; [...] joins split fragments.",
        required=True,
    ),
    Column(
        name="content_start",
        title="Content start",
        description="Offset of each fragment's first code point, with ; between.",
        pattern=_OFFSETS,
        required=True,
    ),
    Column(
        name="content_end",
        title="Content end",
        description="Offset after each fragment's last code point, with ; between.",
        pattern=_OFFSETS,
        required=True,
    ),
    Column(name="source", title="Source", description="The words that name the speaker."),
    _offset("source_start", "Source start", "Offset of the source's first code point."),
    _offset("source_end", "Source end", "Offset after the source's last code point."),
    Column(name="cue", title="Cue", description="The words that say it was said."),
    _offset("cue_start", "Cue start", "Offset of the cue's first code point."),
    _offset("cue_end", "Cue end", "Offset after the cue's last code point."),
    _of_claim("addressee", "Addressee", "To whom it was said."),
    _of_claim("medium", "Medium", "How it was said."),
    _of_claim("said_on", "Said on", "Year, month or day; ? after it when unsure.", _EDTF),
    _of_claim("said_at", "Said at", "The event or place at which it was said."),
    _of_claim("stance", "Stance", "How the speaker stands to what the claim is about."),
    _of_claim("topic", "Topic", "What the claim is about."),
    Column(name="tags", title="Tags", description="Keys of the claim's tags, with ; between."),
    Column(
        name="annotator",
        title="Annotator",
        description="Who made the claim; engine and version of a proposal.",
        required=True,
    ),
    Column(
        name="editors",
        title="Editors",
        description="Who edited the claim, in order, with ; between; A;B;A is A again after B.",
    ),
    Column(name="reviewer", title="Reviewer", description="Who approved the claim."),
    Column(
        name="approved_at",
        title="Approved at",
        description="When it was approved, in UTC.",
        pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$",
        plain=True,
    ),
    Column(
        name="score",
        title="Score",
        description="How sure the engine was of the proposal the claim comes from, 0 to 1.",
        type=ColumnType.NUMBER,
        plain=True,
    ),
)


def columns(codebook: Codebook) -> tuple[Column, ...]:
    """Return the fixed columns, then those of the codebook's active fields.

    A field that has a fixed column adds only its state. Where a field's key is the name of
    another column, an underscore is added until the name is free.
    """
    found = list(FIXED)
    shown = {column.source for column in FIXED}
    for field in codebook.fields:
        if field.retired:
            continue
        source = FieldSource(field.scope, field.key)
        if source not in shown:
            found.append(_value_column(field, source, _free(field.key, found)))
        found.append(_state_column(field, _free(f"{field.key}_state", found)))
    named = {field.key for field in codebook.fields if field.type is FieldType.SPEAKER}
    return tuple(_with_name(column, named) for column in found)


def _with_name(column: Column, speakers: Container[str]) -> Column:
    source = column.source
    if source is None or source.key not in speakers or source.part is FieldPart.STATE:
        return column
    return column.amended(source=source._replace(part=FieldPart.SPEAKER))


def _value_column(field: FieldDefinition, source: FieldSource, name: str) -> Column:
    return Column(
        name=name,
        title=field.label,
        description=field.help or field.label,
        pattern=_EDTF if field.type is FieldType.DATE else None,
        source=source,
    )


def _state_column(field: FieldDefinition, name: str) -> Column:
    return Column(
        name=name,
        title=f"{field.label}: state",
        description=f"How far “{field.label}” is known; an empty cell has one of three reasons.",
        choices=tuple(state.value for state in FieldState),
        required=True,
        plain=True,
        source=FieldSource(field.scope, field.key, FieldPart.STATE),
    )


def _free(name: str, taken: list[Column]) -> str:
    names = {column.name for column in taken}
    while name in names:
        name += "_"
    return name


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; `unguarded` undoes it."""
    return GUARD + cell if cell.lstrip(GUARD).startswith(FORMULA_STARTS) else cell


def unguarded(cell: str) -> str:
    """Return a guarded cell as it was."""
    hidden = cell.startswith(GUARD) and cell.lstrip(GUARD).startswith(FORMULA_STARTS)
    return cell[len(GUARD) :] if hidden else cell
