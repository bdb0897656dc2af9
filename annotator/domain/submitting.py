"""What submitting several documents would do."""

from typing import NamedTuple


class SubmitPlan(NamedTuple):
    """Which documents can be submitted, with how many claims, and how many others why not."""

    documents: tuple[int, ...] = ()
    claims: int = 0
    undecided: int = 0
    empty: int = 0
    excluded: int = 0
    done: int = 0

    @property
    def label(self) -> str:
        """Return what the act is called."""
        number = len(self.documents)
        return "Submit document" if number == 1 else f"Submit {number:,} documents"
