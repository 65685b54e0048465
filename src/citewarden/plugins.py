"""A folder is a catalogue: every module in a package is an addition, found by name, that has what its folder asks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from citewarden.errors import PluginError
from citewarden.model import Service

CONTRACTS: Mapping[str, tuple[str, ...]] = {
    "citewarden.checks": ("__doc__", "LEVEL", "OWNER", "check"),
    "citewarden.formats": ("NAME", "FILE", "render"),
    "citewarden.readers": ("SUFFIXES", "recognises", "read"),
    "citewarden.registries": ("SERVICES",),
    "citewarden.styles": ("TITLE", "fits", "render"),
    "citewarden.styles.kinds": ("SIGNS", "read"),
}
"""What every module of a package has: in capitals and `__doc__` values, the others functions."""


@cache
def names(package: str) -> tuple[str, ...]:
    """The module names in `package` ("citewarden.checks"), sorted, without importing them; `_private` left out."""
    path = import_module(package).__path__
    return tuple(sorted(m.name for m in iter_modules(path) if not m.name.startswith("_") and not m.ispkg))


@cache
def discover(package: str) -> Mapping[str, ModuleType]:
    """Every module of `package`, imported, by its kebab-case name.

    Raises:
        PluginError: one cannot be imported, or lacks what the package asks of all.
    """
    found = {name.replace("_", "-"): _imported(f"{package}.{name}") for name in names(package)}
    for module in found.values():
        wanted = CONTRACTS.get(package, ())
        if lacking := [_said(name) for name in wanted if not _has(module, name)]:
            remedy = f"every module of {package} has {', '.join(map(_said, wanted))}"
            raise PluginError(f"lacks {', '.join(lacking)}", where=module.__name__, remedy=remedy)
    return found


@cache
def services() -> Mapping[str, Service]:
    """Every service that a registry's module declares, by name.

    Raises:
        PluginError: two have the same name, or what is declared is no service.
    """
    out: dict[str, Service] = {}
    for module in discover("citewarden.registries").values():
        for service in module.SERVICES:
            if not isinstance(service, Service):
                raise PluginError(
                    "SERVICES holds what is no Service", where=module.__name__, remedy="see model/service.py"
                )
            if service.name in out:
                raise PluginError(f"a second service named {service.name!r}", where=module.__name__, remedy="rename it")
            out[service.name] = service
    return out


def title(service: str) -> str:
    """What reports call a service; the name itself where none is declared."""
    known = services().get(service)
    return known.title if known else service


def _imported(name: str) -> ModuleType:
    try:
        return import_module(name)
    except (ImportError, SyntaxError) as error:
        raise PluginError(f"cannot be imported ({error})", where=name, remedy="mend it or take it away") from error


def _said(name: str) -> str:
    return "a docstring" if name == "__doc__" else name if name.isupper() else f"{name}()"


def _has(module: ModuleType, name: str) -> bool:
    value = getattr(module, name, None)
    return value is not None if name.isupper() else bool(value) if name == "__doc__" else callable(value)
