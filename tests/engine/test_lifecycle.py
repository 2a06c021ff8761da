"""The lifecycle tables: every cell, every status, every trigger, and machines for integrators."""

from __future__ import annotations

import itertools
from enum import StrEnum
from pathlib import Path

import pytest

import sopkit.evolve
from sopkit.lifecycle import (
    ACTIVITY,
    CUE,
    FAULT,
    LIFECYCLES,
    RUN,
    STEP,
    ActivityStatus,
    CueStatus,
    Cursor,
    FaultStatus,
    Lifecycle,
    RunStatus,
    Status,
    StepStatus,
)
from sopkit.words import STATUS_WORDS

STATUSES: dict[str, type[Status]] = {
    "run": RunStatus,
    "activity": ActivityStatus,
    "step": StepStatus,
    "fault": FaultStatus,
    "cue": CueStatus,
}
ENDS: dict[str, set[str]] = {
    "run": {"closed", "aborted"},
    "activity": {"cut", "cancelled"},
    "step": set(),
    "fault": {"false_alarm"},
    "cue": {"acted", "dismissed", "expired"},
}
CELLS = [
    pytest.param(lifecycle, status, trigger, id=f"{lifecycle.name}-{status}-{trigger}")
    for lifecycle in LIFECYCLES.values()
    for status, trigger in itertools.product(lifecycle.table, lifecycle.triggers)
]
EACH = pytest.mark.parametrize("lifecycle", LIFECYCLES.values(), ids=LIFECYCLES)


def test_there_is_a_lifecycle_for_everything_that_progresses() -> None:
    """Run, activity, step, fault and cue have one each, under their own names."""
    assert {name: lifecycle.name for name, lifecycle in LIFECYCLES.items()} == {name: name for name in STATUSES}
    assert tuple(LIFECYCLES.values()) == (RUN, ACTIVITY, STEP, FAULT, CUE)


@EACH
def test_the_table_names_every_status(lifecycle: Lifecycle[Status]) -> None:
    """Dead ends too are rows, and every status has a word in Chinese."""
    assert set(lifecycle.table) == set(STATUSES[lifecycle.name])
    assert all(status.value in STATUS_WORDS for status in lifecycle.table)
    assert issubclass(STATUSES[lifecycle.name], StrEnum)


@pytest.mark.parametrize(("lifecycle", "status", "trigger"), CELLS)
def test_every_cell(lifecycle: Lifecycle[Status], status: Status, trigger: str) -> None:
    """The table and the machine say the same of every status and trigger, and say it with a member of the enum."""
    after = lifecycle.next(status, trigger)
    fired = lifecycle.fire(status, trigger)
    assert after == fired == lifecycle.table[status].get(trigger)
    assert after is None or (type(after) is type(fired) is STATUSES[lifecycle.name])


@pytest.mark.parametrize(("lifecycle", "status", "trigger"), CELLS)
def test_a_fresh_machine_has_the_same_cells(lifecycle: Lifecycle[Status], status: Status, trigger: str) -> None:
    """A machine of one's own moves where the table moves, and raises where it has no cell."""
    from transitions import MachineError

    machine = lifecycle.new_machine()
    cursor = Cursor(status.value)
    if trigger in lifecycle.table[status]:
        machine.events[trigger].trigger(cursor)
        assert cursor.state == lifecycle.table[status][trigger].value
    else:
        with pytest.raises(MachineError):
            machine.events[trigger].trigger(cursor)
        assert cursor.state == status.value


@EACH
def test_every_status_can_be_reached(lifecycle: Lifecycle[Status]) -> None:
    """From the first status every other is reached, and from each an end (or a step's passing) can be."""
    first = next(iter(lifecycle.table))
    assert reached(lifecycle, first) == set(lifecycle.table)
    ends = ENDS[lifecycle.name] | {"done", "reviewed"}
    assert all(ends & {s.value for s in reached(lifecycle, status)} for status in lifecycle.table)


def reached(lifecycle: Lifecycle[Status], start: Status) -> set[Status]:
    """Return every status that can follow *start*, itself among them."""
    found, left = {start}, [start]
    while left:
        for after in lifecycle.table[left.pop()].values():
            if after not in found:
                found.add(after)
                left.append(after)
    return found


@EACH
def test_every_trigger_is_pulled(lifecycle: Lifecycle[Status]) -> None:
    """No cell is there for nothing: each trigger is named where the engine folds or asks."""
    engine = Path(sopkit.evolve.__file__).parent
    source = "".join(path.read_text("utf-8") for path in (*engine.glob("*.py"), engine.parent / "flow.py"))
    assert [trigger for trigger in lifecycle.triggers if f'"{trigger}"' not in source] == []


@EACH
def test_dead_ends_are_those_that_are_meant(lifecycle: Lifecycle[Status]) -> None:
    """What has ended for good has no way on; everything else has."""
    assert {status.value for status, row in lifecycle.table.items() if not row} == ENDS[lifecycle.name]


@EACH
def test_the_shared_machine_is_one_and_knows_nobody(lifecycle: Lifecycle[Status]) -> None:
    """There is one machine per lifecycle, flat, without models, callbacks or transitions of its own making."""
    machine = lifecycle.machine
    assert machine is lifecycle.machine
    assert machine.models == []
    assert set(machine.events) == set(lifecycle.triggers)
    assert all(not (s.on_enter or s.on_exit) for s in machine.states.values())
    lifecycle.fire(next(iter(lifecycle.table)), lifecycle.triggers[0])
    assert machine.models == []


def test_a_machine_of_ones_own_calls_back() -> None:
    """An integrator hangs callbacks on a fresh machine and drives a cursor; the engine's machine hears nothing."""
    machine = FAULT.new_machine()
    heard: list[str] = []
    for status in FaultStatus:
        machine.get_state(status.value).on_enter.append(lambda status=status: heard.append(status.value))
    cursor = Cursor("raised")
    for trigger in ("acknowledge", "handle", "recover"):
        machine.events[trigger].trigger(cursor)
    assert heard == ["acknowledged", "handling", "recovered"]
    assert FAULT.fire(FaultStatus.RAISED, "acknowledge") is FaultStatus.ACKNOWLEDGED
    assert len(heard) == 3
    assert FAULT.new_machine() is not machine
