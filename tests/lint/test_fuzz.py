"""Whatever is typed, the lint answers; `python -m tests.lint.fuzz` goes on for as long as one likes."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sopkit.lint import lint_held
from tests.lint.fuzz import Fuzz, faults

SUITE = Path(__file__).parent / "yaml-test-suite"


def test_mutants_of_the_shipped_files_are_answered() -> None:
    """No mutant raises, and every finding has its place, both languages, and edits inside the text."""
    fuzz = Fuzz(slowest=60)
    fuzz.run(500)
    assert fuzz.wrong == []
    assert len(fuzz.codes) >= 30


BOMBS = {
    "brackets": "note: " + "[" * 60_000 + "\n",
    "braces": "note: " + "{" * 60_000 + "\n",
    "dashes": "- " * 30_000 + "\n",
    "keys": "? " * 30_000 + "\n",
    "quotes": "note: " + "'\"" * 40_000 + "\n",
    "colons": "note: " + "：" * 60_000 + "\n",
    "tabs": "\t" * 60_000 + "\n",
    "wide-spaces": "　" * 60_000 + "\n",
    "stairs": "".join(" " * i + f"k{i}:\n" for i in range(400)),
    "broken-stairs": "".join(" " * (i * 7 % 11) + f"k{i}：v\n" for i in range(3_000)),
    "hashes": "note: x " + "#" * 60_000 + "\n",
    "aliases": "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 600)),
    "unclosed": "".join(f"k{i}: [a, b\n" for i in range(2_000)),
    "zero-width": "\u200b" * 60_000 + "\n",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_made_to_hurt_is_answered_soon(name: str) -> None:
    """Brackets, stairs and the like cost no more than a large file does: no search runs away."""
    text = "sop: 1\nid: bomb\ntitle: 练习\n" + BOMBS[name]
    began = time.process_time()
    report = lint_held(text, Path("bomb.yaml"))
    assert time.process_time() - began < 2
    assert list(faults(report, text, "bomb.yaml")) == []


@pytest.mark.skipif(not SUITE.is_dir(), reason="the public YAML test suite is laid there by whoever wants it run")
def test_the_public_yaml_suite_is_answered() -> None:
    """Every input of the suite gives findings or a document; never anything else."""
    files = sorted(SUITE.rglob("*.yaml"))
    assert files
    for path in files:
        text = path.read_bytes().decode("utf-8", "replace")
        assert list(faults(lint_held(text, Path("suite.yaml")), text, "suite.yaml")) == []
