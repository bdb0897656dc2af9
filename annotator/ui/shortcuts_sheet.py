"""All keys on a page, generated from the table of acts."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from typing import Final

from annotator.ui.actions import Act, Group
from annotator.ui.keys import is_fixed, shown

_DIGITS: Final = "1 – 9, 0"


def keys_page(acts: Iterable[Act]) -> str:
    """Return the acts that have keys, by group, as rich text."""
    listed = sorted(_folded(acts), key=lambda act: list(Group).index(act.group))
    return "".join(
        f"<h3>{group.value}</h3><table cellspacing='0' cellpadding='3'>{_rows(tuple(within))}"
        "</table>"
        for group, within in groupby(listed, key=lambda act: act.group)
    )


def _folded(acts: Iterable[Act]) -> Iterable[Act]:
    """Return the acts with keys, of the ten digits only the first."""
    keyed = [act for act in acts if act.keys]
    return [act for act in keyed if not is_fixed(act) or act.given == (1,)]


def _rows(acts: Sequence[Act]) -> str:
    return "".join(
        f"<tr><td width='150'><b>{escape(_key(act))}</b></td><td>{escape(act.tip)}</td></tr>"
        for act in acts
    )


def _key(act: Act) -> str:
    return _DIGITS if is_fixed(act) else shown(act.keys[0])
