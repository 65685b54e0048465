# What all rules share: settings, what the run is of, options of the command line.
# in: config/config.yaml, articles/, the store   out: results/run.json

import json
import os
from datetime import datetime, timezone
from pathlib import Path

from citewarden import config as settings
from citewarden.commands import begin
from citewarden.commands.session import clock_goes_on, exclusive
from citewarden.errors import CitewardenError
from citewarden.web.client import online

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


def this_run():
    """Date, time, network and articles of this run, as the first process finds them."""
    now = config.get("now") or datetime.now(timezone.utc).isoformat(timespec="seconds")
    dated = config.get("as_of") or CONFIG.as_of
    if not (dated or config.get("now")):
        clock_goes_on(CONFIG, now[:10], f"--config as_of={now[:10]}")
    offline = str(config.get("offline", CONFIG.network.offline)).lower()
    if offline == "auto":
        offline = str(not online(CONFIG.network)).lower()
    said = {
        "as_of": dated or now[:10],
        "now": now,
        "offline": offline == "true",
        "accept": str(config.get("accept", False)).lower() == "true",
    }
    given = config["only"].split(os.pathsep) if config.get("only") else []
    return begin.begin(
        CONFIG, POLICY, given=[Path(p) for p in given], references=REFERENCES, said=said
    )


# Two runs at once refuse each other, however they were started (a dry run, too, would write another date); `citewarden
# audit` holds the state itself. The lock ends with the process, so a killed run leaves nothing to unlock. A job on
# another machine reads the workflow anew: it must see the run of the first process.
RUN_FILE = Path(RESULTS) / begin.FILE
try:
    if workflow.is_main_process:
        if not config.get("held"):
            LOCK = exclusive(CONFIG)
            LOCK.__enter__()
        RUN = this_run()
    else:
        RUN = json.loads(RUN_FILE.read_text())
except CitewardenError as error:
    raise WorkflowError(str(error))

# Where no disk is shared, a job finds in its own folder only what Snakemake sends of the workflow: these files, too. Its
# batch comes by the storage; all other files stay where the run was started (`local`).
AWAY = workflow.storage_settings.default_storage_provider is not None
if AWAY:

    configfile: str(RUN_FILE)

    if CONFIG_FILE.exists():

        configfile: str(CONFIG_FILE)


AS_OF = RUN["as_of"]
DECISIONS = local([p for p in ("config/suppressions.yaml",) if Path(p).exists()])


def options():
    """Options every local step gets: settings, policy, network, and what the run is of.

    The date itself is no parameter: a new one reruns only the jobs that name `as_of`, and what those change.
    """
    given = {
        "--run": str(RUN_FILE),
        "--config": str(CONFIG_FILE) if CONFIG_FILE.exists() else "",
        "--policy": POLICY,
        "--references": str(REFERENCES),
    }
    flags = ["--offline" if RUN["offline"] else "--online"]
    return " ".join(
        [f"{name} {value!r}" for name, value in given.items() if value] + flags
    )


# What steps hang on besides their files: digests, so that another setting or version reruns the steps that it concerns.
READING, TERMS = RUN["reading"], RUN["terms"]


def batch(wildcards):
    """A batch where its job finds it."""
    path = f"{RESULTS}/batches/{wildcards.step}/{wildcards.batch}.zip"
    return f"sent/{wildcards.step}/{wildcards.batch}.zip" if AWAY else local(path)


def made(step, planned):
    """What was made of each batch that a plan names."""
    names = json.loads(Path(planned.get().output[0]).read_text())
    found = [f"<results>/made/{step}/{name}.zip" for name in names]
    return [f"made/{step}/{name}.zip" for name in names] if AWAY else local(found)


wildcard_constraints:
    step="read|judge",
    batch=r"[0-9a-f]{16}",
