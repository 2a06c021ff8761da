"""Board: what a seat, a person or the whole room sees now, as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sopkit.words import role_title, status_word
from sopkit_cli.language import language, t
from sopkit_cli.render.aloud import barred, marked, print_aloud, print_why
from sopkit_cli.render.wording import activity_name, clock, head, listed, people_of, product_name, span
from sopkit_cli.stepping.reasons import reasons_text

if TYPE_CHECKING:
    from sopkit import Board, Item, Objection, Timer
    from sopkit.state import CueState, FaultState, Obligation, RunState
    from sopkit_cli.terminal import Terminal

__all__ = [
    "cue_text",
    "debt_text",
    "fault_text",
    "header_text",
    "item_title",
    "print_board",
    "print_item",
    "timer_text",
]


def print_board(terminal: Terminal, state: RunState, board: Board) -> None:
    """Print a board."""
    terminal.line(header_text(board), "live" if board.live else "head")
    _section(terminal, "faults", [(fault_text(state, f), "fault") for f in board.faults])
    terminal.line(head(t("board.now"), terminal.width), "head")
    for item in board.mine_now:
        print_item(terminal, state, item)
    if not board.mine_now:
        terminal.line(t("board.nothing"), first="  ")
    _section(terminal, "soon", [(one, "dim") for one in _soon(state, board)])
    _section(terminal, "timers", [(timer_text(one), _timer_style(one)) for one in board.timers])
    _cues(terminal, state, board)
    _section(terminal, "debts", [(debt_text(state, one), "warn") for one in board.obligations])
    if board.suspended:
        names = (activity_name(state.activities[one]) for one in board.suspended)
        terminal.line(t("board.suspended", activities=listed(names)), "fault")


def _section(terminal: Terminal, name: str, lines: list[tuple[str, str]]) -> None:
    if not lines:
        return
    terminal.line(head(t(f"board.{name}"), terminal.width), "head")
    for text, style in lines:
        terminal.line(text, style, first="  ", rest="    ")


def _cues(terminal: Terminal, state: RunState, board: Board) -> None:
    if board.cues:
        terminal.line(head(t("board.cues"), terminal.width), "head")
    for cue in board.cues:
        found = board.cue_wording.get(cue.id, ())
        print_why(terminal, found)
        style = "fault" if barred(found) else "say"
        terminal.line(cue_text(state, cue, found), style, first="!! " if barred(found) else "  ", rest="    ")


def header_text(board: Board) -> str:
    """Return the line that says where the run stands."""
    lang = language()
    parts = [f"{board.title} · {board.phase_title or status_word(board.status, lang)}", t(f"kind.{board.kind}")]
    if board.live:
        parts.append(t("word.on-air"))
    if board.status != "running":
        parts.append(status_word(board.status, lang))
    parts += [clock(board.now), t("word.elapsed", time=span(board.elapsed))]
    if board.to_go_live is not None:
        key = "word.before" if board.to_go_live.total_seconds() < 0 else "word.after"
        parts.append(t(key, time=span(board.to_go_live)))
    return " · ".join(parts)


def item_title(state: RunState, item: Item) -> str:
    """Return a step's title, with the product that it is about."""
    return item.title + (t("word.for", name=product_name(state, item.product)) if item.product else "")


def print_item(terminal: Terminal, state: RunState, item: Item) -> None:
    """Print a step: what it is, whose, by when, and every word that goes with it."""
    marks = [people_of(state, item.roles), f"{item.procedure} [{item.activity}]"]
    if item.command != "CompleteStep":
        marks.insert(0, t("do.ask" if item.command == "StartStep" and item.ask else f"do.{item.command}"))
    if item.optional:
        marks.append(t("word.optional"))
    if item.due is not None:
        marks.append(t("word.overdue" if item.overdue else "word.due", time=clock(item.due, state.at)))
    wrong = bool(item.fault) or barred(item.wording)
    style = "fault" if wrong else "warn" if item.overdue else ""
    mark = "!! " if wrong else "!  " if item.overdue else "·  "
    terminal.line(f"{item.key}  {item_title(state, item)}", style, first=mark, rest="   ")
    terminal.line(" · ".join(marks), "dim", first="   ")
    for part, number, text in _said(item):
        found = [one for one in item.wording if (one.part, one.number) == (part, number)]
        print_aloud(terminal, t(f"board.{part}"), text, found)
    for label, text, tint in _words(item):
        terminal.line(text, tint, first="   " + label)


def _said(item: Item) -> Iterator[tuple[str, int, str]]:
    """Yield what is read aloud: its part, its number there, and the words."""
    for number, text in enumerate(item.say):
        yield "say", number, text
    if item.ask:
        yield "ask", 0, item.ask
    if item.answer:
        yield "answer", 0, item.answer


def _words(item: Item) -> Iterator[tuple[str, str, str]]:
    """Yield what else goes with a step: its label, its text and its colour."""
    if item.record:
        fields = (
            f"{f.id}" + (f" {f.title}" if f.title else "") + (t("word.for", name=f.unit) if f.unit else "")
            for f in item.record
        )
        yield t("board.record"), listed(fields), ""
    if item.outcomes:
        yield t("board.outcomes"), listed(item.outcomes), ""
    if item.note:
        yield t("board.note"), item.note, "dim"
    if item.caution:
        yield t("board.caution"), item.caution, "warn"
    if item.missing:
        yield t("board.missing"), listed(item.missing), "warn"


def _soon(state: RunState, board: Board) -> Iterator[str]:
    for waiting in board.waiting:
        item = waiting.item
        activity = state.activities[item.activity]
        titles = [activity.step(key).title for key in waiting.steps]
        who = people_of(state, waiting.roles) or t("word.nobody")
        held = t("board.waits", steps=listed(titles), who=who) if titles else reasons_text(waiting.why)
        never = t("board.never") if barred(item.wording) else ""
        parts = (f"{item.key}  {item_title(state, item)}", people_of(state, item.roles), held, never)
        yield " · ".join(part for part in parts if part)


def timer_text(timer: Timer) -> str:
    """Return a running time as a line."""
    left = t(f"timer.{timer.colour}", left=span(timer.left))
    return f"{timer.title} [{timer.activity}] {t(f'timer.{timer.kind}')} {span(timer.elapsed)}/{span(timer.length)} · {left}"


def _timer_style(timer: Timer) -> str:
    return {"over": "fault", "danger": "fault", "warn": "warn", "frozen": "dim"}.get(timer.colour, "")


def fault_text(state: RunState, fault: FaultState) -> str:
    """Return an open fault as a line."""
    rule = state.runbook.faults[fault.kind]
    return t(
        "board.fault",
        severity=rule.severity.value,
        title=rule.title,
        id=fault.id,
        status=status_word(fault.status.value, language()),
        by=fault.raised_by or t("event.by-itself"),
        time=clock(fault.raised_at),
    )


def cue_text(state: RunState, cue: CueState, found: Sequence[Objection] = ()) -> str:
    """Return an open cue as a line, with what is objected to marked in it."""
    to = cue.person or role_title(state.runbook, cue.role or "", language())
    text = t("board.cue", id=cue.id, text=marked(cue.text, found), to=to)
    return f"{text} · {t('word.due', time=clock(cue.due, state.at))}" if cue.due else text


def debt_text(state: RunState, owed: Obligation) -> str:
    """Return something owed as a line."""
    procedure = state.runbook.procedures[owed.procedure]
    owner = role_title(state.runbook, owed.owner, language()) if owed.owner else t("word.nobody")
    due = f" · {t('word.due', time=clock(owed.due, state.at))}" if owed.due else ""
    return t("board.debt", title=procedure.title, id=owed.id, owner=owner, due=due)
