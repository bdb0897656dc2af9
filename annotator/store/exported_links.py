"""Links between exported claims, as SQL."""

from string import Template
from typing import Final

from annotator.domain.columns import ExportStatus
from annotator.store.dialect import Dialect
from annotator.store.exported import exported

_IS_EXPORTED: Final = Template(
    "EXISTS (SELECT 1 FROM claim c WHERE c.id = k.$end AND NOT c.deleted$only)"
)
_LINKS: Final = Template(
    "FROM claim_link k JOIN claim f ON f.id = k.from_claim JOIN claim t ON t.id = k.to_claim "
    "JOIN history h ON h.number = k.created JOIN act a ON a.number = h.act "
    "JOIN user_account u ON u.id = a.user_id "
    "WHERE NOT k.deleted AND $first AND $second"
)
_ARRAY: Final = Template(
    "(SELECT $gathered FROM (SELECT k.uid, k.kind, f.uid AS one, t.uid AS other, u.name, a.at "
    "$links AND i.id IN (k.from_claim, k.to_claim) ORDER BY k.id) AS links)"
)
_MEMBERS: Final = (
    ("id", "uid"),
    ("kind", "kind"),
    ("from_claim", "one"),
    ("to_claim", "other"),
    ("user", "name"),
    ("at", "at"),
)


def rows_of_links(own: Dialect, status: ExportStatus) -> str:
    """Return the SQL of all links between exported claims, cell by cell, oldest first."""
    cells = "k.uid, f.uid, t.uid, k.kind, u.name, a.at"
    return f"SELECT {cells} {_links(own, status)} ORDER BY k.id"


def array_of_links(own: Dialect, status: ExportStatus) -> str:
    """Return the SQL of a JSON array: the links of the exported claim `i`."""
    gathered = own.gathered(own.object(_MEMBERS))
    return own.nested(_ARRAY.substitute(gathered=gathered, links=_links(own, status)))


def _links(own: Dialect, status: ExportStatus) -> str:
    only = exported(own, status)
    first, second = (
        _IS_EXPORTED.substitute(end=end, only=only) for end in ("from_claim", "to_claim")
    )
    return _LINKS.substitute(first=first, second=second)
