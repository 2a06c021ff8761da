"""Overview: a whole runbook on one picture: phases as columns, their procedures, then faults and cues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sopkit.definition.fault import Fault, Interrupts
from sopkit.definition.procedure import Order, Procedure, ProductUse
from sopkit.definition.runbook import Phase, Runbook
from sopkit.definition.step import TargetKind
from sopkit.drawing.frame import MARGIN, Frame, tint_of
from sopkit.drawing.grid import lanes_of
from sopkit.drawing.rooms import Group, groups_of
from sopkit.drawing.shape import PAD, Box, Drawing, Line, Words, box_of, height_of
from sopkit.drawing.ways import ways_of
from sopkit.frozen import frozen
from sopkit.phrase import Phrases

__all__ = ["draw_runbook"]

CARD = 206.0
GAP = 10.0
HEAD = 30.0
BAR = 5.0
TALLEST = 8
"""How many cards stand above each other before a column gets a second row of them."""


def draw_runbook(book: Runbook, lang: str = "zh") -> Drawing:
    """Return the picture of a whole runbook: what each phase opens and allows, what may go wrong, what prompts whom."""
    return _Overview(Phrases(book, lang)).drawing()


@frozen
class _Piece:
    """A card before it has a place."""

    id: str
    kind: str
    words: tuple[Words, ...]
    roles: tuple[str, ...] = ()

    @property
    def height(self) -> float:
        """How high it is."""
        return height_of(self.words) + (BAR if self.roles else 0)


class _Overview:
    """The picture while it is laid out."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases, self.book = phrases, phrases.book
        self.areas: list[Box] = []
        self.boxes: list[Box] = []
        self.lines: list[Line] = []
        self.marks: list[Box] = []

    def drawing(self) -> Drawing:
        """Return the picture."""
        columns = [(phase, groups_of(self.book, phase)) for phase in self.book.phases]
        wide = [self._across([len(group.procedures) for group in groups]) for _, groups in columns]
        if len(columns) == 1:
            wide = [max(wide[0], min(4, max((len(group.procedures) for group in columns[0][1]), default=1)))]
        span = sum(self._room(count) for count in wide) + 2 * GAP * (len(wide) - 1)
        span = max(span, self._room(4))
        frame = Frame(self.book.title, " · ".join(self._about()), span + 2 * MARGIN)
        bottom = self._columns(columns, wide, frame.top)
        anywhere = groups_of(self.book, None)
        for group in anywhere:
            bottom = self._band(
                self.phrases.word(group.word), [self._procedure(p) for p in group.procedures], bottom, span
            )
        for interrupts in reversed(Interrupts):
            faults = [fault for fault in self.book.faults.values() if fault.interrupts is interrupts]
            title = f"{self.phrases.word('faults')}{self.phrases.word('colon')}{self.phrases.word(f'of-{interrupts.value}')}"
            bottom = self._band(title, [self._fault(fault) for fault in faults], bottom, span)
        cues = [
            self._piece(cue.id, "cue", cue.title, [self.phrases.word("to", roles=self.phrases.roles(cue.to))], cue.to)
            for cue in self.book.cues.values()
        ]
        bottom = self._band(self.phrases.word("cues"), cues, bottom, span)
        bottom = self._key(bottom)
        return frame.drawing(self.areas, self.boxes, self.lines, bottom, marks=self.marks)

    def _about(self) -> Iterator[str]:
        yield self.phrases.word("version", version=self.book.version, people=self.book.min_people)
        if self.book.platform:
            yield self.book.platform
        if self.book.note:
            yield self.book.note

    def _across(self, counts: Sequence[int]) -> int:
        """Return how many cards stand side by side in a phase."""
        total = sum(counts)
        return max(1, min(-(-total // TALLEST), max(counts, default=1)))

    def _room(self, count: int) -> float:
        return count * CARD + (count + 1) * GAP

    def _columns(self, columns: Sequence[tuple[Phase, tuple[Group, ...]]], wide: Sequence[int], top: float) -> float:
        """Set the phases side by side; return how far down they go."""
        x = MARGIN
        heads: list[Box] = []
        bottoms = [top]
        insides: list[tuple[float, float]] = []
        words = [
            self._phase_words(phase, self._room(count) - 2 * PAD)
            for (phase, _), count in zip(columns, wide, strict=True)
        ]
        head = max((height_of(one) for one in words), default=0.0)
        for (phase, groups), count, said in zip(columns, wide, words, strict=True):
            room = self._room(count)
            heads.append(
                box_of(x, top, room, said, "live-head" if phase.live else "phase-head", height=head, id=phase.id)
            )
            y = top + head
            for group in groups:
                y = self._group(group, x, y, count)
            bottoms.append(y + GAP)
            insides.append((x, room))
            x += room + 2 * GAP
        bottom = max(bottoms)
        self.areas += [Box(left, top, room, bottom - top, "band") for left, room in insides]
        self.boxes += heads
        middle = top + head / 2
        for before, after in pairwise(heads):
            self.lines.append(Line(((before.right, middle), (after.x, middle)), "phase-way"))
        return bottom + 2 * GAP

    def _phase_words(self, phase: Phase, inner: float) -> tuple[Words, ...]:
        p = self.phrases
        title = f"{phase.title}（{p.word('live')}）" if phase.live and p.lang == "zh" else phase.title
        said = [Words.wrapped(title, inner, "head")]
        if phase.entered_by:
            said.append(Words.wrapped(p.word("enter", roles=p.roles(phase.entered_by)), inner))
        if phase.gates:
            gates = p.listed(self.book.gates[one].title for one in phase.gates)
            said.append(Words.wrapped(p.word("leave", gates=gates), inner))
        return tuple(said)

    def _group(self, group: Group, x: float, y: float, count: int) -> float:
        label = box_of(
            x + GAP,
            y + 4,
            self._room(count) - 2 * GAP,
            (Words((self.phrases.word(group.word),), "small"),),
            "caption",
            pad=4,
        )
        self.boxes.append(label)
        kind = "step" if group.word == "opens-itself" else "aside-step"
        return self._cards([self._procedure(p, kind) for p in group.procedures], x, label.bottom - GAP + 4, count)

    def _cards(self, pieces: Sequence[_Piece], x: float, y: float, count: int) -> float:
        """Set cards in *count* columns, row by row."""
        for start in range(0, len(pieces), count):
            row = pieces[start : start + count]
            height = max(piece.height for piece in row)
            y += GAP
            for place, piece in enumerate(row):
                self._set(piece, x + GAP + place * (CARD + GAP), y, height)
            y += height
        return y

    def _set(self, piece: _Piece, x: float, y: float, height: float) -> None:
        """Set a card; a bar at its foot has the colours of its roles."""
        self.boxes.append(box_of(x, y, CARD, piece.words, piece.kind, height=height, id=piece.id))
        roles = piece.roles
        for place, role in enumerate(roles):
            width = (CARD - 2 * PAD) / len(roles)
            left = x + PAD + place * width
            self.marks.append(Box(left, y + height - BAR - 2, width - 2, BAR - 1, "dot", tint=tint_of(self.book, role)))

    def _band(self, title: str, pieces: Sequence[_Piece], top: float, span: float) -> float:
        """Set a band over the whole width; return how far down it goes."""
        if not pieces:
            return top
        count = max(1, int((span - GAP) // (CARD + GAP)))
        words = (Words.wrapped(title, span - 2 * PAD, "head"),)
        head = box_of(MARGIN, top, span, words, "band-head", height=HEAD)
        bottom = self._cards(pieces, MARGIN, head.bottom - 4, count) + GAP
        self.areas.append(Box(MARGIN, top, span, bottom - top, "band"))
        self.boxes.append(head)
        return bottom + GAP

    def _piece(self, id: str, kind: str, title: str, said: Sequence[str], roles: Sequence[str]) -> _Piece:
        inner = CARD - 2 * PAD
        words = (Words.wrapped(title, inner, "title"), *(Words.wrapped(one, inner) for one in said))
        return _Piece(id, kind, words, tuple(roles))

    def _procedure(self, procedure: Procedure, kind: str = "aside-step") -> _Piece:
        p = self.phrases
        roles = lanes_of(procedure.steps)
        said = [p.word("steps", count=len(procedure.steps))]
        said.append(p.word("sequence" if procedure.order is Order.SEQUENCE else "checklist"))
        if procedure.for_each:
            said.append(p.word("each-product"))
        elif procedure.product is ProductUse.REQUIRED:
            said.append(p.word("product-required"))
        if procedure.beside:
            said.append(p.word("beside"))
        lines = [" · ".join(said), p.roles(roles)]
        if procedure.limits is not None:
            lines.append(p.bounds(procedure.limits))
        lines += _leads(p, procedure)
        return self._piece(procedure.id, kind, procedure.title, lines, roles)

    def _fault(self, fault: Fault) -> _Piece:
        p = self.phrases
        lines = [p.word("first", role=p.role(fault.first)) + " · " + p.word("steps", count=len(fault.handling.steps))]
        if fault.owes:
            lines.append(
                p.word("trait.owes") + p.word("colon") + p.listed(p.procedure(owed.procedure) for owed in fault.owes)
            )
        title = f"{fault.severity.value} {fault.title}"
        return self._piece(fault.id, "fault", title, lines, lanes_of(fault.handling.steps))

    def _key(self, top: float) -> float:
        """Set what the colours of the roles are."""
        x = MARGIN
        for role in self.book.roles:
            words = Words((self.phrases.role(role),), "small")
            room = 14 + sum(map(len, words.lines)) * 11.0 + 2 * PAD
            if x + room > MARGIN + max(area.right for area in self.areas):
                break
            self.marks.append(Box(x, top + 7, 10, 10, "dot", tint=tint_of(self.book, role)))
            self.boxes.append(box_of(x + 12, top, room - 12, (words,), "caption", pad=4))
            x += room
        return top + 24


def _leads(phrases: Phrases, procedure: Procedure) -> Iterator[str]:
    """Yield what a procedure calls, opens and raises, a line for each sort."""
    calls = [phrases.procedure(step.call) for step in procedure.steps if step.call]
    outside = [way.outside for way in ways_of(procedure) if way.outside is not None]
    opens = [phrases.procedure(one.id) for one in outside if one.kind is TargetKind.OPEN and one.id]
    raises = [phrases.book.faults[one.id].title for one in outside if one.kind is TargetKind.RAISE and one.id]
    for word, titles in (("trait.call", calls), ("opens", opens), ("raises", raises)):
        if titles:
            yield phrases.word(word) + phrases.word("colon") + phrases.listed(dict.fromkeys(titles))
