"""The guard lets us talk to the public Internet and to nothing else."""

from __future__ import annotations

import socket

import pytest

from citewarden.config import Network
from citewarden.web.guard import Guard, NoHostError, RefusedError, UnresolvedError, settings, unsafe
from citewarden.web.urls import ExcludedError, MalformedError, parse


def names(table: dict[str, list[str]]):
    """A name server that knows `table`."""

    def lookup(host: str) -> list[str]:
        if host not in table:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return table[host]

    return lookup


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("127.0.0.1", "loopback"),
        ("127.255.0.9", "loopback"),
        ("0.0.0.0", "unspecified"),
        ("10.1.2.3", "private"),
        ("172.31.255.255", "private"),
        ("192.168.0.1", "private"),
        ("169.254.1.1", "link-local"),
        ("169.254.169.254", "metadata"),
        ("168.63.129.16", "metadata"),
        ("100.64.0.1", "carrier"),
        ("224.0.0.1", "multicast"),
        ("239.1.1.1", "multicast"),
        ("255.255.255.255", "reserved"),
        ("192.0.2.1", "not on the public"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:10.0.0.1", "private"),
        ("::127.0.0.1", "loopback"),
        ("64:ff9b::7f00:1", "loopback"),
        ("64:ff9b::a9fe:a9fe", "metadata"),
        ("2002:7f00:1::", "loopback"),
        ("fe80::1", "link-local"),
        ("fc00::1", "private"),
        ("fd00:ec2::254", "metadata"),
        ("fec0::1", "private"),
        ("ff02::1", "multicast"),
    ],
)
def test_forbidden_addresses_say_what_they_are(address: str, why: str) -> None:
    assert why in unsafe(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1", "::ffff:8.8.8.8"])
def test_public_addresses_pass(address: str) -> None:
    assert unsafe(address) == ""


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.0.0.1./",
        "http://１２７.0.0.1/",  # full-width digits
        "http://[::1]/",
        "http://[::ffff:7f00:1]/",
        "http://0/",
        "http://localhost/",
        "http://LOCALHOST./",
        "http://api.localhost/",
        "http://printer/",
        "http://db.internal/",
        "http://nas.local/",
        "http://router.lan/",
        "http://metadata.google.internal/computeMetadata/v1/",
        "http://169.254.169.254/latest/meta-data/",
        "http:\\\\127.0.0.1\\",
        "ht\ntp://127.0.0.1/",
    ],
)
def test_refused_by_name_or_literal_in_any_spelling(url: str) -> None:
    with pytest.raises(RefusedError):
        Guard(Network()).target(url)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/x", "javascript:alert(1)", "gopher://x.org/"])
def test_other_schemes_are_excluded(url: str) -> None:
    with pytest.raises(ExcludedError):
        Guard(Network()).target(url)


@pytest.mark.parametrize(
    "url", ["http://999.1.1.1/", "http://1.2.3.4.5/", "http://[::g]/", "http:///x", "http://a b/", "http://x..y/"]
)
def test_hosts_that_cannot_exist_are_malformed(url: str) -> None:
    with pytest.raises(MalformedError):
        Guard(Network()).target(url)


def test_a_name_is_judged_by_what_it_resolves_to() -> None:
    guard = Guard(Network(), lookup=names({"evil.example.org": ["10.0.0.7"], "good.example.org": ["8.8.8.8"]}))
    with pytest.raises(RefusedError, match="resolves to a private address"):
        guard.addresses(parse("http://evil.example.org/"))
    assert guard.addresses(parse("https://good.example.org/")).addresses == (("8.8.8.8", 443),)


def test_of_mixed_answers_only_the_public_ones_are_connected_to() -> None:
    guard = Guard(Network(), lookup=names({"mixed.example.org": ["127.0.0.1", "8.8.8.8", "::1"]}))
    assert guard.addresses(parse("http://mixed.example.org:81/")).addresses == (("8.8.8.8", 81),)


def test_rebinding_gains_nothing_since_the_judged_address_is_the_one_returned() -> None:
    answers = iter([["8.8.8.8"], ["127.0.0.1"]])
    guard = Guard(Network(), lookup=lambda host: next(answers))
    first = guard.addresses(parse("http://rebind.example.org/"))
    assert first.addresses == guard.addresses(parse("http://rebind.example.org/")).addresses == (("8.8.8.8", 80),)


def test_no_such_host_is_told_from_no_answer() -> None:
    def broken(host: str) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    with pytest.raises(NoHostError):
        Guard(Network(), lookup=names({})).addresses(parse("http://nowhere.example.org/"))
    with pytest.raises(NoHostError):
        Guard(Network(), lookup=broken).addresses(parse("http://nowhere.invalid/"))
    with pytest.raises(UnresolvedError):
        Guard(Network(), lookup=broken).addresses(parse("http://www.example.org/"))


def test_allow_hosts_exempts_a_name_or_literal() -> None:
    guard = Guard(Network(allow_hosts=("127.0.0.1", "*.lan")), lookup=names({"wiki.lan": ["192.168.1.4"]}))
    assert guard.addresses(parse("http://127.0.0.1:8080/")).addresses == (("127.0.0.1", 8080),)
    assert guard.addresses(parse("http://wiki.lan/")).addresses == (("192.168.1.4", 80),)
    with pytest.raises(RefusedError):
        guard.addresses(parse("http://127.0.0.2/"))


def test_connect_to_maps_hosts_the_nearest_pattern_first() -> None:
    mapping = {"*.example": "127.0.0.1:9000", "tls.example": "[::1]:9001", "gone.example": "NXDOMAIN"}
    guard = Guard(Network(connect_to={**mapping, "*.broken.example": "SERVFAIL"}))
    assert guard.addresses(parse("http://www.example/x")).addresses == (("127.0.0.1", 9000),)
    assert guard.addresses(parse("https://tls.example/")).addresses == (("::1", 9001),)
    with pytest.raises(NoHostError):
        guard.addresses(parse("http://gone.example/"))
    with pytest.raises(UnresolvedError):
        guard.addresses(parse("http://a.broken.example/"))


def test_settings_of_a_host() -> None:
    hosts = {"*.nih.gov": {"per_host_rate": 0.5}, "www.nih.gov": {"per_host_rate": 2}}
    assert settings(hosts, "www.nih.gov") == {"per_host_rate": 2}
    assert settings(hosts, "pmc.nih.gov") == {"per_host_rate": 0.5}
    assert settings(hosts, "example.org") == {}
