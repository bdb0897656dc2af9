"""What verifying the sample articles from the keyboard takes, beside counts of other programs."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"

from desk_figures import late, middle, row, table
from desk_keys import Hands
from desk_typist import Cost, Typist
from PySide6.QtTest import QTest

from annotator.domain.review import ReviewStatus
from annotator.runtime.paths import OVERRIDE
from annotator.runtime.resources import sample
from annotator.runtime.settings import Settings
from annotator.services.bootstrap import new_services
from annotator.services.sample_annotation import Annotation, SampleDocument, sample_annotation
from annotator.ui.app import application
from annotator.ui.main_window import MainWindow
from annotator.ui.prompts import QtPrompts
from annotator.ui.window_state import WindowState

BUDGETS: Final = (
    ("accept a right proposal and go on", "accept", 1, "1 (Prodigy, Argilla, INCEpTION)"),
    (
        "new claim with speaker and one tag, caret in its sentence",
        "new",
        4,
        "4 + typing (INCEpTION), 5-7 flat (Prodigy), 7 + typing (DNA), 14 (brat)",
    ),
    ("move a boundary by a word", "boundary", 1, "1-2 (QualCoder)"),
    ("change the speaker to another in the text", "speaker", 2, "3+"),
    ("next document with work left", "next", 0, "0-1"),
    ("undo", "undo", 1, "mostly impossible (DNA, doccano), or partly"),
)


def measure(folder: Path, *, quick: bool = False) -> bool:
    """Print what verifying took; return whether the budgets are kept."""
    annotation = sample_annotation()
    wanted = annotation.documents[:1] if quick else annotation.documents
    acts: dict[str, list[int]] = defaultdict(list)
    for name, proposed in (("what the engine proposed", True), ("untouched texts", False)):
        project = folder / f"typist-{proposed}.annotator"
        typist = _worked(project, annotation, wanted, proposed=proposed)
        _print_claims(name, typist, wanted)
        for key, found in typist.acts.items():
            acts[key] += found
    return _print_acts(acts)


def _worked(
    project: Path, annotation: Annotation, wanted: Sequence[SampleDocument], *, proposed: bool
) -> Typist:
    with TemporaryDirectory() as own:
        os.environ[OVERRIDE] = own
        names = _imported(project, annotation, wanted, proposed=proposed)
        application()
        window = MainWindow(WindowState(), QtPrompts, user=annotation.annotator)
        window.show()
        window.activateWindow()
        window.project.open(project)
        hands = Hands(window)
        _wait(lambda: window.session is not None and hands.desk.sheet is not None)
        hands.view.setFocus()
        _wait(hands.view.hasFocus)
        typist = Typist(hands, annotation)
        for _document in wanted:
            file = names[hands.desk.document_id or 0]
            typist.verify(next(item for item in wanted if item.file == file))
        window.close()
    return typist


def _imported(
    project: Path, annotation: Annotation, wanted: Sequence[SampleDocument], *, proposed: bool
) -> dict[int, str]:
    """Make the project and return which document came from which file."""
    services = new_services(project, user=annotation.annotator)
    files = [sample(item.file) for item in wanted]
    report = services.importing.paths(files, max_bytes=Settings().max_bytes)
    if proposed:
        services.proposing.propose()
    services.close()
    return {item.document_id: item.path.name for item in report.imported}


def _wait(holds: Callable[[], bool]) -> None:
    for _moment in range(1_000):
        if holds():
            return
        QTest.qWait(10)
    raise TimeoutError("The project does not open, or its text does not take the keyboard.")


def _print_claims(name: str, typist: Typist, wanted: Sequence[SampleDocument]) -> None:
    costs = typist.costs
    claims = (claim for item in wanted for claim in item.claims)
    gold = sum(claim.status is not ReviewStatus.REJECTED for claim in claims)
    print(f"\n### From {name}\n\n{typist.right} of {gold} claims stand as the annotation has them.")
    table("a verified claim", "claims", "actions: median", "p90", "letters typed: median")
    for kind in sorted(set(costs) - {"refused"}):
        _print_cost(kind, costs[kind])
    _print_cost("**all**", [cost for kind in costs if kind != "refused" for cost in costs[kind]])
    if "refused" in costs:
        _print_cost("a proposal refused", costs["refused"])
    chords = sum(cost.actions for kind in costs for cost in costs[kind])
    letters = sum(cost.letters for kind in costs for cost in costs[kind])
    print(
        f"\n{chords} actions and {letters} letters for {gold} claims, refusals among them: "
        f"{chords / gold:.1f} and {letters / gold:.1f} a claim."
    )


def _print_cost(kind: str, costs: Iterable[Cost]) -> None:
    actions, letters = zip(*costs, strict=True)
    cells = (middle(actions), late(actions, 0.9), middle(letters))
    row(kind, len(actions), *(f"{cell:g}" for cell in cells))


def _print_acts(acts: Mapping[str, Sequence[int]]) -> bool:
    table("act", "times", "ours: median", "most", "budget", "best of the peers")
    for name, key, most, peers in BUDGETS:
        found = acts.get(key, ())
        median = f"{middle(found):g}" if found else "-"
        row(name, len(found), median, max(found, default="-"), most, peers)
    return all(max(acts.get(key, ()), default=0) <= most for _name, key, most, _peers in BUDGETS)
