"""How the reports came to be, as W3C PROV-JSON: the run is an activity, what it read and made are entities.

Source: https://www.w3.org/submissions/prov-json/ (the PROV data model in JSON).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citewarden.formats import Site
from citewarden.store.codec import encode

NAME = "prov"
FILE = "run.prov.json"
GROUP = "programs"


def render(site: Site) -> Iterator[str]:
    """One PROV-JSON object; an article's audit is derived from the article and from everything the run used."""
    run = site.run
    activity: dict[str, Any] = {"prov:type": "cw:audit", "cw:as_of": run.as_of, "cw:offline": run.offline}
    if run.started_at:
        activity["prov:startTime"] = run.started_at
    if run.ended_at:
        activity["prov:endTime"] = run.ended_at
    if run.counts:
        activity["cw:counts"] = encode(run.counts)
    key, agent = f"run:{run.id}", f"agent:citewarden-{run.version}"
    yield "{\n"
    yield f' "prefix": {encode(_PREFIX)},\n'
    yield f' "activity": {encode({key: activity})},\n'
    software = {"prov:type": "prov:SoftwareAgent", "prov:label": "Citewarden", "cw:version": run.version}
    yield f' "agent": {encode({agent: software})},\n'
    yield f' "wasAssociatedWith": {encode({"_:assoc": {"prov:activity": key, "prov:agent": agent}})},\n'
    yield ' "entity": {'
    comma = ""
    for name, version in sorted(run.used.items()):
        yield f"{comma}\n  {encode(f'used:{name}')}: {encode({'prov:label': name, 'cw:version': version})}"
        comma = ","
    articles = [
        (encode(a.document)[1:-1], encode(a.name)[1:-1], encode(a.source), encode(a.sha256)) for a in site.tally.entries
    ]
    for article, report, source, sha256 in articles:
        read = f'{{"prov:type":"cw:article","prov:location":{source},"cw:sha256":{sha256}}}'
        made = f'{{"prov:type":"cw:report","prov:location":"{report}.json"}}'
        yield f'{comma}\n  "article:{article}": {read},\n  "report:{report}": {made}'
        comma = ","
    for name in run.generated:
        yield f"{comma}\n  {encode(f'report:{name}')}: {encode({'prov:type': 'cw:report', 'prov:location': name})}"
        comma = ","
    yield '\n },\n "used": {'
    comma = ""
    sources = [f"used:{name}" for name in sorted(run.used)]
    for number, entity in enumerate(sources, 1):
        yield f"{comma}\n  {encode(f'_:u{number}')}: {encode({'prov:activity': key, 'prov:entity': entity})}"
        comma = ","
    activity_key = encode(key)
    for number, (article, *_) in enumerate(articles, 1):
        yield f'{comma}\n  "_:a{number}": {{"prov:activity":{activity_key},"prov:entity":"article:{article}"}}'
        comma = ","
    yield '\n },\n "wasGeneratedBy": {'
    comma = ""
    for number, (_, report, *_) in enumerate(articles, 1):
        yield f'{comma}\n  "_:g{number}": {{"prov:entity":"report:{report}","prov:activity":{activity_key}}}'
        comma = ","
    for number, name in enumerate(run.generated, 1):
        row = {"prov:entity": f"report:{name}", "prov:activity": key}
        yield f"{comma}\n  {encode(f'_:f{number}')}: {encode(row)}"
        comma = ","
    yield '\n },\n "wasDerivedFrom": {'
    comma = ""
    for number, (article, report, *_) in enumerate(articles, 1):
        made = f'{{"prov:generatedEntity":"report:{report}","prov:usedEntity":"article:{article}"}}'
        yield f'{comma}\n  "_:d{number}": {made}'
        comma = ","
    yield "\n }\n}\n"


_PREFIX = {
    "cw": "urn:citewarden:terms:",
    "run": "urn:citewarden:run:",
    "agent": "urn:citewarden:agent:",
    "used": "urn:citewarden:used:",
    "article": "urn:citewarden:article:",
    "report": "urn:citewarden:report:",
}
