"""Drafting: a runbook file read, together with those that it uses, before names are checked across them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sopkit.definition.runbook import May
from sopkit.definition.step import Step
from sopkit.loader import rules
from sopkit.loader.complaints import FOUND, nothing
from sopkit.loader.draft import Draft
from sopkit.loader.files import File, Files
from sopkit.loader.item import Item
from sopkit.loader.kept import keep, kept_of, parsed, tree_of, uses_of
from sopkit.loader.nodes import Kind, Node
from sopkit.loader.parts import (
    cue_of,
    diagnosis_of,
    fault_of,
    gate_of,
    measure_of,
    phase_of,
    role_of,
    scenario_of,
    signal_of,
)
from sopkit.loader.reader import read_item
from sopkit.loader.reading import Reading, Seating, hint
from sopkit.loader.roles import Cast
from sopkit.loader.steps import procedure_of, steps_of
from sopkit.loader.text import Text
from sopkit.loader.trees import pairs_of
from sopkit.loader.values import param_of
from sopkit.loader.variant import Laying
from sopkit.near import near
from sopkit.role import Role

__all__ = ["read_draft"]

_MAKERS: dict[str, Callable[[Reading, Item], Any]] = {
    "params": param_of,
    "signals": signal_of,
    "gates": gate_of,
    "cues": cue_of,
    "measures": measure_of,
    "phases": phase_of,
}


def read_draft(file: File, files: Files, cast: Cast, known: dict[str, Draft], chain: tuple[str, ...] = ()) -> Draft:
    """Return *file* read, and what it uses; *known* holds the drafts that were read already."""
    text = file.shared() if chain else file.text()
    cast.join(files.roles_of(file))
    kept = _kept(file, text, files, cast, known, chain) if chain else None
    if kept is not None:
        known[file.name] = kept
        return kept
    draft = known[file.name] = Draft(file, text)
    _read(draft, file, text, files, cast, known, chain)
    if chain:
        keep(draft)
    return draft


def _read(
    draft: Draft, file: File, text: Text, files: Files, cast: Cast, known: dict[str, Draft], chain: tuple[str, ...]
) -> None:
    reading = draft.reading
    root, findings = tree_of(text) if chain else parsed(text)
    reading.findings += findings
    draft.root = root
    if root is None:
        return
    whole = root
    if root.kind is Kind.MAP:
        whole = _whole(draft, file, root, files, cast, known, chain)
        _seat(draft, next((value for key, value in whole.value if key.value == "roles"), None), cast)
    draft.item = item = read_item(reading, whole, "runbook", whole, "")
    if item is not None:
        _head(draft, item)
        _make(draft, item)


def _kept(
    file: File, text: Text, files: Files, cast: Cast, known: dict[str, Draft], chain: tuple[str, ...]
) -> Draft | None:
    """Return the draft that is kept of *file*, if it would be read just so again."""
    kept = kept_of(file, text)
    if kept is None:
        return None
    chain = (*chain, file.name)
    used: list[Draft] = []
    for name, before in uses_of(kept):
        found = files.runbook(name, file)
        if found is None or found.name in chain:
            return None
        draft = known.get(found.name) or read_draft(found, files, cast, known, chain)
        if draft.file != found or draft.origin is not before:
            return None
        if draft not in used:
            used.append(draft)
    seating = Seating()
    cast.seat(seating, kept.inline)
    return kept.again(file, used) if seating.ids == kept.reading.seating.ids else None


def _whole(
    draft: Draft, file: File, root: Node, files: Files, cast: Cast, known: dict[str, Draft], chain: tuple[str, ...]
) -> Node:
    """Return the tree of *file* laid over what it extends and uses, as far as that can be read."""
    chain = (*chain, file.name)
    own = pairs_of(root)
    below: Node | None = None
    if "extends" in own:
        below = _base(draft, file, own["extends"][1], files, cast, known, chain)
    if "use" in own:
        _use(draft, file, own["use"][1], files, cast, known, chain)
    laying = Laying(draft.reading)
    laying.lost = "extends" in own and below is None
    whole = root if below is None else laying.over(below, root)

    def used(part: str, name: str) -> tuple[Node, Node] | None:
        return next(
            (
                (one.items[part][name].anchor, one.items[part][name].node)
                for top in draft.used
                for one in top.all()
                if part in one.items and name in one.items[part]
            ),
            None,
        )

    whole = laying.settle(whole, used, draft.removed)
    draft.changes += laying.changes
    return whole


def _base(
    draft: Draft, file: File, node: Node, files: Files, cast: Cast, known: dict[str, Draft], chain: tuple[str, ...]
) -> Node | None:
    """Return the tree of the runbook that *file* extends, itself laid over what it extends."""
    reading = draft.reading
    if node.kind is not Kind.TEXT or node.empty:
        return None  # the reader says what is wrong with it
    found = files.runbook(node.value, file)
    if found is None:
        reading.note(rules.NO_RUNBOOK, node.span, name=node.value, **hint(near(node.value, files.runbook_ids())))
        return None
    if found.name in chain:
        reading.note(rules.EXTENDS_CYCLE, node.span, chain=_ring(chain, found))
        return None
    cast.join(files.roles_of(found))
    text = found.shared()
    draft.bases.append((found, text))
    root, findings = tree_of(text)
    reading.findings += findings
    if root is None or root.kind is not Kind.MAP:
        return None
    return _whole(draft, found, root, files, cast, known, chain)


def _ring(chain: tuple[str, ...], file: File) -> str:
    ids = [name.rsplit("/", 1)[-1].rsplit(".", 1)[0] for name in chain[chain.index(file.name) :]]
    return " → ".join((*ids, file.id))


def _use(
    draft: Draft, home: File, node: Node, files: Files, cast: Cast, known: dict[str, Draft], chain: tuple[str, ...]
) -> None:
    reading = draft.reading
    for one in node.value if node.kind is Kind.LIST else (node,):
        if one.kind is not Kind.TEXT or one.empty:
            continue  # the reader says what is wrong with it
        file = files.runbook(one.value, home)
        if file is None:
            hints = hint(near(one.value, files.runbook_ids()))
            reading.note(rules.NO_RUNBOOK, one.span, name=one.value, **hints)
        elif file.name in chain:
            reading.note(rules.USE_CYCLE, one.span, chain=_ring(chain, file))
        else:
            used = known.get(file.name) or read_draft(file, files, cast, known, chain)
            if used.file != file:
                place = used.file.shown
                what = {"what": "流程手册", "what_en": "runbook", "id": file.id, "place": place}
                reading.note(rules.DUPLICATE_ID, one.span, **what)
            elif used not in draft.used:
                draft.used.append(used)


def _seat(draft: Draft, node: Node | None, cast: Cast) -> None:
    """Read `roles`, and let the reading know everyone who can be named."""
    reading = draft.reading
    inline: dict[str, Role] = {}
    listed: list[Node] = []
    if node is not None and node.kind is Kind.MAP:
        for key, value in node.value:
            listed.append(key)
            item = None if value.empty else read_item(reading, value, "role", key, key.value)
            if item is not None:
                inline[key.value] = role_of(item, key.value)
    elif node is not None and not node.empty:
        listed = [one for one in (node.value if node.kind is Kind.LIST else [node]) if _is_name(reading, one)]
    for used in draft.used:
        for name, seat in used.inline.items():
            inline.setdefault(name, seat)
    draft.inline = inline
    cast.seat(reading.seating, inline)
    if listed:
        found = [role for one in listed if (role := reading.role(one)) is not None]
        draft.listed = tuple(dict.fromkeys(found))


def _is_name(reading: Reading, node: Node) -> bool:
    """Whether an entry of the list of roles can be a name; note it where it cannot."""
    if node.kind is not Kind.TEXT:
        zh, en = FOUND[node.kind]
        reading.note(rules.NOT_A_TEXT, node.span, key="roles", found=zh, found_en=en)
    elif node.empty:
        nothing(reading, node, "roles")
    return node.kind is Kind.TEXT and not node.empty


def _head(draft: Draft, item: Item) -> None:
    reading = draft.reading
    if item.get("sop", "1") != "1":
        reading.note(rules.WRONG_FORMAT, item.nodes["sop"].span, text=item.get("sop")[:20])
    if item.get("id", draft.file.id) != draft.file.id:
        reading.note(rules.ID_NOT_STEM, item.nodes["id"].span, id=item.get("id"), stem=draft.file.id)
    may: Item | None = item.get("may")
    if may is not None:
        draft.may = May(**may.values)


def _make(draft: Draft, item: Item) -> None:
    """Make every part of the file."""
    reading = draft.reading
    for part in draft.items:
        draft.items[part] = item.get(part, {})
        _stray(reading, part, draft.items[part])
    for part, maker in _MAKERS.items():
        for name, one in draft.items[part].items():
            reading.inside = (part, name)
            made = maker(reading, one)
            reading.inside = ("", "")
            if made is not None:
                draft.made[part][name] = made
    for name, one in draft.items["procedures"].items():
        draft.steps[name], steps = steps_of(reading, one)
        draft.made["procedures"][name] = procedure_of(reading, one, steps)
    for name, one in draft.items["faults"].items():
        handling = one.get("handling")
        handled: tuple[Step, ...] = ()
        if handling is not None:
            draft.steps[f"fault:{name}"], handled = steps_of(reading, handling)
        fault = fault_of(reading, one, handled)
        if fault is not None:
            draft.made["faults"][name] = fault
    _stray(reading, "scenarios", {str(n): one for n, one in enumerate(item.get("scenarios", ()))})
    draft.diagnoses = tuple(made for one in item.get("diagnoses", ()) if (made := diagnosis_of(one)) is not None)
    scenarios = (scenario_of(reading, one) for one in item.get("scenarios", ()))
    draft.scenarios = tuple(scenario for scenario in scenarios if scenario is not None)


def _stray(reading: Reading, part: str, items: dict[str, Item]) -> None:
    """Note the keys of a change where there is nothing to change."""
    keys = ("change", "remove", "without", *(("override",) if part == "phases" else ()))
    for item in items.values():
        for key in keys:
            if item.has(key):
                reading.note(rules.STRAY, item.span(key), key=key)
