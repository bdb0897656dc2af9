"""The outlets that an article names: those that report, and those that its people told."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from annotator.extract.page.datelines import REPORTS
from annotator.extract.page.outlet_names import is_short, no_outlets
from annotator.extract.page.page_words import page_words
from annotator.extract.page.printed import RUN
from annotator.extract.prose.segmentation import Stretch

REPORTING: Final = "reports"
_IN_BODY: Final = re.compile(  # a look ahead at the first letter halves what it takes
    r" (?=[^\W\d_a-su-z])(?P<the>the )?(?P<name>(?:The )?(?:[^\W\d_a-z]\w+ ){0,3}[^\W\d_a-z]\w+)"
    r"(?P<learned> (?:has (?:learned|learnt|seen|established)|understands|can (?:reveal|report)))?"
)
_HEARER: Final = re.compile(rf" told (?P<the>the )?(?P<name>{RUN.pattern})")
_BEFORE_NAME: Final = re.compile(r"\b(?:told|reached|by|when|with|for|to)$")
_WORD: Final = 9


def told_outlets(
    text: str, body: Sequence[Stretch], short: str
) -> Iterator[tuple[Stretch, set[str]]]:
    """Yield the names that are outlets' by their words, that report or are told, with clues.

    `short` is the dateline's agency, "" without one: what its letters stand for is yielded, too.
    """
    heads = no_outlets()
    if not body:
        return
    for match in _IN_BODY.finditer(text, body[0].start, body[-1].end):
        last = match["name"].rpartition(" ")[2].lower()
        if last not in page_words().outlets or last in heads:
            continue
        before = _BEFORE_NAME.search(text, max(0, match.start() - _WORD), match.start())
        if before or match["learned"]:
            yield Stretch(*match.span("name")), {"told"}
    for match in _HEARER.finditer(text, body[0].start, body[-1].end):
        lows = match["name"].lower().split()
        if heads.isdisjoint(lows) and page_words().outlets.isdisjoint(lows):
            yield Stretch(*match.span("name")), {"hearer the" if match["the"] else "hearer"}
    for line in body[:1]:
        report = REPORTS.search(text, *line)
        if report and not any(low in heads for low in report["outlet"].lower().split()):
            yield Stretch(*report.span("outlet")), {REPORTING}
    if is_short(short):
        words = r"\s+(?:(?:of|the|and|for)\s+)?".join(rf"{re.escape(it)}\w+" for it in short)
        yield from ((Stretch(*it.span()), {"spelt"}) for it in re.finditer(rf"\b{words}\b", text))
