"""Acts: the show of the demo from the day before to the close, each act a function on the stage."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sopkit import commands as cm
from sopkit import events as ev
from sopkit_cli.demo.script import GO_LIVE, RELIEF

if TYPE_CHECKING:
    from sopkit_cli.demo.stage import Stage, Wanted

__all__ = ["after", "before", "hold_order", "on_air"]

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def before(stage: Stage) -> None:
    """Prepare: the day before, two hours before, and the last things; every check by two people."""
    stage.aside("", "scene", "eve")
    stage.work(lambda item: item.due is None or item.due <= GO_LIVE - 12 * HOUR)
    stage.aside("", "scene", "pre")
    for ahead, within in ((165, 90), (85, 45), (44, 0)):
        stage.until(GO_LIVE - ahead * MINUTE)
        due = GO_LIVE - within * MINUTE
        wanted = lambda item, due=due: item.due is None or item.due <= due  # noqa: E731 -- three moments, one rule
        if ahead == 165:
            check_oneself(stage, wanted)
        stage.work(wanted)
    stage.work()
    stage.until(GO_LIVE)


def check_oneself(stage: Stage, wanted: Wanted) -> None:
    """Let somebody try to check their own work: it is refused, and a second person does it."""
    items = stage.items(
        lambda item: wanted(item) and stage.step(item).verify is not None and item.command == "CompleteStep"
    )
    for item in items[:1]:
        stage.take(item)
        touched = stage.run.state.activities[item.activity].steps.get(item.key)
        if touched is not None and touched.done_by:
            stage.attempt(cm.CheckStep(touched.done_by, item.key, item.activity))


def enter(stage: Stage, phase: str) -> None:
    """Enter a phase by who may; what still holds it is done first."""
    book = stage.run.runbook
    roles = next(p.entered_by for p in book.phases if p.id == phase) or book.may.enter
    command = cm.EnterPhase(stage.holder(roles[0]), phase)
    if not stage.may(command):
        stage.work()
    stage.run.do(command)


def on_air(stage: Stage) -> None:
    """Go live: open, pass the first product, see the room fill, drop a lucky bag."""
    stage.aside("", "scene", "live")
    enter(stage, next(p.id for p in stage.run.runbook.phases if p.live))
    stage.crowd = 320
    # The host opens; what has the nearest time goes along.
    soon = stage.clock() + 6 * MINUTE
    first = next(iter(stage.run.state.open.values()), None)
    opening = stage.items(lambda item: first is not None and item.activity == first.id)
    for item in opening[:1]:
        stage.take(item)
    stage.work(lambda item: item.due is not None and item.due <= soon)
    slot(stage, "A01")
    stage.work(lambda item: item.due is not None and item.due <= GO_LIVE + 16 * MINUTE)
    surge(stage)


def slot(stage: Stage, product: str) -> None:
    """Pass one product, in the six minutes and more that it takes."""
    floor = stage.holder("floor")
    activity = _open(stage, "product-slot", floor, product)
    if activity is None:
        return
    last = stage.run.state.activities[activity].index.keys[-1]
    stage.work(lambda item: item.activity == activity, stop=lambda item: item.key == last)
    ends = stage.clock() + 6 * MINUTE
    while stage.clock() < ends:
        stage.wait(20)
        # What stands beside the slot has its own time: a lucky bag is drawn when it is due.
        stage.work(lambda item: item.activity.startswith("lucky-bag#"), patient=False)
    stage.work(lambda item: item.activity == activity)


def surge(stage: Stage) -> None:
    """Let the room fill: the floor is told, and acts on it."""
    stage.crowd = 900
    for _ in range(20):
        stage.wait(20)
        cue = next((c for c in stage.run.state.cues_open.values() if c.rule == "surge"), None)
        if cue is not None:
            stage.wait(8)
            floor = stage.holder(cue.role or "floor")
            for command in (cm.ActOnCue(floor, cue.id, "lucky-bag"), cm.ActOnCue(floor, cue.id)):
                if stage.may(command):
                    stage.run.do(command)
                    break
            break
    else:
        _open(stage, "lucky-bag", stage.holder("floor"))
    stage.work(lambda item: item.activity.startswith("lucky-bag#"), patient=False)


def hold_order(stage: Stage) -> None:
    """Hold an order for two rounds, with a fault in the middle of step 5, a step undone and a seat handed over."""
    stage.aside("", "scene", "hold")
    run = stage.run
    host = stage.holder("host")
    activity = _open(stage, "hold-order", host, "A02")
    if activity is None:
        return
    steps = run.runbook.procedures["hold-order"].steps
    # Step 5 of the manual: the host asks, the desk lists the link.
    place = next((number for number, step in enumerate(steps) if step.ask), len(steps) - 1)
    fifth = steps[place]
    mine = lambda item: item.activity == activity  # noqa: E731 -- said in every line below
    stage.work(mine, stop=lambda item: item.key == steps[max(place - 1, 0)].id)
    _undo_last(stage, activity)
    stage.work(mine, stop=lambda item: item.key == fifth.id and item.command == "CompleteStep")
    fault(stage, activity, fifth.id)
    stage.work(mine, stop=lambda _: run.state.activities[activity].round > 1)
    stage.run.hand_over("control", RELIEF, by=stage.holder("control"), note="去盯客诉")
    stage.work(mine, stop=lambda item: item.key == "again")
    if "stock" in run.runbook.signals:
        run.signal("stock", 0)
    stage.work(mine)
    _answer_cues(stage)
    gone = {"stock_declared": 0, "stock_sellable": 0}
    run.update_product("A02", gone, "两批都卖完", by=stage.holder("operations"))


def fault(stage: Stage, activity: str, step: str) -> None:
    """Let the coupon fail: everybody has a first line, the step is refused, the desk mends it."""
    run = stage.run
    floor, control = stage.holder("floor"), stage.holder("control")
    raised = run.raise_fault("coupon-missing", activity=activity, by=floor, note="公屏六个人说领不到")
    stage.attempt(cm.CompleteStep(control, step, activity))
    stage.wait(6)
    run.acknowledge(raised, by=control)
    _answer_cues(stage)
    stage.work(lambda item: item.fault == raised)
    if raised in run.state.faults_open:
        run.recover(raised, by=control)


def _undo_last(stage: Stage, activity: str) -> None:
    """Take back the last step that somebody did, if it may be."""
    passed = [
        e.event for e in stage.run.history() if isinstance(e.event, ev.StepCompleted) and e.event.activity == activity
    ]
    for event in reversed(passed):
        command = cm.UndoStep(event.done_by or event.by, event.step, activity, None, "说漏了一句，重来")
        if stage.may(command):
            stage.run.do(command)
            return


def _open(stage: Stage, procedure: str, by: str, product: str | None = None) -> str | None:
    command = cm.OpenActivity(by, procedure, product)
    if procedure not in stage.run.runbook.procedures:
        return None
    done = stage.attempt(command)
    return next((e.activity for e in done.events if isinstance(e, ev.ActivityOpened)), None) if done else None


def _answer_cues(stage: Stage) -> None:
    """Let everybody answer the cues that are theirs."""
    for cue in tuple(stage.run.state.cues_open.values()):
        by = cue.person or stage.holder(cue.role or "floor")
        command = cm.ActOnCue(by, cue.id)
        if stage.may(command):
            stage.run.do(command)


def after(stage: Stage) -> None:
    """Finish the stream, meet what was promised and owed, review the fault, and close."""
    stage.aside("", "scene", "bag")
    run = stage.run
    operations, host, floor = stage.holder("operations"), stage.holder("host"), stage.holder("floor")
    run.cue("运费险再说一遍", by=operations, role="host", within=MINUTE)
    _answer_cues(stage)
    complaint = _open(stage, "complaint", floor)
    stage.work(lambda item: item.activity == complaint)
    run.correct("送两个杯套", "送一个杯套", speaker=host, by=floor, product="A02")
    slot(stage, "A03")
    beside = {p.id for p in run.runbook.procedures.values() if p.beside}
    stage.work(lambda item: run.state.activities[item.activity].procedure not in beside)
    _answer_cues(stage)
    stage.aside("", "scene", "post")
    stage.wait(5 * MINUTE)
    enter(stage, run.runbook.phases[-1].id)
    stage.work()
    for raised in tuple(run.state.faults):
        run.review(raised, "核券要用没领过的新账号再领一次", by=operations)
    _waive_rest(stage, operations)
    run.close(by=operations)


def _waive_rest(stage: Stage, by: str) -> None:
    """Waive what could not be met; the runbook as shipped leaves nothing for this."""
    for owed in tuple(stage.run.state.obligations.values()):
        command = cm.Waive(by, owed.id, "演示里没有做到")
        if owed.status in ("owed", "open") and stage.may(command):
            stage.run.do(command)
