"""Everything that is read of a project, to be held against the same of another database."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from annotator.domain.columns import CsvOptions, ExportStatus, columns
from annotator.domain.filter import (
    ClaimFilter,
    ClaimOrder,
    ConcordanceOrder,
    DocumentFilter,
    DocumentOrder,
    LineStatus,
    Where,
)
from annotator.domain.mention import MentionOrder
from annotator.domain.review import ReviewStatus
from annotator.domain.waiting import QueueFilter, QueueOrder
from annotator.services.bootstrap import Services
from annotator.services.checking import check_project
from annotator.store.as_of import PastRepo
from annotator.store.export import ExportRepo

TYPED = (
    *("fares", "Ovik", "ovik OR gazette", "-denied", "far*", "gaz* -may", '"go up"', '"in ma*"'),
    *("fares NEAR/3 may", "may NEAR ovik NEAR denied", "(up OR before) NOT gazette", "nowhere"),
    *("Övik", "the the", "i", "2021"),
)
FILTERS = (
    ClaimFilter(statuses=(LineStatus.PROPOSED, LineStatus.APPROVED)),
    ClaimFilter(tags=("promise",), commented=True),
    ClaimFilter(speakers=(1, 2)),
    ClaimFilter(names=("Lena Ovik",)),
    ClaimFilter(unnamed=True),
    ClaimFilter(score_from=0.25, score_to=0.75),
    ClaimFilter(published_from="2021", said_from="2021"),
    ClaimFilter(annotators=(1,), mine=True),
)


def exported(services: Services, number: int | None = None) -> dict[str, Any]:
    """Return all that exports hold, now or after a change."""
    with services.context.store.snapshot() as connection:
        past = PastRepo(connection)
        if number is not None:
            past.turn_back(number)
        repo = ExportRepo(connection)
        shown = columns(repo.codebook())
        found: dict[str, Any] = {"project": repo.project(), "columns": [one.name for one in shown]}
        for status in ExportStatus:
            guarded = CsvOptions(guard=True, delimiter=";")
            for options in (CsvOptions(), guarded):
                lines = repo.lines(shown, status, options)
                found[f"{status} csv {options}"] = "".join(line.text for line in lines)
            cells = repo.cells(shown, status)
            found[f"{status} cells"] = [["" if it is None else str(it) for it in r] for r in cells]
            found[f"{status} jsonl"] = "".join(line.text for line in repo.objects(status))
            found[f"{status} links"] = list(repo.links(status))
            found[f"{status} count"] = repo.count(status)
    return found


def listed(services: Services) -> dict[str, Any]:
    """Return every list, search, queue and check, by what was asked."""
    found = {"check": check_project(services.context)}
    return found | dict((*_claims(services), *_documents(services), *_others(services)))


def _claims(services: Services) -> Iterator[tuple[str, Any]]:
    search = services.searching
    wanted = [ClaimFilter(), *FILTERS]
    wanted += [ClaimFilter(words=w, where=place) for w, place in product(TYPED, Where)]
    for number, claims in enumerate(wanted):
        name = f"claims {number} {claims.words}"
        yield f"{name} counted", (search.claim_count(claims), search.facets(claims))
        orders = (ClaimOrder.RELEVANCE, ClaimOrder.SPEAKER) if claims.words else ClaimOrder
        for order, first in product(orders, (None, 2)):
            down = number % 2 == 0
            yield (
                f"{name} {order} {first}",
                list(search.claim_ids(claims, order, descending=down, first=first)),
            )
        if claims.words:
            hits = search.concordance(claims, ConcordanceOrder.RIGHT)
            yield f"{name} places", (hits, search.concordance_lines(hits))
    yield "lines", search.claim_lines(search.claim_ids(ClaimFilter()))


def _documents(services: Services) -> Iterator[tuple[str, Any]]:
    search = services.searching
    for typed in ("", *TYPED):
        wanted = DocumentFilter(words=typed)
        orders = (DocumentOrder.RELEVANCE,) if typed else DocumentOrder
        for order, down, first in product(orders, (False, True), (None, 1)):
            yield (
                f"documents {typed} {order} {down} {first}",
                list(search.document_ids(wanted, order, descending=down, first=first)),
            )
        hits = search.concordance(wanted)
        yield f"places {typed}", (hits, search.concordance_lines(hits))
        with services.context.reading() as unit:
            yield f"typed {typed}", unit.search.documents(typed)
    yield "document lines", search.document_lines(search.document_ids(DocumentFilter()))


def _others(services: Services) -> Iterator[tuple[str, Any]]:
    with services.context.reading() as unit:
        for status, order in product(ReviewStatus, QueueOrder):
            yield f"queue {status} {order}", unit.waiting.items(QueueFilter(status=status), order)
        speakers = [speaker.id for speaker in services.speakers.all()]
        for kind in MentionOrder:
            refs = unit.mentions.refs(speakers, kind)
            yield f"mentions {kind}", (refs, unit.mentions.lines(refs))
        yield "uses", (dict(unit.mentions.uses()), unit.mentions.touched(speakers))
        newest = unit.sampled.newest()
        whole = unit.sampled.whole(newest)
        drawn = [claim.claim_id for claim in whole]
        yield "sampled", (whole, unit.sampled.later(drawn, newest // 2))
        related = unit.search.related()
        said = related.said(related.claims())
        yield "related", [(said, related.candidates(one)) for one in said.values()]
