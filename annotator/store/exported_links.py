"""Links between exported claims, as SQL."""

from collections.abc import Mapping
from string import Template
from types import MappingProxyType
from typing import Final

from annotator.domain.columns import ExportStatus
from annotator.store.exported import AGREED

_IS_EXPORTED: Final = Template(
    "EXISTS (SELECT 1 FROM claim c WHERE c.id = k.$end AND NOT c.deleted$only)"
)
_LINKS: Final = Template(
    "FROM claim_link k JOIN claim f ON f.id = k.from_claim JOIN claim t ON t.id = k.to_claim "
    "JOIN history h ON h.number = k.created JOIN act a ON a.number = h.act "
    "JOIN user_account u ON u.id = a.user_id "
    "WHERE NOT k.deleted AND $first AND $second"
)
_ONLY: Final[Mapping[ExportStatus, str]] = MappingProxyType(
    {ExportStatus.APPROVED: AGREED, ExportStatus.ALL: ""}
)
_ARRAY: Final = Template(
    "json((SELECT json_group_array(json_object('id', uid, 'kind', kind, 'from_claim', one, "
    "'to_claim', other, 'user', name, 'at', at)) FROM ("
    "SELECT k.uid, k.kind, f.uid AS one, t.uid AS other, u.name, a.at $links "
    "AND i.id IN (k.from_claim, k.to_claim) ORDER BY k.id)))"
)


def rows_of_links(status: ExportStatus) -> str:
    """Return the SQL of all links between exported claims, cell by cell, oldest first."""
    cells = "k.uid, f.uid, t.uid, k.kind, u.name, a.at"
    return f"SELECT {cells} {_links(status)} ORDER BY k.id"


def array_of_links(status: ExportStatus) -> str:
    """Return the SQL of a JSON array: the links of the exported claim `i`."""
    return _ARRAY.substitute(links=_links(status))


def _links(status: ExportStatus) -> str:
    first, second = (
        _IS_EXPORTED.substitute(end=end, only=_ONLY[status]) for end in ("from_claim", "to_claim")
    )
    return _LINKS.substitute(first=first, second=second)
