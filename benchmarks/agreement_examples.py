"""Coefficients of agreement beside those that were published with the data they are of."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from annotator.domain.agreement import Level, Measure, Table, judged
from annotator.domain.agreement_coefficients import (
    alpha,
    cohen,
    coincidences,
    contingency,
    fleiss,
)
from annotator.domain.agreement_unitizing import (
    Unit,
    marking_alpha,
    meetings,
    unitizing_alpha,
)

COHEN_1960: Final = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
"""Two clinical psychologists on 200 patients, Cohen (1960), table 2, page 45, as frequencies."""

FLEISS_1971: Final = (
    "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 "
    "144444 224445 333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 "
    "111155 224444 133333 555555"
)
"""Six diagnoses of each of 30 patients, Fleiss (1971), table 1, page 379."""

KRIPPENDORFF_2004: Final = ("1100000000", "0110010100")
"""Jon and Han on ten articles, Krippendorff (2004), section 11.3.1."""

KRIPPENDORFF_2011_B: Final = ("aabbdcccedda", "babbbccceddd")
"""Two observers, any number of values, Krippendorff (2011), section B."""

KRIPPENDORFF_2011_C: Final = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
"""Four observers who missed units, Krippendorff (2011), section C."""

HAYES_2007: Final = (
    "112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111. .100. 0000. 1222. 33223 111.1 "
    "111.1 212.2 1233. 1101. 000.0 0011. 00.00 2333. 0000. 12.22 0111. 00010 1212. 1122. 112.2 "
    "110.0 2121. 22.22 3222. 222.2 223.2 222.2 22.12 2222. 111.1"
)
"""Five observers on 40 articles, Hayes and Krippendorff (2007), table 1, page 85."""

FIGURE_12_11: Final = (
    ((1, 7, 1), (8, 13, 2), (31, 32, 5), (33, 37, 6), (38, 44, 6), (45, 60, 7)),
    ((1, 7, 1), (8, 13, 3), (14, 21, 5), (33, 44, 6)),
    ((1, 7, 1), (8, 13, 4), (14, 21, 5), (33, 37, 6), (38, 41, 6), (42, 44, 6)),
)
"""Three observers on a text of 60, Krippendorff (2019), figure 12.11, page 340; ends included."""
_LENGTH: Final = 60


class Example(NamedTuple):
    """A coefficient that was published, the data it is of, and within what ours is to agree.

    Fleiss' coefficients of single diagnoses were published from rounded proportions.
    """

    source: str
    coefficient: str
    published: str
    within: float
    table: Table
    measure: Measure

    @property
    def ours(self) -> float:
        """Return the coefficient as we compute it."""
        value = judged(self.table, self.measure).value
        if value is None:
            raise ValueError(f"{self.source}: no coefficient")
        return value


def examples() -> Iterator[Example]:
    """Yield every example, in the order of the table in docs/agreement.md."""
    yield from _kappas()
    yield from _alphas()
    yield from _unitizing()


def _kappas() -> Iterator[Example]:
    half = 0.0005
    name = "Cohen (1960), table 2: two psychologists, 200 patients"
    yield Example(name, "Cohen's kappa", ".492", half, contingency(_cohens()), cohen)
    patients = _rows(FLEISS_1971)
    name = "Fleiss (1971), table 1: six diagnoses of 30 patients"
    yield Example(name, "Fleiss' kappa", ".430", half, coincidences(patients), fleiss)
    for diagnosis, published in enumerate((".248", ".248", ".517", ".470", ".565"), 1):
        units = [[value == diagnosis for value in unit] for unit in patients]
        one = f"the same, diagnosis {diagnosis} against the others"
        yield Example(one, "Fleiss' kappa", published, 0.005, coincidences(units), fleiss)


def _alphas() -> Iterator[Example]:
    two, five = _by_unit(KRIPPENDORFF_2004), _by_unit(KRIPPENDORFF_2011_B)
    missed, articles = _by_unit(KRIPPENDORFF_2011_C), _rows(HAYES_2007)
    section_c = "Krippendorff (2011), section C: four observers, units missed"
    for source, level, published, within, units in (
        ("Krippendorff (2004), section 11.3.1: two observers, two values", Level.NOMINAL, ".095",
         0.0005, two),
        ("Krippendorff (2011), section B: two observers, five values", Level.NOMINAL, ".692",
         0.0005, five),
        (section_c, Level.NOMINAL, ".743", 0.0005, missed),
        (section_c, Level.ORDINAL, ".815", 0.0005, missed),
        (section_c, Level.INTERVAL, ".849", 0.0005, missed),
        ("Hayes and Krippendorff (2007), table 1: five observers, 40 articles", Level.ORDINAL,
         ".7598", 0.00005, articles),
    ):  # fmt: skip
        measure = f"alpha, {level.value}"
        yield Example(source, measure, published, within, coincidences(units), alpha(level))


def _unitizing() -> Iterator[Example]:
    readers = [[Unit(first - 1, last, value) for first, last, value in one] for one in FIGURE_12_11]
    table = meetings(readers, _LENGTH)
    source = "Krippendorff (2019), figure 12.11: three observers, a text of 60"
    yield Example(source, "unitizing alpha", ".510", 0.0005, table, unitizing_alpha)
    yield Example(source, "the same of marking alone", ".413", 0.001, table, marking_alpha)


def _cohens() -> Iterator[tuple[int, int]]:
    for one, row in enumerate(COHEN_1960):
        for other, often in enumerate(row):
            yield from [(one, other)] * often


def _said(letter: str) -> float | str | None:
    return None if letter == "." else float(letter) if letter.isdigit() else letter


def _by_unit(observers: Iterable[str]) -> list[list[Any]]:
    return [[_said(letter) for letter in unit] for unit in zip(*observers, strict=True)]


def _rows(text: str) -> list[list[Any]]:
    return [[_said(letter) for letter in row] for row in text.split()]


def lines(found: Sequence[Example]) -> Iterator[str]:
    """Yield the table in Markdown, as docs/agreement.md has it."""
    yield "| example | coefficient | published | ours |"
    yield "| --- | --- | --- | --- |"
    for item in found:
        ours = f"{item.ours:.4f}".removeprefix("0")
        yield f"| {item.source} | {item.coefficient} | {item.published} | {ours} |"


def main() -> int:
    """Print the table; 1 where one of ours is not what was published."""
    found = list(examples())
    for line in lines(found):
        sys.stdout.write(f"{line}\n")
    return int(any(abs(item.ours - float(item.published)) > item.within for item in found))


if __name__ == "__main__":
    sys.exit(main())
