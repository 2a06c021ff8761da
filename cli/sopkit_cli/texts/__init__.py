"""Every text of the terminal, Chinese and English side by side: key -> (zh, en)."""

from __future__ import annotations

from collections.abc import Mapping

from sopkit_cli.texts.commands import COMMANDS
from sopkit_cli.texts.comparing import COMPARING
from sopkit_cli.texts.events import EVENTS
from sopkit_cli.texts.lint import LINT
from sopkit_cli.texts.options import OPTIONS
from sopkit_cli.texts.paper import PAPER
from sopkit_cli.texts.screens import SCREENS
from sopkit_cli.texts.stepping import STEPPING
from sopkit_cli.texts.testing import TESTING
from sopkit_cli.texts.wording import WORDING
from sopkit_cli.texts.writing import WRITING

__all__ = ["TEXTS"]

TEXTS: Mapping[str, tuple[str, str]] = {
    **COMMANDS,
    **COMPARING,
    **OPTIONS,
    **EVENTS,
    **SCREENS,
    **STEPPING,
    **LINT,
    **TESTING,
    **PAPER,
    **WORDING,
    **WRITING,
}
