"""What all tables share: names of constraints, and columns that recur."""

from typing import Annotated, Any, Final

from sqlalchemy import JSON, CheckConstraint, ForeignKey, MetaData, String

from annotator.store.tables.declared import Declared, mapped_column

NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

Id = Annotated[int, mapped_column(primary_key=True, autoincrement=False)]
Uid = Annotated[str, mapped_column(String(36), unique=True)]
Number = Annotated[int, mapped_column(ForeignKey("history.number"))]
BodyId = Annotated[int, mapped_column(ForeignKey("body.id"), index=True)]
Json = Annotated[dict[str, Any], mapped_column(JSON(none_as_null=True))]


class Row(Declared):
    """Base of every table."""

    metadata = MetaData(naming_convention=NAMES)


def one_of(column: str, values: type[Any]) -> CheckConstraint:
    """Return a constraint that `column` holds a value of the enum `values`, or null."""
    allowed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({allowed})", name=column)


def span(prefix: str = "", *, name: str = "span") -> CheckConstraint:
    """Return a constraint that the columns of a span are all there and in order, or all null."""
    start, end, words = f"{prefix}start", f"{prefix}end", f"{prefix}words"
    return CheckConstraint(
        f"({start} IS NULL AND {end} IS NULL AND {words} IS NULL) OR "
        f"({start} IS NOT NULL AND {end} IS NOT NULL AND {words} IS NOT NULL "
        f"AND {start} >= 0 AND {start} < {end} AND length({words}) = {end} - {start})",
        name=name,
    )
