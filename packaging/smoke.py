"""Try the built program as a person would: `python packaging/smoke.py dist/annotator/annotator`.

It runs with no display and away from the checkout, so what was left out of the build is missed
here and not by its users. Exit status 1 names the first step that failed.
"""

import csv
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

_ROOT: Final = Path(__file__).parents[1]
_SAMPLES: Final = _ROOT / "seeds"
_SECONDS: Final = 300


class SmokeError(Exception):
    """A step did not do what it should; the text says which."""


class Program:
    """The built program, run in a folder of its own with no display and no settings."""

    def __init__(self, path: Path, folder: Path) -> None:
        self._path = path.resolve()
        self.folder = folder
        without = {"DISPLAY", "WAYLAND_DISPLAY", "PYTHONPATH", "VIRTUAL_ENV"}
        self._environment = {
            **{name: value for name, value in os.environ.items() if name not in without},
            "ANNOTATOR_DATA_DIR": str(folder / "home"),
            "QT_QPA_PLATFORM": "offscreen",
        }

    def run(self, *words: str) -> str:
        """Return what the program prints when called with `words`.

        Raises:
            SmokeError: it fails, takes over five minutes, or leaves a traceback.
        """
        print(f"annotator {' '.join(words)}")
        try:
            done = subprocess.run(
                [self._path, *words],
                cwd=self.folder,
                env=self._environment,
                capture_output=True,
                text=True,
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise SmokeError(str(error)) from error
        if done.returncode or "Traceback" in done.stderr:
            raise SmokeError(f"exit status {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout


def says_its_version(program: Program) -> None:
    """Compare `--version` with pyproject.toml."""
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    _expect(project["version"] in program.run("--version"), "the version is another one")


def goes_from_articles_to_csv(program: Program) -> None:
    """Import the samples, propose, export, and let the export be checked."""
    program.run("new", "p.annotator")
    program.run("import", "p.annotator", str(_articles(program.folder)))
    program.run("propose", "p.annotator")
    program.run("export", "p.annotator", "--status", "all", "--out", "all.csv")
    program.run("check", "p.annotator")
    program.run("check", "all.csv", "--project", "p.annotator")
    origins = _origins(program.folder / "all.csv")
    _expect(any(origin.endswith(".txt") for origin in origins), "no rows from a text file")
    _expect(any(origin.endswith(".html") for origin in origins), "no rows from an HTML file")


def draws_its_window(program: Program) -> None:
    """Open the sample project with no display, which ends with a screenshot."""
    program.run("demo", "--out", "demo")
    pictures = list((program.folder / "demo").glob("*.png"))
    _expect(any(picture.stat().st_size > 0 for picture in pictures), "no screenshot was left")


STEPS: Final = (says_its_version, goes_from_articles_to_csv, draws_its_window)


def main(path: str) -> int:
    """Return 0 when every step went well."""
    with TemporaryDirectory(prefix="annotator-smoke-") as folder:
        program = Program(Path(path), Path(folder))
        for step in STEPS:
            try:
                step(program)
            except SmokeError as error:
                print(f"{step.__name__}: {error}", file=sys.stderr)
                return 1
    print("The built program works.")
    return 0


def _articles(folder: Path) -> Path:
    articles = folder / "articles"
    articles.mkdir()
    for sample in (*_SAMPLES.glob("*.txt"), *_SAMPLES.glob("*.html")):
        shutil.copy(sample, articles)
    return articles


def _origins(export: Path) -> set[str]:
    try:
        with export.open(newline="", encoding="utf-8") as file:
            return {row["origin"] for row in csv.DictReader(file)}
    except (OSError, KeyError) as error:
        raise SmokeError(f"the export cannot be read: {error!r}") from error


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise SmokeError(otherwise)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
