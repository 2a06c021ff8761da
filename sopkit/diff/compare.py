"""Compare: what one runbook has that another has not, or has otherwise, as values and in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from enum import Enum
from typing import Any

from attrs import fields, has

from sopkit.definition.runbook import Runbook
from sopkit.definition.step import Outcome, Owed, Seats, Target
from sopkit.definition.value import Anchor, Field, Offset, ParamRef
from sopkit.diff.labels import NOUNS, label
from sopkit.duration import show_duration
from sopkit.frozen import frozen
from sopkit.script import show

__all__ = ["Difference", "compare"]

_PARTS = ("roles", "phases", "procedures", "faults", "gates", "cues", "params", "signals", "measures", "scenarios")
_NOT_MEANT = {"id", "steps", "handling", "sources", "digest", "memo", "diagnoses", *_PARTS}
_KEYED = {"record": "id", "ask": "id", "outcomes": "name", "owes": "procedure"}


@frozen
class Difference:
    """
    One thing in which two runbooks differ.

    ``how`` is ``added``, ``removed``, ``changed`` or ``moved``; ``part``,
    ``id``, ``step`` and ``trait`` say of what, ``before`` and ``after`` what
    it was and is. ``zh`` and ``en`` say it in a sentence.
    """

    how: str
    part: str
    id: str
    step: str
    trait: str
    before: str
    after: str
    zh: str
    en: str


@frozen
class _Place:
    """What a difference is about: an item of a part, or a step, or something inside one."""

    part: str
    id: str
    step: str
    zh: str
    en: str

    def inside(self, noun: str, name: str, *, step: bool = False) -> _Place:
        """Return the place of something named inside this one."""
        zh, en = NOUNS.get(noun, (noun, noun))
        return _Place(
            self.part, self.id, name if step else self.step, f"{self.zh}的{zh}“{name}”", f"{en} “{name}” of {self.en}"
        )

    def came(self, what: Any) -> Difference:
        """Return that this is new."""
        return self._all("added", "", _title(what), f"新增{self.zh}", f"{self.en} is new")

    def went(self, what: Any) -> Difference:
        """Return that this is gone."""
        return self._all("removed", _title(what), "", f"去掉了{self.zh}", f"{self.en} is gone")

    def _all(self, how: str, before: str, after: str, zh: str, en: str) -> Difference:
        title = before or after
        if title and f"“{title}”" not in zh:
            zh, en = f"{zh}（{title}）", f"{en} ({title})"
        return Difference(how, self.part, self.id, self.step, "", before, after, zh, en)

    def moved(self, before: str, after: str) -> Difference:
        """Return that the order in here changed."""
        zh, en = f"{self.zh}的次序变了：{before} → {after}", f"the order in {self.en} changed: {before} → {after}"
        return Difference("moved", self.part, self.id, self.step, "order", before, after, zh, en)

    def changed(self, trait: str, old: Any, new: Any) -> Difference:
        """Return that a trait changed."""
        zh, en = label(trait)
        was, now = _told(old), _told(new)
        return Difference(
            "changed",
            self.part,
            self.id,
            self.step,
            trait,
            was[0],
            now[0],
            f"{self.zh}：{zh}从{_quoted(was[0])}改为{_quoted(now[0])}",
            f"{self.en}: {en} changed from {_quoted(was[1])} to {_quoted(now[1])}",
        )


def compare(old: Runbook, new: Runbook) -> tuple[Difference, ...]:
    """Return everything in which *new* differs from *old* by what it means."""
    zh, en = NOUNS["runbook"]
    whole = _Place("runbook", "", "", zh, en)
    found = list(_traits(whole, old, new))
    if old.id != new.id:
        found.insert(0, whole.changed("id", old.id, new.id))
    for part in _PARTS:
        found += _part(part, _named(old, part), _named(new, part))
    for how, one, other in (("removed", old, new), ("added", new, old)):
        for diagnosis in one.diagnoses:
            if diagnosis not in other.diagnoses:
                place = _Place(
                    "diagnoses", diagnosis.when, "", f"诊断“{diagnosis.when}”", f"diagnosis “{diagnosis.when}”"
                )
                found.append(place.came(diagnosis) if how == "added" else place.went(diagnosis))
    return tuple(found)


def _named(book: Runbook, part: str) -> dict[str, Any]:
    found: Any = getattr(book, part)
    if isinstance(found, Mapping):
        return {name: one for name, one in found.items() if not name.startswith("fault:")}
    return {(one.title if part == "scenarios" else one.id): one for one in found}


def _part(part: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    zh, en = NOUNS[part]
    for name in dict.fromkeys((*old, *new)):
        place = _Place(part, name, "", f"{zh}“{name}”", f"{en} “{name}”")
        if name not in old:
            yield place.came(new[name])
        elif name not in new:
            yield place.went(old[name])
        elif old[name] != new[name]:
            yield from _traits(place, old[name], new[name])
            yield from _steps(place, _holder(old[name]), _holder(new[name]))
    if part == "phases":
        yield from _order(_Place(part, "", "", zh, "the phases"), list(old), list(new))


def _holder(item: Any) -> Any:
    return getattr(item, "handling", item)


def _steps(place: _Place, old: Any, new: Any) -> Iterator[Difference]:
    if not hasattr(old, "steps"):
        return
    if old.order is not new.order and old.id.startswith("fault:"):
        yield place.changed("order", old.order, new.order)
    before, after = ({step.id: step for step in one.steps} for one in (old, new))
    for name in dict.fromkeys((*before, *after)):
        inner = place.inside("steps", name, step=True)
        if name not in before:
            yield inner.came(after[name])
        elif name not in after:
            yield inner.went(before[name])
        else:
            yield from _traits(inner, before[name], after[name])
    yield from _order(place, list(before), list(after))


def _order(place: _Place, old: list[str], new: list[str]) -> Iterator[Difference]:
    kept = [name for name in old if name in new], [name for name in new if name in old]
    if kept[0] != kept[1]:
        yield place.moved("、".join(kept[0]), "、".join(kept[1]))


def _traits(place: _Place, old: Any, new: Any, under: str = "") -> Iterator[Difference]:
    """Yield the traits in which two values of a class differ, those of their parts by name."""
    for one in fields(type(old)):
        if one.name in _NOT_MEANT and not (under or (one.name in ("gates", "phases") and place.part != "runbook")):
            continue
        before, after = getattr(old, one.name), getattr(new, one.name)
        if before == after:
            continue
        path = f"{under}.{one.name}" if under else one.name
        if one.name in _KEYED and isinstance(before, tuple) and isinstance(after, tuple):
            yield from _keyed(place, one.name, before, after)
        elif isinstance(before, Mapping) and isinstance(after, Mapping):
            for key in dict.fromkeys((*before, *after)):
                if before.get(key) != after.get(key):
                    yield place.changed(f"{path}.{key}", before.get(key), after.get(key))
        elif _inner(before) and type(before) is type(after):
            yield from _traits(place, before, after, path)
        else:
            yield place.changed(path, before, after)


def _keyed(place: _Place, noun: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Difference]:
    before, after = ({getattr(one, _KEYED[noun]): one for one in several} for several in (old, new))
    for name in dict.fromkeys((*before, *after)):
        inner = place.inside(noun, name)
        if name not in before:
            yield inner.came(after[name])
        elif name not in after:
            yield inner.went(before[name])
        elif before[name] != after[name]:
            yield from _traits(inner, before[name], after[name], "" if noun == "outcomes" else noun)
    yield from _order(_all_in(place, noun), list(before), list(after))


def _all_in(place: _Place, noun: str) -> _Place:
    """Return the place of all the things of one kind inside another."""
    zh, en = NOUNS[noun]
    return _Place(place.part, place.id, place.step, f"{place.zh}的{zh}", f"the {en}s of {place.en}")


def _inner(value: Any) -> bool:
    return has(type(value)) and not isinstance(value, ParamRef | Offset | Target | Seats | Field | Outcome | Owed)


def _title(what: Any) -> str:
    return str(getattr(what, "title", "") or getattr(what, "says", ""))


def _quoted(text: str) -> str:
    return f"“{text}”"


def _told(value: Any) -> tuple[str, str]:
    """Return a value for a sentence, in both languages."""
    if value is None or value in ("", ()):
        return "（没有）", "(nothing)"
    if isinstance(value, Enum):
        return str(value.value), str(value.value)
    if isinstance(value, ParamRef):
        text = f"-${value.name}" if value.negative else f"${value.name}"
        return text, text
    if isinstance(value, Offset):
        return _moment(value)
    if isinstance(value, Target):
        text = (
            f"{value.kind.value} {value.id}"
            if value.id and value.kind.value != "step"
            else value.id or value.kind.value
        )
        return text, text
    if isinstance(value, Seats):
        text = (" + " if value.all else "/").join(value.roles)
        return text, text
    if isinstance(value, list | tuple):
        told = [_told(one) for one in value]
        return "、".join(zh for zh, _ in told), ", ".join(en for _, en in told)
    if isinstance(value, Mapping):
        return _all(value.items())
    if has(type(value)):
        return _all((one.name, getattr(value, one.name)) for one in fields(type(value)) if getattr(value, one.name))
    return show(value), show(value, "en")


def _all(pairs: Any) -> tuple[str, str]:
    told = [(label(str(name)), _told(value)) for name, value in pairs]
    return "、".join(f"{a[0]} {b[0]}" for a, b in told), ", ".join(f"{a[1]} {b[1]}" for a, b in told)


def _moment(offset: Offset) -> tuple[str, str]:
    base = "T" if offset.of is Anchor.GO_LIVE else offset.of.value
    if isinstance(offset.by, ParamRef):
        text = f"{base} {'-' if offset.by.negative else '+'} ${offset.by.name}"
        return text, text
    if offset.by == timedelta(0):
        return base, base
    sign = "-" if offset.by < timedelta(0) else "+"
    return f"{base} {sign} {show_duration(abs(offset.by))}", f"{base} {sign} {show_duration(abs(offset.by), 'en')}"
