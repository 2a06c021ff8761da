"""Deciding the commands about cues and tasks: give, fire, acknowledge, act, dismiss."""

from __future__ import annotations

from datetime import timedelta

from sopkit import commands as cm
from sopkit import events as ev
from sopkit.beat import beat_due, next_beat, subject_of
from sopkit.decide.case import Case
from sopkit.decide.opening import may_open
from sopkit.definition.cue import CueRule
from sopkit.definition.value import ParamRef, Value, ValueType
from sopkit.errors import UsageError
from sopkit.lifecycle import CUE
from sopkit.opening import opening
from sopkit.record import BadValueError, read_param, read_value
from sopkit.scope import lookup_in, names_for
from sopkit.script import fill
from sopkit.state import CueState
from sopkit.words import role_title, status_word

__all__ = ["acknowledge_cue", "act_on_cue", "dismiss_cue", "fire_cue", "give_cue"]


def give_cue(case: Case, command: cm.GiveCue) -> list[ev.Event]:
    """Give a seat or a person a cue or a task that no plan has."""
    state = case.state
    case.running(held=True)
    case.in_crew()
    if not command.text.strip():
        case.bar("text-needed")
    if (command.role is None) == (command.person is None):
        case.bar("cue-target")
    elif command.role is not None and command.role not in state.runbook.roles:
        case.bar("unknown-role", role=command.role, **case.near(command.role, state.runbook.roles))
    elif command.person is not None and command.person not in state.acting:
        case.bar("not-in-crew", tuple(sorted(state.crew.people)), person=command.person)
    case.stop()
    due = None
    if command.within is not None:
        due = case.now + _time_box(command.within)
    return [
        ev.CueGiven(
            case.now,
            command.by,
            state.next_id("cue"),
            command.text,
            role=command.role,
            person=command.person,
            task=command.task,
            due=due,
        )
    ]


def _time_box(within: Value) -> timedelta:
    try:
        length = read_value(ValueType.DURATION, within)
    except BadValueError as wrong:
        raise UsageError(f"时限不能是 {within}：{wrong.zh}", f"the time-box cannot be {within}: {wrong.en}") from None
    assert isinstance(length, timedelta)
    return length


def fire_cue(case: Case, command: cm.FireCue) -> list[ev.Event]:
    """Give the cue of a rule, unless it was given lately or stands open still."""
    state = case.state
    case.running()
    rule = state.runbook.cues.get(command.cue)
    if rule is None:
        case.bar("unknown-cue", cue=command.cue)
        case.refuse()
    last = state.cue_at.get(rule.id)
    if last is not None and rule.cooldown is not None:
        again = last + state.length(rule.cooldown)
        if case.now < again:
            case.bar("cue-cooling", cue=rule.title, time=case.moment.local(again))
    activity = subject_of(state, rule)
    beat = beat_due(state, rule, activity, case.now) if rule.timed else None
    if rule.timed and beat is None:
        ahead = next_beat(state, rule, activity)
        case.bar("too-late" if ahead is None else "too-early", time=case.moment.local(ahead or last or case.now))
    case.stop()
    text = fill(rule.say or rule.title, lookup_in(names_for(state, activity), command.values)).text
    due = case.now + state.length(rule.within) if rule.within is not None else None
    first = state.counters.get("cue", 0)
    return [
        ev.CueGiven(
            case.now,
            command.by,
            f"cue#{first + number}",
            text,
            role=role,
            rule=rule.id,
            due=due,
            values=command.values,
            activity=activity.id if activity else None,
            beat=beat.at if beat else None,
            place=beat.place if beat else "",
        )
        for number, role in enumerate(rule.to, 1)
    ]


def _cue(case: Case, identity: str, trigger: str, *, giver: bool = False) -> CueState:
    """Return the cue that is meant; bar what its lifecycle does not know, and whom it is not for (or is not from)."""
    state = case.state
    cue = state.cues.get(identity)
    if cue is None:
        case.bar("unknown-cue", cue=identity)
        case.refuse()
    if CUE.fire(cue.status, trigger) is None:
        case.bar("cue-ended", cue=identity, status=status_word(cue.status), status_en=status_word(cue.status, "en"))
    if case.in_crew():
        by = case.command.by
        mine = cue.person == by or (cue.role is not None and cue.role in state.acting[by])
        mine = mine or (giver and cue.given_by == by)
        if not mine:
            book = state.runbook
            acting = case.state.acting.items()
            to = (cue.person,) if cue.person else tuple(person for person, roles in acting if cue.role in roles)
            case.bar(
                "cue-not-yours",
                to,
                to=cue.person or role_title(book, cue.role or ""),
                to_en=cue.person or role_title(book, cue.role or "", "en"),
            )
    return cue


def acknowledge_cue(case: Case, command: cm.AcknowledgeCue) -> list[ev.Event]:
    """Say that you have seen the cue."""
    case.running(held=True)
    cue = _cue(case, command.cue, "acknowledge")
    case.stop()
    return [ev.CueAcknowledged(case.now, command.by, cue.id)]


def act_on_cue(case: Case, command: cm.ActOnCue) -> list[ev.Event]:
    """Say that it is done; apply the adjustment that the cue's rule names, open what it offers."""
    state = case.state
    case.running()
    cue = _cue(case, command.cue, "act")
    rule = state.runbook.cues.get(cue.rule) if cue.rule else None
    events: list[ev.Event] = [ev.CueActed(case.now, command.by, cue.id)]
    if rule is not None:
        events += _adjust(case, cue, rule)
    if command.open is not None:
        offers = rule.offers if rule else ()
        if command.open not in offers:
            case.bar("cue-no-offer", procedure=command.open, offers="、".join(offers) or "（无）")
        elif may_open(case, command.open, command.product, by_hand=True) is not None:
            events.append(
                opening(state, case.now, command.by, command.open, "cue", product=command.product, cue=cue.id)
            )
    case.stop()
    return events


def _adjust(case: Case, cue: CueState, rule: CueRule) -> list[ev.Event]:
    state = case.state
    activity = cue.activity if cue.activity in state.open else None
    events: list[ev.Event] = []
    for name, value in rule.adjusts.items():
        given = state.param(value.name) if isinstance(value, ParamRef) else value
        read = read_param(state.runbook.params[name], given)
        events.append(ev.ParamSet(case.now, case.command.by, name, read, rule.title, activity, cue.id))
    return events


def dismiss_cue(case: Case, command: cm.DismissCue) -> list[ev.Event]:
    """Turn a cue down; who gave it may take it back."""
    case.running(held=True)
    cue = _cue(case, command.cue, "dismiss", giver=True)
    case.reasoned(command.reason)
    case.stop()
    return [ev.CueDismissed(case.now, command.by, cue.id, command.reason)]
