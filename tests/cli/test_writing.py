"""Commands that help to write a file: the schema for editors, templates, format versions."""

from __future__ import annotations

import json
from pathlib import Path

from sopkit.schema import schema
from sopkit.templates import template
from tests.cli.conftest import Sop


def test_the_schema_is_printed_or_written(sop: Sop, tmp_path: Path) -> None:
    """`sop schema` prints the schema of a kind of file; with -o it becomes a file for an editor to read."""
    assert json.loads(sop("schema").stdout) == schema()
    assert json.loads(sop("schema", "role").stdout) == schema("role")
    sop("schema", "-o", "runbook.schema.json")
    assert json.loads((tmp_path / "runbook.schema.json").read_text(encoding="utf-8")) == schema()


def test_new_prints_a_runbook(sop: Sop) -> None:
    """`sop new` prints a runbook with the id that was asked for, or the kind's name."""
    assert "\nid: friday\n" in sop("new", "show", "friday").stdout
    assert "\nid: fault\n" in sop("new", "fault").stdout


def test_new_writes_a_runbook_and_its_schema(sop: Sop, tmp_path: Path) -> None:
    """With -o it is a file that lints clean and starts, with the schema that its first line names beside it."""
    sop("new", "show", "-o", "friday.yaml")
    first = (tmp_path / "friday.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert json.loads((tmp_path / first.partition("$schema=")[2]).read_text(encoding="utf-8")) == schema()
    sop("lint", "friday.yaml")
    sop(
        "start",
        "friday.yaml",
        "--crew",
        "运营=阿杰",
        "--crew",
        "主播=小美",
        "--crew",
        "场控=老王",
        "--crew",
        "中控=老王",
    )


def test_new_overwrites_nothing(sop: Sop, tmp_path: Path) -> None:
    """A file that is there stays as it is, the schema too; an id that is not the file's name is a slip."""
    (tmp_path / "runbook.schema.json").write_text("{}", encoding="utf-8")
    sop("new", "cue", "-o", "watch.yaml")
    before = (tmp_path / "watch.yaml").read_bytes()
    assert "已经有了" in sop("new", "fault", "-o", "watch.yaml", exit_code=2).stderr
    assert (tmp_path / "watch.yaml").read_bytes() == before
    assert (tmp_path / "runbook.schema.json").read_text(encoding="utf-8") == "{}"
    assert "不一样" in sop("new", "cue", "other", "-o", "that.yaml", exit_code=2).stderr


def test_new_takes_the_place_of_a_schema(sop: Sop, tmp_path: Path) -> None:
    """A team that keeps the schema elsewhere names it, and no other is written."""
    sop("new", "cue", "-o", "watch.yaml", "--schema", "https://shop.example/runbook.json")
    assert "$schema=https://shop.example/runbook.json" in (tmp_path / "watch.yaml").read_text(encoding="utf-8")
    assert not (tmp_path / "runbook.schema.json").exists()


def test_migrate_says_then_writes(sop: Sop, tmp_path: Path) -> None:
    """Without --write it is only told, with --diff shown; with it the file is new and the old one beside it."""
    path = tmp_path / "watch.yaml"
    text = template("cue", "watch").replace("sop: 1 ", "# ", 1)
    path.write_text(text, encoding="utf-8")
    shown = sop("migrate", "watch.yaml", "--diff", exit_code=1).stdout
    assert "\n+sop: 1\n" in shown
    assert path.read_text(encoding="utf-8") == text
    assert "watch.yaml.v0.bak" in sop("migrate", "watch.yaml", "--write").stdout
    assert (tmp_path / "watch.yaml.v0.bak").read_text(encoding="utf-8") == text
    assert "已经是现在的格式" in sop("migrate", "watch.yaml").stdout
    sop("lint", "watch.yaml")


def test_migrate_refuses_what_it_does_not_know(sop: Sop, tmp_path: Path) -> None:
    """A file of a version to come is left alone, and said to be."""
    (tmp_path / "next.yaml").write_text("sop: 2\nid: next\n", encoding="utf-8")
    assert "请升级 sopkit" in sop("migrate", "next.yaml", "--write", exit_code=3).stdout
    assert [path.name for path in tmp_path.iterdir()] == ["next.yaml"]
