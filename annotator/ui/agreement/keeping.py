"""Write the figures of agreement into a file."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from annotator.domain.agreement_report import AgreementReport
from annotator.runtime.whole_file import whole_file
from annotator.services.agreement_table import table_csv
from annotator.ui.desk import Desk
from annotator.ui.shell import Shell


def keep_table(report: AgreementReport, desk: Desk, shell: Shell) -> None:
    """Let a person choose where to, and write every figure there as comma-separated values."""
    project = desk.services.context.store.path
    suggestion = project.with_name(f"{project.stem} agreement.csv")
    out = shell.prompts.save_file(_tr("Save the figures"), suggestion, "CSV (*.csv)")
    if out is None:
        return

    def work() -> Path:
        with whole_file(out) as draft:
            lines = "".join(f"{line}\r\n" for line in table_csv(report))
            draft.write_bytes(lines.encode())
        return out

    def done(written: Path) -> None:
        shell.banner.say(_tr("The figures lie in {0}.").format(written))

    shell.jobs.quick(work, done, shell.banner.report)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Agreement", words)
