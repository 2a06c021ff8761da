"""Header: where the run stands and who I am, above every prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopkit_cli.language import t
from sopkit_cli.render.board import header_text, print_item, timer_text
from sopkit_cli.render.slots import late_plan, slots_text
from sopkit_cli.render.wording import listed, roles_of, span
from sopkit_cli.stepping.around import about_people, print_around, whose_turn

if TYPE_CHECKING:
    from sopkit import Board, Item
    from sopkit_cli.stepping.stepper import Stepper

__all__ = ["print_header"]


def print_header(stepper: Stepper, board: Board, item: Item | None) -> None:
    """Print the header, and the step in hand."""
    terminal = stepper.terminal
    terminal.line()
    terminal.line("═" * min(terminal.width, 60), "dim")
    terminal.line(header_text(board), "live" if board.live else "head")
    terminal.line(" · ".join(_me(stepper, board)), "fault" if board.faults else "")
    print_around(stepper, board)
    late = late_plan(stepper.run)
    if late is not None:
        terminal.line(slots_text(late), "warn", first="!  ", rest="   ")
    if item is None:
        terminal.line(whose_turn(stepper), rest="  ")
        return
    terminal.line(_place(stepper, item), "dim")
    for timer in board.timers:
        if timer.activity == item.activity:
            terminal.line(timer_text(timer), "warn" if timer.colour in ("warn", "danger", "over") else "dim")
    print_item(terminal, stepper.run.state, item)
    for line in about_people(stepper, item):
        terminal.line(line, first="   ")


def _me(stepper: Stepper, board: Board) -> list[str]:
    state = stepper.run.state
    if stepper.person is None:
        parts = [t("run.me", name=t("run.everybody"))]
    else:
        seats = roles_of(state.runbook, state.crew.roles_of(stepper.person))
        parts = [t("run.me-seats", name=stepper.person, seats=seats or t("word.nobody"))]
    if board.faults:
        titles = (state.runbook.faults[fault.kind].title for fault in board.faults)
        parts.append(t("run.faults", count=len(board.faults), titles=listed(titles)))
    if board.cues:
        parts.append(t("run.cues", count=len(board.cues)))
    return parts


def _place(stepper: Stepper, item: Item) -> str:
    """Return the activity, its round, and which of its steps this is."""
    state = stepper.run.state
    activity = state.activities[item.activity]
    index = activity.index
    parts = [item.procedure]
    if activity.round > 1 or index.procedure.limits is not None:
        parts.append(t("word.round", number=activity.round))
    parts.append(t("word.step-of", place=index.keys.index(item.key) + 1, count=len(index.keys)))
    parts.append(t("word.elapsed", time=span(activity.clock(stepper.run.now))))
    plan = index.procedure.plan
    if plan is not None:
        parts.append(t("run.planned", time=span(state.length(plan.duration, activity))))
    return " · ".join(parts)
