"""Figures put into a page of the documentation, between two comments that name them."""

import re
from collections.abc import Iterable
from pathlib import Path


def put(page: Path, name: str, lines: Iterable[str]) -> None:
    """Replace what stands between `<!-- NAME -->` and `<!-- end NAME -->`.

    Raises:
        ValueError: the page has no such place, or several.
    """
    text = page.read_text(encoding="utf-8")
    place = re.compile(
        rf"(<!-- {re.escape(name)} -->\n).*?(<!-- end {re.escape(name)} -->)", re.DOTALL
    )
    body = "\n".join(lines).strip()
    new, places = place.subn(lambda found: f"{found[1]}{body}\n{found[2]}", text)
    if places != 1:
        raise ValueError(f"{page} has {places} places named {name}")
    page.write_text(new, encoding="utf-8")
