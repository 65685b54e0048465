"""What a server needs that is installed only on request."""

from __future__ import annotations

from importlib.util import find_spec

from citewarden.errors import ConfigError


def needed(package: str, extra: str) -> None:
    """Make sure that an extra's package is there.

    Raises:
        ConfigError: it is not; the message has the command that installs it.
    """
    if find_spec(package) is None:
        problem = f"`citewarden {extra}` needs the package {package}, which is not installed"
        raise ConfigError(problem, remedy=f"pip install 'citewarden[{extra}]'")
