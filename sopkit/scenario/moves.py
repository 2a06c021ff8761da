"""Moves: what a scenario does, as commands: who, a verb, its target, and what goes with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sopkit import commands as cm
from sopkit.frozen import frozen
from sopkit.legal import command_for
from sopkit.near import near
from sopkit.scenario.stage import Stage, unreadable

__all__ = ["Move", "command_of", "read_move"]

_STEP = ("product", "activity")
_ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    "step": ("record", "outcome", *_STEP),
    "check": _STEP,
    "reject": ("reason", *_STEP),
    "ask": _STEP,
    "fail": ("reason", *_STEP),
    "skip": ("reason", *_STEP),
    "na": ("reason", *_STEP),
    "undo": ("reason", *_STEP),
    "open": ("product",),
    "finish": (),
    "cut": ("reason",),
    "enter": (),
    "hold": (),
    "go_on": (),
    "close": (),
    "abort": (),
    "raise": ("activity", "product", "note"),
    "ack": (),
    "recover": (),
    "review": ("finding",),
    "dismiss": ("reason",),
    "act": ("open", "product"),
    "correct": ("right", "speaker", "product"),
    "waive": ("reason", "activity"),
    "note": ("activity",),
    "hand_over": ("to",),
    "param": ("value", "reason"),
    "product": ("facts", "reason"),
}
"""Every verb of a person, with what may stand beside it."""


@frozen
class Move:
    """One move: ``who`` is a seat or a person (``None``: whoever may), ``target`` what the verb is about."""

    who: str | None
    verb: str
    target: Any
    args: Mapping[str, Any]


def read_move(stage: Stage, raw: Mapping[str, Any]) -> Move:
    """Return the move that *raw* writes: ``{seat: step}``, ``{seat: {verb: target, …}}`` or ``{verb: target, …}``."""
    first = next(iter(raw), "")
    if first in stage.words or first in stage.run.state.acting:
        what = raw[first]
        if len(raw) > 1:
            raise unreadable(f"“{first}”旁边不能再写别的", f"nothing may stand beside “{first}”")
        return _verb(first, {"step": what} if isinstance(what, str) else what or {}, stage)
    return _verb(None, raw, stage)


def _verb(who: str | None, raw: Mapping[str, Any], stage: Stage) -> Move:
    if not isinstance(raw, Mapping):
        raise unreadable(f"看不懂这一步：{raw}", f"not a move: {raw}")
    verb = next((key for key in raw if key in _ARGUMENTS), None)
    if verb is None:
        known = (*_ARGUMENTS, *stage.words, "wait", "signal", "refused", "then")
        first = next(iter(raw), "")
        hints = "、".join(near(first, known) or tuple(_ARGUMENTS))
        raise unreadable(
            f"“{first}”不是座位，也不是动作；动作有：{hints}", f"“{first}” is no seat and no verb; there are: {hints}"
        )
    args = {key: value for key, value in raw.items() if key not in (verb, "by")}
    for key in args:
        if key not in _ARGUMENTS[verb]:
            hints = "、".join(_ARGUMENTS[verb]) or "（无）"
            raise unreadable(
                f"“{verb}”旁边不能写“{key}”；可以写：{hints}", f"“{key}” may not stand beside “{verb}”; may: {hints}"
            )
    return Move(raw.get("by", who), verb, raw[verb], args)


def command_of(stage: Stage, move: Move) -> cm.Command:
    """Return the command that the move comes to, with somebody who gives it."""
    args = dict(move.args)
    if args.get("activity"):
        args["activity"] = stage.latest(str(args["activity"])).id
    make = _MAKERS.get(move.verb)
    if make is not None:
        return make(stage, move, args)
    return _of_run(stage, move, args)


def _by(stage: Stage, move: Move, roles: Iterable[str] = ()) -> str:
    return stage.person(move.who) if move.who is not None else stage.somebody(roles)


_STEP_COMMANDS: Mapping[str, Callable[..., cm.Command]] = {
    "step": cm.CompleteStep,
    "check": cm.CheckStep,
    "reject": lambda by, step, **args: cm.CheckStep(by, step, accepted=False, **args),
    "ask": cm.StartStep,
    "fail": cm.FailStep,
    "skip": cm.SkipStep,
    "na": cm.MarkNotApplicable,
    "undo": cm.UndoStep,
}


def _of_step(stage: Stage, move: Move, args: dict[str, Any]) -> cm.Command:
    step = str(move.target)
    if "activity" not in args and stage.opened is not None:
        # What the scene opened comes before anything else that has such a step.
        opened = stage.run.state.activities[stage.opened]
        if not opened.ended and step in opened.index.steps:
            args["activity"] = opened.id
    by = stage.person(move.who) if move.who is not None else stage.somebody(_seats(stage, step))
    return _STEP_COMMANDS[move.verb](by, step, **args)


def _seats(stage: Stage, step: str) -> tuple[str, ...]:
    """Return the roles that may take the step from where it stands."""
    state = stage.run.state
    for activity in reversed(state.open.values()):
        for key, definition in activity.index.steps.items():
            if step in (key, definition.id):
                return command_for(state, activity, key)[1]
    return ()


_CUE_COMMANDS: Mapping[str, Callable[..., cm.Command]] = {
    "ack": cm.AcknowledgeCue,
    "dismiss": cm.DismissCue,
    "act": cm.ActOnCue,
}
_FAULT_COMMANDS: Mapping[str, Callable[..., cm.Command]] = {
    "ack": cm.AcknowledgeFault,
    "recover": cm.RecoverFault,
    "dismiss": cm.DismissFault,
}


def _of_fault(stage: Stage, move: Move, args: dict[str, Any]) -> cm.Command:
    state, book = stage.run.state, stage.run.runbook
    name = str(move.target)
    if move.verb == "raise":
        rule = book.faults.get(name)
        return cm.RaiseFault(_by(stage, move, (*rule.noticed_by, rule.first) if rule else ()), name, **args)
    if move.verb in ("ack", "dismiss", "act"):
        cue = next((c for c in reversed(state.cues_open.values()) if name in (c.id, c.rule)), None)
        if cue is not None:
            by = _by(stage, move, (cue.role,) if cue.role else ())
            return _CUE_COMMANDS[move.verb](by, cue.id, **args)
    fault = next((f for f in reversed(state.faults.values()) if name in (f.id, f.kind)), None)
    rule = book.faults.get(fault.kind) if fault else None
    by, identity = _by(stage, move, (rule.first,) if rule else ()), fault.id if fault else name
    if move.verb == "review":
        return cm.ReviewFault(by, identity, args.get("finding") or "记下")
    if move.verb == "act":
        return cm.ActOnCue(by, name, **args)
    return _FAULT_COMMANDS[move.verb](by, identity, **args)


def _of_activity(stage: Stage, move: Move, args: dict[str, Any]) -> cm.Command:
    name = str(move.target)
    if move.verb == "open":
        procedure = stage.run.runbook.procedures.get(name)
        return cm.OpenActivity(_by(stage, move, procedure.opened_by if procedure else ()), name, **args)
    activity = stage.latest(name)
    by = _by(stage, move, activity.index.procedure.opened_by)
    if move.verb == "finish":
        return cm.FinishActivity(by, activity.id)
    return cm.CutActivity(by, activity.id, args.get("reason") or "")


def _of_run(stage: Stage, move: Move, args: dict[str, Any]) -> cm.Command:
    may, target = stage.run.runbook.may, move.target
    text = "" if target is None else str(target)
    if move.verb == "enter":
        phase = next((p for p in stage.run.runbook.phases if p.id == text), None)
        return cm.EnterPhase(_by(stage, move, (phase.entered_by if phase else ()) or may.enter), text)
    if move.verb == "hand_over":
        role = stage.words.get(text, text)
        return cm.HandOver(_by(stage, move, (role,)), role, str(args.get("to") or ""))
    if move.verb == "correct":
        return cm.Correct(_by(stage, move), text, str(args.pop("right", "")), str(args.pop("speaker", "")), **args)
    simple: Mapping[str, Callable[[], cm.Command]] = {
        "hold": lambda: cm.HoldRun(_by(stage, move, may.hold), text),
        "go_on": lambda: cm.ResumeRun(_by(stage, move, may.hold)),
        "close": lambda: cm.CloseRun(_by(stage, move, may.enter)),
        "abort": lambda: cm.AbortRun(_by(stage, move, may.abort), text),
        "waive": lambda: cm.Waive(_by(stage, move, may.waive), _owed(stage, text), args.get("reason") or ""),
        "note": lambda: cm.TakeNote(_by(stage, move), text, args.get("activity")),
        "param": lambda: cm.SetParam(_by(stage, move, may.adjust), text, args.get("value"), args.get("reason") or ""),
        "product": lambda: cm.UpdateProduct(
            _by(stage, move, may.adjust), text, args.get("facts") or {}, args.get("reason") or ""
        ),
    }
    return simple[move.verb]()


def _owed(stage: Stage, target: str) -> str:
    """Return the id of what is owed under the name of its procedure; a gate is called by its own."""
    owed = stage.run.state.obligations.values()
    return next((one.id for one in owed if one.procedure == target and one.status in ("owed", "open")), target)


_MAKERS: Mapping[str, Callable[[Stage, Move, dict[str, Any]], cm.Command]] = {
    **dict.fromkeys(_STEP_COMMANDS, _of_step),
    **dict.fromkeys(("raise", "ack", "recover", "review", "dismiss", "act"), _of_fault),
    **dict.fromkeys(("open", "finish", "cut"), _of_activity),
}
