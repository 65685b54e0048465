"""The world as a server: where requests go, what the log says, how trouble looks."""

from __future__ import annotations

import http.client
import ssl
import threading
import time
from pathlib import Path

import pytest

from citewarden import config
from citewarden.testing.world import World, catalogue

WORK = {
    "key": "lind",
    "csl": {
        "type": "article-journal",
        "title": "Magnesium for leg cramps",
        "author": ["Lind, Greta A.", "Okafor, Chidi"],
        "container-title": "Example Journal of Medicine",
        "container-title-short": "Ex J Med",
        "issued": "2019-04",
        "volume": 12,
        "page": "101-109",
        "DOI": "10.5555/EXJM.2019.101",
        "PMID": 90000777,
    },
}


def test_it_is_up_and_down_at_once() -> None:
    used, begun = time.process_time(), time.monotonic()
    with World({"works": [WORK]}) as world:
        idle = http.client.HTTPConnection("127.0.0.1", world.port, timeout=2)
        idle.connect()
    assert time.process_time() - used < 0.2
    assert time.monotonic() - begun < 20, "the line that nobody closes is not waited for"
    idle.close()


def test_every_registry_of_the_configuration_is_there(world: World) -> None:
    assert set(config.registries()) | {"canary"} == set(catalogue())
    network = world.network()
    assert set(network.registries) == set(config.registries())
    assert all(r.base.startswith(world.base) for r in network.registries.values())


def test_a_path_leads_to_a_registry_and_a_host_to_a_site(bare_world: World, ask) -> None:
    bare_world.add(
        works=[WORK], pages=[{"url": "http://clinic.example/a?b=1", "title": "Cramps", "body": "They hurt."}]
    )
    assert ask(bare_world, "/crossref/works/10.5555%2Fexjm.2019.101").json["message"]["DOI"] == "10.5555/exjm.2019.101"
    assert "They hurt." in ask(bare_world, "/a?b=1", host="clinic.example").text
    assert ask(bare_world, "http://clinic.example/a?b=1").status == 200
    assert ask(bare_world, "/api/handles/10.5555/exjm.2019.101", host="doi.org").json["responseCode"] == 1


def test_the_log_says_who_asked_what(bare_world: World, ask) -> None:
    bare_world.add(works=[WORK])
    ask(bare_world, "/canary")
    ask(bare_world, "/pubmed/esearch.fcgi?db=pubmed&term=cramps", User_Agent="Citewarden (mailto:a@b.example)")
    ask(bare_world, "/x", host="clinic.example", method="HEAD")
    assert [(r.service, r.method, r.path) for r in bare_world.requests] == [
        ("canary", "GET", "/"),
        ("pubmed", "GET", "/esearch.fcgi"),
        ("clinic.example", "HEAD", "/x"),
    ]
    assert len(bare_world.asked()) == 2
    assert bare_world.asked("pubmed", "term=cramps")[0].headers["user-agent"].startswith("Citewarden")
    bare_world.forget()
    assert bare_world.requests == ()


def test_the_log_knows_pace_and_crowd(bare_world: World, ask) -> None:
    bare_world.inject("crossref", latency=0.15)
    threads = [threading.Thread(target=ask, args=(bare_world, f"/crossref/works/10.1/{n}")) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bare_world.peak("crossref") == 3
    assert len(bare_world.gaps("crossref")) == 2
    bare_world.heal()
    bare_world.forget()
    ask(bare_world, "/crossref/works/10.1/1")
    time.sleep(0.05)
    ask(bare_world, "/crossref/works/10.1/2")
    assert bare_world.gaps("crossref")[0] >= 0.05
    assert bare_world.peak("crossref") == 1


def test_trouble_ends_after_its_times(bare_world: World, ask) -> None:
    bare_world.add(works=[WORK])
    bare_world.inject("crossref", status=503, retry_after=2, times=2)
    answers = [ask(bare_world, "/crossref/works/10.5555/exjm.2019.101") for _ in range(3)]
    assert [a.status for a in answers] == [503, 503, 200]
    assert answers[0].headers["retry-after"] == "2"


def test_trouble_hits_its_service_and_path_only(bare_world: World, ask) -> None:
    with bare_world.inject("pubmed", status=429, match="efetch"):
        assert ask(bare_world, "/pubmed/efetch.fcgi?id=1").status == 429
        assert ask(bare_world, "/pubmed/esearch.fcgi?term=x").status == 200
        assert ask(bare_world, "/europepmc/search?query=x").status == 200
    assert ask(bare_world, "/pubmed/efetch.fcgi?id=1").status == 200


def test_an_outage_is_a_broken_connection(bare_world: World, ask) -> None:
    bare_world.inject("*", outage=True)
    with pytest.raises((ConnectionError, http.client.RemoteDisconnected)):
        ask(bare_world, "/crossref/works/10.1/1")
    assert len(bare_world.asked("crossref")) == 1


def test_a_truncated_answer_says_more_than_it_holds(bare_world: World, ask) -> None:
    bare_world.add(works=[WORK])
    bare_world.inject("crossref", truncate=True)
    with pytest.raises(http.client.IncompleteRead):
        ask(bare_world, "/crossref/works/10.5555/exjm.2019.101")


def test_latency_is_waited_and_a_stop_ends_it(ask) -> None:
    with World({"pages": [{"url": "http://slow.example/", "does": "slow", "seconds": 30}]}) as world:
        begun = time.monotonic()
        world.inject("crossref", latency=0.2, times=1)
        ask(world, "/crossref/works/10.1/1")
        assert time.monotonic() - begun >= 0.2
        with pytest.raises(TimeoutError):
            ask(world, "/", host="slow.example", timeout=0.2)
        left = time.monotonic()
    assert time.monotonic() - left < 15


def test_a_connection_is_kept_for_several_requests(bare_world: World) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", bare_world.port, timeout=2)
    for _ in range(3):
        connection.request("GET", "/canary")
        assert connection.getresponse().read() == b"ok\n"
    connection.close()
    assert len(bare_world.asked("canary")) == 3


def test_tls_is_spoken_under_a_certificate_nobody_trusts(bare_world: World) -> None:
    bare_world.add(pages=[{"url": "https://lab.example/", "body": "Tips."}])
    wary, careless = ssl.create_default_context(), ssl._create_unverified_context()
    with pytest.raises(ssl.SSLCertVerificationError):
        http.client.HTTPSConnection("127.0.0.1", bare_world.port, timeout=2, context=wary).connect()
    connection = http.client.HTTPSConnection("127.0.0.1", bare_world.port, timeout=2, context=careless)
    connection.request("GET", "/", headers={"Host": "lab.example"})
    assert b"Tips." in connection.getresponse().read()
    connection.close()


def test_crossref_announces_its_real_limits_when_asked_to(bare_world: World, ask) -> None:
    assert ask(bare_world, "/crossref/works/10.1/1").headers["x-rate-limit-limit"] == "1000"
    bare_world.generous = False
    for who, single, several, at_once in (("", "5", "1", "1"), ("mailto=a@b.example", "10", "3", "3")):
        one = ask(bare_world, f"/crossref/works/10.1/1?{who}").headers
        some = ask(bare_world, f"/crossref/works?query.bibliographic=x&{who}").headers
        assert (one["x-rate-limit-limit"], some["x-rate-limit-limit"]) == (single, several)
        assert one["x-concurrency-limit"] == some["x-concurrency-limit"] == at_once


def test_its_configuration_is_a_valid_one(bare_world: World, tmp_path: Path) -> None:
    path = bare_world.config_yaml(tmp_path / "config.yaml", as_of="2026-03-02", network={"cache_days": 0})
    read = config.load(path)
    assert read.as_of == "2026-03-02"
    assert read.network == bare_world.network(cache_days=0)


def test_a_misspelt_record_is_refused() -> None:
    with pytest.raises(ValueError, match="works_"):
        World({"works_": []})
    with pytest.raises(TypeError, match="colour"):
        World({"pages": [{"url": "http://a.example/", "colour": "red"}]})
