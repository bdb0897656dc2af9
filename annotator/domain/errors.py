"""What can go wrong through no fault of the program."""


class AnnotatorError(Exception):
    """An expected failure; its text is one sentence fit to show to a person."""


class UsageError(AnnotatorError):
    """What was asked for makes no sense, or nothing of it can be read."""


class UnreadableError(AnnotatorError):
    """A file cannot be taken in; the sentence says why."""


class DuplicateDocumentError(AnnotatorError):
    """The same text is in the project already."""


class NotFoundError(AnnotatorError):
    """What was named is not in the project."""


class StaleError(AnnotatorError):
    """Somebody else changed it after it was read."""


class IllegalMoveError(AnnotatorError):
    """The review status may not move that way."""


class ClosedError(StaleError):
    """It is another person's own reading, or one that was submitted."""


class SecondPersonError(AnnotatorError):
    """Whoever edited it last may not approve it."""


class RightError(AnnotatorError):
    """One's role in the project does not allow it."""


class NothingToUndoError(AnnotatorError):
    """No act of one's own is left to take back, or to do again."""


class ProjectError(AnnotatorError):
    """The project file cannot be opened, or is not what it should be."""


class LockedError(ProjectError):
    """Another program is writing to the project and has not come to an end in time."""


class CancelledError(AnnotatorError):
    """The person stopped the work; what was done before stays."""
