"""What a codebook must be that its shape alone does not hold, told in sentences."""

from collections.abc import Iterable, Iterator

from annotator.domain.codebook import SEVERAL, Codebook, FieldDefinition, FieldType, Tag

_CHOOSING = frozenset({FieldType.CHOICE, FieldType.CHOICES, FieldType.YES_NO})


def faults(codebook: Codebook) -> tuple[str, ...]:
    """Return a sentence for each thing that would confuse whoever works with the codebook."""
    return tuple(_faults(codebook))


def possible_values(field: FieldDefinition) -> tuple[str, ...]:
    """Return the values that another field may hang on; none for a field that is typed freely."""
    return ("yes", "no") if field.type is FieldType.YES_NO else field.choices


def may_be_asked_by(codebook: Codebook, key: str) -> tuple[FieldDefinition, ...]:
    """Return the fields whose value may decide whether the field `key` is asked for."""
    field = codebook.field(key)
    return tuple(
        item
        for item in codebook.of(field.scope)
        if item.type in _CHOOSING and key not in {item.key, *_leading_to(codebook, item.key)}
    )


def _faults(codebook: Codebook) -> Iterator[str]:
    active = [item for item in codebook.fields if not item.retired]
    for scope in dict.fromkeys(item.scope for item in active):
        labels = [item.label for item in active if item.scope is scope]
        yield from _twice(labels, f"Two fields of {scope}s are called “{{0}}”.")
    yield from _same_siblings(codebook.tags)
    for item in active:
        yield from _choice_faults(item)
        yield from _condition_faults(codebook, item)


def _same_siblings(tags: tuple[Tag, ...]) -> Iterator[str]:
    labels = [tag.label for tag in tags if not tag.retired]
    yield from _twice(labels, "Two tags beside each other are called “{0}”.")
    for tag in tags:
        yield from _same_siblings(tag.children)


def _choice_faults(field: FieldDefinition) -> Iterator[str]:
    yield from _twice(field.choices, f"“{field.label}” has the choice “{{0}}” twice.")
    for choice in field.choices:
        if choice != " ".join(choice.split()):
            yield f"A choice of “{field.label}” is empty, or has spaces too many."
        elif field.type is FieldType.CHOICES and SEVERAL in choice:
            yield f"The choice “{choice}” may not hold “{SEVERAL}”, which parts several choices."


def _condition_faults(codebook: Codebook, field: FieldDefinition) -> Iterator[str]:
    condition = field.shown_when
    if condition is None:
        return
    known = {item.key: item for item in codebook.of(field.scope)}
    if condition.key not in known:
        yield (
            f"“{field.label}” is asked for only where the field “{condition.key}” has certain "
            "values, and that one is retired or missing."
        )
    elif condition.key in _leading_to(codebook, condition.key):
        yield f"Whether “{field.label}” is asked for would hang on itself."
    else:
        asked = known[condition.key]
        for value in condition.values:
            if value not in possible_values(asked):
                yield f"“{field.label}” waits for “{value}”, which is no value of “{asked.label}”."


def _leading_to(codebook: Codebook, key: str) -> set[str]:
    """Return the fields on which it hangs whether `key` is asked for; itself where they circle."""
    asked_by = {item.key: item.shown_when.key for item in codebook.fields if item.shown_when}
    found: set[str] = set()
    while key in asked_by and asked_by[key] not in found:
        key = asked_by[key]
        found.add(key)
    return found


def _twice(words: Iterable[str], sentence: str) -> Iterator[str]:
    seen: set[str] = set()
    for word in words:
        if word.casefold() in seen:
            yield sentence.format(word)
        seen.add(word.casefold())
