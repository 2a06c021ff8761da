"""Deciding the commands about activities: open, finish, cut."""

from __future__ import annotations

from sopkit import commands as cm
from sopkit import events as ev
from sopkit.decide.case import Case
from sopkit.decide.opening import may_open
from sopkit.decide.place import activity_of, workable
from sopkit.decide.run import bar_unfinished
from sopkit.opening import opening

__all__ = ["cut_activity", "finish_activity", "open_activity"]


def open_activity(case: Case, command: cm.OpenActivity) -> list[ev.Event]:
    """Open an activity of a procedure by hand."""
    case.running()
    if command.procedure.startswith("fault:"):
        case.bar("unknown-procedure", procedure=command.procedure, near="", near_en="")
        case.refuse()
    may_open(case, command.procedure, command.product, by_hand=True)
    case.stop()
    return [
        opening(
            case.state,
            case.now,
            command.by,
            command.procedure,
            "hand",
            product=command.product,
            title=command.title,
        )
    ]


def finish_activity(case: Case, command: cm.FinishActivity) -> list[ev.Event]:
    """End an activity of which only optional steps are left."""
    case.running()
    activity = activity_of(case, command.activity)
    workable(case, activity)
    case.in_crew()
    if not activity.finishable:
        bar_unfinished(case, activity)
    case.stop()
    return [ev.ActivityFinished(case.now, command.by, activity.id, activity.outcome)]


def cut_activity(case: Case, command: cm.CutActivity) -> list[ev.Event]:
    """End an activity before its end: by those who may open it, or run the show."""
    state = case.state
    case.running()
    activity = activity_of(case, command.activity)
    case.reasoned(command.reason)
    procedure = activity.index.procedure
    if activity.ended:
        workable(case, activity)
    elif activity.origin == "fault":
        case.bar(
            "cut-not-allowed",
            activity=procedure.title,
            why_zh="它在处理故障，用恢复（recover）或误报（dismiss）结束",
            why_en="it handles a fault; end it by recover or dismiss",
        )
    elif activity.origin == "owed":
        case.bar(
            "cut-not-allowed",
            activity=procedure.title,
            why_zh="这是欠下的事，只能做完或豁免（waive）",
            why_en="it is owed: meet it or waive it",
        )
    case.entitled((*procedure.opened_by, *state.runbook.may.enter) if procedure.opened_by else ())
    case.stop()
    return [ev.ActivityCut(case.now, command.by, activity.id, reason=command.reason)]
