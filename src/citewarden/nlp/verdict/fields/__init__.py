"""One field of the comparison a module: what can differ between a claim and its source, and how much it says."""
