"""What an expression may look up in other procedures: a gate asks for what was written down elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sopkit.errors import DefinitionError
from sopkit.phrase import Phrases
from sopkit.verify import verify
from sopkit.verify.rules.origin import NEVER_READ
from tests.engine.rooms import Room, book_of, refusals

Begin = Callable[..., Room]

BOOK = """
gates:
  approved: {title: 过审, when: 'recorded("review", "approver") != null and recorded("review", "passed")', why: 先审}
  rehearsed: {title: 彩排过, when: 'finished("rehearsal")', why: 先彩排}
phases:
  pre: {title: 播前, opens: [review], gates: [approved, rehearsed]}
  live: {title: 播中, live: true}
  post: {title: 播后, receives: true}
procedures:
  review:
    title: 审核
    steps:
      - {id: write, role: 运营, record: {approver: text, passed: bool}}
      - {id: file, role: 运营, optional: true}
  rehearsal: {title: 彩排, steps: [{id: run-through, role: 主播}]}
  weigh: {title: 称重, product: required, steps: [{id: put, role: 场控, record: {grams: int}}]}
  pack:
    title: 打包
    product: required
    opens: {when: 'finished("weigh")'}
    steps:
      - {id: heavy, role: 场控, when: 'recorded("weigh", "grams") > 100'}
      - {id: tape, role: 场控}
"""


def test_a_phase_gate_reads_what_an_activity_recorded(room: Begin) -> None:
    """The way out of the phase is open once the review says so, and shut again when that is taken back."""
    show = room(BOOK, live=False)
    show.run.open("rehearsal", by="小美")
    show.run.complete("run-through", by="小美")
    assert refusals(lambda: show.run.enter("live", by="阿杰")) == ["activity-unfinished", "gate-closed"]
    show.run.complete("write", by="阿杰", record={"approver": "陈总", "passed": "否"})
    assert refusals(lambda: show.run.enter("live", by="阿杰")) == ["gate-closed"]
    show.run.undo("write", by="阿杰")
    show.run.complete("write", by="阿杰", record={"approver": "陈总", "passed": "是"})
    show.run.enter("live", by="阿杰")


def test_the_one_opened_last_counts(room: Begin) -> None:
    """A review that was begun anew must say so anew; one that was cut is as if it had not been."""
    show = room(BOOK, live=False)
    show.run.open("rehearsal", by="小美")
    show.run.complete("run-through", by="小美")
    show.run.complete("write", by="阿杰", record={"approver": "陈总", "passed": "是"})
    again = show.run.open("review", by="阿杰")
    assert "gate-closed" in refusals(lambda: show.run.enter("live", by="阿杰"))
    show.run.cut(again, "点错了", by="阿杰")
    show.run.enter("live", by="阿杰")


def test_finished_means_every_one_of_it(room: Begin) -> None:
    """Not while one is open, not where all were cut, not where there was none."""
    show = room(BOOK, live=False)
    show.run.complete("write", by="阿杰", record={"approver": "陈总", "passed": "是"})
    assert refusals(lambda: show.run.enter("live", by="阿杰")) == ["gate-closed"]
    show.run.cut(show.run.open("rehearsal", by="小美"), "算了", by="阿杰")
    assert refusals(lambda: show.run.enter("live", by="阿杰")) == ["gate-closed"]
    one, two = (show.run.open("rehearsal", by="小美") for _ in "12")
    show.run.complete("run-through", by="小美", activity=one)
    assert "gate-closed" in refusals(lambda: show.run.enter("live", by="阿杰"))
    show.run.complete("run-through", by="小美", activity=two)
    show.run.enter("live", by="阿杰")


def test_a_question_about_a_product_looks_at_that_product(room: Begin) -> None:
    """One cup weighed does not let a hat be packed, and the hat's weight is the hat's."""
    show = room(BOOK, live=False)
    for product, grams in (("A01", 300), ("A02", 50)):
        show.run.open("weigh", product=product, by="老王")
        show.run.complete("put", by="老王", record={"grams": grams})
    assert refusals(lambda: show.run.open("pack", product="A03", by="老王")) == ["condition-false"]
    show.run.open("pack", product="A01", by="老王")
    show.run.open("pack", product="A02", by="老王")
    assert show.legal("老王") == ["heavy", "tape"]


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ('recorded("reveiw", "approver") == "x"', "没有叫“reveiw”的流程，是不是review？"),
        ('recorded("review", "aprover") == "x"', "没有叫“aprover”的字段，是不是approver？"),
        ('finished("nowhere")', "没有叫“nowhere”的流程"),
        ("finished(review)", "带引号的编号"),
        ('recorded("review") == 1', "带引号的编号"),
        ('recorded("review", "approver", "x") == 1', "带引号的编号"),
        ('record("review", "approver") == 1', "没有叫“record”的函数"),
    ],
)
def test_a_wrong_look_is_found_at_load(when: str, said: str) -> None:
    """A procedure or field that is not there is told before the show, with what was probably meant."""
    body = BOOK.replace('finished("rehearsal")', when)
    with pytest.raises(DefinitionError) as caught:
        book_of(body)
    assert any(said in finding.zh for finding in caught.value.findings), caught.value.findings


def test_it_is_read_aloud_in_words() -> None:
    """A card says what is looked up by the titles of the procedure and of the field."""
    book = book_of(BOOK.replace("approver: text", "approver: {type: text, title: 审核人}"))
    first, second = ([Phrases(book, lang).condition(g.when, {}) for lang in ("zh", "en")] for g in book.gates.values())
    assert first == [
        "“审核”记的审核人 ≠ 空 且 “审核”记的passed",
        "the 审核人 of “审核” ≠ null and the passed of “审核”",
    ]
    assert second == ["“彩排”做完", "“彩排” is finished"]


def test_what_is_looked_up_is_read() -> None:
    """The lint does not say of a field that nothing reads it where another procedure looks it up."""
    unread = [finding for finding in verify(book_of(BOOK)).findings if finding.code == NEVER_READ.code]
    assert unread == []
    blind = verify(book_of(BOOK.replace('recorded("review", "passed")', "true"))).findings
    assert ["passed" in finding.zh for finding in blind if finding.code == NEVER_READ.code] == [True]


def test_measures_are_not_looked_up() -> None:
    """A diagnosis is over measures alone."""
    with pytest.raises(DefinitionError):
        book_of(BOOK + "diagnoses:\n  - {when: 'finished(\"review\")', says: 好, owner: 运营}\n")
