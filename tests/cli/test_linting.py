"""`sop lint`, `sop fix` and `sop explain`: what they print, what they change, and how they end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

ROOT = Path(__file__).parents[2]
GOOD = "sop: 1\nid: show\ntitle: 练习\nprocedures:\n  hold:\n    title: 憋单\n    role: 主播\n"
BAD = GOOD.replace("title: 憋单", "title：憋单")
WARNED = GOOD.replace("    role: 主播\n", "    limits: {rounds: 2}\n    steps:\n      - {id: a, role: 主播}\n")

Sop = Callable[..., Result]


def write(text: str, name: str = "show.yaml") -> Path:
    """Write a file into the current folder."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_clean_file_ends_with_0(sop: Sop) -> None:
    """And says how many files were looked at."""
    write(GOOD)
    assert sop("lint", "show.yaml").output == "1 个文件：没有要改的。\n"


def test_findings_end_with_1(sop: Sop) -> None:
    """Each with its place, its frame and its fix."""
    write(BAD)
    output = sop("lint", "show.yaml", exit_code=1).output
    assert output.startswith("show.yaml:6:10 SOP011 错误：")
    assert " 6 |     title：憋单\n   |          ^^\n   = 改法：title: 憋单\n" in output


def test_a_beginner_passes_with_warnings(sop: Sop) -> None:
    """The profile says what fails, by its Chinese name too."""
    write(WARNED)
    sop("lint", "show.yaml", exit_code=1)
    sop("lint", "--profile", "新手", "show.yaml")
    sop("lint", "--profile", "不认识", "show.yaml", exit_code=2)


def test_what_cannot_be_read_ends_with_3(sop: Sop) -> None:
    """A path that leads nowhere, and an id that nobody has."""
    assert "SOP501" in sop("lint", "nothing.yaml", exit_code=3).output
    assert "SOP503" in sop("lint", "nothing", exit_code=3).output


def test_a_folder_is_searched_for_our_files(sop: Sop) -> None:
    """In runbooks/ and roles/, and whatever says sop; other tools' YAML is theirs."""
    write(GOOD.replace("id: show", "id: a"), "shop/runbooks/a.yaml")
    write("sop: 1\nid: chief\ntitle: 总控\n", "shop/roles/chief.yaml")
    write(BAD, "shop/drafts/show.yaml")
    write("services: [web]\n", "shop/compose.yaml")
    write(BAD, "shop/.hidden/show.yaml")
    output = sop("lint", "shop", exit_code=1).output
    assert output.count("SOP011") == 1
    assert output.endswith("3 个文件：1 个错误。详细说明：sop explain 代码\n")
    Path("empty").mkdir()
    sop("lint", "empty", exit_code=2)


def test_json_is_one_object(sop: Sop) -> None:
    """By --format json, or --json."""
    write(BAD)
    data = json.loads(sop("lint", "--format", "json", "show.yaml", exit_code=1).output)
    assert [one["code"] for one in data["findings"]] == ["SOP011"]
    assert json.loads(sop("lint", "--json", "show.yaml", exit_code=1).output) == data


@pytest.mark.parametrize("form", ["sarif", "github", "junit"])
def test_other_formats_are_printed_alone(form: str, sop: Sop) -> None:
    """Nothing for people is mixed in."""
    write(BAD)
    output = sop("lint", "--format", form, "show.yaml", exit_code=1).output
    assert "个文件" not in output
    assert "SOP011" in output


def test_a_baseline_is_written_and_kept_to(sop: Sop) -> None:
    """What is in it is not reported again; a baseline that is none, or is not there, is a mistake of use."""
    write(WARNED)
    sop("lint", "show.yaml", "--baseline", "known.json", exit_code=2)
    assert "1 条警告" in sop("lint", "show.yaml", "--write-baseline", "known.json").output
    assert "已注明忽略" in sop("lint", "show.yaml", "--baseline", "known.json").output
    write("{}", "known.json")
    sop("lint", "show.yaml", "--baseline", "known.json", exit_code=2)


def test_fix_shows_then_writes(sop: Sop) -> None:
    """--diff writes nothing and ends with 1 while there is something to write."""
    write(BAD)
    output = sop("fix", "--diff", "show.yaml", exit_code=1).output
    assert "-    title：憋单\n+    title: 憋单\n" in output
    assert Path("show.yaml").read_text(encoding="utf-8") == BAD
    sop("fix", "show.yaml")
    assert Path("show.yaml").read_text(encoding="utf-8") == GOOD
    assert "没有可以自动改的" in sop("fix", "show.yaml").output


def test_what_is_left_to_people_is_counted(sop: Sop) -> None:
    """And what waits for --unsafe."""
    write(GOOD.replace("主播", "中孔"))
    output = sop("fix", "show.yaml", exit_code=1).output
    assert "--unsafe" in output
    sop("fix", "--unsafe", "show.yaml")
    assert "中控" in Path("show.yaml").read_text(encoding="utf-8")


def test_explain_tells_in_both_languages(sop: Sop) -> None:
    """With the wrong and the right example; by number or name; a code that is none gets the near ones."""
    assert "错例" in sop("explain", "SOP011").output
    assert "Wrong" in sop("explain", "full-width-colon", "--lang", "en").output
    assert "SOP011" in sop("explain", "--list").output
    data = json.loads(sop("explain", "011", "--json").output)
    assert data["code"] == "SOP011"
    assert "SOP011" in sop("explain", "SOP0111", exit_code=2).output


def test_lint_touches_no_engine(tmp_path: Path) -> None:
    """Whoever checks a file does not wait for the modules that run a show, keep a journal or draw."""
    (tmp_path / "show.yaml").write_text(GOOD, encoding="utf-8")
    code = (
        "import sys\nfrom sopkit_cli.main import sop\n"
        "try:\n    sop.main(['lint', 'show.yaml'])\nexcept SystemExit:\n    pass\n"
        "heavy = ('sopkit.run', 'sopkit.stores', 'sopkit.decide', 'transitions', 'sqlite3', 'asyncio', 'sopkit.lint.pages')\n"
        "print([name for name in heavy if name in sys.modules])\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "cli")))}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, check=True, capture_output=True, encoding="utf-8"
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_watch_looks_again_and_ends_quietly(tmp_path: Path) -> None:
    """It checks when a file changes, and Ctrl-C ends it without a word."""
    path = tmp_path / "show.yaml"
    path.write_text(BAD, encoding="utf-8")
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "cli"))),
        "SOP_LANG": "zh",
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-c", "from sopkit_cli.main import main; main()", "lint", "--watch", "show.yaml"]
    # Where the tests run in the background, Ctrl-C is ignored, and a child would take that over.
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        watching = subprocess.Popen(
            command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        )
    finally:
        signal.signal(signal.SIGINT, before)
    with watching as process:
        assert process.stdout is not None
        assert process.stderr is not None
        seen = ""
        while "1 个错误" not in seen:
            seen += process.stdout.readline()
        process.stdout.readline()
        path.write_text(GOOD, encoding="utf-8")
        # Two changes within one tick of the file system's clock look alike.
        later = path.stat().st_mtime + 5
        os.utime(path, (later, later))
        while "没有要改的" not in seen:
            seen += process.stdout.readline()
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(timeout=20) == 0
        finally:
            process.kill()
        assert process.stderr.read() == ""
