"""The registries of the local world: one a file, each `answer(request, records, base) -> Reply`, a pure function.

`request.path` is what follows the registry's base address; `base` is the world's own address ("http://127.0.0.1:8080").
"""
