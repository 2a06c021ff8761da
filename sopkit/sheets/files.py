"""Files: a sheet as the bytes of a CSV or Excel file, and the lines of one that is read."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Any

from sopkit.finding import Finding
from sopkit.lineup.csv_table import csv_lines
from sopkit.lineup.excel_table import excel_lines, openpyxl_for
from sopkit.sheets.sheet import Line, Sheet

__all__ = ["csv_bytes", "excel_bytes", "lines_of"]

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDE = {"口播": 48, "动作": 28, "备注": 36, "记录": 32, "当心": 28, "做法": 24, "结果": 24, "编号": 26}


def lines_of(raw: bytes, file: str) -> tuple[tuple[Line, ...], tuple[Finding, ...]]:
    """
    Return the lines of an .xlsx file, or of a CSV file in UTF-8, UTF-16 or GBK.

    Raises:
        UsageError: openpyxl is not installed, or it is not an .xlsx file that may be opened.
    """
    if raw[:2] == b"PK":
        return excel_lines(raw, file)
    lines, findings = csv_lines(raw, file)
    return tuple(Line(line.number, tuple(_unguarded(cell) for cell in line.cells)) for line in lines), findings


def csv_bytes(sheet: Sheet) -> bytes:
    """Return *sheet* as CSV that Excel opens as it is; a cell that would be a formula has an apostrophe before it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(sheet.heads)
    writer.writerows([_guarded(cell) for cell in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig", errors="replace")


def excel_bytes(sheet: Sheet) -> bytes:
    """
    Return *sheet* as an .xlsx file: heads that stay, cells that wrap, every cell a text.

    Raises:
        UsageError: openpyxl is not installed.
    """
    openpyxl = openpyxl_for("writing")
    book = openpyxl.Workbook()
    page = book.active
    page.title = "流程表"
    for row, cells in enumerate((sheet.heads, *sheet.rows), 1):
        for column, cell in enumerate(cells, 1):
            _set(openpyxl, page.cell(row, column), cell, head=row == 1)
    for column, head in enumerate(sheet.heads, 1):
        page.column_dimensions[openpyxl.utils.get_column_letter(column)].width = _WIDE.get(head, 14)
    page.freeze_panes = "A2"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    book.properties.creator = "sopkit"
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)  # noqa: DTZ001 -- Excel's have no zone
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def _set(openpyxl: Any, cell: Any, text: str, *, head: bool) -> None:
    cell.value = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text) or None
    if text:
        cell.data_type = "s"
    cell.alignment = openpyxl.styles.Alignment(wrap_text=True, vertical="top")
    if head:
        cell.font = openpyxl.styles.Font(bold=True)
        cell.fill = openpyxl.styles.PatternFill("solid", fgColor="DFE4EA")


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.lstrip("'").startswith(_STARTS_FORMULA) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_STARTS_FORMULA) else cell
