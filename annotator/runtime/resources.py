"""Find files shipped with the program: icons, codebooks, lexicons, and the sample articles.

They lie in the package (`_resources`, `_seeds`) once it is built, as a wheel or frozen, and in
the checkout's `resources/` and `seeds/` before that.
"""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).parents[1]
_ARTICLES: Final = frozenset({".txt", ".html", ".htm"})


def resource(name: str) -> Path:
    """Return a shipped file or folder, such as `icons/approve.svg` or `lexicons`.

    Raises:
        FileNotFoundError: nothing of that name was shipped.
    """
    return _shipped(resources_folder(), name)


def sample(name: str) -> Path:
    """Return a file that lies with the sample articles, such as their annotation.

    Raises:
        FileNotFoundError: nothing of that name was shipped.
    """
    return _shipped(samples_folder(), name)


def samples() -> tuple[Path, ...]:
    """Return the sample articles, ordered by name."""
    return tuple(
        sorted(path for path in samples_folder().iterdir() if path.suffix in _ARTICLES),
    )


def resources_folder() -> Path:
    """Return the folder that holds every resource."""
    return _folder("_resources", "resources")


def samples_folder() -> Path:
    """Return the folder that holds the sample articles."""
    return _folder("_seeds", "seeds")


def _folder(built: str, checkout: str) -> Path:
    inside = _PACKAGE / built
    return inside if inside.is_dir() else _PACKAGE.parent / checkout


def _shipped(folder: Path, name: str) -> Path:
    found = folder / name
    if not found.exists():
        raise FileNotFoundError(f"nothing named {name} was shipped")
    return found
