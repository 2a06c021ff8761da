"""Passes: everything that looks over a file besides the loader itself, in the order in which it is run."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sopkit.finding import Finding
from sopkit.frozen import frozen
from sopkit.lint.changes import changes
from sopkit.lint.sniff import sniff
from sopkit.lint.subject import Subject
from sopkit.lint.verification import verification
from sopkit.lint.wording import wording

__all__ = ["PASSES", "Pass", "findings_of"]


@frozen
class Pass:
    """
    One look over a file.

    It is run where all that it *needs* is there: attributes of `Subject`
    that are ``None`` where the file is too broken (``root``, ``draft``,
    ``names``, ``book``). ``run`` yields findings; they may come in any
    order.
    """

    name: str
    run: Callable[[Subject], Iterable[Finding]]
    needs: tuple[str, ...] = ()


PASSES: tuple[Pass, ...] = (
    Pass("sniff", sniff, needs=("root",)),
    Pass("changes", changes, needs=("book", "names")),
    Pass("verify", verification, needs=("book", "names")),
    Pass("wording", wording, needs=("draft",)),
)
"""To add a pass: its function in a module of its own, its rules in `sopkit.lint.rules`, and a line here."""


def findings_of(subject: Subject) -> list[Finding]:
    """Return what every pass that can be run finds."""
    found: list[Finding] = []
    for one in PASSES:
        if all(getattr(subject, need) is not None for need in one.needs):
            found.extend(one.run(subject))
    return found
