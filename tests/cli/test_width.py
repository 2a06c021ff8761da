"""Width: Chinese takes two columns; lines fit, and nothing that must be read is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit_cli.terminal import Terminal
from sopkit_cli.width import columns_of, flow, pad, wrap
from tests.cli.conftest import Sop, data_of

TEXTS = st.text(alphabet=st.sampled_from("直播间憋单，。（）“”：、abcXYZ 0123-_e\u0301é…"), max_size=200)


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("憋单", 4), ("，", 2), ("…", 1), ("é", 1), ("e\u0301", 1), ("ｈ", 2), ("—", 1)]
)
def test_columns(text: str, columns: int) -> None:
    """A Chinese character takes two columns, a combining accent none."""
    assert columns_of(text) == columns


def test_padding_aligns() -> None:
    """Padded texts end at the same column, whatever they are written in."""
    assert {columns_of(pad(text, 10)) for text in ("主播", "host", "场控 老王", "")} == {10}


@given(TEXTS, st.integers(min_value=12, max_value=90))
def test_wrapping_loses_nothing(text: str, columns: int) -> None:
    """No line is too wide, and all that is no space is still there, in order."""
    lines = wrap(text, columns, first="  · ", rest="    ")
    assert all(columns_of(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(("·" + text).split())


def test_wrapping_keeps_punctuation() -> None:
    """A comma does not begin a line, an opening bracket does not end one."""
    lines = wrap("憋单，过品，福袋（十分钟）开奖，念名单。", 10)
    assert not [line for line in lines if line[0] in "，。）"]
    assert not [line for line in lines if line[-1] == "（"]
    lines = wrap("要写公斤〔S003-62〕才对〔S003-6〕吧", 12)
    assert not [line for line in lines if line[0] == "〕" or line[-1] == "〔"]


@given(
    st.lists(st.sampled_from(["Enter 做好了", "n 没成", "x 不适用", "h help"])), st.integers(min_value=16, max_value=60)
)
def test_flow_breaks_no_item(items: list[str], columns: int) -> None:
    """Items stand whole, in lines that fit."""
    lines = flow(items, columns, first="K: ", rest="  ")
    assert all(columns_of(line) <= columns for line in lines)
    assert " ".join("".join(lines).replace("·", " ").split()).count("做好了") == items.count("Enter 做好了")


@pytest.mark.parametrize("columns", [80, 40, 24])
@pytest.mark.parametrize("verb", ["status", "board", "history", "report", "legal", "due", "runs"])
def test_screens_fit(on_air: Sop, monkeypatch: pytest.MonkeyPatch, verb: str, columns: int) -> None:
    """Every screen fits its terminal, and names what it names on a wide one."""
    on_air("fault", "coupon-missing", "--by", "老王", "--note", "公屏上好多人说领不到券")
    wide = "".join(on_air(verb).stdout.split())
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = on_air(verb).stdout
    assert [line for line in shown.splitlines() if columns_of(line) > columns] == []
    if verb in ("board", "status"):
        for text in ("领不到券", "小场", "coupon-missing#1"):
            assert text in wide
            assert text in "".join(shown.split())


def test_no_colour_in_a_pipe(on_air: Sop) -> None:
    """Colour goes to terminals only; the words and marks say all of it."""
    on_air("fault", "coupon-missing", "--by", "老王")
    assert "\x1b" not in on_air("board").output
    assert "!!" in on_air("history").output


def test_colour_is_an_addition(capsys: pytest.CaptureFixture[str]) -> None:
    """The same words stand there with and without colour."""
    for colour in (True, False):
        Terminal(colour=colour, width=40).line("故障 P1", "fault", first="!! ")
    coloured, plain = capsys.readouterr().out.splitlines()
    assert coloured == f"\x1b[1;31m{plain}\x1b[0m"


def test_names_cannot_steer_the_terminal(on_air: Sop) -> None:
    """Control characters in what people wrote are shown as such, and kept as they are."""
    on_air("note", "危险\x1b[2J\x07", "--by", "阿杰")
    assert "\x1b" not in on_air("history").output
    assert data_of(on_air("history", "--json"))["entries"][-1]["text"] == "危险\x1b[2J\x07"
