"""`sop lsp`: the language server, for an editor to start."""

from __future__ import annotations

from sopkit_cli.complaint import usage
from sopkit_cli.language import language
from sopkit_cli.options import command, with_terminal
from sopkit_cli.terminal import Terminal

__all__ = ["lsp"]


@command("lsp")
@with_terminal(as_json=False)
def lsp(terminal: Terminal) -> None:  # noqa: ARG001 -- the output belongs to the editor
    """Answer an editor on the standard input and output."""
    try:
        from sopkit.language_server.server import serve
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise usage("no-pygls") from None
    serve(language())
