"""Every example in the README and in docs/ is run: Python, YAML, and `$` lines of the terminal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path

import pytest
from sybil import Document, Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

import sopkit

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def load_yaml(example: Example) -> str | None:
    """Write the block into the current folder under its own id and load it, as a reader would."""
    text = str(example.parsed)
    found = re.search(r"^id: *(\S+)", text, re.MULTILINE)
    if found is None:
        return "a YAML example must be a whole file, with an id"
    path = Path(f"{found[1]}.yaml")
    path.write_text(text, encoding="utf-8")
    if re.search(r"^sop:", text, re.MULTILINE):
        sopkit.load(path)
    return None


def run_console(example: Example) -> str | None:
    """Run each line that begins with `$ ` and compare what it prints with what follows; `...` stands for anything."""
    checker = OutputChecker()
    for session in re.split(r"^\$ ", str(example.parsed), flags=re.MULTILINE)[1:]:
        command, _, wanted = session.partition("\n")
        done = subprocess.run(
            ["bash", "-c", command], check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        )
        if done.returncode:
            return f"`{command}` ended with {done.returncode}:\n{done.stdout}"
        if wanted.strip() and not checker.check_output(wanted, done.stdout, ELLIPSIS):
            return f"`{command}` printed\n{done.stdout}\nand not\n{wanted}"
    return None


SYBIL = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=ELLIPSIS),
        CodeBlockParser("yaml", load_yaml),
        CodeBlockParser("console", run_console),
    ],
    path=str(ROOT),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in an empty folder to run the examples of one page in, with `sop` on the path."""
    programs = tmp_path / "programs"
    programs.mkdir()
    sop = programs / "sop"
    sop.write_text(f"#!{sys.executable}\nfrom sopkit_cli.main import main\nmain()\n", encoding="utf-8")
    sop.chmod(0o755)
    home = tmp_path / "folder"
    home.mkdir()
    monkeypatch.chdir(home)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), str(ROOT / "cli")]))
    monkeypatch.setenv("PYTHONUTF8", "1")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
@pytest.mark.usefixtures("folder")
def test_the_examples_of_a_page_work(page: Path) -> None:
    """The examples of a page run one after the other in one folder, as a reader would run them."""
    document: Document = SYBIL.parse(page)
    for example in document.examples():
        example.evaluate()


def test_every_block_names_its_language() -> None:
    """A fenced block without a language would be run by nobody, so each names one."""
    bare = []
    for page in PAGES:
        opened = ""
        for fence, language in re.findall(r"^ *(```+)(.*)$", page.read_text(encoding="utf-8"), re.MULTILINE):
            if not opened:
                opened = fence
                bare += [] if language.strip() else [page.name]
            elif len(fence) >= len(opened) and not language.strip():
                opened = ""
    assert bare == []
