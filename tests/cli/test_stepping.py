"""Stepping: keys at a line prompt; what is illegal is explained, what is nonsense moves nothing, nothing is lost."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import sopkit
from sopkit import events as ev
from sopkit_cli.stepping.loop import read_key
from sopkit_cli.stepping.stepper import quoted
from sopkit_cli.width import columns_of
from tests.cli.conftest import CREW, SMALL_SHOW, Sop, data_of

ROOT = Path(__file__).parents[2]
# Whoever runs the tests in the background has told their children to ignore Ctrl-C; a person at a terminal has not.
START = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from sopkit_cli.main import main; main()"
)
SOP = [sys.executable, "-c", START]


def keys(*lines: str) -> str:
    """Return what a person types."""
    return "\n".join(lines) + "\n"


def events(sop: Sop, run: str = "r1") -> list[str]:
    """Return the names of a run's events."""
    return [entry["event"] for entry in data_of(sop("history", "--run", run, "--json"))["entries"]]


def test_a_show_by_keys(show: Sop) -> None:
    """Playing everybody, a show goes from its first check to its close by single keys."""
    typed = keys(
        "",  # the microphone, by the floor
        "",  # its check, by a second person
        "x 用三脚架",
        "g",  # on air
        "k slot A01",
        "",  # introduce
        "/product A01 --set rehearsed=是 --by 阿杰",
        "",  # the host asks
        "",  # the desk answers: first a bad number, then a good one, and no choice
        "很多",
        "0",
        "100",
        "",
        "f coupon",
        "a coupon-missing#1",
        "1",
        "",  # the coupon is set
        "/recover coupon-missing#1 --by 老王",
        "",  # talk
        "",  # the end of the slot: an outcome, and what it asks
        "2",
        "12",
        "g",  # after the show
        "",
        "",
        "g",  # close
    )
    shown = show("run", "r1", input=typed).stdout
    assert "这一场结束了" in shown
    assert "不行：要是数字" in shown
    assert "不行：不能小于 1" in shown
    assert events(show)[-1] == "run-closed"
    report = data_of(show("report", "--json"))["report"]
    assert [owed["status"] for owed in report["obligations"]] == ["met"]


def test_the_header_says_where_we_are(on_air: Sop) -> None:
    """Phase, kind, step of how many, who I am, open faults: all above the prompt."""
    on_air("fault", "coupon-missing", "--by", "老王")
    shown = on_air("run", "r1", "--as", "小美", input=keys("q")).stdout
    for text in ("小场 · 播中", "正式 LIVE", "播出中", "我：小美（主播）", "故障 1 个：领不到券", "提示 1 个"):
        assert text in shown
    shown = on_air("run", "r1", "--as", "老王", input=keys("q")).stdout
    assert "第 1/2 步" in shown


def test_only_legal_keys_are_shown(show: Sop) -> None:
    """A key that would be refused is not offered; pressed all the same, it says why and nothing moves."""
    before = events(show)
    shown = show("run", "r1", "--as", "小美", input=keys("g", "d", "s", "Q", "p", "f zzz", ".", "q")).stdout
    offered = shown.split("可以按：")[1].split("小美>")[0]
    assert "下一阶段" not in offered
    assert "做好了" not in offered
    assert "只有运营可以这样做" in shown
    assert "现在没有可做的步骤" in shown
    assert events(show) == before


@pytest.mark.parametrize(
    "line",
    ["zz", "1", "dd", "-", "。", "\\", "憋单", "d" * 500, "\x1b[A", "d\x00", "🙂", "/", "/nope", '/do "', "/run r1"],
)
def test_nonsense_moves_nothing(show: Sop, line: str) -> None:
    """Whatever is typed that is no key, the run stays where it is and the prompt comes back."""
    before = events(show)
    shown = show("run", "r1", "--as", "老王", input=keys(line, "q")).stdout
    assert "已经存好" in shown
    assert events(show) == before


def test_every_key_survives_nonsense_answers(on_air: Sop) -> None:
    """A bad answer is asked again, and a lone dot takes the question back, whatever the key."""
    for letter in ("j", "k", "f", "m", "r", "+", "n", "p", "Q", "u", "x", "s", "a", "c", "e", "o", "w", "l", "h"):
        shown = on_air("run", "r1", input=keys(letter, "没有这个", "???", ".", ".", "q")).stdout
        assert shown.rstrip()


def test_a_dot_takes_it_back(on_air: Sop) -> None:
    """In the middle of a record a lone dot leaves the step as it was."""
    for words in (
        ("do", "introduce", "--by", "小美"),
        ("product", "A01", "--set", "rehearsed=是", "--by", "阿杰"),
        ("begin", "link", "--by", "小美"),
    ):
        on_air(*words)
    before = events(on_air)
    shown = on_air("run", "r1", input=keys("", "100", ".", "q")).stdout
    assert "没有做" in shown
    assert events(on_air) == before


def test_undo_and_jump(show: Sop) -> None:
    """Key u takes back the latest step; j takes another one in hand by a few letters, and skips nothing."""
    shown = show(
        "run", "r1", "--as", "老王", input=keys("j 云台", "x 用三脚架", "u 看错了", "j", "9", "备用", "", "q")
    ).stdout
    assert "“9”" in shown
    kinds = events(show)
    assert kinds[-3:] == ["step-not-applicable", "step-undone", "step-completed"]
    done = data_of(show("history", "--json"))["entries"][-1]
    assert done["step"] == "spare"


def test_roles_outline_waits_and_notes(on_air: Sop) -> None:
    """Each of r, o, w, +, m, a, c, l and ? does what the help says of it."""
    typed = keys("r 老王", "o", "w", "+ 声音有回音", "m stock 3", "r 小美", "a", "2", "c", "l", "?", "q")
    shown = on_air("run", "r1", input=typed).stdout
    assert "老王> " in shown
    assert "小美> " in shown
    assert "> 介绍 [introduce]" in shown or "· 介绍 [introduce]" in shown
    assert "等 介绍（主播 小美）" in shown
    kinds = events(on_air)
    assert {"note-taken", "cue-given", "cue-acted", "activity-opened"} <= set(kinds)
    assert "complaint#1" in on_air("status").stdout


def test_hold_and_go_on(on_air: Sop) -> None:
    """Key p holds the run, with a reason; p again goes on."""
    shown = on_air("run", "r1", "--as", "阿杰", input=keys("p", "", "停电", "p", "Q 不播了")).stdout
    assert "继续" in shown
    assert events(on_air)[-3:] == ["run-held", "run-resumed", "run-aborted"]
    assert "sop report --run r1" in shown


def test_leaving_says_how_to_go_on(show: Sop) -> None:
    """Key q and the end of the input leave the run saved, and print the command that goes on with it."""
    for typed in (keys("q"), ""):
        shown = show("run", "r1", "--as", "老王", input=typed).stdout
        assert shown.splitlines()[-1].strip() == "sop run r1 --store sqlite:///room.db --as 老王"


def test_coming_back(show: Sop) -> None:
    """Without a name the only open run is taken up: what happened last, and how long we were away."""
    show("do", "microphone", "--by", "老王")
    shown = show("run", input=keys("q")).stdout
    assert "接着走：小场（r1），离开了" in shown
    assert "报完成，等复核：麦克风" in shown


def test_choosing_among_open_runs(show: Sop) -> None:
    """Of several open runs one is chosen from a list; a dot or the end of the input chooses none."""
    show("start", SMALL_SHOW, *CREW, "--run", "r2")
    assert "接着走：小场（r2）" in show("run", input=keys("r2", "q")).stdout
    assert "接着走" not in show("run", input=keys(".")).stdout
    assert "接着走" not in show("run", input="").stdout


def test_a_runbook_for_one(sop: Sop, products: str) -> None:
    """Without a crew every seat gets a person of its own, so that even checks by two can be practised alone."""
    shown = sop("run", SMALL_SHOW, "--products", products, input=keys("", "", "q")).stdout
    assert "新开一场：小场" in shown
    assert "复核通过：麦克风" in shown


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_screen_fits(on_air: Sop, monkeypatch: pytest.MonkeyPatch, columns: int, lang: str) -> None:
    """No line of any screen is wider than the terminal, but the command that is to be copied."""
    monkeypatch.setenv("COLUMNS", str(columns))
    typed = keys("o", "w", "?", "f coupon", "a", "1", "j", ".", "k", ".", "r", ".", "q")
    shown = on_air("run", "r1", "--lang", lang, input=typed).stdout
    prompts = re.compile(r"(>|：|:) .*$|\(.*\): .*$")
    wide = [line for line in shown.splitlines() if columns_of(line) > columns and "sop run" not in line]
    assert [line for line in wide if not prompts.search(line)] == []


def test_keys_in_full_width() -> None:
    """What an input method makes full-width counts as the key itself."""
    for line, name in (
        ("？", "help"),
        ("＋ 记", "note"),
        ("／board", "verb"),
        ("ｄ", "do"),
        ("", "do"),
        ("Q", "abort"),
    ):
        key, _ = read_key(line)
        assert key is not None
        assert key.name == name


@pytest.mark.parametrize(
    ("word", "shown"), [("小美", "小美"), ("r1", "r1"), ("a b", "'a b'"), ("it's", "'it'\"'\"'s'")]
)
def test_quoting(word: str, shown: str) -> None:
    """The command to go on is what a shell takes, and plain where it can be."""
    assert quoted(word) == shown


# --- a real terminal


class Screen:
    """A process on a terminal of its own; types, and waits for what it shows."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.master, slave = pty.openpty()
        paths = os.pathsep.join([str(ROOT), str(ROOT / "cli")])
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": paths,
            "SOP_LANG": "zh",
            "TERM": "xterm",
            "NO_COLOR": "1",
        }
        self.process = subprocess.Popen(
            [*SOP, *words], cwd=folder, env=environment, stdin=slave, stdout=slave, stderr=slave, start_new_session=True
        )
        os.close(slave)
        self.shown = ""

    def until(self, text: str, seconds: float = 30, *, signals: int = 0) -> str:
        """
        Return what was shown until *text* appeared, and forget it.

        *signals* is sent first, and again each second: one that comes in the
        instant before the line editor begins to wait is not seen by it.
        """
        deadline = again = time.monotonic()  # noqa: TID251 -- waits for another process
        deadline += seconds
        while text not in self.shown:
            now = time.monotonic()  # noqa: TID251 -- waits for another process
            assert now < deadline, self.shown
            if signals and now >= again and self.process.poll() is None:
                os.kill(self.process.pid, signals)
                again = now + 1
            self._read(0.1)
        before, _, self.shown = self.shown.partition(text)
        return before + text

    def _read(self, seconds: float) -> None:
        ready, _, _ = select.select([self.master], [], [], seconds)
        if ready:
            try:
                self.shown += os.read(self.master, 65536).decode(errors="replace")
            except OSError:  # the process is gone
                assert self.process.poll() is not None

    def type(self, text: str) -> None:
        """Type a line."""
        os.write(self.master, text.encode() + b"\n")

    def close(self) -> None:
        """End the process, if it has not ended."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)


@pytest.fixture
def screens() -> Iterator[list[Screen]]:
    """Return a list of screens that are closed at the end."""
    opened: list[Screen] = []
    yield opened
    for screen in opened:
        screen.close()


def test_killed_and_resumed(show: Sop, tmp_path: Path, screens: list[Screen]) -> None:
    """Killed with -9 after a step, the run goes on from there in a new terminal."""
    first = Screen(tmp_path, "run", "r1", "--store", "sqlite:///room.db", "--as", "老王")
    screens.append(first)
    first.until("老王> ")
    first.type("")
    first.until("报完成，等复核：麦克风")
    os.kill(first.process.pid, signal.SIGKILL)
    first.process.wait()
    second = Screen(tmp_path, "run", "--store", "sqlite:///room.db", "--as", "小美")
    screens.append(second)
    assert "报完成，等复核：麦克风" in second.until("小美> ")
    second.type("")
    second.until("复核通过：麦克风")
    second.type("q")
    second.until("sop run r1 --store sqlite:///room.db --as 小美")
    assert second.process.wait() == 0
    assert events(show).count("step-completed") == 1


@pytest.mark.usefixtures("show")
def test_ctrl_c_leaves_it_saved(tmp_path: Path, screens: list[Screen]) -> None:
    """Ctrl-C at the prompt, and in the middle of a question, ends quietly with the command to go on."""
    for typed in ((), ("+",)):
        screen = Screen(tmp_path, "run", "r1", "--store", "sqlite:///room.db", "--as", "老王")
        screens.append(screen)
        screen.until("老王> ")
        for line in typed:
            screen.type(line)
            screen.until("记什么")
        screen.until("sop run r1 --store sqlite:///room.db --as 老王", signals=signal.SIGINT)
        assert screen.process.wait() == 0
        assert "Traceback" not in screen.shown


@pytest.mark.usefixtures("show")
def test_two_terminals_on_one_run(tmp_path: Path, screens: list[Screen]) -> None:
    """What one does, the other sees at the next key."""
    one, other = (
        Screen(tmp_path, "run", "r1", "--store", "sqlite:///room.db", "--as", name) for name in ("老王", "小美")
    )
    screens += [one, other]
    one.until("老王> ")
    other.until("小美> ")
    one.type("")
    one.until("报完成，等复核：麦克风")
    other.type("o")
    other.until("报完成，等复核：麦克风")
    other.until("小美> ")
    other.type("")
    other.until("复核通过：麦克风")


def test_the_journal_is_the_same_as_by_verbs(show: Sop, tmp_path: Path) -> None:
    """A step by key and a step by verb leave the same kind of event."""
    show("run", "r1", "--as", "老王", input=keys("", "q"))
    with sopkit.open_store(str(tmp_path / "room.db")) as store:
        last = store.read("r1")[-1].event
    assert isinstance(last, ev.StepSubmitted)
    assert (last.step, last.by) == ("microphone", "老王")
