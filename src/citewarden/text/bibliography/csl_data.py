"""CSL items as data: CSL-JSON, and CSL-YAML as pandoc writes it; a list, `references:` with a list, or one item.

JSON may also hold the items of Zotero's web interface (see `zotero.py`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from citewarden.errors import InputError
from citewarden.text.bibliography import zotero
from citewarden.text.bibliography.items import Record
from citewarden.text.yaml_text import NotYaml, bounded, values

_BETWEEN = re.compile(r"[\s,]*")
_LIST_KEYS = ("references", "items")


def from_json(text: str, where: str) -> Iterator[Record | InputError]:
    """The items of a CSL-JSON file; of a list that breaks off, those before the break, and the line of it."""
    head = re.match(r"\s*\[", text)
    if head is None:
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise _no_json(error, 0, text, where) from error
        held = next((data[k] for k in _LIST_KEYS if isinstance(data, dict) and isinstance(data.get(k), list)), [data])
        for number, item in enumerate(held, 1):
            yield from _records(item, number, 1, where)
        return
    decoder, at, number, line, counted = json.JSONDecoder(), head.end(), 0, 1, 0
    while True:
        at = _end(_BETWEEN.match(text, at), at)
        if text[at : at + 1] == "]":
            return
        try:
            item, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            raise _no_json(error, at, text, where) from error
        line, counted, number = line + text.count("\n", counted, at), at, number + 1
        yield from _records(item, number, line, where)
        at = end


def _end(match: re.Match[str] | None, at: int) -> int:
    return match.end() if match else at


def _no_json(error: Exception, at: int, text: str, where: str) -> InputError:
    if isinstance(error, json.JSONDecodeError):
        return InputError(f"not JSON ({error.msg})", where=f"{where}:{error.lineno}")
    told = "nested too deep" if isinstance(error, RecursionError) else "a number of thousands of digits"
    return InputError(f"not JSON ({told})", where=f"{where}:{text.count(chr(10), 0, at) + 1}")


def from_yaml(text: str, where: str) -> Iterator[Record | InputError]:
    """The items of a CSL-YAML file."""
    import yaml

    try:
        number = 0
        for number, (item, line) in enumerate(values(bounded(text), _LIST_KEYS), 1):
            yield _record(item, number, line, where)
    except NotYaml as error:
        raise InputError(f"not YAML ({error.problem})", where=f"{where}:{error.line}") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(f"not YAML ({error.problem})", where=f"{where}:{line}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        told = str(error).splitlines()[0] if str(error) else "nested too deep"
        raise InputError(f"not YAML ({told})", where=f"{where}:1") from error
    if not number:
        raise InputError("no CSL item in it", where=f"{where}:1", remedy="list the items under `references:`")


def _records(item: Any, number: int, line: int, where: str) -> Iterator[Record | InputError]:
    """The item, in Zotero's own terms or in CSL's; none for what hangs on one."""
    item = zotero.held(item)
    if isinstance(item, dict) and "itemType" in item:
        if str(item["itemType"]) in zotero.NO_WORKS:
            return
        item = zotero.item(item)
    yield _record(item, number, line, where)


def _record(item: Any, number: int, line: int, where: str) -> Record | InputError:
    if not isinstance(item, dict) or not any(item.get(name) for name in ("title", "DOI", "URL", "PMID")):
        told = f"entry {number} is no CSL item with a title"
        return InputError(told, where=f"{where}:{line}", remedy="see the CSL schema")
    named = {str(name): value for name, value in item.items() if name not in ("id", "citation-key")}
    keys = [str(item[name]) for name in ("id", "citation-key") if item.get(name)]
    key = next((k for k in keys if "/" not in k), keys[0] if keys else str(number))  # Zotero's own ids are addresses
    return Record(key, line, named)
