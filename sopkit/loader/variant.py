"""
Variant: a runbook laid over the one that it extends, tree over tree, before anything is read.

Every node of the result still knows the file that it stands in, so that what
is wrong is found where it was written, and what was changed can be shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sopkit.finding import Related, Span
from sopkit.frozen import frozen
from sopkit.loader import rules
from sopkit.loader.nodes import Kind, Node
from sopkit.loader.reading import Reading, hint
from sopkit.loader.trees import (
    MARKS,
    bare,
    id_of,
    joined,
    listing,
    mapping,
    named,
    pairs_of,
    place_of,
    roles_of_both,
    says_how,
    scenarios_of_both,
    span_of,
    texts_in,
)
from sopkit.near import near

__all__ = ["PARTS", "Change", "Laying"]

PARTS: dict[str, tuple[str, str]] = {
    "params": ("参数", "param"),
    "signals": ("信号", "signal"),
    "gates": ("关卡", "gate"),
    "phases": ("阶段", "phase"),
    "procedures": ("流程", "procedure"),
    "faults": ("故障", "fault"),
    "cues": ("提示", "cue"),
    "measures": ("指标", "measure"),
}
"""The parts that a variant changes item by item, and what one of each is called."""

_OWN = {"sop", "id", "extends"}
_ADDED = {"use", "diagnoses"}


@frozen
class Change:
    """One thing that a variant does to what it extends: how, to which item or step, here, and where the old one is."""

    how: str
    part: str
    id: str
    here: Span
    there: Span | None
    step: str = ""


class Laying:
    """Lays the tree of a variant over another, and notes what is wrong and what was changed."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.changes: list[Change] = []
        self.lost = False
        """Whether what is extended cannot be read, so that nobody knows what is there to change."""

    def over(self, base: Node, mine: Node) -> Node:
        """Return the root of *mine* laid over the root of *base*."""
        below, above = pairs_of(base), pairs_of(mine)
        found: list[tuple[Node, Node]] = []
        for name, (key, value) in below.items():
            if name in _OWN:
                continue
            if name not in above:
                found.append((key, value))
            elif name in PARTS:
                found.append((above[name][0], self._items(name, value, above[name][1])))
            elif name in _ADDED:
                found.append((above[name][0], joined(value, above[name][1])))
            elif name == "scenarios":
                found.append((above[name][0], scenarios_of_both(value, above[name][1])))
            elif name == "roles":
                found.append((above[name][0], roles_of_both(value, above[name][1])))
            else:
                found.append((above[name][0], self._value(value, above[name][1])))
        found += [pair for name, pair in above.items() if name in _OWN or name not in below]
        return mapping(found, mine)

    def _items(self, part: str, base: Node, mine: Node) -> Node:
        """Lay the items of one part over those below; what is not there may come with `use`, and waits."""
        below = pairs_of(base)
        found = dict(below)
        for name, (key, value) in pairs_of(mine).items():
            says = says_how(pairs_of(value))
            if name not in below:
                found[name] = (key, value)
                continue
            old_key, old = below[name]
            if says is None:
                what, what_en = PARTS[part]
                where = Related(old_key.span, "原来的在这里", "the one that is there")
                self.reading.note(
                    rules.SAY_HOW, key.span, where, what=what, what_en=what_en, id=name, place=place_of(old_key.span)
                )
                continue
            how, mark = says
            self.changes.append(Change(how, part, name, mark.span, old_key.span))
            if how == "remove":
                del found[name]
                continue
            kept = ("override",) if "override" in pairs_of(old) else ()
            laid = bare(value, kept) if how == "override" else self.changed(part, name, old, value)
            found[name] = (key if how == "override" else old_key, laid)
        return mapping(list(found.values()), mine)

    def changed(self, part: str, name: str, base: Node, mine: Node) -> Node:
        """Return the item *base* with what *mine* changes of it."""
        below = pairs_of(base)
        if not below:  # a short form: all that can be done is to say it anew
            return bare(mine)
        without = pairs_of(mine).get("without")
        for gone in texts_in(without[1]) if without else ():
            if below.pop(gone.value, None) is None:
                self._none(gone.span, gone.value, "without", "这一项", "this item", below)
        found = dict(below)
        for key_name, (key, value) in pairs_of(mine).items():
            if key_name in MARKS:
                continue
            old = below.get(key_name)
            if old is None:
                found[key_name] = (key, value)
            elif key_name in ("steps", "handling"):
                found[key_name] = (key, self._steps_in(part, name, old[1], value))
            else:
                found[key_name] = (key, self._value(old[1], value))
        return mapping(list(found.values()), base)

    def _value(self, base: Node, mine: Node) -> Node:
        """Return a value changed: a mapping key by key, a list by what is added and removed, anything else anew."""
        above = pairs_of(mine)
        if above and set(above) <= {"add", "remove"} and base.kind is not Kind.MAP:
            return self._listed(base, above, mine)
        if base.kind is not Kind.MAP or mine.kind is not Kind.MAP:
            return mine
        found = pairs_of(base)
        for name, (key, value) in above.items():
            found[name] = (key, self._value(found[name][1], value) if name in found else value)
        return mapping(list(found.values()), mine)

    def _listed(self, base: Node, above: dict[str, tuple[Node, Node]], mine: Node) -> Node:
        old = texts_in(base)
        gone = texts_in(above["remove"][1]) if "remove" in above else []
        known = {node.value for node in old}
        for node in gone:
            if node.value not in known:
                self._none(node.span, node.value, "remove", "这个列表", "this list", known)
        names = {node.value for node in gone}
        added = [n for n in (texts_in(above["add"][1]) if "add" in above else []) if n.value not in known]
        return listing([*(node for node in old if node.value not in names), *added], mine)

    def _steps_in(self, part: str, name: str, base: Node, mine: Node) -> Node:
        """Lay steps over steps; a handling may be written as its steps alone, or with its order."""
        if base.kind is Kind.LIST and mine.kind is Kind.LIST:
            return self._steps(part, name, base, mine)
        inner = pairs_of(base) if base.kind is Kind.MAP else {}
        own = pairs_of(mine) if mine.kind is Kind.MAP else {}
        key, old = inner.get("steps") or (base, base)
        steps = own.get("steps", (key, mine))[1] if own or mine.kind is Kind.LIST else mine
        if old.kind is not Kind.LIST or steps.kind is not Kind.LIST:
            return self._value(base, mine)
        name_node = own.get("steps", inner.get("steps", (key, old)))[0]
        found = {**inner, **own, "steps": (named(name_node, "steps"), self._steps(part, name, old, steps))}
        return mapping(list(found.values()), mine)

    def _steps(self, part: str, name: str, base: Node, mine: Node) -> Node:
        """Return the steps of *base* with those of *mine* laid over them, each by its id."""
        steps: dict[str, Node] = {}
        for node in base.value:
            steps[id_of(node)] = node
        for node in mine.value:
            pairs = pairs_of(node)
            step = id_of(node)
            says, old = says_how(pairs), steps.get(step)
            if old is not None and says is None:
                span, args = span_of(node), {"what": "步骤", "what_en": "step", "id": step}
                where = Related(span_of(old), "原来的在这里", "the one that is there")
                self.reading.note(rules.SAY_HOW, span, where, place=place_of(span_of(old)), **args)
                continue
            if says is not None and old is None:
                self._none(span_of(node), step, says[0], "流程", "the procedure", steps)
                continue
            here = says[1].span if says else span_of(node)
            how = says[0] if says else "add"
            self.changes.append(Change(how, part, name, here, span_of(old) if old else None, step))
            if how == "remove":
                del steps[step]
            elif old is not None and how == "change":
                steps[step] = self.changed(part, name, old, node)
            else:
                steps[step] = bare(node)
            if how != "remove":
                self._move(steps, step, pairs)
        return listing(list(steps.values()), mine)

    def _move(self, steps: dict[str, Node], step: str, pairs: dict[str, tuple[Node, Node]]) -> None:
        """Put a step where `before` or `after_step` says."""
        for key, shift in (("before", 0), ("after_step", 1)):
            if key not in pairs:
                continue
            target = pairs[key][1]
            order = [name for name in steps if name != step]
            if target.value not in order:
                hints = hint(near(str(target.value), order))
                self.reading.note(rules.NO_PLACE, target.span, key=key, name=str(target.value), **hints)
                return
            order.insert(order.index(target.value) + shift, step)
            found = {name: steps[name] for name in order}
            steps.clear()
            steps.update(found)

    def settle(
        self, root: Node, used: Callable[[str, str], tuple[Node, Node] | None], removed: dict[str, set[str]]
    ) -> Node:
        """Lay what still waits over what comes with `use`; *removed* takes the names that are taken away."""
        pairs = pairs_of(root)
        for part in PARTS:
            if part not in pairs:
                continue
            key, node = pairs[part]
            items: list[tuple[Node, Node]] = []
            for name_node, value in node.value if node.kind is Kind.MAP else ():
                says = says_how(pairs_of(value))
                if says is None or says[0] == "override":
                    items.append((name_node, value))
                    continue
                below = used(part, name_node.value)
                if below is None:
                    self._none(
                        says[1].span,
                        name_node.value,
                        says[0],
                        "extends 和 use 引入的文件",
                        "what extends and use bring in",
                    )
                    continue
                self.changes.append(Change(says[0], part, name_node.value, says[1].span, below[0].span))
                if says[0] == "remove":
                    removed.setdefault(part, set()).add(name_node.value)
                    continue
                laid = self.changed(part, name_node.value, below[1], value)
                mark = (named(says[1], "override"), pairs_of(value)[says[0]][1])
                rest = [pair for pair in laid.value if pair[0].value != "override"]
                items.append((name_node, mapping([*rest, mark], laid)))
            if node.kind is Kind.MAP:
                pairs[part] = (key, mapping(items, node))
        return mapping(list(pairs.values()), root)

    def _none(self, span: Span, name: str, how: str, where: str, where_en: str, known: Any = ()) -> None:
        if self.lost:
            return
        hints = hint(near(name, [one for one in known if one]))
        args = {"id": name, "how": how, "where": where, "where_en": where_en}
        self.reading.note(rules.NOTHING_CHANGED, span, **args, **hints)
