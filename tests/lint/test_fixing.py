"""Fixing: text edits that mend, keep comments and order, end, and leave what is clean as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopkit.finding import Edit, Fix
from sopkit.lint import lint_held
from sopkit.lint.edits import apply, compatible
from sopkit.lint.fixing import fix_file, fix_text

ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "runbooks").glob("*.yaml"))
HEAD = "sop: 1\nid: show\ntitle: 练习\n"
BODY = """\
# 憋单的流程
procedures:
  hold: # 主流程
    title: 憋单
    order: checklist
    optional: true # 可以不做
    steps:
      # 先讲卖点
      - id: a
        role: 主播 # 主讲
        say:
          - 这款好 # 第一句
          - 最后十件
      - {id: b, role: 中控, within: 5m}
    note: 完了
"""
SLIPS = (
    (": ", "："), (": ", ":"), ("- ", "-"), ("- ", "－ "), ("    ", "\t\t"), ("    ", "　　"), (" ", "\u00a0"),
    ("好", "好\u200b"), ("true", "yes"), ("5m", "５m"), (", ", "，"), ("{", "｛"), ("}", "｝"), ("\n", "\u2028\n"),
    ("这款好", "@这款好"), ("最后十件", "价格: 十件"), ("中控", "中孔"), ("title", "titel"),
)  # fmt: skip


def commented(text: str) -> list[str]:
    """Return the comments of a text."""
    return re.findall(r"(?:^|[\s：:，])(#[^\n]*)", text)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """Return a runbook with one to four slips in it."""
    text = BODY
    for _ in range(draw(st.integers(1, 4))):
        right, wrong = draw(st.sampled_from(SLIPS))
        places = [match.start() for match in re.finditer(re.escape(right), text)]
        if places:
            at = draw(st.sampled_from(places))
            text = text[:at] + wrong + text[at + len(right) :]
    return HEAD + text


@settings(max_examples=120)
@given(spoilt(), st.booleans())
def test_mending_ends_and_keeps_what_people_wrote(text: str, unsafe: bool) -> None:
    """Mending twice is mending once, no finding is added, every comment stays, in its order."""
    before = lint_held(text, Path("show.yaml"))
    once = fix_text(text, "show.yaml", unsafe=unsafe)
    assert fix_text(once.after, "show.yaml", unsafe=unsafe).after == once.after
    syntax = [one for one in before.findings if one.code < "SOP100"]
    assert len(once.left.findings) <= len(before.findings) or syntax
    assert (once.made == 0) == (once.after == text)
    # The blanks in a comment may be mended, its words may not.
    assert [re.sub(r"\W", "", one) for one in commented(once.after)] == [
        re.sub(r"\W", "", one) for one in commented(text)
    ]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_file_is_left_alone(path: Path) -> None:
    """What has nothing to mend is not touched, not even with unsafe fixes on."""
    text = path.read_text(encoding="utf-8")
    fixed = fix_text(text, path, unsafe=True)
    assert fixed.after == text
    assert fixed.made == 0


def test_unsafe_fixes_wait_to_be_asked_for() -> None:
    """A name that was probably meant is only written when somebody says so, and only where it is the only one."""
    text = f"{HEAD}procedures:\n  hold:\n    title: 憋单\n    role: 中孔\n"
    assert fix_text(text, "show.yaml").after == text
    assert fix_text(text, "show.yaml").waiting == 1
    assert fix_text(text, "show.yaml", unsafe=True).after == text.replace("中孔", "中控")
    several = text.replace("中孔", "猪播")
    assert fix_text(several, "show.yaml", unsafe=True).after == several


def test_levels_of_one_space_become_two() -> None:
    """What hangs on a level moves with it, items of lists too; a text of several lines is not touched."""
    text = (
        f"{HEAD}procedures:\n hold:\n  title: 憋单\n  steps:\n   - id: a\n     role: 主播 # 主讲\n"
        "     say:\n      - 好\n      # 再说\n      - 再好\n   - {id: b, role: 中控}\n"
    )
    fixed = fix_text(text, "show.yaml")
    assert fixed.after == (
        f"{HEAD}procedures:\n  hold:\n    title: 憋单\n    steps:\n      - id: a\n        role: 主播 # 主讲\n"
        "        say:\n          - 好\n          # 再说\n          - 再好\n      - {id: b, role: 中控}\n"
    )
    assert fixed.left.findings == ()
    block = f"{HEAD}procedures:\n hold:\n  role: 主播\n  note: |\n   甲\n   乙\n"
    assert fix_text(block, "show.yaml").after == block


def test_a_file_keeps_its_line_ends_and_its_bom(tmp_path: Path) -> None:
    """Only what is wrong changes, whatever system the file comes from."""
    path = tmp_path / "show.yaml"
    raw = f"{HEAD}procedures:\n  hold:\n    title：憋单\n    role: 主播\n".replace("\n", "\r\n").encode("utf-8-sig")
    path.write_bytes(raw)
    assert fix_file(path).made == 1
    assert path.read_bytes() == raw.replace("：".encode(), b": ")
    assert fix_file(path).made == 0


@pytest.mark.parametrize("codec", ["gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_another_encoding_becomes_utf_8(codec: str, tmp_path: Path) -> None:
    """With its slips mended in the same go."""
    path = tmp_path / "show.yaml"
    text = f"{HEAD}procedures:\n  hold:\n    title：憋单\n    role: 主播\n"
    path.write_bytes(text.encode(codec))
    assert fix_file(path).made == 2
    assert path.read_bytes() == text.replace("：", ": ").encode()


def test_looking_writes_nothing(tmp_path: Path) -> None:
    """`sop fix --diff` only shows."""
    path = tmp_path / "show.yaml"
    path.write_text(f"{HEAD}note：甲\n", encoding="utf-8")
    assert fix_file(path, write=False).after == f"{HEAD}note: 甲\n"
    assert path.read_text(encoding="utf-8") == f"{HEAD}note：甲\n"


def test_edits_in_each_others_way_are_not_made_together() -> None:
    """The first has the place; an equal edit is no conflict; a fix is made whole or not at all."""
    one, same, over, apart = (
        Fix("", "", edits)
        for edits in ((Edit(0, 3, "x"),), (Edit(0, 3, "x"),), (Edit(2, 4, "y"), Edit(8, 9, "")), (Edit(6, 7, "z"),))
    )
    assert compatible([one, same, over, apart]) == [one, same, apart]
    assert apply("0123456789", [edit for fix in (one, apart) for edit in fix.edits]) == "x345z789"
    assert compatible([Fix("", "", (Edit(5, 5, "a"),)), Fix("", "", (Edit(5, 5, "b"),))])[1:] == []
