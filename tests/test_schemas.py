"""The published schemas: what is read and written fits them, and a version once published keeps its word."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest
import yaml

Cli = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).resolve().parents[1]
REMEDY = "give the schema a new version in its $id, then run `python tests/schemas.py`"


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("schemas", ROOT / "tests" / "schemas.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


schemas = _script()
CURRENT = schemas.current()


def _fits(name: str, data: Any) -> None:
    schema = next(s for key, s in CURRENT.items() if key.startswith(f"{name}-"))
    jsonschema.Draft202012Validator(schema).validate(data)


@pytest.mark.parametrize("key", sorted(CURRENT))
def test_every_schema_is_one_has_a_version_and_is_kept(key: str) -> None:
    schema = CURRENT[key]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"].startswith("urn:citewarden:schema:")
    assert key in schemas.kept(), "run `python tests/schemas.py`"


@pytest.mark.parametrize("key", sorted(CURRENT))
def test_a_published_version_keeps_its_word(key: str) -> None:
    before, name = schemas.kept()[key], key.rpartition("-")[0]
    assert schemas.broken(before, CURRENT[key], is_read=name in schemas.READ) == [], REMEDY


def test_a_report_still_has_every_field_that_its_version_had() -> None:
    (key,) = (key for key in CURRENT if key.startswith("report-"))
    before = set((schemas.KEPT / f"{key}.txt").read_text(encoding="utf-8").splitlines())
    assert before - schemas.shape(schemas.sample()) == set(), REMEDY


BASE = {"type": "object", "required": ["a"], "properties": {"a": {"enum": ["x", "y"]}, "b": {"type": "string"}}}


def _changed(**properties: Any) -> Any:
    schema = deepcopy(BASE)
    schema["properties"].update(properties)  # type: ignore[attr-defined]
    return schema


@pytest.mark.parametrize(
    ("now", "read", "written"),
    [
        (_changed(), 0, 0),
        (_changed(c={"type": "object", "required": ["d"]}), 0, 0),
        (_changed(b={"type": "string", "description": "words"}), 0, 0),
        (_changed(b={"type": "integer"}), 2, 2),
        (_changed(b={"type": "string", "pattern": "^x"}), 1, 1),
        (_changed(a={"enum": ["x", "y", "z"]}), 0, 1),
        (_changed(a={"enum": ["x"]}), 1, 1),
        ({**BASE, "required": []}, 1, 1),
        ({**BASE, "required": ["a", "b"]}, 1, 1),
        ({**BASE, "additionalProperties": False}, 1, 1),
        ({**BASE, "properties": {"a": {"enum": ["x", "y"]}}}, 1, 1),
    ],
)
def test_what_breaks_a_version(now: Any, read: int, written: int) -> None:
    assert len(schemas.broken(BASE, now, is_read=True)) == read
    assert len(schemas.broken(BASE, now, is_read=False)) == written


def test_what_an_audit_writes_fits(audited: Path) -> None:
    _fits("digest", json.loads((audited / "reports" / "digest.json").read_text(encoding="utf-8")))
    reports = [p for p in (audited / "reports").rglob("*.json") if p.with_suffix(".html").exists()]
    assert reports
    for report in reports:
        _fits("report", json.loads(report.read_text(encoding="utf-8")))
    lists = list((audited / "reports").rglob("*.csl.json"))
    assert lists
    for path in lists:
        for item in json.loads(path.read_text(encoding="utf-8")):
            _fits("csl", item)


@pytest.mark.parametrize("root", ["config", "src/citewarden/project/config"])
def test_what_is_shipped_to_be_changed_fits(root: str) -> None:
    folder = ROOT / root
    _fits("config", yaml.safe_load((folder / "config.yaml").read_text(encoding="utf-8")))
    for path in (folder / "policies").glob("*.yaml"):
        _fits("policy", yaml.safe_load(path.read_text(encoding="utf-8")))
    for path in folder.glob("suppressions.yaml"):
        _fits("decisions", yaml.safe_load(path.read_text(encoding="utf-8")) or {})


def test_schemas_can_be_had_from_the_command_line(cli: Cli) -> None:
    status, out, _ = cli("schema")
    assert status == 0
    assert {line.split()[1] for line in out.splitlines()} == {schema["$id"] for schema in CURRENT.values()}
    assert json.loads(cli("schema", "policy")[1])["$id"] == "urn:citewarden:schema:policy:1"
    assert cli("schema", "poetry")[0] == 2
