"""The key that answers: a fault nobody has in hand, a cue or a task that waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sopkit import commands as cm
from sopkit.lifecycle import FaultStatus
from sopkit_cli.language import t
from sopkit_cli.render.board import cue_text, fault_text
from sopkit_cli.stepping.on_step import SOME

if TYPE_CHECKING:
    from sopkit import Item
    from sopkit_cli.stepping.stepper import Stepper

__all__ = ["answer", "may_answer"]

Ways = dict[str, tuple[str, Callable[[str], cm.Command]]]


def _waiting(stepper: Stepper) -> dict[str, str]:
    """Return what waits for an answer of somebody who is played: id -> what it says."""
    state = stepper.run.state
    faults = {f.id: fault_text(state, f) for f in state.faults_open.values() if f.status is FaultStatus.RAISED}
    found = stepper.board().cue_wording if state.cues_open else {}
    cues = {c.id: cue_text(state, c, found.get(c.id, ())) for c in state.cues_open.values()}
    return {one: text for one, text in (faults | cues).items() if _ways(stepper, one)}


def _ways(stepper: Stepper, identity: str) -> Ways:
    """Return the legal ways to answer, each with its label and what makes its command."""
    state = stepper.run.state
    ways: Ways = {}
    if identity in state.faults:
        ways["ack"] = t("run.in-hand"), lambda by: cm.AcknowledgeFault(by, identity)
        ways["dismiss"] = t("run.false-alarm"), lambda by: cm.DismissFault(by, identity, SOME)
    else:
        rule = stepper.run.runbook.cues.get(state.cues[identity].rule or "")
        ways["ack"] = t("run.seen"), lambda by: cm.AcknowledgeCue(by, identity)
        ways["act"] = t("run.done"), lambda by: cm.ActOnCue(by, identity)
        for offer in rule.offers if rule else ():
            title = stepper.run.runbook.procedures[offer].title
            ways[f"open {offer}"] = t("run.open-it", procedure=title), _opening(identity, offer)
        ways["dismiss"] = t("run.refuse"), lambda by: cm.DismissCue(by, identity, SOME)
    return {name: way for name, way in ways.items() if stepper.actor(way[1])[1] is None}


def _opening(cue: str, procedure: str) -> Callable[[str], cm.Command]:
    return lambda by: cm.ActOnCue(by, cue, procedure)


def may_answer(stepper: Stepper, item: Item | None) -> str | None:  # noqa: ARG001 -- every key is asked the same way
    """Return why there is nothing to answer."""
    return None if _waiting(stepper) else t("run.no-cue")


def answer(stepper: Stepper, item: Item | None, given: str) -> None:  # noqa: ARG001 -- every key is called the same way
    """Answer one: choose which where there are several, then how."""
    waiting = _waiting(stepper)
    only = next(iter(waiting)) if len(waiting) == 1 and not given else ""
    if only:
        stepper.terminal.line(waiting[only], "say", first="  ")
    identity = only or stepper.ask.choose(t("key.answer"), list(waiting.items()), given)
    ways = _ways(stepper, identity)
    way = stepper.ask.choose(t("run.answer-how"), [(name, label) for name, (label, _) in ways.items()])
    make = ways[way][1]
    by = stepper.actor(make)[0]
    if way == "dismiss":
        reason = stepper.ask.text(t("run.reason"))
        kind = cm.DismissFault if identity in stepper.run.state.faults else cm.DismissCue
        stepper.run.do(kind(by, identity, reason))
    else:
        stepper.run.do(make(by))
