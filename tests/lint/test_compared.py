"""The page that compares tools says of this one what is so now."""

from __future__ import annotations

import re
from pathlib import Path

from tests.lint.compare import INVALID, judged, marked, sop

PAGE = Path(__file__).parents[2] / "docs" / "compared.md"


def test_the_page_says_what_is_found_now() -> None:
    """As many files, as many mistakes, and all of them met at the character, as the page says; no place too many."""
    mistakes = marked()
    results = [judged(sop(INVALID / f"{name}.yaml"), places) for name, places in mistakes.items()]
    text = PAGE.read_text(encoding="utf-8")
    rows = [int(row.split("|")[2]) for row in text.splitlines() if re.match(r"\| [^s|]*/ ", row)]
    assert rows == [sum(column) for column in zip(*results, strict=True)]
    said = re.search(r"(\d+) files with slips.*?Each of the (\d+) mistakes", text, re.DOTALL)
    assert said is not None
    assert (int(said[1]), int(said[2])) == (len(mistakes), sum(map(len, mistakes.values())))
