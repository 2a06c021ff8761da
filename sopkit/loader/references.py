"""References: every name that a file mentions leads to something that is there, and of the right type."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from sopkit.loader import rules
from sopkit.loader.draft import Draft
from sopkit.loader.item import Item
from sopkit.loader.reading import Mention, hint
from sopkit.near import near

__all__ = ["Names", "check_references"]

_WHAT = {
    "step": ("步骤", "step"),
    "procedure": ("流程", "procedure"),
    "phase": ("阶段", "phase"),
    "gate": ("关卡", "gate"),
    "fault": ("故障", "fault"),
    "signal": ("信号", "signal"),
    "param": ("参数", "param"),
    "field": ("记录项", "field"),
}


class Names:
    """Every name that can be mentioned, as it was written, whether or not what it names is right."""

    def __init__(self, drafts: tuple[Draft, ...], owners: Mapping[str, Mapping[str, Draft]]) -> None:
        self.main = drafts[0]
        self.owners = owners
        self.params: dict[str, str] = {
            name: draft.items["params"][name].get("type", "") for name, draft in owners["params"].items()
        }
        self.signals = tuple(owners["signals"])
        self.measures = tuple(owners["measures"])
        self.phases = tuple(self.main.items["phases"]) or ("live",)
        self.steps: dict[str, dict[str, Item]] = {}
        self.fields: dict[str, tuple[str, ...]] = {}
        for part, prefix in (("procedures", ""), ("faults", "fault:")):
            for name, draft in owners[part].items():
                items = draft.steps.get(prefix + name, ())
                self.steps[prefix + name] = {item.id: item for item in items}
                self.fields[prefix + name] = tuple(field for item in items for field in _fields(item))

    @cached_property
    def everywhere(self) -> Collection[str]:
        """What a gate may read, which may stand in any procedure: every field there is."""
        return {"round", *(field for fields in self.fields.values() for field in fields)}

    def stands(self, draft: Draft, inside: tuple[str, str]) -> bool:
        """Whether what *draft* says of an item holds, and neither another file's nor nothing stands in its place."""
        part, name = inside
        return part not in self.owners or self.owners[part].get(name) is draft

    def of(self, kind: str, scope: str) -> Collection[str]:
        """Return what a mention of *kind* inside procedure *scope* may name."""
        if kind == "step":
            return self.steps.get(scope, {})
        if kind == "field":
            return self.fields.get(scope, ())
        if kind == "phase":
            return self.phases
        if kind == "param":
            return self.params
        return self.owners[f"{kind}s"]


def _fields(item: Item) -> list[str]:
    found = list(item.get("record", {}))
    for outcome in item.get("outcomes", {}).values():
        found += outcome.get("ask", {})
    return found


def check_references(drafts: tuple[Draft, ...], names: Names) -> None:
    """Note every mention that leads nowhere."""
    for draft in drafts:
        for mention in draft.reading.mentions:
            if names.stands(draft, mention.inside):
                _check(draft, mention, names)
        for name, cue in draft.items["cues"].items():
            if names.stands(draft, ("cues", name)):
                _adjusts(draft, cue, names)
    _unlisted(names.main)


def _check(draft: Draft, mention: Mention, names: Names) -> None:
    kind, name = mention.kind, mention.name
    if kind in ("step", "field") and mention.scope not in names.steps:
        return  # the procedure itself is unknown, which is noted where it is named
    known = names.of(kind, mention.scope)
    if name in known:
        have = names.params[name] if kind == "param" else ""
        if mention.want and have and have != mention.want:
            draft.reading.note(rules.WRONG_PARAM_TYPE, mention.span, name=name, have=have, want=mention.want)
        return
    what, what_en = _WHAT[kind]
    if kind == "step" and mention.scope:
        what, what_en = f"{what}（在“{mention.scope}”里）", f"{what_en} of “{mention.scope}”"
    from sopkit.loader.naming import unknown

    unknown(draft.reading, mention, known, what, what_en)


def _adjusts(draft: Draft, cue: Item, names: Names) -> None:
    for name, item in cue.get("adjust", {}).items():
        if name not in names.params:
            hints = hint(near(name, names.params))
            draft.reading.note(rules.UNKNOWN, item.span(), what="参数", what_en="param", name=name, **hints)
        node = item.get("value")
        if node is not None and isinstance(node.value, str) and node.value.startswith("$"):
            other = node.value[1:]
            if other not in names.params:
                hints = hint(near(other, names.params))
                draft.reading.note(rules.UNKNOWN, node.span, what="参数", what_en="param", name=other, **hints)


def _unlisted(main: Draft) -> None:
    """Note the roles that the file names although its own list of roles leaves them out."""
    if main.listed is None:
        return
    for name, span in main.reading.roles.items():
        if name not in main.listed:
            main.reading.note(rules.ROLE_NOT_LISTED, span, name=name)
