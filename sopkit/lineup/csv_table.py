"""CSV: a line-up from a text file, as shops and spreadsheets write it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from sopkit.finding import Finding
from sopkit.lineup import rules
from sopkit.lineup.grid import Line, table_of
from sopkit.lineup.table import MAX_COLUMNS, Table, place

__all__ = ["csv_lines", "read_csv"]


def read_csv(raw: bytes, file: str) -> Table:
    """Return the table of a CSV file: UTF-8, UTF-16 or GBK; separated by commas, tabs or semicolons."""
    lines, findings = csv_lines(raw, file)
    return Table((), findings, sound=False) if findings else table_of(file, lines)


def csv_lines(raw: bytes, file: str) -> tuple[tuple[Line, ...], tuple[Finding, ...]]:
    """Return the lines of a CSV file; none, and why, where it cannot be read."""
    text = _decoded(raw)
    if text is None:
        return (), (rules.BAD_ENCODING.at(place(file, 1)),)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",\t;", key=first.count)
    if first.count(separator) == 0 and "，" in first:
        return (), (rules.FULL_COMMA.at(place(file, 1, first.index("，") + 1)),)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return tuple(_lines(reader)), ()
    except csv.Error as error:
        return (), (rules.BAD_CSV.at(place(file, reader.line_num), why=str(error)),)


def _lines(reader: Iterator[list[str]]) -> Iterator[Line]:
    """Yield each line with the number at which it begins: a cell in quotes may run over several."""
    number = 1
    for cells in reader:
        yield Line(number, tuple(cells[:MAX_COLUMNS]))
        number = reader.line_num + 1  # type: ignore[attr-defined]  # csv.reader's own


def _decoded(raw: bytes) -> str | None:
    encodings = ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
