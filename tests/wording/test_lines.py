"""The labelled lines: enough of them, and told apart well, those that no rule was tuned on too."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sopkit.errors import UsageError
from sopkit.loader.labelled import load_labelled
from sopkit.wording import Labelled, Rules, check_text, objects, score

PRECISION = 0.95
RECALL = 0.8

# What a list of words objects to, and a person does not.
HARD = (
    "第一个讲一下面料，大家看近一点",
    "第一点，它是防水的",
    "第一天到的快递，第二天就穿上了",
    "第一波已经放完了，第二波八点十五分放",
    "第一次来直播间的朋友，左上角可以看尺码表",
    "大家看一下评论区，最近问发货的很多",
    "我很关注滚轴，这个箱子滚轴是静音的",
    "这款是我们家卖得最好的一款",
    "100%全新，吊牌都在",
    "去年双十一我们店卖了一万两千件，后台数据在详情页",
    "今年到现在我们直播间第一次上这个颜色",
    "本店十月份销量前三的就这几款",
)


@pytest.mark.parametrize("half", ["dev", "held-out"])
def test_the_rules_tell_good_from_bad(half: str, lines: tuple[Labelled, ...], rules: Rules) -> None:
    """Precision is at least 0.95 and recall at least 0.8, on each half by itself."""
    found = score([line for line in lines if line.half == half], rules)
    assert found.precision >= PRECISION, [line.text for line in found.wrong]
    assert found.recall >= RECALL, [line.text for line in found.missed]


def test_there_are_enough_lines(lines: tuple[Labelled, ...]) -> None:
    """There are over 300 lines, good and bad in equal parts, each once, every one in a half."""
    counts = Counter(line.bad for line in lines)
    assert len(lines) >= 300
    assert abs(counts[True] - counts[False]) <= len(lines) // 50
    assert len({(line.text, line.platform) for line in lines}) == len(lines)
    assert {line.half for line in lines} == {"dev", "held-out"}
    assert min(Counter((line.half, line.bad) for line in lines).values()) >= 50


@pytest.mark.parametrize("text", HARD)
def test_a_hard_good_line_is_among_them_and_passes(text: str, lines: tuple[Labelled, ...], rules: Rules) -> None:
    """The good lines that word lists are known to trip over stand in the file, and nothing is said of them."""
    assert any(line.text == text and not line.bad for line in lines)
    assert not objects(check_text(text, rules=rules))


def test_a_rule_that_finds_nothing_shows_in_the_score(lines: tuple[Labelled, ...]) -> None:
    """Without rules nothing is found: recall is 0, and precision, of nothing, is whole."""
    found = score(lines, Rules(()))
    assert found.recall == 0
    assert found.precision == 1
    assert len(found.missed) == found.bad


@pytest.mark.parametrize(
    ("content", "said"),
    [("text,label\n你好,fine\n", "good 或 bad"), ("words\n你好\n", "text 和 label"), (None, "读不了")],
)
def test_a_file_of_another_form_is_refused(content: str | None, said: str, tmp_path: Path) -> None:
    """A file that is not there, lacks a column or has another label is refused, with its line."""
    path = tmp_path / "lines.csv"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        load_labelled(path)
