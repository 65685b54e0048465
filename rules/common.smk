# What all rules share: settings, and what the run is of.
# in: config/config.yaml, articles/, the store   out: results/run.json

import json
import os
from datetime import datetime, timezone
from pathlib import Path

from citewarden import config as settings
from citewarden.commands.begin import DONE
from citewarden.commands.session import RUN as RUN_NAME
from citewarden.commands.session import clock_goes_on, exclusive
from citewarden.errors import CitewardenError

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


def begin_run():
    """Write down date, time, network and articles of this run, as the first process finds them."""
    from citewarden.commands.begin import begin
    from citewarden.stages.find import found
    from citewarden.web.client import online

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
        "config": str(CONFIG_FILE.resolve()) if CONFIG_FILE.exists() else "",
    }
    given = [Path(path) for path in config.get("only", "").split(os.pathsep) if path]
    contents = [found(path) for path in given or [Path(CONFIG.articles)]]
    policy = config.get("policy") or CONFIG.policy
    references = Path(config.get("references", CONFIG.references))
    begin(CONFIG, policy, contents, whole=not given, references=references, said=said)


# Two runs at once refuse each other, however they were started (a dry run, too, would write another date); `citewarden
# audit` holds the state itself, and has begun the run. The lock ends with the process, so a killed run leaves nothing to
# unlock. A job on another machine reads the workflow anew: it must see the run of the first process.
RUN_FILE = Path(RESULTS) / RUN_NAME
try:
    if workflow.is_main_process and not config.get("begun"):
        LOCK = exclusive(CONFIG)
        LOCK.__enter__()
        begin_run()
except CitewardenError as error:
    raise WorkflowError(str(error))

# Where no disk is shared, a job finds in its own folder only what Snakemake sends of the workflow: the settings, too. Its
# batch comes by the storage; all other files stay where the run was started (`local`).
AWAY = workflow.storage_settings.default_storage_provider is not None
if AWAY and CONFIG_FILE.exists():

    configfile: str(CONFIG_FILE)


DECISIONS = local([p for p in ("config/suppressions.yaml",) if Path(p).exists()])


# Says that the reports are of this run; `begin` removes it together with plans that are of another one.
SITE_DONE = f"{RESULTS}/{DONE}"


# Settings, network, date, articles: the steps that look for what is new run once for each description of a run.
OF = local(str(RUN_FILE))


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
