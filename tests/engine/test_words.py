"""Every command and every status has its words in both languages."""

from __future__ import annotations

from sopkit import commands
from sopkit.lifecycle import LIFECYCLES
from sopkit.words import COMMAND_WORDS, STATUS_WORDS


def test_every_command_has_words() -> None:
    """A refusal never begins with the name of a class; only ticks are never refused."""
    named = {name for name in commands.__all__ if name not in ("Command", "StepCommand", "Tick")}
    assert set(COMMAND_WORDS) == named
    assert all(zh and en and zh != en for zh, en in COMMAND_WORDS.values())


def test_every_status_has_a_chinese_word() -> None:
    """A status that a lifecycle knows is never shown to a person as its English id."""
    statuses = {status.value for lifecycle in LIFECYCLES.values() for status in lifecycle.table}
    assert statuses <= set(STATUS_WORDS)
