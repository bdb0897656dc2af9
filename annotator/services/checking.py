"""Prove a project, or an export against its project."""

from collections.abc import Iterator
from pathlib import Path

from annotator.domain.errors import ProjectError
from annotator.domain.finding import CheckReport, Finding, Rule
from annotator.domain.project import Policy
from annotator.exchange.writers import datapackage
from annotator.exchange.writers.datapackage import Moment
from annotator.exchange.writers.framing import hash_of
from annotator.services.context import Context
from annotator.services.lines_proof import SUFFIX, JsonLines, LinesProof
from annotator.services.links_proof import links_findings
from annotator.services.table_proof import POLICIES, Table, TableProof
from annotator.store.as_of import PastRepo
from annotator.store.checks import CheckRepo
from annotator.store.export import ExportRepo


def check_project(context: Context) -> CheckReport:
    """Prove that the project's file is whole and keeps every rule, whoever wrote to it."""
    try:
        with context.store.snapshot() as connection:
            repo = CheckRepo(connection)
            broken = tuple(repo.file())
            if broken:
                return CheckReport(findings=broken)
            policy = ExportRepo(connection).project().policy
            findings = tuple(_proofs(repo, solo=policy is Policy.SOLO))
            documents, claims, changes = repo.size()
    except ProjectError as error:
        whole = Finding(rule=Rule.FILE, subject="the file", sentence=str(error))
        return CheckReport(findings=(whole,))
    looked = (
        f"{_counted(documents, 'document')}, {_counted(claims, 'claim')} and "
        f"{_counted(changes, 'change')} in the history were looked at."
    )
    return CheckReport(findings=findings, facts=(POLICIES[policy], looked))


def check_export(context: Context, path: Path) -> CheckReport:
    """Prove each row of an exported CSV from the project's texts and its present state.

    JSON lines are compared whole. An export as of a day is proved from the state that the project
    had then. A finding on a row names its number, 1 for the first below the header.

    Raises:
        UnreadableError: the file cannot be read, or its header is no CSV.
        ProjectError: the project cannot be read.
    """
    descriptor = datapackage.find_for(path)
    if path.suffix == SUFFIX:
        return _check_lines(context, path, descriptor)
    with context.store.snapshot() as connection:
        table = Table(path, descriptor)
        then, wrong = _turned_back(PastRepo(connection), table.moment)
        export = ExportRepo(connection)
        proof = TableProof(table, export, CheckRepo(connection))
        findings = (*_changed(path, descriptor), *wrong, *proof.findings())
        links, told = links_findings(path, descriptor, export.links(table.status))
    facts = (*_framing(descriptor), *proof.facts(), *then, *told)
    return CheckReport(findings=(*findings, *links), facts=facts)


def _check_lines(context: Context, path: Path, descriptor: Path | None) -> CheckReport:
    with context.store.snapshot() as connection:
        file = JsonLines(path, descriptor)
        then, wrong = _turned_back(PastRepo(connection), file.moment)
        export = ExportRepo(connection)
        written = export.objects(file.status)
        due = (line for some in written for line in some.text.removesuffix("\n").split("\n"))
        proof = LinesProof(file, due)
        findings = (*_changed(path, descriptor), *wrong, *proof.findings())
        policy = export.project().policy
    looked = (
        f"{_counted(proof.read, 'line')} looked at, as an export of {file.status} claims.",
        POLICIES[policy],
    )
    return CheckReport(findings=findings, facts=(*looked, *then))


def _turned_back(past: PastRepo, moment: Moment | None) -> tuple[list[str], list[Finding]]:
    """Let a connection read the project as of a moment; return what it shows, what is wrong."""
    if moment is None:
        return [], []
    day, number = moment
    last = past.last_of(day)
    if not 0 < number <= last:
        sentence = f"change {number} of the history is not one of those up to {day}."
        past.turn_back(last or past.newest())
        return [], [Finding(rule=Rule.HISTORY, subject=f"change {number}", sentence=sentence)]
    past.turn_back(number)
    facts = [f"It was compared with the project as of {day}, up to change {number}."]
    if number < last:
        facts.append(f"More was done that day afterwards, up to change {last}.")
    return facts, []


def _changed(path: Path, descriptor: Path | None) -> Iterator[Finding]:
    if descriptor is not None and datapackage.hash_of(descriptor) != hash_of(path):
        sentence = f"{path.name} was changed after it was written: its hash is another."
        yield Finding(rule=Rule.FILE, subject=path.name, sentence=sentence)


def _framing(descriptor: Path | None) -> Iterator[str]:
    if descriptor is None:
        yield "There is no descriptor beside the table, so its framing was guessed."


def _proofs(repo: CheckRepo, *, solo: bool) -> Iterator[Finding]:
    yield from repo.references()
    yield from repo.triggers()
    yield from repo.texts()
    yield from repo.contents()
    yield from repo.histories(solo=solo)
    yield from repo.search()


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
