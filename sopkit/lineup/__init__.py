"""Line-up: the products of a show, read from CSV, Excel or YAML, with everything that is wrong found in one pass."""

from __future__ import annotations

from sopkit.lineup.columns import COLUMNS
from sopkit.lineup.door import check_lineup, read_lineup

__all__ = ["COLUMNS", "check_lineup", "read_lineup"]
