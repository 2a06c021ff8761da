"""Batches of lines that were written before the rules were tried on them: kept as they were, and held to a measure."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from sopkit.loader.labelled import load_labelled
from sopkit.wording import Rules, score

FOLDER = Path(__file__).parent / "blind"
BATCHES = sorted(FOLDER.glob("*.csv"))
PRECISION = 0.95
RECALL = 0.8
LEAST = 120


@pytest.mark.parametrize("path", BATCHES, ids=lambda path: path.stem)
def test_the_rules_tell_a_batch_apart(path: Path, rules: Rules) -> None:
    """On each batch by itself, precision is at least 0.95 and recall at least 0.8."""
    found = score(load_labelled(path), rules)
    assert found.precision >= PRECISION, [line.text for line in found.wrong]
    assert found.recall >= RECALL, [line.text for line in found.missed]


@pytest.mark.parametrize("path", BATCHES, ids=lambda path: path.stem)
def test_a_batch_is_as_it_was_written(path: Path) -> None:
    """A batch has 120 lines or more, half of them bad, each once; README.md has its digest and its first figures."""
    lines = load_labelled(path)
    counts = Counter(line.bad for line in lines)
    assert len(lines) >= LEAST
    assert abs(counts[True] - counts[False]) <= len(lines) // 20
    assert len({(line.text, line.platform) for line in lines}) == len(lines)
    kept = re.findall(r"^\| (\w+) \|.*\| ([0-9a-f]{12}) \|$", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
    assert dict(kept)[path.stem] == sha256(path.read_bytes()).hexdigest()[:12]


def test_no_line_is_in_two_batches() -> None:
    """A line counts once, and none is among those that the rules were tuned on."""
    known = Counter(
        (line.text, line.platform) for path in (*BATCHES, FOLDER.parent / "lines.csv") for line in load_labelled(path)
    )
    assert [text for (text, _), times in known.items() if times > 1] == []
