"""Format versions: text edits that keep comments, checked before they count, with the old file kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sopkit.finding import Edit, Finding
from sopkit.lint import lint_held
from sopkit.loader import load
from sopkit.loader.nodes import Node
from sopkit.loader.text import Text
from sopkit.migrate import CURRENT, STEPS, Step, migrate_file, migrate_text
from sopkit.templates import KINDS, template

OLD = """\
# 我们的流程，改之前问阿杰

id: small            # 与文件名相同
title: 小流程
procedures:
  talk:   {title: 复盘, steps: [{id: talk, role: 运营}]}   # 一步就够
"""


def renamed(_text: Text, root: Node) -> Iterator[Edit]:
    """Made up: version 2 calls `note` at the head `remark`."""
    for key, _ in root.value:
        if key.value == "note":
            yield Edit(key.span.start, key.span.end, "remark")


def quoted(_text: Text, root: Node) -> Iterator[Edit]:
    """Made up: version 3 wants the title in quotes."""
    for key, value in root.value:
        if key.value == "title" and value.style is None:
            yield Edit(value.span.start, value.span.start, '"')
            yield Edit(value.span.end, value.span.end, '"')


MADE_UP = (*STEPS, Step(1, "note 改叫 remark", "note is now remark", renamed), Step(2, "加引号", "quotes", quoted))


def content(_text: str) -> tuple[Finding, ...]:
    """Find nothing wrong."""
    return ()


def lint_as(name: str, text: str) -> tuple[Finding, ...]:
    """Return what lint finds in *text* as that file."""
    return lint_held(text, Path(f"{name}.yaml")).findings


def test_the_last_step_leads_to_today() -> None:
    """The steps are a chain, and its end is the format that the reader reads."""
    assert [step.before for step in STEPS] == list(range(CURRENT))
    assert not lint_as("show", template("show"))


def test_a_file_from_before_there_were_versions_gets_one() -> None:
    """A file without `sop` has it written before its first key; every other character stays."""
    done = migrate_text(OLD, lambda text: lint_as("small", text))
    assert done.refused is None
    assert done.version == 0
    assert done.after == OLD.replace("id: small", "sop: 1\nid: small", 1)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_today_is_left_alone(kind: str) -> None:
    """There is nothing to do, and nothing is checked or changed."""
    done = migrate_text(template(kind), pytest.fail)
    assert (done.after, done.steps, done.refused, done.version) == (template(kind), (), None, 1)


def test_several_steps_are_made_in_order() -> None:
    """Each step reads what the one before it wrote; comments, order and spaces stay."""
    text = "# 头\nsop: 1   # 版本\ntitle: 小流程  # 名字\n\nnote: 一句   # 说明\n"
    done = migrate_text(text, content, steps=MADE_UP)
    assert done.after == '# 头\nsop: 3   # 版本\ntitle: "小流程"  # 名字\n\nremark: 一句   # 说明\n'
    assert [step.before for step in done.steps] == [1, 2]
    again = migrate_text(done.after, content, steps=MADE_UP)
    assert (again.after, again.steps) == (done.after, ())
    from_nothing = migrate_text("title: 小流程\n", content, steps=MADE_UP)
    assert from_nothing.after == 'sop: 3\ntitle: "小流程"\n'


def test_what_is_in_braces_stays_in_braces() -> None:
    """A file that is one pair of braces gets its version inside them."""
    assert migrate_text("{id: a, title: b}\n", content).after == "{sop: 1, id: a, title: b}\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("sop: 9\nid: a\n", "请升级 sopkit"),
        ("sop: 二\nid: a\n", "看不懂版本"),
        ("sop: 0\nid: a\n", "看不懂版本"),
        ("sop: [1]\nid: a\n", "看不懂版本"),
        ("id：a\ntitle：b\n", "读不懂"),
        ("id: [a\n", "读不懂"),
        ("- a\n- b\n", "不像流程文件"),
        ("services: {web: {image: nginx}}\n", "升级以后还有"),
    ],
)
def test_what_is_not_known_is_refused(text: str, why: str) -> None:
    """A newer version, no version at all, a text that cannot be read, another tool's file: all stay as they are."""
    done = migrate_text(text, lambda text: lint_as("a", text))
    assert done.refused is not None
    assert why in done.refused[0]
    assert done.refused[1]
    assert done.after == text


def test_a_gap_in_the_chain_is_refused() -> None:
    """A version for which there is no step is said to have none."""
    done = migrate_text("sop: 1\nid: a\n", content, steps=(STEPS[0], Step(2, "三", "three", quoted)))
    assert done.refused is not None
    assert "没有从版本 1 升上来的办法" in done.refused[0]


def test_what_comes_out_is_checked(tmp_path: Path) -> None:
    """Where the outcome would not load, nothing is written."""
    path = tmp_path / "small.yaml"
    path.write_text(OLD.replace("role: 运营", "role: 运莹"), encoding="utf-8")
    before = path.read_bytes()
    done = migrate_file(path, write=True)
    assert done.refused is not None
    assert "运莹" in done.refused[0]
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("head", "end"), [(b"", b"\n"), (b"\xef\xbb\xbf", b"\r\n")])
def test_the_old_file_is_kept(tmp_path: Path, head: bytes, end: bytes) -> None:
    """The file is replaced, with its BOM and line ends; the old bytes stand beside it, no backup is lost."""
    path = tmp_path / "small.yaml"
    raw = head + OLD.encode().replace(b"\n", end)
    for number, name in enumerate(("small.yaml.v0.bak", "small.yaml.v0-2.bak"), 1):
        path.write_bytes(raw)
        done = migrate_file(path, write=True)
        assert done.backup == tmp_path / name
        assert done.backup.read_bytes() == raw
        assert len(list(tmp_path.iterdir())) == number + 1
    assert path.read_bytes() == raw.replace(b"id: small", b"sop: 1" + end + b"id: small", 1)
    assert load(path).title == "小流程"


def test_without_write_nothing_is_touched(tmp_path: Path) -> None:
    """Looking changes no file."""
    path = tmp_path / "small.yaml"
    path.write_text(OLD, encoding="utf-8")
    assert migrate_file(path).steps == STEPS
    assert path.read_text(encoding="utf-8") == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """A file that is not there, or not UTF-8, is told so."""
    path = tmp_path / "small.yaml"
    assert "读不了" in (migrate_file(path).refused or [""])[0]
    path.write_bytes(OLD.encode("gb18030"))
    done = migrate_file(path, write=True)
    assert "GB" in (done.refused or [""])[0]
    assert path.read_bytes() == OLD.encode("gb18030")
