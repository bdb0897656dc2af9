"""Where spans may begin and end, as far as rules can tell; the guidelines say why."""

import re
from collections.abc import Iterator
from typing import Final

from annotator.domain.claim import ClaimKind
from annotator.domain.span import Span
from annotator.exchange.corpus.article import CorpusAttribution

_MARKED: Final = re.compile(r"[“„«\"‘‚‹']([^“”„«»\"]*)[”“»\"’›']")
_MARKED_SINGLE: Final = re.compile(r"[‘‚‹']([^‘’‚‹›']*)[’›']")
_LOOSE_END: Final = re.compile(r"[,;:–—]$")
_ABBREVIATED: Final = re.compile(
    r"(\b\w\.(\w\.)+|\b[A-Z]\.|\b(Inc|Co|Corp|Ltd|Jr|Sr|St|No|etc|Gov|Sen|Rep|Dr|Mr|Mrs|Ms)\.)$"
)
_THAT: Final = re.compile(r"that\s")
_AUXILIARY: Final = re.compile(
    r"(has|had|have|having|was|were|is|are|been|being|be|will|would|did|does|do|also|not)\s",
    re.IGNORECASE,
)
_CUE_END: Final = re.compile(r"\s(that|:)$|[,:;.]$", re.IGNORECASE)


def breaches(text: str, attribution: CorpusAttribution) -> Iterator[str]:
    """Yield a sentence for each span of an attribution that breaks a convention."""
    label = attribution.label
    for span in attribution.content:
        yield from _of_content(label, span.of(text), attribution.kind)
    first, last = attribution.content[0].of(text), attribution.content[-1].of(text)
    if attribution.kind is not ClaimKind.DIRECT:
        if _THAT.match(first):
            yield f"the content of {label} begins after “that”"
        if last.endswith(".") and not _ABBREVIATED.search(last):
            yield f"the full stop of the sentence is not in the content of {label}"
    yield from _of_cue(label, attribution.last.cue, text)
    if attribution.last.source and "\n" in attribution.last.source.of(text):
        yield f"the source of {label} runs over a paragraph"


def _of_content(label: str, words: str, kind: ClaimKind) -> Iterator[str]:
    if _LOOSE_END.search(words) and not words.endswith(("—", "–")):
        yield f"the content of {label} ends with “{words[-1]}”; leave it out"
    if words[0] in ",;:.!?)":
        yield f"the content of {label} begins with “{words[0]}”; leave it out"
    marked = _MARKED.fullmatch(words) or _MARKED_SINGLE.fullmatch(words)
    if kind is ClaimKind.DIRECT and marked:
        yield f"the quotation marks around the content of {label} stand outside: “{{c{label} …}}”"


def _of_cue(label: str, cue: Span | None, text: str) -> Iterator[str]:
    if cue is None:
        return
    words = cue.of(text)
    if _AUXILIARY.match(words):
        yield f"the cue of {label} is the verb without “{words.split()[0]}”"
    if _CUE_END.search(words):
        yield f"the cue of {label} ends before “{words[-4:].strip()}”"
