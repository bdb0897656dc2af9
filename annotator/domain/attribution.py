"""One link of a claim's source chain."""

from annotator.domain.span import Span
from annotator.domain.value import Value


class Attribution(Value):
    """Who is said to have said it, in which words, and the speaker they resolve to.

    `speaker` is the id of a registered speaker, or None where nobody is named or resolved.
    """

    source: Span | None = None
    cue: Span | None = None
    speaker: int | None = None
