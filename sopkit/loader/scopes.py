"""Scopes: which names the expressions and scripts of a file may read, and whether they read others."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sopkit import expression, script, title
from sopkit.definition.stock import READABLE
from sopkit.loader import rules
from sopkit.loader.draft import Draft
from sopkit.loader.reading import Formula, hint
from sopkit.loader.references import Names

__all__ = ["FUNCTIONS", "check_formulas"]

FUNCTIONS = ("avg", "max", "min", "last", "count", "sum", "rate")
"""The functions of signals, in cues."""

_RUN = ("kind",)


def check_formulas(drafts: tuple[Draft, ...], names: Names) -> None:
    """Note what is wrong with every expression and script."""
    roots: dict[str, Collection[str] | None] = {
        "product": None,
        "params": names.params,
        "run": _RUN,
        "stock": READABLE,
        "title": title.READABLE,
    }
    for draft in drafts:
        for formula in draft.reading.formulas:
            if names.stands(draft, formula.inside):
                _expression(draft, formula, names, roots)
        for template in draft.reading.scripts:
            if names.stands(draft, template.inside):
                _script(draft, template, names, roots)


def _expression(draft: Draft, formula: Formula, names: Names, roots: Mapping[str, Collection[str] | None]) -> None:
    in_scope, functions, signals = _scope(formula, names)
    problems = expression.check(
        formula.text,
        names=in_scope,
        roots=roots,
        functions=functions,
        signals=signals,
        records=None if formula.scope == "diagnosis" else names.fields,
    )
    for problem in problems:
        rule = rules.EXPRESSION if problem.kind == "syntax" else rules.EXPRESSION_NAME
        span = formula.node.part(problem.start, problem.end)
        draft.reading.note(rule, span, why=problem.zh, why_en=problem.en)


def _scope(formula: Formula, names: Names) -> tuple[Collection[str], Collection[str], Collection[str]]:
    """Return the names, functions and signals that *formula* may read."""
    if formula.scope == "cue":
        return (), FUNCTIONS, names.signals
    if formula.scope == "diagnosis":
        return names.measures, (), ()
    if formula.scope == "gate":
        return names.everywhere, (), ()
    if formula.scope == "open":
        return (), (), ()
    return (*names.fields.get(formula.procedure, ()), "round"), (), ()


def _script(draft: Draft, template: Formula, names: Names, roots: Mapping[str, Collection[str] | None]) -> None:
    for problem in script.check(template.text):
        span = template.node.part(problem.start, problem.end)
        draft.reading.note(rules.TEMPLATE, span, why=problem.zh, why_en=problem.en)
    known = (*names.fields.get(template.procedure, ()), "round", *names.signals)
    for name, start, end in script.places_in(template.text):
        root, dot, member = name.partition(".")
        if not dot and root in known:
            continue
        members = roots.get(root, ()) if dot else ()
        if members is None or member in members:
            continue
        candidates = [f"{root}.{one}" for one in members] if dot and root in roots else [*known, *roots]
        wrong = name if dot and root in roots else root
        hints = {"wrong": wrong, **hint(draft.reading.near(wrong, candidates))}
        draft.reading.note(rules.TEMPLATE_NAME, template.node.part(start, end), name=name, **hints)
