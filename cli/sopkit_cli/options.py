"""Options: those that many commands share, and the session that they make up."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, TypeVar

import click

from sopkit_cli.group import SopCommand
from sopkit_cli.help import SopOption
from sopkit_cli.language import LANGUAGES
from sopkit_cli.session import Bound, Session
from sopkit_cli.terminal import Terminal

__all__ = ["command", "on_run", "on_step", "option", "reason_option", "with_store", "with_terminal"]

F = TypeVar("F", bound=Callable[..., Any])


def command(name: str) -> Callable[[Callable[..., Any]], SopCommand]:
    """Make a function the command *name*."""
    return click.command(name, cls=SopCommand)


def option(*declarations: Any, key: str | None = None, **given: Any) -> Callable[[F], F]:
    """Add an option whose help is the text ``opt.<key>``."""
    return click.option(*declarations, cls=SopOption, key=key, **given)


def with_terminal(*, as_json: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Pass a `Terminal` as the first argument; add ``--lang``, ``--no-color`` and, where there is data, ``--json``."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        def invoke(*, no_color: bool, json: bool = False, **given: Any) -> Any:
            terminal = Terminal(as_json=json, colour=False if no_color else None)
            return function(terminal, **given)

        wrapped = update_wrapper(invoke, function)
        # Already looked for by language.choose; it stands here to be parsed and explained.
        wrapped = option("--lang", type=click.Choice(LANGUAGES), expose_value=False)(wrapped)
        wrapped = option("--no-color", is_flag=True)(wrapped)
        return option("--json", is_flag=True)(wrapped) if as_json else wrapped

    return decorate


def with_store(function: Callable[..., Any]) -> Callable[..., Any]:
    """Pass a `Session` on a store as the first argument."""

    def invoke(terminal: Terminal, store: str | None, **given: Any) -> Any:
        return function(Session(terminal, store, bound=_bound()), **given)

    wrapped = option("--store", envvar="SOP_STORE", metavar="URL")(update_wrapper(invoke, function))
    return with_terminal()(wrapped)


def on_run(*, by: bool = True, key: bool | None = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Pass a `Session` on a run as the first argument; with the person who acts, and the request's key."""
    keyed = by if key is None else key

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        def invoke(terminal: Terminal, **given: Any) -> Any:
            named = {name: given.pop(name, None) for name in ("store", "run", "by", "key")}
            return function(Session(terminal, **named, bound=_bound()), **given)

        wrapped = update_wrapper(invoke, function)
        if keyed:
            wrapped = option("--key", metavar="TEXT")(wrapped)
        if by:
            wrapped = option("--by", envvar="SOP_BY", metavar="NAME")(wrapped)
        wrapped = option("--run", envvar="SOP_RUN", metavar="RUN")(wrapped)
        wrapped = option("--store", envvar="SOP_STORE", metavar="URL")(wrapped)
        return with_terminal()(wrapped)

    return decorate


def on_step(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add what names a step: the argument STEP, and the activity and product where they are needed."""
    wrapped = option("--product", metavar="ID")(function)
    wrapped = option("--activity", metavar="ID")(wrapped)
    return on_run()(click.argument("step")(wrapped))


def reason_option(function: F) -> F:
    """Add ``--reason``; whether one is needed is the library's to say."""
    return option("--reason", default="", metavar="TEXT")(function)


def _bound() -> Bound | None:
    context = click.get_current_context(silent=True)
    return context.find_object(Bound) if context else None
