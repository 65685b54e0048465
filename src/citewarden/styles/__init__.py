"""One reference-list style per file."""
