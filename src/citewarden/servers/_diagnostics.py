"""What an editor shows of an article's audit: findings in their places, their proposals, and an outline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    CodeDescription,
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    DocumentSymbol,
    Location,
    OptionalVersionedTextDocumentIdentifier,
    Range,
    SymbolKind,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from citewarden.model import Finding, SpecificResource
from citewarden.servers._edits import edits
from citewarden.servers._places import Places, key
from citewarden.servers._room import Told
from citewarden.text.hidden import shown

SOURCE = "citewarden"
_SEVERITY = {
    "error": DiagnosticSeverity.Error,
    "warning": DiagnosticSeverity.Warning,
    "note": DiagnosticSeverity.Information,
    "none": DiagnosticSeverity.Information,
}
_NOT_ASKED = "incomplete-audit"
"""The check that says what an audit without a network cannot know: it is so in every article."""
_NAME = 80
"""Letters of a name in the outline."""


@dataclass(frozen=True, slots=True)
class Page:
    """An article of the editor as it was audited: its address, its text's version, and what the audit said."""

    uri: str
    version: int
    places: Places
    told: Told

    @property
    def findings(self) -> Sequence[Finding]:
        """What is to be shown: what was decided on is not."""
        judged = self.told.judged
        return [finding for finding in judged.findings if not finding.suppressed] if judged else []


def diagnostics(page: Page) -> list[Diagnostic]:
    """The findings of an article, as an editor underlines them; one that could not be audited says so on its first
    line, since no finding would look like nothing wrong."""
    if page.told.judged is None:
        why = page.told.error or "; ".join(failure.message for failure in page.told.failures)
        return [_diagnostic(page, "unreadable-input", f"Not audited: {why}", DiagnosticSeverity.Error)]
    return [_shown(page, finding) for finding in page.findings]


def _shown(page: Page, finding: Finding) -> Diagnostic:
    hint = finding.rule_id == _NOT_ASKED
    made = _diagnostic(
        page,
        finding.rule_id,
        finding.message,
        DiagnosticSeverity.Hint if hint else _SEVERITY[finding.level.value],
        finding.location,
    )
    if pages := page.told.check_pages:
        made.code_description = CodeDescription(pages.replace("{check}", finding.rule_id))
    made.data = finding.fingerprint
    made.related_information = [
        DiagnosticRelatedInformation(Location(page.uri, page.places.range(r.target)), shown(f"{r.role}: {r.text}"))
        for r in finding.related
        if r.target is not None
    ] or None
    return made


def _diagnostic(
    page: Page, code: str, message: str, severity: DiagnosticSeverity, place: SpecificResource | None = None
) -> Diagnostic:
    return Diagnostic(page.places.range(place), shown(message), severity=severity, code=code, source=SOURCE)


def actions(page: Page, within: Range) -> list[CodeAction]:
    """The proposals of the findings that touch a stretch of text, as quick fixes."""
    out = []
    for finding in page.findings:
        underlined = page.places.range(finding.location)
        if finding.fix and finding.location and _touch(underlined, within) and (made := _action(page, finding)):
            out.append(made)
    return out


def _action(page: Page, finding: Finding) -> CodeAction | None:
    judged = page.told.judged
    found = edits(judged.audit, finding, page.places.text) if judged else ()
    if judged is None or not found:
        return None
    document = judged.audit.document
    changed = [TextEdit(page.places.at(document, start, end), put) for start, end, put in found]
    put = " … ".join(put for _, _, put in found if put.strip()) or "nothing"
    return CodeAction(
        title=shown(f"{finding.rule_id}: write “{_short(put)}”"),
        kind=CodeActionKind.QuickFix,
        diagnostics=[_shown(page, finding)],
        edit=WorkspaceEdit(  # an editor that knows no versions takes the plain changes
            changes={page.uri: changed},
            document_changes=[
                TextDocumentEdit(OptionalVersionedTextDocumentIdentifier(page.uri, page.version), list(changed))
            ],
        ),
    )


def _touch(one: Range, other: Range) -> bool:
    return key(one.start) <= key(other.end) and key(other.start) <= key(one.end)


def symbols(page: Page) -> list[DocumentSymbol]:
    """The outline: what the article claims, and what it lists."""
    if page.told.judged is None:
        return []
    audit = page.told.judged.audit
    claims = [_symbol(page, c.text, c.kind, SymbolKind.String, c.target) for c in audit.claims]
    listed = [_symbol(page, r.raw, r.label, SymbolKind.Key, r.target) for r in audit.references if r.listed]
    return [*_headed("Claims", claims), *_headed("References", listed)]


def _symbol(page: Page, name: str, detail: str, kind: SymbolKind, place: SpecificResource) -> DocumentSymbol:
    stretch = page.places.range(place)
    return DocumentSymbol(_short(shown(name)) or "-", kind, stretch, stretch, detail=shown(detail))


def _headed(name: str, inner: Sequence[DocumentSymbol]) -> Iterator[DocumentSymbol]:
    if inner:
        start = min((one.range.start for one in inner), key=key)
        end = max((one.range.end for one in inner), key=key)
        yield DocumentSymbol(name, SymbolKind.Namespace, Range(start, end), Range(start, start), children=list(inner))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _NAME else text[:_NAME].rsplit(" ", 1)[0] + " …"
