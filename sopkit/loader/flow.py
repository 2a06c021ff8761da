"""Flow: what the engine could not run though every name is right, such as steps that wait for each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sopkit.definition.procedure import Procedure, ProductUse
from sopkit.loader import rules
from sopkit.loader.draft import Draft
from sopkit.loader.item import Item
from sopkit.loader.references import Names

__all__ = ["check_flow"]


def check_flow(drafts: tuple[Draft, ...], names: Names, parts: Mapping[str, Mapping[str, Any]]) -> None:
    """Note what cannot run."""
    for draft in drafts:
        for name, items in draft.steps.items():
            part = "faults" if name.startswith("fault:") else "procedures"
            if names.stands(draft, (part, name.removeprefix("fault:"))):
                _after(draft, name, items)
    _calls(names)
    _receivers(names)
    _opened_by_phases(names, parts["procedures"])


def _after(draft: Draft, procedure: str, items: tuple[Item, ...]) -> None:
    """Note steps that wait for each other, or in a sequence for one that comes later."""
    if procedure.startswith("fault:"):
        holder = draft.items["faults"][procedure.removeprefix("fault:")].get("handling")
    else:
        holder = draft.items["procedures"][procedure]
    waits = {item.id: item.get("after", ()) for item in items if item.id}
    by_id = {item.id: item for item in items}
    if holder is not None and holder.get("order", "sequence") == "sequence":
        place = {name: i for i, name in enumerate(waits)}
        for name, others in waits.items():
            for other in others:
                if place.get(other, -1) >= place[name]:
                    draft.reading.note(rules.AFTER_LATER, by_id[name].span("after"), id=name, other=other)
        return
    for cycle in _cycles(waits):
        chain = " → ".join((*cycle, cycle[0]))
        draft.reading.note(rules.CYCLE, by_id[cycle[0]].span("after"), chain=chain)


def _cycles(edges: Mapping[str, tuple[str, ...]]) -> list[list[str]]:
    """Return the cycles of *edges* that a walk in their order meets, each node in one at most."""
    found: list[list[str]] = []
    done: set[str] = set()
    for start in edges:
        path: list[str] = []
        on_path: dict[str, int] = {}
        walks = [iter((start,))]
        while walks:
            name = next(walks[-1], None)
            if name is None:
                walks.pop()
                if path:
                    done.add(path[-1])
                    del on_path[path.pop()]
            elif name in on_path:
                found.append(path[on_path[name] :])
                done.update(path[on_path[name] :])
            elif name not in done and name in edges:
                on_path[name] = len(path)
                path.append(name)
                walks.append(iter(edges[name]))
    return found


def _calls(names: Names) -> None:
    """Note procedures that call each other without end."""
    edges = {
        name: tuple(call for item in steps.values() if (call := item.get("call")) in names.steps)
        for name, steps in names.steps.items()
    }
    for cycle in _cycles(edges):
        after = cycle[1] if len(cycle) > 1 else cycle[0]
        item = next(item for item in names.steps[cycle[0]].values() if item.get("call") == after)
        part, _, name = cycle[0].rpartition(":")
        owner = names.owners["faults" if part else "procedures"][name]
        owner.reading.note(rules.CALL_CYCLE, item.span("call"), chain=" → ".join((*cycle, cycle[0])))


def _receivers(names: Names) -> None:
    """Note faults and steps that owe something which no phase receives."""
    phases = names.main.items["phases"]
    if not phases or any(item.get("receives") for item in phases.values()):
        return
    for name, draft in names.owners["faults"].items():
        item = draft.items["faults"][name]
        if item.get("owes"):
            args = {"what": "故障", "what_en": "fault"}
            draft.reading.note(rules.NO_RECEIVER, item.span("owes"), id=name, **args)
    for procedure, steps in names.steps.items():
        part, _, owner = procedure.rpartition(":")
        for item in steps.values():
            if item.get("owes"):
                reading = names.owners["faults" if part else "procedures"][owner].reading
                reading.note(rules.NO_RECEIVER, item.span("owes"), id=item.id, what="步骤", what_en="step")


def _opened_by_phases(names: Names, procedures: Mapping[str, Procedure]) -> None:
    """Note phases that open a procedure which needs a product, without saying which."""
    for phase in names.main.items["phases"].values():
        for name in phase.get("opens", ()):
            procedure = procedures.get(name)
            if procedure is None or procedure.product is not ProductUse.REQUIRED or procedure.for_each:
                continue
            names.main.reading.note(rules.NEEDS_PRODUCT, phase.span("opens"), id=name)
