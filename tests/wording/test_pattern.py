"""The pattern language: what it reads, what it refuses and where, and that a pattern's cost is known beforehand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.wording.fold import fold
from sopkit.wording.nodes import Alternatives, Word
from sopkit.wording.pattern import LONGEST, MOST_WAYS, PatternError, matcher, parse

SETS = {"范围": Alternatives((Word("全网"), Word("行业")))}


def found(pattern: str, text: str) -> str | None:
    """Return what *pattern* finds in *text*."""
    one = matcher([(pattern, parse(pattern, SETS))])
    assert one is not None
    match = one.regex.search(fold(text).text)
    return match[0] if match else None


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("顶级", "顶级面料", "顶级"),
        ("顶(级|尖)的?", "顶尖的面料", "顶尖的"),
        ("满.{0,3}人", "满一百人就开", "满一百人"),
        ("满.{0,3}人", "满了。一人", None),
        (r"省\d{1,4}元", "省299元", "省299元"),
        (r"省\d{1,4}元", "省两百元", "省两百元"),
        ("第一[^个点]", "第一个第一名", "第一名"),
        ("第一[^个点]", "第一。", None),
        ("<范围>第一", "行业第一", "行业第一"),
        ("Ｎｏ１", "NO1", "no1"),
        (r"no\.1", "No.1", "no.1"),
        ("最(低|低价)", "最低价", "最低价"),
        ("关注(了|完)?才", "关注才行", "关注才"),
    ],
)
def test_a_pattern_finds_what_it_says(pattern: str, text: str, expected: str | None) -> None:
    """Each part of the language means what docs/wording.md says; width, case and writing are folded."""
    assert found(pattern, text) == expected


@pytest.mark.parametrize(
    ("pattern", "start", "end"),
    [
        ("顶(级", 1, 2),
        ("顶)级", 1, 2),
        ("顶级*", 2, 3),
        ("顶级+", 2, 3),
        ("*级", 0, 1),
        ("顶{0,99}", 1, 7),
        ("顶{3,1}", 1, 6),
        ("顶{a}", 1, 2),
        ("[顶", 0, 1),
        ("顶[]", 1, 2),
        ("[a-z]顶", 2, 3),
        ("顶(a{0,3}){0,3}", 1, 14),
        ("顶?{2}", 2, 3),
        ("顶||级", 2, 3),
        ("<谁>顶", 0, 3),
        ("<谁顶", 0, 1),
        (r"顶\w", 1, 2),
        (".{0,3}顶", 0, 7),
        ("[^顶]级", 0, 5),
        ("顶?", 0, 2),
        ("顶" * (LONGEST + 1), LONGEST, LONGEST + 1),
        ("a.{0,9}b.{0,9}c.{0,9}d.{0,9}", 0, 28),
    ],
)
def test_a_mistake_is_told_where_it_is(pattern: str, start: int, end: int) -> None:
    """What is malformed, could be slow, or could match anywhere is refused, with its place and in both languages."""
    with pytest.raises(PatternError) as caught:
        parse(pattern, SETS)
    error = caught.value
    assert (error.start, error.end) == (start, end)
    assert error.zh
    assert error.en
    assert error.zh != error.en


@given(st.text(alphabet="第一个满.{}03,()|?[]^<范围>\\d人上*+", max_size=30))
def test_any_pattern_is_read_or_refused(pattern: str) -> None:
    """A pattern is refused with a place inside it, or is an expression whose cost is bounded."""
    try:
        node = parse(pattern, SETS)
    except PatternError as error:
        place = error.start, error.end
    else:
        assert 1 <= node.ways <= MOST_WAYS
        assert node.least >= 1
        re.compile(node.source)
        return
    assert 0 <= place[0] <= place[1] <= max(len(pattern), 1)


@given(
    st.sampled_from(
        ["顶(级|尖)的?", "满.{0,3}人", "(关注|加团)了?才", "最[低好]的?价", r"(满|到)\d{1,4}[人赞]", "<范围>第?一"]
    ),
    st.text(alphabet="顶级尖的满一二人关注加团了才最低好价到赞全网行业第。", max_size=20),
)
def test_what_matches_begins_as_foretold(pattern: str, text: str) -> None:
    """Whatever a pattern finds begins with one of its openings and has one of its musts: none is passed over."""
    one = matcher([(pattern, parse(pattern, SETS))])
    assert one is not None
    for match in one.regex.finditer(text):
        at = match.start()
        assert text[at] in one.openings or text[at : at + 2] in one.openings
        assert one.musts & set(match[0])


@pytest.mark.parametrize(
    ("patterns", "musts"),
    [
        (["满一"], "一"),
        ([r"\d{1,3}(个|位)?人"], "人"),
        (["(关注|加团)才?"], "注团"),
        (["关.{0,3}", "赞"], "关赞"),
        (["(最|很)[^关]"], "最很"),
    ],
)
def test_what_must_be_there_is_known(patterns: list[str], musts: str) -> None:
    """Of what every match has, the fewest characters are kept: a text without any need not be looked at."""
    one = matcher([(pattern, parse(pattern, SETS)) for pattern in patterns])
    assert one is not None
    assert one.musts == set(musts)
