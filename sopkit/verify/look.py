"""Look: a runbook under verification: what is asked of it again and again, and what was found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sopkit.definition.procedure import Procedure, ProductUse
from sopkit.definition.runbook import Runbook
from sopkit.definition.step import Step, TargetKind
from sopkit.definition.value import Duration, ParamRef
from sopkit.finding import Finding, Related, Span
from sopkit.loader.rules.rule import Rule
from sopkit.verify.cut import MOST, Purse
from sopkit.verify.paths import Paths, called_by, paths_of, ways_of
from sopkit.verify.places import Places

__all__ = ["Look", "brief"]

_UNITS = (("d", 86400), ("h", 3600), ("m", 60), ("s", 1))


def brief(length: timedelta) -> str:
    """Return *length* as a file would write it: ``1h30m``."""
    millis = length // timedelta(milliseconds=1)
    sign, millis = ("-", -millis) if millis < 0 else ("", millis)
    seconds, millis = divmod(millis, 1000)
    parts = []
    for unit, size in _UNITS:
        count, seconds = divmod(seconds, size)
        if unit == "s" and millis:
            parts.append(f"{count}.{millis:03d}".rstrip("0") + "s")
        elif count:
            parts.append(f"{count}{unit}")
    return sign + ("".join(parts) or "0s")


class Look:
    """One runbook under verification."""

    def __init__(self, book: Runbook, places: Places, most: int = MOST) -> None:
        self.book = book
        self.places = places
        self.purse = Purse(most)
        self.findings: list[Finding] = []
        self._noted: set[tuple[str, str, int, str]] = set()
        self.callers: dict[str, list[tuple[str, Step]]] = {}
        self.raisers: dict[str, list[tuple[str, Step, str]]] = {}
        self.openers: dict[str, list[tuple[str, Step]]] = {}
        for name, step in self.steps():
            if step.call:
                self.callers.setdefault(step.call, []).append((name, step))
            for key, _, target in ways_of(step):
                if target.kind is TargetKind.RAISE and target.id:
                    self.raisers.setdefault(target.id, []).append((name, step, key))
                elif target.kind is TargetKind.OPEN and target.id:
                    self.openers.setdefault(target.id, []).append((name, step))
        self._owed = {owed.procedure for fault in book.faults.values() for owed in fault.owes}
        self._owed |= {owed.procedure for _, step in self.steps() for owed in step.owes}

    def steps(self) -> Iterator[tuple[str, Step]]:
        """Yield every step, with the id of its procedure."""
        for name, procedure in self.book.procedures.items():
            for step in procedure.steps:
                yield name, step

    def paths(self, procedure: str) -> Paths:
        """Return the paths of a procedure."""
        return paths_of(self.book, procedure)

    def called_by(self, procedure: str) -> frozenset[str]:
        """Return a procedure and all that it calls, near and far."""
        return called_by(self.book, procedure)

    def note(self, rule: Rule, span: Span, *related: Related, **args: str) -> None:
        """Note a finding, once."""
        finding = rule.at(span, *related, **args)
        key = (finding.code, span.file, span.start, finding.zh)
        if key not in self._noted:
            self._noted.add(key)
            self.findings.append(finding)

    def at_procedure(self, procedure: str, key: str | None = None) -> Span:
        """Return where a procedure stands; a fault's handling is where the fault is."""
        if procedure.startswith("fault:"):
            return self.places.part("faults", procedure.removeprefix("fault:"), key or "handling")
        return self.places.part("procedures", procedure, key)

    def length(self, duration: Duration | None) -> timedelta | None:
        """Return a length of time, a param's by its default."""
        if not isinstance(duration, ParamRef):
            return duration
        value = self.book.params[duration.name].default if duration.name in self.book.params else None
        if not isinstance(value, timedelta):
            return None
        return -value if duration.negative else value

    def role(self, role: str) -> str:
        """Return the title of a role."""
        found = self.book.roles.get(role)
        return found.title if found is not None else role

    def has_product(self, procedure: str) -> bool:
        """Whether an activity of the procedure may be about a product: its own, or that of what called it."""
        seen: set[str] = set()
        left = [procedure]
        while left:
            name = left.pop()
            if name in seen:
                continue
            seen.add(name)
            definition: Procedure = self.book.procedures[name]
            if definition.product is not ProductUse.NONE or definition.for_each or name in self._owed:
                return True
            for caller, step in (*self.callers.get(name, ()), *self.openers.get(name, ())):
                if step.for_each:
                    return True
                left.append(caller)
        return False
