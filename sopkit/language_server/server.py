"""Server: the language server protocol in front of the answers, by pygls; imported only when it is asked for."""

from __future__ import annotations

import asyncio
import os
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from sopkit.finding import Finding, Fix, Severity, Span
from sopkit.language_server.answers import defined, hover
from sopkit.language_server.columns import Place, offset_at, range_of
from sopkit.language_server.completion import complete
from sopkit.language_server.pace import Pace
from sopkit.language_server.page import Page, is_ours
from sopkit.lint import lint_held
from sopkit.loader.text import Text

__all__ = ["serve", "server"]

PAUSE = 0.1
"""After how many seconds without a change a file is looked at."""

_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}
_SORTS = {
    "key": lsp.CompletionItemKind.Property,
    "word": lsp.CompletionItemKind.EnumMember,
    "name": lsp.CompletionItemKind.Reference,
    "value": lsp.CompletionItemKind.Value,
}


class _Server(LanguageServer):
    """The server: the language it answers in, and what it knows of the editor."""

    lang = "zh"

    def __init__(self, name: str, version: str) -> None:
        super().__init__(name, version, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.pace = Pace(self._look, _pause)
        self._known: dict[str, tuple[str, list[Finding]]] = {}

    async def _look(self, uri: str) -> None:
        """Say what is wrong with a file as it is now, unless it has changed by the time that is known."""
        document = self.workspace.get_text_document(uri)
        source, version = document.source, document.version
        found = await asyncio.to_thread(_findings, source, _path(uri), self.folders())
        if self.pace.is_late(uri) or uri not in self.workspace.text_documents:
            return
        self._known[uri] = source, found
        said = _diagnostics(self, uri, found)
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, said, version=version))

    def findings(self, uri: str) -> list[Finding]:
        """Return what is wrong with a file: what was said of it last, where that is still so."""
        source, found = self._known.get(uri, ("", []))
        if source != self.workspace.get_text_document(uri).source:
            found = _findings(self.workspace.get_text_document(uri).source, _path(uri), self.folders())
        return found

    def forget(self, uri: str) -> None:
        """Know nothing of a file any more."""
        self.pace.forget(uri)
        self._known.pop(uri, None)

    def folders(self) -> tuple[Path, ...]:
        """Return the folders that are open in the editor."""
        found = [to_fs_path(one.uri) for one in self.workspace.folders.values()]
        return tuple(Path(one) for one in found if one) or (
            (Path(self.workspace.root_path),) if self.workspace.root_path else ()
        )

    def units(self) -> str:
        """Return how the editor counts columns."""
        agreed = self.workspace.position_encoding
        return str(getattr(agreed, "value", agreed) or "utf-16")

    def page(self, uri: str) -> Page:
        """Return the file that is open at *uri*."""
        return Page(self.workspace.get_text_document(uri).source, _path(uri), self.folders())

    def offset(self, text: Text, at: lsp.Position) -> int:
        """Return the offset of a place in the editor."""
        return offset_at(text, at.line, at.character, self.units())

    def range(self, text: Text, span: Span) -> lsp.Range:
        """Return where *span* stands in the editor."""
        return _range(range_of(text, span, self.units()))


def _path(uri: str) -> Path:
    return Path(to_fs_path(uri) or uri.rsplit("/", 1)[-1])


def _range(places: tuple[Place, Place]) -> lsp.Range:
    return lsp.Range(lsp.Position(*places[0]), lsp.Position(*places[1]))


def _version() -> str:
    try:
        return version("sopkit")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0"


async def _pause() -> None:
    await asyncio.sleep(PAUSE)


server = _Server("sopkit", _version())


def serve(lang: str) -> None:
    """Answer one editor on the standard input and output until it leaves."""
    server.lang = lang
    # Copies, since they are closed at the end and the caller has a use for its own.
    with os.fdopen(os.dup(sys.stdin.fileno()), "rb") as heard, os.fdopen(os.dup(sys.stdout.fileno()), "wb") as said:
        server.start_io(heard, said)


@server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
@server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
@server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
def _changed(
    ls: _Server,
    params: lsp.DidOpenTextDocumentParams | lsp.DidChangeTextDocumentParams | lsp.DidSaveTextDocumentParams,
) -> None:
    """Have the file looked at once the typing pauses: an editor never waits for it."""
    ls.pace.changed(params.text_document.uri)


@server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
def _closed(ls: _Server, params: lsp.DidCloseTextDocumentParams) -> None:
    ls.forget(params.text_document.uri)
    ls.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(params.text_document.uri, []))


def _findings(source: str, path: Path, folders: tuple[Path, ...]) -> list[Finding]:
    if not is_ours(source, path):
        return []
    report = lint_held(source, path, folders=folders)
    return [one for one in report.findings if one.span.file == report.files[0]]


def _diagnostics(ls: _Server, uri: str, found: list[Finding]) -> list[lsp.Diagnostic]:
    text, lang = ls.page(uri).text, ls.lang
    return [
        lsp.Diagnostic(
            ls.range(text, one.span),
            one.text(lang),
            _SEVERITIES[one.severity],
            one.code,
            source="sop",
            related_information=[
                lsp.DiagnosticRelatedInformation(
                    lsp.Location(uri, ls.range(text, other.span)), other.en if lang == "en" else other.zh
                )
                for other in one.related
                if other.span.file == one.span.file
            ],
        )
        for one in found
    ]


@server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]))
def _fixes(ls: _Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """Offer the fixes of what is wrong where the cursor is."""
    uri = params.text_document.uri
    text = ls.page(uri).text
    start, end = ls.offset(text, params.range.start), ls.offset(text, params.range.end)
    return [
        _action(ls, uri, text, fix)
        for one in ls.findings(uri)
        if one.span.start <= end and start <= one.span.end
        for fix in one.fixes
        if fix.edits
    ]


def _action(ls: _Server, uri: str, text: Text, fix: Fix) -> lsp.CodeAction:
    edits = [lsp.TextEdit(ls.range(text, text.span(one.start, one.end)), one.text) for one in fix.edits]
    return lsp.CodeAction(
        fix.en if ls.lang == "en" else fix.zh,
        lsp.CodeActionKind.QuickFix,
        is_preferred=fix.safe,
        edit=lsp.WorkspaceEdit({uri: edits}),
    )


@server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[" ", "$", "[", "{", ","]))
def _completion(ls: _Server, params: lsp.CompletionParams) -> lsp.CompletionList:
    """Offer what may be typed at the cursor."""
    page = ls.page(params.text_document.uri)
    offset = ls.offset(page.text, params.position)
    offers = complete(page.text.text, page.path, offset, ls.folders(), ls.lang)
    items = [
        lsp.CompletionItem(
            one.label,
            kind=_SORTS[one.sort],
            detail=one.detail or None,
            sort_text=f"{number:04}",
            text_edit=lsp.TextEdit(ls.range(page.text, one.span), one.insert),
        )
        for number, one in enumerate(offers)
    ]
    return lsp.CompletionList(is_incomplete=False, items=items)


@server.feature(lsp.TEXT_DOCUMENT_HOVER)
def _hover(ls: _Server, params: lsp.HoverParams) -> lsp.Hover | None:
    """Explain what is at the cursor."""
    page = ls.page(params.text_document.uri)
    found = hover(page, ls.offset(page.text, params.position), ls.lang)
    if found is None:
        return None
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, found[0]), ls.range(page.text, found[1]))


@server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
def _definition(ls: _Server, params: lsp.DefinitionParams) -> lsp.Location | None:
    """Lead to where the name at the cursor is defined."""
    page = ls.page(params.text_document.uri)
    known = defined(page, ls.offset(page.text, params.position))
    if known is None or known.file is None or known.span is None or known.text is None:
        return None
    uri = params.text_document.uri if known.file == page.path else from_fs_path(str(known.file.absolute()))
    return lsp.Location(uri, ls.range(known.text, known.span)) if uri else None
