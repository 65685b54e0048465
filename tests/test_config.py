"""config.yaml: its defaults are the program's, and a fault in it is one clear line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from citewarden import config
from citewarden.errors import ConfigError

ROOT = Path(__file__).resolve().parents[1]


def test_the_shipped_file_says_the_defaults() -> None:
    assert config.load(ROOT / "config" / "config.yaml") == config.Config()


def test_every_knob_is_in_the_shipped_file() -> None:
    from dataclasses import fields

    data = yaml.safe_load((ROOT / "config" / "config.yaml").read_text())
    assert set(data) == {f.name for f in fields(config.Config)}
    for name, cls in (
        ("network", config.Network),
        ("links", config.Links),
        ("verify", config.Verify),
        ("notify", config.Notify),
    ):
        assert set(data[name]) == {f.name for f in fields(cls)}, name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("batch_size: none", r"config\.yaml: batch_size: 'none' is not of type 'integer'"),
        ("articels: x", r"config\.yaml: .*articels"),
        ("network:\n  timeout: 0", r"network\.timeout"),
        ("network:\n  registries:\n    crosref: {}", r"crosref"),
        ("a: [", r"config\.yaml:\d+: not YAML"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=said):
        config.load(path)


def test_a_registry_can_be_switched_off_or_moved(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("network: {registries: {openalex: {enabled: false}, crossref: {base: 'http://127.0.0.1:1/c'}}}")
    registries = config.load(path).network.registries
    assert not registries["openalex"].enabled
    assert registries["crossref"].base == "http://127.0.0.1:1/c"
    assert registries["crossref"].rate == config.registries()["crossref"].rate


def test_an_unknown_policy_says_which_there_are() -> None:
    with pytest.raises(ConfigError, match=r"no policy named 'nope'.*default"):
        config.policy("nope")


def test_a_list_of_an_earlier_version_lacks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A house's own list wins part by part; what came later is the shipped one's."""
    shipped = config.lexicon("populations")
    (tmp_path / "config" / "lexicons").mkdir(parents=True)
    (tmp_path / "config" / "lexicons" / "populations.yaml").write_text("axes: {age: {children: [kiddies]}}\n")
    monkeypatch.chdir(tmp_path)
    config.lexicon.cache_clear()
    try:
        own = config.lexicon("populations")
    finally:
        config.lexicon.cache_clear()
    assert own["axes"] == {"age": {"children": ["kiddies"]}}
    assert {name: own[name] for name in own if name != "axes"} == {n: shipped[n] for n in shipped if n != "axes"}
    assert "ages" in own


def test_every_shipped_policy_and_lexicon_loads() -> None:
    for path in sorted((config.ROOT / "policies").glob("*.yaml")):
        assert config.policy(path.stem).name == path.stem
    for path in sorted((config.ROOT / "lexicons").glob("*.yaml")):
        assert config.lexicon(path.stem), path.name


def test_settings_are_read_without_the_registries_modules(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("network: {retries: 1}")
    code = (
        "import sys; from pathlib import Path; from citewarden import config; found = config.load(Path(sys.argv[1]));"
        "assert not any(name.startswith('citewarden.registries.') for name in sys.modules);"
        "assert found.network.registries['crossref'].enabled"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)


def test_settings_of_a_registry_are_part_of_their_digest(tmp_path: Path) -> None:
    path, other = tmp_path / "config.yaml", tmp_path / "other.yaml"
    path.write_text("network: {registries: {crossref: {rate: 1}}}")
    other.write_text("network: {registries: {crossref: {rate: 2}}}")
    digests = {config.digest(c) for c in (config.load(path), config.load(other), config.Config())}
    assert len(digests) == 3
    assert config.digest(config.load(path)) == config.digest(config.load(path))
