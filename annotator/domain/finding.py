"""What a check finds wrong, and what it can say for certain."""

from enum import StrEnum

from annotator.domain.value import Value


class Rule(StrEnum):
    """What a check proves."""

    FILE = "file"
    REFERENCES = "references"
    TEXT = "text"
    WORDS = "words"
    TRIGGERS = "triggers"
    HISTORY = "history"
    SECOND_PERSON = "second-person"
    CONTENT = "content"
    SEARCH = "search"
    COLUMNS = "columns"
    ROW = "row"
    CELL = "cell"


class Finding(Value):
    """One breach of a rule: of what, and in which way, in a sentence."""

    rule: Rule
    subject: str
    sentence: str


class CheckReport(Value):
    """All that a check found wrong; `facts` are sentences on what was looked at."""

    findings: tuple[Finding, ...]
    facts: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Return whether nothing was found wrong."""
        return not self.findings
