"""`sop export` and `sop import`: a sheet out, a look, a runbook in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import sopkit
from sopkit.sheets.losses import _PARTS
from sopkit_cli.main import sop as command_line
from sopkit_cli.texts import TEXTS

Sop = Callable[..., str]


@pytest.fixture
def sop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sop:
    """Return a function that runs `sop` in an empty folder, in Chinese, and returns what it printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*words: str, exit_code: int = 0) -> str:
        result = CliRunner().invoke(command_line, [*words, "--lang", "zh"], prog_name="sop")
        assert result.exit_code == exit_code, result.output
        return result.output

    return run


@pytest.mark.parametrize("name", ["表.xlsx", "表.csv"])
def test_there_and_back(sop: Sop, name: str) -> None:
    """A preview writes nothing; with --write the file is there and loads."""
    assert "写不下" in sop("export", "lucky-bag", "--sheet", name)
    shown = sop("import", name, "-o", "bag.yaml")
    assert "会写进 bag.yaml" in shown
    assert "加 --write" in shown
    assert not Path("bag.yaml").exists()
    sop("import", name, "-o", "bag.yaml", "--write")
    book = sopkit.load(Path("bag.yaml"))
    assert book.procedures.keys() == sopkit.load("lucky-bag").procedures.keys()


def test_a_file_is_not_written_over(sop: Sop) -> None:
    """What stands there stays, unless it is asked for."""
    sop("export", "lucky-bag", "--sheet", "s.csv")
    Path("s.yaml").write_text("别动", encoding="utf-8")
    assert "--force" in sop("import", "s.csv", "--write", exit_code=2)
    assert Path("s.yaml").read_text(encoding="utf-8") == "别动"
    sop("import", "s.csv", "--write", "--force")
    assert Path("s.yaml").read_text(encoding="utf-8").startswith("sop: 1")


def test_rows_that_are_left_out_are_told(sop: Sop) -> None:
    """Exit code 1, each with file, row and column; the rest is written."""
    Path("s.csv").write_text("岗位,动作\n主播,讲\n,谁做\n", encoding="utf-8")
    assert "s.csv:3:1: SHT204" in sop("import", "s.csv", "--write", exit_code=1)
    assert sopkit.load(Path("s.yaml")).procedures["流程"].steps[0].title == "讲"


def test_what_would_not_load_is_not_written(sop: Sop) -> None:
    """The linter's word on it is shown, and nothing is written."""
    Path("s.csv").write_text("岗位,动作,口播\n主播,讲,{说什么}\n", encoding="utf-8")
    assert "SOP304" in sop("import", "s.csv", "--write", exit_code=3)
    assert not Path("s.yaml").exists()


def test_as_data(sop: Sop) -> None:
    """With --json: the text, the findings, whether it was written; and every loss of an export."""
    out = json.loads(sop("export", "hold-order", "--sheet", "s.csv", "--json"))
    assert {"place": "hold-order/countdown", "what": "within", "settled": True} in out["losses"]
    back = json.loads(sop("import", "s.csv", "--json"))
    assert (back["ok"], back["written"], back["findings"]) == (True, False, [])
    assert back["yaml"].startswith("sop: 1")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "lucky-bag", "--sheet", "s.pdf"), ".xlsx"),
        (("import", "nothing.csv"), "nothing.csv"),
        (("import", "s.csv", "-o", "a b.yaml"), "a b.yaml"),
        (("import", "s.csv", "--go-live", "晚上八点"), "20:00"),
        (("import", "s.xlsx"), "打不开"),
    ],
)
def test_bad_words_are_told(sop: Sop, words: tuple[str, ...], said: str) -> None:
    """A wrong file, name or time is a usage error in a sentence."""
    Path("s.csv").write_text("岗位,动作\n主播,讲\n", encoding="utf-8")
    Path("s.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    assert said in sop(*words, exit_code=2)


def test_every_loss_has_a_word() -> None:
    """Whatever field a sheet may lose has a name in both languages."""
    from attrs import fields

    from sopkit.definition.fault import Fault
    from sopkit.definition.procedure import Procedure
    from sopkit.definition.runbook import Phase
    from sopkit.definition.step import Step

    names = {field.name for cls in (Step, Procedure, Fault, Phase) for field in fields(cls)} | {*_PARTS}
    names |= {"version", "platform", "note", "min_people", "may"}
    assert [name for name in sorted(names) if f"loss.{name}" not in TEXTS] == []
