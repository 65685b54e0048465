# What all rules share: settings, the list of shards, options of the command line.
# in: config/config.yaml, articles/   out: results/pack/*.jsonl, results/night.json

import json
import os
from datetime import datetime, timezone
from pathlib import Path

from citewarden import config as settings
from citewarden.commands import links
from citewarden.commands.memo import code
from citewarden.commands.session import exclusive
from citewarden.errors import CitewardenError
from citewarden.stages import pack, turnover
from citewarden.tables import write_text
from citewarden.web.door import online

try:
    CONFIG_FILE = Path(config.get("config_file", "config/config.yaml"))
    CONFIG = settings.load(CONFIG_FILE)
except CitewardenError as error:
    raise WorkflowError(str(error))

RESULTS, REPORTS = CONFIG.results, CONFIG.reports


pathvars:
    results=RESULTS,
    reports=REPORTS,
    logs=f"{RESULTS}/logs",


REFERENCES = Path(config.get("references", CONFIG.references))
POLICY = config.get("policy") or CONFIG.policy


def night():
    """Date, time, network and articles of this run, as the first process found them."""
    given = (
        [Path(p) for p in config["only"].split(os.pathsep)]
        if config.get("only")
        else []
    )
    root = Path(CONFIG.articles)
    found = [pack.found(path) for path in given or [root]]
    paths = [p for part in found for p in part.files]
    if given and not all(p.resolve().is_relative_to(root.resolve()) for p in paths):
        root = Path(os.path.commonpath([p.resolve().parent for p in paths]))
        paths = [p.resolve() for p in paths]
    now = config.get("now") or datetime.now(timezone.utc).isoformat(timespec="seconds")
    offline = str(config.get("offline", CONFIG.network.offline)).lower()
    if offline == "auto":
        offline = str(not online(CONFIG.network)).lower()
    told = {
        "root": str(root),
        "whole": not given,
        "accept": str(config.get("accept", False)).lower() == "true",
        "as_of": config.get("as_of") or CONFIG.as_of or now[:10],
        "now": now,
        "offline": offline,
        "unusable": [str(error) for part in found for error in part.unusable],
        "code": code(),
        "library": pack.listing(REFERENCES, Path(RESULTS) / "pack" / "library.tsv"),
        "number": pack.count(len(paths), CONFIG.shard_size),
        "shards": pack.pack(
            paths,
            root=root,
            folder=Path(RESULTS) / "pack",
            size=CONFIG.shard_size,
            references=REFERENCES,
        ),
    }
    return {**told, "moved": moved(root, told)}


def moved(root, told):
    """Former id -> present id of articles that have moved, where there are decisions that could go with them."""
    runs = Path(CONFIG.state) / "runs"
    if not Path("config/suppressions.yaml").exists():
        return {}
    if told["whole"] and not told["unusable"]:
        turnover.follow(runs, told["as_of"], pack.rows(Path(RESULTS) / "pack"))
    return turnover.moved(runs, lambda document: (root / document).exists())


# Two runs at once refuse each other, however they were started (a dry run, too, would write another date); `citewarden
# audit` holds the state folder itself. The lock ends with the process, so a killed night leaves nothing to unlock.
try:
    if workflow.is_main_process and not config.get("held"):
        LOCK = exclusive(Path(CONFIG.state))
        LOCK.__enter__()
except CitewardenError as error:
    raise WorkflowError(str(error))

# A job on another machine reads the workflow anew: it must see the night of the first process.
NIGHT_FILE = Path(RESULTS) / "night.json"
try:
    if workflow.is_main_process or not NIGHT_FILE.exists():
        write_text(NIGHT_FILE, json.dumps(night()))
except CitewardenError as error:
    raise WorkflowError(str(error))
NIGHT = json.loads(NIGHT_FILE.read_text())
# Where no disk is shared, such a job finds in its own folder only what Snakemake sends of the workflow: these files, too.
PARCELS = workflow.storage_settings.default_storage_provider is not None
if PARCELS:

    configfile: str(NIGHT_FILE)

    if CONFIG_FILE.exists():

        configfile: str(CONFIG_FILE)


SHARDS, AS_OF, OFFLINE = NIGHT["shards"], NIGHT["as_of"], NIGHT["offline"]
CODE = NIGHT["code"]
BUCKETS = [f"{n:02d}" for n in range(links.BUCKETS)]
# Names of files are not for Snakemake to read ("<" and "{" mean something to it): it sees a list of them that changes
# with their bytes.
LIBRARY = local([NIGHT["library"]])
DECISIONS = local([p for p in ("config/suppressions.yaml",) if Path(p).exists()])
CONFIG_INPUT = local([str(CONFIG_FILE)] if CONFIG_FILE.exists() else [])


def options():
    """Options every step gets: settings, policy, network, and where the night's date stands.

    The date itself is no parameter: a new one reruns only the jobs that name `as_of`, and what those change.
    """
    given = {
        "--night": str(NIGHT_FILE),
        "--config": str(CONFIG_FILE) if CONFIG_INPUT else "",
        "--policy": POLICY,
        "--references": str(REFERENCES),
    }
    flags = ["--offline" if OFFLINE == "true" else "--online"]
    return " ".join(
        [f"{name} {value!r}" for name, value in given.items() if value] + flags
    )


def of_shard(path):
    """A shard's `path` in the results folder: the same here and where a parcel is laid out."""
    return lambda wildcards: f"{RESULTS}/{path.format(shard=wildcards.shard)}"


# Cutting rewrites only the slices that changed. To Snakemake they are no outputs, so each one's own age decides.


def slice_of(wildcards):
    """The key of one shard's part of the corpus tables."""
    checkpoints.slice.get()
    return local(f"{RESULTS}/slices/{wildcards.shard}/key.json")


def parcel(wildcards):
    """What a job elsewhere needs; what is judged is known once the corpus is cut (`slice_of`), here and in `made`.

    The job itself must not ask for the cut: it would make everything before it anew, in its own folder.
    """
    if wildcards.step == "judge" and workflow.is_main_process:
        checkpoints.slice.get()
    return f"{RESULTS}/parcels/{wildcards.step}/{wildcards.shard}.zip"


def made(wildcards):
    """What judging a shard elsewhere made."""
    checkpoints.slice.get()
    return f"{RESULTS}/parcels/judge/{wildcards.shard}.made.zip"


wildcard_constraints:
    shard=r"\d{5}",
    bucket=r"\d{2}",
