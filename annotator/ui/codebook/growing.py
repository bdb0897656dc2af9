"""What the tree of the codebook does: items added and moved."""

from collections.abc import Collection

from annotator.domain.codebook import Codebook, FieldDefinition, Tag
from annotator.domain.codebook_changes import (
    fresh_key,
    moved_field,
    moved_reason,
    with_field,
    with_reasons,
)
from annotator.domain.codebook_rules import faults
from annotator.domain.codebook_tags import moved_tag, place_of, tag_of, with_tag_beside
from annotator.domain.errors import UsageError
from annotator.ui.codebook.items import SCOPES, Item, Section


def added(book: Codebook, near: Item, name: str, taken: Collection[str]) -> tuple[Item, Codebook]:
    """Return a new item right after another, and the codebook with it.

    Raises:
        UsageError: there is one of that name.
    """
    if near.section is Section.REASONS:
        return Item(near.section, name), with_reasons(book, (*book.return_reasons, name))
    key = fresh_key(name, taken)
    if near.section is Section.TAGS:
        after = with_tag_beside(book, Tag(key=key, label=name), near.key or None)
    else:
        field = FieldDefinition(key=key, label=name, scope=SCOPES[near.section])
        after = with_field(book, field)
    wrong = faults(after)
    if wrong:
        raise UsageError(wrong[0])
    return Item(near.section, key), after


def moved(book: Codebook, item: Item, above: Item, place: int) -> Codebook:
    """Return the codebook with an item at a place below another, or in its section.

    Raises:
        UsageError: it cannot stand there.
    """
    if item.section is Section.TAGS:
        return moved_tag(book, item.key, above.key or None, place)
    if item.section is Section.REASONS:
        return moved_reason(book, item.key, place)
    return moved_field(book, item.key, place)


def pushed(book: Codebook, item: Item, by: int, levels: int) -> Codebook:
    """Return the codebook with an item moved by places, or a tag by a level in or out.

    What cannot move any further stays where it is.
    """
    if item.section is Section.TAGS:
        return _pushed_tag(book, item.key, by, levels)
    if item.section is Section.REASONS:
        keys = list(book.return_reasons)
    else:
        keys = [field.key for field in book.fields if field.scope is SCOPES[item.section]]
    place = keys.index(item.key) + by
    return moved(book, item, item, place) if by and 0 <= place < len(keys) else book


def _pushed_tag(book: Codebook, key: str, by: int, levels: int) -> Codebook:
    parent, place = place_of(book, key)
    beside = tag_of(book, parent).children if parent else book.tags
    if levels < 0 and parent is not None:
        above, at = place_of(book, parent)
        return moved_tag(book, key, above, at + 1)
    if levels > 0 and place > 0:
        before = beside[place - 1]
        return moved_tag(book, key, before.key, len(before.children))
    if by and 0 <= place + by < len(beside):
        return moved_tag(book, key, parent, place + by)
    return book
