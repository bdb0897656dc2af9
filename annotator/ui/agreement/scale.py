"""The line that coefficients are drawn along."""

from collections.abc import Iterable
from math import floor
from typing import Final, NamedTuple

from annotator.domain.agreement_report import AgreementLine

_STEP: Final = 0.25
_LEAST: Final = -1.0
_CLOSE: Final = 1e-9


class Scale(NamedTuple):
    """From the lowest coefficient drawn up to 1."""

    low: float
    high: float = 1.0

    def at(self, value: float, start: float, length: float) -> float:
        """Return where a value lies on a line of some pixels; what is lower lies at its start."""
        share = (max(value, self.low) - self.low) / (self.high - self.low)
        return start + length * share

    def ticks(self) -> tuple[float, ...]:
        """Return the values that are marked, from the lowest."""
        count = round((self.high - self.low) / _STEP)
        return tuple(self.low + _STEP * at for at in range(count + 1))

    def named(self, room: float, wide: float) -> tuple[float, ...]:
        """Return the ticks that have words, each `wide`, in `room` for all; 0 and 1 always do."""
        ticks = self.ticks()
        every = 1 if len(ticks) * wide <= room else 2
        return tuple(tick for tick in ticks if tick / _STEP % every == 0)


def scale_of(lines: Iterable[AgreementLine]) -> Scale:
    """Return a scale with room for these figures and their intervals; it begins at 0 or below."""
    ends = [
        end
        for line in lines
        if line.value is not None
        for end in (line.value, line.interval.low if line.interval else line.value)
    ]
    lowest = max(min(ends, default=0.0), _LEAST)
    return Scale(min(0.0, floor(lowest / _STEP + _CLOSE) * _STEP))


def tick_words(value: float) -> str:
    """Return a tick as it stands at the axis."""
    return f"{value:.2f}".replace("-", "−")
