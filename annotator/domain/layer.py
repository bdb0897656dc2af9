"""One author's reading of one document."""

from enum import StrEnum
from uuid import UUID

from annotator.domain.value import Value


class LayerKind(StrEnum):
    """Whose reading a layer is."""

    EXTRACTOR = "extractor"
    ANNOTATOR = "annotator"
    AGREED = "agreed"


class Scope(StrEnum):
    """What counts as an attribution: speech alone, or beliefs, intentions and polls too."""

    SPEECH = "speech"
    SPEECH_AND_STANCE = "speech+stance"


class Engine(Value):
    """Which machine reads: together with the document it names an extractor's layer."""

    name: str
    version: str
    model: str | None = None
    scope: Scope = Scope.SPEECH


class Layer(Value):
    """A reading of one document by an engine, by a person, or the agreed one."""

    id: int
    uid: UUID
    document_id: int
    kind: LayerKind
    user: int | None = None
    engine: Engine | None = None
    note: str | None = None
