"""Excel: a line-up from the first sheet of an .xlsx file; its values only, no formula is worked out."""

from __future__ import annotations

import io
import warnings
import zipfile
from datetime import date, datetime
from typing import Any

from sopkit.errors import UsageError
from sopkit.finding import Finding
from sopkit.lineup import rules
from sopkit.lineup.grid import Line, table_of
from sopkit.lineup.table import MAX_COLUMNS, MAX_ROWS, Table, place

__all__ = ["MAX_UNPACKED", "excel_lines", "openpyxl_for", "read_excel"]

MAX_UNPACKED = 64 * 1024 * 1024
"""How large the packed parts may become, added up."""

_LAST_ROW = MAX_ROWS + 100


def read_excel(raw: bytes, file: str) -> Table:
    """
    Return the table of an .xlsx file.

    Raises:
        UsageError: openpyxl is not installed, or it is not an .xlsx file that may be opened.
    """
    lines, findings = excel_lines(raw, file)
    table = table_of(file, lines)
    return Table(table.rows, (*findings, *table.findings), table.sound)


def excel_lines(raw: bytes, file: str) -> tuple[tuple[Line, ...], tuple[Finding, ...]]:
    """
    Return the lines of the first sheet, and what is wrong with its formulas.

    Raises:
        UsageError: openpyxl is not installed, or it is not an .xlsx file that may be opened.
    """
    openpyxl = openpyxl_for("reading")
    _guard(raw, file)
    try:
        values = _sheet(openpyxl, raw, values=True)
        written = _sheet(openpyxl, raw, values=False)
    except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile, SyntaxError) as error:
        # SyntaxError is what the XML parser raises; the rest is what openpyxl does with parts that do not fit.
        raise _broken(file) from error
    findings = tuple(_formulas(file, values, written))
    return tuple(Line(number, tuple(map(_text, cells))) for number, cells in enumerate(values, 1)), findings


def openpyxl_for(doing: str) -> Any:
    """
    Return the library for Excel files, loaded when it is used.

    Raises:
        UsageError: it is not installed; *doing* (``reading``, ``writing``) is what it is needed for.
    """
    try:
        import openpyxl
    except ImportError:
        raise UsageError(
            f"{'写' if doing == 'writing' else '读'} Excel 要装 openpyxl：pip install 'sopkit[excel]'；或者在 Excel 里另存为“CSV UTF-8”。",
            f"{doing} Excel needs openpyxl: pip install 'sopkit[excel]'; or save the sheet as “CSV UTF-8”.",
        ) from None
    return openpyxl


def _broken(file: str) -> UsageError:
    return UsageError(
        f"{file} 打不开：不是完整的 .xlsx 文件（也许是旧的 .xls，或者加了密码）。请另存为 .xlsx 或“CSV UTF-8”。",
        f"{file} cannot be opened: it is no whole .xlsx file (an old .xls perhaps, or one with a password). "
        "Save it as .xlsx or “CSV UTF-8”.",
    )


def _guard(raw: bytes, file: str) -> None:
    """Turn away what would unpack too large, and XML that defines entities: no spreadsheet writes any."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            parts = packed.infolist()
            if sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise UsageError(
                    f"{file} 展开后太大（超过 {MAX_UNPACKED // 1024 // 1024} MB）。请只留货盘那一页，再存一次。",
                    f"{file} unpacks to over {MAX_UNPACKED // 1024 // 1024} MB; keep only the line-up's sheet.",
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and _declares(packed.read(part)):
                    raise _broken(file)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise _broken(file) from error


def _declares(xml: bytes) -> bool:
    return b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"<\x00!\x00D" in xml or b"\x00<\x00!\x00D" in xml


def _sheet(openpyxl: Any, raw: bytes, *, values: bool) -> list[tuple[object, ...]]:
    """Return the cells of the first sheet: their values, or (where *values* is false) what is written in them."""
    with warnings.catch_warnings():
        # What it does not know of a workbook (drop-down lists, colours) it warns of, and does not matter here.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=values, keep_links=False)
    try:
        sheet = next(one for one in book.worksheets if one.sheet_state == "visible")
        sheet.reset_dimensions()  # many writers note a size that is not that of the sheet
        return list(sheet.iter_rows(max_row=_LAST_ROW, max_col=MAX_COLUMNS, values_only=True))
    except StopIteration:
        return []
    finally:
        book.close()


def _formulas(file: str, values: list[tuple[object, ...]], written: list[tuple[object, ...]]) -> list[Finding]:
    """Note each formula whose result the file does not hold."""
    found = []
    for number, (shown, typed) in enumerate(zip(values, written, strict=False), 1):
        for column, (value, text) in enumerate(zip(shown, typed, strict=False), 1):
            if value is None and text is not None:
                found.append(rules.FORMULA.at(place(file, number, column), cell=f"{_letters(column)}{number}"))
    return found


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _text(value: object) -> str:
    """Return a cell as a person sees it: a number to the 15 digits that Excel keeps, yes and no as 是 and 否."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)
