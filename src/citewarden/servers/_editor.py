"""The language server: an article is audited when it is opened, saved, or left alone for a moment after a change.

Every project has a room of its own (`_room.py`). Of several changes of an article only the last is audited. The whole
text is sent with every change: it is short, and nobody has to agree on what a line is.
"""

from __future__ import annotations

import asyncio
from itertools import count
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from citewarden import __version__
from citewarden.errors import StateError
from citewarden.servers._diagnostics import Page, actions, diagnostics, symbols
from citewarden.servers._hover import hover
from citewarden.servers._places import Places
from citewarden.servers._room import Room, Told
from citewarden.text.hidden import shown

SUFFIXES = (".md", ".markdown", ".html", ".htm", ".xhtml", ".txt", ".text")
QUIET = 0.8
"""Seconds without a change before an article that was not saved is audited."""
MARKS = ("config/config.yaml", "config/policies", "config/lexicons", "config/suppressions.yaml")
"""What makes a folder a project's."""


def project_of(path: Path) -> Path | None:
    """The nearest folder above a file that holds a project's settings."""
    return next((f for f in path.parents if any((f / mark).exists() for mark in MARKS)), None)


class Editor:
    """What the server holds: a room for each project, and of each open article what was said last."""

    def __init__(self, server: LanguageServer, policy: str | None) -> None:
        self.server, self._policy = server, policy
        self._rooms: dict[Path, tuple[Room, asyncio.Lock]] = {}
        self._turns = count()
        self._turn: dict[str, int] = {}
        self._pages: dict[str, Page] = {}
        self._told: set[str] = set()

    async def audit(self, uri: str, *, after: float = 0.0) -> None:
        """Audit an open article and show what is found, unless it changes again before its turn."""
        turn = self._turn[uri] = next(self._turns)
        await asyncio.sleep(after)
        path = to_fs_path(uri)
        if self._turn.get(uri) != turn or path is None or not path.lower().endswith(SUFFIXES):
            return
        room, lock = self._room(Path(path))
        async with lock:
            if self._turn.get(uri) != turn:
                return
            document = self.server.workspace.get_text_document(uri)
            text, version = document.source, document.version or 0
            told = await asyncio.to_thread(_asked, room, Path(path), text)
        if self._turn.get(uri) == turn:
            self._show(Page(uri, version, Places(text, document.position_codec.encoding), told))

    def _room(self, path: Path) -> tuple[Room, asyncio.Lock]:
        project = project_of(path)
        folder = project or path.parent
        if folder not in self._rooms:
            self._rooms[folder] = Room(folder, policy=self._policy), asyncio.Lock()
            if project is None:
                said = f"{path.name} lies in no project (no config/config.yaml above it): the settings shipped hold"
                self.server.window_log_message(lsp.LogMessageParams(lsp.MessageType.Info, shown(said)))
        return self._rooms[folder]

    def _show(self, page: Page) -> None:
        self._pages[page.uri] = page
        found = diagnostics(page)
        self.server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(page.uri, found, page.version))
        settings = [page.told.error] if page.told.error else []
        notes = [f.message for f in page.told.failures if page.told.judged is not None]
        for message in (*settings, *notes):
            self._say(message)

    def _say(self, message: str) -> None:
        """Tell what is wrong beside the article, once as long as the server lives."""
        if message not in self._told:
            self._told.add(message)
            said = shown(f"Citewarden: {message}")
            self.server.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, said))

    def page(self, uri: str) -> Page | None:
        """What was said of an open article, if it is still as it was then."""
        page, document = self._pages.get(uri), self.server.workspace.text_documents.get(uri)
        return page if page and document and (document.version or 0) == page.version else None

    def last(self, uri: str) -> Page | None:
        """What was said last of an article."""
        return self._pages.get(uri)

    def forget(self, uri: str) -> None:
        """Let go of an article that was closed."""
        self._turn.pop(uri, None)
        self._pages.pop(uri, None)
        self.server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    def close(self) -> None:
        """End every room."""
        for room, _ in self._rooms.values():
            room.close()


def _asked(room: Room, path: Path, text: str) -> Told:
    """What a room says of a text; lone halves of a pair, which no file can hold, are replaced."""
    place = path.relative_to(room.project)
    try:
        return room.ask(place, text.encode("utf-8", "replace"))
    except StateError as error:
        return Told(error=str(error))


def serve(*, policy: str | None = None) -> int:
    """Serve an editor on standard input and output until it goes."""
    server = LanguageServer("citewarden", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
    editor = Editor(server, policy)

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(given: lsp.DidOpenTextDocumentParams) -> None:
        await editor.audit(given.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(given: lsp.DidChangeTextDocumentParams) -> None:
        await editor.audit(given.text_document.uri, after=QUIET)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def saved(given: lsp.DidSaveTextDocumentParams) -> None:
        await editor.audit(given.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(given: lsp.DidCloseTextDocumentParams) -> None:
        editor.forget(given.text_document.uri)

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])
    )
    def fixes(given: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        page = editor.page(given.text_document.uri)
        return actions(page, given.range) if page else []

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hovered(given: lsp.HoverParams) -> lsp.Hover | None:
        page = editor.page(given.text_document.uri)
        return hover(page, given.position) if page else None

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outline(given: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        page = editor.last(given.text_document.uri)
        return symbols(page) if page else []

    @server.feature(lsp.SHUTDOWN)
    def shut(given: None) -> None:
        editor.close()

    try:
        server.start_io()
    finally:
        editor.close()
    return 0
