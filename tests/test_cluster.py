"""The slurm profile on a real Slurm of one node, set up here and taken down again.

Runs as root where Debian's slurm-wlm and munge and the package snakemake-executor-plugin-slurm are installed.
Accounting is left out (it wants a database), so the executor is told to ask squeue instead of sacct.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DAEMONS = ("munged", "slurmctld", "slurmd", "sbatch", "squeue")
ADMIN = os.pathsep.join((os.environ["PATH"], "/usr/sbin", "/usr/local/sbin"))
MISSING = [name for name in DAEMONS if shutil.which(name, path=ADMIN) is None]

pytestmark = [
    pytest.mark.slurm,
    pytest.mark.timeout(600),
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
    pytest.mark.skipif(os.geteuid() != 0, reason="slurmd is started as root"),
    pytest.mark.skipif(
        find_spec("snakemake_executor_plugin_slurm") is None, reason="snakemake-executor-plugin-slurm is not installed"
    ),
]

CONFIGURATION = """
ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge/socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
ReturnToService=2
SlurmctldPort={control}
SlurmdPort={node}
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=2
NodeName={host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=8000 State=UNKNOWN
PartitionName=night Nodes={host} Default=YES MaxTime=INFINITE State=UP
"""


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def slurm(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A cluster of this machine alone; the environment in which Slurm's commands find it."""
    folder = tmp_path / "slurm"
    for name in ("munge", "state", "spool", "bin"):
        (folder / name).mkdir(parents=True, mode=0o755)
    for place in (folder, *folder.parents[: len(folder.parts) - 3]):
        place.chmod(place.stat().st_mode | 0o011)  # munge wants to be reached by everybody
    key = folder / "munge" / "key"
    key.write_bytes(os.urandom(128))
    key.chmod(0o600)
    host = socket.gethostname().partition(".")[0]
    configuration = folder / "slurm.conf"
    configuration.write_text(CONFIGURATION.format(host=host, folder=folder, control=_port(), node=_port()))
    # jobs lose SLURM_CONF on the way, and start their command by srun
    srun = folder / "bin" / "srun"
    srun.write_text(f'#!/bin/sh\nSLURM_CONF={configuration} exec {shutil.which("srun")} "$@"\n')
    srun.chmod(0o755)
    path = os.pathsep.join((str(folder / "bin"), str(Path(sys.executable).parent), ADMIN))
    environment = {**os.environ, "SLURM_CONF": str(configuration), "PATH": path}
    places = [f"--{name}-file={folder}/munge/{name}" for name in ("key", "pid", "log", "seed")]
    commands = [["munged", "--force", f"--socket={folder}/munge/socket", *places], ["slurmctld", "-c"], ["slurmd"]]
    try:
        for command in commands:
            subprocess.run(command, env=environment, check=True, timeout=60)
        _until_idle(environment, folder)
        yield environment
    finally:
        for file in (folder / "slurmd.pid", folder / "slurmctld.pid", folder / "munge" / "pid"):
            if file.exists():
                os.kill(int(file.read_text()), 15)


def _until_idle(environment: dict[str, str], folder: Path) -> None:
    until = time.monotonic() + 60
    said = ""
    while time.monotonic() < until:
        done = subprocess.run(["sinfo", "-h", "-o", "%T"], env=environment, capture_output=True, text=True, check=False)
        said = done.stdout.strip() or done.stderr
        if said == "idle":
            return
        time.sleep(0.5)
    pytest.fail(f"no node became idle: {said}\n{(folder / 'slurmctld.log').read_text()[-2000:]}")


def test_a_night_on_slurm(slurm: dict[str, str], tmp_path: Path) -> None:
    project = tmp_path / "project"
    for name in ("references", "config", "rules", "profiles"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "Snakefile", project)
    (project / "articles").mkdir()
    article = min(p for p in (ROOT / "articles").iterdir() if p.name != "README.md")
    shutil.copy(article, project / "articles")
    command = [sys.executable, "-m", "snakemake", "--profile", "profiles/slurm", "--latency-wait", "5"]
    command += ["--slurm-no-account", "--slurm-status-command", "squeue"]
    command += ["--slurm-init-seconds-before-status-checks", "1", "--seconds-between-status-checks", "1"]
    command += ["--default-resources", "mem_mb=1000", "runtime=10", "slurm_partition=night"]
    command += ["--config", "as_of=2026-01-15", "now=2026-01-15T02:00:00+00:00", "offline=true", "--", "all"]
    done = subprocess.run(command, cwd=project, env=slurm, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    assert "has been submitted with SLURM jobid" in done.stdout + done.stderr
    assert (project / "reports" / f"{article.stem}.html").exists()
    assert (project / "reports" / "index.html").exists()
