"""How long it takes until a second window has read again what somebody committed."""

import random
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QSocketNotifier

from annotator.services.bootstrap import open_services
from annotator.ui.event_bridge import EventBridge
from annotator.ui.watching import Watching

CHANGES: Final = 40
DOCUMENT: Final = 1


def refreshed(place: Path | str, reader: str, writer: str) -> list[float]:
    """Return the seconds from the begin of each act to its being read in another process."""
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_write, args=(place, writer, there))
    app = QCoreApplication.instance() or QCoreApplication([])
    bridge = EventBridge()
    services = open_services(place, user=reader, publish=bridge.publish)
    watching = Watching(services, bridge, QObject(app))
    loop = QEventLoop()

    def look() -> None:
        here.send((services.querying.sheet(DOCUMENT).document.marks.flagged, time.monotonic()))

    bridge.document_changed.connect(look)
    bridge.documents_changed.connect(look)
    ended = QSocketNotifier(here.fileno(), QSocketNotifier.Type.Read)
    ended.activated.connect(loop.quit)
    process.start()
    loop.exec()
    times: list[float] = here.recv()
    watching.stop()
    services.close()
    process.join()
    return times


def _write(place: Path | str, name: str, reader: Connection) -> None:
    services = open_services(place, user=name)
    chance = random.Random(1)  # noqa: S311 - a load, no secret
    times = []
    for _change in range(CHANGES):
        time.sleep(0.3 + chance.random() / 4)
        marks = services.querying.sheet(DOCUMENT).document.marks
        wanted = marks.amended(flagged=not marks.flagged)
        begin = time.monotonic()
        services.annotating.mark(DOCUMENT, marks, wanted, "Flag")
        seen, at = None, begin
        while seen is not wanted.flagged:
            seen, at = reader.recv()
        times.append(at - begin)
    services.close()
    reader.send(times)
