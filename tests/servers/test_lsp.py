"""`citewarden lsp` as an editor meets it: pygls's own client, and the server in a process of its own."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.later import Later
from tests.servers.conftest import ARTICLE, COMMAND, Aside, held

from citewarden.errors import StateError
from citewarden.servers._room import Room

lsp, client = Later("lsprotocol.types"), Later("pygls.lsp.client")

pytestmark = pytest.mark.timeout(300)
LONG = 120.0


class Editor:
    """An editor with articles open, as much of one as the tests need."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.client = client.LanguageClient("tests", "1")
        self.messages: list[str] = []
        self.environment = environment
        self._published: dict[str, asyncio.Queue[lsp.PublishDiagnosticsParams]] = {}
        self._texts: dict[str, tuple[str, int]] = {}
        self.client.feature("textDocument/publishDiagnostics")(lambda given: self._publish(given))
        self.client.feature("window/showMessage")(lambda given: self.messages.append(given.message))
        self.client.feature("window/logMessage")(lambda given: self.messages.append(given.message))

    def _publish(self, given: lsp.PublishDiagnosticsParams) -> None:
        self._published.setdefault(given.uri, asyncio.Queue()).put_nowait(given)

    async def start(self, encodings: list[lsp.PositionEncodingKind] | None = None) -> lsp.InitializeResult:
        await self.client.start_io(*COMMAND, "lsp", "--stdio", env=self.environment)
        general = lsp.GeneralClientCapabilities(position_encodings=encodings) if encodings else None
        able = lsp.ClientCapabilities(general=general)
        found = await self.client.initialize_async(lsp.InitializeParams(capabilities=able))
        self.client.initialized(lsp.InitializedParams())
        return found

    async def stop(self) -> int:
        """Close the server as the protocol asks; its exit status."""
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()
        server = self.client._server
        assert server is not None
        assert server.stderr is not None
        said = (await server.stderr.read()).decode()
        assert "Traceback" not in said, said
        return int(server.returncode or 0)

    async def open(self, path: Path, text: str | None = None) -> list[lsp.Diagnostic]:
        text = path.read_text(encoding="utf-8") if text is None else text
        self._texts[path.as_uri()] = text, 1
        document = lsp.TextDocumentItem(path.as_uri(), "markdown", 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(document))
        return await self.shown(path)

    def change(self, path: Path, text: str) -> None:
        version = self._texts[path.as_uri()][1] + 1
        self._texts[path.as_uri()] = text, version
        document = lsp.VersionedTextDocumentIdentifier(version, path.as_uri())
        whole = lsp.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [whole]))

    def save(self, path: Path) -> None:
        self.client.text_document_did_save(lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(path.as_uri())))

    async def shown(self, path: Path) -> list[lsp.Diagnostic]:
        """What is shown of the text as it is now."""
        queue = self._published.setdefault(path.as_uri(), asyncio.Queue())
        while True:
            given = await asyncio.wait_for(queue.get(), LONG)
            if given.version == self._texts[path.as_uri()][1]:
                return list(given.diagnostics)

    def close(self) -> None:
        """Close every article."""
        for uri in self._texts:
            self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri)))
        self._texts.clear()
        self._published.clear()

    async def fixes(self, path: Path, where: lsp.Range | None = None) -> list[lsp.CodeAction]:
        where = where or lsp.Range(lsp.Position(0, 0), lsp.Position(10_000, 0))
        given = lsp.CodeActionParams(lsp.TextDocumentIdentifier(path.as_uri()), where, lsp.CodeActionContext([]))
        return [
            a for a in await self.client.text_document_code_action_async(given) or [] if isinstance(a, lsp.CodeAction)
        ]

    async def hover(self, path: Path, words: str) -> str:
        before = self._texts[path.as_uri()][0].partition(words)[0]
        place = lsp.Position(before.count("\n"), len(before.rpartition("\n")[2].encode("utf-16-le")) // 2 + 1)
        found = await self.client.text_document_hover_async(
            lsp.HoverParams(lsp.TextDocumentIdentifier(path.as_uri()), place)
        )
        if found is None:
            return ""
        assert isinstance(found.contents, lsp.MarkupContent)
        assert found.contents.kind == lsp.MarkupKind.PlainText
        return found.contents.value


Talk = Callable[[Callable[[Editor], Awaitable[Any]]], Any]


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Aside, Editor]]:
    """A server that conversations share, one after the other."""
    with Aside() as runner:
        editor = Editor(dict(os.environ))
        able = runner.run(editor.start([lsp.PositionEncodingKind.Utf16]))
        assert able.capabilities.position_encoding == lsp.PositionEncodingKind.Utf16
        yield runner, editor
        assert runner.run(editor.stop()) == 0


@pytest.fixture(scope="module")
def another(served: tuple[Aside, Editor]) -> Iterator[Editor]:
    """A server whose editor counts bytes."""
    runner, _ = served
    editor = Editor(dict(os.environ))
    able = runner.run(editor.start([lsp.PositionEncodingKind.Utf8]))
    assert able.capabilities.position_encoding == lsp.PositionEncodingKind.Utf8
    yield editor
    if (server := editor.client._server) and server.returncode is None:
        assert runner.run(editor.stop()) == 0


@pytest.fixture
def talk(served: tuple[Aside, Editor]) -> Talk:
    runner, editor = served

    def run(conversation: Callable[[Editor], Awaitable[Any]]) -> Any:
        editor.messages.clear()
        try:
            return runner.run(asyncio.wait_for(_awaited(conversation(editor)), 280))
        finally:
            editor.close()

    return run


async def _awaited(said: Awaitable[Any]) -> Any:
    return await said


def edited(text: str, edits: list[Any]) -> str:
    """`text` after edits whose columns count UTF-16 units."""
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
        start, end = (_offset(lines, place) for place in (edit.range.start, edit.range.end))
        text = text[:start] + edit.new_text + text[end:]
    return text


def _offset(lines: list[str], place: lsp.Position) -> int:
    line = lines[place.line].encode("utf-16-le")[: 2 * place.character].decode("utf-16-le")
    return sum(len(one) + 1 for one in lines[: place.line]) + len(line)


def words(text: str, stretch: lsp.Range) -> str:
    """What stands in a stretch."""
    lines = text.split("\n")
    return text[_offset(lines, stretch.start) : _offset(lines, stretch.end)]


def test_open_edit_save_fix_and_shut_down(talk: Talk, site: Path) -> None:
    path = site / "articles" / "a.md"
    before = held(site)

    async def conversation(editor: Editor) -> Any:
        first = await editor.open(path)
        fixes = await editor.fixes(path)
        text = ARTICLE
        for fix in fixes:
            assert fix.edit is not None
            (change,) = fix.edit.document_changes or []
            assert isinstance(change, lsp.TextDocumentEdit)
            assert [*fix.edit.changes[path.as_uri()]] == [*change.edits]
            text = edited(text, list(change.edits))
        editor.change(path, text)
        editor.save(path)
        return first, fixes, text, await editor.shown(path), await editor.fixes(path), editor.messages

    first, fixes, text, after, left, messages = talk(conversation)
    codes = {d.code: d for d in first}
    assert {"misspelt-term", "number-mismatch", "retracted-reference", "unread-part"} <= codes.keys()
    assert words(ARTICLE, codes["misspelt-term"].range) == "diseese"
    assert words(ARTICLE, codes["unread-part"].range) == "[7]"
    assert codes["retracted-reference"].severity is lsp.DiagnosticSeverity.Error
    assert codes["incomplete-audit"].severity is lsp.DiagnosticSeverity.Hint
    assert codes["misspelt-term"].code_description.href == "https://house.example/checks.html#misspelt-term"
    assert all(d.source == "citewarden" for d in first)
    assert {fix.title for fix in fixes} == {"misspelt-term: write “disease”", "number-mismatch: write “7”"}
    assert text == ARTICLE.replace("diseese", "disease").replace("by 17 minutes", "by 7 minutes")
    assert not {"misspelt-term", "number-mismatch"} & {d.code for d in after}
    assert left == []
    assert messages == []
    assert held(site) == before, "nothing was written, no state was made"


@pytest.mark.long
def test_findings_come_when_the_writer_rests(talk: Talk, site: Path) -> None:
    """Without a save; of several changes the last is audited."""
    path = site / "articles" / "a.md"

    async def conversation(editor: Editor) -> Any:
        await editor.open(path)
        for text in (ARTICLE + "x", ARTICLE + "xy", ARTICLE.replace("diseese", "disease")):
            editor.change(path, text)
        return await editor.shown(path)

    assert "misspelt-term" not in {d.code for d in talk(conversation)}


@pytest.mark.long
def test_columns_are_those_of_the_protocol(
    talk: Talk, served: tuple[Aside, Editor], another: Editor, site: Path
) -> None:
    """Signs beyond the basic plane are two units of UTF-16 and four of UTF-8; all line ends are line ends."""
    path = site / "articles" / "a.md"
    text = "# 𝒯itle 😴\r\n\r\n😴😴 «Á» A diseese is no joy.\rA disease is.\u2028A joy, and a disease is not.\r\n"

    async def places(editor: Editor) -> tuple[lsp.Range, lsp.Range]:
        (slip,) = [d for d in await editor.open(path, text) if d.code == "misspelt-term"]
        (fix,) = await editor.fixes(path, slip.range)
        return slip.range, fix.edit.changes[path.as_uri()][0].range

    found = {
        lsp.PositionEncodingKind.Utf16: talk(places),
        lsp.PositionEncodingKind.Utf8: served[0].run(places(another)),
    }
    before = "😴😴 «Á» A "
    for encoding, units in ((lsp.PositionEncodingKind.Utf16, "utf-16-le"), (lsp.PositionEncodingKind.Utf8, "utf-8")):
        column = len(before.encode(units)) // (2 if "16" in units else 1)
        stretch = lsp.Range(lsp.Position(2, column), lsp.Position(2, column + 7))
        assert found[encoding] == (stretch, stretch)


def test_what_is_under_the_pointer(talk: Talk, site: Path) -> None:
    path = site / "articles" / "a.md"

    async def conversation(editor: Editor) -> Any:
        await editor.open(path)
        outline = await editor.client.text_document_document_symbol_async(
            lsp.DocumentSymbolParams(lsp.TextDocumentIdentifier(path.as_uri()))
        )
        places = ("Marsh A", "Wakefield", "[1]", "[7]", "Poor sleep")
        return [await editor.hover(path, place) for place in places], outline

    (known, gone, mark, unbound, nothing), outline = talk(conversation)
    assert "Record (library): Marsh A" in known
    assert "Status: not known" in known
    assert "Text read: note" in known
    assert "- It shortened the time to fall asleep by 17 minutes" in known
    assert "Status: retraction 2010-02-06" in gone
    assert "Claims that rest on it: none" in gone
    assert "The nearest passage (note) disagrees on the number:" in mark
    assert "“Melatonin shortened the time to fall asleep by 7 minutes in adults.”" in mark
    assert "not" in unbound or unbound == "No claim rests on it." or "Claim:" in unbound
    assert nothing == ""
    assert [one.name for one in outline] == ["Claims", "References"]
    assert len(outline[1].children) == 2


@pytest.mark.long
def test_text_of_an_article_is_shown_as_what_it_is(talk: Talk, site: Path) -> None:
    path = site / "articles" / "b.md"
    text = (
        "# Tea\n\nA \u202ediseese\u202c is no disease; a disease is. Tea\u2067 helps 90% [1] and \x1b[31mred [9].\n\n"
        "## References\n\n1. Roe\u2066 R. ![x](https://evil.example/p.png) [Tea](command:run). Example J. 2013;1:2.\n"
    )

    async def conversation(editor: Editor) -> Any:
        shown = await editor.open(path, text)
        fixes = [fix.title for fix in await editor.fixes(path)]
        return [d.message for d in shown], fixes, await editor.hover(path, "Roe"), await editor.hover(path, "[1]")

    messages, titles, entry, mark = talk(conversation)
    assert messages
    for said in (*messages, *titles, entry, mark):
        assert not any(sign in said for sign in "\u202e\u202c\u2066\u2067\x1b")
    assert "\\u2067" in mark


def test_an_article_that_cannot_be_read_is_never_clean(talk: Talk, site: Path) -> None:
    path = site / "articles" / "a.md"

    async def conversation(editor: Editor) -> Any:
        out = [await editor.open(path, "")]
        for text in ("\x00\x01\x02", "---\ntitle: x\n---\n", "\ud800 lone\n", ARTICLE):
            editor.change(path, text)
            out.append(await editor.shown(path))
        return out

    *unread, alone, sound = talk(conversation)
    for shown in unread:
        (only,) = shown
        assert only.message.startswith("Not audited: ")
        assert only.severity is lsp.DiagnosticSeverity.Error
    assert all(d.code != "unreadable-input" for d in alone)
    assert len(sound) > 4


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another project, in which modules lie that are named like the server's."""
    folder = tmp_path_factory.mktemp("other")
    (folder / "config" / "policies").mkdir(parents=True)
    (folder / "config" / "policies" / "default.yaml").write_text("levels: {misspelt-term: error}\n", encoding="utf-8")
    (folder / "config" / "config.yaml").write_text("articles: .\n", encoding="utf-8")
    (folder / "references").mkdir()
    for name in ("spacy", "numpy", "citewarden", "pickle"):
        (folder / f"{name}.py").write_text("open('ran', 'w').close()\n", encoding="utf-8")
    return folder


@pytest.mark.long
def test_broken_settings_and_notes_are_one_message(talk: Talk, other: Path) -> None:
    path, settings = other / "a.md", other / "config" / "config.yaml"
    sound = settings.read_text(encoding="utf-8")
    settings.write_text("policy: [\n", encoding="utf-8")

    async def conversation(editor: Editor) -> Any:
        broken = await editor.open(path, ARTICLE)
        editor.change(path, ARTICLE + "\n")
        editor.save(path)
        await editor.shown(path)
        wrong = list(editor.messages)
        settings.write_text(sound, encoding="utf-8")
        note = other / "references" / "broken.md"
        note.write_text("no front matter", encoding="utf-8")
        editor.change(path, ARTICLE)
        editor.save(path)
        mended = await editor.shown(path)
        note.unlink()
        editor.change(path, ARTICLE + "\n\n")
        editor.save(path)
        await editor.shown(path)
        return broken, wrong, mended, editor.messages[len(wrong) :]

    broken, wrong, mended, notes = talk(conversation)
    (only,) = broken
    assert "Not audited: config/config.yaml" in only.message
    (message,) = wrong
    assert "not YAML" in message
    assert "misspelt-term" in {d.code for d in mended}
    (message,) = notes
    assert "broken.md" in message


@pytest.mark.long
def test_a_file_of_no_project_and_two_of_two(
    talk: Talk, site: Path, other: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each article is judged by its own project's notes; one that lies nowhere by the settings shipped."""
    elsewhere = tmp_path_factory.mktemp("no project") / "a text.md"

    async def conversation(editor: Editor) -> Any:
        opened = [editor.open(path, ARTICLE) for path in (site / "articles" / "a.md", other / "b.md", elsewhere)]
        return await asyncio.gather(*opened), editor.messages

    (own, others, nowhere), messages = talk(conversation)
    assert "number-mismatch" in {d.code for d in own}
    assert "number-mismatch" not in {d.code for d in others} | {d.code for d in nowhere}
    severity = [{d.code: d.severity for d in shown}["misspelt-term"] for shown in (own, others, nowhere)]
    assert severity[1] is lsp.DiagnosticSeverity.Error
    assert severity[0] is severity[2] is not lsp.DiagnosticSeverity.Error
    (message,) = messages
    assert "a text.md lies in no project" in message


@pytest.mark.long
def test_a_folder_cannot_run_its_own_programs(talk: Talk, other: Path) -> None:
    """A module that lies in the project is none of the server's."""
    assert "misspelt-term" in {d.code for d in talk(lambda editor: editor.open(other / "c.md", ARTICLE))}
    assert not (other / "ran").exists()


@pytest.fixture(scope="module")
def room(site: Path) -> Iterator[Room]:
    made = Room(site, policy=None)
    yield made
    made.close()
    with pytest.raises(StateError, match="closing"):
        made.ask(Path("articles/a.md"), ARTICLE.encode())


@pytest.mark.long
def test_a_room_that_dies_is_replaced(room: Room, site: Path) -> None:
    path, data = Path("articles/a.md"), ARTICLE.encode()
    assert room.ask(path, b"\x00").failures, "an answer for which no model is loaded"
    assert room._process is not None
    room._process.kill()
    room._process.wait()
    assert room.ask(path, data).judged
    late = Room(site, policy=None, patience=0.01)
    with pytest.raises(StateError, match="did not come to an end"):
        late.ask(path, data)
    late.close()


@pytest.mark.long
def test_a_save_costs_less_than_a_second(room: Room) -> None:
    """CPU of the room for a save after one paragraph of a 1,500-word article changed."""
    paragraphs = [
        f"In year {n} melatonin number {n} helped {n}% of adults who slept badly, and they fell asleep sooner [1]. Some"
        f" of the {n} people woke at night because of noise, light or worry, which a quiet room of {n} degrees may end."
        for n in range(30, 66)
    ]
    head, tail = (
        "# Melatonin\n\n",
        "\n\n## References\n\n1. Marsh A. Melatonin for poor sleepers. Example Sleep J. 2013.\n",
    )
    text = head + "\n\n".join(paragraphs) + tail
    assert len(text.split()) >= 1_500
    path = Path("articles/a.md")
    room.ask(path, text.encode())
    room.ask(path, text.replace("noise", "din", 1).encode())
    assert room._process is not None
    used = _cpu(room._process.pid)
    told = room.ask(path, text.replace("worry", "grief", 1).encode())
    used = _cpu(room._process.pid) - used
    assert told.judged
    assert len(told.judged.audit.claims) > 40
    assert used < 1.0, f"{used:.2f} s"


def _cpu(process: int) -> float:
    """Seconds of CPU a process has used."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        pytest.skip("no /proc here")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.long
def test_an_editor_that_goes_leaves_nothing_behind(served: tuple[Aside, Editor], another: Editor, site: Path) -> None:
    """The server is killed: the room ends by itself."""

    async def conversation() -> Any:
        await another.open(site / "articles" / "b.md", ARTICLE)
        server = another.client._server
        assert server is not None
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
        if not children.exists():
            pytest.skip("no /proc here")
        rooms = children.read_text().split() or [
            room
            for task in Path(f"/proc/{server.pid}/task").iterdir()
            for room in (task / "children").read_text().split()
        ]
        server.kill()
        await server.wait()
        return rooms

    rooms = served[0].run(asyncio.wait_for(conversation(), 280))
    assert rooms
    ends = time.monotonic() + LONG
    while any(Path(f"/proc/{room}").exists() for room in rooms):
        assert time.monotonic() < ends, "the room goes on alone"
        time.sleep(0.1)
