"""Procedure: a named set of steps with an order, and how it may be opened, repeated and bounded."""

from __future__ import annotations

from enum import StrEnum

from sopkit.definition.step import Plan, Step
from sopkit.definition.value import Duration, ParamRef
from sopkit.frozen import frozen

__all__ = ["Limits", "Order", "Procedure", "ProductUse"]


class Order(StrEnum):
    """In which order the steps are taken."""

    SEQUENCE = "sequence"
    CHECKLIST = "checklist"


class ProductUse(StrEnum):
    """Whether an activity of the procedure is about one product of the line-up."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


@frozen
class Limits:
    """
    Bounds of a procedure that repeats.

    ``duration`` counts from the start of each round until one of the
    ``on_limit`` steps is done in it; past it only those steps are legal.
    ``rounds`` bounds how often the flow may go back.
    """

    duration: Duration | None = None
    rounds: int | ParamRef | None = None
    on_limit: tuple[str, ...] = ()


@frozen
class Procedure:
    """
    A named set of steps.

    ``opened_by`` lists the roles that may open it by hand (empty: every seat
    of the runbook), ``when`` must hold then. ``phases`` are where it may be
    opened (empty: anywhere). A ``beside`` procedure runs beside the show: no
    fault suspends it and no phase waits for it (a complaint). ``at_most``
    activities of it may be open at once. ``for_each`` is ``"product"`` where
    a phase opens one activity for each product of the line-up.
    """

    id: str
    title: str
    steps: tuple[Step, ...]
    order: Order = Order.SEQUENCE
    product: ProductUse = ProductUse.NONE
    opened_by: tuple[str, ...] = ()
    when: str | None = None
    gates: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    limits: Limits | None = None
    plan: Plan | None = None
    beside: bool = False
    at_most: int | None = None
    for_each: str | None = None
    source: tuple[str, ...] = ()
    note: str = ""
    caution: str = ""
