"""Trace: what a search did, and who waits for whom where it came to a standstill, in words."""

from __future__ import annotations

from collections.abc import Iterator

from sopkit.definition.runbook import Runbook
from sopkit.expression import names_in
from sopkit.frozen import frozen
from sopkit.verify.layout import Layout, layout_of
from sopkit.verify.search import Done, Found
from sopkit.verify.stand import Ended, Position
from sopkit.words import titles, titles_en

__all__ = ["Wait", "trace_text", "waits_of", "waits_text"]

_MOST = 12
"""How many doings a sentence may tell."""

_VERBS = {
    "do": ("{who}做“{step}”", "{who} does “{step}”"),
    "answer": ("{who}在“{step}”选“{answer}”", "{who} answers “{answer}” at “{step}”"),
    "skip": ("{who}跳过“{step}”", "{who} skips “{step}”"),
    "na": ("{who}把“{step}”标为不适用", "{who} marks “{step}” as not applicable"),
    "fail": ("{who}没做成“{step}”", "{who} fails at “{step}”"),
    "broken": ("{who}做“{step}”，结果不符", "{who} does “{step}”, and it is not as expected"),
    "call": ("{who}在“{step}”打开“{called}”", "{who} opens “{called}” at “{step}”"),
    "wait": ("“{procedure}”到了时限", "“{procedure}” reaches its time limit"),
    "finish": ("“{procedure}”结束", "“{procedure}” is finished"),
}


@frozen
class Wait:
    """One step that cannot be done: in which procedure, by which roles, and what it waits for, of which roles."""

    procedure: str
    step: str
    roles: tuple[str, ...]
    of: tuple[str, ...]
    zh: str
    en: str


def trace_text(book: Runbook, found: Found) -> tuple[str, str]:
    """Return what leads there, in both languages."""
    shown = found.trace[-_MOST:]
    zh = "，".join(_done(book, done, 0) for done in shown) or "一开始"
    en = ", ".join(_done(book, done, 1) for done in shown) or "nothing, it is so from the start"
    return ("……" + zh, "… " + en) if len(found.trace) > _MOST else (zh, en)


def _done(book: Runbook, done: Done, lang: int) -> str:
    procedure = book.procedures[done.chain[-1]]
    if done.place < 0:
        return _VERBS[done.verb][lang].format(procedure=procedure.title)
    step = procedure.steps[done.place]
    called = book.procedures[step.call].title if step.call else ""
    verb = "answer" if done.verb == "do" and done.answer else done.verb
    who = (titles, titles_en)[lang](book, step.seats.roles)
    return _VERBS[verb][lang].format(who=who, step=step.title, answer=done.answer, called=called)


def waits_of(book: Runbook, found: Found, tracks: tuple[str, ...]) -> list[Wait]:
    """Return everything that stands and waits, in every track and in what it called."""
    waits: list[Wait] = []
    for track, here in zip(tracks, found.stand or (), strict=True):
        waits += _within(book, track, here, found, tracks)
    return waits


def _within(
    book: Runbook, procedure: str, here: Position | Ended, found: Found, tracks: tuple[str, ...]
) -> Iterator[Wait]:
    if isinstance(here, Ended):
        return
    layout = layout_of(book, procedure)
    for one in here.calls:
        yield from _within(book, one.procedure, one.position, found, tracks)
    calling = {one.place for one in here.calls}
    for place in range(layout.size):
        if place not in calling and _turn(layout, here, place):
            yield _wait(book, layout, here, place, found, tracks)


def _turn(layout: Layout, here: Position, place: int) -> bool:
    if (here.passed >> place | ~layout.blocks >> place) & 1:
        return False
    return not layout.sequence or place == here.front


def _wait(book: Runbook, layout: Layout, here: Position, place: int, found: Found, tracks: tuple[str, ...]) -> Wait:
    step = layout.steps[place]
    missing = {n for text in layout.gates[place] for n in names_in(text)} & _unseen(layout, here)
    before = [p for p in range(layout.size) if (layout.after[place] & ~here.passed) >> p & 1]
    if before:
        others = [layout.steps[p] for p in before]
        shown = "、".join(f"“{one.title}”" for one in others)
        zh, en = f"先做完{shown}", f"{shown} to be done first"
        of = tuple(dict.fromkeys(role for one in others for role in one.seats.roles))
    elif missing:
        writers = [s for p, s in enumerate(layout.steps) if any(a.records & missing for a in layout.answers[p])]
        names = "、".join(f"“{name}”" for name in sorted(missing))
        shown = "、".join(f"“{one.title}”" for one in writers) or "任何一步"
        zh, en = f"在{shown}里记下{names}", f"{names} to be recorded at {shown}"
        of = tuple(dict.fromkeys(role for one in writers for role in one.seats.roles))
    elif step.call:
        holders = _holders(book, step.call, found, tracks)
        title = book.procedures[step.call].title
        zh, en = f"“{title}”空出来", f"“{title}” to be free"
        of = tuple(dict.fromkeys(role for one in holders for role in one))
    else:
        zh, en, of = "别的出路", "another way out", ()
    return Wait(layout.procedure.id, step.id, step.seats.roles, of, zh, en)


def _unseen(layout: Layout, here: Position) -> set[str]:
    return {name for name, bit in layout.bit.items() if not here.seen & bit}


def _holders(book: Runbook, procedure: str, found: Found, tracks: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the roles whose turn it is in each open activity of *procedure*."""

    def look(name: str, here: Position | Ended) -> Iterator[tuple[str, ...]]:
        if isinstance(here, Ended):
            return
        layout = layout_of(book, name)
        if name == procedure:
            for place in range(layout.size):
                if _turn(layout, here, place):
                    yield layout.steps[place].seats.roles
        for call in here.calls:
            yield from look(call.procedure, call.position)

    for track, here in zip(tracks, found.stand or (), strict=True):
        yield from look(track, here)


def waits_text(book: Runbook, waits: list[Wait]) -> tuple[str, str]:
    """Return who waits for whom, and for what, in both languages."""
    zh: list[str] = []
    en: list[str] = []
    for wait in waits:
        title = next(step.title for step in book.procedures[wait.procedure].steps if step.id == wait.step)
        who, who_en = titles(book, wait.roles), titles_en(book, wait.roles)
        whom, whom_en = titles(book, wait.of), titles_en(book, wait.of)
        zh.append(f"{who}等{whom}：要做“{title}”，得{wait.zh}" if whom else f"{who}的“{title}”做不了，也没有{wait.zh}")
        en.append(
            f"{who_en} waits for {whom_en}: “{title}” needs {wait.en}"
            if whom
            else f"{who_en} cannot do “{title}”, and there is not {wait.en}"
        )
    return "；".join(dict.fromkeys(zh)), "; ".join(dict.fromkeys(en))
