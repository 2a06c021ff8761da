"""Status: where a run stands, in a screen: crew, what is open and how far, faults, cues, debts, what falls due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sopkit.words import status_word
from sopkit_cli.language import language, t
from sopkit_cli.plain import plain
from sopkit_cli.render.board import cue_text, debt_text, fault_text, header_text, timer_text
from sopkit_cli.render.wording import activity_name, clock, head, people_of, product_name, roles_of

if TYPE_CHECKING:
    from sopkit import Board
    from sopkit.state import ActivityState, RunState
    from sopkit.tick import Due
    from sopkit_cli.terminal import Terminal

__all__ = ["activity_text", "due_text", "print_status", "status_data"]

NEXT = 5


def print_status(terminal: Terminal, state: RunState, board: Board, due: Sequence[Due]) -> None:
    """Print where the run stands."""
    terminal.line(header_text(board), "live" if board.live else "head")
    terminal.line(t("status.run", run=state.run, version=state.version), "dim")
    terminal.line(t("status.crew", crew=people_of(state, state.crew.seats)))
    _section(terminal, t("status.activities"), [activity_text(state, a) for a in state.open.values()])
    _section(terminal, t("board.faults"), [fault_text(state, f) for f in board.faults], "fault")
    _section(terminal, t("board.timers"), [timer_text(one) for one in board.timers])
    cues = [cue_text(state, one, board.cue_wording.get(one.id, ())) for one in board.cues]
    _section(terminal, t("board.cues"), cues, "say")
    _section(terminal, t("board.debts"), [debt_text(state, one) for one in board.obligations], "warn")
    _section(terminal, t("status.next"), [due_text(state, one) for one in due[:NEXT]])


def _section(terminal: Terminal, title: str, lines: list[str], style: str = "") -> None:
    if lines:
        terminal.line(head(title, terminal.width), "head")
    for line in lines:
        terminal.line(line, style, first="  ", rest="    ")


def activity_text(state: RunState, activity: ActivityState) -> str:
    """Return an open activity as a line: what, for what, how far."""
    index = activity.index
    passed = sum(1 for key in index.keys if activity.passed(key))
    parts = [activity_name(activity)]
    if activity.product:
        parts.append(product_name(state, activity.product))
    parts.append(t("status.passed", passed=passed, count=len(index.keys)))
    if activity.round > 1:
        parts.append(t("word.round", number=activity.round))
    if activity.status.value != "open":
        parts.append(status_word(activity.status.value, language()))
    return " · ".join(parts)


def due_text(state: RunState, due: Due) -> str:
    """Return a time that stands ahead as a line."""
    activity = state.activities.get(due.activity or "")
    what = due.target
    if due.kind in ("step", "again") and activity is not None:
        what = f"{activity.step(due.target).title} [{due.target}]"
    elif due.kind == "limit" and activity is not None:
        what = activity.title or activity.index.procedure.title
    elif due.kind == "cue" and due.target in state.cues:
        what = state.cues[due.target].text
    elif due.kind == "give":
        what = state.runbook.cues[due.target].title
    elif due.kind == "measure":
        what = state.runbook.measures[due.target].title or due.target
    who = roles_of(state.runbook, due.roles)
    return f"{clock(due.at, state.at)}  {t(f'due.{due.kind}')} · {what}" + (f" · {who}" if who else "")


def status_data(state: RunState, board: Board, due: Sequence[Due]) -> dict[str, Any]:
    """Return where the run stands as data."""
    head_of = ("title", "kind", "status", "phase", "live", "now", "elapsed", "to_go_live", "version")
    data: dict[str, Any] = {"ok": True, "run": state.run}
    data |= {name: plain(getattr(board, name)) for name in head_of}
    data["crew"] = plain(state.crew.seats)
    data["activities"] = [
        {
            "id": a.id,
            "procedure": a.procedure,
            "product": a.product,
            "status": a.status.value,
            "round": a.round,
            "passed": sum(1 for key in a.index.keys if a.passed(key)),
            "steps": len(a.index.keys),
        }
        for a in state.open.values()
    ]
    rest = {"faults": board.faults, "cues": board.cues, "obligations": board.obligations, "due": due[:NEXT]}
    return data | {name: plain(value) for name, value in rest.items()}
