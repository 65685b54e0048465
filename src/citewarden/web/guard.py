"""The address guard: nothing an article links to may make us talk to the machine, network or cloud we run in.

A host is judged twice: by its name or literal before anything is asked (`target`), and by every address it resolves to
(`addresses`). Callers connect to exactly the addresses returned, so a name server that answers differently the second
time (rebinding) gains nothing; they judge each redirect afresh. Behind a proxy the name is resolved there, so only
names and literals can be judged here (`target` alone).

A host in `network.allow_hosts` is exempt. A host in `network.connect_to` goes to the mapped "address:port"; the pseudo
addresses NXDOMAIN and SERVFAIL stand for a name server's two refusals (test worlds).
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from citewarden.config import Network
from citewarden.errors import WebError
from citewarden.web.urls import Url, literal, parse

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Lookup = Callable[[str], Sequence[str]]
"""Host name -> addresses as text; raises socket.gaierror as `socket.getaddrinfo` does."""

KEEP = 300.0
"""Seconds a resolved name is kept within a run."""

_METADATA = {
    ipaddress.ip_address(a)
    for a in ("169.254.169.254", "169.254.170.2", "168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254")
}
_METADATA_NAMES = ("metadata.google.internal", "metadata", "instance-data")
_LOCAL_NAMES = re.compile(
    r"(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa|onion)$"
)
_SPECIAL = (
    ("0.0.0.0/8", "an unspecified address"),
    ("127.0.0.0/8", "a loopback address"),
    ("10.0.0.0/8", "a private address"),
    ("172.16.0.0/12", "a private address"),
    ("192.168.0.0/16", "a private address"),
    ("169.254.0.0/16", "a link-local address"),
    ("100.64.0.0/10", "a carrier-internal address"),
    ("224.0.0.0/4", "a multicast address"),
    ("240.0.0.0/4", "a reserved address"),
    ("::/128", "an unspecified address"),
    ("::1/128", "a loopback address"),
    ("fe80::/10", "a link-local address"),
    ("fc00::/7", "a private address"),
    ("fec0::/10", "a private address"),
    ("ff00::/8", "a multicast address"),
)
_NETWORKS = [(ipaddress.ip_network(text), why) for text, why in _SPECIAL]
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_COMPATIBLE = ipaddress.IPv6Network("::/96")


class RefusedError(WebError):
    """The guard does not let us talk to this address."""


class NoHostError(WebError):
    """The name server says there is no such host."""


class UnresolvedError(WebError):
    """The name server gave no usable answer: nothing is known of the host."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect. `addresses` are (IP, port); `mapped` when `connect_to` chose them."""

    host: str
    addresses: tuple[tuple[str, int], ...]
    mapped: bool = False


def unsafe(address: str | IP) -> str:
    """What kind of forbidden address this is ("a loopback address"), "" for one on the public Internet."""
    ip = ipaddress.ip_address(address) if isinstance(address, str) else address
    if isinstance(ip, ipaddress.IPv6Address):
        inner = _embedded(ip)
        if inner is not None:
            return unsafe(inner)
    if ip in _METADATA:
        return "a cloud metadata address"
    for network, why in _NETWORKS:
        if ip.version == network.version and ip in network:
            return why
    return "" if ip.is_global else "an address that is not on the public Internet"


def _embedded(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address an IPv6 address stands for: mapped, compatible, 6to4, Teredo, NAT64."""
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip.sixtofour is not None:
        return ip.sixtofour
    if ip.teredo is not None:
        return ip.teredo[1]
    if any(ip in network for network in _NAT64):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip in _COMPATIBLE and int(ip) > 1:
        return ipaddress.IPv4Address(int(ip))
    return None


def system_lookup(host: str) -> list[str]:
    """The addresses of `host` as the operating system orders them (RFC 6724)."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Guard:
    """Judges addresses under one `Network` configuration. Safe to share between threads."""

    def __init__(self, network: Network, *, lookup: Lookup = system_lookup) -> None:
        self._allow = tuple(pattern.lower() for pattern in network.allow_hosts)
        self._connect = dict(sorted(network.connect_to.items(), key=lambda item: _rank(item[0])))
        self._lookup = lookup
        self._known: dict[str, tuple[float, tuple[str, ...] | WebError]] = {}
        self._allowed: dict[str, bool] = {}
        self._mapped: dict[str, str] = {}
        self._judged: dict[str, str] = {}
        self._lock = threading.Lock()

    def target(self, url: str | Url) -> Url:
        """`url` taken apart, judged by scheme, name and literal alone.

        Raises:
            MalformedError, ExcludedError: see `urls.parse`.
            RefusedError: it names this machine or this network.
        """
        parts = parse(url) if isinstance(url, str) else url
        why = self._judged.get(parts.host)
        if why is None:
            why = self._judged[parts.host] = self._judge(parts.host)
        if why:
            raise RefusedError(f"{parts.host} is {why}")
        return parts

    def _judge(self, host: str) -> str:
        if self.allowed(host) or self.mapping(host):
            return ""
        ip = literal(host)
        if ip is not None:
            return unsafe(ip)
        if host in _METADATA_NAMES:
            return "a cloud metadata name"
        return "a name of the local network" if _LOCAL_NAMES.search(host) or "." not in host else ""

    def allowed(self, host: str) -> bool:
        """Is `host` exempt by configuration?"""
        known = self._allowed.get(host)
        if known is None:
            known = self._allowed[host] = any(fnmatchcase(host, pattern) for pattern in self._allow)
        return known

    def mapping(self, host: str) -> str:
        """The "address:port" that `host` is mapped to, "" if none; an exact name wins, then the longest pattern."""
        if not self._connect:
            return ""
        known = self._mapped.get(host)
        if known is None:
            found = (to for pattern, to in self._connect.items() if fnmatchcase(host, pattern.lower()))
            known = self._mapped[host] = next(found, "")
        return known

    def known(self, parts: Url) -> Target | None:
        """As `addresses`, but None when a name server would have to be asked."""
        if self.mapping(parts.host) or literal(parts.host) is not None or parts.host.endswith(".invalid"):
            return self.addresses(parts)
        with self._lock:
            entry = self._known.get(parts.host)
        return self.addresses(parts) if entry and entry[0] > time.monotonic() else None

    def addresses(self, parts: Url) -> Target:
        """Where to connect for `parts`: every address judged. Asks the name server unless it did so lately (blocking).

        Raises:
            RefusedError: no address of the host may be talked to.
            NoHostError, UnresolvedError: see their docstrings.
        """
        self.target(parts)
        mapped = self.mapping(parts.host)
        if mapped:
            return Target(parts.host, (_mapped(parts, mapped),), mapped=True)
        ip = literal(parts.host)
        found = (str(ip),) if ip is not None else self._resolve(parts.host)
        if self.allowed(parts.host):
            return Target(parts.host, tuple((a, parts.port) for a in found))
        good = tuple(a for a in found if not unsafe(a.partition("%")[0]))
        if not good:
            raise RefusedError(f"{parts.host} resolves to {unsafe(found[0].partition('%')[0])}")
        return Target(parts.host, tuple((a, parts.port) for a in good))

    def _resolve(self, host: str) -> tuple[str, ...]:
        with self._lock:
            entry = self._known.get(host)
        if entry is None or entry[0] <= time.monotonic():
            entry = (time.monotonic() + KEEP, self._ask(host))
            with self._lock:
                self._known[host] = entry
        if isinstance(entry[1], WebError):
            raise entry[1]
        return entry[1]

    def _ask(self, host: str) -> tuple[str, ...] | WebError:
        if host.endswith(".invalid"):  # RFC 6761: never exists, never asked
            return NoHostError(f"there is no host named {host}")
        try:
            found = tuple(self._lookup(host))
        except socket.gaierror as error:
            if error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)):
                return NoHostError(f"there is no host named {host}")
            return UnresolvedError(f"the name server gave no answer for {host}")
        except (OSError, UnicodeError):
            return UnresolvedError(f"the name server gave no answer for {host}")
        return found or NoHostError(f"there is no host named {host}")


def _rank(pattern: str) -> tuple[bool, int, str]:
    return any(c in pattern for c in "*?["), -len(pattern), pattern


def _mapped(parts: Url, mapped: str) -> tuple[str, int]:
    if mapped == "NXDOMAIN":
        raise NoHostError(f"there is no host named {parts.host}")
    if mapped == "SERVFAIL":
        raise UnresolvedError(f"the name server gave no answer for {parts.host}")
    address, _, port = mapped.rpartition(":")
    if not port.isdecimal():
        raise RefusedError(f"connect_to maps {parts.host} to {mapped!r}, which is not an address:port")
    return address.removeprefix("[").removesuffix("]"), int(port)


def settings(hosts: Mapping[str, Mapping[str, Any]], host: str) -> Mapping[str, Any]:
    """What `network.hosts` says of `host`: exact name first, then the longest pattern; empty if nothing."""
    if not hosts:
        return {}
    for pattern in sorted(hosts, key=_rank):
        if fnmatchcase(host, pattern.lower()):
            return hosts[pattern]
    return {}
