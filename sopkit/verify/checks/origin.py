"""Checks of where values come from: read before they are recorded, about no product, never read at all."""

from __future__ import annotations

from collections.abc import Iterator

from sopkit import expression, script
from sopkit.definition.product import RELEASED, SOLD
from sopkit.definition.step import Step
from sopkit.definition.value import ParamRef
from sopkit.verify.domains import fields_of
from sopkit.verify.look import Look
from sopkit.verify.rules import origin as rules

__all__ = ["check_origins"]

_LEDGER = {RELEASED, *SOLD}
_TEXTS = ("say", "ask", "answer")


def check_origins(look: Look) -> None:
    """Note what is read too early, and what is there for nothing."""
    for name in look.book.procedures:
        _reads(look, name)
    names = _read_names(look)
    _unread(look, names)
    _unused(look, names)


def _read_by(look: Look, step: Step) -> Iterator[tuple[str, str, bool]]:
    """Yield every name that a step reads: under which key, and whether what it records itself is known by then."""
    if step.when:
        yield from (("when", name, False) for name in expression.names_in(step.when))
    if step.expect:
        yield from (("expect", name, True) for name in expression.names_in(step.expect))
    # What a gate that nobody may waive reads too early is a standstill, and found as one.
    for gate in (one for one in step.gates if look.book.gates[one].waived_by):
        known = not (step.asked_by or step.call)
        yield from (("gates", name, known) for name in expression.names_in(look.book.gates[gate].when))
    for key, text in (*(("say", line) for line in step.say), ("ask", step.ask), ("answer", step.answer)):
        if "{" in text:
            yield from ((key, name, key == "answer") for name in script.names_in(text))


def _reads(look: Look, procedure: str) -> None:
    paths = look.paths(procedure)
    steps = paths.procedure.steps
    writers: dict[str, list[int]] = {}
    for place, step in enumerate(steps):
        for one in fields_of(step):
            writers.setdefault(one.id, []).append(place)
    follows: dict[int, set[int]] = {}
    product = look.has_product(procedure)
    for place, step in enumerate(steps):
        for key, name, own in dict.fromkeys(_read_by(look, step)):
            root, dot, _ = name.partition(".")
            if dot and root in ("product", "stock", "title") and not (product or step.for_each):
                span = look.places.step(procedure, step.id, key)
                look.note(rules.NO_PRODUCT, span, step=step.id, key=key, name=name)
            if dot or name not in writers or (name in look.book.signals and key in _TEXTS):
                continue
            if own and place in writers[name]:
                continue
            for writer in writers[name]:
                follows.setdefault(writer, paths.follows(writer))
            if not any(place in follows[writer] for writer in writers[name]):
                _early(look, procedure, step, key, name, writers[name])


def _early(look: Look, procedure: str, step: Step, key: str, name: str, writers: list[int]) -> None:
    steps = look.book.procedures[procedure].steps
    later = next((steps[one].id for one in writers if steps[one] is not step), None)
    where = f"（“{later}”才记）" if later else "（它自己做完才记）"
    where_en = f" (“{later}” does)" if later else " (it does so itself, once done)"
    span = look.places.step(procedure, step.id, key)
    look.note(rules.READ_EARLY, span, step=step.id, key=key, name=name, where=where, where_en=where_en)


def _all_texts(look: Look) -> Iterator[str]:
    """Yield every expression of the runbook."""
    book = look.book
    yield from (gate.when for gate in book.gates.values())
    yield from (cue.when for cue in book.cues.values())
    yield from (diagnosis.when for diagnosis in book.diagnoses)
    yield from (procedure.when for procedure in book.procedures.values() if procedure.when)
    for _, step in look.steps():
        yield from (text for text in (step.when, step.expect) if text)


def _all_scripts(look: Look) -> Iterator[str]:
    for _, step in look.steps():
        yield from (*step.say, step.ask, step.answer)
    for fault in look.book.faults.values():
        yield from fault.first_lines.values()
    yield from (cue.say for cue in look.book.cues.values())


def _read_names(look: Look) -> set[str]:
    names = {name for text in _all_texts(look) for name in expression.names_in(text)}
    looked_up = {field for text in _all_texts(look) for _, *fields in expression.lookups_in(text) for field in fields}
    return names | looked_up | {n for text in _all_scripts(look) if "{" in text for n in script.names_in(text)}


def _unread(look: Look, names: set[str]) -> None:
    """Note, once a procedure, what it records and nothing reads."""
    read = names | _LEDGER | {one.field for one in look.book.measures.values() if one.field}
    for name, procedure in look.book.procedures.items():
        left = dict.fromkeys(one.id for step in procedure.steps for one in fields_of(step) if one.id not in read)
        if left and look.places.own(span := look.at_procedure(name, "steps")):
            look.note(rules.NEVER_READ, span, procedure=procedure.title, names="、".join(left))


def _lengths(look: Look) -> Iterator[object]:
    """Yield everything that a param could give."""
    book = look.book
    for procedure in book.procedures.values():
        if procedure.limits:
            yield from (procedure.limits.duration, procedure.limits.rounds)
    for plan in (*(p.plan for p in book.procedures.values()), *(s.plan for _, s in look.steps())):
        if plan is not None:
            yield from (plan.duration, plan.warn, plan.danger, plan.start and plan.start.by)
    for _, step in look.steps():
        yield from (step.within, step.at and step.at.by, step.gap and step.gap.at_least)
        yield from (step.on_fail and step.on_fail.retry, *(owed.within for owed in step.owes))
        for stretch in (
            step.every and (step.every.start, step.every.until),
            step.window and (step.window.opens, step.window.closes),
        ):
            yield from (one.by for one in stretch or () if one is not None)
        yield step.every and step.every.interval
    for fault in book.faults.values():
        yield from (fault.within, *(owed.within for owed in fault.owes))
    for cue in book.cues.values():
        yield from (cue.hold, cue.cooldown, cue.within, cue.at and cue.at.by, cue.every and cue.every.interval)
        yield from (one.by for one in (cue.every and (cue.every.start, cue.every.until)) or () if one is not None)
        yield from (one for one in cue.adjusts.values() if isinstance(one, ParamRef))
    yield from (measure.after for measure in book.measures.values())


def _unused(look: Look, names: set[str]) -> None:
    """Note what the file itself defines and nothing uses."""
    book = look.book
    used: dict[str, set[str]] = {
        "params": {n.removeprefix("params.") for n in names if n.startswith("params.")}
        | {one.name for one in _lengths(look) if isinstance(one, ParamRef)}
        | {name for cue in book.cues.values() for name in cue.adjusts},
        "signals": names
        | {one.signal for one in book.measures.values() if one.signal}
        | {n for cue in book.cues.values() for n in expression.names_in(cue.when)},
        "gates": {gate for _, step in look.steps() for gate in step.gates}
        | {gate for procedure in book.procedures.values() for gate in procedure.gates}
        | {gate for phase in book.phases for gate in phase.gates},
    }
    words = {"params": ("参数", "param"), "signals": ("信号", "signal"), "gates": ("关卡", "gate")}
    if len(book.phases) < 2:
        return  # a shared file, or one procedure alone: others use what it defines
    for part, known in used.items():
        for name in getattr(book, part):
            if name not in known and look.places.own(span := look.places.part(part, name)):
                look.note(rules.UNUSED, span, what=words[part][0], what_en=words[part][1], id=name)
