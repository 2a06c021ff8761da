"""Help: usage, options and commands laid out by display width, in the language in use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from sopkit_cli.language import t
from sopkit_cli.texts import TEXTS
from sopkit_cli.width import columns_of, pad, wrap

__all__ = ["SopContext", "SopFormatter", "SopHelp", "SopOption"]

_WIDEST_TERM = 26


class SopFormatter(click.HelpFormatter):
    """Click's formatter, but counting columns as a terminal does."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        head = f"{prefix or t('help.usage')}{prog} "
        self._write(wrap(args, self.width, first=head, rest=" " * 6))

    def write_heading(self, heading: str) -> None:
        """Write the head of a section, with the colon of the language."""
        self._write([" " * self.current_indent + heading + t("help.colon")])

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        blank = " " * self.current_indent
        self._write(wrap(text, self.width, first=blank, rest=blank))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:  # noqa: ARG002 -- click's signature
        """Write names and what they mean in two columns; on a narrow terminal, one under the other."""
        rows = list(rows)
        most = _WIDEST_TERM if self.width >= 60 else 0
        column = min(max((columns_of(name) for name, _ in rows), default=0), most) + col_spacing + self.current_indent
        blank = " " * self.current_indent
        for name, text in rows:
            if columns_of(blank + name) + col_spacing > column or not most:
                self._write(wrap(name, self.width, first=blank, rest=blank + "  "))
                rest = " " * (column if most else self.current_indent + 4)
                self._write(wrap(text, self.width, first=rest, rest=rest) if text else [])
            else:
                self._write(wrap(text, self.width, first=pad(blank + name, column), rest=" " * column))

    def _write(self, lines: Sequence[str]) -> None:
        for line in lines:
            self.write(line + "\n")


class SopContext(click.Context):
    """A context whose help is laid out by `SopFormatter`."""

    formatter_class = SopFormatter

    def make_formatter(self) -> SopFormatter:
        """Return a formatter as wide as the terminal."""
        from sopkit_cli.terminal import Terminal

        return SopFormatter(width=Terminal().width)


class SopOption(click.Option):
    """An option whose help is the text ``opt.<key>``."""

    def __init__(self, *declarations: Any, key: str | None = None, **given: Any) -> None:
        super().__init__(*declarations, **given)
        self.key = key or (self.name or "")

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option as it is typed, and its help in the language in use."""
        self.help = t(f"opt.{self.key}")
        return super().get_help_record(ctx)


if TYPE_CHECKING:
    _Base = click.Command
else:
    _Base = object


class SopHelp(_Base):
    """Help by the table of texts: ``short.<name>`` is one line, ``long.<name>`` says more where there is more."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help``, explained in the language in use."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = t("opt.help")
        return option

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 -- click's signature
        """Return the one line of this command."""
        return t(f"short.{self.name}")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 -- click's signature
        """Write what the command does, and how it is used."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(t(f"short.{self.name}"))
            if f"long.{self.name}" in TEXTS:
                formatter.write_text(t(f"long.{self.name}"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands of a group."""
        options = (one for one in self.get_params(ctx) if isinstance(one, click.Option))
        records = [record for option in options if (record := option.get_help_record(ctx))]
        if records:
            with formatter.section(t("help.options")):
                formatter.write_dl(records)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 -- click's signature
        """Write what stands at the end."""
        if f"epilog.{self.name}" in TEXTS:
            formatter.write_paragraph()
            formatter.write_text(t(f"epilog.{self.name}"))
