"""Services that are read only once they are needed."""

from importlib import import_module
from typing import Any, Final, Generic, TypeVar

Made = TypeVar("Made")


class Late(Generic[Made]):
    """A service by its module and class, imported and made when it is first asked for.

    It is made of the context, and of the services beside it that it works through.
    """

    def __init__(self, module: str, name: str, *through: str) -> None:
        self._place: Final = module, name
        self._through: Final = through
        self._own = ""

    def __set_name__(self, _owner: type[Any], name: str) -> None:
        self._own = name

    def __get__(self, services: Any, _owner: type[Any]) -> Made:
        others = (getattr(services, name) for name in self._through)
        kind: Any = self.kind()
        made = kind(services.context, *others)
        kept: Made = vars(services).setdefault(self._own, made)  # found before this from now on
        return kept

    def kind(self) -> type[Made]:
        """Return the class of the service."""
        module, name = self._place
        found: type[Made] = getattr(import_module(f"annotator.services.{module}"), name)
        return found
