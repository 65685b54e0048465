"""The wire under the door: a requests session that redirects hosts to test worlds and refuses private addresses.

Loaded only when something is really asked, because requests costs a tenth of a second of start-up.
"""

from __future__ import annotations

import fnmatch
import ipaddress
import socket
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter


class Refused(requests.exceptions.ConnectionError):
    """An address the guard does not allow."""


class Wire(HTTPAdapter):
    """An adapter that talks to `connect_to` targets in place of hosts, and to public addresses only otherwise.

    `connect_to` maps host patterns ("*.example") to "address:port"; the Host header, the TLS server name and the
    certificate check keep the original host. `allow` are hosts exempt from the guard. A host that resolves to several
    addresses is refused when any of them is private, and the checked address is the one connected to, so a name that
    changes between check and connection gains nothing. Behind a proxy the proxy resolves names, and only literal
    addresses can be judged.
    """

    def __init__(self, *, connect_to: Mapping[str, str], allow: Sequence[str], pool: int = 8) -> None:
        self._connect_to, self._allow = dict(connect_to), tuple(allow)
        super().__init__(pool_connections=pool, pool_maxsize=pool, max_retries=0)

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Send one request, never through a proxy when `connect_to` names the host."""
        parts = urlsplit(request.url or "")
        if self._target(parts.hostname or ""):
            kwargs["proxies"] = {}
        request.headers["Host"] = parts.netloc.rsplit("@", 1)[-1]
        return super().send(request, *args, **kwargs)

    def get_connection_with_tls_context(
        self,
        request: requests.PreparedRequest,
        verify: Any,
        proxies: Mapping[str, str] | None = None,
        cert: Any = None,
    ) -> Any:
        """The pool to use: the target's or the checked address, with the original host as TLS name.

        Raises:
            Refused: the guard does not allow the address.
        """
        host = (urlsplit(request.url or "").hostname or "").lower()
        target = self._target(host)
        if not target and requests.utils.select_proxy(str(request.url), dict(proxies or {})):
            if not self._allowed(host):
                refuse_private(host, resolve=False)
            return super().get_connection_with_tls_context(request, verify, proxies=proxies, cert=cert)
        params, tls = self.build_connection_pool_key_attributes(request, verify, cert)
        scheme, address, port = str(params["scheme"]), str(params["host"]), params["port"]
        pool = dict(tls)
        if target:
            address, _, at = target.rpartition(":")
            address, port = address.strip("[]"), int(at)
        elif not self._allowed(host):
            address = refuse_private(host)
        if address != host and scheme == "https":
            pool |= {"server_hostname": host, "assert_hostname": host}
        return self.poolmanager.connection_from_host(address, port=port, scheme=scheme, pool_kwargs=pool)

    def _target(self, host: str) -> str:
        return next((to for pattern, to in self._connect_to.items() if fnmatch.fnmatch(host, pattern.lower())), "")

    def _allowed(self, host: str) -> bool:
        return any(fnmatch.fnmatch(host, pattern.lower()) for pattern in self._allow)


def refuse_private(host: str, *, resolve: bool = True) -> str:
    """An address of `host` that is public.

    Raises:
        Refused: one of its addresses is private, loopback, link-local or otherwise not for the public.
        requests.exceptions.ConnectionError: it has none.
    """
    literal = _literal(host)
    if not literal and not resolve:
        return host
    try:
        found = [literal] if literal else [str(i[4][0]) for i in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise requests.exceptions.ConnectionError(f"no address for {host} ({error})") from error
    found.sort(key=lambda address: ":" in address)
    for address in found:
        if not ipaddress.ip_address(address.split("%")[0]).is_global:
            raise Refused(f"{host} is at the private address {address}")
    return found[0]


def _literal(host: str) -> str:
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return ""


def session(*, connect_to: Mapping[str, str], allow: Sequence[str], headers: Mapping[str, str]) -> requests.Session:
    """A session over the wire; proxies and certificate bundles come from the environment as requests reads them."""
    made = requests.Session()
    wire = Wire(connect_to=connect_to, allow=allow)
    made.mount("https://", wire)
    made.mount("http://", wire)
    made.headers.update(headers)
    made.max_redirects = 8
    return made
