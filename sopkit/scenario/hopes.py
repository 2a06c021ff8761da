"""Hopes: what a scenario says must hold, each compared with what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from sopkit.flow import status_of
from sopkit.near import near
from sopkit.scenario.moves import command_of, read_move
from sopkit.scenario.result import MismatchError
from sopkit.scenario.stage import Stage, unreadable
from sopkit.script import show

__all__ = ["HOPES", "be_refused", "hold_true"]


def hold_true(stage: Stage, then: Mapping[str, Any]) -> None:
    """
    Compare everything that *then* says.

    Raises:
        MismatchError: at the first thing that is otherwise.
    """
    for key, wanted in then.items():
        hope = HOPES.get(key)
        if hope is None:
            hints = "、".join(near(key, HOPES) or HOPES)
            raise unreadable(f"then 里没有“{key}”；有：{hints}", f"then has no “{key}”; there are: {hints}")
        hope(stage, wanted)


def _texts(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _same(what: str, what_en: str, wanted: object, found: object) -> None:
    if wanted != found:
        raise MismatchError(
            f"{what}应当是 {_say(wanted)}，实际是 {_say(found)}",
            f"{what_en} should be {_say(wanted, 'en')}, but is {_say(found, 'en')}",
        )


def _say(value: object, lang: str = "zh") -> str:
    if isinstance(value, Counter):
        value = sorted(value.elements())
    if isinstance(value, list | tuple | set):
        joined = ("、" if lang == "zh" else ", ").join(map(str, sorted(value)))
        return joined or ("（无）" if lang == "zh" else "(none)")
    return str(value)


def _legal_now(stage: Stage) -> set[str]:
    """Return the steps that may be taken: in what the scene opened, or in the whole run where it opened nothing."""
    choices = stage.run.legal(limit=10_000)
    return {c.target for c in choices if stage.opened is None or c.activity == stage.opened}


def _legal(stage: Stage, wanted: Any) -> None:
    _same("现在可以做的", "what is legal", set(_texts(wanted)), _legal_now(stage))


def _ready(stage: Stage, wanted: Any) -> None:
    found = {c.target for c in stage.run.legal(limit=10_000)}
    missing = [step for step in _texts(wanted) if step not in found]
    if missing:
        raise MismatchError(
            f"现在应当可以做 {_say(missing)}，实际可以做的是 {_say(found)}",
            f"{_say(missing, 'en')} should be legal; what is legal: {_say(found, 'en')}",
        )


def _because(raw: Mapping[str, Any]) -> tuple[list[str], dict[str, Any]]:
    """Return the codes that a refusal must have, and the move without them; they may stand beside either key of it."""
    codes = _texts(raw.get("because"))
    rest: dict[str, Any] = {}
    for key, value in raw.items():
        if isinstance(value, Mapping) and "because" in value:
            codes += _texts(value["because"])
            rest[key] = {inner: one for inner, one in value.items() if inner != "because"}
        elif key != "because":
            rest[key] = value
    return codes, rest


def be_refused(stage: Stage, raw: Any) -> None:
    """Compare: each of these moves is refused, ``because`` of that code where one is named."""
    for one in raw if isinstance(raw, list) else [raw]:
        if not isinstance(one, Mapping):
            raise unreadable(f"refused 里要写一步，不是“{one}”", f"refused takes a move, not “{one}”")
        because, rest = _because(one)
        move = read_move(stage, rest)
        refusal = stage.run.check(command_of(stage, move))
        what = f"{move.verb} {move.target}"
        if refusal is None:
            raise MismatchError(f"{what} 应当被拒，实际可以做", f"{what} should be refused, but would be taken")
        codes = {reason.code for reason in refusal.reasons}
        for code in because:
            if code not in codes:
                raise MismatchError(
                    f"{what} 应当因 {code} 被拒，实际是：{_say(codes)}（{refusal.zh}）",
                    f"{what} should be refused for {code}; it is for: {_say(codes, 'en')} ({refusal.en})",
                )


def _ended(status: str) -> Callable[[Stage, Any], None]:
    def hope(stage: Stage, wanted: Any) -> None:
        for name in _texts(wanted):
            _same(f"“{name}”", f"“{name}”", status, stage.latest(name).status.value)

    return hope


def _fault(stage: Stage, wanted: Any) -> None:
    found = Counter(fault.kind for fault in stage.run.state.faults_open.values())
    _same("没处理完的故障", "the open faults", Counter(_texts(wanted)), found)


def _recovered(stage: Stage, wanted: Any) -> None:
    for kind in _texts(wanted):
        faults = [fault for fault in stage.run.state.faults.values() if fault.kind == kind]
        found = faults[-1].status.value if faults else "（没有报过）"
        if found not in ("recovered", "reviewed"):
            _same(f"故障“{kind}”", f"the fault “{kind}”", "recovered", found)


def _owed(stage: Stage, wanted: Any) -> None:
    left = [owed.procedure for owed in stage.run.state.obligations.values() if owed.status in ("owed", "open")]
    _same("欠着的事", "what is owed", Counter(_texts(wanted)), Counter(left))


def _cue(stage: Stage, wanted: Any) -> None:
    found = {cue.rule for cue in stage.run.state.cues_open.values() if cue.rule}
    _same("给出的提醒", "the cues given", set(_texts(wanted)), found)


def _state(stage: Stage, wanted: Any) -> None:
    _same("整场", "the run", str(wanted), stage.run.state.status.value)


def _phase(stage: Stage, wanted: Any) -> None:
    _same("阶段", "the phase", str(wanted), stage.run.state.phase)


def _opened(stage: Stage) -> str:
    if stage.opened is None:
        raise unreadable("given 没有写 open，没有可看的流程", "given opens nothing to look at")
    return stage.opened


def _round(stage: Stage, wanted: Any) -> None:
    activity = stage.run.state.activities[_opened(stage)]
    _same("轮数", "the round", str(wanted), str(activity.round))


def _steps(stage: Stage, wanted: Any) -> None:
    for name, status in (wanted or {}).items():
        activity = next((a for a in reversed(stage.run.state.activities.values()) if name in a.index.steps), None)
        if activity is None:
            raise MismatchError(f"开过的流程里没有步骤“{name}”", f"nothing that was opened has a step “{name}”")
        _same(f"步骤“{name}”", f"the step “{name}”", str(status), status_of(activity, name).value)


def _record(stage: Stage, wanted: Any) -> None:
    values = stage.run.state.activities[_opened(stage)].values or {}
    for name, value in (wanted or {}).items():
        found = values.get(name)
        _same(f"记录“{name}”", f"the record “{name}”", str(value), "—" if found is None else show(found))


def _says(stage: Stage, wanted: Any) -> None:
    items = {item.key: item for item in stage.run.board().mine_now}
    for name, text in (wanted or {}).items():
        item = items.get(name)
        if item is None:
            raise MismatchError(f"“{name}”现在还不能做", f"“{name}” is not legal now")
        spoken = "\n".join((*item.say, item.ask, item.answer))
        for part in _texts(text):
            if part not in spoken:
                raise MismatchError(
                    f"“{name}”的话里应当有“{part}”，实际是“{spoken}”",
                    f"“{name}” should say “{part}”, but says “{spoken}”",
                )


HOPES: Mapping[str, Callable[[Stage, Any], None]] = {
    "legal": _legal,
    "ready": _ready,
    "refused": be_refused,
    **{status: _ended(status) for status in ("open", "suspended", "finished", "cancelled", "cut")},
    "fault": _fault,
    "recovered": _recovered,
    "owed": _owed,
    "cue": _cue,
    "state": _state,
    "phase": _phase,
    "round": _round,
    "steps": _steps,
    "record": _record,
    "says": _says,
}
"""What `then` may say."""
