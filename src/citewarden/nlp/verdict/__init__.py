"""Does a passage say what a claim says? Three layers, each replaceable, each visible in the result."""
