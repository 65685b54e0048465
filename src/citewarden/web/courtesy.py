"""What a registry asks callers to say of themselves."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from citewarden import config
from citewarden.plugins import services


def courteous(url: str, registry: str, contact: str) -> str:
    """`url` with what the registry asks callers to send of themselves: tool and mail, and the key if one is set.

    Keys come from the environment (`CITEWARDEN_<REGISTRY>_KEY`) and stand in no cache and no report.
    """
    service = services().get(registry)
    if service is None:
        return url
    told = ((service.tool, "citewarden"), (service.mail, contact), (service.key, config.key(registry)))
    extra = {parameter: value for parameter, value in told if parameter and value}
    if not extra:
        return url
    parts = urlsplit(url)
    known = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    added = urlencode({name: value for name, value in extra.items() if name not in known})
    return urlunsplit(parts._replace(query="&".join(part for part in (parts.query, added) if part)))


def token_of(registry: str) -> dict[str, str]:
    """The header in which a registry wants its key, where it does not want it in the address."""
    service = services().get(registry)
    header, _, scheme = (service.key_header if service else "").partition(": ")
    own = config.key(registry) if header else ""
    return {header: f"{scheme} {own}".strip()} if own else {}
