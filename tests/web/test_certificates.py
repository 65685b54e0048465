"""The certificates that the environment names are those that are trusted."""

from __future__ import annotations

from pathlib import Path

import pytest

from citewarden.errors import ConfigError
from citewarden.web.certificates import certificates


def test_certificates(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.pem"
    bundle.write_text("x")
    assert certificates({"CURL_CA_BUNDLE": str(bundle)}) == str(bundle)
    assert Path(certificates({})).exists()
    with pytest.raises(ConfigError, match="REQUESTS_CA_BUNDLE"):
        certificates({"REQUESTS_CA_BUNDLE": str(tmp_path / "missing.pem")})
