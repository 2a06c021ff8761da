"""Labelled lines: a CSV file of lines that are known to be good or bad, to score the wording rules by."""

from __future__ import annotations

import csv
from pathlib import Path

from sopkit.errors import UsageError
from sopkit.wording.score import Labelled

__all__ = ["load_labelled"]

_LABELS = {"bad": True, "good": False}
_COLUMNS = ("text", "label")


def load_labelled(path: Path) -> tuple[Labelled, ...]:
    """
    Return the lines of a CSV file: ``text``, ``label`` (good or bad), perhaps ``platform``, ``half`` and ``note``.

    Raises:
        UsageError: it cannot be read, lacks a column, or has another label.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        raise UsageError(f"读不了 {path}：{why}。", f"{path} cannot be read: {why}.") from error
    found: list[Labelled] = []
    for number, row in enumerate(rows, 2):
        if any(row.get(name) is None for name in _COLUMNS):
            raise UsageError(
                f"{path} 第 {number} 行：要有 text 和 label 两列。", f"{path} line {number}: text and label are needed."
            )
        if row["label"] not in _LABELS:
            raise UsageError(
                f"{path} 第 {number} 行：label 写 good 或 bad，不是“{row['label']}”。",
                f"{path} line {number}: label is good or bad, not “{row['label']}”.",
            )
        found.append(
            Labelled(
                row["text"],
                _LABELS[row["label"]],
                row.get("platform") or None,
                row.get("half") or "",
                row.get("note") or "",
                number,
            )
        )
    return tuple(found)
