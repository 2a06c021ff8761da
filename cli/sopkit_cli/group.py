"""Group: the `sop` command line: commands that load when they are called, and help in both languages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

import click

from sopkit_cli.help import SopContext, SopHelp
from sopkit_cli.language import choose, t, use
from sopkit_cli.texts import TEXTS

__all__ = ["SopCommand", "SopGroup"]


class _NobodyReadsError(Exception):
    """Whoever read the output has had enough."""


class SopCommand(SopHelp, click.Command):
    """A command whose help is looked up in the table of texts, under its name."""

    context_class = SopContext


class SopGroup(SopHelp, click.Group):
    """
    The command line itself.

    ``homes`` maps each command to the module and the attribute where it is;
    ``sections`` lists them in the order and under the heads of the help.
    """

    context_class = SopContext

    def __init__(self, homes: Mapping[str, str], sections: Mapping[str, Sequence[str]], **given: Any) -> None:
        super().__init__(**given)
        self.homes = homes
        self.sections = sections

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """Return every command, in the order of the help."""
        return [name for names in self.sections.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- click's signature
        """Import the command that is asked for, and no other."""
        home = self.homes.get(cmd_name)
        if home is None:
            return None
        module, _, attribute = home.partition(":")
        found = getattr(import_module(f"sopkit_cli.{module}"), attribute)
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which ones are near."""
        if args and args[0] not in self.homes and not args[0].startswith("-"):
            from sopkit.near import near
            from sopkit_cli.complaint import usage

            hints = ", ".join(near(args[0], self.homes))
            key = "usage.near" if hints else "usage.see-help"
            raise usage("no-command", name=args[0], hint=tuple(side.format(names=hints) for side in TEXTS[key]))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 -- click's signature
        """List the commands by section, without importing any of them."""
        for section, names in self.sections.items():
            with formatter.section(t(f"section.{section}")):
                formatter.write_dl([(name, t(f"short.{name}")) for name in names])

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Parse the line; of a broken pipe, see `invoke`."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except BrokenPipeError as error:
            raise _NobodyReadsError from error

    def invoke(self, ctx: click.Context) -> Any:
        """Carry out the command; of a broken pipe click would make a 1, which says “refused” of what was done."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _NobodyReadsError from error

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command line; whatever goes wrong is told in a sentence and a documented exit code."""
        words = list(sys.argv[1:] if args is None else args)
        use(choose(words))
        run: Callable[[], Any] = lambda: super(SopGroup, self).main(  # noqa: E731 -- said once, run under the guard
            words, prog_name or "sop", complete_var, standalone_mode=False, **extra
        )
        if not standalone_mode:
            return run()
        return _guarded(run, words)


def _guarded(run: Callable[[], Any], words: Sequence[str]) -> NoReturn:
    code = 0
    try:
        code = int(run() or 0)
        # Here a broken pipe can still be told from an error; at the end of the process it cannot.
        sys.stdout.flush()
        sys.exit(code)
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 -- the last resort: no traceback reaches a person
        from sopkit_cli.failure import exit_code_of, leave_quietly, tell

        if isinstance(error, BrokenPipeError | _NobodyReadsError):
            leave_quietly(code)
        code = exit_code_of(error)
        try:
            tell(error, words)
            sys.stdout.flush()
        except BrokenPipeError:
            leave_quietly(code)
        except OSError as unwritten:
            # The output takes nothing, not even what went wrong: the error stream is left, if that takes anything.
            with suppress(OSError):
                tell(unwritten, ())
            leave_quietly(code)
        sys.exit(code)
