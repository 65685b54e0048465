"""The environment's proxies are read as requests reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests

from citewarden.errors import ConfigError
from citewarden.web.proxies import certificates, from_environment

ENVIRONMENT = {
    "HTTP_PROXY": "http://proxy.example:3128",
    "https_proxy": "http://secure.example:3128",
    "NO_PROXY": "localhost, .internal.example,wiki.example:8080,10.0.0.0/8",
}


@pytest.mark.parametrize(
    "url",
    [
        "http://www.example.org/",
        "https://www.example.org/",
        "http://a.internal.example/",
        "http://notinternal.example/",
        "http://wiki.example:8080/",
        "http://10.1.2.3/",
        "http://11.1.2.3/",
    ],
)
def test_same_way_out_as_requests(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    parts = requests.utils.urlparse(url)
    expected = requests.utils.get_environ_proxies(url).get(parts.scheme, "")
    ours = from_environment().of(parts.scheme, parts.hostname or "", parts.port or 80)
    assert ours == expected


def test_all_proxy_serves_both() -> None:
    found = from_environment({"ALL_PROXY": "http://p.example:1"})
    assert found.of("http", "x.example", 80) == found.of("https", "x.example", 443) == "http://p.example:1"
    assert from_environment({}).of("http", "x.example", 80) == ""


def test_certificates(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.pem"
    bundle.write_text("x")
    assert certificates({"CURL_CA_BUNDLE": str(bundle)}) == str(bundle)
    assert Path(certificates({})).exists()
    with pytest.raises(ConfigError, match="REQUESTS_CA_BUNDLE"):
        certificates({"REQUESTS_CA_BUNDLE": str(tmp_path / "missing.pem")})
