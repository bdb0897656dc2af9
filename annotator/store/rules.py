"""A rule that the database keeps by itself, once as data and twice as a trigger."""

import re
from string import Template
from typing import Final, NamedTuple

LONGEST: Final = 500
"""So many characters of a text are indexed on a server."""
_CUT: Final = re.compile(r"cut\((.+?)\)(?=[, ])")
_NEW: Final = re.compile(r"\bNEW\b")
_THERE: Final = re.compile(r"EXISTS \((SELECT 1 FROM \w+ WHERE [^()]+)\)")
_MEMBER: Final = re.compile(r"json_extract\((\w+\.\w+), '\$\.(\w+)'\)")
_IN_FILE: Final = Template("CREATE TRIGGER $name $moment ON $table ${when}BEGIN $acts; END")
_ON_SERVER: Final = Template(
    "CREATE TRIGGER $name $moment ON $table FOR EACH ROW EXECUTE FUNCTION $name()"
)
_OF_ALL: Final = Template(
    "CREATE TRIGGER $name AFTER INSERT ON $table REFERENCING NEW TABLE AS added "
    "FOR EACH STATEMENT EXECUTE FUNCTION $name()"
)
_SOURCE: Final = Template("BEGIN IF $when THEN $acts; END IF; RETURN $row; END")
_SOURCE_OF_ALL: Final = Template("BEGIN $acts; RETURN NULL; END")
_REFUSED: Final = Template("IF EXISTS (SELECT 1 FROM added WHERE $when) THEN $refuse; END IF")
_FILLED: Final = Template(
    "$into SELECT line.* FROM added CROSS JOIN LATERAL (SELECT $columns OFFSET 0) AS line "
    "WHERE $when"
)
_REFUSE: Final = Template("RAISE EXCEPTION '$why' USING ERRCODE = 'integrity_constraint_violation'")


class Rule(NamedTuple):
    """What happens at a moment (`BEFORE UPDATE OF deleted`) of a table's rows, and `when`.

    It is refused, which is what `why` says, or the statements of `acts` follow. What they
    `cut(...)`, names of speakers, outlets, is whole in a file, and has at most `LONGEST` characters
    on a server, which indexes no longer ones. What is inserted is judged there once all rows of a
    statement are in: a call for each, before it, would have them stored one by one.
    """

    name: str
    moment: str
    table: str
    when: str = ""
    why: str = ""
    acts: tuple[str, ...] = ()
    in_files_only: bool = False

    def in_file(self) -> str:
        """Return the trigger of SQLite."""
        refused = f"SELECT RAISE(ABORT, '{self.why}')"
        return _IN_FILE.substitute(
            name=self.name,
            moment=self.moment,
            table=self.table,
            when=f"WHEN {self.when} " if self.when else "",
            acts=_CUT.sub(r"\1", "; ".join(self.acts) or refused),
        )

    def on_server(self) -> str:
        """Return the trigger of PostgreSQL, which calls a function of its own name."""
        made = _OF_ALL if self.is_of_all else _ON_SERVER
        return made.substitute(name=self.name, moment=self.moment, table=self.table)

    @property
    def source(self) -> str:
        """Return the body of that function."""
        told = self._of_all() if self.is_of_all else self._of_each()
        return _CUT.sub(rf"left(\1, {LONGEST})", _MEMBER.sub(r"(\1 ->> '\2')", told))

    @property
    def is_of_all(self) -> bool:
        """Tell whether a server asks it of all rows of a statement at once."""
        return self.moment.endswith(" INSERT")

    def _of_each(self) -> str:
        row = "NULL" if self.moment.startswith("AFTER") else "NEW"
        row = "OLD" if self.moment.endswith("DELETE") else row
        acts = "; ".join(self.acts) or _REFUSE.substitute(why=self.why)
        return _SOURCE.substitute(when=self.when or "TRUE", acts=acts, row=row)

    def _of_all(self) -> str:
        """Return what is asked of all rows at once; a limit has no table hashed whole for it."""
        when = _THERE.sub(r"((\1 LIMIT 1) IS NOT NULL)", self.when) or "TRUE"
        refuse = _REFUSE.substitute(why=self.why)
        acts = [_REFUSED.substitute(when=when, refuse=refuse)] if self.why else []
        for act in self.acts:
            into, _select, columns = act.partition(" SELECT ")
            acts.append(_FILLED.substitute(into=into, columns=columns, when=when))
        return _SOURCE_OF_ALL.substitute(acts=_NEW.sub("added", "; ".join(acts)))
