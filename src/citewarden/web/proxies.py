"""The way out that the environment prescribes, read as requests reads it.

HTTP_PROXY, HTTPS_PROXY and ALL_PROXY (either case), NO_PROXY (host suffixes, addresses, networks), and the certificate
bundle of REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE or SSL_CERT_FILE.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from citewarden.errors import ConfigError

_BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")


@dataclass(frozen=True, slots=True)
class Proxies:
    """`by_scheme` maps "http" and "https" to a proxy address; `bypass` are the hosts asked directly."""

    by_scheme: Mapping[str, str]
    bypass: tuple[str, ...] = ()

    def of(self, scheme: str, host: str, port: int) -> str:
        """The proxy for a request, "" to go straight there."""
        proxy = self.by_scheme.get(scheme, "")
        if not proxy or not self.bypass:
            return proxy
        return "" if any(_matches(rule, host, port) for rule in self.bypass) else proxy


def from_environment(environ: Mapping[str, str] = os.environ) -> Proxies:
    """The proxies of this process."""

    def read(name: str) -> str:
        return environ.get(name.lower()) or environ.get(name.upper()) or ""

    anything = read("all_proxy")
    found = {scheme: read(f"{scheme}_proxy") or anything for scheme in ("http", "https")}
    rules = tuple(rule.strip().lower() for rule in read("no_proxy").split(",") if rule.strip())
    return Proxies({scheme: proxy for scheme, proxy in found.items() if proxy}, rules)


def _matches(rule: str, host: str, port: int) -> bool:
    if rule == "*":
        return True
    if "/" in rule:
        try:
            return ipaddress.ip_address(host) in ipaddress.ip_network(rule, strict=False)
        except ValueError:
            return False
    rule = rule.removeprefix("*").removeprefix(".")
    return host == rule or f"{host}:{port}" == rule or host.endswith("." + rule)


def certificates(environ: Mapping[str, str] = os.environ) -> str:
    """The bundle (or folder) of trusted certificates.

    Raises:
        ConfigError: the environment names one that is not there.
    """
    for name in _BUNDLES:
        path = environ.get(name, "")
        if path:
            if not Path(path).exists():
                raise ConfigError(f"no certificates at {path}", where=name, remedy="name a PEM bundle, or unset it")
            return path
    import certifi

    return certifi.where()
