"""The compliance gates: each with its law, none with a verdict or a penalty; a shop adds its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sopkit.clock import HandClock
from sopkit.errors import RefusedError
from sopkit.loader import check, load
from sopkit.run import Run, start
from tests.content.cited import ROOT, known_ids
from tests.content.driven import shipped
from tests.content.walker import EVENING

LAW = re.compile(r"《[^》]+》")

SHOP = """\
sop: 1
id: my-review
title: 我店审核
use: [compliance]
gates:
  samples-kept:
    title: 样品留了样
    when: "kept != null"
    why: 店里的规矩：每款留一件样，写明放在哪里。
procedures:
  compliance-review:
    change: true
    steps:
      - {id: keep-sample, title: 留样, role: 场控, before: review-verdict, record: {kept: {type: text, required: false}}}
      - {id: review-approve, change: true, gates: {add: [samples-kept]}}
"""


def test_every_gate_cites_what_it_rests_on() -> None:
    """Each gate names a law or the sources that it bounds, the review's each a law; its reason says what to do."""
    known = known_ids()
    for book in shipped():
        for gate in book.gates.values():
            assert gate.why, gate.id
            assert gate.source, gate.id
            assert all(name in known or LAW.search(name) for name in gate.source), gate.id
            assert book.id != "compliance" or any(LAW.search(name) for name in gate.source), gate.id


@pytest.mark.parametrize("path", sorted((ROOT / "runbooks").glob("*.yaml")), ids=lambda path: path.stem)
def test_no_verdict_and_no_penalty(path: Path) -> None:
    """What the content says of the law is a quotation with its source: no figure of a fine, nothing called lawful."""
    text = path.read_text(encoding="utf-8")
    assert re.search(r"罚款?\s*[\d一二三四五六七八九十百千万]+\s*(元|万)", text) is None
    assert re.findall(r"[^。；\n]*(?:就合法|是合法|不违法|不算违法|就不违规)[^。；\n]*", text) == []


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return a run of the shop's own review, made of the shipped one and a gate more."""
    path = tmp_path / "my-review.yaml"
    path.write_text(SHOP, encoding="utf-8")
    assert [finding for finding in check(path) if finding.severity.value == "error"] == []
    crew = {"operations": "老王", "floor": "阿杰", "control": "小李", "service": "小林"}
    return start(load(path), crew=crew, clock=HandClock(EVENING))


def test_a_shop_adds_a_gate_of_its_own(run: Run) -> None:
    """The shop's gate holds the signature like the shipped ones, and what the shipped ones ask is asked as ever."""
    run.open("compliance-review", by="老王")
    run.complete("review-papers", by="老王", record={"papers": "网盘", "host_of_age": True})
    run.complete("review-words", by="老王", record={"claims": 1, "rivals": 0})
    run.complete("review-scene", by="阿杰", record={"no_synthetic": True})
    run.complete("review-seller", by="小李", record={"seller_shown": True})
    run.complete("keep-sample", by="阿杰")
    run.complete("review-verdict", by="老王", outcome="可以放行")
    with pytest.raises(RefusedError) as refused:
        run.complete("review-approve", by="老王", record={"approver": "老王"})
    closed = {why.args["id"] for why in refused.value.refusal.reasons if why.code == "gate-closed"}
    assert closed == {"claims-have-evidence", "samples-kept"}
