import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONTRACT = ROOT.parent / "shared" / "PRODUCT.md"
VERBS = {
    *("demo", "new", "import", "propose", "export", "assign", "people"),
    *("check", "backup", "restore", "evaluate", "learn", "agreement", "merge", "team"),
}
FURTHER = {"restore", "assign", "people"}


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


FENCE = re.compile(r"^```.*?\n(.*?)^```", re.MULTILINE | re.DOTALL)


def fenced(markdown: str) -> str:
    """The blocks of a page that a reader would type."""
    return "\n".join(FENCE.findall(markdown))


def code(markdown: str) -> str:
    """The blocks, and the code words, each on a line of its own."""
    words = re.findall(r"`([^`\n]+)`", FENCE.sub("", markdown))
    return "\n".join([fenced(markdown), *words])


def annotator(*words: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    moved = {} if home is None else {"ANNOTATOR_DATA_DIR": str(home)}
    return subprocess.run(
        [sys.executable, "-m", "annotator", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **moved},
    )


def verbs(commands: str) -> set[str]:
    lines = re.findall(r"^annotator ([a-z]+)(?=\s|$)", commands, re.MULTILINE)
    return set(lines)


def committed() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout")
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_every_make_target_that_a_page_names_exists(page):
    named = set(re.findall(r"^make (?:\w+=\S+ )?([a-z-]+)", code(text(page)), re.MULTILINE))
    there = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))

    assert named
    assert named <= there


def test_the_readme_starts_with_the_two_commands():
    first = re.search(r"^```\n(.*?)^```", text("README.md"), re.MULTILINE | re.DOTALL)

    assert re.findall(r"^make (\w+)", first.group(1), re.MULTILINE) == ["run", "test"]


def test_every_verb_of_the_readme_is_in_this_version():
    assert verbs(code(text("README.md"))) == VERBS


def test_the_verbs_are_those_of_the_contract():
    if not CONTRACT.is_file():
        pytest.skip("the contract does not lie beside this checkout")
    section = CONTRACT.read_text(encoding="utf-8").split("## 4.")[1].split("## 5.")[0]

    assert verbs(section) | FURTHER == VERBS


def test_every_page_that_the_readme_links_to_exists():
    links = re.findall(r"\]\((?!http)([^)#]+)\)", text("README.md"))
    pictures = {link for link in links if link.startswith("docs/screenshots/")}

    assert all((ROOT / link).is_file() for link in set(links) - pictures)


def test_the_versions_are_pinned_exactly_and_come_from_no_path():
    pins = [line for line in text("constraints.txt").splitlines() if not line.startswith("#")]

    assert "PySide6==6.11.3" in pins
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", pin) for pin in pins)


def test_what_the_program_depends_on_is_pinned():
    project = tomllib.loads(text("pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["dev"], *extras["build"]]
    names = {re.match(r"[\w-]+", line).group().lower().replace("_", "-") for line in wanted}
    pinned = re.findall(r"^([\w.-]+)==", text("constraints.txt"), re.MULTILINE)

    assert names <= {name.lower().replace("_", "-") for name in pinned}


def test_ci_runs_what_a_contributor_runs():
    assert "make check" in text(".ci/run")
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_no_committed_file_names_a_folder_of_the_machine_it_was_made_on():
    forbidden = {f"{ROOT}/", f"/{'work'}/"}
    if len(Path.home().parts) > 1:
        forbidden.add(f"{Path.home()}/")
    found = [
        path.relative_to(ROOT)
        for path in committed()
        if any(place in path.read_text(encoding="utf-8", errors="ignore") for place in forbidden)
    ]

    assert found == []


def test_the_program_says_the_version_of_the_project():
    said = annotator("--version").stdout

    assert tomllib.loads(text("pyproject.toml"))["project"]["version"] in said.split()


def test_the_commands_of_the_readme_do_what_they_say(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    articles = tmp_path / "articles"
    articles.mkdir()
    for article in (*(ROOT / "seeds").glob("*.txt"), *(ROOT / "seeds").glob("*.html")):
        shutil.copy(article, articles)
    shutil.copy(min(articles.glob("*.txt")), articles / "one.txt")

    for command in re.findall(r"^annotator ([a-z]+ .*)$", fenced(text("README.md")), re.MULTILINE):
        done = annotator(*command.split(), home=tmp_path / "home")

        assert done.returncode == 0, f"{command}: {done.stderr}"

    assert (tmp_path / "claims.csv").read_bytes().count(b"\r\n") == 1
    assert (tmp_path / "all.csv").read_bytes().count(b"\r\n") > 1
    assert (tmp_path / "datapackage.json").is_file()
