"""Commands that help to write a file: the schema for editors, templates, format versions."""

from __future__ import annotations

import json
from pathlib import Path

from sopkit.schema import schema
from tests.cli.conftest import Sop


def test_the_schema_is_printed_or_written(sop: Sop, tmp_path: Path) -> None:
    """`sop schema` prints the schema of a kind of file; with -o it becomes a file for an editor to read."""
    assert json.loads(sop("schema").stdout) == schema()
    assert json.loads(sop("schema", "role").stdout) == schema("role")
    sop("schema", "-o", "runbook.schema.json")
    assert json.loads((tmp_path / "runbook.schema.json").read_text(encoding="utf-8")) == schema()
