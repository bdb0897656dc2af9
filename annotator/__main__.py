"""Start the program: say its version, obey the command line, or open the window."""

import sys

from annotator import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.cli.outcome import Picture, Window


def main(words: list[str] | None = None) -> int:
    """Do what the words of the command line ask for and return the exit status.

    0: done; 1: done in part, or a check failed; 2: wrong usage, or nothing readable;
    130: interrupted. The version is told before anything else is loaded.
    """
    words = sys.argv[1:] if words is None else words
    if words[:1] == ["--version"]:
        sys.stdout.write(f"annotator {__version__}\n")
        return 0
    from annotator.cli.guard import guarded  # noqa: PLC0415 - `--version` loads nothing

    return guarded(lambda: _started(words))


def _started(words: list[str]) -> int:
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support  # noqa: PLC0415 - heavy, and built in alone

        freeze_support()
    from annotator.cli.outcome import Picture, Window  # noqa: PLC0415 - as above
    from annotator.cli.words import understood  # noqa: PLC0415 - as above

    asked = understood(words)
    if asked.wants_window:
        return _shown(asked.window(), lambda: _logged(verbose=asked.verbose))
    _logged(verbose=asked.verbose)
    from annotator.cli.main import obeyed  # noqa: PLC0415 - a window needs no commands

    match obeyed(asked):
        case Window() as window:
            return _shown(window)
        case Picture() as picture:
            return _drawn(picture)
        case int(status):
            return status


def _logged(*, verbose: bool) -> None:
    from annotator.runtime import logs  # noqa: PLC0415 - the first window is painted before

    logs.start(verbose=verbose)


def _shown(window: "Window", prepare: "Callable[[], None]" = lambda: None) -> int:
    from annotator.cli.display import require_window_system  # noqa: PLC0415 - as above

    require_window_system()
    from annotator.ui.starting import run  # noqa: PLC0415 - commands do without Qt

    return run(window.project, window.user, prepare)


def _drawn(picture: "Picture") -> int:
    from annotator.cli.speaking import say  # noqa: PLC0415 - as above
    from annotator.ui.screenshots import main_window_picture  # noqa: PLC0415 - as above

    main_window_picture(picture.project, picture.out)
    say(f"Screenshot: {picture.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
