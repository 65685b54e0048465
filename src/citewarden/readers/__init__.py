"""One article format per file; each has `SUFFIXES` and `read(data, *, name) -> Document`."""
