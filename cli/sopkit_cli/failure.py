"""Failure: what goes wrong, told in a sentence or as JSON, with its exit code; never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from sopkit.errors import ConflictError, DefinitionError, RefusedError, SopError, StoreError, UsageError, cause
from sopkit_cli.language import language, t, use
from sopkit_cli.plain import plain
from sopkit_cli.terminal import Terminal

__all__ = ["EXIT_UNEXPECTED", "describe", "exit_code_of", "leave_quietly", "sentence", "tell"]

EXIT_UNEXPECTED = 70
EXIT_INTERRUPTED = 130

_KINDS: tuple[tuple[type[SopError], str], ...] = (
    (RefusedError, "refused"),
    (DefinitionError, "definition"),
    (ConflictError, "conflict"),
    (StoreError, "store"),
    (UsageError, "usage"),
)


def tell(error: BaseException, words: Sequence[str]) -> None:
    """Print what went wrong: a sentence on the error stream, or with ``--json`` one object on the output."""
    terminal = Terminal(as_json="--json" in words)
    if os.environ.get("SOP_DEBUG") == "1" and exit_code_of(error) == EXIT_UNEXPECTED:
        sys.excepthook(type(error), error, error.__traceback__)
    if terminal.as_json:
        terminal.data({"ok": False, "error": describe(error)})
        return
    terminal.complain(sentence(error))


def sentence(error: BaseException) -> str:
    """Return what went wrong, in the language in use."""
    if isinstance(error, RefusedError):
        from sopkit_cli.render.refusal import refusal_lines

        return "\n".join(refusal_lines(error.refusal))
    if isinstance(error, SopError):
        return error.text(language())
    return _zh_or_en(error, language())


def describe(error: BaseException) -> dict[str, Any]:
    """Return the error as data: its kind, its code, both sentences, and what a refusal knows besides."""
    kind = next((name for cls, name in _KINDS if isinstance(error, cls)), None)
    if kind is None:
        kind = "usage" if isinstance(error, click.ClickException) else "unexpected"
        if isinstance(error, click.Abort | KeyboardInterrupt):
            kind = "interrupted"
    data: dict[str, Any] = {"kind": kind, "code": kind, "zh": _text(error, "zh"), "en": _text(error, "en")}
    data |= {"reasons": [], "legal": []}
    if isinstance(error, RefusedError):
        refusal = error.refusal
        data |= {"code": refusal.reasons[0].code, "command": refusal.command, "reasons": plain(refusal.reasons)}
        data["legal"] = plain(refusal.legal)
    elif isinstance(error, DefinitionError):
        data |= {"code": error.findings[0].code if error.findings else kind, "findings": plain(error.findings)}
    elif isinstance(error, ConflictError):
        data |= {"run": error.run_id, "expected": error.expected, "actual": error.actual}
    return data


def _text(error: BaseException, lang: str) -> str:
    return error.text(lang) if isinstance(error, SopError) else _zh_or_en(error, lang)


def _zh_or_en(error: BaseException, lang: str) -> str:
    before = language()
    use(lang)
    try:
        if isinstance(error, click.Abort | KeyboardInterrupt):
            return t("failure.interrupted")
        if isinstance(error, click.ClickException):
            return _usage_sentence(error)
        if isinstance(error, OSError):
            zh, en = cause(error)
            return t("failure.system", what=en if lang == "en" else zh, where=error.filename or t("failure.output"))
        return t("failure.unexpected", what=f"{type(error).__name__}: {error}"[:200])
    finally:
        use(before)


def _usage_sentence(error: click.ClickException) -> str:
    """Say what click found wrong with the line, and where its help is."""
    text = error.format_message()
    if isinstance(error, click.NoSuchOption):
        text = t("usage.no-option", name=error.option_name)
        if error.possibilities:
            text += t("usage.near", names=", ".join(sorted(error.possibilities)))
    elif isinstance(error, click.MissingParameter) and error.param is not None:
        text = t(
            "usage.missing",
            name=error.param.make_metavar(error.ctx or click.Context(click.Command("sop")))
            if error.param.param_type_name == "argument"
            else "/".join(error.param.opts),
        )
    elif isinstance(error, click.BadParameter) and error.param is not None:
        names = error.param.opts if error.param.param_type_name == "option" else [(error.param.name or "").upper()]
        text = t("usage.bad", name="/".join(names), why=_why_bad(error.param.type) or error.message)
    elif isinstance(error, click.BadOptionUsage):
        text = t("usage.needs-value", name=error.option_name)
    path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "sop"
    return f"{text}\n{t('usage.help', path=path)}"


def _why_bad(wanted: click.ParamType[Any]) -> str:
    """Return what an option takes, in the language in use; nothing where click alone knows."""
    if isinstance(wanted, click.Choice):
        return t("usage.choices", names=t("word.list").join(str(one) for one in wanted.choices))
    if isinstance(wanted, click.IntRange):
        return t("usage.least", value=wanted.min)
    if isinstance(wanted, type(click.INT)):
        return t("usage.whole")
    return t("usage.numeric") if isinstance(wanted, type(click.FLOAT)) else ""


def exit_code_of(error: BaseException) -> int:
    """Return the documented exit code for an error."""
    if isinstance(error, SopError | click.ClickException):
        return error.exit_code
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return EXIT_INTERRUPTED
    return EXIT_UNEXPECTED


def leave_quietly(code: int = 0) -> NoReturn:
    """Leave after a broken pipe: whoever read our output has had enough, and what was done is kept."""
    # What is still buffered would break again when Python closes the stream.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
