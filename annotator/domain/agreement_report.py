"""How far layers agree, told figure by figure."""

from typing import NamedTuple

from annotator.domain.agreement import Why
from annotator.domain.agreement_bootstrap import Interval
from annotator.domain.value import Value


class AgreementLine(NamedTuple):
    """One figure: between which layers, of what, by which measure.

    It is of all documents, of those coded in a `month` (2026-11), or of the `document` of a title.
    `value` is None where the measure is not defined, and `why` says the reason. `units` are the
    claims, or for measures of the text the documents, that it is made of; `alone` are claims that
    one layer alone has, or has coded. `keys` name the layers in a way that means no other, and
    `document_id` is that document's.
    """

    layers: tuple[str, ...]
    month: str | None
    document: str | None
    what: str
    measure: str
    level: str | None
    value: float | None
    why: Why | None
    interval: Interval | None
    units: int
    alone: int
    keys: tuple[str, ...] = ()
    document_id: int | None = None


class AgreementReport(Value):
    """Every figure, and what they are made of.

    `documents` are those that two of the layers or more have read; `left_out` says in sentences
    which others there are. Intervals come from drawing documents `times` times with a `seed`.
    """

    layers: tuple[str, ...]
    documents: int
    claims: tuple[int, ...]
    left_out: tuple[str, ...]
    times: int
    seed: int
    lines: tuple[AgreementLine, ...]
