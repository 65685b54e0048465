"""What a system's own fields say of an article, by the names that front matter has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citewarden.readers import _front_matter
from citewarden.readers._assembly import Meta


def meta(fields: Mapping[str, Any]) -> Meta:
    """The fields as a reader of front matter understands them; those it does not know are left out."""
    folded = {_front_matter.fold(str(name).strip("_")): value for name, value in fields.items()}
    return _front_matter.meta(_front_matter.Front(folded))


def plain(value: Any) -> str:
    """A scalar as one line."""
    return " ".join(str(value).split()) if isinstance(value, str | int) and not isinstance(value, bool) else ""
