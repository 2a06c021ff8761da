"""Drawing: which picture is asked for, in the language in use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sopkit_cli.complaint import usage
from sopkit_cli.language import language

if TYPE_CHECKING:
    from sopkit.definition.runbook import Runbook

__all__ = ["mermaid_of", "svg_of"]


def svg_of(book: Runbook, procedure: str | None, fault: str | None) -> str:
    """Return the picture as SVG."""
    from sopkit.drawing import draw_fault, draw_procedure, draw_runbook, svg

    if procedure is not None:
        return svg(draw_procedure(book, known(procedure, book.procedures, "no-procedure"), language()))
    if fault is not None:
        return svg(draw_fault(book, known(fault, book.faults, "no-fault"), language()))
    return svg(draw_runbook(book, language()))


def mermaid_of(book: Runbook, procedure: str | None, fault: str | None) -> str:
    """Return the picture in Mermaid's language."""
    from sopkit.diagrams import runbook_mermaid
    from sopkit.drawing import fault_mermaid, procedure_mermaid

    if procedure is not None:
        return procedure_mermaid(book, known(procedure, book.procedures, "no-procedure"), language())
    if fault is not None:
        return fault_mermaid(book, known(fault, book.faults, "no-fault"), language())
    return runbook_mermaid(book)


def known(name: str, things: Mapping[str, object], complaint: str) -> str:
    """Return *name* where there is such a thing; else say which are near."""
    from sopkit.near import near

    if name not in things:
        hints = near(name, things) or tuple(things)[:9]
        raise usage(complaint, name=name, hint=(f"；有：{'、'.join(hints)}", f"; there are: {', '.join(hints)}"))
    return name
