"""Tell another program something: one POST through the address guard."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citewarden.config import Network


def post(url: str, body: bytes, network: Network) -> str:
    """POST JSON to `url`; "" when it was taken, else why not. Redirects are not followed; nothing is raised."""
    import requests

    from citewarden.errors import WebError
    from citewarden.web.deadline import TIMES, Deadline
    from citewarden.web.transport import session

    timeout = (network.connect_timeout, network.timeout)
    try:
        with session(network, headers={"Content-Type": "application/json"}) as hook, Deadline(TIMES * network.timeout):
            status = hook.post(url, data=body, timeout=timeout, allow_redirects=False).status_code
    except (WebError, requests.exceptions.InvalidURL) as error:
        return str(error)
    except requests.exceptions.RequestException as error:
        return str(error) if type(error).__name__ == "RefusedError" else "no connection"
    return "" if 200 <= status < 300 else f"HTTP {status}"
