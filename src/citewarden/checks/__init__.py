"""One finding kind per file; the file's docstring is its documentation."""
