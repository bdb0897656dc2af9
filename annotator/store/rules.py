"""A rule that the database keeps by itself, once as data and twice as a trigger."""

import re
from string import Template
from typing import Final, NamedTuple

_CUT: Final = re.compile(r"cut\((.+?)\)(?=[, ])")
_MEMBER: Final = re.compile(r"json_extract\((\w+\.\w+), '\$\.(\w+)'\)")
_IN_FILE: Final = Template("CREATE TRIGGER $name $moment ON $table ${when}BEGIN $acts; END")
_ON_SERVER: Final = Template(
    "CREATE TRIGGER $name $moment ON $table FOR EACH ROW EXECUTE FUNCTION $name()"
)
_SOURCE: Final = Template("BEGIN IF $when THEN $acts; END IF; RETURN $row; END")
_REFUSE: Final = Template("RAISE EXCEPTION '$why' USING ERRCODE = 'integrity_constraint_violation'")


class Rule(NamedTuple):
    """What happens at a moment (`BEFORE UPDATE OF deleted`) of a table's rows, and `when`.

    It is refused, which is what `why` says, or the statements of `acts` follow. What they
    `cut(...)` is whole in a file, and has at most 500 characters on a server, which indexes no
    longer ones.
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
        return _ON_SERVER.substitute(name=self.name, moment=self.moment, table=self.table)

    @property
    def source(self) -> str:
        """Return the body of that function."""
        row = "NULL" if self.moment.startswith("AFTER") else "NEW"
        row = "OLD" if self.moment.endswith("DELETE") else row
        acts = "; ".join(self.acts) or _REFUSE.substitute(why=self.why)
        told = _SOURCE.substitute(when=self.when or "TRUE", acts=acts, row=row)
        return _CUT.sub(r"left(\1, 500)", _MEMBER.sub(r"(\1 ->> '\2')", told))
