"""The codebook: what it says, what a change would do, and its versions."""

from collections.abc import Mapping
from pathlib import Path

from annotator.domain.codebook import Codebook, FieldScope
from annotator.domain.codebook_changes import replaced
from annotator.domain.codebook_differences import ItemKind, differences, label_of
from annotator.domain.errors import UsageError
from annotator.domain.events import CodebookChanged
from annotator.domain.rights import Right
from annotator.domain.survivors import survivors
from annotator.domain.value import Value
from annotator.exchange.codebook_file import read_codebook, write_codebook
from annotator.services.codebook_effects import Effects, effects, problems, used_by
from annotator.services.context import Context
from annotator.store.unit_of_work import UnitOfWork

__all__ = ["CodebookService", "CodebookVersion", "Effects", "Uses", "read_codebook"]


class CodebookVersion(Value):
    """One version of the codebook: who made it, when (ISO 8601, UTC), and in which act."""

    number: int
    user: str
    at: str
    label: str


class Uses(Value):
    """How many living claims have each tag, and claims and documents each field, by key."""

    tags: Mapping[str, int]
    fields: Mapping[str, int]


class CodebookService:
    """The one door to the codebook; each change is a new version of the whole."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def current(self) -> Codebook:
        """Return the codebook in force."""
        with self._context.reading() as unit:
            return unit.codebooks.current()

    def at(self, version: int) -> Codebook:
        """Return an earlier version.

        Raises:
            NotFoundError: there is none of that number.
        """
        with self._context.reading() as unit:
            return unit.codebooks.at(version)

    def versions(self) -> tuple[CodebookVersion, ...]:
        """Return every version, the newest first."""
        with self._context.reading() as unit:
            return tuple(
                CodebookVersion(**version._asdict()) for version in unit.codebooks.versions()
            )

    def uses(self) -> Uses:
        """Return how much is used; what was merged counts for what it was merged into."""
        with self._context.reading() as unit:
            codebook = unit.codebooks.current()
            tags, fields = unit.codebooks.uses.of_keys()
        now = survivors(codebook)
        return Uses(
            tags={
                tag.key: sum(tags.get(key, 0) for key in now.tagged_as(tag.key))
                for tag in codebook.all_tags()
            },
            fields={
                item.key: sum(fields.get(key, 0) for key in now.stored_as(item.key))
                for item in codebook.fields
            },
        )

    def taken_keys(self) -> frozenset[str]:
        """Return every key that a field or a tag ever had: none is given twice."""
        with self._context.reading() as unit:
            return frozenset(unit.codebooks.scopes()) | unit.codebooks.tag_keys()

    def effects(self, before: Codebook, after: Codebook) -> Effects:
        """Return what a change would do to what is there."""
        with self._context.reading() as unit:
            return effects(unit.codebooks.uses, before, after)

    def used_by(self, kind: ItemKind, key: str) -> Effects:
        """Return what uses a field or a tag, as effects of no change."""
        with self._context.reading() as unit:
            return used_by(unit.codebooks.uses, unit.codebooks.current(), kind, key)

    def change(self, before: Codebook, after: Codebook, label: str | None = None) -> int:
        """Store another codebook in place of the one in force, and return its version.

        Without a `label` the act is called after what it does.

        Raises:
            UsageError: values that are used would no longer fit, or it contradicts itself.
            StaleError: somebody changed the codebook in between.
            RightError: the user is no lead.
        """
        label = label or label_of(differences(before, after))
        with self._context.writing(label, right=Right.LEAD) as unit:
            version = unit.codebooks.swap(before, after)
            _require_sound(unit, before, after)
            unit.commit()
        self._context.publish(CodebookChanged())
        return version

    def as_it_was(self, version: int) -> Codebook:
        """Return what restoring a version would put in force: nothing added since is lost.

        Raises:
            NotFoundError: there is none of that number.
        """
        with self._context.reading() as unit:
            return replaced(unit.codebooks.current(), unit.codebooks.at(version))

    def read(self, path: Path) -> Codebook:
        """Return what taking a file in would put in force; what it lacks is retired.

        Raises:
            UsageError: the file is no codebook, or uses a key that belongs to something else.
        """
        found = read_codebook(path)
        with self._context.reading() as unit:
            _require_free_keys(unit.codebooks.scopes(), found)
            return replaced(unit.codebooks.current(), found)

    def write(self, out: Path) -> None:
        """Write the codebook in force to a file.

        Raises:
            UsageError: the file cannot be written.
        """
        write_codebook(self.current(), out)


def _require_sound(unit: UnitOfWork, before: Codebook, after: Codebook) -> None:
    missing = {item.key for item in before.fields} - {item.key for item in after.fields}
    missing |= {tag.key for tag in before.all_tags()} - {tag.key for tag in after.all_tags()}
    if missing:
        raise UsageError(f"“{min(missing)}” can be retired, but not taken out of the codebook.")
    _require_free_keys(unit.codebooks.scopes(), after)
    wrong = problems(unit.codebooks.uses, before, after)
    if wrong:
        raise UsageError(wrong[0])


def _require_free_keys(scopes: Mapping[str, FieldScope], codebook: Codebook) -> None:
    for item in codebook.fields:
        belongs = scopes.get(item.key, item.scope)
        if belongs is not item.scope:
            raise UsageError(
                f"The key “{item.key}” belongs to a field of {belongs}s for good; "
                f"a field of {item.scope}s needs another one."
            )
