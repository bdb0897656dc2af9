"""What can be chosen in the codebook: its sections, and what stands in them."""

from enum import Enum
from typing import Final, NamedTuple

from annotator.domain.codebook import Codebook, FieldDefinition, FieldScope, Tag
from annotator.domain.codebook_tags import tag_of
from annotator.ui.claims.words import QT_TRANSLATE_NOOP


class Section(Enum):
    """The parts of a codebook, in the order of the tree; the value is the heading."""

    DOCUMENT = QT_TRANSLATE_NOOP("Codebook", "Fields of documents")
    CLAIM = QT_TRANSLATE_NOOP("Codebook", "Fields of claims")
    TAGS = QT_TRANSLATE_NOOP("Codebook", "Tags")
    REASONS = QT_TRANSLATE_NOOP("Codebook", "Return reasons")


SCOPES: Final = {Section.DOCUMENT: FieldScope.DOCUMENT, Section.CLAIM: FieldScope.CLAIM}


class Item(NamedTuple):
    """One section, or one field, tag or reason in it; a reason's key is its words."""

    section: Section
    key: str = ""


def first_tag(codebook: Codebook) -> Item:
    """Return the first tag, or the section of tags where there is none."""
    return Item(Section.TAGS, codebook.tags[0].key if codebook.tags else "")


def known(codebook: Codebook, item: Item | None) -> bool:
    """Tell whether the codebook has an item."""
    if item is None or not item.key:
        return item is not None
    if item.section is Section.REASONS:
        return item.key in codebook.return_reasons
    if item.section is Section.TAGS:
        return any(tag.key == item.key for tag in codebook.all_tags())
    return any(field.key == item.key for field in codebook.fields)


def entry(codebook: Codebook, item: Item) -> FieldDefinition | Tag | None:
    """Return the field or tag that an item is, None for a section or a reason."""
    if not item.key or item.section is Section.REASONS:
        return None
    return tag_of(codebook, item.key) if item.section is Section.TAGS else codebook.field(item.key)


def label_of(codebook: Codebook, item: Item) -> str:
    """Return what an item is called."""
    found = entry(codebook, item)
    return found.label if found else item.key
