"""`citewarden doctor`: what an audit needs from this machine and project, what is missing, and the remedy."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from citewarden.commands.session import Session, add_options, start
from citewarden.commands.terminal import printable
from citewarden.errors import CitewardenError
from citewarden.plugins import services

OLDEST = (3, 11)
LEAST = 1_000_000_000
"""Bytes of free disk an audit of a small site may want."""


class Sign(NamedTuple):
    """One thing looked at: "ok", "look" (works, but could be better) or "wrong", what was found, and the remedy."""

    state: str
    what: str
    remedy: str = ""


def add_doctor(parser: argparse.ArgumentParser) -> None:
    """`citewarden doctor`."""
    parser.epilog = "Exit status: 0 nothing is wrong, 2 something is."
    add_options(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    signs = list(look(options))
    for sign in signs:
        remedy = f" - {sign.remedy}" if sign.remedy else ""
        print(f"{sign.state:<5}  {printable(sign.what + remedy)}")
    return 2 if any(sign.state == "wrong" for sign in signs) else 0


def look(options: argparse.Namespace) -> Iterator[Sign]:
    """Everything that is looked at, in the order in which faults hide one another."""
    yield _python()
    try:
        session = start(options)
    except CitewardenError as error:
        yield Sign("wrong", str(error))
        return
    yield Sign("ok", f"settings: policy {session.policy.name}")
    yield from _models(session)
    yield from _folders(session)
    yield from _store(session)
    yield from _programs()
    yield from _network(session)


def _python() -> Sign:
    version = sys.version_info[:2]
    said = f"Python {version[0]}.{version[1]}"
    return Sign("ok", said) if version >= OLDEST else Sign("wrong", said, "Citewarden needs Python 3.11 or newer")


def _models(session: Session) -> Iterator[Sign]:
    """The learned models that are shipped, and the language model."""
    from citewarden import learned
    from citewarden.nlp.language_model import load

    try:
        for name in learned.sums():
            learned.read(learned.HERE / name)
        yield Sign("ok", f"{len(learned.sums())} shipped models are those that were measured")
        nlp = load(session.config.models)
        yield Sign("ok", f"language model {nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}")
    except CitewardenError as error:
        yield Sign("wrong", str(error))


def _folders(session: Session) -> Iterator[Sign]:
    """The project's folders: those that are read, those that are written, and room on the disk."""
    config = session.config
    for name, remedy in ((config.articles, "put articles there, or run `citewarden init`"), (config.references, "")):
        folder = Path(name)
        if folder.is_dir() and os.access(folder, os.R_OK | os.X_OK):
            yield Sign("ok", f"{name}/ can be read")
        else:
            yield Sign(
                "look" if not folder.exists() else "wrong", f"{name}/ cannot be read", remedy or "make the folder"
            )
    for name in (config.results, config.state, config.reports, "config"):
        yield _writable(Path(name))
    free = shutil.disk_usage(".").free
    said = f"{free / 1e9:.1f} GB of disk are free"
    yield Sign("ok", said) if free >= LEAST else Sign("look", said, "a site of 10,000 articles needs some 5 GB")


def _writable(folder: Path) -> Sign:
    there = next(p for p in (folder, *folder.resolve().parents) if p.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            return Sign("ok", f"{folder}/ can be written")
    except OSError as error:
        return Sign("wrong", f"{folder}/ cannot be written ({error.strerror})", "give yourself the permission to write")


def _store(session: Session) -> Iterator[Sign]:
    """The database of the audits so far, where there is one or a server is named."""
    from citewarden.store import FILE, exists
    from citewarden.store.database import postgresql, sqlite

    state, address = Path(session.config.state), session.config.store
    if exists(state, address):
        try:
            with postgresql(address) if address else sqlite(state / FILE) as database:
                yield Sign("ok", f"the store can be opened ({database.where})")
        except CitewardenError as error:
            yield Sign("wrong", str(error))


def _programs() -> Iterator[Sign]:
    """What only some tasks need."""
    if not shutil.which("git"):
        yield Sign("look", "no git", "`gate --changed-since` needs it")
    for package, extra, what in (("pygls", "lsp", "editors can be served"), ("mcp", "mcp", "assistants can be served")):
        if find_spec(package):
            yield Sign("ok", f"{what} (`citewarden {extra}`)")
    if find_spec("snakemake") is None or find_spec("pandas") is None:
        yield Sign("look", "articles can be gated, whole sites cannot be audited", "install citewarden[audit]")
    try:
        import pypandoc

        pypandoc.get_pandoc_version()
        yield Sign("ok", "EPUB, ODT, RTF and LaTeX can be read")
    except (ImportError, OSError):
        yield Sign(
            "look", "EPUB, ODT, RTF and LaTeX cannot be read", "install citewarden[formats] if you have such articles"
        )


def _network(session: Session) -> Iterator[Sign]:
    """The way out, the registries that are switched on, and the names under which they are asked."""
    from citewarden.web.client import online

    network = session.config.network
    proxies = [name for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy") if os.environ.get(name)]
    if proxies:
        yield Sign("ok", f"a proxy is set ({proxies[0]})")
    for name in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"):
        if (path := os.environ.get(name)) and not Path(path).exists():
            yield Sign("wrong", f"{name} names a file that is not there: {path}", "mend or unset it")
    if not network.contact:
        deaf = " and ".join(service.title for service in services().values() if service.needs_mail)
        yield Sign("look", "no contact address is set", f"set network.contact: {deaf} answers nobody without one")
    if str(network.offline).lower() == "true":
        yield Sign("look", "audits are offline (network.offline)", "nothing can be known about links and notices then")
        return
    if not session.online():
        yield Sign("look", f"no network: {' and '.join(network.canary)} do not answer", "set a proxy, or audit offline")
        return
    yield Sign("ok", "there is a network")
    asked = [(name, registry.base) for name, registry in sorted(network.registries.items()) if registry.enabled]
    with ThreadPoolExecutor(8) as pool:
        answers = pool.map(lambda one: online(replace(network, canary=(one[1],))), asked)
        yield from (_registry(name, base, answer) for (name, base), answer in zip(asked, answers, strict=True))
    yield from _keys()


def _registry(name: str, base: str, answers: bool) -> Sign:
    if answers:
        return Sign("ok", f"{name} answers")
    return Sign(
        "look", f"{name} does not answer ({base})", "what only it knows stays open; let it through the firewall"
    )


def _keys() -> Iterator[Sign]:
    from citewarden.config import key_name

    for service in sorted(services().values(), key=lambda service: service.name):
        variable = key_name(service.name)
        if variable not in os.environ:
            continue
        if not os.environ[variable].strip():
            yield Sign("wrong", f"{variable} is empty", "unset it")
        elif service.takes_key:
            yield Sign("ok", f"{variable} is set")
        else:
            yield Sign("look", f"{variable} is set, but {service.title} takes no key", "unset it")
