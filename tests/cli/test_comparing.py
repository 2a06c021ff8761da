"""`sop diff`, and where the parts of a runbook come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import SMALL_SHOW, Sop, data_of
from tests.extends.conftest import BASE, HEAD, SHARED


@pytest.fixture
def shop(sop: Sop, tmp_path: Path) -> Sop:
    """Return `sop` in a folder with a runbook and a variant of it."""
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "shared.yaml").write_text(SHARED, encoding="utf-8")
    body = "procedures:\n  scene: {change: true, title: 布景}\n  bag: {change: true, title: 红包}\n"
    (tmp_path / "shop.yaml").write_text(HEAD + body, encoding="utf-8")
    return sop


def test_the_same_ends_with_0(sop: Sop) -> None:
    """A runbook means the same as itself."""
    assert "意思一样" in sop("diff", SMALL_SHOW, SMALL_SHOW).output


def test_a_difference_ends_with_1(shop: Sop) -> None:
    """Each difference is a sentence, in the language in use, and they are counted."""
    lines = shop("diff", "base.yaml", "shop.yaml", exit_code=1).output.splitlines()
    assert "~ 流程“scene”：名字从“场景”改为“布景”" in lines
    assert lines[-1] == "5 处不一样。"
    english = shop("diff", "base.yaml", "shop.yaml", "--lang", "en", exit_code=1).output
    assert "procedure “scene”: title changed from “场景” to “布景”" in english


def test_differences_as_data(shop: Sop) -> None:
    """With --json each is an object; whether they are the same is said, too."""
    data = data_of(shop("diff", "base.yaml", "shop.yaml", "--json", exit_code=1))
    assert data["same"] is False
    found = {(one["part"], one["id"], one["trait"]): one for one in data["differences"]}
    assert found["procedures", "bag", "title"]["after"] == "红包"
    assert data_of(shop("diff", "base.yaml", "base.yaml", "--json")) == {"ok": True, "same": True, "differences": []}


def test_a_wrong_file_ends_with_3(shop: Sop, tmp_path: Path) -> None:
    """A file that does not load is no runbook to compare."""
    (tmp_path / "bad.yaml").write_text("sop: 1\nid: bad\n", encoding="utf-8")
    shop("diff", "base.yaml", "bad.yaml", exit_code=3)


def test_where_each_part_comes_from(shop: Sop) -> None:
    """`sop show --resolved` names the file and line of each part, and of what was there before a change."""
    output = shop("show", "shop.yaml", "--resolved").output
    assert "base.yaml:12 · 改了（shop.yaml:6）" in output
    assert "shared.yaml:7" in output
    only = shop("show", "shop.yaml", "--resolved", "--procedure", "bag", "--json")
    assert [(one["id"], one["step"], one["how"]) for one in data_of(only)["origins"]] == [
        ("bag", "", "change"),
        ("bag", "put", ""),
        ("bag", "draw", ""),
    ]
