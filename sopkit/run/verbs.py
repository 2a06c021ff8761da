"""Verbs: what people do in a run, as methods; each builds one command and carries it out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from sopkit import commands as cm
from sopkit import events as ev

if TYPE_CHECKING:
    from sopkit.definition.value import Value
    from sopkit.run.done import Done
    from sopkit.state import RunState

__all__ = ["Verbs"]

_NOTHING: Mapping[str, Value] = {}


class Verbs(ABC):
    """The commands as methods. ``by`` is always the person who acts."""

    __slots__ = ()

    state: RunState

    @abstractmethod
    def do(self, command: cm.Command, *, key: str | None = None) -> Done:
        """Carry out a command."""

    # --- steps; *activity* and *product* are needed only where more than one open activity has such a step

    def begin(self, step: str, *, by: str, activity: str | None = None, product: str | None = None) -> Done:
        """Begin a step; put its question where it is asked; open what it calls."""
        return self.do(cm.StartStep(by, step, activity, product))

    def complete(
        self,
        step: str,
        *,
        by: str,
        record: Mapping[str, Value] = _NOTHING,
        outcome: str | None = None,
        activity: str | None = None,
        product: str | None = None,
        key: str | None = None,
    ) -> Done:
        """Report a step done, with what it asks to be recorded and the outcome chosen."""
        return self.do(cm.CompleteStep(by, step, activity, product, record, outcome), key=key)

    def accept(self, step: str, *, by: str, activity: str | None = None, product: str | None = None) -> Done:
        """As the second person, accept what was reported done."""
        return self.do(cm.CheckStep(by, step, activity, product))

    def reject(
        self, step: str, reason: str, *, by: str, activity: str | None = None, product: str | None = None
    ) -> Done:
        """As the second person, send it back with a reason."""
        return self.do(cm.CheckStep(by, step, activity, product, accepted=False, reason=reason))

    def fail(self, step: str, reason: str, *, by: str, activity: str | None = None, product: str | None = None) -> Done:
        """Report that a step did not work."""
        return self.do(cm.FailStep(by, step, activity, product, reason))

    def skip(
        self, step: str, reason: str = "", *, by: str, activity: str | None = None, product: str | None = None
    ) -> Done:
        """Pass over a step that may be skipped."""
        return self.do(cm.SkipStep(by, step, activity, product, reason))

    def not_applicable(
        self, step: str, reason: str, *, by: str, activity: str | None = None, product: str | None = None
    ) -> Done:
        """Say that a step does not apply this time."""
        return self.do(cm.MarkNotApplicable(by, step, activity, product, reason))

    def undo(
        self, step: str, reason: str = "", *, by: str, activity: str | None = None, product: str | None = None
    ) -> Done:
        """Take back a step that was passed; the journal keeps both."""
        return self.do(cm.UndoStep(by, step, activity, product, reason))

    # --- the run and its activities

    def enter(self, phase: str, *, by: str) -> Done:
        """Leave the phase that the run is in and enter the next."""
        return self.do(cm.EnterPhase(by, phase))

    def hold(self, reason: str, *, by: str) -> Done:
        """Hold the whole run: nothing is taken, every clock stands still."""
        return self.do(cm.HoldRun(by, reason))

    def go_on(self, *, by: str) -> Done:
        """Go on after a hold."""
        return self.do(cm.ResumeRun(by))

    def close(self, *, by: str) -> Done:
        """Close the run for good."""
        return self.do(cm.CloseRun(by))

    def abort(self, reason: str, *, by: str) -> Done:
        """End the run where it stands."""
        return self.do(cm.AbortRun(by, reason))

    def hand_over(self, role: str, to: str, *, by: str, leaves: str | None = None, note: str = "") -> Done:
        """Give a seat to another person in mid-show."""
        return self.do(cm.HandOver(by, role, to, leaves, note))

    def open(self, procedure: str, *, by: str, product: str | None = None, title: str = "") -> str:
        """Open an activity of a procedure and return its id."""
        done = self.do(cm.OpenActivity(by, procedure, product, title))
        return next(e.activity for e in done.events if isinstance(e, ev.ActivityOpened))

    def finish(self, activity: str, *, by: str) -> Done:
        """End an activity of which only optional steps are left."""
        return self.do(cm.FinishActivity(by, activity))

    def cut(self, activity: str, reason: str, *, by: str) -> Done:
        """End an activity before its end."""
        return self.do(cm.CutActivity(by, activity, reason))

    # --- faults

    def raise_fault(
        self, fault: str, *, by: str, activity: str | None = None, product: str | None = None, note: str = ""
    ) -> str:
        """Raise a fault and return the id of this one."""
        done = self.do(cm.RaiseFault(by, fault, activity, product, note))
        return next(e.fault for e in done.events if isinstance(e, ev.FaultRaised))

    def acknowledge(self, identity: str, *, by: str) -> Done:
        """Say that you have a fault in hand, or have seen a cue."""
        if identity in self.state.cues:
            return self.do(cm.AcknowledgeCue(by, identity))
        return self.do(cm.AcknowledgeFault(by, identity))

    def recover(self, fault: str, *, by: str) -> Done:
        """Declare a fault recovered while only optional steps of its handling are left."""
        return self.do(cm.RecoverFault(by, fault))

    def review(self, fault: str, finding: str, *, by: str) -> Done:
        """Write down what was learnt from a fault."""
        return self.do(cm.ReviewFault(by, fault, finding))

    def dismiss(self, identity: str, reason: str, *, by: str) -> Done:
        """Declare a fault a false alarm, or turn a cue down."""
        if identity in self.state.cues:
            return self.do(cm.DismissCue(by, identity, reason))
        return self.do(cm.DismissFault(by, identity, reason))

    # --- cues and tasks

    def cue(
        self,
        text: str,
        *,
        by: str,
        role: str | None = None,
        person: str | None = None,
        within: timedelta | str | None = None,
    ) -> str:
        """Give a seat or a person a cue that no plan has, and return its id."""
        return self._give(cm.GiveCue(by, text, role, person, within))

    def task(
        self,
        text: str,
        *,
        by: str,
        role: str | None = None,
        person: str | None = None,
        within: timedelta | str | None = None,
    ) -> str:
        """Give a seat or a person a task, to be acted on, and return its id."""
        return self._give(cm.GiveCue(by, text, role, person, within, task=True))

    def _give(self, command: cm.GiveCue) -> str:
        return next(e.cue for e in self.do(command).events if isinstance(e, ev.CueGiven))

    def act(self, cue: str, *, by: str, open: str | None = None, product: str | None = None) -> Done:
        """Say that a cue is done; *open* a procedure that it offers."""
        return self.do(cm.ActOnCue(by, cue, open, product))

    # --- words, facts, exceptions

    def correct(self, said: str, right: str, *, speaker: str, by: str, product: str | None = None) -> Done:
        """Correct a wrong statement on the spot."""
        return self.do(cm.Correct(by, said, right, speaker, product))

    def waive(self, target: str, reason: str, *, by: str, activity: str | None = None) -> Done:
        """Let a gate, or something owed, pass by name and with a reason."""
        return self.do(cm.Waive(by, target, reason, activity))

    def note(self, text: str, *, by: str, activity: str | None = None, review: bool = False) -> Done:
        """Write something down; *review* marks it for the 复盘."""
        return self.do(cm.TakeNote(by, text, activity, review))

    def update_product(self, product: str, facts: Mapping[str, Value], reason: str = "", *, by: str) -> Done:
        """Change what is known of a product."""
        return self.do(cm.UpdateProduct(by, product, facts, reason))

    def set_param(self, param: str, value: Value, reason: str = "", *, by: str) -> Done:
        """Set a parameter of this run within its bounds."""
        return self.do(cm.SetParam(by, param, value, reason))
