"""`sop plan`: a line-up on the clock, from a file, or what is left of a run."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import sopkit
from sopkit import HandClock
from sopkit_cli.width import columns_of
from tests.cli.conftest import SMALL_SHOW, Sop, data_of

LINE_UP = (
    "编号,名称,类型,直播价,讲解时长\n"
    "A01,防晒衣,秒杀,39,\nA02,凉鞋,秒杀,59,\nA03,裙子,爆款,159,\nA04,外套,利润,89,12\nA05,包,话题,299,\nA06,帽子,秒杀,19.9,\n"
)
AVERAGE = ("--param", "avg_order_value=100")


@pytest.fixture
def line_up(tmp_path: Path) -> str:
    """Return the path of six products of every class."""
    path = tmp_path / "line-up.csv"
    path.write_text(LINE_UP, encoding="utf-8")
    return str(path)


def test_the_table_and_the_sentences(sop: Sop, line_up: str) -> None:
    """Each slot is a line with time, link, class, price, minutes and product; each flaw a sentence with its source."""
    shown = sop("plan", SMALL_SHOW, "--products", line_up, "--start", "23:30", "--length", "1h", *AVERAGE).output
    lines = [line.split() for line in shown.splitlines()]
    assert lines[2] == ["23:30", "2", "秒杀", "39", "8", "A01", "防晒衣"]
    assert lines[5][:6] == ["23:54", "5", "利润", "89", "12", "A04"]
    assert lines[6][0] == "00:06"
    assert "A04 外套讲 12分钟；一个品是 6分钟到 10分钟。〔S003-100〕" in shown
    assert "A02 凉鞋是秒杀款，59 元不低于 50 元" in shown


def test_json_is_the_plan(sop: Sop, line_up: str) -> None:
    """`--json` gives slots, what has no place, violations with both sentences and sources, and notes."""
    data = data_of(sop("plan", SMALL_SHOW, "--products", line_up, "--length", "30m", "--json"))
    assert {"length", "slots", "cut", "late", "over", "violations", "notes", "offers", "doubts"} <= set(data)
    assert data["slots"][0] == {
        "product": "A01",
        "name": "防晒衣",
        "kind": "秒杀",
        "price": "39",
        "link": 2,
        "clock": "0:00",
        "start": 0,
        "length": 360,
        "state": "planned",
    }
    assert data["cut"]
    assert data["violations"][0]["code"] == "no-room"
    assert data["violations"][0]["source"] == ["S003-100"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 2),
        ((SMALL_SHOW,), 2),
        ((SMALL_SHOW, "--products", "none.csv"), 2),
        ((SMALL_SHOW, "--products", "line-up.csv", "--start", "25:00"), 2),
        ((SMALL_SHOW, "--products", "line-up.csv", "--length", "long"), 2),
        ((SMALL_SHOW, "--products", "line-up.csv", "--param", "slot_lenght=8m"), 2),
        ((SMALL_SHOW, "--products", "bad.csv"), 3),
    ],
)
def test_what_is_wrong_is_told(sop: Sop, line_up: str, words: tuple[str, ...], code: int) -> None:
    """A wrong command line is 2, a wrong line-up 3, with every problem of it."""
    Path(line_up).with_name("bad.csv").write_text("编号,名称,价格\nA,衣,x\nA,鞋,y\n", encoding="utf-8")
    said = sop("plan", *words, exit_code=code).output
    assert said.count("LIN") == (3 if code == 3 else 0)


def test_doubts_about_the_file_come_along(sop: Sop, tmp_path: Path) -> None:
    """What is doubtful in the line-up does not stop the plan; it stands below it."""
    path = tmp_path / "doubt.csv"
    path.write_text("编号,名称,类型,直播价,原价\nA01,衣,秒杀,39,99\n", encoding="utf-8")
    assert "LIN305" in sop("plan", SMALL_SHOW, "--products", str(path)).output


def test_on_air_what_was_shown_stays(on_air: Sop) -> None:
    """With a run, what is under way is marked and the rest follows it; the journal is not touched."""
    before = data_of(on_air("status", "--json"))["version"]
    data = data_of(on_air("plan", "--run", "r1", "--length", "1h", "--json"))
    assert [slot["state"] for slot in data["slots"]] == ["running", "planned"]
    assert data["slots"][1]["start"] >= data["slots"][0]["start"] + data["slots"][0]["length"]
    assert "▶" in on_air("plan", "--run", "r1").output
    assert data_of(on_air("status", "--json"))["version"] == before


def test_before_the_show_a_run_is_planned_whole(show: Sop) -> None:
    """Off air, the run's own line-up is laid out from the start."""
    assert [slot["state"] for slot in data_of(show("plan", "--run", "r1", "--json"))["slots"]] == ["planned"] * 2


@pytest.mark.parametrize("columns", [120, 40, 24])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_fits_the_screen(sop: Sop, line_up: str, monkeypatch: pytest.MonkeyPatch, columns: int, lang: str) -> None:
    """On a narrow terminal a line wraps, and nothing is cut."""
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = sop("plan", SMALL_SHOW, "--products", line_up, "--lang", lang, *AVERAGE).output
    assert [line for line in shown.splitlines() if columns_of(line) > columns] == []
    assert shown.count("A06") == 1


def late_show(sop: Sop, tmp_path: Path) -> Sop:
    """Return `sop` on a show in whose first slot a quarter of an hour has passed."""
    path = tmp_path / "line-up.csv"
    path.write_text(LINE_UP, encoding="utf-8")
    clock = HandClock(datetime.now(UTC) - timedelta(minutes=15))  # noqa: TID251 -- `sop` itself goes by the real clock
    run = sopkit.start(
        sopkit.load("product-slot"),
        store=sopkit.open_store("sqlite:///room.db"),
        crew={"operations": "阿杰", "host": "小美", "floor": "老王", "control": "老王", "assistant_host": "小美"},
        products=path,
        params={"show_length": "48m"},
        clock=clock,
        run_id="r1",
    )
    run.open("product-slot", product="A01", by="老王")
    return sop


def test_the_board_says_how_late_the_line_up_is(sop: Sop, tmp_path: Path) -> None:
    """A minute or more behind, the board says so, what comes next, what no longer fits, and what to cut."""
    late = late_show(sop, tmp_path)
    shown = late("board").output
    assert re.search(r"比排的晚了 \d+:\d\d", shown)
    assert "接下来：A02 凉鞋、A03 裙子" in shown
    assert re.search(r"照这样要超 \d+分钟.*最后 \d 个过不到", shown)
    assert " → " in shown
    data = data_of(late("board", "--json"))["line_up"]
    assert data["behind"] >= 7 * 60
    assert data["late"]
    assert data["offers"][0]["saves"] >= data["over"]
    assert "!  比排的晚了" in late("run", "r1", input="q\n").output


def test_a_board_on_time_says_nothing_of_it(on_air: Sop) -> None:
    """Where all goes as planned there is no such section."""
    assert "排品" not in on_air("board").output
    assert data_of(on_air("board", "--json"))["line_up"] is None


def test_offers_are_taken_by_planning_again(sop: Sop, tmp_path: Path) -> None:
    """`--shorten`, `--out` and `--swap` show the plan as it would be; a product that is not there is 2."""
    late = late_show(sop, tmp_path)
    over = data_of(late("plan", "--run", "r1", "--json"))["over"]
    assert data_of(late("plan", "--run", "r1", "--shorten", "--json"))["over"] < over
    out = data_of(late("plan", "--run", "r1", "--out", "A05", "--out", "A06", "--json"))
    assert (out["over"], out["late"]) == (0, [])
    assert "A0X" in late("plan", "--run", "r1", "--out", "A0X", exit_code=2).output


def test_the_report_holds_slots_against_their_bounds(sop: Sop, tmp_path: Path) -> None:
    """How many products were shown, which slots ran long, and which products never came on."""
    shown = late_show(sop, tmp_path)("report").output
    assert "过了 1 个，货盘有 6 个" in shown
    assert "1 个超过 10分钟：A01 防晒衣 15:0" in shown
    assert "没过到：A02 凉鞋、A03 裙子" in shown


@pytest.mark.parametrize("columns", [40, 24])
def test_the_line_up_fits_the_board(sop: Sop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """On a narrow terminal its lines wrap."""
    late = late_show(sop, tmp_path)
    monkeypatch.setenv("COLUMNS", str(columns))
    for words in (("board",), ("report",)):
        assert [line for line in late(*words).output.splitlines() if columns_of(line) > columns] == []
