"""Exit codes: each kind of trouble has its own, a sentence in both languages, and never a traceback."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import sopkit
from sopkit.errors import ConflictError
from sopkit_cli.main import sop as command_line
from tests.cli.conftest import SMALL_SHOW, Sop, data_of

ROOT = Path(__file__).parents[2]
SOP = [sys.executable, "-c", "from sopkit_cli.main import main; main()"]


def environment(**more: str) -> dict[str, str]:
    """Return an environment in which a fresh process finds the terminal."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "cli")])
    return {"PATH": os.environ["PATH"], "PYTHONPATH": paths, "SOP_LANG": "zh", **more}


def test_done_is_0(show: Sop) -> None:
    """A command that is taken ends with 0."""
    show("note", "好", "--by", "阿杰", exit_code=0)


def test_refused_is_1(show: Sop) -> None:
    """A command that may not happen now ends with 1, and says why, who can lift it and what is legal."""
    result = show("enter", "live", "--by", "老王", exit_code=1)
    assert "只有运营可以这样做" in result.stderr
    assert "现在可以" in result.stderr
    assert not result.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("nope",),
        ("dp",),
        ("do",),
        ("do", "microphone"),  # nobody acts
        ("do", "microphone", "--by", "老王", "--set", "novalue"),
        ("do", "microphone", "--by", "老王", "--sett", "a=b"),
        ("board", "--role", "厨师"),
        ("board", "--person", "谁"),
        ("legal", "--limit", "many"),
        ("signal", "stock", "lots"),
        ("signal", "weather", "3"),
        ("signal", "stock"),
        ("status", "--run", "r9"),
        ("start", SMALL_SHOW, "--crew", "运营"),
        ("start", SMALL_SHOW, "--crew", "运营=阿杰", "--go-live", "tomorrow"),
        ("start", SMALL_SHOW, "--crew", "运营=阿杰", "--go-live", "2026-11-22T20:00"),
        ("start", SMALL_SHOW, "--crew", "运营=阿杰", "--products", "none.csv"),
        ("status", "--store", "redis://x"),
        ("why", "status"),
        ("why",),
        ("show", SMALL_SHOW, "--procedure", "slo"),
        ("param", "stock_low", "0", "--by", "阿杰"),
        ("--lang", "fr"),
    ],
)
def test_usage_is_2(show: Sop, words: tuple[str, ...]) -> None:
    """A command line that is wrong ends with 2, in a sentence in either language."""
    zh = show(*words, exit_code=2).stderr
    en = show(*words, "--lang", "en", exit_code=2).stderr if words[0] != "--lang" else "x"
    assert zh.strip()
    assert en.strip()
    assert zh != en


def test_a_wrong_definition_is_3(sop: Sop, tmp_path: Path) -> None:
    """A file with errors ends with 3, and every error has its line and column."""
    (tmp_path / "bad.yaml").write_text("sop: 1\nid: bad\ntitle: 坏\nprocedure: {}\nfalts: {}\n", encoding="utf-8")
    for words in (("show", "bad.yaml"), ("start", "bad.yaml", "--crew", "运营=阿杰")):
        lines = sop(*words, exit_code=3).stderr
        assert "bad.yaml:4:1" in lines
        assert "bad.yaml:5:1" in lines
    error = data_of(sop("show", "bad.yaml", "--json", exit_code=3))["error"]
    assert error["kind"] == "definition"
    assert [finding["span"]["line"] for finding in error["findings"]] == [4, 5]
    assert not (tmp_path / "room.db").exists()


def test_a_conflict_is_4(show: Sop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who was faster ends it with 4, and nothing is kept."""

    def slower(self: sopkit.Run, *_: object, **__: object) -> sopkit.Done:
        raise ConflictError(self.id, 3, 4)

    monkeypatch.setattr(sopkit.Run, "do", slower)
    assert "别人的操作先记下了" in show("note", "x", "--by", "阿杰", exit_code=4).stderr
    error = data_of(show("note", "x", "--by", "阿杰", "--json", exit_code=4))["error"]
    assert (error["kind"], error["expected"], error["actual"]) == ("conflict", 3, 4)


def test_store_trouble_is_5(sop: Sop, tmp_path: Path) -> None:
    """No store, a foreign one, a corrupt one, a folder: each ends with 5, and is left as it is."""
    sop("status", exit_code=5)
    assert not (tmp_path / "room.db").exists()
    (tmp_path / "text.db").write_text("not a database, but long enough to be looked at" * 50, encoding="utf-8")
    with sqlite3.connect(tmp_path / "foreign.db") as db:
        db.execute("CREATE TABLE t (x)")
    db.close()
    for name in ("text.db", "foreign.db", "."):
        before = (tmp_path / name).read_bytes() if name != "." else b""
        assert sop("status", "--store", f"sqlite:///{name}", exit_code=5).stderr.strip()
        assert (tmp_path / name).read_bytes() == before if name != "." else True


def test_an_error_of_ours_is_70(show: Sop, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody expected is told in a sentence; the traceback only comes where it is asked for."""
    monkeypatch.setattr(sopkit.Run, "board", lambda *_, **__: 1 / 0)
    result = show("board", exit_code=70)
    assert "ZeroDivisionError" in result.stderr
    assert "SOP_DEBUG=1" in result.stderr
    assert data_of(show("board", "--json", exit_code=70))["error"]["kind"] == "unexpected"
    monkeypatch.setenv("SOP_DEBUG", "1")
    from click.testing import CliRunner

    assert "Traceback" in CliRunner().invoke(command_line, ["board"]).stderr


def test_a_broken_pipe_is_quiet(show: Sop, tmp_path: Path) -> None:
    """Whoever stops reading hears no complaint."""
    for n in range(3):
        show("note", f"第{n}条" * 300, "--by", "阿杰")
    line = " ".join(["exec", *(f"'{word}'" for word in SOP), "history", "--store", "sqlite:///room.db"])
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"({line}) | true"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""


@pytest.mark.usefixtures("show")
def test_a_terminal_without_chinese(tmp_path: Path) -> None:
    """Where the output cannot hold Chinese, question marks stand for it, and nothing breaks."""
    done = subprocess.run(
        [*SOP, "status", "--store", "sqlite:///room.db"],
        cwd=tmp_path,
        env=environment(PYTHONIOENCODING="ascii"),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert b"?" in done.stdout


def test_help_is_light(tmp_path: Path) -> None:
    """`sop --help` loads neither the engine, nor a store, nor the loader."""
    code = (
        "import sys; from click.testing import CliRunner; from sopkit_cli.main import sop; "
        "print(CliRunner().invoke(sop, ['--help']).exit_code, "
        "[m for m in sys.modules if m.startswith(('sopkit.', 'yaml', 'sqlite3', 'attr'))])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "0 []"
