"""Reading articles: those whose bytes or whose reading changed go into batches, a batch is read anywhere, what was read
goes into the store."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from citewarden.commands import batches
from citewarden.commands.batches import Batch
from citewarden.commands.child import beside
from citewarden.commands.session import Session, opened, told
from citewarden.config import Config
from citewarden.model import Failure, Reference
from citewarden.stages.find import Files
from citewarden.store import articles, digest
from citewarden.store.articles import Found, Read
from citewarden.store.codec import encode

if TYPE_CHECKING:
    from citewarden.pipeline import Analysis

_OUTSIDE = "outside"
"""Where files lie in a job's folder that are not below the project's."""


def plan(session: Session, run: Mapping[str, Any], folder: Path) -> list[str]:
    """Write batches of the articles to read into `folder`; their names."""
    root, references = Path(run["root"]), Path(session.config.references)
    with opened(session.config) as database:
        due = articles.unread(database, terms(session.config, run))
        lost = [row for row in due if not row.sha256 or _is_lost(row, session.config)]
        with database.transaction():
            articles.take(database, "", (_not_read(row, session.config) for row in lost))
        due = [row for row in due if row not in lost]
        files = Files(articles.known_files(database) if due else {}, root=root, references=references)
        rows = batches.told(session, root=_inside(root), references=_inside(references), project=_is_project(root))

        def made() -> Iterator[Batch]:
            for some in batches.split(due, session.config.batch_size):
                own = [(row, _inside(Path(row.path))) for row in some]
                yield Batch({**rows, "articles": own}, {**batches.own_settings(), **_bytes(some, files)})

        return batches.plan(folder, made())


def terms(config: Config, run: Mapping[str, Any]) -> str:
    """What reading hangs on besides the article: the code, and the settings it looks at."""
    return digest(run["code"], repr((config.models, config.language, config.max_article_bytes, config.references)))


def _is_lost(row: Found, config: Config) -> bool:
    """Whether an article is gone since it was found, or larger than it may be."""
    path = Path(row.path)
    return not path.is_file() or path.stat().st_size > config.max_article_bytes


def _not_read(row: Found, config: Config) -> Read:
    """What is to be said of an article that no job needs to look at: it cannot be opened, or is too large."""
    from citewarden import pipeline

    path = Path(row.path)
    return Read(row.id, "", "", (), (), (), (), pipeline.read([path], root=path.parent, config=config).failures)


def read(path: Path) -> list[Read]:
    """Read the articles of a batch.

    Raises:
        StateError: it is no batch, or one of another version.
    """
    from citewarden import pipeline
    from citewarden.nlp import language_model

    batch = batches.read(path)
    given = batch.rows
    found = [(Found(*row), Path(laid)) for row, laid in given["articles"]]
    session = batches.session(given)
    with batches.laid_out(batch):
        root = Path(given["root"])
        if given["project"]:
            (root.resolve().parent / ".git").mkdir(parents=True, exist_ok=True)
        session = replace(session, config=replace(session.config, references=given["references"]))
        with beside(_articles, session, [laid for _, laid in found], root) as analysis:
            language_model.load(session.config.models)  # takes as long as some articles
            said = analysis()
        with told(session) as progress:
            said = pipeline.extract(said, config=session.config, progress=progress)
    return _rows(found, said)


def _articles(session: Session, paths: Sequence[Path], root: Path) -> Analysis:
    from citewarden import pipeline

    with told(session) as progress:
        return pipeline.read(paths, root=root, config=session.config, progress=progress)


def _rows(found: Sequence[tuple[Found, Path]], said: Analysis) -> list[Read]:
    """What was read, article by article, under the names that the articles have at home."""
    documents = {document.id: document for document in said.documents}
    references, citations, claims = (_of(nouns) for nouns in (said.references, said.citations, said.claims))
    failures: dict[str, list[Failure]] = {}
    for failure in said.failures:
        failures.setdefault(failure.source, []).append(failure)
    made = []
    for row, laid in found:
        document = documents.get(row.id)
        rows, works = _references(references.get(row.id, ()))
        made.append(
            Read(
                row.id,
                row.sha256,
                encode(replace(document, source=row.path)) if document else "",
                rows,
                [encode(noun) for noun in citations.get(row.id, ())],
                [encode(noun) for noun in claims.get(row.id, ())],
                works,
                [_named(f, str(laid), row.path) for f in failures.get(str(laid), ())],
            )
        )
    return made


def _of(nouns: Iterable[Any]) -> dict[str, list[Any]]:
    """Document -> its nouns."""
    own: dict[str, list[Any]] = {}
    for noun in nouns:
        own.setdefault(noun.document, []).append(noun)
    return own


def _references(found: Sequence[Reference]) -> tuple[list[list[str]], list[tuple[str, str]]]:
    """References as rows, and the works they are."""
    from citewarden.stages.gather import is_link, works_of
    from citewarden.text.dates import as_cited

    works = works_of(found)
    of = {reference: work.id for work in works for reference in work.references}
    rows = []
    for reference in found:
        url = reference.URL if is_link(reference.URL) else ""
        cited = as_cited(reference.csl)
        rows.append([reference.id, of[reference.id], url, reference.accessed, cited, encode(reference)])
    return rows, [(work.id, encode(replace(work, references=()))) for work in works]


def _named(failure: Failure, laid: str, path: str) -> Failure:
    """A failure under the name that the article has at home."""
    return replace(failure, source=path, message=failure.message.replace(laid, path))


def take(session: Session, run: Mapping[str, Any], paths: Sequence[Path]) -> int:
    """Put what batches were read as into the store; how many articles."""
    number, read_as = 0, terms(session.config, run)
    with opened(session.config) as database:
        for path in paths:
            batch = batches.read(path)
            read = [msgspec.convert(row, Read) for row in batch.rows]
            with database.transaction():
                articles.take(database, read_as, read)
            number += len(read)
    return number


def _bytes(found: Sequence[Found], files: Files) -> dict[str, bytes]:
    """The articles' files and those that they take their sources from, as they lie in a job's folder."""
    said: dict[str, bytes] = {}
    for row in found:
        path = Path(row.path)
        for file in (path, *files.leans(path)):
            for one in _of_library(file) if file == files.references else [file]:
                try:
                    said[_inside(one)] = one.read_bytes()
                except OSError:
                    continue  # the job finds it missing, and says so
    return said


def _of_library(folder: Path) -> list[Path]:
    from citewarden.registries import library

    return library.files(folder)


def _inside(path: Path) -> str:
    """Where a file of the project, or one outside it, lies in a job's folder."""
    near = os.path.relpath(path.absolute(), Path.cwd())
    if near.split(os.sep)[0] != os.pardir:
        return near.replace(os.sep, "/")
    return f"{_OUTSIDE}{path.absolute().as_posix()}"


def _is_project(root: Path) -> bool:
    """Whether the folder above the articles is a project's."""
    from citewarden.stages._places import project

    return project(root) != root.resolve()
