"""What is to be expected of some proposals, in sentences."""

from PySide6.QtCore import QObject

from annotator.domain.scores import Lot
from annotator.ui.scores import in_per_cent


class Sentences(QObject):
    """Puts lots of proposals in words."""

    def taken(self, taken: Lot, of_all: Lot) -> str:
        """Tell how many would be accepted, and how many of those are wrong."""
        if not of_all.count:
            return self.tr("No proposal is open here.")
        if not taken.count:
            return self.tr("None of {0} proposals scores that high.").format(of_all.count)
        words = self.tr("{0} of {1} proposals: {2} expected to be right, about {3} wrong.")
        precision = in_per_cent(taken.precision)
        return words.format(taken.count, of_all.count, precision, taken.wrong)

    def left(self, taken: Lot, rest: Lot) -> str:
        """Tell how many are left to look at, and what the list is."""
        if not taken.count:
            return ""
        listed = self.tr("Of those accepted, the least sure:")
        if not rest.count:
            return f"{self.tr('None is left to look at.')} {listed}"
        words = self.tr("{0} are left to look at.") if rest.count > 1 else self.tr("1 is left.")
        return f"{words.format(rest.count)} {listed}"

    def hidden(self, hidden: Lot, shown: Lot) -> str:
        """Tell what hiding some costs, and what it gains."""
        if not hidden.count:
            return self.tr("None is hidden.")
        lost = self.tr("{0} hidden, about {1} of them right.")
        words = lost.format(hidden.count, round(hidden.right))
        if not shown.count:
            return words
        kept = self.tr("Of the {0} shown {1} are expected to be right.")
        return f"{words} {kept.format(shown.count, in_per_cent(shown.precision))}"

    def accept(self, count: int) -> str:
        """Return what the button says that accepts."""
        return self.tr("Accept {0}").format(count)

    def refuse(self, count: int) -> str:
        """Return what the button says that refuses."""
        return self.tr("Refuse {0}").format(count)
