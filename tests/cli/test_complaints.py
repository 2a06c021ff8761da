"""Complaints: what is wrong with a line or a file is said in the reader's language, with what would be right."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from sopkit.errors import cause
from tests.cli.conftest import CREW, SMALL_SHOW, Sop


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("new", "my-shop"), "KIND 写得不对：只能是 show、procedure、checklist、fault、cue。"),
        (("graph", "hold-order", "--format", "png"), "--format 写得不对：只能是 mermaid、svg。"),
        (("history", "--limit", "some"), "--limit 写得不对：要写整数，至少 0。"),
        (("history", "--limit", "-1"), "--limit 写得不对：要写整数，至少 0。"),
        (("demo", "--seed", "x"), "--seed 写得不对：要写整数。"),
        (("demo", "--speed", "x"), "--speed 写得不对：要写数字。"),
    ],
)
def test_a_bad_value_says_what_is_taken(sop: Sop, words: tuple[str, ...], said: str) -> None:
    """The option, and what it takes instead, without a word of another language."""
    assert said in sop(*words, exit_code=2).stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("import", "none.csv"), 2, "none.csv 读不了：没有这个文件或文件夹。"),
        (("import", "."), 2, "读不了：这是文件夹，不是文件。"),
        (("graph", "hold-order", "-o", "none/a.svg"), 2, "none/a.svg 写不进去：没有这个文件或文件夹。"),
        (("graph", "hold-order", "-o", "."), 2, "写不进去：这是文件夹，不是文件。"),
        (("schema", "-o", "."), 2, "写不进去：这是文件夹，不是文件。"),
        (("export", "hold-order", "--sheet", "none/a.csv"), 2, "写不进去：没有这个文件或文件夹。"),
        (("migrate", "none.yaml"), 3, "读不了：没有这个文件或文件夹。"),
        (("start", SMALL_SHOW, *CREW, "--products", "none.csv"), 2, "读不了：没有这个文件或文件夹。"),
    ],
)
def test_a_file_that_is_not_to_be_had(sop: Sop, words: tuple[str, ...], code: int, said: str) -> None:
    """Why a file cannot be read or written is said in Chinese, too, and never with a traceback."""
    assert said in " ".join(sop(*words, exit_code=code).output.split())


def test_causes_in_both_languages() -> None:
    """What the system says by number has words in both languages; what nobody knows keeps its own."""
    assert cause(OSError(errno.ENOSPC, "No space left on device")) == ("磁盘满了", "the disk is full")
    assert cause(OSError(errno.EXDEV, "Invalid cross-device link")) == ("Invalid cross-device link",) * 2
    assert cause(OSError("odd"))[0] == "OSError"


def test_a_list_in_english_has_english_commas(on_air: Sop) -> None:
    """What a sentence lists is joined as its own language joins it."""
    said = on_air("finish", "slot#1", "--by", "小美", "--lang", "en", exit_code=1).stderr
    assert "(left: 介绍, 上链接" in said
    said = on_air("status", "--run", "r9", "--lang", "en", exit_code=2).stderr
    assert "there are: r1" in said


def test_the_first_word_of_an_id_finds_it(on_air: Sop) -> None:
    """Of a name that goes on after a hyphen the beginning is enough to be asked whether it was meant."""
    assert "，是不是coupon-missing？" in on_air("fault", "coupon", "--by", "老王", exit_code=1).stderr
    assert "taobao-live" in on_air("show", "taobao", exit_code=3).stderr


def test_a_tab_is_seen(sop: Sop, tmp_path: Path) -> None:
    """A tab that a fix takes out is shown as one, and not as a broken character."""
    text = "sop: 1\nid: tab\ntitle: 制表\nprocedures:\n\thold: {title: 憋单, role: 主播}\n"
    (tmp_path / "tab.yaml").write_text(text, encoding="utf-8")
    shown = sop("fix", "tab.yaml", "--diff", exit_code=1).stdout
    assert "-→   hold" in shown
    assert "\N{REPLACEMENT CHARACTER}" not in shown


def test_a_plan_keeps_its_columns(sop: Sop, products: str) -> None:
    """A table stays a table where its rows fit."""
    lines = sop("plan", "product-slot", "--products", products).stdout.splitlines()
    assert any(line.endswith("A01 保温杯") and line.lstrip().startswith("0:00") for line in lines)
