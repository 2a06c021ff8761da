"""Play: a scenario from its scene to what must hold, and the exact place where it fails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sopkit.definition.runbook import Runbook, Scenario
from sopkit.errors import SopError, UsageError
from sopkit.scenario.hopes import be_refused, hold_true
from sopkit.scenario.moves import command_of, read_move
from sopkit.scenario.result import Failure, MismatchError, Result
from sopkit.scenario.stage import Stage, set_up, unreadable

__all__ = ["play", "play_all"]


def play_all(book: Runbook) -> tuple[Result, ...]:
    """Play every scenario of *book*, in the order of the file."""
    return tuple(play(book, scenario, number) for number, scenario in enumerate(book.scenarios, 1))


def play(book: Runbook, scenario: Scenario, number: int = 1) -> Result:
    """
    Play one scenario, and return how it went.

    Nothing outside is touched: the clock is turned by hand, the journal is
    in memory, names are counted up. The same scenario always goes the same.
    """
    played = 0
    place: tuple[str, int, Any] = ("given", 0, scenario.given)
    try:
        stage = set_up(book, scenario.given)
        _open(stage, scenario.given)
        for played, raw in enumerate(scenario.do, 1):
            place = ("do", played, raw)
            _move(stage, raw)
        place = ("then", 0, scenario.then)
        hold_true(stage, scenario.then)
    except MismatchError as wrong:
        failure = Failure(*_written(place), wrong.zh, wrong.en, wrong.unreadable)
    except SopError as wrong:
        # A value of the wrong form is a slip of whoever wrote the scenario.
        failure = Failure(*_written(place), wrong.zh, wrong.en, isinstance(wrong, UsageError))
    else:
        return Result(book.id, number, scenario.title, played)
    return Result(book.id, number, scenario.title, played, failure)


def _open(stage: Stage, given: Mapping[str, Any]) -> None:
    """Open what the scene opens."""
    procedure = given.get("open")
    if procedure is None:
        return
    wanted = {"open": procedure} | ({"product": given["product"]} if given.get("product") else {})
    command = command_of(stage, read_move(stage, wanted))
    stage.run.do(command)
    stage.opened = stage.latest(str(procedure)).id


def _move(stage: Stage, raw: Mapping[str, Any]) -> None:
    """Make one move: let time pass, feed a signal, look, or let somebody do something."""
    if len(raw) == 1:
        verb, what = next(iter(raw.items()))
        if verb == "wait":
            stage.clock.turn(stage.length(what))
            stage.run.tick()
            return
        if verb == "signal":
            for name, value in _pairs(what).items():
                stage.run.signal(name, value)
            return
        if verb == "then":
            hold_true(stage, _pairs(what))
            return
        if verb == "refused":
            be_refused(stage, what)
            return
    stage.run.do(command_of(stage, read_move(stage, raw)))


def _pairs(what: Any) -> Mapping[str, Any]:
    if not isinstance(what, Mapping):
        raise unreadable(f"这里要写“键: 值”，不是“{what}”", f"“key: value” is needed here, not “{what}”")
    return what


def _written(place: tuple[str, int, Any]) -> tuple[str, int, str]:
    """Return the place with what stands there, on one line."""
    part, number, raw = place
    return part, number, _line(raw)[:120]


def _line(raw: Any) -> str:
    if isinstance(raw, Mapping):
        return ", ".join(f"{key}: {_inner(value)}" for key, value in raw.items())
    return str(raw)


def _inner(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + _line(value) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inner, value)) + "]"
    return "" if value is None else str(value)
