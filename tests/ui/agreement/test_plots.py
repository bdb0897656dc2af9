import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from annotator.domain.agreement import Why
from annotator.domain.agreement_bootstrap import Interval
from annotator.domain.agreement_report import AgreementLine
from annotator.ui.agreement.interval_plot import IntervalPlot
from annotator.ui.agreement.pairs import PairsTable
from annotator.ui.agreement.scale import Scale, scale_of, tick_words
from annotator.ui.agreement.time_plot import Series, TimePlot, months_between
from annotator.ui.theme import themes


def line(value=0.5, *, low=None, high=None, layers=("Ann", "Bob"), month=None):
    return AgreementLine(
        layers=layers,
        month=month,
        document=None,
        what="kind",
        measure="Krippendorff's alpha",
        level="nominal",
        value=value,
        why=Why.NO_VARIATION if value is None else None,
        interval=None if low is None else Interval(low, high),
        units=12,
        alone=1,
    )


def colours(widget):
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


@pytest.fixture
def shown(qtbot):
    def show(widget, size=(500, 300)):
        qtbot.addWidget(widget)
        widget.resize(*size)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return show


@pytest.fixture
def plot(shown):
    plot = shown(IntervalPlot())
    lines = [line(0.5, low=0.2, high=0.8), line(-0.3), line(None)]
    plot.show_figures(lines, ["one", "two", "three"])
    return plot


def test_a_scale_begins_at_zero_or_below_and_ends_at_one():
    assert scale_of([line(0.4)]) == Scale(0.0, 1.0)
    assert scale_of([line(0.1, low=-0.3, high=0.5)]).low == -0.5
    assert scale_of([line(-0.2)]).ticks() == (-0.25, 0.0, 0.25, 0.5, 0.75, 1.0)
    assert scale_of([line(-3.0)]).low == -1.0
    assert scale_of([]) == Scale(0.0, 1.0)


def test_where_there_is_little_room_zero_and_one_are_named_still():
    assert Scale(-0.25).named(100, 40) == (0.0, 0.5, 1.0)
    assert Scale(0.0).named(500, 40) == (0.0, 0.25, 0.5, 0.75, 1.0)
    assert tick_words(-0.5) == "−0.50"


def test_a_value_below_the_scale_lies_at_its_start():
    assert Scale(-1.0).at(-4.0, 10, 100) == 10
    assert Scale(-1.0).at(1.0, 10, 100) == 110


def test_a_plot_of_intervals_tells_all_it_draws(plot):
    assert plot.accessibleName()
    assert plot.accessibleDescription() == "one; two; three"


@pytest.mark.parametrize("name", ["light", "dark"])
def test_intervals_are_drawn_in_the_colours_of_the_theme(qapp, plot, name):
    keeper = themes(qapp)
    before = keeper.wish
    theme = keeper.apply(name)
    found = colours(plot.viewport())
    keeper.apply(before)

    assert {QColor(theme.accent).name(), QColor(theme.base).name()} <= found


def test_a_dot_lies_where_its_value_is(plot, qapp):
    start, length = plot._line()
    x = round(Scale(-0.5).at(-0.3, start, length))
    y = plot._head + plot._row + plot._row // 2
    theme = themes(qapp).current

    assert plot.viewport().grab().toImage().pixelColor(x, y).name() == theme.accent


def test_rows_are_chosen_by_mouse_and_arrows(qtbot, plot):
    with qtbot.waitSignal(plot.row_chosen) as chosen:
        place = QPoint(40, plot._head + plot._row + 5)
        QTest.mousePress(plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [1]
    plot.show_current(1)
    with qtbot.waitSignal(plot.row_chosen) as chosen:
        QTest.keyClick(plot, Qt.Key.Key_Down)
    assert chosen.args == [2]
    with qtbot.waitSignal(plot.entered):
        QTest.keyClick(plot, Qt.Key.Key_Return)
    plot.show_current(2)
    rows = []
    plot.row_chosen.connect(rows.append)
    QTest.keyClick(plot, Qt.Key.Key_Down)
    QTest.mousePress(plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 3))
    assert rows == []


def test_a_double_click_enters_a_row(qtbot, plot):
    place = QPoint(40, plot._head + 5)

    with qtbot.waitSignal(plot.entered):
        QTest.mouseDClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_current_row_is_brought_in_sight(shown):
    plot = shown(IntervalPlot(), (500, 160))
    plot.show_figures([line()] * 60, [f"row {at}" for at in range(60)])
    plot.show_current(50)

    assert 50 in plot._in_sight()
    plot.show_current(0)
    assert 0 in plot._in_sight()


def test_no_figures_are_an_empty_plot(shown):
    plot = shown(IntervalPlot())
    plot.show_figures([], [])

    assert len(colours(plot.viewport())) == 1


def test_every_month_between_the_first_and_the_last_has_its_place():
    assert months_between(["2027-02", "2026-11"]) == ("2026-11", "2026-12", "2027-01", "2027-02")
    assert months_between([]) == ()


@pytest.fixture
def over_time(shown):
    plot = shown(TimePlot())
    pair = {
        "2026-11": line(0.4, low=0.2, high=0.6, month="2026-11"),
        "2027-01": line(0.7, month="2027-01"),
    }
    other = {"2026-12": line(None, month="2026-12")}
    plot.show_series([Series("Ann, Bob", pair), Series("Bob, Cid", other), Series("none", {})])
    return plot


def test_a_plot_over_time_tells_all_it_draws(over_time):
    assert over_time.accessibleName() == "Agreement over time"
    assert over_time.accessibleDescription() == (
        "Ann, Bob, 2026-11: 0.40 (0.20 to 0.60); Ann, Bob, 2027-01: 0.70 (–); "
        "Bob, Cid, 2026-12: – (no variation)"
    )


@pytest.mark.parametrize("name", ["light", "dark"])
def test_lines_over_time_are_drawn_in_the_colours_of_the_theme(qapp, over_time, name):
    keeper = themes(qapp)
    before = keeper.wish
    theme = keeper.apply(name)
    found = colours(over_time)
    keeper.apply(before)

    assert {theme.speaker(0).edge, theme.speaker(1).edge, theme.base} <= found


def test_without_months_the_plot_says_so(shown, qapp):
    plot = shown(TimePlot())
    plot.show_series([])

    assert plot.accessibleDescription() == ""
    assert themes(qapp).current.base in colours(plot)


def test_many_series_over_many_months_are_drawn_in_little_room(shown):
    plot = shown(TimePlot(), (220, 150))
    months = months_between(["2020-01", "2026-12"])
    plot.show_series(
        [
            Series(f"somebody {at} and another", {m: line(0.5, month=m) for m in months})
            for at in range(6)
        ]
    )

    assert len(colours(plot)) > 6
    assert plot.minimumSizeHint().width() <= 220


@pytest.fixture
def pairs(shown):
    table = shown(PairsTable())
    table.pairs.show_pairs(("Ann", "Bob", "Cid"), [line(0.81), line(None, layers=("Bob", "Cid"))])
    return table


def test_every_two_have_a_cell_either_way(pairs):
    def cell(row, column):
        return pairs.pairs.index(row, column).data()

    assert [cell(0, 1), cell(1, 0), cell(0, 0), cell(1, 2), cell(0, 2)] == [
        *("0.81", "0.81", "", "–", "")
    ]
    told = pairs.pairs.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Ann, Bob: 0.81 (–), n = 12"
    assert pairs.pairs.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Ann"
    assert pairs.pairs.headerData(2, Qt.Orientation.Vertical) == "Cid"


def test_the_more_two_agree_the_deeper_their_cell(pairs):
    pairs.pairs.show_pairs(("Ann", "Bob", "Cid"), [line(0.9), line(0.1, layers=("Bob", "Cid"))])

    deep, pale = (
        pairs.pairs.index(*cell).data(Qt.ItemDataRole.BackgroundRole).alpha()
        for cell in ((0, 1), (1, 2))
    )
    assert deep > pale


def test_return_goes_to_the_figure_of_a_pair(qtbot, pairs):
    pairs.setCurrentIndex(pairs.pairs.index(1, 0))
    with qtbot.waitSignal(pairs.pair_chosen) as chosen:
        QTest.keyClick(pairs, Qt.Key.Key_Return)
    assert chosen.args[0].layers == ("Ann", "Bob")
    pairs.setCurrentIndex(pairs.pairs.index(0, 0))
    lines = []
    pairs.pair_chosen.connect(lines.append)
    QTest.keyClick(pairs, Qt.Key.Key_Return)
    assert lines == []
