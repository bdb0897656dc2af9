import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from lxml import etree

ROOT = Path(__file__).parents[2]
LINUX = ROOT / "packaging" / "linux"
VALIDATORS = [
    ("desktop-file-validate", "annotator.desktop"),
    ("appstreamcli validate --no-net", "annotator.metainfo.xml"),
]


@pytest.mark.parametrize(("command", "name"), VALIDATORS)
def test_the_desktop_is_told_in_its_own_terms(command, name):
    program, *words = command.split()
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")

    done = subprocess.run(
        [program, *words, LINUX / name], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", ["annotator.metainfo.xml", "annotator-mime.xml"])
def test_every_description_is_well_formed(name):
    assert etree.parse(str(LINUX / name)).getroot() is not None


def test_the_newest_release_is_the_version_of_the_project():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "version"
    ]

    assert f'<release version="{version}"' in (LINUX / "annotator.metainfo.xml").read_text()
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
