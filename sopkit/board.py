"""Board: what one role or one person sees now; a value, for any screen to show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from attrs import field

from sopkit.aloud import Keeper, Reading, in_cues, script_of
from sopkit.decide.choices import holding
from sopkit.definition.value import Field
from sopkit.flow import ready_keys, status_of, step_due, waits_for
from sopkit.frozen import frozen
from sopkit.holders import Holders, people_of
from sopkit.legal import command_for, newest_first
from sopkit.lifecycle import ActivityStatus, StepStatus
from sopkit.moment import Moment
from sopkit.refusal import Reason
from sopkit.scope import product_of
from sopkit.state import ActivityState, CueState, FaultState, Obligation, RunState
from sopkit.timer import Timer, timers_of

if TYPE_CHECKING:
    from sopkit.wording import Objection

__all__ = ["Board", "Item", "Timer", "Waiting", "board_of"]

SOON = 8


@frozen
class Item:
    """
    One step as its seat sees it.

    ``command`` names what takes it from here; ``say`` is its script with
    everything filled in, ``missing`` the names that had no value, ``wording``
    what the rules object to in what is said, asked and answered. ``outcomes``
    are the answers open to it. ``due`` is aware UTC.
    """

    activity: str
    key: str
    title: str
    procedure: str
    kind: str
    status: StepStatus
    roles: tuple[str, ...]
    command: str
    product: str | None = None
    say: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    ask: str = ""
    answer: str = ""
    record: tuple[Field, ...] = ()
    outcomes: tuple[str, ...] = ()
    due: datetime | None = None
    overdue: bool = False
    optional: bool = False
    fault: str | None = None
    note: str = ""
    caution: str = ""
    wording: tuple[Objection, ...] = ()


@frozen
class Waiting:
    """
    A step of mine that is held: by which steps, of which roles and persons.

    Where its turn has come, ``why`` says what holds it all the same (a gate,
    a time), and the roles and persons are those who can lift it. A step that
    waits to be asked or checked waits on itself.
    """

    item: Item
    steps: tuple[str, ...]
    roles: tuple[str, ...]
    people: tuple[str, ...]
    why: tuple[Reason, ...] = ()


@frozen
class Board:
    """
    What one role or one person sees now.

    ``to_go_live`` is negative before the planned (or real) go-live, positive
    after it. ``mine_now`` may be taken, ``mine_soon`` comes next, ``waiting``
    says on whom. ``cue_wording`` is what the rules object to in the texts of
    cues and first lines, by the cue's id.
    """

    run: str
    title: str
    kind: str
    status: str
    phase: str | None
    phase_title: str
    live: bool
    now: datetime
    elapsed: timedelta
    to_go_live: timedelta | None
    roles: tuple[str, ...]
    person: str | None
    mine_now: tuple[Item, ...]
    mine_soon: tuple[Item, ...]
    waiting: tuple[Waiting, ...]
    timers: tuple[Timer, ...]
    faults: tuple[FaultState, ...]
    cues: tuple[CueState, ...]
    obligations: tuple[Obligation, ...]
    suspended: tuple[str, ...]
    version: int
    cue_wording: Mapping[str, tuple[Objection, ...]] = field(factory=dict)


def board_of(
    state: RunState,
    moment: Moment,
    *,
    role: str | None = None,
    person: str | None = None,
    lang: str = "zh",
    rules: Keeper | None = None,
) -> Board:
    """Return the board of a role, of a person (every seat they act for) or of the room; *rules* watch its scripts."""
    now = moment.at
    roles = _roles(state, role, person)
    wanted = frozenset(roles)
    read = partial(script_of, lang=lang, rules=rules)
    mine_now, mine_soon, waiting = _steps(state, moment, wanted, person, read)
    phase = next((p for p in state.runbook.phases if p.id == state.phase), None)
    base = state.went_live or state.go_live
    cues = tuple(c for c in state.cues_open.values() if _for_me(c, wanted, person))
    return Board(
        run=state.run,
        title=state.title,
        kind=state.kind,
        status=state.status.value,
        phase=state.phase,
        phase_title=phase.title if phase else "",
        live=bool(phase and phase.live),
        now=now,
        elapsed=now - (state.started_at or now),
        to_go_live=now - base if base else None,
        roles=roles,
        person=person,
        mine_now=tuple(mine_now),
        mine_soon=tuple(mine_soon),
        waiting=tuple(waiting),
        timers=tuple(timers_of(state, now)),
        faults=tuple(state.faults_open.values()),
        cues=cues,
        obligations=tuple(o for o in state.obligations.values() if o.status in ("owed", "open")),
        suspended=tuple(a.id for a in state.open.values() if a.status is ActivityStatus.SUSPENDED),
        version=state.version,
        cue_wording=in_cues(state, cues, rules),
    )


def _steps(
    state: RunState, moment: Moment, wanted: frozenset[str], person: str | None, read: Reading
) -> tuple[list[Item], list[Item], list[Waiting]]:
    """Return the steps of the wanted seats: those that may be taken, those that come next, and on whom these wait."""
    now = moment.at
    mine_now: list[Item] = []
    mine_soon: list[Item] = []
    waiting: list[Waiting] = []
    for activity in newest_first(state):
        if activity.status is not ActivityStatus.OPEN:
            continue
        for key in ready_keys(activity, state, now):
            command, able = command_for(state, activity, key)
            mine = wanted.intersection(able)
            who = _who(state, mine, person)
            why, answers = holding(state, activity, key, command, who, moment) if mine and who else ((), ())
            if mine and not why:
                mine_now.append(_item(state, activity, key, now, command, able, read, answers))
            elif mine or wanted.intersection(activity.index.steps[key].seats.roles):
                item = _item(state, activity, key, now, "", activity.index.steps[key].seats.roles, read)
                mine_soon.append(item)
                waiting.append(_kept(state, item, able, why))
        if len(mine_soon) < SOON:
            on = Holders(state, activity)
            for key in _coming(activity, SOON - len(mine_soon)):
                step = activity.index.steps[key]
                if wanted.intersection(step.seats.roles):
                    item = _item(state, activity, key, now, "", step.seats.roles, read)
                    mine_soon.append(item)
                    waiting.append(Waiting(item, *on[waits_for(activity, key)]))
    return mine_now, mine_soon, waiting


def _roles(state: RunState, role: str | None, person: str | None) -> tuple[str, ...]:
    if role is not None:
        return (role,)
    if person is not None:
        held = state.crew.roles_of(person)
        able = state.acting.get(person, frozenset())
        return held + tuple(sorted(able.difference(held)))
    return tuple(state.runbook.roles)


def _for_me(cue: CueState, roles: frozenset[str], person: str | None) -> bool:
    return (
        cue.role in roles
        or (person is not None and cue.person == person)
        or (cue.person is not None and person is None)
    )


def _coming(activity: ActivityState, most: int) -> Iterator[str]:
    """Yield the next steps that the order holds back, the nearest first."""
    index = activity.index
    if index.sequence:
        count = 0
        for place in range(activity.front + 1, len(index.keys_at)):
            for key in index.keys_at[place]:
                if index.ordered[place] and not activity.passed(key):
                    yield key
                    count += 1
            if count >= most:
                return
    elif index.after:
        waiting = (k for k in index.after if not activity.passed(k) and waits_for(activity, k))
        for _, key in zip(range(most), waiting, strict=False):
            yield key


def _item(
    state: RunState,
    activity: ActivityState,
    key: str,
    now: datetime,
    command: str,
    roles: tuple[str, ...],
    read: Reading,
    answers: tuple[str, ...] = (),
) -> Item:
    step = activity.index.steps[key]
    product = product_of(state, activity, key)
    script = read(state, activity, key, product)
    touched = activity.steps.get(key)
    due = step_due(state, activity, key) if step.within or step.at or activity.due else None
    return Item(
        activity=activity.id,
        key=key,
        title=step.title,
        procedure=activity.title or activity.index.procedure.title,
        kind=step.kind.value,
        status=status_of(activity, key),
        roles=roles,
        command=command,
        product=product.id if product else None,
        say=script.say,
        missing=script.missing,
        ask=script.ask,
        answer=script.answer,
        record=step.record,
        outcomes=answers or tuple(o.name for o in step.outcomes),
        due=due,
        overdue=bool(touched and touched.overdue) or (due is not None and due < now),
        optional=step.optional,
        fault=activity.fault,
        note=step.note,
        caution=step.caution,
        wording=script.wording,
    )


def _who(state: RunState, roles: frozenset[str], person: str | None) -> list[str]:
    """Return the person whose board it is, or all who may act for one of *roles*."""
    return [person] if person is not None else [who for who, able in state.acting.items() if able & roles]


def _kept(state: RunState, item: Item, able: tuple[str, ...], why: tuple[Reason, ...]) -> Waiting:
    """Return on whom a step waits whose turn has come: who is to ask it or to check it, or who lifts what holds it."""
    if not why:
        return Waiting(
            item, (item.key,), able, tuple(dict.fromkeys(p for role in able for p in people_of(state, role)))
        )
    by = {kind: [one for w in why if w.lifted_by_kind == kind for one in w.lifted_by] for kind in ("role", "person")}
    roles = tuple(dict.fromkeys(by["role"]))
    people = (*by["person"], *(p for role in roles for p in people_of(state, role)))
    return Waiting(item, (), roles, tuple(dict.fromkeys(people)), why)
