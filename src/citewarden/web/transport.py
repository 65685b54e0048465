"""The wire under the client: a requests session that talks only to addresses the guard allows.

Loaded only when something is really asked, because requests costs a tenth of a second of start-up.
"""

from __future__ import annotations

import socket
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from citewarden.errors import WebError
from citewarden.web import deadline
from citewarden.web.guard import Guard

if TYPE_CHECKING:
    from citewarden.config import Network


class RefusedError(requests.exceptions.ConnectionError):
    """An address the guard does not allow, or a host it finds no address for."""


class _Plain(HTTPConnection):
    """A connection that tells the deadline of its thread what it reads from.

    A second handle of the same line is kept for that: the first is taken over while the secure connection is made.
    """

    _twin: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        line = super()._new_conn()
        self._release()
        self._twin = line.dup()
        deadline.hold(self._twin)
        return line

    def request(self, *args: Any, **kwargs: Any) -> None:
        """Send a request; a connection that stood idle belongs to it from now on."""
        deadline.hold(self._twin)
        super().request(*args, **kwargs)

    def close(self) -> None:
        """Close both handles."""
        super().close()
        self._release()

    def _release(self) -> None:
        if self._twin is not None:
            self._twin.close()
            self._twin = None


class _Secure(_Plain, HTTPSConnection):
    """The same with encryption."""


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


_POOLS = {"http": _PlainPool, "https": _SecurePool}


class Wire(HTTPAdapter):
    """An adapter that connects to the very addresses the guard judged, each redirect anew.

    Where `network.connect_to` maps a host, its Host header, TLS server name and certificate check keep the original
    name and no proxy is used. Behind a proxy the proxy resolves names, and only names and literals can be judged.
    """

    def __init__(self, guard: Guard) -> None:
        self._judge = guard
        super().__init__(pool_connections=16, pool_maxsize=8, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Pools whose connections know of deadlines."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        """The same for what goes through a proxy."""
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = _POOLS
        return manager

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Send one request."""
        parts = urlsplit(request.url or "")
        if self._judge.mapping((parts.hostname or "").lower()):
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
        """The pool for the judged address, with the original host as TLS name.

        Raises:
            RefusedError: the guard does not allow the address, or there is none.
        """
        try:
            parts = self._judge.target(str(request.url))
            if requests.utils.select_proxy(str(request.url), dict(proxies or {})):
                return super().get_connection_with_tls_context(request, verify, proxies=proxies, cert=cert)
            address, port = self._judge.addresses(parts).addresses[0]
        except WebError as error:
            raise RefusedError(str(error)) from error
        params, tls = self.build_connection_pool_key_attributes(request, verify, cert)
        scheme, pool = str(params["scheme"]), dict(tls)
        if address != parts.host and scheme == "https":
            pool |= {"server_hostname": parts.host, "assert_hostname": parts.host}
        return self.poolmanager.connection_from_host(address, port=port, scheme=scheme, pool_kwargs=pool)


def session(network: Network, *, headers: Mapping[str, str]) -> requests.Session:
    """A session over the wire; proxies and certificate bundles come from the environment as requests reads them.

    The configured registries' own hosts are exempt from the guard: whoever writes the configuration means them.
    """
    ours = tuple(host for r in network.registries.values() if (host := urlsplit(r.base).hostname or ""))
    wire = Wire(Guard(replace(network, allow_hosts=(*network.allow_hosts, *ours))))
    made = requests.Session()
    made.mount("https://", wire)
    made.mount("http://", wire)
    made.headers.update(headers)
    made.max_redirects = 8
    return made
