"""Tables written as classes, their columns as attributes, without the mapper of objects.

To a type checker they are mapped classes. When the program runs they are tables of SQLAlchemy's
Core: no row becomes an object here, and the mapper would cost as much at start as Qt does.
"""

from collections.abc import Callable
from copy import copy
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Any, Final, get_args, get_origin

from sqlalchemy import Boolean, Column, Double, Integer, LargeBinary, String, Table
from sqlalchemy.types import NullType

__all__ = ["Declared", "Mapped", "aliased", "mapped_column"]

_TYPES: Final = {bool: Boolean, bytes: LargeBinary, float: Double, int: Integer, str: String}

if TYPE_CHECKING:
    from sqlalchemy.orm import DeclarativeBase as Declared
    from sqlalchemy.orm import Mapped, aliased, mapped_column
else:

    class Mapped:
        """`Mapped[X]` declares a column of type X, which may be null where X may be None."""

        def __class_getitem__(cls, told: Any) -> Any:
            return told

    def mapped_column(*given: Any, **named: Any) -> Callable[[], Column[Any]]:
        """Return what makes such a column, anew for each table that has it."""
        return lambda: Column(*map(copy, given), **named)

    class Declared:
        """A class that stands for its table in statements, and its attributes for the columns."""

        def __init_subclass__(cls) -> None:
            if "__tablename__" not in cls.__dict__:
                return
            columns = [_column(cls, *declared) for declared in cls.__annotations__.items()]
            extra = getattr(cls, "__table_args__", ())
            cls.__table__ = Table(cls.__tablename__, cls.metadata, *columns, *extra)

        @classmethod
        def __clause_element__(cls) -> Table:
            return cls.__table__

    def aliased(row: type[Declared]) -> Any:
        """Return a table under another name, to be read beside itself."""
        alias = row.__table__.alias()
        named = {"__table__": alias, "__clause_element__": staticmethod(lambda: alias)}
        return type(row.__name__, (), {**alias.columns, **named})


def _column(row: type[Any], name: str, told: Any) -> "Column[Any]":
    """Make the column that an attribute of a class declares, and the attribute stand for it."""
    null = NoneType in get_args(told)
    plain = next(kind for kind in get_args(told) if kind is not NoneType) if null else told
    kind, recurring = get_args(plain) if get_origin(plain) is Annotated else (plain, Column)
    column: Column[Any] = row.__dict__.get(name, recurring)()
    column.name = column.key = name
    column.nullable = null
    if isinstance(column.type, NullType) and not column.foreign_keys:
        column.type = _TYPES[kind]()
    setattr(row, name, column)
    return column
