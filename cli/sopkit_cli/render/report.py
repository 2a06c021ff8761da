"""Report: the closing summary: planned against actual, faults, what went otherwise, what is owed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from sopkit.words import role_title, status_word
from sopkit_cli.language import language, t
from sopkit_cli.render.event import EventTeller
from sopkit_cli.render.wording import clock, head, measured, product_name, span, stamp

if TYPE_CHECKING:
    from sopkit import Report
    from sopkit.report import ActivityLine, FaultLine, StepLine
    from sopkit.state import RunState
    from sopkit_cli.terminal import Terminal

__all__ = ["print_report"]


def print_report(terminal: Terminal, state: RunState, report: Report) -> None:
    """Print the account of a run."""
    terminal.line(t("report.head", title=report.title, run=report.run), "head")
    times = {"began": stamp(report.started_at), "ended": stamp(report.ended_at)}
    times |= {"live": stamp(report.went_live), "planned": stamp(report.planned_live)}
    terminal.line(t("report.times", **times))
    status = status_word(report.status, language())
    terminal.line(t("report.counts", status=status, steps=report.steps_done, events=report.events))
    terminal.line(t("report.cues", given=report.cues_given, expired=report.cues_expired))
    sections: tuple[tuple[str, Iterable[str], str], ...] = (
        ("phases", (f"{p.title}  {stamp(p.began)}  {span(p.length) if p.length else '—'}" for p in report.phases), ""),
        ("activities", (_activity(state, a) for a in report.activities if a.planned or a.not_done or a.rounds > 1), ""),
        ("faults", (_fault(f) for f in report.faults), "fault"),
        ("deviations", (_deviation(state, d) for d in report.deviations), ""),
        *_told(state, report),
        ("debts", _debts(state, report), ""),
        ("measures", _measures(state, report), ""),
        ("diagnoses", (_diagnosis(state, *one) for one in report.diagnoses), "warn"),
    )
    for name, lines, style in sections:
        _section(terminal, name, list(lines), style)


def _section(terminal: Terminal, name: str, lines: list[str], style: str) -> None:
    if lines:
        terminal.line(head(t(f"report.{name}"), terminal.width), "head")
    for line in lines:
        terminal.line(line, style, first="  ", rest="    ")


def _activity(state: RunState, line: ActivityLine) -> str:
    parts = [line.title + (t("word.for", name=product_name(state, line.product)) if line.product else "")]
    if line.planned is not None and line.over is not None:
        key = "over" if line.over > timedelta(0) else "under" if line.over < timedelta(0) else "even"
        over = t(f"report.{key}", time=span(line.over))
        parts.append(t("report.planned", actual=span(line.length), planned=span(line.planned), over=over))
    else:
        parts.append(span(line.length))
    if line.rounds > 1:
        parts.append(t("report.rounds", count=line.rounds))
    parts.append(status_word(line.status, language()))
    return " · ".join(parts)


def _fault(line: FaultLine) -> str:
    return t(
        "report.fault",
        severity=line.severity,
        title=line.title,
        raised=clock(line.raised_at),
        by=line.raised_by or t("event.by-itself"),
        ack=span(line.acknowledged) if line.acknowledged is not None else "—",
        mended=span(line.mended) if line.mended is not None else "—",
        finding=t("event.because", reason=line.finding) if line.finding else "",
    )


def _deviation(state: RunState, line: StepLine) -> str:
    activity = state.activities[line.activity]
    step = activity.index.steps[line.step]
    product = line.step.partition("@")[2] or activity.product
    what = step.title + (t("word.for", name=product_name(state, product)) if product else "")
    why = t("event.because", reason=line.reason) if line.reason else ""
    who = f" · {line.by}" if line.by else ""
    return f"{clock(line.at)}  {t(f'deviation.{line.what}')}  {what}{why}{who}"


def _told(state: RunState, report: Report) -> Iterator[tuple[str, Iterable[str], str]]:
    """Yield the sections that are events, told as the history tells them."""
    kinds = {
        "waivers": report.waivers,
        "corrections": report.corrections,
        "hand-overs": report.hand_overs,
        "notes": report.notes,
    }
    teller = EventTeller.knowing(state)
    for name, events in kinds.items():
        lines = [teller.tell(event) for event in events]
        yield name, (f"{clock(line.at)}  {line.text} · {line.person}" for line in lines), ""


def _debts(state: RunState, report: Report) -> Iterator[str]:
    for owed in report.obligations:
        owner = role_title(state.runbook, owed.owner, language()) if owed.owner else "—"
        title = state.runbook.procedures[owed.procedure].title
        yield f"{title} · {owner} · {status_word(owed.status, language())}"


def _measures(state: RunState, report: Report) -> Iterator[str]:
    for line in report.measures:
        activity = state.activities[line.activity]
        title = activity.title or activity.index.procedure.title
        about = t("word.for", name=product_name(state, activity.product)) if activity.product else ""
        which = " · " + t("word.round", number=line.round) if activity.round > 1 else ""
        value = measured(line.value, state.runbook.measures[line.id])
        yield f"{line.title} {value} · {title}{about}{which}"


def _diagnosis(state: RunState, says: str, owner: str | None) -> str:
    return f"{says} · {role_title(state.runbook, owner, language())}" if owner else says
