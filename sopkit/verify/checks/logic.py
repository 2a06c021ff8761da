"""Checks of conditions: constant ones, ones that exclude each other, ones that are said twice."""

from __future__ import annotations

import ast
import itertools

from sopkit.definition.cue import CueRule
from sopkit.definition.value import ParamRef
from sopkit.expression.grammar import parsed
from sopkit.finding import Span
from sopkit.script import show
from sopkit.verify.conditions import Truth, judge
from sopkit.verify.domains import fields_of, names_at
from sopkit.verify.look import Look
from sopkit.verify.paths import Paths
from sopkit.verify.rules import logic as rules

__all__ = ["check_conditions"]

_SKIPPED = ("这一步总是自动跳过", "the step never applies")
_FAILS = ("这一步永远做不成", "the step can never be done")
_SHUT = ("这一关永远过不了", "the gate can never be passed")
_CLOSED = ("流程永远打不开", "the procedure can never be opened")
_SILENT = ("这条提示永远不会给", "the cue is never given")
_NOT_SAID = ("这条诊断永远不会出现", "the diagnosis is never made")


def check_conditions(look: Look) -> None:
    """Note every condition that cannot be what its author meant."""
    book, places = look.book, look.places
    plain = names_at(book, {})
    for name, procedure in book.procedures.items():
        for place in range(len(procedure.steps)):
            _of_step(look, look.paths(name), name, place)
        if procedure.when:
            _constant(look, procedure.when, judge((procedure.when,), plain), look.at_procedure(name, "opens"), _CLOSED)
    everywhere = names_at(book, {one.id: one for _, step in look.steps() for one in fields_of(step)})
    for gate in book.gates.values():
        _constant(look, gate.when, judge((gate.when,), everywhere), places.part("gates", gate.id, "when"), _SHUT)
    for cue in book.cues.values():
        if not cue.when:
            continue
        _constant(look, cue.when, judge((cue.when,), plain), places.part("cues", cue.id, "when"), _SILENT)
    for number, diagnosis in enumerate(book.diagnoses):
        span = places.part("diagnoses", str(number), "when")
        _constant(look, diagnosis.when, judge((diagnosis.when,), plain), span, _NOT_SAID)
    _twice(look)
    _pull_apart(look)


def _of_step(look: Look, paths: Paths, name: str, place: int) -> None:
    step = paths.procedure.steps[place]
    if step.when:
        _constant(look, step.when, paths.when[place], look.places.step(name, step.id, "when"), _SKIPPED)
    if step.expect:
        span = look.places.step(name, step.id, "expect")
        _constant(look, step.expect, paths.expect[place], span, _FAILS)
        if step.otherwise is None and (step.on_fail is None or step.on_fail.then is None):
            look.note(rules.NO_ELSE, span, step=step.id)
    texts = (*((step.when,) if step.when else ()), *(look.book.gates[gate].when for gate in step.gates))
    if len(texts) < 2:
        return
    alone = [judge((text,), paths.names) for text in texts]
    if Truth.NEVER not in alone and judge(texts, paths.names) is Truth.NEVER:
        shown = " and ".join(f"({text})" for text in texts)
        look.note(rules.NEVER_TOGETHER, look.places.step(name, step.id, "gates"), step=step.id, texts=shown)


def _constant(look: Look, text: str, truth: Truth, span: Span, effect: tuple[str, str]) -> None:
    if truth is Truth.ALWAYS:
        look.note(rules.ALWAYS, span, text=text)
    elif truth is Truth.NEVER:
        look.note(rules.NEVER, span, text=text, effect=effect[0], effect_en=effect[1])


def _twice(look: Look) -> None:
    """Note cues that tell one role the same thing at the same time."""
    seen: dict[tuple[str, str, str | None, frozenset[str]], str] = {}
    for cue in look.book.cues.values():
        tree = parsed(cue.when)[0]
        if tree is None:
            continue
        for role in cue.to:
            key = (ast.dump(tree), role, cue.during, frozenset(cue.phases))
            other = seen.setdefault(key, cue.id)
            if other != cue.id:
                span = look.places.part("cues", cue.id, "when")
                look.note(rules.TWICE, span, id=cue.id, other=other, role=look.role(role))


def _pull_apart(look: Look) -> None:
    """Note cues that may be given at once, and set one param to different values: which one holds is left to chance."""
    names = names_at(look.book, {})
    adjusting = [cue for cue in look.book.cues.values() if cue.adjusts and cue.when]
    for first, second in itertools.combinations(adjusting, 2):
        apart = [
            name for name in second.adjusts if first.adjusts.get(name, second.adjusts[name]) != second.adjusts[name]
        ]
        if not apart or not _side_by_side(first, second):
            continue
        if judge((first.when, second.when), names) is Truth.NEVER:
            continue
        for name in apart:
            span = look.places.part("cues", second.id, "adjust")
            value, others = (_shown(cue.adjusts[name]) for cue in (second, first))
            look.note(rules.PULL_APART, span, id=second.id, other=first.id, param=name, value=value, others=others)


def _side_by_side(first: CueRule, second: CueRule) -> bool:
    """Whether two cues may be given while the same goes on."""
    if first.during and second.during and first.during != second.during:
        return False
    return not first.phases or not second.phases or bool(set(first.phases) & set(second.phases))


def _shown(value: object) -> str:
    return f"${value.name}" if isinstance(value, ParamRef) else show(value)
