"""The README and its Chinese twin say the same: the same code, the same commands, the same order."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "docs" / "README.zh.md").read_text(encoding="utf-8")


def test_the_twins_show_the_same_code() -> None:
    """Every block of the one stands in the other, in the same order."""
    blocks = re.compile(r"^```\w+\n.*?^```$", re.MULTILINE | re.DOTALL)
    assert blocks.findall(ENGLISH) == blocks.findall(CHINESE) != []


def test_the_twins_have_the_same_shape() -> None:
    """As many headings of each level, and as many links."""
    assert re.findall(r"^#+ ", ENGLISH, re.MULTILINE) == re.findall(r"^#+ ", CHINESE, re.MULTILINE)
    assert ENGLISH.count("](") == CHINESE.count("](")


def test_each_command_is_one_line_that_sets_itself_up() -> None:
    """Two commands, each one line from no environment at all; `.ci/run` reads the second from here."""
    found = re.findall(r"<!-- command: (\w+) -->\n```console\n(.*)\n```\n<!-- end -->", ENGLISH)
    assert [name for name, _ in found] == ["demo", "tests"]
    assert all(command.startswith("python3 -m venv .venv && ") for _, command in found)


def test_links_lead_somewhere() -> None:
    """Every link to a file, in any page, leads to one that is there."""
    broken = [
        f"{page.name}: {target}"
        for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).is_file()
    ]
    assert broken == []
