"""Door: a line-up from a file of any kind that sopkit reads, or everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path

from sopkit.definition.product import Product
from sopkit.errors import DefinitionError, UsageError, cause
from sopkit.finding import Finding, Severity

__all__ = ["MAX_BYTES", "check_lineup", "read_lineup"]

MAX_BYTES = 8 * 1024 * 1024
"""How large a file may be."""


def read_lineup(path: str | Path) -> tuple[Product, ...]:
    """
    Read a line-up from a CSV, Excel (.xlsx) or YAML file.

    The heads of the columns (in YAML, the keys) are Chinese or English.
    ``编号``/``id`` and ``名称``/``name`` are needed; where there is no id, the
    货号 or the link's number stands for it. Every other column is a fact, an
    empty cell one that is not known.

    Raises:
        UsageError: the file cannot be read, is of another kind, or needs openpyxl, which is not installed.

        DefinitionError: with every problem in it, each with its line and column.
    """
    products, findings = check_lineup(path)
    errors = tuple(found for found in findings if found.severity is Severity.ERROR)
    if errors:
        raise DefinitionError(errors)
    return products


def check_lineup(path: str | Path) -> tuple[tuple[Product, ...], tuple[Finding, ...]]:
    """
    Return the products that can be read, and everything that is wrong or doubtful.

    Raises:
        UsageError: the file cannot be read, is of another kind, or needs openpyxl, which is not installed.
    """
    from sopkit.lineup.products import products_of

    path, file = Path(path), str(path)
    kind = path.suffix.lower()
    if kind in (".csv", ".tsv", ".txt"):
        from sopkit.lineup.csv_table import read_csv as read
    elif kind in (".xlsx", ".xlsm"):
        from sopkit.lineup.excel_table import read_excel as read
    elif kind in (".yaml", ".yml"):
        from sopkit.lineup.yaml_table import read_yaml as read
    else:
        raise UsageError(
            f"货盘文件 {file} 不认得：要 .csv、.xlsx 或 .yaml。旧的 .xls 请另存为 .xlsx。",
            f"the line-up {file} is of no known kind: use .csv, .xlsx or .yaml; save an old .xls as .xlsx.",
        )
    return products_of(read(_bytes(path, file), file))


def _bytes(path: Path, file: str) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(
                f"货盘文件 {file} 太大（超过 {MAX_BYTES // 1024 // 1024} MB）；图片请删掉，只留表格。",
                f"the line-up {file} is over {MAX_BYTES // 1024 // 1024} MB; take out the pictures.",
            )
        return path.read_bytes()
    except OSError as error:
        zh, en = cause(error)
        raise UsageError(f"货盘文件 {file} 读不了：{zh}。", f"the line-up {file} cannot be read: {en}.") from None
