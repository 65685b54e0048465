"""A model by name and revision from a hub that speaks the protocol of the Hugging Face Hub.

A branch or tag is looked up once and stays the commit that it was then; a model that lies in the state folder is asked
for no more. Every file is held against the digest that the hub lists for that commit, when it comes and on each load.
Only weights, settings and word lists are fetched: no pickle, no program.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from citewarden.errors import ConfigError, WebError
from citewarden.tables import write_text
from citewarden.text import addresses

if TYPE_CHECKING:
    import requests

    from citewarden.config import Network

TIMEOUT = (10.0, 60.0)
"""Seconds to connect, and to wait for the next byte."""
LISTED = 5_000_000
"""Bytes of the list of a model's files."""
SMALL, WHOLE = 50_000_000, 20_000_000_000
"""Largest settings file, and largest model, in bytes."""
HOPS = 5
USUAL = ("model.onnx", "onnx/model.onnx", "model.safetensors")
"""Where the weights of a model lie, the first that is there."""
_NAME = re.compile(r"(?P<name>[\w.-]+/[\w.-]+)@(?P<revision>[\w./-]+)")
_COMMIT = re.compile(r"[0-9a-f]{40}\Z")
_SETTINGS = re.compile(
    r"(?:config|tokenizer|tokenizer_config|special_tokens_map|added_tokens|vocab)\.json\Z|(?:vocab|merges)\.txt\Z|"
    r"(?:spm|spiece|sentencepiece\.bpe|tokenizer)\.model\Z"
)


class Unreachable(Exception):
    """The hub cannot be asked now: one line saying why."""


@dataclass(frozen=True, slots=True)
class Model:
    """`owner/name` at a revision: a commit of 40 digits, a branch or a tag."""

    name: str
    revision: str


def named(text: str) -> Model | None:
    """The model that "owner/name@revision" names, None for other text."""
    match = _NAME.fullmatch(text)
    ok = match and ".." not in text and not text.startswith((".", "-"))
    return Model(match["name"], match["revision"]) if match and ok else None


def fetched(model: Model, *, hub: str, file: str, store: Path, network: Network, offline: bool) -> tuple[Path, str]:
    """(folder, commit) of a model, from `store` or from the hub; `file` names its weights, "" for the usual ones.

    Raises:
        ConfigError: the hub has no such model or file, lists no digest, or sends other bytes than it lists.
        Unreachable: it is not here, and the hub cannot be asked.
    """
    from filelock import FileLock

    parts = urlsplit(hub)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise ConfigError(f"not an address of a hub: {hub}", where="verify.judge_hub", remedy="write https://host")
    home = store / model.name.replace("/", "--")
    home.mkdir(parents=True, exist_ok=True)
    with FileLock(home / ".lock"):  # the processes of one audit fetch it once
        commit = _known(home, model.revision)
        if commit and (found := _whole(home / commit, file)):
            return found, commit
        if offline:
            raise Unreachable("the model is not here, and the audit is offline")
        client = _Client(hub.rstrip("/"), network)
        listed = client.listed(model)
        commit = str(listed.get("sha", ""))
        if not _COMMIT.match(commit) or (_COMMIT.match(model.revision) and commit != model.revision):
            raise ConfigError("the hub does not say which commit it is", where=f"{hub} {model.name}@{model.revision}")
        files = wanted(listed, file, where=f"{hub} {model.name}@{model.revision}")
        for name, row in files.items():
            client.save(model.name, commit, name, row, home / commit / name)
        sums = {name: _sha256(home / commit / name) for name in files}
        write_text(home / commit / "sums.json", json.dumps(sums, indent=1, sort_keys=True) + "\n")
        write_text(home / "revisions.json", json.dumps({**_revisions(home), model.revision: commit}, sort_keys=True))
    return home / commit, commit


def _known(home: Path, revision: str) -> str:
    return revision if _COMMIT.match(revision) else _revisions(home).get(revision, "")


def _revisions(home: Path) -> dict[str, str]:
    try:
        data = json.loads((home / "revisions.json").read_text("utf-8"))
        return {str(k): str(v) for k, v in data.items() if _COMMIT.match(str(v))}
    except (OSError, ValueError, AttributeError):
        return {}


def _whole(folder: Path, file: str) -> Path | None:
    """`folder` if a model lies in it, each file as it came; None if it has to be fetched.

    Raises:
        ConfigError: a file has changed since.
    """
    try:
        sums: dict[str, str] = json.loads((folder / "sums.json").read_text("utf-8"))
        if not any(name in sums for name in ((file,) if file else USUAL)):
            return None
        changed = [name for name, digest in sums.items() if _sha256(folder / name) != digest]
    except (OSError, ValueError):
        return None
    if changed:
        raise ConfigError(
            f"{changed[0]} is not the file that was fetched", where=str(folder), remedy="delete the folder"
        )
    return folder


def wanted(listed: Mapping[str, Any], file: str, *, where: str) -> dict[str, Mapping[str, Any]]:
    """Name -> what the hub says of it, of the files a judge needs.

    Raises:
        ConfigError: there are no weights that can be used, or a file is listed without size and digest.
    """
    siblings = listed.get("siblings")
    held = siblings if isinstance(siblings, list) else []
    rows = {str(r.get("rfilename", "")): r for r in held if isinstance(r, Mapping)}
    weights = next((name for name in ((file,) if file else USUAL) if name in rows), "")
    if not weights or ".." in weights or not weights.endswith((".onnx", ".safetensors")):
        there = ", ".join(sorted(n for n in rows if n.endswith((".onnx", ".safetensors")))[:8]) or "none"
        raise ConfigError(
            f"no {file or ' or '.join(USUAL)} (weights there: {there})",
            where=where,
            remedy="name one of them in verify.judge_file",
        )
    names = [n for n in rows if _SETTINGS.match(n)] + [weights]
    names += [n for n in rows if n in (f"{weights}_data", f"{weights}.data")]
    for name in names:
        row = rows[name]
        if type(row.get("size")) is not int or row["size"] < 0 or not (_digest_of(row) or row.get("blobId")):
            raise ConfigError(f"the hub lists no size and digest for {name}", where=where)
        if _SETTINGS.match(name) and row["size"] > SMALL:
            raise ConfigError(f"{name} is too large ({row['size']:,} bytes)", where=where)
    if sum(rows[n]["size"] for n in names) > WHOLE:
        raise ConfigError("the model is too large", where=where)
    return {name: rows[name] for name in names}


def _digest_of(row: Mapping[str, Any]) -> str:
    lfs = row.get("lfs")
    return str(lfs.get("sha256") or lfs.get("oid") or "").removeprefix("sha256:") if isinstance(lfs, Mapping) else ""


class _Client:
    """Questions to one hub; its key (`CITEWARDEN_HUB_KEY`) goes to that host alone, and never in clear."""

    def __init__(self, hub: str, network: Network) -> None:
        self._hub, self._host = hub, urlsplit(hub).netloc
        self._network = replace(network, allow_hosts=(*network.allow_hosts, urlsplit(hub).hostname or ""))
        key = os.environ.get("CITEWARDEN_HUB_KEY", "").strip()
        self._key = key if urlsplit(hub).scheme == "https" else ""

    def listed(self, model: Model) -> Mapping[str, Any]:
        """What the hub says of a model at a revision, its files with sizes and digests."""
        url = f"{self._hub}/api/models/{quote(model.name)}/revision/{quote(model.revision, safe='')}?blobs=true"
        body = b"".join(self._bytes(url, LISTED, LISTED))
        try:
            data = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise Unreachable("the hub's list of files is not JSON") from error
        return data if isinstance(data, Mapping) else {}

    def save(self, name: str, commit: str, file: str, row: Mapping[str, Any], path: Path) -> None:
        """Fetch one file to `path`.

        Raises:
            ConfigError: its bytes are not those that the hub lists.
        """
        size, want = int(row["size"]), _digest_of(row)
        if path.exists() and path.stat().st_size == size and _right(path, row):
            return
        url = f"{self._hub}/{quote(name)}/resolve/{commit}/{quote(file)}"
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        try:
            with part.open("wb") as out:
                for piece in self._bytes(url, size + 1, size):
                    out.write(piece)
            if part.stat().st_size != size or not _right(part, row):
                kind = "sha256" if want else "git"
                raise ConfigError(
                    f"{file} is not the file that the hub lists (its {kind} digest or size differs)",
                    where=f"{self._hub} {name}@{commit}",
                    remedy="do not use this model before you know why",
                )
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)

    def _bytes(self, url: str, most: int, expected: int) -> Iterator[bytes]:
        """The body behind an address, over at most `HOPS` redirects, cut after `most` bytes."""
        import requests

        from citewarden.web.deadline import Deadline
        from citewarden.web.transport import session

        try:
            with session(self._network, headers={}) as client, Deadline(120 + expected / 100_000):
                answer = self._answer(client, url)
                left = most
                for piece in answer.iter_content(1 << 20):
                    yield piece[:left]
                    left -= len(piece)
                    if left <= 0:
                        return
        except WebError as error:
            raise Unreachable(str(error)) from error
        except requests.RequestException as error:
            why = "no answer in time" if isinstance(error, requests.Timeout) else "no connection"
            raise Unreachable(f"{self._host}: {why}") from error

    def _answer(self, client: requests.Session, url: str) -> requests.Response:
        for _ in range(HOPS):
            own = urlsplit(url).netloc == self._host and url.startswith("https:")
            headers = {"Authorization": f"Bearer {self._key}"} if self._key and own else {}
            answer = client.get(
                url,
                headers={"Accept-Encoding": "identity", **headers},
                timeout=TIMEOUT,
                allow_redirects=False,
                stream=True,
                auth=lambda request: request,  # no password file of the machine takes the key's place
            )
            if answer.status_code == 200:
                return answer
            if answer.status_code in (301, 302, 303, 307, 308) and answer.headers.get("Location"):
                target = addresses.join(url, answer.headers["Location"])
                if url.startswith("https:") and not target.startswith("https:"):
                    raise Unreachable(f"{self._host} leads on to an address in clear")
                url = target
                continue
            if answer.status_code in (401, 403, 404):
                raise ConfigError(
                    f"the hub gives no such model or file (HTTP {answer.status_code})",
                    where=url.partition("?")[0],
                    remedy="check name and revision in verify.judge; a closed model needs CITEWARDEN_HUB_KEY",
                )
            raise Unreachable(f"{self._host}: HTTP {answer.status_code}")
        raise Unreachable(f"{self._host} redirects in circles")


def _right(path: Path, row: Mapping[str, Any]) -> bool:
    """Has a file the digest listed: the sha256 of a large file, the git digest of a small one?"""
    want = _digest_of(row)
    return _sha256(path) == want if want else _git(path) == row["blobId"]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _git(path: Path) -> str:
    digest = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
