"""Streams: closed, full, or read by somebody who had enough: what was done is kept, and there is no traceback."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Sop
from tests.cli.test_exit_codes import SOP, environment

COMMAND = " ".join(f"'{word}'" for word in SOP)


def in_a_shell(folder: Path, line: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which `SOP` stands for the terminal."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line.replace("SOP ", COMMAND + " ")],
        cwd=folder,
        env=environment(SOP_STORE="sqlite:///room.db", **more),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.usefixtures("show")
@pytest.mark.parametrize("words", ["note 好 --by 阿杰", "note 好 --by 阿杰 --json", "show small-show", "--help"])
def test_a_reader_who_leaves_is_no_refusal(tmp_path: Path, words: str) -> None:
    """A pipe that is closed at once leaves the exit code 0: the command was taken."""
    done = in_a_shell(tmp_path, f"SOP {words.replace('small-show', 'standard-live')} | true")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.usefixtures("show")
def test_a_refusal_that_nobody_reads_is_one_still(tmp_path: Path) -> None:
    """With the pipe closed, what was refused ends as refused."""
    done = in_a_shell(tmp_path, "SOP enter live --by 老王 --json | true")
    assert (done.returncode, done.stderr) == (1, "")


def test_a_demo_that_nobody_reads_ends_quietly(tmp_path: Path) -> None:
    """The show that is printed as it goes stops without a word once nobody reads it."""
    done = in_a_shell(tmp_path, "SOP demo | head -n 1")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams(show: Sop, tmp_path: Path, closed: str) -> None:
    """A stream that whoever called us has closed is no trouble: the note is taken."""
    done = in_a_shell(tmp_path, f"SOP note 关着 --by 阿杰 {closed}")
    assert (done.returncode, done.stderr) == (0, "")
    assert "关着" in show("history").stdout


@pytest.mark.usefixtures("show")
def test_a_closed_input_is_an_empty_one(tmp_path: Path) -> None:
    """What reads its standard input finds nothing in a closed one, and stepping leaves, saved."""
    for words in ("signal -", "wording -", "run"):
        done = in_a_shell(tmp_path, f"SOP {words} <&-")
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("extra", ["", "--json"])
def test_an_output_that_is_full(show: Sop, tmp_path: Path, extra: str) -> None:
    """An output that cannot be written is told on the error stream, ends with 70, and loses nothing."""
    done = in_a_shell(tmp_path, f"SOP note 写不出 --by 阿杰 {extra} > /dev/full")
    assert done.returncode == 70
    assert done.stderr.startswith("输出写不出去：")
    assert "Traceback" not in done.stderr
    assert "写不出" in show("history").stdout


@pytest.mark.usefixtures("show")
@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_data_survives_any_encoding(tmp_path: Path, encoding: str) -> None:
    """`--json` into an output that is not UTF-8 loses no character: what is printed is ASCII."""
    done = in_a_shell(tmp_path, "SOP board --json", PYTHONIOENCODING=encoding)
    assert done.stdout.isascii()
    assert json.loads(done.stdout)["board"]["title"] == "小场"


@pytest.mark.usefixtures("show")
def test_english_where_chinese_cannot_be_shown(tmp_path: Path) -> None:
    """An output that cannot hold Chinese is written to in English, and one that can in Chinese."""
    done = in_a_shell(tmp_path, "SOP status", PYTHONIOENCODING="ascii", SOP_LANG="")
    assert "elapsed" in done.stdout
    done = in_a_shell(tmp_path, "SOP status | iconv -f gbk -t utf-8", PYTHONIOENCODING="gbk", SOP_LANG="")
    assert "已走" in done.stdout
