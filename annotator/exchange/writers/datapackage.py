"""The data dictionary beside an export: a Frictionless data package, version 2."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from pydantic import Field

from annotator.domain.columns import Column, CsvOptions, ExportStatus
from annotator.domain.link_columns import CLAIM_COLUMNS, LINK_COLUMNS
from annotator.domain.project import Project
from annotator.domain.value import Value
from annotator.exchange.writers import links_file
from annotator.exchange.writers.framing import Written, write_whole

NAME: Final = "datapackage.json"
_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
_TABLE: Final = "https://datapackage.org/profiles/2.0/tableschema.json"
_CLAIMS: Final = "claims"
_LINKS: Final = "links"
_MEDIA: Final = {"csv": "text/csv", "jsonl": "application/jsonl"}


class Export(Value):
    """What was exported, how, and by which program; `created` is a moment in UTC.

    `history` is the number of the last change in it, `as_of` the day that was asked for, if any.
    """

    path: Path
    format: str = Field(pattern="^(csv|jsonl)$")
    rows: int = 0
    status: ExportStatus
    project: Project
    columns: tuple[Column, ...] = ()
    options: CsvOptions | None = None
    app_version: str
    created: str
    history: int
    as_of: date | None = None


class Moment(NamedTuple):
    """As of the end of which day an export was made, and the last change of the history in it."""

    day: date
    history: int


def write_descriptor(export: Export, written: Written, links: Written | None = None) -> Path:
    """Write the descriptor beside the export and return where it stands.

    `links` is what was written of links between the claims, if anything was.

    Raises:
        UsageError: it cannot be written.
    """
    target = place_for(export.path)
    described = _described(export, written)
    if links is not None and export.options is not None:
        described["resources"].append(_links(export, export.options, links))
    words = json.dumps(described, ensure_ascii=False, indent=2)
    write_whole(target, [words, "\n"])
    return target


def place_for(path: Path) -> Path:
    """Return where the descriptor of an export belongs.

    That is where it stands already, else `datapackage.json`, unless another dataset's stands
    there: then the name of the export comes before it.
    """
    free = (place for place in _places(path) if not place.exists())
    return find_for(path) or next(free, _places(path)[-1])


def find_for(path: Path) -> Path | None:
    """Return the descriptor of an export, or None if there is none."""
    return next((place for place in _places(path) if _describes(place, path)), None)


def _places(path: Path) -> tuple[Path, Path, Path]:
    names = (NAME, f"{path.stem}.{NAME}", f"{path.name}.{NAME}")
    common, by_stem, by_name = (path.with_name(name) for name in names)
    return common, by_stem, by_name


def options_of(descriptor: Path) -> CsvOptions:
    """Return how the table of a descriptor of ours is framed."""
    package = _read(descriptor)
    dialect = package["resources"][0].get("dialect", {})
    return CsvOptions(
        delimiter=dialect.get("delimiter", ","),
        guard=bool(package.get("x-formula-guard")),
        bom=bool(package.get("x-bom")),
    )


def status_of(descriptor: Path) -> ExportStatus:
    """Return which claims the export of a descriptor of ours has taken."""
    return ExportStatus(_read(descriptor)["x-filter"])


def moment_of(descriptor: Path) -> Moment | None:
    """Return as of when the export of a descriptor of ours was made; None for the present then."""
    package = _read(descriptor)
    day = package.get("x-as-of")
    return Moment(date.fromisoformat(day), int(package["x-history"])) if day else None


def hash_of(descriptor: Path) -> str:
    """Return the SHA-256 that the descriptor gives for its table."""
    return str(_read(descriptor)["resources"][0]["hash"]).removeprefix("sha256:")


def links_of(descriptor: Path) -> str | None:
    """Return the SHA-256 that the descriptor gives for the table of links, None without one."""
    for resource in _read(descriptor)["resources"][1:]:
        if resource["name"] == _LINKS:
            return str(resource["hash"]).removeprefix("sha256:")
    return None


def _describes(descriptor: Path, path: Path) -> bool:
    try:
        resource = _read(descriptor)["resources"][0]
        moment_of(descriptor)
        ours = bool(status_of(descriptor) and hash_of(descriptor))
        return ours and bool(resource["path"] == path.name)
    except (OSError, ValueError, LookupError, TypeError):
        return False


def _read(descriptor: Path) -> dict[str, Any]:
    return dict(json.loads(descriptor.read_text(encoding="utf-8")))


def _described(export: Export, written: Written) -> dict[str, Any]:
    options = export.options
    return {
        "$schema": _PROFILE,
        "name": "who-said-what",
        "title": "Who said what",
        "created": export.created,
        "resources": [_resource(export, written)],
        "x-project": str(export.project.uid),
        "x-policy": export.project.policy.value,
        "x-filter": export.status.value,
        "x-rows": export.rows,
        "x-as-of": export.as_of.isoformat() if export.as_of else None,
        "x-history": export.history,
        "x-codebook-version": export.project.codebook_version,
        "x-app-version": export.app_version,
        "x-formula-guard": "apostrophe" if options and options.guard else None,
        "x-bom": bool(options and options.bom),
    }


def _resource(export: Export, written: Written) -> dict[str, Any]:
    common = _file(_CLAIMS, export.path, export.format, written)
    if export.options is None:
        return common
    return common | _table(export.options, export.columns, "claim_id")


def _links(export: Export, options: CsvOptions, written: Written) -> dict[str, Any]:
    table = _table(options, LINK_COLUMNS, "uid")
    claim = {"resource": _CLAIMS, "fields": ["claim_id"]}
    keys = [{"fields": [name], "reference": claim} for name in CLAIM_COLUMNS]
    table["schema"]["foreignKeys"] = keys
    return _file(_LINKS, links_file.place_for(export.path), "csv", written) | table


def _file(name: str, path: Path, form: str, written: Written) -> dict[str, Any]:
    return {
        "name": name,
        "path": path.name,
        "format": form,
        "mediatype": _MEDIA[form],
        "encoding": "utf-8",
        "bytes": written.bytes,
        "hash": f"sha256:{written.sha256}",
    }


def _table(options: CsvOptions, columns: Sequence[Column], key: str) -> dict[str, Any]:
    dialect = {
        "delimiter": options.delimiter,
        "quoteChar": '"',
        "doubleQuote": True,
        "lineTerminator": "\r\n",
        "header": True,
    }
    schema = {
        "$schema": _TABLE,
        "fields": [_field(column, key) for column in columns],
        "primaryKey": [key],
        "missingValues": [""],
    }
    return {"type": "table", "dialect": dialect, "schema": schema}


def _field(column: Column, key: str) -> dict[str, Any]:
    constraints = {
        "required": column.required or None,
        "unique": column.name == key or None,
        "pattern": column.pattern,
        "enum": list(column.choices) or None,
    }
    return {
        "name": column.name,
        "type": column.type.value,
        "title": column.title,
        "description": column.description,
        "constraints": {name: rule for name, rule in constraints.items() if rule is not None},
    }
