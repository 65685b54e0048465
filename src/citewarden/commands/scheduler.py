"""Snakemake as a process that loads, which takes it most of a second, while an audit looks at its articles; it begins
when it is sent a line, and does nothing when it is sent none.

    python -m citewarden.commands.scheduler OPTIONS
"""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

IDLE = 5
"""Seconds without a job after which a scheduler whose audit is gone is ended."""


def main() -> int:
    """Run the workflow; Snakemake's exit status."""
    if Path(f"/proc/self/task/{os.getpid()}/children").exists():  # elsewhere nobody says what still runs
        threading.Thread(target=end_alone, args=(os.getppid(),), daemon=True).start()
    from snakemake.cli import args_to_api, parse_args
    from snakemake.exceptions import print_exception

    try:
        parser, options = parse_args(sys.argv[1:])
        if not sys.stdin.readline():
            return 1
        if options.executor in (None, "local"):
            # No scheduler of jobs has to be spared. The limit sets a timer after each job that wakes Snakemake's own
            # scheduler again and again while jobs wait for a core, and its end waits a second for the last one.
            options.max_jobs_per_timespan = None
        return 0 if args_to_api(options, parser) else 1
    except Exception as error:
        print_exception(error)
        return 1


def end_alone(parent: int) -> None:
    """End this process once the audit that started it is gone and no job of it runs any more. Snakemake is told to end
    then, but may wait for a job that has ended already, if it was told so in the moment in which the job did."""
    idle = 0
    while idle < IDLE:
        time.sleep(1)
        idle = idle + 1 if os.getppid() != parent and not _jobs() else 0
    os._exit(1)


def _jobs() -> str:
    """The processes that this one has started and that have not ended, "" if none."""
    found = ""
    for task in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):
            found += task.read_text(encoding="ascii")
    return found


if __name__ == "__main__":
    sys.exit(main())
