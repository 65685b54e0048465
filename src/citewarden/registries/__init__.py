"""One registry per file, each in two pure halves: the address to ask (`url`) and what its answer means (`parse`)."""
