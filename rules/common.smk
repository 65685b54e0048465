# What every rule shares: settings, the list of shards, options of the command line.
# in: config/config.yaml, articles/   out: results/pack/*.jsonl

import hashlib
import os
from datetime import datetime, timezone
from pathlib import Path

from citewarden import config as settings
from citewarden.commands import links
from citewarden.errors import CitewardenError
from citewarden.stages import pack
from citewarden.web.door import online

try:
    CONFIG_FILE = Path(config.get("config_file", "config/config.yaml"))
    CONFIG = settings.load(CONFIG_FILE)
    ARTICLES = Path(CONFIG.articles)
    ONLY = (
        [Path(p) for p in config["only"].split(os.pathsep)]
        if config.get("only")
        else []
    )
    PATHS = [p for given in ONLY or [ARTICLES] for p in pack.articles(given)]
except CitewardenError as error:
    raise WorkflowError(str(error))

if ONLY and not all(p.resolve().is_relative_to(ARTICLES.resolve()) for p in PATHS):
    ARTICLES = Path(os.path.commonpath([p.resolve().parent for p in PATHS]))
    PATHS = [p.resolve() for p in PATHS]

RESULTS, REPORTS = CONFIG.results, CONFIG.reports
REFERENCES = Path(config.get("references", CONFIG.references))
LIBRARY = (
    sorted(str(p) for p in REFERENCES.rglob("*") if p.is_file())
    if REFERENCES.is_dir()
    else []
)
DECISIONS = [p for p in ("config/suppressions.yaml",) if Path(p).exists()]
CONFIG_INPUT = [str(CONFIG_FILE)] if CONFIG_FILE.exists() else []
SHARDS = pack.pack(
    PATHS, root=ARTICLES, folder=Path(RESULTS) / "pack", size=CONFIG.shard_size
)
BUCKETS = [f"{n:02d}" for n in range(links.BUCKETS)]

# The date is fixed here, once, so that no job sees another day.
AS_OF = (
    config.get("as_of") or CONFIG.as_of or datetime.now(timezone.utc).date().isoformat()
)
OFFLINE = str(config.get("offline", CONFIG.network.offline)).lower()
if OFFLINE == "auto":
    OFFLINE = str(not online(CONFIG.network)).lower()
POLICY = config.get("policy") or CONFIG.policy


def options():
    """Options every step gets: settings, policy, date; never the clock itself unless the caller set it."""
    given = {
        "--config": CONFIG_INPUT[0] if CONFIG_INPUT else "",
        "--policy": POLICY,
        "--as-of": AS_OF,
    }
    given |= {"--references": str(REFERENCES), "--now": config.get("now", "")}
    flags = ["--offline" if OFFLINE == "true" else "--online"]
    return " ".join(
        [f"{name} {value!r}" for name, value in given.items() if value] + flags
    )


def code(*rooms):
    """A digest of the package's own sources under `rooms`: changed code reruns what it made."""
    package = Path(settings.__file__).parent
    files = sorted(
        p
        for room in rooms
        for p in (package / room).rglob("*")
        if p.suffix in CODE or p.name == room
    )
    files += sorted((settings.ROOT / "lexicons").glob("*.yaml"))
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


CODE = {".py", ".json", ".crfsuite", ".npz", ".onnx"}


wildcard_constraints:
    shard=r"\d{5}",
    bucket=r"\d{2}",
