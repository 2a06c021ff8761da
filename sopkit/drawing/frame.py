"""Frame: what surrounds every picture: its title, what is said of it, and what its lines mean."""

from __future__ import annotations

from collections.abc import Sequence

from sopkit.definition.runbook import Runbook
from sopkit.drawing.metrics import plain, width_of
from sopkit.drawing.shape import SIZES, Box, Drawing, Label, Line, Words

__all__ = ["MARGIN", "TINTS", "Frame", "tint_of"]

MARGIN = 24.0
TINTS = 8
"""How many colours there are for roles."""


def tint_of(book: Runbook, role: str) -> str:
    """Return the colour of a role: the same in every picture of the runbook."""
    roles = list(book.roles)
    return f"t{roles.index(role) % TINTS}" if role in roles else ""


class Frame:
    """The head and foot of a picture; what it shows goes below ``top``."""

    def __init__(self, title: str, about: str, width: float) -> None:
        self.title, self.about, self.width = plain(title), about, width
        y = MARGIN
        self.labels: list[Label] = []
        for kind, text in (("page", title), ("small", about)):
            size = SIZES[kind]
            for line in Words.wrapped(text, width - 2 * MARGIN, kind).lines:
                y += size * 1.35
                self.labels.append(Label(MARGIN, round(y - size * 0.25, 1), line, kind))
            y += 4
        self.top = y + 10

    def drawing(
        self,
        areas: Sequence[Box],
        boxes: Sequence[Box],
        lines: Sequence[Line],
        bottom: float,
        legend: Sequence[tuple[str, str]] = (),
        marks: Sequence[Box] = (),
    ) -> Drawing:
        """Return the picture, its height by how far down it goes."""
        samples: list[Line] = []
        labels = list(self.labels)
        x, y = MARGIN, bottom + 22
        for kind, text in legend if len(legend) > 1 else ():
            room = 40 + width_of(text, SIZES["small"]) + 22
            if x + room > self.width - MARGIN and x > MARGIN:
                x, y = MARGIN, y + 18
            samples.append(Line(((x, y - 4), (x + 32, y - 4)), kind))
            labels.append(Label(x + 40, y, text, "small"))
            x += room
        height = y + 16 if len(legend) > 1 else bottom + MARGIN
        return Drawing(
            self.title,
            self.width,
            height,
            tuple(areas),
            tuple(boxes),
            tuple(lines),
            tuple(labels),
            tuple(marks),
            tuple(samples),
            self.about,
        )
