"""docs/licences.md: what each locked package may be used for, from its own installed metadata.

python docs/licences.py
"""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "licences.md"
LOCKS = {"requirements-runtime.lock": "to run", "requirements.lock": "to develop"}
SHORT = {
    "MIT License": "MIT",
    "The MIT License (MIT)": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0",
}
"""Names of classifiers -> their SPDX identifiers, as near as they tell."""

HEAD = """# Licences

Citewarden is under the Apache License 2.0 (`LICENSE`). Its models are trained by us and are under the same licence;
what they were trained on stands in their model cards. The language model is a package of its own (see
[decision 7](decisions/0007-the-language-model.md)).

The packages of `requirements.lock` and what their own metadata say of their licence; made by `docs/licences.py`, do not
edit. "To run" are those of `requirements-runtime.lock`. A package for Windows alone has no entry under "licence".

| package | version | licence | needed |
|---|---|---|---|
"""


def packages() -> list[tuple[str, str, str]]:
    """(name, version, "to run" or "to develop") of every locked package."""
    found: dict[str, tuple[str, str, str]] = {}
    for lock, needed in LOCKS.items():
        text = (ROOT / lock).read_text(encoding="utf-8")
        for name, version in re.findall(r"(?m)^([A-Za-z0-9._-]+)==([^ ;\\]+)", text):
            found.setdefault(name, (name, version, needed))
    return sorted(found.values())


def licence(name: str) -> str:
    """What an installed package says of its licence; "" where it is not installed."""
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return ""
    return _expression(package) or _classified(package) or _told(package) or _filed(package) or "not told"


def _expression(package: Distribution) -> str:
    return package.metadata.get("License-Expression", "")


def _classified(package: Distribution) -> str:
    names = [c.rpartition(" :: ")[2] for c in package.metadata.get_all("Classifier", []) if c.startswith("License :: ")]
    return " or ".join(SHORT.get(name, name) for name in names if name != "OSI Approved")


def _told(package: Distribution) -> str:
    first = package.metadata.get("License", "").strip().splitlines()[:1]
    return SHORT.get(first[0], first[0]) if first and len(first[0]) < 60 else ""


def _filed(package: Distribution) -> str:
    """The heading of the licence it brings."""
    for file in package.files or ():
        if re.match(r"(?i)licen[cs]e", file.name):
            first = file.read_text().strip().splitlines()[:1]
            return SHORT.get(first[0].strip("# "), first[0].strip("# ")) if first else ""
    return ""


def page() -> str:
    """The text of docs/licences.md."""
    rows = [f"| {name} | {version} | {licence(name)} | {needed} |" for name, version, needed in packages()]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
