"""Our coefficients beside those that were published with the data they are of."""

import pytest

from annotator.domain.agreement import Level, judged
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

COHEN_1960 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
"""Two clinical psychologists on 200 patients, Cohen (1960), table 2, page 45, as frequencies."""

FLEISS_1971 = (
    "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 "
    "144444 224445 333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 "
    "111155 224444 133333 555555"
)
"""Six diagnoses of each of 30 patients, Fleiss (1971), table 1, page 379."""

KRIPPENDORFF_2004 = ("1100000000", "0110010100")
"""Jon and Han on ten articles, Krippendorff (2004), section 11.3.1."""

KRIPPENDORFF_2011_B = ("aabbdcccedda", "babbbccceddd")
"""Two observers, any number of values, Krippendorff (2011), section B."""

KRIPPENDORFF_2011_C = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
"""Four observers who missed units, Krippendorff (2011), section C."""

HAYES_2007 = (
    "112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111. .100. 0000. 1222. 33223 111.1 "
    "111.1 212.2 1233. 1101. 000.0 0011. 00.00 2333. 0000. 12.22 0111. 00010 1212. 1122. 112.2 "
    "110.0 2121. 22.22 3222. 222.2 223.2 222.2 22.12 2222. 111.1"
)
"""Five observers on 40 articles, Hayes and Krippendorff (2007), table 1, page 85."""

FIGURE_12_11 = (
    [(1, 7, 1), (8, 13, 2), (31, 32, 5), (33, 37, 6), (38, 44, 6), (45, 60, 7)],
    [(1, 7, 1), (8, 13, 3), (14, 21, 5), (33, 44, 6)],
    [(1, 7, 1), (8, 13, 4), (14, 21, 5), (33, 37, 6), (38, 41, 6), (42, 44, 6)],
)
"""Three observers on a text of 60, Krippendorff (2019), figure 12.11, page 340; ends included."""


def said(letter):
    return None if letter == "." else float(letter) if letter.isdigit() else letter


def by_unit(observers):
    return [[said(letter) for letter in unit] for unit in zip(*observers, strict=True)]


def rows(text):
    return [[said(letter) for letter in row] for row in text.split()]


def test_cohens_own_example():
    pairs = [
        (one, other)
        for one, row in enumerate(COHEN_1960)
        for other, often in enumerate(row)
        for _ in range(often)
    ]

    assert judged(contingency(pairs), cohen).value == pytest.approx(0.492, abs=0.0005)


def test_fleiss_psychiatric_diagnoses():
    found = judged(coincidences(rows(FLEISS_1971)), fleiss)

    assert found.value == pytest.approx(0.430, abs=0.0005)


@pytest.mark.parametrize(
    ("diagnosis", "published"), [(1, 0.248), (2, 0.248), (3, 0.517), (4, 0.470), (5, 0.565)]
)
def test_fleiss_single_diagnoses_against_all_others(diagnosis, published):
    units = [[value == diagnosis for value in unit] for unit in rows(FLEISS_1971)]

    found = judged(coincidences(units), fleiss)

    assert found.value == pytest.approx(published, abs=0.005)


def test_krippendorffs_two_observers_and_two_values():
    found = judged(coincidences(by_unit(KRIPPENDORFF_2004)), alpha())

    assert found.value == pytest.approx(0.095, abs=0.0005)


def test_krippendorffs_two_observers_and_five_values():
    found = judged(coincidences(by_unit(KRIPPENDORFF_2011_B)), alpha())

    assert found.value == pytest.approx(0.692, abs=0.0005)


@pytest.mark.parametrize(
    ("level", "published"),
    [(Level.NOMINAL, 0.743), (Level.ORDINAL, 0.815), (Level.INTERVAL, 0.849)],
)
def test_krippendorffs_four_observers_who_missed_units(level, published):
    found = judged(coincidences(by_unit(KRIPPENDORFF_2011_C)), alpha(level))

    assert found.value == pytest.approx(published, abs=0.0005)


def test_hayes_and_krippendorffs_news_articles():
    found = judged(coincidences(rows(HAYES_2007)), alpha(Level.ORDINAL))

    assert found.value == pytest.approx(0.7598, abs=0.00005)


@pytest.fixture
def figure_12_11():
    readers = [
        [Unit(first - 1, last, value) for first, last, value in units] for units in FIGURE_12_11
    ]
    return meetings(readers, 60)


def test_krippendorffs_unitizing_of_three_observers(figure_12_11):
    assert judged(figure_12_11, unitizing_alpha).value == pytest.approx(0.510, abs=0.0005)


def test_krippendorffs_marking_of_three_observers(figure_12_11):
    assert judged(figure_12_11, marking_alpha).value == pytest.approx(0.413, abs=0.001)
