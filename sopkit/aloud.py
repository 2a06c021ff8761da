"""Aloud: what a seat says, asks and answers, filled, and held against the wording rules before it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from sopkit.definition.product import Product
from sopkit.frozen import frozen
from sopkit.scope import lookup_in, names_for, product_of
from sopkit.script import fill
from sopkit.state import ActivityState, CueState, RunState

if TYPE_CHECKING:
    from sopkit.wording import Objection, Rules

__all__ = ["Keeper", "Reading", "Script", "in_cues", "script_of"]

Keeper = Callable[[], "Rules"]
"""Gives the wording rules; asked only once there is a text to hold against them."""


@frozen
class Script:
    """
    The words of one step, filled.

    ``missing`` are the names that had no value, ``wording`` is what the rules
    object to.
    """

    say: tuple[str, ...] = ()
    ask: str = ""
    answer: str = ""
    missing: tuple[str, ...] = ()
    wording: tuple[Objection, ...] = ()


Reading = Callable[[RunState, ActivityState, str, Product | None], Script]
"""Fills the words of a step."""

_SILENT = Script()


def script_of(
    state: RunState, activity: ActivityState, key: str, product: Product | None, lang: str, rules: Keeper | None
) -> Script:
    """Fill what a step has to say, ask and answer, and hold it against *rules*."""
    step = activity.index.steps[key]
    if not (step.say or step.ask or step.answer):
        return _SILENT
    look = _looking(state, activity, key)
    filled = [fill(text, look, lang) for text in (*step.say, step.ask, step.answer)]
    missing = tuple(dict.fromkeys(name for f in filled for name in f.missing))
    *say, ask, answer = (f.text for f in filled)
    found: tuple[Objection, ...] = ()
    if rules is not None:
        said = [("say", number, text) for number, text in enumerate(say)]
        said += [(part, 0, text) for part, text in (("ask", ask), ("answer", answer)) if text]
        found = _objections(state, tuple(said), rules, product)
    return Script(tuple(say), ask, answer, missing, found)


def _looking(state: RunState, activity: ActivityState, key: str) -> Callable[[str], object]:
    """Return what looks up a name for a script; the names are gathered for the first that is read."""
    looks: list[Callable[[str], object]] = []

    def look(name: str) -> object:
        if not looks:
            looks.append(lookup_in(names_for(state, activity, None, key.partition("@")[2] or None)))
        return looks[0](name)

    return look


def in_cues(state: RunState, cues: Iterable[CueState], rules: Keeper | None) -> Mapping[str, tuple[Objection, ...]]:
    """
    Return what *rules* object to in cues, tasks and first lines, by their ids; those without are left out.

    What a fault has somebody say is about the fault's product.
    """
    found: dict[str, tuple[Objection, ...]] = {}
    if rules is None:
        return found
    for cue in cues:
        fault = state.faults.get(cue.fault or "")
        if fault is not None and fault.product is not None:
            product = state.products.get(fault.product)
        else:
            product = product_of(state, state.activities.get((fault or cue).activity or ""))
        wrong = _objections(state, (("cue", 0, cue.text),), rules, product)
        if wrong:
            found[cue.id] = wrong
    return found


def _objections(
    state: RunState, said: tuple[tuple[str, int, str], ...], rules: Keeper, product: Product | None
) -> tuple[Objection, ...]:
    # Loaded here, for a run whose seats have nothing to read needs none of it.
    from sopkit.wording import objections_to

    return objections_to(said, rules=rules(), platform=state.runbook.platform or "", product=product)
