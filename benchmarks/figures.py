"""What a benchmark says: a figure, against a baseline of the same run where there is one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured value; `baseline` is another figure of the same unit that it is held against.

    `more` says what else belongs to it, as words without spaces, such as "median=12.3".
    """

    name: str
    value: float
    unit: str
    baseline: Figure | None = None
    more: str = ""

    @property
    def ratio(self) -> float | None:
        """This figure as a share of its baseline."""
        return self.value / self.baseline.value if self.baseline and self.baseline.value else None

    def __str__(self) -> str:
        line = f"bench {self.name} {self.value:.1f} {self.unit}"
        if self.baseline is not None and self.ratio is not None:
            line += f" baseline={self.baseline.name} ratio={self.ratio:.2f}"
        return f"{line} more={self.more}" if self.more else line
