"""The glossary and the code use the same words."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

from sopkit import definition

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| (?:`([\w.]+)` )?\|$", re.MULTILINE)
ROWS = [row for row in ROW.findall(GLOSSARY.read_text(encoding="utf-8")) if row[0] != "word"]


def test_every_row_is_read() -> None:
    """No row of the tables escapes the tests by its spelling."""
    lines = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert len(ROWS) == len([line for line in lines if not line.startswith("| word |")])


@pytest.mark.parametrize(("word", "path"), [(row[0], row[3]) for row in ROWS if row[3]])
def test_a_word_lives_where_the_glossary_says(word: str, path: str) -> None:
    """A word that names a place in the code is found there, in a name that has the word in it."""
    module, _, name = path.rpartition(".")
    assert word in name
    assert hasattr(importlib.import_module(module), name)


def test_one_word_one_meaning() -> None:
    """No word stands twice, in either language."""
    for column in (0, 1):
        words = [row[column] for row in ROWS]
        assert sorted(set(words)) == sorted(words)


def test_every_word_of_a_definition_is_in_the_glossary() -> None:
    """What a runbook file may become is explained, all of it."""
    words = set()
    for found in pkgutil.iter_modules(definition.__path__):
        names = importlib.import_module(f"sopkit.definition.{found.name}").__all__
        words |= {name for name in names if not name.isupper()}
    assert words - {row[0] for row in ROWS} == set()
