"""The terminal under test: `sop` called in this process, with its environment set and nothing of ours."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sopkit_cli.main import sop as command_line

RUNBOOKS = Path(__file__).parent / "runbooks"
SMALL_SHOW = str(RUNBOOKS / "small-show.yaml")
CREW = ("--crew", "运营=阿杰", "--crew", "主播=小美", "--crew", "场控=老王", "--crew", "中控=老王")

Sop = Callable[..., Result]


@pytest.fixture
def sop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sop:
    """Return a function that runs `sop` with the given words, in Chinese, at 80 columns, in a folder of its own."""
    for name in ("SOP_RUN", "SOP_BY", "SOP_DEBUG", "SOP_LANG", "NO_COLOR", "LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("SOP_STORE", "sqlite:///room.db")
    monkeypatch.chdir(tmp_path)

    def run(*words: str, input: str | None = None, exit_code: int = 0) -> Result:
        result = CliRunner().invoke(command_line, words, prog_name="sop", input=input)
        assert result.exit_code == exit_code, result.output
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture
def products(tmp_path: Path) -> str:
    """Return the path of a line-up of two products."""
    path = tmp_path / "products.csv"
    path.write_text(
        "编号,名称,货号,直播价,库存,可售库存,批次,七天无理由\n"
        'A01,保温杯,BW-01,99,200,200,"100,100",是\n'
        "A02,帆布包,FB-02,129,80,80,80,是\n",
        encoding="utf-8",
    )
    return str(path)


@pytest.fixture
def show(sop: Sop, products: str) -> Sop:
    """Return `sop` with a small show begun in its store, in its first phase."""
    sop("start", SMALL_SHOW, *CREW, "--products", products, "--run", "r1")
    return sop


@pytest.fixture
def go_on_air(sop: Sop) -> Callable[[], None]:
    """Return what takes the small show on air, and opens a slot for A01."""

    def go() -> None:
        for words in (
            ("do", "microphone", "--by", "老王"),
            ("check", "microphone", "--by", "小美"),
            ("na", "gimbal", "--by", "老王", "--reason", "用三脚架"),
            ("enter", "live", "--by", "阿杰"),
            ("open", "slot", "--product", "A01", "--by", "小美"),
        ):
            sop(*words)

    return go


@pytest.fixture
def on_air(show: Sop, go_on_air: Callable[[], None]) -> Sop:
    """Return `sop` with the small show on air, and a slot for A01 open."""
    go_on_air()
    return show


def data_of(result: Result) -> dict[str, Any]:
    """Return the one JSON object that a command printed."""
    lines = result.stdout.splitlines()
    assert len(lines) == 1, result.stdout
    found = json.loads(lines[0])
    assert isinstance(found, dict)
    return found
