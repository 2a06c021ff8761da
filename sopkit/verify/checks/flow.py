"""Checks of the flow: steps out of reach, procedures without an end, loops, retries, calls."""

from __future__ import annotations

from sopkit.definition.procedure import Procedure, ProductUse
from sopkit.definition.step import Step, TargetKind
from sopkit.definition.value import ParamRef
from sopkit.finding import Related
from sopkit.verify.look import Look
from sopkit.verify.paths import ways_of
from sopkit.verify.rules import flow as rules

__all__ = ["check_flow"]

_MANY = 20
"""Trying the same again more often than this is no plan."""


def check_flow(look: Look) -> None:
    """Note what can never be taken, never end, or go round for ever."""
    for name, procedure in look.book.procedures.items():
        _reach(look, name, procedure)
        for step in procedure.steps:
            _loops(look, name, procedure, step)
            _retries(look, name, step)
            if step.call:
                _call(look, name, step, step.call, "call")
                _answers(look, name, step, step.call)
            for key, _, target in ways_of(step):
                if target.kind is TargetKind.OPEN and target.id:
                    _call(look, name, step, target.id, key)


def _reach(look: Look, name: str, procedure: Procedure) -> None:
    paths = look.paths(name)
    for step in paths.unreached:
        zh, en = _why_unreached(look, name, step)
        look.note(rules.UNREACHED, look.places.step(name, step.id), step=step.id, why=zh, why_en=en)
    if not procedure.steps:
        return
    if not paths.ends and not name.startswith("fault:"):
        zh, en = "没有哪条路通到结尾", "no way leads to its end"
        blocked = next((s for s in procedure.steps if s.blocks and s in paths.unreached), None)
        if blocked is not None:
            zh, en = f"必做的“{blocked.id}”永远轮不到", f"“{blocked.id}” must be done, and can never be taken"
        held = [
            Related(
                look.places.part("phases", phase.id, "opens"),
                f"阶段“{phase.title}”因此离不开",
                f"phase “{phase.title}” could not be left",
            )
            for phase in look.book.phases
            if name in phase.opens and not procedure.beside
        ]
        look.note(rules.NEVER_ENDS, look.at_procedure(name), *held, procedure=name, why=zh, why_en=en)
    for step in paths.stuck[:1]:
        look.note(rules.STUCK, look.places.step(name, step.id), step=step.id)


def _why_unreached(look: Look, name: str, step: Step) -> tuple[str, str]:
    paths = look.paths(name)
    if step.only:
        limits = paths.procedure.limits
        if limits is None:
            return "它只在到上限时才有，流程却没有 limits", "it is there only at a limit, and the procedure has none"
        if step.id not in limits.on_limit:
            return "它只在到上限时才有，on_limit 里却没有它", "it is there only at a limit, but not in on_limit"
        return (
            "轮数的上限只挡住再来一轮的回答，到不了它；要给 limits 加上 duration",
            "a bound on rounds only bars the answer that goes round again; give limits a duration",
        )
    waits = [one for one in step.after if paths.place[one] not in paths.passable] if not paths.sequence else []
    waits = waits or [one for one in step.after if paths.place[one] not in paths.reached]
    if waits:
        return f"它等的“{waits[0]}”永远做不了", f"it waits for “{waits[0]}”, which can never be done"
    return "前面没有一条路走到它", "no way leads to it from what comes before"


def _loops(look: Look, name: str, procedure: Procedure, step: Step) -> None:
    """Note ways back where nothing bounds the rounds, and ways out that lead back."""
    paths = look.paths(name)
    limits = procedure.limits
    place = paths.place[step.id]
    for key, answer, target in ways_of(step):
        if target.kind is not TargetKind.STEP or target.id is None or paths.place[target.id] > place or step.ends:
            continue
        span = look.places.step(name, step.id, key)
        shown = f"{step.id}（{answer}）" if answer else step.id
        if limits is None or limits.rounds is None:
            if not paths.ends:
                continue  # that there is no end is said already
            look.note(rules.LOOP, span, step=shown, target=target.id)
        elif step.id in limits.on_limit and limits.duration is not None:
            look.note(rules.EXIT_GOES_BACK, span, step=shown, target=target.id)


def _retries(look: Look, name: str, step: Step) -> None:
    on_fail = step.on_fail
    if on_fail is None:
        return
    span = look.places.step(name, step.id, "on_fail")
    if on_fail.retry and on_fail.then is None:
        why = f"“{step.id}”写了 retry，没写 then：试够了次数以后什么也不发生，还可以一直试"
        why_en = f"“{step.id}” has retry but no then: after the last try nothing follows, and it may be tried for ever"
        look.note(rules.RETRY, span, why=why, why_en=why_en)
    most = on_fail.retry
    if isinstance(most, ParamRef):
        param = look.book.params.get(most.name)
        most = param.max if param is not None and isinstance(param.max, int) else _MANY + 1
    if most > _MANY:
        why = f"“{step.id}”可以重试 {_MANY} 次以上：给 retry（或它的参数）一个小的上限"
        why_en = f"“{step.id}” may be tried more than {_MANY} times: give retry, or its param, a small bound"
        look.note(rules.RETRY, span, why=why, why_en=why_en)


def _call(look: Look, name: str, step: Step, called: str, key: str) -> None:
    """Note a call, or an answer that opens, where what it names can never be opened."""
    definition = look.book.procedures.get(called)
    if definition is None:
        return
    span = look.places.step(name, step.id, key)
    args = {"step": step.id, "procedure": called}
    if definition.product is ProductUse.REQUIRED and not (step.for_each or look.has_product(name)):
        zh, en = "它必须带商品，这里没有商品", "it needs a product, and there is none here"
        look.note(rules.CALL_NEVER_OPENS, span, why=zh, why_en=en, **args)
    phases = look.book.procedures[name].phases
    if phases and definition.phases and not set(phases) & set(definition.phases):
        zh = f"它只在{'、'.join(definition.phases)}里能开，这里只在{'、'.join(phases)}里"
        en = f"it opens only in {', '.join(definition.phases)}, and this runs only in {', '.join(phases)}"
        look.note(rules.CALL_NEVER_OPENS, span, why=zh, why_en=en, **args)


def _answers(look: Look, name: str, step: Step, called: str) -> None:
    """Note the ways in which what is called may end that the step's answers leave out."""
    if not step.outcomes or called not in look.book.procedures:
        return
    from sopkit.verify.search import endings  # its classes cost an import that most files need not pay

    named = {outcome.name for outcome in step.outcomes}
    missing: dict[str, None] = {}
    for end in sorted(endings(look.book, called, look.purse)):
        if end.outcome not in named and end.status not in named:
            missing[end.outcome or end.status] = None
    for ending in missing:
        span = look.places.step(name, step.id, "outcomes")
        look.note(rules.CALL_ANSWER, span, step=step.id, procedure=called, ending=ending)
