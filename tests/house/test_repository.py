"""The repository stands alone: its licence, its first lines, the size of its rooms, no machine's path."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

LONGEST_FILE = 300
LONGEST_FUNCTION = 50

# One entry for each word of the language: cut in two, each half would hide the other.
WORD_LISTS = {"sopkit/commands.py", "sopkit/events.py"}

# A path that only one machine has. Addresses on the web do not match.
MACHINE_PATH = re.compile(r"(?<![\w.:/~-])/(work|tmp|home|root|opt|mnt|Users)/\w|[A-Z]:\\\\?Users")


def python_files(tracked: tuple[Path, ...], root: Path) -> list[Path]:
    """Return the tracked Python files of the library and the terminal."""
    rooms = (root / "sopkit", root / "cli")
    return [path for path in tracked if path.suffix == ".py" and any(path.is_relative_to(room) for room in rooms)]


def test_the_licence_is_mit(root: Path) -> None:
    """LICENSE at the root is MIT, from the contributors."""
    text = (root / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("MIT License\n")
    assert "sopkit contributors" in text


def test_no_tracked_file_names_a_machine_path(tracked: tuple[Path, ...], root: Path) -> None:
    """Nothing that git tracks names a path that only one machine has."""
    found = [
        f"{path.relative_to(root)}:{number}: {line.strip()}"
        for path in tracked
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if MACHINE_PATH.search(line)
    ]
    assert not found, "\n".join(found)


def test_every_module_opens_with_one_line(tracked: tuple[Path, ...], root: Path) -> None:
    """Every Python file opens with a docstring line that says what is inside."""
    missing = [
        str(path.relative_to(root))
        for path in tracked
        if path.suffix == ".py" and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not missing, "\n".join(missing)


def test_every_test_says_what_it_specifies(tracked: tuple[Path, ...], root: Path) -> None:
    """Every test has a docstring, so that the suite reads as the specification."""
    missing = [
        f"{path.relative_to(root)}:{node.lineno}: {node.name}"
        for path in tracked
        if path.suffix == ".py" and path.name.startswith("test_")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]
    assert not missing, "\n".join(missing)


def length_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function, its docstring left out."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    docstring = ast.get_docstring(node, clean=False)
    return lines - len(docstring.splitlines()) if docstring else lines


def test_rooms_are_small(tracked: tuple[Path, ...], root: Path) -> None:
    """No file of the library or the terminal is over 300 lines, save the lists of words; no function over 50."""
    large = []
    for path in python_files(tracked, root):
        text = path.read_text(encoding="utf-8")
        place = path.relative_to(root).as_posix()
        if (lines := len(text.splitlines())) > LONGEST_FILE and place not in WORD_LISTS:
            large.append(f"{place}: {lines} lines")
        large += [
            f"{place}:{node.lineno}: {node.name} has {length} lines"
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and (length := length_of(node)) > LONGEST_FUNCTION
        ]
    assert not large, "\n".join(large)


def test_content_is_named_by_its_stem(root: Path) -> None:
    """Each file in runbooks/ and roles/ carries its id as its name."""
    wrong = []
    for path in [*(root / "runbooks").glob("*.yaml"), *(root / "roles").glob("*.yaml")]:
        found = re.search(r"^id:[ \t]*[\"']?([^\s\"'#]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        if found is None or found[1] != path.stem:
            wrong.append(f"{path.relative_to(root)}: id {found and found[1]}")
    assert not wrong, "\n".join(wrong)


def test_the_ci_command_is_executable(root: Path) -> None:
    """`.ci/run` can be run as it is checked out."""
    assert os.access(root / ".ci" / "run", os.X_OK)
