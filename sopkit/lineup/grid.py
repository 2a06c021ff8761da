"""Grid: lines of cells made into rows by the heads of their columns, the same for CSV and Excel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sopkit.finding import Finding
from sopkit.frozen import frozen
from sopkit.lineup import rules
from sopkit.lineup.columns import COLUMNS, fact_of, head_of
from sopkit.lineup.table import MAX_ROWS, Cell, Row, Table, place
from sopkit.near import near

__all__ = ["Line", "table_of"]

_HEAD_WITHIN = 10
"""In how many of the first lines the heads are looked for: sheets often begin with a title."""


@frozen
class Line:
    """One line of cells, and the number of its (first) line in the file."""

    number: int
    cells: tuple[str, ...]


def table_of(file: str, lines: Iterable[Line]) -> Table:
    """Return the rows under the heads; empty lines are passed over."""
    filled = [line for line in lines if any(cell.strip() for cell in line.cells)]
    if not filled:
        return Table((), (rules.NO_ROWS.at(place(file, 1)),), sound=False)
    at = next((n for n, line in enumerate(filled[:_HEAD_WITHIN]) if _looks_like_heads(line)), 0)
    head = filled[at]
    findings: list[Finding] = []
    facts = _facts(file, head, findings)
    findings += _missing(file, head, facts)
    rows = filled[at + 1 :]
    if not rows:
        findings.append(rules.NO_ROWS.at(place(file, head.number)))
    if len(rows) > MAX_ROWS:
        findings.append(rules.TOO_MANY.at(place(file, rows[MAX_ROWS].number), limit=str(MAX_ROWS)))
    made = tuple(_rows(file, head, facts, rows[:MAX_ROWS], findings))
    return Table(made, tuple(findings), sound="name" in facts and _identity(facts) is not None)


def _looks_like_heads(line: Line) -> bool:
    known = {fact for cell in line.cells if (fact := fact_of(cell)) is not None}
    return len(known) >= 2 and bool(known & {"id", "name"})


def _facts(file: str, head: Line, findings: list[Finding]) -> list[str]:
    """Return the fact of each column, empty where it has none; note heads that say the same, or nearly."""
    facts: list[str] = []
    first: dict[str, str] = {}
    for column, cell in enumerate(head.cells, 1):
        written = cell.strip()
        fact = fact_of(written) if written else ""
        if fact is None:
            fact = written
            hints = near(written, COLUMNS) if len(written) > 2 else ()
            if hints:
                findings.append(rules.NEAR_COLUMN.at(place(file, head.number, column), head=written, near=hints[0]))
        if fact and fact in first:
            at = place(file, head.number, column)
            findings.append(rules.TWO_COLUMNS.at(at, head=written, other=first[fact], fact=fact))
            fact = ""
        first.setdefault(fact, written)
        facts.append(fact)
    return facts


def _identity(facts: Sequence[str]) -> str | None:
    """Return the column that names the products: the id, or else the 货号, or else the link's number."""
    return next((fact for fact in ("id", "sku", "link") if fact in facts), None)


def _missing(file: str, head: Line, facts: Sequence[str]) -> Iterator[Finding]:
    for fact, there in (("id", _identity(facts) is not None), ("name", "name" in facts)):
        if not there:
            known = "、".join(written for written, name in COLUMNS.items() if name == fact)
            yield rules.NO_COLUMN.at(place(file, head.number), head=head_of(fact), fact=fact, known=known)


def _rows(file: str, head: Line, facts: Sequence[str], lines: Sequence[Line], findings: list[Finding]) -> Iterator[Row]:
    identity = _identity(facts)
    for line in lines:
        cells: dict[str, Cell] = {}
        for column, written in enumerate(line.cells, 1):
            if not written.strip():
                continue
            if column > len(facts):
                at = place(file, line.number, column)
                findings.append(rules.MANY_CELLS.at(at, value=written.strip()[:40]))
                break
            if facts[column - 1]:
                span = place(file, line.number, column)
                cells[facts[column - 1]] = Cell(written.strip(), head.cells[column - 1].strip(), span)
        if "id" not in facts and identity is not None and identity in cells:
            cells["id"] = cells[identity]
        yield Row(cells, place(file, line.number))
