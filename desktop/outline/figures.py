"""What the outline shows of a section: words, mean glow and note."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.attribute.calibration import Band


@dataclass(frozen=True)
class Row:
    """What the outline shows of a section, with those inside it. ``key`` lasts as long as its first paragraph.

    ``parent`` is the index of the section around it, −1 for none. ``band`` is that of the mean percentile of the scored
    paragraphs, long ones counting more; None where nothing is scored. ``read`` says that every paragraph is.
    """

    key: int
    parent: int = field(compare=False)  # changes with every section before it
    title: str
    words: int = 0
    band: Band | None = None
    read: bool = False
    note: str = ""


@dataclass(frozen=True)
class Figures:
    """Sums over paragraphs; ``percentiles`` are weighted by their tokens."""

    words: int = 0
    percentiles: float = 0.0
    tokens: int = 0
    n_prose: int = 0
    n_read: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.words + other.words,
            self.percentiles + other.percentiles,
            self.tokens + other.tokens,
            self.n_prose + other.n_prose,
            self.n_read + other.n_read,
        )

    def __sub__(self, other: Figures) -> Figures:
        return Figures(
            self.words - other.words,
            self.percentiles - other.percentiles,
            self.tokens - other.tokens,
            self.n_prose - other.n_prose,
            self.n_read - other.n_read,
        )

    @property
    def band(self) -> Band | None:
        """The band of the mean percentile; None where nothing is scored."""
        return Band.at(self.percentiles / self.tokens) if self.tokens else None

    @property
    def is_read(self) -> bool:
        """Whether every paragraph of prose has an up-to-date score."""
        return self.n_read == self.n_prose


NOTHING = Figures()
