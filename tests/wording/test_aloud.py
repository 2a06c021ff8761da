"""Before it is read aloud: a board holds its filled scripts, cues and first lines against the wording rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import sopkit
from sopkit.definition.runbook import Source
from sopkit.loader import load_sources
from tests.engine.rooms import NOON

Begin = Callable[..., sopkit.Run]

BOOK = """
sop: 1
id: room
title: 直播间
{platform}
roles: {{host: {{title: 主播}}, control: {{title: 中控}}}}
phases: {{live: {{title: 播中, live: true}}}}
procedures:
  slot:
    title: 过品
    product: required
    steps:
      - {{id: tell, role: 主播, say: ["今天讲三款。", "{{product.name}}，{{product.selling_point}}"]}}
      - {{id: pop, role: 中控, asked_by: 主播, ask: "{{product.name}}上链接！", answer: "上了，{{product.selling_point}}"}}
      - {{id: stretch, role: 主播, title: 伸个懒腰}}
faults:
  late:
    title: 链接晚了
    severity: P1
    noticed_by: [control]
    first: control
    first_lines: {{host: "{{product.name}}马上上"}}
    handling: {{steps: [{{id: mend, role: 中控}}]}}
cues:
  hot: {{title: 冲, when: "last(viewers) > 10", to: host, say: 告诉大家我们是销量冠军, during: slot}}
signals: {{viewers: {{title: 在线}}}}
"""


@pytest.fixture
def begin(tmp_path: Path) -> Begin:
    """Return a function that starts a run over a line-up of one product, from a CSV file, its slot open."""

    def start(name: str, point: str, evidence: str = "", platform: str = "", **given: object) -> sopkit.Run:
        line_up = tmp_path / "products.csv"
        line_up.write_text(f"编号,名称,selling_point,evidence\nA01,{name},{point},{evidence}\n", encoding="utf-8")
        text = BOOK.format(platform=platform and f"platform: {platform}")
        run = sopkit.start(
            load_sources((Source("runbooks/room.yaml", text),)),
            crew={"host": "小美", "control": "小李"},
            products=line_up,
            clock=sopkit.HandClock(NOON),
            **given,  # type: ignore[arg-type]
        )
        run.open("slot", product="A01", by="小美")
        return run

    return start


def host_item(run: sopkit.Run) -> sopkit.Item:
    """Return what the host has in hand."""
    return run.board(role="host").mine_now[0]


def test_a_name_from_the_line_up_makes_a_clean_script_illegal(begin: Begin) -> None:
    """The finding stands at the very characters of the filled line, with level, rule, source and both languages."""
    item = host_item(begin("全国第一防晒衣", "轻薄透气"))
    (found,) = item.wording
    assert (found.part, found.number, found.level.value, found.rule) == ("say", 1, "block", "first")
    assert item.say[1][found.start : found.end] == found.text == "全国第一"
    assert found.source
    assert found.zh
    assert found.en


def test_a_clean_script_has_no_findings(begin: Begin) -> None:
    """What may be said is shown as it is."""
    board = begin("防晒衣", "轻薄透气").board()
    assert [item.wording for item in (*board.mine_now, *board.mine_soon)] == [(), (), ()]
    assert board.cue_wording == {}


def test_what_comes_soon_is_found_soon(begin: Begin) -> None:
    """Question and answer are held against the rules, too, and before their turn comes."""
    board = begin("全国第一防晒衣", "国家级工艺").board(role="control")
    (item,) = board.mine_soon
    assert {(found.part, found.text) for found in item.wording} == {("ask", "全国第一"), ("answer", "国家级")}


def test_the_products_own_evidence_lets_a_line_pass(begin: Begin) -> None:
    """What may only be said with evidence is found without it, and not with it."""
    (found,) = host_item(begin("防晒衣", "纯天然面料")).wording
    assert found.level.value == "evidence"
    assert host_item(begin("防晒衣", "纯天然面料", evidence="claims")).wording == ()


def test_evidence_that_comes_in_mid_show_counts(begin: Begin) -> None:
    """A fact of the product that is mended on air is asked anew."""
    run = begin("防晒衣", "纯天然面料")
    assert host_item(run).wording
    run.update_product("A01", {"evidence": "claims"}, "报告到了", by="小李")
    assert host_item(run).wording == ()


def test_the_platform_of_the_runbook_counts(begin: Begin) -> None:
    """加企微 may be said on 视频号, and not on 抖音."""
    assert host_item(begin("防晒衣", "加企微领券", platform="抖音")).wording
    assert host_item(begin("防晒衣", "加企微领券", platform="视频号")).wording == ()


def test_a_shop_adds_rewrites_and_switches_off(begin: Begin, tmp_path: Path) -> None:
    """Rules of a shop's own folder hold on its boards; those that it switched off do not."""
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "ours.yaml").write_text(
        "sop: 1\nid: ours\noff: {natural: 每款都有报告}\nrules:\n"
        "  thin: {level: block, zh: 不说轻薄, en: Never say thin, find: [轻薄], source: 店规, bad: [很轻薄], good: [很轻]}\n",
        encoding="utf-8",
    )
    ours = sopkit.load_wording(folders=[tmp_path])
    assert host_item(begin("防晒衣", "纯天然面料", wording=ours)).wording == ()
    (found,) = host_item(begin("防晒衣", "轻薄透气", wording=lambda: ours)).wording
    assert (found.rule, found.zh, found.message("en")) == ("thin", "不说轻薄", "Never say thin")


def test_no_rules_at_all(begin: Begin) -> None:
    """A shop may switch it off as a whole."""
    run = begin("全国第一防晒衣", "国家级工艺", wording=sopkit.Rules(()))
    board = run.board()
    assert not any(item.wording for item in (*board.mine_now, *board.mine_soon))


def test_rules_are_asked_for_only_once_there_is_a_script(begin: Begin) -> None:
    """Starting and acting need no rules; the first board asks, once."""
    asked: list[int] = []

    def rules() -> sopkit.Rules:
        asked.append(1)
        return sopkit.load_wording()

    run = begin("防晒衣", "轻薄", wording=rules)
    run.complete("tell", by="小美")
    assert asked == []
    run.board()
    run.board()
    assert asked == [1]


def test_cues_tasks_and_first_lines(begin: Begin) -> None:
    """What a rule, a colleague or a fault has the host say is held against the rules, by the cue's id."""
    run = begin("全国第一防晒衣", "轻薄透气")
    given = run.cue("喊一句全网最低价", by="小李", role="host")
    fine = run.task("喝口水", by="小李", role="host")
    (fired,) = run.signal("viewers", 11)
    run.raise_fault("late", by="小李", product="A01")
    board = run.board(role="host")
    (first_line,) = (cue.id for cue in board.cues if cue.fault)
    assert set(board.cue_wording) == {given, fired, first_line}
    assert fine not in board.cue_wording
    (found,) = board.cue_wording[given]
    assert (found.part, found.text) == ("cue", "全网最低")


def test_a_run_taken_up_again_asks_its_own_rules(begin: Begin) -> None:
    """Rules are not pinned: whoever resumes a run says by which its boards go."""
    from sopkit.stores.memory import MemoryStore

    store = MemoryStore()
    run = begin("全国第一防晒衣", "轻薄", store=store)
    again = sopkit.resume(run.id, store=store, wording=sopkit.Rules(()))
    assert host_item(again).wording == ()
    assert host_item(sopkit.resume(run.id, store=store)).wording
