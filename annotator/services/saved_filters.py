"""Filters that people keep under a name, for everybody in the project."""

from collections.abc import Callable, Container, Iterable, Iterator
from functools import cached_property
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from annotator.domain.errors import NotFoundError, UsageError
from annotator.domain.events import FiltersChanged
from annotator.domain.filter import ClaimFilter, DocumentFilter, SavedFilter
from annotator.domain.survivors import survivors
from annotator.services.context import Context
from annotator.store.saved_filters import StoredFilter
from annotator.store.unit_of_work import UnitOfWork

Wanted = ClaimFilter | DocumentFilter
_KINDS: Final[dict[str, type[Wanted]]] = {"claims": ClaimFilter, "documents": DocumentFilter}


class OpenedFilter(NamedTuple):
    """A saved filter that fits the project as it is now; `gone` says what had to be left out."""

    saved: SavedFilter
    gone: tuple[str, ...] = ()


class SavedFilterService:
    """The one door to saved filters."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> tuple[OpenedFilter, ...]:
        """Return every filter, by name."""
        with self._context.reading() as unit:
            known = _Known(unit)
            return tuple(known.opened(item) for item in unit.filters.all())

    def open(self, filter_id: int) -> OpenedFilter:
        """Return one filter.

        Raises:
            NotFoundError: it was forgotten.
        """
        for item in self.all():
            if item.saved.id == filter_id:
                return item
        raise NotFoundError("There is no such filter in this project.")

    def save(self, name: str, body: Wanted) -> int:
        """Keep a filter under a name, and return its id.

        Raises:
            UsageError: the name is empty, or another filter has it.
        """
        name = _named(name)
        with self._context.writing(f"Save filter {name}") as unit:
            filter_id = unit.filters.add(name, _stored(body))
            unit.commit()
        self._context.publish(FiltersChanged())
        return filter_id

    def change(self, filter_id: int, body: Wanted) -> None:
        """Keep another filter under the name of this one.

        Raises:
            NotFoundError: it was forgotten.
        """
        self._change(filter_id, "Change filter", body=_stored(body))

    def rename(self, filter_id: int, name: str) -> None:
        """Give a filter another name.

        Raises:
            NotFoundError: it was forgotten.
            UsageError: the name is empty, or another filter has it.
        """
        self._change(filter_id, "Rename filter", name=_named(name))

    def forget(self, filter_id: int) -> None:
        """Keep a filter no longer.

        Raises:
            NotFoundError: it was forgotten already.
        """
        self._change(filter_id, "Forget filter", deleted=True)

    def _change(self, filter_id: int, label: str, **changes: Any) -> None:
        with self._context.reading() as unit:
            name = unit.filters.state(filter_id)["name"]
        with self._context.writing(f"{label} {name}") as unit:
            before = unit.filters.state(filter_id)
            if before["deleted"]:
                raise NotFoundError(f"The filter “{name}” was forgotten.")
            if before | changes == before:
                return
            unit.filters.swap(filter_id, before, before | changes)
            unit.commit()
        self._context.publish(FiltersChanged())


class _Known:
    """What a filter may name: a stale one opens without what is gone."""

    def __init__(self, unit: UnitOfWork) -> None:
        codebook = unit.codebooks.current()
        self._tags = {tag.key for tag in codebook.all_tags()}
        self._survivors = survivors(codebook)
        known = unit.speakers.known()
        self._speakers = {own: now.id for own, now in known.items() if not now.removed}
        self._annotators = {user.id for user in unit.users.all()}
        self._unit = unit

    @cached_property
    def _documents(self) -> set[int]:
        """Return every document, read once some filter names one."""
        return set(self._unit.documents.ids())

    def opened(self, item: StoredFilter) -> OpenedFilter:
        """Return a stored filter, and what of it is gone."""
        model = _KINDS.get(str(item.body.get("kind")), ClaimFilter)
        parts = dict(item.body.get("filter", {}))
        gone = [*self._dropped(parts), *_unfit(model, parts)]
        body = self._as_now(model.model_validate(parts))
        saved = SavedFilter(id=item.id, uid=item.uid, name=item.name, body=body)
        return OpenedFilter(saved, tuple(gone))

    def _as_now(self, body: Wanted) -> Wanted:
        """Return a filter that asks for what its tags and speakers were merged into."""
        if isinstance(body, DocumentFilter):
            return body
        speakers = tuple(dict.fromkeys(self._speakers[own] for own in body.speakers))
        return body.amended(speakers=speakers, tags=tuple(self._survivors.read_tags(body.tags)))

    def _dropped(self, parts: dict[str, Any]) -> Iterator[str]:
        for part, sentence in (
            ("tags", "The tag “{}” is not in the codebook any more."),
            ("speakers", "A speaker that it asks for was removed."),
            ("annotators", "An annotator whom it asks for is not known here."),
            ("documents", "A document that it asks for is not in this project."),
        ):
            asked = parts.get(part)
            if not isinstance(asked, list | tuple):
                continue
            known: Container[Any] = getattr(self, f"_{part}")
            left, lost = _parted(asked, known.__contains__)
            if lost:
                parts[part] = left
                yield from dict.fromkeys(sentence.format(value) for value in lost)


def _unfit(model: type[Wanted], parts: dict[str, Any]) -> Iterator[str]:
    """Take out what a filter of this version does not have, or not so."""
    for part in [*parts]:
        try:
            model.model_validate({part: parts[part]})
        except ValidationError:
            del parts[part]
            yield f"It asks for “{part}” in a way that this version does not know."


def _parted(values: Iterable[Any], wanted: Callable[[Any], bool]) -> tuple[list[Any], list[Any]]:
    kept: list[Any] = []
    lost: list[Any] = []
    for value in values:
        (kept if wanted(value) else lost).append(value)
    return kept, lost


def _stored(body: Wanted) -> dict[str, Any]:
    kind = next(kind for kind, model in _KINDS.items() if isinstance(body, model))
    return {"kind": kind, "filter": body.model_dump(mode="json", exclude_defaults=True)}


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise UsageError("A filter needs a name.")
    return name
