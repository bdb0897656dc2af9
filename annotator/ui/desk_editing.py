"""What a person does to claims and proposals; each is one act of the service."""

from collections.abc import Callable

from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.proposal import Proposal
from annotator.domain.span import Span, in_order
from annotator.services.drafting import drafted, kind_of
from annotator.ui.desk_walk import DeskWalk


class DeskEditing(DeskWalk):
    """Acts on the current item; for a proposal an edit accepts it in changed form."""

    def accept(self) -> None:
        """Accept the current proposal and go on to the next open item."""
        if isinstance(self.current, Proposal):
            proposal = self.current
            if self.guard(lambda: self.services.annotating.accept(proposal.id)) is not None:
                self._next_open_here()
        else:
            self._next_open_here()

    def refuse(self) -> None:
        """Refuse the current proposal, or delete the current claim, and go on."""
        item = self.current
        if isinstance(item, Proposal):
            self.guard(lambda: self.services.annotating.refuse(item.id))
        elif item is not None:
            self.guard(lambda: self.services.annotating.delete(item))

    def claim_from(self, span: Span) -> bool:
        """Make a claim of the words, its likeliest speaker filled in; it becomes current.

        Return whether it was made.
        """
        sheet = self.guard(self.opened)
        if sheet is None:
            return False
        body, speaker = drafted(sheet, span)
        add = self.services.annotating.add
        made = self.guard(lambda: add(sheet.document.id, body, speaker))
        if made is not None:
            self.select(f"claim:{made}")
        return made is not None

    def add_fragment(self, span: Span) -> None:
        """Add words to the content."""
        self._amend_content(lambda content: in_order((*content, span)), "Add fragment")

    def set_fragment(self, index: int, span: Span) -> None:
        """Move the boundaries of one fragment of the content."""

        def moved(content: tuple[Span, ...]) -> tuple[Span, ...]:
            return in_order((*content[:index], span, *content[index + 1 :]))

        self._amend_content(moved, "Move boundary")

    def remove_fragment(self, index: int) -> None:
        """Take one fragment out of the content."""
        self._amend_content(lambda all_: (*all_[:index], *all_[index + 1 :]), "Remove fragment")

    def set_kind(self, kind: ClaimKind) -> None:
        """Say whether the content is quoted."""
        self._amend(lambda body: body.amended(kind=kind), "Set kind")

    def set_source(self, span: Span | None) -> None:
        """Say which words name the source of the link being worked on."""
        self._amend_link(lambda link: link.amended(source=span), "Set source")

    def set_cue(self, span: Span | None) -> None:
        """Say which words are the cue of the link being worked on."""
        self._amend_link(lambda link: link.amended(cue=span), "Set cue")

    def set_speaker_id(self, speaker: int | None) -> None:
        """Say to whom the link being worked on resolves."""
        self._amend_link(lambda link: link.amended(speaker=speaker), "Set speaker")

    def set_speaker(self, name: str) -> None:
        """Say by name to whom the link being worked on resolves; a new name is registered."""
        wanted = name.strip()
        if not wanted:
            self.set_speaker_id(None)
            return
        position = self.link

        def amend(body: ClaimBody, id_of: Callable[[str], int]) -> ClaimBody:
            return _with_link(body, position, lambda link: link.amended(speaker=id_of(wanted)))

        self._edit(amend, "Set speaker")

    def toggle_tag(self, key: str) -> None:
        """Put a tag on the current item, or take it off."""

        def toggled(body: ClaimBody) -> ClaimBody:
            return body.amended(tags=tuple(set(body.tags) ^ {key}))

        self._amend(toggled, "Set tag")

    def add_link(self, position: int) -> None:
        """Put an empty link into the source chain; it becomes the one being worked on."""

        def added(chain: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
            return (*chain[:position], Attribution(), *chain[position:])

        self._amend_chain(added, "Add source")
        self.link = position

    def remove_link(self, position: int) -> None:
        """Take a link out of the source chain."""
        self._amend_chain(lambda all_: (*all_[:position], *all_[position + 1 :]), "Remove source")

    def move_link(self, position: int, by: int) -> None:
        """Move a link of the source chain outwards or inwards."""

        def moved(chain: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
            rest = [*chain[:position], *chain[position + 1 :]]
            rest.insert(max(0, position + by), chain[position])
            return tuple(rest)

        self._amend_chain(moved, "Move source")
        self.link = max(0, position + by)

    def _amend(self, amend: Callable[[ClaimBody], ClaimBody], label: str) -> None:
        self._edit(lambda body, _id_of: amend(body), label)

    def _edit(
        self, amend: Callable[[ClaimBody, Callable[[str], int]], ClaimBody], label: str
    ) -> None:
        item = self.current
        if item is not None:
            self.guard(lambda: self.services.annotating.edit(item, amend, label))

    def _amend_content(
        self, amend: Callable[[tuple[Span, ...]], tuple[Span, ...]], label: str
    ) -> None:
        def amended(body: ClaimBody) -> ClaimBody:
            text = self.opened().document.text
            content = amend(body.content)
            return body.amended(content=content, kind=kind_of(text, content))

        self._amend(amended, label)

    def _amend_chain(
        self,
        amend: Callable[[tuple[Attribution, ...]], tuple[Attribution, ...]],
        label: str,
    ) -> None:
        self._amend(lambda body: body.amended(chain=amend(body.chain)), label)

    def _amend_link(self, amend: Callable[[Attribution], Attribution], label: str) -> None:
        position = self.link
        self._amend(lambda body: _with_link(body, position, amend), label)


def _with_link(
    body: ClaimBody, position: int, amend: Callable[[Attribution], Attribution]
) -> ClaimBody:
    chain = list(body.chain) or [Attribution()]
    chain[position] = amend(chain[position])
    return body.amended(chain=tuple(chain))
