"""The field table: every key that a file of ours may have. The reader is compiled from it."""

from __future__ import annotations

from sopkit.loader.kinds import Table
from sopkit.loader.tables.fault import FAULT_TABLES
from sopkit.loader.tables.procedure import PROCEDURE_TABLES
from sopkit.loader.tables.runbook import RUNBOOK_TABLES
from sopkit.loader.tables.wording import WORDING_TABLES

__all__ = ["TABLES"]

TABLES: dict[str, Table] = {
    table.name: table for table in (*RUNBOOK_TABLES, *PROCEDURE_TABLES, *FAULT_TABLES, *WORDING_TABLES)
}
"""Each table by its name."""
