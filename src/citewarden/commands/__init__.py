"""What the subcommands do: files, clocks, locks and exit codes around the stages."""
