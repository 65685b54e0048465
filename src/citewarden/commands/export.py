"""`citewarden export`: the tables of the last audit as files that other programs read, or one article, annotated."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citewarden.errors import InputError

if TYPE_CHECKING:
    from citewarden.model import Document

FORMATS = ("parquet", "csv")


def add_export(parser: argparse.ArgumentParser) -> None:
    """`citewarden export WHAT`."""
    parser.add_argument(
        "what", metavar="FOLDER|ARTICLE", type=Path,
        help="where the tables go, one file each; with --docx or --html: the article",
    )  # fmt: skip
    parser.add_argument("--format", choices=FORMATS, default=FORMATS[0], help="of the tables; default: %(default)s")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--docx", metavar="FILE", type=Path, help="the article as a Word file with a comment per finding")
    form.add_argument("--html", metavar="FILE", type=Path, help="the article as a web page with its findings marked")
    form.add_argument("--evidence", metavar="FILE", type=Path, help="the article's evidence file for an assessor")
    parser.add_argument("--project", type=Path, default=Path(), metavar="FOLDER", help="the project; default: here")
    parser.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    if options.docx or options.html:
        return _annotate(options.project, options.what, options.docx, options.html)
    if options.evidence:
        return _document(options.project, options.what, options.evidence)
    from citewarden.analysis import load

    written = load(options.project).write(options.what, options.format)
    print(f"{len(written)} tables in {options.what}")
    return 0


def _annotate(project: Path, article: Path, docx: Path | None, html: Path | None) -> int:
    """Write the article with what the last audit found in it."""
    from citewarden.formats import _annotated, _web_page, _word
    from citewarden.model import Finding
    from citewarden.tables import build, write_bytes

    document, told = _audited(project, article)
    findings = [build(Finding, {k: v for k, v in row.items() if k != "bound"}) for row in told["findings"]]
    noted, as_of = _annotated.comments(document, findings), str(told["run"]["as_of"])
    if docx and article.suffix.lower() == ".docx":
        data = _word.commented(article.read_bytes(), noted, as_of)
    elif docx:
        data = _word.written(document, noted, as_of)
    else:
        data = _web_page.page(document, noted, as_of).encode()
    target = docx or html
    assert target is not None
    _spare(project, article, target)
    write_bytes(target, data)
    print(f"{target}: {len(noted)} comment{'' if len(noted) == 1 else 's'}")
    return 0


def _document(project: Path, article: Path, target: Path) -> int:
    """Write the article's evidence file."""
    from citewarden.formats import _evidence_file
    from citewarden.stages.decide import load
    from citewarden.tables import write_text

    document, told = _audited(project, article)
    decisions = load(project / "config" / "suppressions.yaml").previous(document.id)
    _spare(project, article, target)
    write_text(target, _evidence_file.render(told, decisions["suppressions"], decisions["sign_offs"]))
    print(target)
    return 0


def _spare(project: Path, article: Path, target: Path) -> None:
    from citewarden import config
    from citewarden.commands.session import spare

    if target.resolve() == article.resolve():
        raise InputError("would be written over", where=str(article), remedy="name another file")
    spare(config.load(project / "config" / "config.yaml"), [target], "export", project)


def _audited(project: Path, article: Path) -> tuple[Document, dict[str, Any]]:
    """The article and the report of its last audit, as `json` writes it.

    Raises:
        InputError: it is no article of the project, was not audited, or has changed since.
    """
    from citewarden import config as settings
    from citewarden.stages.read import read
    from citewarden.stages.report import possible_names

    file = project / "config" / "config.yaml"
    config = settings.load(file if file.exists() else None)
    root = project / config.articles
    again = "run `citewarden audit`, then export it"
    if not article.resolve().is_relative_to(root.resolve()):
        raise InputError("is no article of the project", where=str(article), remedy=f"name a file below {root}")
    document = read(article, root=root, max_bytes=config.max_article_bytes, references=project / config.references)
    for name in possible_names(document.id):
        try:
            told = json.loads((project / config.reports / f"{name}.json").read_text(encoding="utf-8"))
            if told["document"]["id"] == document.id:
                break
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            continue
    else:
        raise InputError("has no report", where=str(article), remedy=again)
    if told["document"]["sha256"] != document.sha256:
        raise InputError("has changed since it was audited", where=str(article), remedy=again)
    return document, told
