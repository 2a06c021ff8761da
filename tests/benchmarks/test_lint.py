"""The lint against `yaml.CSafeLoader` on the same file, and against starting Python with yaml and click."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from sopkit import script
from sopkit.expression import grammar, scope
from sopkit.lint import lint
from sopkit.verify import conditions, kept, terms
from tests.benchmarks.test_loader import best, long_runbook

ROOT = Path(__file__).parents[2]
FORTY = """\
sop: 1
id: forty
title: 憋单
params:
  longest: {type: duration, default: 5m, note: 试播后定的}
procedures:
  hold:
    title: 憋单
    steps:
""" + "".join(
    f"      - id: step-{number}\n        title: 第{number}步\n        role: 主播\n"
    f'        say: "这款{{product.name}}第{number}句"\n'
    for number in range(8)
)


def lint_anew(path: Path) -> None:
    """Lint *path* with nothing kept of it: not its expressions and scripts, nor what was worked out of them."""
    for remembered in (grammar.parsed, scope._facts, script._parts, conditions._judged, terms.terms_of):
        remembered.cache_clear()
    kept._kept.clear()
    lint(path)


def test_a_full_lint_takes_at_most_five_times_what_parsing_takes(tmp_path: Path) -> None:
    """Loading, every pass and verification over 10,000 lines: at most 5 × CSafeLoader on the same text."""
    if not yaml.__with_libyaml__:
        pytest.skip("PyYAML has no libyaml here")
    path = tmp_path / "long.yaml"
    text = long_runbook(10_000)
    path.write_text(text, encoding="utf-8")
    ratios = []
    for _ in range(3):
        alone = best(lambda: yaml.load(text, Loader=yaml.CSafeLoader))
        ratios.append(best(lambda: lint_anew(path), rounds=3) / alone)
    print(f"full lint / CSafeLoader = {min(ratios):.2f}")
    assert min(ratios) <= 5


def processor_time(*words: str, cwd: Path, env: dict[str, str]) -> float:
    """Return how long a Python process works, from its start to its end: what else the machine does is not counted."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", *words], cwd=cwd, env=env, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_a_short_file_is_linted_in_three_times_an_import(tmp_path: Path) -> None:
    """`sop lint` on 40 lines, start of the process included: at most 3 × `python -c "import yaml, click"`."""
    assert FORTY.count("\n") >= 40
    (tmp_path / "forty.yaml").write_text(FORTY, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "cli")))}
    # As both are installed: compiled once, by the first run, which is not counted.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    lint = ("from sopkit_cli.main import main; main()", "lint", "--profile", "novice", "forty.yaml")
    ratios = []
    for _ in range(3):
        imports, lints = [], []
        for _ in range(1 + 8):
            imports.append(processor_time("import yaml, click", cwd=tmp_path, env=env))
            lints.append(processor_time(*lint, cwd=tmp_path, env=env))
        ratios.append(min(lints[1:]) / min(imports[1:]))
    print(f"sop lint / import yaml, click = {min(ratios):.2f}")
    assert min(ratios) <= 3
