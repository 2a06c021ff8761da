"""`sop test`: what it plays, what it prints, how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sopkit_cli.main import sop

GOOD = """\
sop: 1
id: good
title: 好
roles: [host, floor, operations]
procedures:
  talk: {title: 讲, role: 主播}
scenarios:
  - {title: 讲完, given: {open: talk}, do: [{host: talk}], then: {finished: talk}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a runbook that passes, one that fails, one that cannot be played, one that is wrong."""
    texts = {
        "good": GOOD,
        "bad": GOOD.replace("id: good", "id: bad").replace("finished: talk", "cut: talk"),
        "slip": GOOD.replace("id: good", "id: slip").replace("{host: talk}", "{hots: talk}"),
        "wrong": GOOD.replace("id: good", "id: wrong").replace("role: 主播", "rolle: 主播"),
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, *names: str, lang: str = "zh") -> Result:
    """Return what `sop test` does with these files of the folder."""
    return CliRunner().invoke(sop, ["--lang", lang, "test", *(str(folder / f"{name}.yaml") for name in names)])


@pytest.mark.parametrize(
    ("names", "code"),
    [(["good"], 0), (["bad"], 1), (["slip"], 3), (["wrong"], 3), (["good", "bad"], 1), (["bad", "wrong", "good"], 3)],
)
def test_it_ends_as_documented(folder: Path, names: list[str], code: int) -> None:
    """All pass: 0. One fails: 1. A file that is wrong, or a scenario that cannot be read: 3, and the rest is played."""
    assert run(folder, *names).exit_code == code


def test_it_says_where_and_why(folder: Path) -> None:
    """A failure is told with its place, what was expected and what was found, in both languages."""
    assert "then（cut: talk）：“talk”应当是 cut，实际是 finished" in run(folder, "bad").output
    assert "then (cut: talk): “talk” should be cut, but is finished" in run(folder, "bad", lang="en").output
    assert "SOP104" in run(folder, "wrong").output


def test_it_is_read_by_programs(folder: Path) -> None:
    """With --json there is one object: each runbook, its error or its scenarios, and where one failed."""
    paths = [str(folder / f"{name}.yaml") for name in ("good", "bad", "wrong")]
    result = CliRunner().invoke(sop, ["test", "--json", *paths])
    data = json.loads(result.output)
    assert result.exit_code == 3
    assert data["ok"] is False
    good, bad, wrong = data["runbooks"]
    assert good["scenarios"] == [
        {"runbook": "good", "number": 1, "title": "讲完", "moves": 1, "failure": None, "passed": True}
    ]
    assert bad["scenarios"][0]["failure"]["part"] == "then"
    assert wrong["scenarios"] == []
    assert wrong["error"]["kind"] == "definition"


def test_without_names_it_plays_all_that_is_shipped() -> None:
    """Naming none plays every runbook that can be found; those shipped all pass."""
    result = CliRunner().invoke(sop, ["test"])
    assert "standard-live" in result.output
    assert result.exit_code == 0, result.output
