"""Writes act after act to the project named on each line of stdin, until it is killed.

Prints `pid N`, then the number of each act once it is stored, then `gone`.
"""

import os
import sys
from itertools import count
from pathlib import Path

from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.span import Span
from annotator.services.bootstrap import open_services


def write(path: Path) -> None:
    ann = open_services(path, user="Ann")
    body = ClaimBody(kind=ClaimKind.DIRECT, content=(Span(start=22, end=40),))
    with ann.context.reading() as unit:
        (document_id, *_rest) = unit.documents.ids()
    for turn in count():
        claim_id = ann.annotating.add(document_id, body)
        _report(ann)
        with ann.context.reading() as unit:
            claim = unit.claims.get(claim_id)
        ann.annotating.comment(claim, f"turn {turn}")
        _report(ann)
        ann.annotating.change(claim, body.amended(tags=("promise",)))
        _report(ann)
        ann.reviewing.submit(document_id)
        _report(ann)


def _report(ann) -> None:
    os.write(1, f"{ann.undoing.next_undo().number}\n".encode())


for line in sys.stdin:
    child = os.fork()
    if not child:
        write(Path(line.strip()))
    os.write(1, f"pid {child}\n".encode())
    os.waitpid(child, 0)
    os.write(1, b"gone\n")
