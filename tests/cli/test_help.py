"""Help: every command and option explained in both languages, within the columns of the terminal."""

from __future__ import annotations

import re
import string
from pathlib import Path

import click
import pytest

import sopkit_cli
from sopkit_cli.help import SopOption
from sopkit_cli.language import choose
from sopkit_cli.main import HOMES, SECTIONS
from sopkit_cli.main import sop as command_line
from sopkit_cli.texts import TEXTS
from sopkit_cli.width import columns_of
from tests.cli.conftest import Sop

COMMANDS = [name for names in SECTIONS.values() for name in names]
HOUSE = Path(sopkit_cli.__file__).parent


@pytest.mark.parametrize("name", ["", *COMMANDS])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [80, 40])
def test_help_fits(sop: Sop, monkeypatch: pytest.MonkeyPatch, name: str, lang: str, columns: int) -> None:
    """Each page says what the command does, in the language asked for, and no line is too wide."""
    monkeypatch.setenv("COLUMNS", str(columns))
    page = sop(*filter(None, [name, "--help", "--lang", lang])).stdout if name else sop("--lang", lang, "--help").stdout
    flat = re.sub(r"\s", "", page)
    assert re.sub(r"\s", "", TEXTS[f"short.{name or 'sop'}"][lang == "en"]) in flat
    assert [line for line in page.splitlines() if columns_of(line) > columns] == []


def test_every_command_has_a_home() -> None:
    """What the help lists is what there is."""
    assert set(HOMES) == set(COMMANDS)
    for name in COMMANDS:
        command = command_line.get_command(click.Context(command_line), name)
        assert command is not None
        assert command.name == name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert isinstance(parameter, SopOption), f"{name} {parameter.name}"
                assert f"opt.{parameter.key}" in TEXTS


def test_both_languages_say_the_same() -> None:
    """Each text is there in both languages, with the same places to fill."""

    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for key, (zh, en) in TEXTS.items():
        assert zh, key
        assert en, key
        assert places(zh) == places(en), key
        # English reads left to right in half-width; full-width punctuation there is a slip.
        assert not re.search(r"[，。；：（）]", en), key


def test_no_text_is_left_over() -> None:
    """Each text of the table is used somewhere: by its key, or by a key that is put together."""
    files = [path for path in HOUSE.rglob("*.py") if "texts" not in path.parts]
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    built = set(re.findall(r"""f["'](\w+)\.\{""", source))
    for key in TEXTS:
        head, _, tail = key.partition(".")
        named = f'"{key}"' in source or head in built
        assert named or f'"{tail}"' in source, key


@pytest.mark.parametrize(
    ("words", "environment", "expected"),
    [
        ((), {}, "zh"),
        ((), {"LANG": "en_US.UTF-8"}, "en"),
        ((), {"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ((), {"LANG": "C"}, "zh"),
        ((), {"LANG": "zh_CN.UTF-8", "SOP_LANG": "en"}, "en"),
        (("--lang", "zh"), {"SOP_LANG": "en"}, "zh"),
        (("board", "--lang=en"), {}, "en"),
        (("note", "--", "--lang", "en"), {}, "zh"),
        (("board", "--lang"), {}, "zh"),
    ],
)
def test_the_language_is_chosen(words: tuple[str, ...], environment: dict[str, str], expected: str) -> None:
    """By option, else by SOP_LANG, else by the locale, else Chinese."""
    assert choose(words, environment) == expected
