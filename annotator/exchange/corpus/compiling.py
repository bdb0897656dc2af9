"""Marked-up articles compiled to values, everything in them checked."""

from collections.abc import Callable, Sequence

from annotator.domain.claim import ClaimKind
from annotator.domain.proposal import ProposedAttribution
from annotator.domain.span import Span
from annotator.exchange.corpus.article import Article, CorpusAttribution, Reach
from annotator.exchange.corpus.conventions import breaches
from annotator.exchange.corpus.faults import Faults
from annotator.exchange.corpus.field_values import field_values
from annotator.exchange.corpus.grouping import Group, LinkTags, fragments, groups
from annotator.exchange.corpus.header import header
from annotator.exchange.corpus.naming import Names
from annotator.exchange.corpus.tags import BOILERPLATE, NOBODY, Tag, Untagged, untagged

KindOf = Callable[[str, Sequence[Span]], ClaimKind]
"""Tells whether a content stands in quotation marks, in the text it is from."""


def compiled(markup: str, name: str, kind_of: KindOf) -> Article:
    """Return the article of a marked-up file.

    Line ends are LF; blank lines at both ends of the text are dropped, one LF ends it.

    Raises:
        MarkupError: something in it is wrong; the error holds all that is, each with its line.
    """
    faults = Faults()
    head = header(markup, faults)
    body = head.body.lstrip("\n")
    first_line = head.first_line + len(head.body) - len(body)
    plain = untagged(body.rstrip() + "\n", first_line, faults)
    compiler = _Compiler(plain, Names(head.speakers), kind_of, faults)
    article = Article(
        name=name,
        about=head.about,
        text=plain.text,
        fields=field_values(head.fields, plain, faults),
        speakers=head.speakers,
        boilerplate=tuple(tag.span for tag in plain.tags if tag.role == BOILERPLATE),
        attributions=tuple(sorted(compiler.attributions(), key=_position)),
    )
    faults.raise_if_any(name)
    return article


def _position(attribution: CorpusAttribution) -> tuple[int, int]:
    return attribution.content[0].start, -attribution.content[-1].end


class _Compiler:
    """Makes attributions of tags; what is wrong is noted, and the attribution left out."""

    def __init__(self, plain: Untagged, names: Names, kind_of: KindOf, faults: Faults) -> None:
        self._plain = plain
        self._names = names
        self._kind_of = kind_of
        self._faults = faults
        self._groups = {group.label: group for group in groups(plain.tags)}
        self._chains: dict[str, tuple[ProposedAttribution, ...]] = {}

    def attributions(self) -> list[CorpusAttribution]:
        found = [self._attribution(group) for group in self._groups.values() if self._sound(group)]
        self._same_twice(found)
        return found

    def _sound(self, group: Group) -> bool:
        label = group.label
        if not group.contents:
            self._faults.add(
                group.line, f"{label} has no content: tag its words with {{c{label} …}}"
            )
        depths = [depth for depth, _ in group.links[:-1]]
        if depths != list(range(1, len(depths) + 1)):
            self._faults.add(group.line, f"the outer links of {label} are not numbered from .1 on")
        self._complete(group)
        for tag in group.contents:
            if any(ref.label == label and ref.depth for ref in tag.refs):
                self._faults.add(tag.line, f"a content has no link number: write {{c{label} …}}")
            around = [self._plain.tag(number) for number in tag.inside]
            if any(item is not None and item.role == BOILERPLATE for item in around):
                self._faults.add(tag.line, f"the content of {label} lies in boilerplate")
        return bool(group.contents)

    def _complete(self, group: Group) -> None:
        label, own = group.label, group.links[-1][1]
        if not own.sources and not any(tag.speaker for tag in group.tags):
            self._faults.add(
                group.line,
                f"{label} has no source: tag it with {{s{label} …}}; where nobody is named, "
                f"write @{NOBODY} (or @key, if who it is is certain) at its cue",
            )
        if bool(own.cues) == any(tag.cueless for tag in group.contents):
            self._faults.add(
                group.line,
                f"{label} needs a cue {{q{label} …}}, or “!” at its content where there is none: "
                f"{{c{label}! …}}",
            )

    def _attribution(self, group: Group) -> CorpusAttribution:
        content = fragments(self._plain.text, group.contents)
        kinds = {tag.kind for tag in group.contents if tag.kind}
        attribution = CorpusAttribution(
            label=group.label,
            kind=kinds.pop() if kinds else self._kind_of(self._plain.text, content),
            reach=Reach.STANCE if any(tag.stance for tag in group.tags) else Reach.SPEECH,
            content=content,
            chain=self._chain(group.label),
        )
        for sentence in breaches(self._plain.text, attribution):
            self._faults.add(group.line, sentence)
        return attribution

    def _chain(self, label: str) -> tuple[ProposedAttribution, ...]:
        if label not in self._chains:
            group = self._groups[label]
            around = self._chain(group.around) if group.around in self._groups else ()
            own = tuple(self._link(group, depth, tags) for depth, tags in group.links)
            self._chains[label] = (*around, *own)
        return self._chains[label]

    def _link(self, group: Group, depth: int, tags: LinkTags) -> ProposedAttribution:
        where = f"{group.label}.{depth}" if depth else group.label
        for role, several in (("source", tags.sources), ("cue", tags.cues)):
            if len(several) > 1:
                self._faults.add(several[1].line, f"the {role} of {where} is tagged twice")
        source = tags.sources[0] if tags.sources else None
        keys = {tag.speaker for tag in (*tags.sources, *tags.cues) if tag.speaker}
        if not depth:
            keys |= {tag.speaker for tag in group.contents if tag.speaker}
        speaker = self._speaker(where, source, keys, group.line)
        if depth and speaker is None and NOBODY not in keys:
            self._faults.add(group.line, f"the link {where} of the chain names nobody")
        return ProposedAttribution(
            source=source.span if source else None,
            cue=tags.cues[0].span if tags.cues else None,
            speaker=speaker,
        )

    def _speaker(self, where: str, source: Tag | None, keys: set[str], line: int) -> str | None:
        if len(keys) > 1:
            self._faults.add(line, f"{where} has several speakers: {', '.join(sorted(keys))}")
        if keys:
            key = min(keys)
            name = self._names.keyed(key)
            if name is None and key != NOBODY:
                self._faults.add(line, f"@{key} is no key under [speakers]")
            return name
        if source is None:
            return None
        words = source.span.of(self._plain.text)
        name = self._names.meant_by(words)
        if name is None:
            self._faults.add(
                source.line,
                f"“{words}” is nobody's name or alias: write {{s{where}@key {words}}}, "
                f"or @{NOBODY} if it is unclear who is meant",
            )
        return name

    def _same_twice(self, found: Sequence[CorpusAttribution]) -> None:
        seen: dict[object, str] = {}
        for item in found:
            same = (item.content, item.last.source, item.last.cue, item.last.speaker)
            other = seen.setdefault(same, item.label)
            if other != item.label:
                line = self._groups[item.label].line
                self._faults.add(line, f"{item.label} says the same as {other}")
