"""The certificates that are trusted: those the environment names, or the public ones."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from citewarden.errors import ConfigError

_BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")


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
