"""
sopkit: role-based SOP runbooks for live-commerce rooms.

Everything public is here and loads when it is first used, so that importing
sopkit costs next to nothing (docs/decisions/0001).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sopkit.board import Board, Item, Waiting
    from sopkit.clock import Clock, HandClock, system_clock
    from sopkit.definition.product import Product
    from sopkit.definition.runbook import Runbook
    from sopkit.errors import (
        ConflictError,
        DefinitionError,
        RefusedError,
        SopError,
        StoreError,
        UsageError,
    )
    from sopkit.finding import Finding
    from sopkit.loader import load
    from sopkit.loader.wording import load_wording
    from sopkit.refusal import Choice, Reason, Refusal
    from sopkit.report import Report
    from sopkit.role import Crew, Role
    from sopkit.run import Done, Run, aio, resume, start
    from sopkit.stores import open_store
    from sopkit.stores.protocol import Entry, Store
    from sopkit.timer import Timer
    from sopkit.wording import Objection, Rules

__all__ = [
    "Board",
    "Choice",
    "Clock",
    "ConflictError",
    "Crew",
    "DefinitionError",
    "Done",
    "Entry",
    "Finding",
    "HandClock",
    "Item",
    "Objection",
    "Product",
    "Reason",
    "Refusal",
    "RefusedError",
    "Report",
    "Role",
    "Rules",
    "Run",
    "Runbook",
    "SopError",
    "Store",
    "StoreError",
    "Timer",
    "UsageError",
    "Waiting",
    "aio",
    "load",
    "load_wording",
    "open_store",
    "resume",
    "start",
    "system_clock",
]

_HOMES = {
    "sopkit.board": ("Board", "Item", "Waiting"),
    "sopkit.clock": ("Clock", "HandClock", "system_clock"),
    "sopkit.definition.product": ("Product",),
    "sopkit.definition.runbook": ("Runbook",),
    "sopkit.errors": ("ConflictError", "DefinitionError", "RefusedError", "SopError", "StoreError", "UsageError"),
    "sopkit.finding": ("Finding",),
    "sopkit.loader": ("load",),
    "sopkit.loader.wording": ("load_wording",),
    "sopkit.refusal": ("Choice", "Reason", "Refusal"),
    "sopkit.report": ("Report",),
    "sopkit.role": ("Crew", "Role"),
    "sopkit.run": ("Done", "Run", "aio", "resume", "start"),
    "sopkit.stores": ("open_store",),
    "sopkit.stores.protocol": ("Entry", "Store"),
    "sopkit.timer": ("Timer",),
    "sopkit.wording": ("Objection", "Rules"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'sopkit' has no attribute {name!r}")
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
