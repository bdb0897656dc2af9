"""Rules that a database on a server keeps besides: everybody acts as who they are, in turn.

Groups are roles of the server named after the database, `harbour_reviewers`; who made the project
stands in all of them. Who acts for others (a merge writes other people's acts) is its owner.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from annotator.domain.user import Role
from annotator.store.rules import Rule
from annotator.store.server import CHANNEL, LOCK

GROUPS: Final[Mapping[Role, str]] = MappingProxyType({role: f"{role.value}s" for role in Role})
"""What comes after the database's name in the name of each role's group."""
OWNS: Final = (
    "pg_has_role(session_user, "
    "(SELECT relowner FROM pg_class WHERE oid = 'public.act'::regclass), 'MEMBER')"
)
"""Whether whoever is connected may act for others."""

_STANDS: Final = (
    "(coalesce(pg_has_role(session_user, "
    "to_regrole(quote_ident(current_database() || '_{}')), 'MEMBER'), FALSE) OR {})"
)
_NAMED: Final = "coalesce((SELECT name FROM user_account WHERE id = {}) = session_user, FALSE)"
_ACTOR: Final = "(SELECT user_id FROM act WHERE number = NEW.act)"
_OWN_NAME: Final = "one acts under the name of one''s own database role"
_NO_GAPS: Final = "the history is append-only, and without gaps"
_OTHER: Final = "your database role does not stand in the group that this needs"
_VERDICT: Final = "NEW.status IN ('approved', 'returned', 'rejected') AND NEW.status <> OLD.status"
_TURN: Final = (
    "BEGIN IF current_setting('transaction_isolation') <> 'read committed' THEN "
    "RAISE EXCEPTION 'who writes has to read what is committed' "
    "USING ERRCODE = 'integrity_constraint_violation'; END IF; "
    f"PERFORM pg_advisory_xact_lock({LOCK}); RETURN NULL; END"
)
_EMPTIED: Final = (
    "BEGIN RAISE EXCEPTION 'nothing is ever deleted, only marked so' "
    "USING ERRCODE = 'integrity_constraint_violation'; END"
)
_TOLD: Final = (
    "BEGIN PERFORM pg_notify('" + CHANNEL + "', json_build_object("
    "'act', max(number), 'user', max(user_id), 'documents', CASE WHEN count(*) <= 100 "
    "THEN json_agg(DISTINCT document_id) END)::text) FROM added; RETURN NULL; END"
)


class Trigger(NamedTuple):
    """A trigger of PostgreSQL as it stands: how it was made, and what its function does."""

    made: str
    source: str
    with_owners_rights: bool
    by_index: bool = False
    """Whether it reads no table whole: its plan is kept, and what was small then may have grown."""

    @property
    def name(self) -> str:
        """Return its name."""
        return self.made.split(maxsplit=3)[2]

    @property
    def function(self) -> str:
        """Return the name of its function."""
        return self.made.rpartition(" ")[2].removesuffix("()")

    def settings(self, schema: str) -> dict[str, str]:
        """Return what holds while it works; it looks into this schema first, whoever calls."""
        path = {"search_path": f"{schema}, pg_temp"}
        return path | {"enable_seqscan": "off"} if self.by_index else path

    def statements(self, schema: str) -> Iterator[str]:
        """Yield what makes it."""
        rights = "SECURITY DEFINER " if self.with_owners_rights else ""
        held = " ".join(f"SET {name} = {value}" for name, value in self.settings(schema).items())
        yield (
            f"CREATE OR REPLACE FUNCTION {self.function}() RETURNS trigger LANGUAGE plpgsql "
            f"{rights}{held} AS $rule${self.source}$rule$"
        )
        yield self.made


def stands_in(role: Role) -> str:
    """Return whether whoever is connected has a role's group, or owns the project."""
    return _STANDS.format(GROUPS[role], OWNS)


def of_rule(rule: Rule) -> Trigger:
    """Return the trigger that keeps a rule."""
    made, source = rule.on_server(), rule.source
    return Trigger(made, source, with_owners_rights=True, by_index=rule.is_of_all)


def rules() -> Iterator[Rule]:
    """Yield the rules of who acts."""
    for table, who in (("act", "NEW.user_id"), ("history", _ACTOR)):
        other = f"NOT {_NAMED.format(who)} AND NOT {OWNS}"
        yield Rule(f"{table}_under_ones_own_name", "BEFORE INSERT", table, other, _OWN_NAME)
    for table in ("act", "history"):
        before = f"EXISTS (SELECT 1 FROM {table} WHERE number = NEW.number - 1)"  # noqa: S608 - two names
        gap = f"NEW.number <> 1 AND NOT {before}"
        yield Rule(f"{table}_without_gaps", "BEFORE INSERT", table, gap, _NO_GAPS)
    brought = f"json_extract(NEW.after, '$.step') IS NOT NULL AND NOT {OWNS}"
    why = "only who owns the project merges another one into it"
    yield Rule("history_of_a_merge_by_its_owner", "BEFORE INSERT", "history", brought, why)
    joins = f"NEW.name <> session_user AND NOT {stands_in(Role.LEAD)}"
    moment = "BEFORE INSERT OR UPDATE OF name"
    yield Rule("user_account_named_as_its_role", moment, "user_account", joins, _OWN_NAME)
    above = " OR ".join(f"(NEW.role = '{role}' AND NOT {stands_in(role)})" for role in Role)
    yield Rule("member_joins_as_its_group", "BEFORE INSERT", "member", above, _OTHER)
    verdict = f"{_VERDICT} AND NOT {stands_in(Role.REVIEWER)}"
    for table in ("claim", "document_record"):
        name = f"{table}_judged_from_its_group"
        yield Rule(name, "BEFORE UPDATE OF status", table, verdict, _OTHER)


def in_turn(tables: Iterable[str]) -> Iterator[Trigger]:
    """Yield what has whoever writes to these tables wait for those who do."""
    for table in tables:
        made = (
            f"CREATE TRIGGER {table}_in_turn BEFORE INSERT OR DELETE OR UPDATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION in_turn()"
        )
        yield Trigger(made, _TURN, with_owners_rights=False)


def never_emptied(tables: Iterable[str]) -> Iterator[Trigger]:
    """Yield what keeps all rows of a table from being taken away at once."""
    for table in tables:
        made = (
            f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION never_emptied()"
        )
        yield Trigger(made, _EMPTIED, with_owners_rights=False)


def told() -> Trigger:
    """Return what tells whoever listens of acts, once they are committed."""
    made = (
        "CREATE TRIGGER act_is_told AFTER INSERT ON act REFERENCING NEW TABLE AS added "
        "FOR EACH STATEMENT EXECUTE FUNCTION act_is_told()"
    )
    return Trigger(made, _TOLD, with_owners_rights=False)
