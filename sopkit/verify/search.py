"""Search: every way in which procedures may be played side by side, until one is found that comes to no end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from attrs import evolve

from sopkit.definition.runbook import Runbook
from sopkit.frozen import frozen
from sopkit.verify.cut import Purse, SpentError
from sopkit.verify.kept import around, keep, known
from sopkit.verify.layout import Layout, layout_of
from sopkit.verify.paths import called_by, calls_deep
from sopkit.verify.play import begin, calm_move, finishable, moves, passing, returned
from sopkit.verify.stand import Ended, Move, Position, calling, dropped

__all__ = ["Done", "Found", "Stand", "search"]

_ALONE = 100_000
"""What a search may cost that is paid for by itself."""

_DEEPEST = 40
"""How many procedures may stand in a chain of calls that is played to its end."""

Stand = tuple[Position | Ended, ...]
"""Where every track stands."""


class Done(NamedTuple):
    """One thing that was done: in which procedures, from the outer to the inner, to which step, what and how."""

    chain: tuple[str, ...]
    place: int
    verb: str
    answer: str


@frozen
class Found:
    """
    What a search came to.

    ``trace`` leads to ``stand``, from which there is no end; ``dead`` where
    nothing more can be done at all. ``endings`` are how a single procedure
    may end. ``exhausted`` is false where the search was cut short. ``cost``
    is the work it took, in doings, without that of the searches ``within``.
    """

    exhausted: bool
    looked: int
    trace: tuple[Done, ...] = ()
    stand: Stand | None = None
    dead: bool = False
    endings: frozenset[Ended] = frozenset()
    cost: int = 0
    within: tuple[str, ...] = ()


class _Search:
    def __init__(self, book: Runbook, tracks: tuple[str, ...], slots: Mapping[str, int], purse: Purse) -> None:
        self.book = book
        self.tracks = tracks
        self.slots = slots
        self.purse = purse
        self.within: dict[str, int] = {}
        self.parents: dict[Stand, tuple[Stand, Done] | None] = {}
        self.after: dict[Stand, list[Stand]] = {}

    def run(self) -> Found:
        """Look at every situation, the nearest first."""
        before = self.purse.left
        try:
            found = self._verdict(self._layers())
        except SpentError:
            return Found(exhausted=False, looked=len(self.parents))
        cost = before - self.purse.left - sum(self.within.values())
        return evolve(found, cost=cost, within=tuple(self.within))

    def _layers(self) -> list[Stand]:
        layer = list(self._beginnings())
        for stand in layer:
            self.parents[stand] = None
        for stand in layer:  # grows while it is walked
            after = self.after[stand] = []
            for done, then in self._next(stand):
                self.purse.pay(1)
                after.append(then)
                if then not in self.parents:
                    self.parents[then] = (stand, done)
                    layer.append(then)
        return layer

    def _beginnings(self) -> Iterator[Stand]:
        stands: list[Stand] = [()]
        for track in self.tracks:
            stands = [(*stand, one) for stand in stands for one in begin(layout_of(self.book, track))]
        return iter(stands)

    def _next(self, stand: Stand) -> list[tuple[Done, Stand]]:
        """Return what may be done, or one thing alone where it may as well be done at once."""
        for number, here in enumerate(stand):
            if isinstance(here, Position):
                move = calm_move(layout_of(self.book, self.tracks[number]), here)
                if move is not None:
                    done = Done((self.tracks[number],), move.place, move.verb, move.answer)
                    return [(done, _with(stand, number, one)) for one in move.then]
        found: list[tuple[Done, Stand]] = []
        taken = self._taken(stand) if self.slots else {}
        for number, here in enumerate(stand):
            if isinstance(here, Position):
                for done, one in self._within((self.tracks[number],), here, taken):
                    found.append((done, _with(stand, number, one)))
        return found

    def _within(
        self, chain: tuple[str, ...], here: Position, taken: Mapping[str, int]
    ) -> Iterator[tuple[Done, Position | Ended]]:
        layout = layout_of(self.book, chain[-1])
        for move in moves(layout, here):
            then = move.then if move.verb != "call" else self._call(layout, here, move, taken)
            for one in then:
                yield Done(chain, move.place, move.verb, move.answer), one
        for call in here.calls:
            yield Done(chain, call.place, "fail", ""), dropped(here, call.place)
            for move in passing(layout, here, call.place):
                for one in move.then:
                    yield Done(chain, move.place, move.verb, move.answer), one
            for done, one in self._within((*chain, call.procedure), call.position, taken):
                if isinstance(one, Ended):
                    for after in returned(layout, here, call.place, one):
                        yield done, after
                else:
                    yield done, calling(here, call.place, call.procedure, one)

    def _call(self, layout: Layout, here: Position, move: Move, taken: Mapping[str, int]) -> list[Position | Ended]:
        """Return where it stands once the step has called; what nobody else waits for is taken as played to its end."""
        procedure = layout.steps[move.place].call or ""
        if not self._tied(procedure):
            alone = self._alone(procedure)
            if alone.exhausted and alone.stand is None:
                return [one for end in sorted(alone.endings) for one in returned(layout, here, move.place, end)]
        if taken.get(procedure, 0) >= self.slots.get(procedure, 1 << 30):
            return []
        found: list[Position | Ended] = []
        for one in begin(layout_of(self.book, procedure)):
            if isinstance(one, Ended):
                found += returned(layout, here, move.place, one)
            else:
                found.append(calling(here, move.place, procedure, one))
        return found

    def _alone(self, procedure: str) -> Found:
        before = self.purse.left
        found = search(self.book, (procedure,), {}, self.purse)
        self.within.setdefault(procedure, before - self.purse.left)
        return found

    def _tied(self, procedure: str) -> bool:
        """Whether others may wait for the procedure, or for one that it calls."""
        return not self.slots.keys().isdisjoint(called_by(self.book, procedure))

    def _taken(self, stand: Stand) -> dict[str, int]:
        taken: dict[str, int] = {}

        def count(procedure: str, here: Position | Ended) -> None:
            if isinstance(here, Position):
                taken[procedure] = taken.get(procedure, 0) + 1
                for call in here.calls:
                    count(call.procedure, call.position)

        for track, here in zip(self.tracks, stand, strict=True):
            count(track, here)
        return taken

    def _verdict(self, layer: list[Stand]) -> Found:
        before: dict[Stand, list[Stand]] = {}
        for stand, after in self.after.items():
            for then in after:
                before.setdefault(then, []).append(stand)
        left = [stand for stand in layer if self._good(stand)]
        good = set(left)
        while left:
            for stand in before.get(left.pop(), ()):
                if stand not in good:
                    good.add(stand)
                    left.append(stand)
        bad = [stand for stand in layer if stand not in good]
        endings = frozenset(one for stand in layer for one in stand if isinstance(one, Ended))
        if not bad:
            return Found(exhausted=True, looked=len(layer), endings=endings)
        dead = next((stand for stand in bad if all(then == stand for then in self.after[stand])), None)
        worst = bad[0] if dead is None else dead
        return Found(True, len(layer), self._trace(worst), worst, dead is not None, endings)

    def _good(self, stand: Stand) -> bool:
        return all(
            isinstance(here, Ended) or finishable(layout_of(self.book, track), here)
            for track, here in zip(self.tracks, stand, strict=True)
        )

    def _trace(self, stand: Stand) -> tuple[Done, ...]:
        trace: list[Done] = []
        parent = self.parents[stand]
        while parent is not None:
            stand, done = parent
            trace.append(done)
            parent = self.parents[stand]
        return tuple(reversed(trace))


def _with(stand: Stand, number: int, here: Position | Ended) -> Stand:
    return (*stand[:number], here, *stand[number + 1 :])


def endings(book: Runbook, procedure: str, purse: Purse) -> frozenset[Ended]:
    """Return how a procedure played by itself may end."""
    return search(book, (procedure,), {}, purse).endings


def search(book: Runbook, tracks: tuple[str, ...], slots: Mapping[str, int] = {}, purse: Purse | None = None) -> Found:
    """
    Play *tracks* side by side in every way; *slots* is how many of a procedure may be open at once.

    What is not cut short is sure as far as the flow goes: conditions that
    are not constant are taken to fall either way. Out of a *purse* a search
    is paid for once.
    """
    key: _Key = ("search", tracks, tuple(sorted(slots.items())))
    found: Found | None = book.memo.get(key)
    if found is None and any(calls_deep(book, track) > _DEEPEST for track in tracks):
        found = book.memo[key] = Found(exhausted=False, looked=0)
    if found is None:
        book.memo["purse"] = purse = purse or Purse(_ALONE)
        # Where the answer is known, it is still paid for: what is cut short must not hang on what came before.
        found = book.memo[key] = _paid(book, key, purse) or _Search(book, tracks, slots, purse).run()
        if found.exhausted:
            keep(key, _around(book, tracks), found)
    return found


def _around(book: Runbook, tracks: tuple[str, ...]) -> tuple[object, ...]:
    return around(book, frozenset().union(*(called_by(book, track) for track in tracks)))


_Key = tuple[str, tuple[str, ...], tuple[tuple[str, int], ...]]


def _paid(book: Runbook, key: _Key, purse: Purse) -> Found | None:
    """Return what is kept, paid for; ``None`` where nothing is, or where it would not be come to with what is left."""
    price = _price(book, key, set())
    if price is None or price > purse.left:
        return None
    found: Found = known(key, _around(book, key[1]))
    for procedure in found.within:
        search(book, (procedure,), {}, purse)
    purse.pay(found.cost)
    return found


def _price(book: Runbook, key: _Key, counted: set[_Key]) -> int | None:
    """Return what it costs to find out what is kept, with all that was not found out for this runbook yet."""
    if key in counted or key in book.memo:
        return 0
    counted.add(key)
    found: Found | None = known(key, _around(book, key[1]))
    if found is None:
        return None
    prices = [_price(book, ("search", (procedure,), ()), counted) for procedure in found.within]
    return None if None in prices else found.cost + sum(price for price in prices if price)
