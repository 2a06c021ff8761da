"""CSV: a line-up from a text file, as shops and spreadsheets write it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from sopkit.lineup import rules
from sopkit.lineup.grid import Line, table_of
from sopkit.lineup.table import MAX_COLUMNS, Table, place

__all__ = ["read_csv"]


def read_csv(raw: bytes, file: str) -> Table:
    """Return the table of a CSV file: UTF-8, UTF-16 or GBK; separated by commas, tabs or semicolons."""
    text = _decoded(raw)
    if text is None:
        return Table((), (rules.BAD_ENCODING.at(place(file, 1)),), sound=False)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",\t;", key=first.count)
    if first.count(separator) == 0 and "，" in first:
        return Table((), (rules.FULL_COMMA.at(place(file, 1, first.index("，") + 1)),), sound=False)
    lines: list[Line] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        lines.extend(_lines(reader))
    except csv.Error as error:
        return Table((), (rules.BAD_CSV.at(place(file, reader.line_num), why=str(error)),), sound=False)
    return table_of(file, lines)


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
