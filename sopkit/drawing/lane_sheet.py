"""Lane sheet: where everything in a picture with lanes goes, and the picture itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, field

from sopkit.definition.procedure import Order, Procedure
from sopkit.drawing.card import Aside, Card, asides_of, card_of
from sopkit.drawing.frame import MARGIN, Frame, tint_of
from sopkit.drawing.grid import Grid, grid_of, lanes_of
from sopkit.drawing.router import ROOM, Hop, Port, Routes, Sizes, route
from sopkit.drawing.shape import PAD, Box, Drawing, Line, Words, box_of, height_of
from sopkit.drawing.ways import Way, WayKind, ways_of
from sopkit.frozen import frozen
from sopkit.phrase import Phrases

__all__ = ["LaneSheet", "Note"]

LANE = 196.0
LIMIT = 128.0
PANEL = 208.0
HEAD = 32.0
EDGE = 8.0
"""Room on the right of a lane; on its left the lines have theirs."""


@frozen
class Note:
    """Something beside the lanes: a fault that may come, what is owed, how one knows that it is over."""

    title: str
    text: str
    kind: str
    id: str = ""


@define
class LaneSheet:
    """The picture of one procedure while it is laid out."""

    phrases: Phrases
    procedure: Procedure
    title: str
    header: tuple[str, ...]
    grid: Grid = field(init=False)
    cards: dict[str, Card] = field(init=False, factory=dict)
    asides: dict[str, tuple[Aside, ...]] = field(init=False, factory=dict)
    lines_at_once: dict[int, tuple[Words, ...]] = field(init=False, factory=dict)
    shift: int = field(init=False, default=0)
    """How many columns stand before the first lane: one where there is a limit."""

    def draw(self, at_once: Mapping[str, str], notes: Sequence[Note], beside: str, *, first: str = "") -> Drawing:
        """Return the picture; *at_once* are the lines that roles say first, *notes* stand on the right."""
        steps = self.procedure.steps
        lanes = tuple(dict.fromkeys((*((first,) if first else ()), *lanes_of(steps), *at_once)))
        self.grid = grid_of(self.procedure, lanes, 1 if at_once else 0)
        self.shift = 1 if any(way.kind is WayKind.LIMIT for way in ways_of(self.procedure)) else 0
        for place, step in enumerate(steps, 1):
            number = place if self.procedure.order is Order.SEQUENCE else 0
            self.cards[step.id] = card_of(self.phrases, self.procedure, step, number, LANE)
        self._widen()
        for step in steps:
            self.asides[step.id] = asides_of(self.phrases, step, LANE - 12)
        self.lines_at_once = {
            lanes.index(role): (Words.wrapped(text, LANE - 2 * PAD),) for role, text in at_once.items()
        }
        routes = route(self._hops())
        return _Layout(self, routes, notes, beside).drawing()

    def _widen(self) -> None:
        """Make the cards of a lane as wide as the widest of them."""
        for lane in range(len(self.grid.lanes)):
            own = [step for step in self.procedure.steps if self.grid.lane(step) == lane]
            widest = max((self.cards[step.id].width for step in own), default=LANE)
            for step in own:
                if self.cards[step.id].width < widest:
                    number = self.procedure.steps.index(step) + 1 if self.procedure.order is Order.SEQUENCE else 0
                    self.cards[step.id] = card_of(self.phrases, self.procedure, step, number, widest)

    def width_of(self, lane: int) -> float:
        """Return how wide the cards of a lane are."""
        own = [self.cards[s.id].width for s in self.procedure.steps if self.grid.lane(s) == lane]
        return max(own, default=LANE)

    def limit_words(self) -> tuple[Words, ...]:
        """Return what the box of the limit says."""
        assert self.procedure.limits is not None
        inner = LIMIT - 2 * PAD
        bounds = Words.wrapped(self.phrases.bounds(self.procedure.limits), inner)
        return (Words.wrapped(self.phrases.word("limit"), inner, "title"), bounds)

    def port(self, way: Way) -> Port:
        """Return where a way leaves."""
        if way.kind is WayKind.LIMIT:
            return Port(0, self.first_row)
        step = self.cards[way.start].step
        column, row = self.grid.lane(step) + self.shift, self.grid.rows[step.id]
        tabs = self.cards[way.start].tabs
        place = next((i for i, tab in enumerate(tabs) if tab.way == way), None)
        if place is None:
            return Port(column, row)
        width = self.cards[way.start].width
        return Port(column, row, width * (place + 0.5) / len(tabs) - width / 2)

    @property
    def first_row(self) -> int:
        """The first row that has steps in it."""
        return min(self.grid.rows.values(), default=0)

    def _hops(self) -> list[Hop]:
        hops = []
        for way in ways_of(self.procedure):
            if way.end:
                end = self.cards[way.end].step
                there = Port(self.grid.lane(end) + self.shift, self.grid.rows[way.end])
                hops.append(Hop(self.port(way), there, way.kind.value))
        return hops


class _Layout:
    """Places, worked out once everything's size and every line's track are known."""

    def __init__(self, sheet: LaneSheet, routes: Routes, notes: Sequence[Note], beside: str) -> None:
        self.sheet, self.routes, self.notes, self.beside = sheet, routes, notes, beside
        grid = sheet.grid
        self.widths = [LIMIT] * sheet.shift + [sheet.width_of(lane) for lane in range(len(grid.lanes))]
        self.channels: dict[int, float] = {}
        self.lefts: list[float] = []
        x = MARGIN
        for column, width in enumerate(self.widths):
            self.channels[column] = x
            x += routes.channel_width(column)
            self.lefts.append(x)
            x += width + EDGE
        self.channels[len(self.widths)] = x
        self.right = x + routes.channel_width(len(self.widths)) - ROOM / 2 + EDGE / 2
        panel = self.right + MARGIN / 2 + PANEL if notes else self.right
        self.frame = Frame(sheet.title, " · ".join(sheet.header), max(panel + MARGIN, 520.0))
        self.tops: dict[int, float] = {}
        self.gaps: dict[int, float] = {}
        y = self.frame.top + HEAD
        self.gaps[-1] = y
        y += routes.gap_height(-1)
        for row in range(max(grid.height, 1)):
            self.tops[row] = y
            y += self._row_height(row)
            self.gaps[row] = y
            y += routes.gap_height(row)
        self.bottom = y

    def _row_height(self, row: int) -> float:
        sheet = self.sheet
        here = [step for step in sheet.procedure.steps if sheet.grid.rows[step.id] == row]
        heights = [sheet.cards[step.id].height for step in here]
        heights += [height_of(aside.words) for step in here for aside in sheet.asides[step.id]]
        if row == 0:
            heights += [height_of(words) for words in sheet.lines_at_once.values()]
        if sheet.shift and row == sheet.first_row:
            heights.append(height_of(sheet.limit_words()))
        return max(heights, default=0.0)

    def drawing(self) -> Drawing:
        """Return the picture."""
        boxes: list[Box] = []
        lines: list[Line] = []
        feet: dict[Port, float] = {}
        for lane, words in self.sheet.lines_at_once.items():
            left, width = self.lefts[lane + self.sheet.shift], self.widths[lane + self.sheet.shift]
            boxes.append(box_of(left, self.tops[0], width, words, "say"))
        if self.sheet.shift:
            row = self.sheet.first_row
            limit = box_of(self.lefts[0], self.tops[row], LIMIT, self.sheet.limit_words(), "limit")
            boxes.append(limit)
            feet[Port(0, row)] = limit.bottom
        for card in self.sheet.cards.values():
            self._card(card, boxes, lines, feet)
        middles = [left + width / 2 for left, width in zip(self.lefts, self.widths, strict=True)]
        lines += self.routes.lines(Sizes(middles, self.tops, self.gaps, self.channels, feet))
        areas, bottom = self._areas(boxes)
        kinds = [kind.value for kind in WayKind if any(line.kind == kind.value for line in lines)]
        legend = [(kind, self.sheet.phrases.word(f"way.{kind}")) for kind in kinds]
        return self.frame.drawing(areas, boxes, lines, bottom, legend)

    def _card(self, card: Card, boxes: list[Box], lines: list[Line], feet: dict[Port, float]) -> None:
        sheet, step = self.sheet, card.step
        column = sheet.grid.lane(step) + sheet.shift
        left, top = self.lefts[column], self.tops[sheet.grid.rows[step.id]]
        tint = tint_of(sheet.phrases.book, step.seats.roles[0])
        box = box_of(left, top, card.width, card.words, card.kind, tint=tint, tip=card.tip, id=step.id)
        boxes.append(box)
        for place, tab in enumerate(card.tabs):
            width = card.width / len(card.tabs)
            if tab.words:
                kind = f"tab-{tab.way.kind.value}"
                boxes.append(box_of(left + place * width, box.bottom, width, tab.words, kind, pad=5.0))
            feet[sheet.port(tab.way)] = box.bottom + tab.height
        feet.setdefault(Port(column, sheet.grid.rows[step.id]), box.bottom + self._middle_tab(card))
        for aside in sheet.asides[step.id]:
            self._aside(aside, box, boxes, lines)

    def _middle_tab(self, card: Card) -> float:
        """Return how high the tab under the card's middle is, for a line that starts there."""
        return max((tab.height for tab in card.tabs), default=0.0) if len(card.tabs) % 2 else 0.0

    def _aside(self, aside: Aside, box: Box, boxes: list[Box], lines: list[Line]) -> None:
        column = self.sheet.grid.lanes.index(aside.role) + self.sheet.shift
        width = LANE - 12
        left = self.lefts[column] + (self.widths[column] - width) / 2
        pill = box_of(left, box.y, width, aside.words, f"aside-{aside.kind}")
        boxes.append(pill)
        y = box.y + 15
        near, far = (pill.right, box.x) if pill.x < box.x else (pill.x, box.right)
        points = ((far, y), (near, y)) if aside.kind == "check" else ((near, y), (far, y))
        lines.append(Line(points, f"aside-{aside.kind}", arrow=aside.kind != "seat"))

    def _areas(self, boxes: list[Box]) -> tuple[list[Box], float]:
        """Return the lanes with their heads, and the panel on the right; and how far down they go."""
        sheet, top = self.sheet, self.frame.top
        panel_left, y = self.right + MARGIN / 2, top + HEAD + 8
        for note in self.notes:
            inner = PANEL - 16 - 2 * PAD
            said = [Words.wrapped(note.title, inner, "title")] + (
                [Words.wrapped(note.text, inner)] if note.text else []
            )
            boxes.append(box_of(panel_left + 8, y, PANEL - 16, said, note.kind, id=note.id))
            y = boxes[-1].bottom + 8
        bottom = max(self.bottom, y)
        areas = []
        for lane, role in enumerate(sheet.grid.lanes):
            column = lane + sheet.shift
            left = self.channels[column]
            right = self.channels[column + 1] if column + 1 < len(self.widths) else self.right
            tint = tint_of(sheet.phrases.book, role)
            areas.append(Box(left, top, right - left, bottom - top, "lane", tint=tint))
            words = (Words.wrapped(sheet.phrases.role(role), right - left - 2 * PAD, "head"),)
            areas.append(box_of(left, top, right - left, words, "lane-head", height=HEAD, tint=tint))
        if self.notes:
            areas.append(Box(panel_left, top, PANEL, bottom - top, "panel"))
            words = (Words.wrapped(self.beside.strip(), PANEL - 2 * PAD, "head"),)
            areas.append(box_of(panel_left, top, PANEL, words, "panel-head", height=HEAD))
        return areas, bottom
