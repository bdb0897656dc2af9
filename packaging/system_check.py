"""Check what the system must have before the program can be set up; run by the Makefile.

What is missing is installed when that may be done (root, with apt-get). Otherwise the command
that does it is printed and the exit status is 1. Needs nothing but python3.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

VENV: Final = "python3-venv"
FONT: Final = "fonts-dejavu-core"
ALWAYS: Final = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
ON_A_SCREEN: Final = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_FONTS: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def main() -> int:
    """Return 0 when nothing is missing, or nothing is any more."""
    packages = missing()
    if not packages:
        return 0
    command = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
    if not shutil.which("apt-get"):
        print(
            f"Missing from the system (by Debian's names; install yours): {' '.join(packages)}",
            file=sys.stderr,
        )
        return 1
    if os.geteuid() != 0:
        print(f"Missing from the system. Run:\n  sudo sh -c '{command}'", file=sys.stderr)
        return 1
    print(f"Installing from Debian: {' '.join(packages)}")
    return _install(command)


def missing() -> list[str]:
    """Return the Debian packages to install, in order of name."""
    if sys.platform != "linux":
        return []
    libraries = {**ALWAYS, **ON_A_SCREEN} if _has_screen() else ALWAYS
    absent = [package for library, package in libraries.items() if not _loads(library)]
    if importlib.util.find_spec("ensurepip") is None:
        absent.append(VENV)
    if not _has_font(Path(folder).expanduser() for folder in _FONTS):
        absent.append(FONT)
    return sorted(absent)


def _install(command: str) -> int:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["sh", "-c", command], env=quiet, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(f"{done.stderr}\nThis failed:\n  {command}", file=sys.stderr)
        return 1
    return 0


def _has_screen() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_font(folders: Iterable[Path]) -> bool:
    kinds = {".ttf", ".otf", ".ttc"}
    return any(path.suffix in kinds for folder in folders for path in folder.rglob("*"))


if __name__ == "__main__":
    sys.exit(main())
