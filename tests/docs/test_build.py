"""The pages are built, nit-picky and with every warning an error."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built pages."""
    target = tmp_path_factory.mktemp("docs")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", "docs", target],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout
    return target


def test_the_readme_opens_the_pages(built: Path) -> None:
    """The README is the first page, and its links lead to pages of the site."""
    page = (built / "index.html").read_text(encoding="utf-8")
    assert 'href="tutorial.html"' in page


def test_diagrams_are_drawn_from_the_tables(built: Path) -> None:
    """The page on the architecture shows every status of every lifecycle, drawn from the tables."""
    from sopkit.lifecycle import LIFECYCLES

    page = (built / "architecture.html").read_text(encoding="utf-8")
    missing = [f"{name}.{status}" for name, one in LIFECYCLES.items() for status in one.table if status not in page]
    assert missing == []
    assert page.count('class="mermaid') > len(LIFECYCLES)


def test_every_reason_for_a_refusal_is_listed(built: Path) -> None:
    """The reference names every code that a refusal may carry."""
    from sopkit.reasons import REASONS

    page = (built / "reference" / "refusals.html").read_text(encoding="utf-8")
    assert [code for code in REASONS if f">{code}<" not in page] == []


def test_every_key_of_a_runbook_is_in_the_reference(built: Path) -> None:
    """The reference lists each table that a runbook leads to, each key of it, and each word of a choice."""
    from sopkit.loader.kinds import OneOf
    from sopkit.loader.tables import TABLES
    from sopkit.schema import schema

    page = (built / "reference" / "runbook.html").read_text(encoding="utf-8")
    tables = [table for name, table in TABLES.items() if name == "runbook" or name in schema()["definitions"]]
    assert [table.name for table in tables if f'id="key-table-{table.name.replace("_", "-")}"' not in page] == []
    keys = [key for table in tables for key in table.keys]
    words = [word for key in keys if isinstance(key.kind, OneOf) for word, _, _ in key.kind.words]
    assert [
        word for word in (*(key.name for key in keys), *words) if f'<span class="pre">{word}</span>' not in page
    ] == []
    assert [key.zh for key in keys if key.zh not in page] == []
