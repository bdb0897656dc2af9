"""Who may do what, as the database itself holds it; what came by a merge was judged elsewhere."""

from collections.abc import Iterator
from string import Template
from typing import Final

from annotator.store.rules import Rule

_ROLE: Final = Template(
    "(SELECT CASE WHEN json_extract(h.after, '$$.step') IS NULL THEN m.role ELSE 'lead' END "
    "FROM history h JOIN act a ON a.number = h.act JOIN member m ON m.id = a.user_id "
    "WHERE h.number = $number AND (NOT m.retired OR json_extract(h.after, '$$.step') IS NOT NULL))"
)
"""The role of whoever made a change, null for who is retired."""
_IS_LEAD: Final = Template("coalesce($role, '') = 'lead'")
_IS_ADJUDICATOR: Final = Template("coalesce($role, '') IN ('adjudicator', 'lead')")
_IS_REVIEWER: Final = Template("coalesce($role, 'annotator') <> 'annotator'")
_ROLES: Final = "only a lead gives roles"
_ASSIGNS: Final = "only a lead assigns documents"
_SETTLES: Final = "only an adjudicator settles readings"
_JUDGES: Final = "only a reviewer gives verdicts"
_VERDICT: Final = "NEW.status IN ('approved', 'rejected') AND NEW.status <> OLD.status"
_OWN_CHANGE: Final = (
    "EXISTS (SELECT 1 FROM history WHERE number = NEW.last_change "
    "AND record_kind = 'user' AND record_id = NEW.id)"
)
_ABOVE: Final = (
    "NEW.role IN ('adjudicator', 'lead') AND EXISTS (SELECT 1 FROM member WHERE id <> NEW.id)"
)
_ASSIGNEE: Final = (
    "(SELECT a.user_id FROM history h JOIN act a ON a.number = h.act "
    "WHERE h.number = NEW.last_change) = NEW.user_id"
)


def rules() -> Iterator[Rule]:
    """Yield the rules in a stable order."""
    yield from _members()
    yield from _reviewers()
    yield from _leads()


def _by(test: Template, number: str = "NEW.last_change") -> str:
    return test.substitute(role=_ROLE.substitute(number=number))


def _refuse(name: str, event: str, when: str, why: str) -> Rule:
    table = name.split("__", maxsplit=1)[0]
    return Rule(name.replace("__", "_"), f"BEFORE {event}", table, when, why)


def _members() -> Iterator[Rule]:
    retired = (
        "(SELECT m.retired FROM act a JOIN member m ON m.id = a.user_id "
        "WHERE a.number = NEW.act) AND json_extract(NEW.after, '$.step') IS NULL"
    )
    yield _refuse("history__of_who_works_here", "INSERT", retired, "who is retired may only read")
    given = f"{_ABOVE} AND NOT {_by(_IS_LEAD)}"
    joins = f"NOT {_OWN_CHANGE} OR ({given})"
    yield _refuse("member__joins_below", "INSERT", joins, _ROLES)
    changes = f"NEW.last_change <= OLD.last_change OR NOT {_OWN_CHANGE} OR NOT {_by(_IS_LEAD)}"
    yield _refuse("member__changed_by_a_lead", "UPDATE", changes, _ROLES)
    last = (
        "OLD.role = 'lead' AND NOT OLD.retired AND (NEW.role <> 'lead' OR NEW.retired) "
        "AND NOT EXISTS (SELECT 1 FROM member WHERE role = 'lead' AND NOT retired "
        "AND id <> NEW.id)"
    )
    yield _refuse("member__keeps_a_lead", "UPDATE", last, "a project keeps a lead")


def _reviewers() -> Iterator[Rule]:
    yield _refuse(
        "review__by_a_reviewer", "INSERT", f"NOT {_by(_IS_REVIEWER, 'NEW.number')}", _JUDGES
    )
    judged = f"{_VERDICT} AND NOT {_by(_IS_REVIEWER, 'NEW.last_move')}"
    for table in ("claim", "document_record"):
        yield _refuse(f"{table}__judged_by_a_reviewer", "UPDATE OF status", judged, _JUDGES)
    own = (
        "NEW.status IN ('approved', 'returned', 'rejected') "
        "AND (SELECT kind FROM layer WHERE id = NEW.layer_id) = 'annotator'"
    )
    only = "only the agreed layer is reviewed"
    yield _refuse("claim__reviewed_in_the_agreed_layer", "UPDATE OF status", own, only)


def _leads() -> Iterator[Rule]:
    row = (
        "(SELECT max(number) FROM history WHERE record_kind = 'codebook' "
        "AND record_id = NEW.version)"
    )
    why = "only a lead changes the codebook"
    yield _refuse("codebook__by_a_lead", "INSERT", f"NOT {_by(_IS_LEAD, row)}", why)
    yield _refuse("assignment__by_a_lead", "INSERT", f"NOT {_by(_IS_LEAD)}", _ASSIGNS)
    columns = "UPDATE OF independent, deleted"
    yield _refuse("assignment__changed_by_a_lead", columns, f"NOT {_by(_IS_LEAD)}", _ASSIGNS)
    handed_in = f"NOT {_by(_IS_LEAD)} AND NOT {_ASSIGNEE}"
    why = "only the assignee submits a reading"
    yield _refuse("assignment__submitted_by_its_own", "UPDATE OF submitted", handed_in, why)
    for name, event in (
        ("settlement__by_an_adjudicator", "INSERT"),
        ("settlement__undone_by_an_adjudicator", "UPDATE OF deleted"),
    ):
        yield _refuse(name, event, f"NOT {_by(_IS_ADJUDICATOR)}", _SETTLES)
