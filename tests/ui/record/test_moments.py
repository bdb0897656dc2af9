import pytest
from PySide6.QtCore import QLocale

from annotator.ui.record.moments import moment


@pytest.fixture
def locale():
    before = QLocale()
    yield QLocale.setDefault
    QLocale.setDefault(before)


def test_a_moment_without_a_locale_reads_as_dates_are_written_in_fields(locale):
    locale(QLocale.c())

    assert moment("2026-11-22T05:47:00.000").startswith("2026-11-22 ")


def test_a_moment_is_told_in_the_manner_of_the_desktop(locale):
    locale(QLocale("en_GB"))

    assert moment("2026-11-22T05:47:00.000").startswith("22/11/2026")
