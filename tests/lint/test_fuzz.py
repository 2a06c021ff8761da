"""Whatever is typed, the lint answers; `python -m tests.lint.fuzz` goes on for as long as one likes."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from sopkit.lint import lint_held
from sopkit.loader.events import PARSERS
from sopkit.loader.nodes import parse
from sopkit.loader.text import checked
from tests.lint.fuzz import Fuzz, faults

SUITE = json.loads((Path(__file__).parent / "yaml-test-suite" / "inputs.json").read_text(encoding="utf-8"))
"""The inputs of the public YAML test suite, and whether each is no YAML."""

CALLS = 250_000
"""How many functions the lint of one mutant may call: what an idle machine does in some fifty milliseconds."""


def test_mutants_of_the_shipped_files_are_answered() -> None:
    """No mutant raises, and every finding has its place, both languages, and edits inside the text."""
    fuzz = Fuzz(slowest=60)
    fuzz.run(300)
    assert fuzz.wrong == []
    assert len(fuzz.codes) >= 30


def test_no_mutant_takes_much_work() -> None:
    """The work of each mutant is bounded, counted in calls, so that it is the same on a busy machine."""
    fuzz = Fuzz(slowest=60, counting=True)
    fuzz.run(150, seed=2)
    assert fuzz.wrong == []
    assert max(fuzz.calls) < CALLS


@pytest.mark.parametrize("key", ['note"', "note'", "'note '", '"“note”"', "“note”", "ｎote"])
def test_a_key_with_a_sign_too_many_is_told(key: str) -> None:
    """A key that is right but for a quote, plain or wide, or a space, is found wrong, whatever the sign."""
    text = f"sop: 1\nid: bomb\ntitle: 练习\n{key}: 事\n"
    report = lint_held(text, Path("bomb.yaml"))
    assert [one.span.line for one in report.findings if one.severity == "error"] == [4]
    assert list(faults(report, text, "bomb.yaml")) == []


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
    "zero-width-apart": "a\u200b" * 60_000 + "\n",
    "megabyte-of-dashes": "- " * 500_000 + "\n",
    "long-line": "note: " + "啊" * 600_000 + "\n",
    "huge-key": "k" * 600_000 + ": 1\n",
    "duplicates": "note: x\n" * 20_000,
    "unknown-keys": "".join(f"proceduers{i}: x\n" for i in range(10_000)),
    "unknown-roles": "procedures:\n" + "".join(f"  p{i}: {{role: 猪播{i}}}\n" for i in range(3_000)),
    "unknown-steps": "procedures:\n  p:\n    steps:\n"
    + "".join(f"      - {{id: step-{i}, role: host, after: stp-{i}x}}\n" for i in range(2_000)),
    "unknown-files": "use: [" + ", ".join(f"nope{i}" for i in range(500)) + "]\n",
    "documents": "---\na: 1\n" * 10_000,
    "ignores": "# sop: ignore[SOP104]\n" * 10_000,
    "tags": "".join(f"a{i}: !x{i} x\n" for i in range(5_000)),
    "calls": "procedures:\n"
    + "".join(
        f"  p{i}: {{title: 事, steps: [{{id: a, title: 做, role: host, call: p{i + 1}}}, "
        f"{{id: b, title: 做, role: host, call: p{i + 1}}}]}}\n"
        for i in range(300)
    )
    + "  p300: {title: 事, role: host}\n",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_made_to_hurt_is_answered_soon(name: str) -> None:
    """Brackets, stairs and the like cost no more than a large file does: no search runs away."""
    text = "sop: 1\nid: bomb\ntitle: 练习\n" + BOMBS[name]
    began = time.process_time()
    report = lint_held(text, Path("bomb.yaml"))
    assert time.process_time() - began < 2
    assert list(faults(report, text, "bomb.yaml")) == []


@pytest.fixture(params=["libyaml", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let each parser read, as where there is no other."""
    name: str = request.param
    if name not in PARSERS:
        pytest.skip("PyYAML has no libyaml here")
    if name == "pure":
        monkeypatch.delitem(PARSERS, "libyaml", raising=False)
    return name


@pytest.mark.usefixtures("parser")
def test_the_public_yaml_suite_is_answered() -> None:
    """Each of its 402 inputs gives a document, or an error that says why there is none; never anything else."""
    assert len(SUITE) == 402
    for name, case in SUITE.items():
        text = case["yaml"]
        report = lint_held(text, Path("suite.yaml"), profile="strict")
        assert list(faults(report, report.texts["suite.yaml"], "suite.yaml")) == [], name
        root, findings = parse(checked(text, "suite.yaml"))
        assert root is not None or any(one.severity == "error" for one in report.findings), name
        assert [one.code for one in findings if one.code not in {told.code for told in report.findings}] == [], name
