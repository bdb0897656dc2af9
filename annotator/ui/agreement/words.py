"""What figures of agreement are called, and what they mean, in plain words."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from annotator.domain.agreement import Level, Why
from annotator.domain.agreement_claims import CLAIMS, CONTENT, Name
from annotator.domain.agreement_report import AgreementLine
from annotator.domain.codebook import Codebook, FieldScope
from annotator.ui.claims.words import QT_TRANSLATE_NOOP

NOTHING: Final = "–"
_FIELD: Final = "field "
_TAG: Final = "tag "
_MEASURES: Final[Mapping[str, str]] = {
    Name.UNITIZING: QT_TRANSLATE_NOOP("Agreement", "Unitizing alpha"),
    Name.SHARE: QT_TRANSLATE_NOOP("Agreement", "Text both mark"),
    Name.EXACT: QT_TRANSLATE_NOOP("Agreement", "F1, same words"),
    Name.IOU50: QT_TRANSLATE_NOOP("Agreement", "F1, half the words"),
    Name.FULL: QT_TRANSLATE_NOOP("Agreement", "F1, words and source"),
    Name.COHEN: QT_TRANSLATE_NOOP("Agreement", "Cohen's kappa"),
    Name.FLEISS: QT_TRANSLATE_NOOP("Agreement", "Fleiss' kappa"),
    Name.ALPHA: QT_TRANSLATE_NOOP("Agreement", "Krippendorff's alpha"),
}
_SUBJECTS: Final[Mapping[str, str]] = {
    CONTENT: QT_TRANSLATE_NOOP("Agreement", "Where content is"),
    CLAIMS: QT_TRANSLATE_NOOP("Agreement", "Claims found"),
    "kind": QT_TRANSLATE_NOOP("Agreement", "Kind"),
    "speaker": QT_TRANSLATE_NOOP("Agreement", "Speaker"),
    "chain": QT_TRANSLATE_NOOP("Agreement", "Source chain"),
}
_MEANINGS: Final[Mapping[str, str]] = {
    Name.UNITIZING: QT_TRANSLATE_NOOP(
        "Agreement", "How far they mark the same letters as content, beyond chance."
    ),
    Name.SHARE: QT_TRANSLATE_NOOP(
        "Agreement", "Of the text that one marks, the share that the other marks too."
    ),
    Name.EXACT: QT_TRANSLATE_NOOP(
        "Agreement", "The share of claims that have one with the very same words on the other side."
    ),
    Name.IOU50: QT_TRANSLATE_NOOP(
        "Agreement", "The share of claims that have one with half their words on the other side."
    ),
    Name.FULL: QT_TRANSLATE_NOOP(
        "Agreement",
        "The share of claims that have one with half their words, and half of the source's, "
        "on the other side.",
    ),
    Name.COHEN: QT_TRANSLATE_NOOP(
        "Agreement", "How far two give the claims that both have the same value, beyond chance."
    ),
    Name.FLEISS: QT_TRANSLATE_NOOP(
        "Agreement", "How far they give the claims that all have the same value, beyond chance."
    ),
    Name.ALPHA: QT_TRANSLATE_NOOP(
        "Agreement",
        "How far they give the same value to claims that two or more have, beyond chance.",
    ),
}
_WHY: Final[Mapping[str, str]] = {
    Why.NOTHING: QT_TRANSLATE_NOOP("Agreement", "nothing to compare"),
    Why.NO_VARIATION: QT_TRANSLATE_NOOP("Agreement", "no variation"),
}
_CHANCE: Final = frozenset(
    {*(name.value for name in (Name.UNITIZING, Name.COHEN, Name.FLEISS, Name.ALPHA))}
)
_ALPHAS: Final = frozenset({Name.ALPHA.value, Name.UNITIZING.value})
_OF_TEXT: Final = frozenset({Name.UNITIZING.value, Name.SHARE.value})


def tr(words: str) -> str:
    """Return words of this part in the language of the window."""
    return QCoreApplication.translate("Agreement", words)


def measure_name(name: Name) -> str:
    """Return what a measure is called."""
    return tr(_MEASURES[name])


def measure_words(line: AgreementLine) -> str:
    """Return what a figure's measure is called, with its level where that is not the plain one."""
    words = tr(_MEASURES[line.measure])
    plain = line.level in {None, Level.NOMINAL.value}
    return words if plain else f"{words}, {tr(str(line.level))}"


def subject_words(line: AgreementLine, codebook: Codebook) -> str:
    """Return what a figure is of: a document by its title, else a part of claims."""
    if line.document is not None:
        return line.document
    if line.what.startswith(_FIELD):
        key = line.what.removeprefix(_FIELD)
        fields = codebook.of(FieldScope.CLAIM)
        return next((item.label for item in fields if item.key == key), key)
    if line.what.startswith(_TAG):
        key = line.what.removeprefix(_TAG)
        label = next((tag.label for tag in codebook.all_tags() if tag.key == key), key)
        return tr("Tag: {0}").format(label)
    return tr(_SUBJECTS[line.what])


def layers_words(line: AgreementLine) -> str:
    """Return between whom a figure is."""
    return ", ".join(line.layers)


def number(value: float | None) -> str:
    """Return a coefficient with two digits, as tables of them have it."""
    return NOTHING if value is None else f"{value:.2f}".replace("-", "−")


def interval_words(line: AgreementLine) -> str:
    """Return between what a figure's interval lies; where there is no figure, why."""
    if line.why is not None:
        return tr(_WHY[line.why])
    if line.interval is None:
        return NOTHING
    return tr("{0} to {1}").format(number(line.interval.low), number(line.interval.high))


def told(line: AgreementLine, codebook: Codebook) -> str:
    """Return a figure as a phrase: of what, by which measure, how much, between whom."""
    whole = f"{subject_words(line, codebook)}, {measure_words(line)}: {number(line.value)}"
    return f"{whole} ({interval_words(line)}), {layers_words(line)}"


def label(line: AgreementLine, codebook: Codebook, *, with_layers: bool) -> str:
    """Return what stands before a figure in a plot."""
    words = f"{subject_words(line, codebook)} · {measure_words(line)}"
    return f"{words} · {layers_words(line)}" if with_layers else words


def explained(line: AgreementLine, times: int) -> str:
    """Return what a figure means, for somebody who never met its measure."""
    parts = [tr(_MEANINGS[line.measure]), _made_of(line)]
    if line.why is Why.NO_VARIATION:
        parts.append(
            tr(
                "There is no figure: all say the same of every one, so nothing shows that they "
                "could have differed."
            )
        )
    elif line.why is Why.NOTHING:
        parts.append(tr("There is no figure: nothing was coded by two of them."))
    else:
        parts += [_scale(line), _spread(line, times)]
    if line.measure in _ALPHAS and line.why is None:
        parts.append(
            tr(
                "Krippendorff's own convention asks for .800, and for .667 where conclusions may "
                "be tentative. It is a convention: what is enough depends on what the data is for."
            )
        )
    return " ".join(filter(None, parts))


def _made_of(line: AgreementLine) -> str:
    if line.measure in _OF_TEXT:
        one, many = tr("Made of 1 document"), tr("Made of {0} documents")
        made = one if line.units == 1 else many.format(f"{line.units:,}")
        beside = tr("; {0} without any claim left out.").format(f"{line.alone:,}")
        return made + (beside if line.alone else ".")
    one, many = tr("Made of 1 claim"), tr("Made of {0} claims")
    made = one if line.units == 1 else many.format(f"{line.units:,}")
    beside = (
        tr("; {0} of them are in one reading alone.")
        if line.what == CLAIMS
        else tr("; not of {0} more, which one alone has or has coded.")
    )
    return made + (beside.format(f"{line.alone:,}") if line.alone else ".")


def _scale(line: AgreementLine) -> str:
    if line.measure in _CHANCE:
        return tr("1 is full agreement, 0 what chance alone would give, below 0 less than that.")
    return tr("1 is all of them, 0 none; what chance would give is not taken off.")


def _spread(line: AgreementLine, times: int) -> str:
    if line.interval is None:
        return tr("There are too few documents to tell how far it would vary with others.")
    return tr(
        "When as many documents are drawn from these anew, {0} times, 95 in 100 figures lie from "
        "{1} to {2}: the wider that is, the less these documents settle."
    ).format(f"{times:,}", number(line.interval.low), number(line.interval.high))
