"""The columns of the exported table of links."""

from typing import Final

from annotator.domain.claim_link import LinkKind
from annotator.domain.columns import Column

_UUID: Final = r"^[0-9a-f-]{36}$"
CLAIM_COLUMNS: Final = ("from_claim", "to_claim")

LINK_COLUMNS: Final = (
    Column(
        name="uid",
        title="Link",
        description="The link's lasting id.",
        pattern=_UUID,
        required=True,
    ),
    Column(
        name="from_claim",
        title="From claim",
        description="The claim that repeats, contradicts or updates the other one.",
        pattern=_UUID,
        required=True,
    ),
    Column(
        name="to_claim",
        title="To claim",
        description="The claim that is repeated, contradicted or updated.",
        pattern=_UUID,
        required=True,
    ),
    Column(
        name="kind",
        title="Kind",
        description="What the first claim is to the second; same holds in both directions.",
        choices=tuple(kind.value for kind in LinkKind),
        required=True,
    ),
    Column(
        name="linked_by",
        title="Linked by",
        description="Who said so.",
        required=True,
    ),
    Column(
        name="linked_at",
        title="Linked at",
        description="When, in UTC.",
        required=True,
    ),
)
