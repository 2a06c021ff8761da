"""The promise: the names of `sopkit` are those of the checked-in list, and each is there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import sopkit

PROMISED = (Path(__file__).parent / "public_names.txt").read_text(encoding="utf-8").split()


def test_the_names_are_those_that_were_promised() -> None:
    """`__all__` is the checked-in list: a name is added or taken away on purpose, never by the way."""
    assert sorted(sopkit.__all__) == PROMISED


@pytest.mark.parametrize("name", PROMISED)
def test_a_promised_name_is_found(name: str) -> None:
    """A lazy name leads somewhere, and is found by `dir`."""
    assert getattr(sopkit, name) is not None
    assert name in dir(sopkit)


def test_type_checkers_see_the_same_names() -> None:
    """What is imported under TYPE_CHECKING is what is found at run time."""
    source = Path(str(sopkit.__file__)).read_text(encoding="utf-8")
    seen = {
        alias.name: node.module
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("sopkit.")
        for alias in node.names
    }
    homes = {name: home for home, names in sopkit._HOMES.items() for name in names}
    assert seen == homes
    assert sorted(seen) == sorted(sopkit.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A name that is not promised is refused as Python refuses it."""
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        sopkit.nothing_of_the_kind  # noqa: B018 -- looking it up is the test
