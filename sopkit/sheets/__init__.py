"""Sheets: the run-of-show sheet (流程表) that operators keep, made of a runbook and made into one."""

from __future__ import annotations

from sopkit.sheets.draft import Draft
from sopkit.sheets.files import csv_bytes, excel_bytes, lines_of
from sopkit.sheets.losses import Loss, losses
from sopkit.sheets.reading import read_sheet
from sopkit.sheets.rows import sheet_of
from sopkit.sheets.sheet import Line, Sheet
from sopkit.sheets.yaml_text import yaml_of

__all__ = [
    "Draft",
    "Line",
    "Loss",
    "Sheet",
    "csv_bytes",
    "excel_bytes",
    "lines_of",
    "losses",
    "read_sheet",
    "sheet_of",
    "yaml_of",
]
