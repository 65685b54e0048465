"""Answers kept from run to run."""

from __future__ import annotations

import json
import sqlite3
import threading
import zlib
from collections.abc import Mapping
from pathlib import Path

from citewarden.web.ask import Answer


class Cache:
    """Answers kept by key: in memory for this run and, given a file, in SQLite for the next."""

    def __init__(self, path: Path | None) -> None:
        self._memory: dict[str, Answer] = {}
        self._lock = threading.Lock()
        self._file: sqlite3.Connection | None = None
        self._path = path
        if path is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = sqlite3.connect(path, timeout=30, check_same_thread=False, isolation_level=None)
            self._file.execute("PRAGMA journal_mode=WAL")
            self._file.execute("PRAGMA synchronous=NORMAL")
            self._file.execute(
                "CREATE TABLE IF NOT EXISTS answers"
                " (key TEXT PRIMARY KEY, url TEXT, status INTEGER, headers TEXT, body BLOB, asked_at TEXT)"
            )
        except (sqlite3.Error, OSError):
            self._file = None

    def close(self) -> None:
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    def get(self, key: str) -> Answer | None:
        with self._lock:
            if key in self._memory or self._file is None:
                return self._memory.get(key)
            try:
                row = self._file.execute(
                    "SELECT url, status, headers, body, asked_at FROM answers WHERE key = ?", (key,)
                ).fetchone()
                if row is None:
                    return None
                body = zlib.decompress(row[3])
            except (sqlite3.Error, zlib.error):
                return None
            return Answer(row[0], row[1], json.loads(row[2]), body, row[4])

    def put(self, rows: Mapping[str, Answer]) -> None:
        if not rows:
            return
        with self._lock:
            if self._file is None:
                self._memory.update(rows)
                return
            values = [
                (k, a.url, a.status, json.dumps(_kept_headers(a.headers)), zlib.compress(a.body, 3), a.asked_at)
                for k, a in rows.items()
            ]
            try:
                self._file.execute("BEGIN")
                self._file.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)", values)
                self._file.execute("COMMIT")
            except sqlite3.Error:
                if self._file.in_transaction:
                    self._file.execute("ROLLBACK")
                self._memory.update(rows)


def _kept_headers(headers: Mapping[str, str]) -> dict[str, str]:
    keep = ("content-type", "etag", "last-modified", "link", "memento-datetime", "location")
    return {name: headers[name] for name in keep if name in headers}
