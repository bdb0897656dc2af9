"""Parts of a whole that are read only once they are needed."""

from importlib import import_module
from typing import Any, Final, Generic, TypeVar

Made = TypeVar("Made")


class Late(Generic[Made]):
    """A part by its module and class, imported and made when it is first asked for.

    It is made of other attributes of the whole.
    """

    def __init__(self, module: str, name: str, *given: str) -> None:
        self._place: Final = module, name
        self._given: Final = given
        self._own = ""

    def __set_name__(self, _owner: type[Any], name: str) -> None:
        self._own = name

    def __get__(self, whole: Any, _owner: type[Any]) -> Made:
        kind: Any = self.kind()
        made = kind(*(getattr(whole, name) for name in self._given))
        kept: Made = vars(whole).setdefault(self._own, made)  # found before this from now on
        return kept

    def kind(self) -> type[Made]:
        """Return the class of the part."""
        module, name = self._place
        found: type[Made] = getattr(import_module(module), name)
        return found
