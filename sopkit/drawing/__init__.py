"""Drawings: a runbook, one of its procedures or faults, as a picture (SVG) and as Mermaid text."""

from __future__ import annotations

from sopkit.drawing.lanes import draw_fault, draw_procedure
from sopkit.drawing.mermaid import fault_mermaid, procedure_mermaid
from sopkit.drawing.overview import draw_runbook
from sopkit.drawing.shape import Drawing
from sopkit.drawing.svg import svg

__all__ = [
    "Drawing",
    "draw_fault",
    "draw_procedure",
    "draw_runbook",
    "fault_mermaid",
    "procedure_mermaid",
    "svg",
]
