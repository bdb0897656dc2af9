"""One learned model as one file that can do no harm: a stored zip of a manifest and its parts.

`manifest.json` comes first and names every part with its size and SHA-256. Nothing is compressed,
pickled or executed, and the same model gives the same bytes.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pydantic import Field, StringConstraints, ValidationError

from annotator.domain.errors import UsageError
from annotator.domain.value import Value
from annotator.runtime.whole_file import whole_file

MANIFEST: Final = "manifest.json"
MOST_BYTES: Final = 256 * 1024 * 1024
_MOST_MANIFEST: Final = 1024 * 1024
_MOST_PARTS: Final = 32
_SHOWN: Final = 12
_UNIX: Final = 3
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_PART_NAME: Final = r"[a-z0-9_-]{1,40}(\.[a-z0-9]{1,12})?"

PartName = Annotated[str, StringConstraints(pattern=f"^{_PART_NAME}$")]
Word = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._+-]{1,40}$")]


class PartSeal(Value):
    """How a part must be: its size in bytes, and its SHA-256 in hex."""

    size: int = Field(ge=0)
    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class Manifest(Value):
    """What a model is: the engine it serves, what it was made of, and its parts.

    `data` tells for a person what it learned from; `settings` are the engine's own.
    """

    format: Literal[1] = 1
    engine: Word
    version: Word
    labels: tuple[str, ...]
    data: dict[str, Any] = Field(default_factory=dict)
    settings: dict[str, Any] = Field(default_factory=dict)
    parts: dict[PartName, PartSeal] = Field(default_factory=dict)


class ModelFile(NamedTuple):
    """A model as read: what it is, its parts as bytes, and the name that tells it from others."""

    manifest: Manifest
    parts: Mapping[str, bytes]
    name: str


def write_model(path: Path, manifest: Manifest, parts: Mapping[str, bytes]) -> None:
    """Write a model in whole; `manifest.parts` is filled in here.

    Raises:
        UsageError: the file cannot be written, or the parts are more than a model may have.
    """
    sealed = manifest.amended(
        parts={
            name: PartSeal(size=len(part), sha256=hashlib.sha256(part).hexdigest())
            for name, part in sorted(parts.items())
        }
    )
    if len(parts) > _MOST_PARTS or sum(map(len, parts.values())) > MOST_BYTES:
        raise UsageError(f"{path} cannot be written: the model is too large.")
    text = json.dumps(sealed.model_dump(mode="json"), ensure_ascii=False, indent=1)
    with whole_file(path) as draft, ZipFile(draft, "w", ZIP_STORED) as packed:
        for name, part in ((MANIFEST, text.encode()), *sorted(parts.items())):
            packed.writestr(_entry(name), part)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EPOCH)
    entry.create_system = _UNIX
    entry.external_attr = 0o644 << 16
    return entry


def read_model(path: Path, engine: str | None = None) -> ModelFile:
    """Return the model of a file, every part checked; with `engine`, one that serves it.

    Raises:
        UsageError: the file cannot be read, is no model, is damaged, or serves another engine.
    """
    packed = _bytes(path)
    try:
        with ZipFile(BytesIO(packed)) as file:
            manifest = _manifest(path, file)
            parts = {name: _part(path, file, name, seal) for name, seal in manifest.parts.items()}
    except (BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _no_model(path) from error
    if engine is not None and manifest.engine != engine:
        raise UsageError(f"{path} is a model of the engine “{manifest.engine}”, not “{engine}”.")
    shown = hashlib.sha256(packed).hexdigest()[:_SHOWN]
    return ModelFile(manifest, parts, f"{manifest.engine}-{shown}")


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError(f"{path} is too large for a model.")
        return path.read_bytes()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise UsageError(f"{path} cannot be read: {why}.") from error


def _manifest(path: Path, file: ZipFile) -> Manifest:
    entries = file.infolist()
    if not entries or len(entries) > _MOST_PARTS + 1 or entries[0].filename != MANIFEST:
        raise _no_model(path)
    if any(item.compress_type != ZIP_STORED or item.flag_bits & 1 for item in entries):
        raise _no_model(path)
    if entries[0].file_size > _MOST_MANIFEST:
        raise _no_model(path)
    try:
        found = Manifest.model_validate(json.loads(file.read(entries[0])))
    except (ValidationError, RecursionError) as error:
        raise _no_model(path) from error
    named = [item.filename for item in entries[1:]]
    if sorted(named) != sorted(found.parts) or not all(map(_is_part_name, named)):
        raise _no_model(path)
    return found


def _is_part_name(name: str) -> bool:
    return re.fullmatch(_PART_NAME, name) is not None


def _part(path: Path, file: ZipFile, name: str, seal: PartSeal) -> bytes:
    if file.getinfo(name).file_size != seal.size:
        raise UsageError(f"{path} is damaged: its part “{name}” has another size.")
    part = file.read(name)
    if hashlib.sha256(part).hexdigest() != seal.sha256:
        raise UsageError(f"{path} is damaged: its part “{name}” is not what it was.")
    return part


def _no_model(path: Path) -> UsageError:
    return UsageError(f"{path} is no model of this program, or a damaged one.")
