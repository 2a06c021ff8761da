"""One line-up in three kinds of file: a grid of texts written as CSV, as an .xlsx, and as YAML."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

from openpyxl import Workbook

__all__ = ["WRITERS", "Grid", "write_csv", "write_excel", "write_yaml"]

Grid = Sequence[Sequence[str]]


def write_csv(folder: Path, grid: Grid) -> Path:
    """Write the grid as UTF-8 CSV."""
    text = io.StringIO()
    csv.writer(text).writerows(grid)
    path = folder / "货盘.csv"
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
    return path


def write_excel(folder: Path, grid: Grid) -> Path:
    """Write the grid as the first sheet of an .xlsx; what looks like a number is one."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in grid:
        sheet.append([_cell(text) for text in row])
    path = folder / "货盘.xlsx"
    book.save(path)
    return path


def _cell(text: str) -> str | int | float | None:
    if text.isdecimal() and not text.startswith("0"):
        return int(text)
    try:
        return float(text) if "." in text else text or None
    except ValueError:
        return text


def write_yaml(folder: Path, grid: Grid) -> Path:
    """Write the grid as a list of products; empty cells are left out."""
    heads, *rows = grid
    lines = ["products:"]
    for row in rows:
        pairs = [(head, cell) for head, cell in zip(heads, row, strict=True) if cell]
        quoted = [f"{head}: '{cell}'" for head, cell in pairs]
        lines.append("  - " + "\n    ".join(quoted))
    path = folder / "货盘.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


WRITERS: dict[str, Callable[[Path, Grid], Path]] = {"csv": write_csv, "excel": write_excel, "yaml": write_yaml}
