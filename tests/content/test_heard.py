"""What is read aloud in the shipped content: no gap, no word that may not be said, never a doubtful example."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sopkit.loader.wording import load_wording
from sopkit.wording import Level, Rules, check_text
from tests.content.cited import known_ids
from tests.content.driven import shipped
from tests.content.heard import Line, heard_in

COUNTER_EXAMPLES = Path(__file__).with_name("counter_examples.csv")

# What a fault's seats must not say is quoted where it is put right.
QUOTED = "全网最低"


@pytest.fixture(scope="module")
def lines() -> set[Line]:
    """Return every line that is read aloud, or told to a seat, in the scenarios, filled in."""
    return heard_in(shipped())


@pytest.fixture(scope="module")
def rules() -> Rules:
    """Return the shipped wording rules."""
    return load_wording()


def test_much_is_read_aloud(lines: set[Line]) -> None:
    """There are scripts of steps and lines of cues and faults, and many of them."""
    assert len({line.about for line in lines if line.about.startswith("cue ")}) > 25
    assert len({line.about for line in lines if not line.about.startswith("cue ")}) > 60


def test_nothing_read_aloud_has_a_gap(lines: set[Line]) -> None:
    """Every name in a script has a value when its turn comes, but for what the step itself writes down."""
    assert sorted(line for line in lines if line.gaps) == []


def test_nothing_read_aloud_is_forbidden(lines: set[Line], rules: Rules) -> None:
    """No wording rule objects to a line once the product's own facts are in it."""
    found = [
        f"{line.about}: {line.text}: {hit.rule}"
        for line in sorted(lines)
        for hit in check_text(line.text.replace(QUOTED, ""), rules=rules)
        if hit.level is not Level.INFO
    ]
    assert found == []


def _counter_examples() -> list[tuple[str, str]]:
    with COUNTER_EXAMPLES.open(encoding="utf-8", newline="") as file:
        return [(row["id"], row["words"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("identity", "words"), _counter_examples())
def test_a_doubtful_script_of_the_sources_is_objected_to(identity: str, words: str, rules: Rules) -> None:
    """Whoever writes what the sources say, and the law doubts, into a script is told, with the same source."""
    assert known_ids()[identity]
    cited = {source for hit in check_text(words, rules=rules) for source in hit.source}
    assert identity in cited
