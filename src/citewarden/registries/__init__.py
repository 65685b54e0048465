"""One registry a file, each in two pure halves: `url(...)` says what to ask, `parse(payload)` what the answer means.

Nothing here opens a socket: a stage carries the address to the client and the body back. A body that is not what its
registry documents raises ValueError, which the stages turn into "unavailable", never into "not found".
"""
