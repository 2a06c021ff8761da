"""Run: the shell around the pure core. It holds the lock, the clock, the store and the listeners."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from threading import RLock
from typing import TYPE_CHECKING

from sopkit.aloud import Keeper
from sopkit.clock import Clock
from sopkit.commands import Command, Tick
from sopkit.decide import handle
from sopkit.errors import ConflictError, RefusedError, UsageError
from sopkit.events import Event
from sopkit.evolve import evolve, fold
from sopkit.lifecycle import LIFECYCLES
from sopkit.moment import BEIJING, Moment
from sopkit.run.callbacks import Callbacks
from sopkit.run.done import Done
from sopkit.run.failure import report_failure
from sopkit.run.questions import Questions
from sopkit.run.senses import Senses
from sopkit.run.verbs import Verbs
from sopkit.signals import SignalWindows
from sopkit.stores.protocol import Entry
from sopkit.tick import overdue

if TYPE_CHECKING:
    from transitions import Machine

    from sopkit.state import RunState
    from sopkit.stores.protocol import Appended, Store
    from sopkit.wording import Rules

__all__ = ["Listener", "Run"]

Listener = Callable[[Entry], object]
"""Called with each new entry of the journal, after it is durable, in order, from the thread that did it."""


class Run(Verbs, Questions, Senses):
    """
    One performance of a runbook, on a journal that others may drive too.

    Thread-safe. Every method that changes something returns after its
    events are durable; from asyncio use `sopkit.aio`.
    """

    __slots__ = (
        "_clock",
        "_keys",
        "_listeners",
        "_lock",
        "_looked",
        "_lost",
        "_number",
        "_pending",
        "_signals",
        "_store",
        "_telling",
        "_timed_cues",
        "_wording",
        "_zone",
        "id",
        "state",
    )

    def __init__(
        self,
        run_id: str,
        store: Store,
        state: RunState,
        *,
        clock: Clock,
        keys: str,
        zone: tzinfo = BEIJING,
        wording: Rules | Keeper | None = None,
    ) -> None:
        self.id = run_id
        self.state = state
        self._store = store
        self._clock = clock
        self._keys = keys
        self._zone = zone
        self._wording = wording
        self._number = 0
        self._lock = RLock()
        self._listeners: tuple[Listener, ...] = ()
        self._pending: list[tuple[int, str, Event]] = []
        self._telling = False
        self._signals: SignalWindows | None = None
        self._timed_cues = tuple(rule for rule in state.runbook.cues.values() if rule.timed)
        self._looked: datetime | None = None
        # The version up to which the state is sure, where what came behind it may not be kept.
        self._lost: int | None = None

    def __repr__(self) -> str:
        return f"<Run {self.id} {self.state.status.value} v{self.state.version}>"

    # --- commands

    def do(self, command: Command, *, key: str | None = None) -> Done:
        """
        Carry out a command; return once its events are durable and listeners were told.

        Args:
            command: What is asked, and by whom.

            key: Names this request. Send it again after a lost reply with
                the same key, and it is answered, not done twice. Whatever
                is sent under a key that was used gets the first one's answer.

        Raises:
            RefusedError: it may not happen now; nothing was kept.

            ConflictError: somebody was faster; nothing was kept, and the run is up to date again.

            StoreError: it is not known to be kept; send it again with the same key.
        """
        with self._lock:
            self._catch_up()
            if key is not None:
                before = self._store.find(self.id, key)
                if before is not None:
                    return self._answer(before)
            moment = self._moment()
            state = self.state
            if (state.timed or state.cues_open or state.measuring) and type(command) is not Tick:
                self._note_overdue(moment)
            if self._timed_cues:
                self._looked = self._look_at_the_clock(command, moment.at)
            done = self._carry_out(command, moment, key)
            if self._pending:
                self._tell()
            return done

    def _answer(self, before: Appended) -> Done:
        """Return what a request was answered that was carried out before."""
        entries = self._store.read(self.id, before.first - 1, before.last - before.first + 1)
        return Done(tuple(entry.event for entry in entries), before.version, repeated=True)

    def _carry_out(self, command: Command, moment: Moment, key: str | None = None) -> Done:
        """Decide and fold, then append; what could not be appended is folded away again."""
        state = self.state
        version = state.version
        if key is None:
            self._number += 1
            key = f"{self._keys}{self._number}"
        try:
            events = handle(state, command, moment)
        except BaseException as error:
            if state.version != version or not isinstance(error, RefusedError | UsageError):
                self._lost = version
            raise
        if not events:
            return Done((), version)
        try:
            appended = self._store.append(self.id, version, key, events)
        except BaseException as error:
            self._lost = version
            if isinstance(error, ConflictError):
                self._reload()
            raise
        if appended.repeated:
            # The same request came by another way at the same moment, and that one was kept: ours is no fact.
            self._lost = version
            self._reload()
            return self._answer(appended)
        if self._listeners:
            for event in events:
                version += 1
                self._pending.append((version, key, event))
        return Done(tuple(events), state.version)

    def _moment(self) -> Moment:
        """Return the time now, never before the journal's last: a clock that jumps back stands still instead."""
        now = self._clock()
        last = self.state.at
        if last is not None and now < last:
            now = last
        signals = self._signals
        if signals is None:
            return Moment(now, zone=self._zone)
        return Moment(now, signals.latest, self._zone)

    def _windows(self) -> SignalWindows:
        if self._signals is None:
            self._signals = SignalWindows()
        return self._signals

    def _rules(self) -> Rules:
        rules = self._wording
        if rules is None:
            from sopkit.loader.wording import load_wording

            rules = load_wording()
        elif callable(rules):
            rules = rules()
        self._wording = rules
        return rules

    def _note_overdue(self, moment: Moment) -> None:
        """Turn what fell due since the last command into events of their own, before the command is looked at."""
        while True:
            events = overdue(self.state, moment)
            if not events:
                return
            self._carry_out(Tick(""), moment)

    # --- staying in step with the journal

    def _catch_up(self) -> None:
        """Fold in what others appended since; fold everything anew if this one lost its footing."""
        if self._lost is not None:
            self._reload()
            return
        version = self.state.version
        if self._store.version(self.id) == version:
            return
        entries = self._store.read(self.id, version)
        self._lost = version
        for entry in entries:
            evolve(self.state, entry.event)
        self._lost = None
        if self._listeners:
            self._pending.extend(entries)

    def _reload(self) -> None:
        entries = self._store.read(self.id)
        known = self._lost or 0
        self.state = fold(self.state.runbook, (entry.event for entry in entries))
        self._lost = None
        if self._listeners:
            self._pending.extend(entry for entry in entries if entry.seq > known)

    def refresh(self) -> int:
        """Fold in what others did, tell the listeners, and return the version reached."""
        with self._lock:
            self._catch_up()
            self._tell()
            return self.state.version

    # --- listeners

    def listen(self, listener: Listener) -> Callable[[], None]:
        """
        Call *listener* with each new entry of the journal, after it is durable; return what stops it.

        One that raises is reported (the logger ``sopkit`` names it) and harms
        neither the run nor the others. Replay never calls it.
        """
        with self._lock:
            self._listeners = (*self._listeners, listener)

        def stop() -> None:
            with self._lock:
                self._listeners = tuple(other for other in self._listeners if other is not listener)

        return stop

    def machine(self, lifecycle: str) -> Machine:
        """
        Return a machine of a lifecycle (``run``, ``activity``, ``step``, ``fault``, ``cue``) for your callbacks.

        It moves with this run from now on, after each append and never on
        replay; a callback is given the cursor (``id``, ``state``) and the
        entry: ``run.machine("fault").on_enter_raised(page_the_desk)``. One
        that raises is reported and harms nothing.
        """
        if lifecycle not in LIFECYCLES:
            known = "、".join(LIFECYCLES)
            raise UsageError(
                f"没有叫“{lifecycle}”的生命周期；有：{known}",
                f"no lifecycle is called “{lifecycle}”; there are: {', '.join(LIFECYCLES)}",
            )
        with self._lock:
            callbacks = Callbacks(lifecycle, lambda: self.state)
            self.listen(callbacks)
        return callbacks.machine

    def _tell(self) -> None:
        """Tell the listeners what was appended, in order; a listener that acts on the run is told after this."""
        if not self._pending or self._telling:
            return
        self._telling = True
        try:
            while self._pending:
                batch, self._pending = self._pending, []
                for version, key, event in batch:
                    entry = Entry(version, key, event)
                    for listener in self._listeners:
                        try:
                            listener(entry)
                        except Exception as error:  # noqa: BLE001 -- whatever a listener does, the show goes on
                            report_failure(listener, entry, error)
        finally:
            self._telling = False
