"""Folding: ways around a list of words are undone, and every place still is that of the text as it was given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.wording import Rules, check_text
from sopkit.wording.fold import HOLE, fold

WAYS_AROUND = (
    "全 网 最 低",
    "全-网-最-低",
    "全.网.最.低",
    "全*网*最*低",
    "全，网，最，低",
    "全、网、最、低",
    "全\u200b网\u200b最\u200b低",
    "全網最低",
    "“全网”最低",
    "全网💥最低",
    "全　网　最　低",
)


@pytest.mark.parametrize("said", WAYS_AROUND)
def test_a_way_around_is_found_where_it_stands(said: str, rules: Rules) -> None:
    """What is put between, wide or traditional, hides nothing; the hit is the whole of it as it was typed."""
    text = f"这款{said}哦"
    (hit,) = check_text(text, rules=rules)
    assert hit.rule == "absolute-scope"
    assert text[hit.start : hit.end] == hit.text
    assert said.strip("“") in hit.text or hit.text in said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全网zui低，冲", "全网zui低"),
        ("quan网最低，冲", "quan网最低"),
        ("降xue糖的茶", "降xue糖"),
        ("嶶信搜我", "嶶信搜"),
        ("想要的 ➕ 卫星", "➕ 卫星"),
        ("这是最底价了", "最底价"),
        ("敢说D1的只有我们", "敢说D1"),
        ("进裙拿价", "进裙拿价"),
    ],
)
def test_a_word_by_its_sound_or_a_look_alike_is_that_word(text: str, found: str, rules: Rules) -> None:
    """A word by its sound, by a look-alike or by a sign is the word, and the hit is all of its spelling."""
    assert [text[hit.start : hit.end] for hit in check_text(text, rules=rules)] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "M码的裙子",
        "牛仔裙配毛衣",
        "GB/T 20944",
        "USB-C接口",
        "大陆发货，收拾好再寄",
        "ZUI 系统的平板",
        "D3维生素",
        "进裙装区看看",
    ],
)
def test_what_only_looks_like_a_spelling_is_left(text: str, rules: Rules) -> None:
    """Latin words, sizes, norms and skirts stay what they are."""
    assert check_text(text, rules=rules) == ()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("扣 1", "扣1"),
        ("ＴＯＰ１", "top1"),
        ("29.9 元", "29·9元"),
        ("A B", "a b"),
        ("3-5天", "3-5天"),
        ("红、黄、蓝", "红黄蓝"),
        ("尺码、颜色", "尺码、颜色"),
        ("贵。便宜", "贵。便宜"),
    ],
)
def test_only_what_says_nothing_is_dropped(text: str, folded: str) -> None:
    """Width and case go; what stands between two words, between digits or at a sentence's end stays."""
    assert fold(text).text == folded


def test_a_place_left_open_is_one_thing() -> None:
    """In a script `{product.name}` is one opaque character, whatever the name says; in a text it is what it is."""
    folded = fold("{product.name}最好{{用}}", template=True)
    assert folded.text.startswith(f"{HOLE}最好")
    assert folded.span(0, 1) == (0, 1)
    assert folded.span(1, 3) == (14, 16)
    assert HOLE not in fold("{product.name}").text


@given(st.text(alphabet="全网最低 第一.-、，。“”{}a1\u200b\u3000💥網價。", max_size=40), st.booleans())
def test_places_are_those_of_the_original(text: str, template: bool) -> None:
    """Every part of a folded text stands somewhere in the original, in the same order, whatever was dropped."""
    folded = fold(text, template=template)
    places = [folded.span(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    """Whatever characters a text has, it is folded without an exception."""
    assert len(fold(text).text) <= len(text)
