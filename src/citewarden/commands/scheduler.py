"""Snakemake as a process that loads, which takes it most of a second, while an audit looks at its articles; it begins
when it is sent a line, and does nothing when it is sent none.

    python -m citewarden.commands.scheduler OPTIONS
"""

from __future__ import annotations

import sys


def main() -> int:
    """Run the workflow; Snakemake's exit status."""
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


if __name__ == "__main__":
    sys.exit(main())
