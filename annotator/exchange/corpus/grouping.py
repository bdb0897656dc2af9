"""Tags gathered by the attribution they belong to."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotator.domain.span import Span
from annotator.exchange.corpus.tags import CONTENT, SOURCE, Ref, Tag


class LinkTags(NamedTuple):
    """The tags of one link of a chain."""

    sources: tuple[Tag, ...]
    cues: tuple[Tag, ...]


class Group(NamedTuple):
    """The tags of one attribution; `links` are its own, outermost first, the speaker's last.

    `around` is the label of the attribution whose content encloses all of this content, if any.
    """

    label: str
    contents: tuple[Tag, ...]
    links: tuple[tuple[int, LinkTags], ...]
    around: str | None

    @property
    def line(self) -> int:
        """Return the line where the attribution is first seen."""
        tags = [*self.contents, *(tag for _, link in self.links for tag in (*link[0], *link[1]))]
        return min(tag.line for tag in tags)

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Return the tags of the content and of the speaker's own link."""
        own = self.links[-1][1]
        return (*self.contents, *own.sources, *own.cues)


def groups(tags: Sequence[Tag]) -> list[Group]:
    """Return the attributions in the order in which their first tags open."""
    linked = [tag for tag in tags if tag.refs]
    labels = dict.fromkeys(ref.label for tag in linked for ref in tag.refs)
    return [_group(label, linked, tags) for label in labels]


def _group(label: str, linked: Iterable[Tag], tags: Sequence[Tag]) -> Group:
    mine = [tag for tag in linked if any(ref.label == label for ref in tag.refs)]
    contents = tuple(tag for tag in mine if tag.role == CONTENT)
    outer = sorted({ref.depth for tag in mine for ref in tag.refs if ref.label == label} - {0})
    links = tuple((depth, _link(Ref(label, depth), mine)) for depth in (*outer, 0))
    return Group(label, contents, links, _around(label, contents, tags))


def _link(ref: Ref, tags: Iterable[Tag]) -> LinkTags:
    mine = [tag for tag in tags if ref in tag.refs and tag.role != CONTENT]
    return LinkTags(
        tuple(tag for tag in mine if tag.role == SOURCE),
        tuple(tag for tag in mine if tag.role != SOURCE),
    )


def _around(label: str, contents: Sequence[Tag], tags: Sequence[Tag]) -> str | None:
    """Return the innermost label whose content tags enclose every one of these."""
    by_number = {tag.number: tag for tag in tags}
    enclosing = [
        [
            ref.label
            for number in reversed(tag.inside)
            if (around := by_number.get(number)) is not None and around.role == CONTENT
            for ref in around.refs
        ]
        for tag in contents
    ]
    if not enclosing:
        return None
    shared = set.intersection(*map(set, enclosing)) - {label}
    return next((item for item in enclosing[0] if item in shared), None)


def fragments(text: str, tags: Iterable[Tag]) -> tuple[Span, ...]:
    """Return the spans of a content, those joined between which only blanks stand."""
    joined: list[Span] = []
    for span in sorted((tag.span for tag in tags), key=lambda item: (item.start, item.end)):
        gap = text[joined[-1].end : span.start] if joined else "\n"
        if joined and not gap.strip(" "):
            end = max(joined[-1].end, span.end)
            joined[-1] = Span(start=joined[-1].start, end=end)
        else:
            joined.append(span)
    return tuple(joined)
