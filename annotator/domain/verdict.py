"""What a reviewer said of a claim or a document record."""

from annotator.domain.review import ReviewVerb
from annotator.domain.value import Value


class Verdict(Value):
    """A verdict as it is given: the verb, the reason from the list, and words."""

    verb: ReviewVerb
    reason: str | None = None
    words: str | None = None


class Review(Verdict):
    """A verdict as it was given; `standing` unless it was withdrawn or an edit followed.

    `at` is an ISO 8601 moment in UTC.
    """

    user: str
    at: str
    standing: bool
