"""Around: what a person must see besides the step in hand: faults, what to say now, whose turn it is, who did it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopkit.lifecycle import FaultStatus
from sopkit.script import show
from sopkit_cli.language import language, t
from sopkit_cli.render.aloud import barred, print_why
from sopkit_cli.render.board import cue_text, fault_text
from sopkit_cli.render.wording import activity_name, listed, people_of
from sopkit_cli.stepping.on_run import go_word, may_go, may_open

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopkit import Board, Item
    from sopkit_cli.stepping.stepper import Stepper

__all__ = ["about_people", "print_around", "whose_turn"]

MOST = 3


def print_around(stepper: Stepper, board: Board) -> None:
    """Print the open faults and who takes them, what stands still, and every cue that waits, word for word."""
    state, terminal = stepper.run.state, stepper.terminal
    for fault in board.faults[:MOST]:
        rule = state.runbook.faults[fault.kind]
        first = ""
        if rule.first and fault.status is FaultStatus.RAISED:
            first = " · " + t("run.first", people=people_of(state, (rule.first,)))
        terminal.line(fault_text(state, fault) + first, "fault", first="!! ", rest="   ")
    if board.suspended:
        names = (activity_name(state.activities[one]) for one in board.suspended)
        terminal.line(t("board.suspended", activities=listed(names)), "fault", first="!! ", rest="   ")
    for cue in board.cues[:MOST]:
        found = board.cue_wording.get(cue.id, ())
        print_why(terminal, found)
        bar = barred(found)
        terminal.line(cue_text(state, cue, found), "fault" if bar else "say", first="!! " if bar else ">  ", rest="   ")
    more = max(0, len(board.cues) - MOST) + max(0, len(board.faults) - MOST)
    if more:
        terminal.line(t("run.more", count=more), "dim", first="   ")


def whose_turn(stepper: Stepper) -> str:
    """Say, where I have nothing to do, who has; or what leads on where nobody has."""
    run = stepper.run
    others = run.board(lang=language()).mine_now
    if others:
        shown = [t("run.turn-of", people=people_of(run.state, one.roles), title=one.title) for one in others[:MOST]]
        return t("run.turn") + listed(shown) + ("…" if len(others) > MOST else "")
    ways = [f"g {t(f'key.{go_word(stepper)}')}"] if may_go(stepper, None) is None else []
    ways += [f"k {t('key.open')}"] if may_open(stepper, None) is None else []
    if ways:
        return t("run.ways", ways=listed(ways))
    return t("run.nothing" if stepper.person else "run.nothing-all")


def about_people(stepper: Stepper, item: Item) -> Iterator[str]:
    """Yield who did what is to be checked, and what was recorded; who answers what is to be asked."""
    state = stepper.run.state
    activity = state.activities[item.activity]
    step = activity.step(item.key)
    touched = activity.steps.get(item.key)
    if item.command == "CheckStep" and touched is not None:
        yield t("run.done-by", name=touched.done_by)
        titles = {field.id: field for field in step.record}
        fields = [
            t("event.field", name=titles[name].title or name, value=show(value, language()) + titles[name].unit)
            for name, value in touched.record.items()
            if name in titles
        ]
        if fields:
            yield t("run.recorded", fields=listed(fields))
    elif item.command == "StartStep" and item.ask:
        yield t("run.answers", people=people_of(state, step.seats.roles))
