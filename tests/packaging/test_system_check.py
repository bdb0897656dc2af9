import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

_SCRIPT = Path(__file__).parents[2] / "packaging" / "system_check.py"


@pytest.fixture
def check(monkeypatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("system_check", _SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(module, "_has_screen", lambda: False)
    monkeypatch.setattr(module, "_loads", lambda _library: True)
    monkeypatch.setattr(module, "_has_font", lambda _folders: True)
    monkeypatch.setattr(module.shutil, "which", lambda _name: "/usr/bin/apt-get")
    return module


def lacking(monkeypatch, check: ModuleType, *libraries: str) -> None:
    monkeypatch.setattr(check, "_loads", lambda library: library not in libraries)


def test_a_complete_system_is_told_nothing(check, capsys):
    assert check.main() == 0
    assert capsys.readouterr() == ("", "")


def test_who_is_not_root_is_given_the_exact_command(check, monkeypatch, capsys):
    lacking(monkeypatch, check, "libEGL.so.1", "libGL.so.1")
    monkeypatch.setattr(check.os, "geteuid", lambda: 1000)

    assert check.main() == 1
    assert capsys.readouterr().err == (
        "Missing from the system. Run:\n  sudo sh -c 'apt-get update && apt-get install -y "
        "--no-install-recommends libegl1 libgl1'\n"
    )


def test_root_on_debian_gets_it_installed(check, monkeypatch, capsys):
    lacking(monkeypatch, check, "libEGL.so.1")
    monkeypatch.setattr(check.os, "geteuid", lambda: 0)
    commands = []
    monkeypatch.setattr(check, "_install", lambda command: commands.append(command) or 0)

    assert check.main() == 0
    assert commands[0].endswith("--no-install-recommends libegl1")
    assert capsys.readouterr().out == "Installing from Debian: libegl1\n"


def test_another_system_is_told_what_to_look_for(check, monkeypatch, capsys):
    lacking(monkeypatch, check, "libEGL.so.1")
    monkeypatch.setattr(check.shutil, "which", lambda _name: None)

    assert check.main() == 1
    assert "install yours): libegl1" in capsys.readouterr().err


def test_an_installation_that_fails_shows_why_and_the_command(check, capsys):
    assert check._install("echo no such package >&2; false") == 1

    said = capsys.readouterr().err
    assert "no such package" in said
    assert "This failed:" in said


def test_a_screen_asks_for_more_libraries(check, monkeypatch):
    lacking(monkeypatch, check, "libxcb-cursor.so.0")

    assert check.missing() == []
    monkeypatch.setattr(check, "_has_screen", lambda: True)
    assert check.missing() == ["libxcb-cursor0"]


def test_a_python_without_venv_is_noticed(check, monkeypatch):
    monkeypatch.setattr(check.importlib.util, "find_spec", lambda _name: None)

    assert check.missing() == ["python3-venv"]


def test_a_system_without_any_font_is_noticed(check, monkeypatch, tmp_path):
    monkeypatch.undo()
    module_has_font = check._has_font

    assert not module_has_font([tmp_path])
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.ttf").touch()
    assert module_has_font([tmp_path])
    assert not module_has_font([tmp_path / "absent"])
