"""Router: lines between the cells of a grid, led through the free room between rows and columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sopkit.drawing.shape import Line
from sopkit.frozen import frozen

__all__ = ["ROOM", "Hop", "Port", "Routes", "Sizes", "route"]

_Place = tuple[float, float]
_Span = tuple[int, _Place, _Place]

TRACK = 10.0
ROOM = 24.0
# Between which distances from the middle further lines come in, and how far apart at most.
_NEAREST, _FARTHEST, _APART = 26.0, 88.0, 14.0


@frozen
class Port:
    """A place at a cell: its column and row, and how far right of the column's middle."""

    column: int
    row: int
    shift: float = 0.0


@frozen
class Hop:
    """A line to be led from the foot of one cell to the head of another."""

    start: Port
    end: Port
    kind: str


@frozen
class _Path:
    """How a hop is led: through ``channel`` (left of that column), or straight down where there is none."""

    hop: Hop
    end: Port
    channel: int | None


@frozen
class Routes:
    """Every hop with the track that it has in each gap and channel."""

    paths: tuple[_Path, ...]
    gaps: Mapping[tuple[int, int], int]
    channels: Mapping[int, int]
    gap_tracks: Mapping[int, int]
    channel_tracks: Mapping[int, int]

    def gap_height(self, gap: int) -> float:
        """Return how high the gap under row *gap* must be."""
        return ROOM + TRACK * self.gap_tracks.get(gap, 0)

    def channel_width(self, channel: int) -> float:
        """Return how wide the channel left of column *channel* must be."""
        return ROOM / 2 + TRACK * self.channel_tracks.get(channel, 0)

    def lines(self, sizes: Sizes) -> tuple[Line, ...]:
        """Return the lines, now that every row and column has its place."""
        return tuple(self._line(number, path, sizes) for number, path in enumerate(self.paths))

    def _line(self, number: int, path: _Path, sizes: Sizes) -> Line:
        start, end = path.hop.start, path.end
        x1, x2 = sizes.middles[start.column] + start.shift, sizes.middles[end.column] + end.shift
        y1, y2 = sizes.feet[start], sizes.heads[end.row]
        if path.channel is None and _straight(start, end):
            return Line(((x1, y1), (x1, y2)), path.hop.kind)
        first = sizes.gaps[start.row] + ROOM / 2 + TRACK * self.gaps[number, start.row]
        if path.channel is None:
            return Line(((x1, y1), (x1, first), (x2, first), (x2, y2)), path.hop.kind)
        turn = sizes.channels[path.channel] + TRACK * (self.channels[number] + 0.5)
        last = sizes.gaps[end.row - 1] + ROOM / 2 + TRACK * self.gaps[number, end.row - 1]
        return Line(((x1, y1), (x1, first), (turn, first), (turn, last), (x2, last), (x2, y2)), path.hop.kind)


@frozen
class Sizes:
    """Where things stand: the middle of each column, the top of each row, gap and channel, the foot of each start."""

    middles: Sequence[float]
    heads: Mapping[int, float]
    gaps: Mapping[int, float]
    channels: Mapping[int, float]
    feet: Mapping[Port, float]


def route(hops: Iterable[Hop]) -> Routes:
    """Return how to lead *hops* so that no two lie on each other."""
    paths = _entered([(hop, _channel(hop)) for hop in hops])
    flat: dict[int, list[_Span]] = {}
    upright: dict[int, list[_Span]] = {}
    for number, path in enumerate(paths):
        start, end = path.hop.start, path.end
        out, into = _across(start), _across(end)
        if path.channel is None:
            if not _straight(start, end):
                flat.setdefault(start.row, []).append(_span(number, out, into))
            continue
        turn = (2.0 * path.channel, 0.0)
        rows = (float(start.row), 0.0), (float(end.row - 1), 0.0)
        upright.setdefault(path.channel, []).append(_span(number, *rows))
        flat.setdefault(start.row, []).append(_span(number, out, turn))
        flat.setdefault(end.row - 1, []).append(_span(number, turn, into))
    gaps: dict[tuple[int, int], int] = {}
    gap_tracks: dict[int, int] = {}
    for gap, spans in flat.items():
        tracks, gap_tracks[gap] = _tracks(spans)
        gaps |= {(number, gap): track for number, track in tracks.items()}
    channels: dict[int, int] = {}
    channel_tracks: dict[int, int] = {}
    for channel, spans in upright.items():
        tracks, channel_tracks[channel] = _tracks(spans)
        channels |= tracks
    return Routes(tuple(paths), gaps, channels, gap_tracks, channel_tracks)


def _straight(start: Port, end: Port) -> bool:
    return start.column == end.column and start.shift == end.shift


def _across(port: Port) -> _Place:
    """Return where a port is from left to right; channels have the even places, columns the odd ones."""
    return 2.0 * port.column + 1, port.shift


def _channel(hop: Hop) -> int | None:
    """Return the channel to lead a hop through; the next row is reached without one."""
    here, there = hop.start.column, hop.end.column
    if hop.end.row == hop.start.row + 1:
        return None
    if here == there:
        return here if hop.end.row <= hop.start.row else here + 1
    return there if here < there else there + 1


def _entered(hops: Sequence[tuple[Hop, int | None]]) -> list[_Path]:
    """Give each hop a place of its own at the head of its end: the middle for a straight one, else beside it."""
    coming: dict[tuple[int, int], list[int]] = {}
    for number, (hop, _) in enumerate(hops):
        coming.setdefault((hop.end.column, hop.end.row), []).append(number)
    starts = {(hop.start.column, hop.start.row) for hop, _ in hops}
    entries: dict[int, float] = {}
    for (column, row), numbers in coming.items():
        straight = next(
            (n for n in numbers if hops[n][1] is None and _straight(hops[n][0].start, hops[n][0].end)), None
        )
        if straight is None and (column, row - 1) not in starts:
            straight = numbers[0]
        if straight is not None:
            entries[straight] = 0.0
        aside = [number for number in numbers if number != straight]
        left = [number for number in aside if _from_left(*hops[number])]
        right = [number for number in aside if number not in left]
        for side, many in ((-1.0, left), (1.0, right)):
            apart = min(_APART, (_FARTHEST - _NEAREST) / max(1, len(many) - 1))
            entries |= {number: side * (_NEAREST + place * apart) for place, number in enumerate(many)}
    return [
        _Path(hop, Port(hop.end.column, hop.end.row, entries[number]), channel)
        for number, (hop, channel) in enumerate(hops)
    ]


def _span(number: int, one: _Place, other: _Place) -> _Span:
    return number, min(one, other), max(one, other)


def _from_left(hop: Hop, channel: int | None) -> bool:
    return hop.start.column < hop.end.column or (hop.start.column == hop.end.column == channel)


def _tracks(spans: Sequence[_Span]) -> tuple[dict[int, int], int]:
    """Give each span, of a hop by number, the first track on which it meets no other, and how many there are."""
    tracks: list[list[tuple[_Place, _Place]]] = []
    found: dict[int, int] = {}
    for number, low, high in sorted(spans, key=lambda span: (span[1], span[2], span[0])):
        track = next((t for t, others in enumerate(tracks) if all(high < a or b < low for a, b in others)), len(tracks))
        if track == len(tracks):
            tracks.append([])
        tracks[track].append((low, high))
        found[number] = track
    return found, len(tracks)
