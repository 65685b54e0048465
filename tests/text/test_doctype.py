"""Where a DOCTYPE ends and whether it declares entities, however it is dressed up."""

from __future__ import annotations

import time

import pytest

from citewarden.errors import InputError
from citewarden.readers import cnxml, jats
from citewarden.text import doctype

ENTITY = "<!ENTITY drug 'aspirin'>"
DECLARING = [
    f"<!DOCTYPE article [{ENTITY}]>",
    f"<!-- <!DOCTYPE article> --><!DOCTYPE article [{ENTITY}]>",
    f"<!DOCTYPE article [<!-- ]> -->{ENTITY}]>",
    f"<!DOCTYPE article SYSTEM 'a>b' [{ENTITY}]>",
    f'<!DOCTYPE article PUBLIC "-//x[//" "y]>" [<!ELEMENT p ANY>{ENTITY}]>',
    "<!DOCTYPE article [<!ENTITY % more SYSTEM 'more.dtd'> %more;]>",
    f"<?note <!DOCTYPE a> ?>\n<!DOCTYPE article [\n<?x ]> ?>{ENTITY}]>",
    f"<!DOCTYPE article [<!ATTLIST p a CDATA ']>'>{ENTITY}] >",
    f"<!DOCTYPE article [{ENTITY}",
]
HARMLESS = [
    "<!DOCTYPE article>",
    "<!-- <!ENTITY a 'b'> --><!DOCTYPE article>",
    "<!DOCTYPE article [<!-- <!ENTITY a 'b'> -->]>",
    "<!DOCTYPE article PUBLIC '-//NLM//DTD JATS <!ENTITY //EN' 'x.dtd'>",
    "<!DOCTYPE article [<!ELEMENT p ANY><?x <!ENTITY ?>]>",
]
BODY = "<article><body><p>Take &drug; daily.</p></body></article>"


@pytest.mark.parametrize("head", DECLARING)
def test_entities_are_refused_however_they_are_hidden(head: str) -> None:
    found = doctype.find(head + BODY)
    assert found is not None
    assert found.entity > 0
    with pytest.raises(InputError, match="entities of its own"):
        jats.read((head + BODY).encode(), name="a.xml")
    with pytest.raises(InputError, match="entities of its own"):
        cnxml.read((head + BODY).encode(), name="a.cnxml")


@pytest.mark.parametrize("head", HARMLESS)
def test_what_only_looks_like_one_is_read(head: str) -> None:
    assert "daily" in jats.read((head + BODY).encode(), name="a.xml").text
    assert doctype.without((head + BODY).encode()).endswith(BODY.encode())
    assert b"<!DOCTYPE" not in doctype.without((head + BODY).encode()).replace(head.encode(), b"")


def test_without_one_nothing_changes() -> None:
    assert doctype.find(BODY) is None
    assert doctype.without(BODY.encode()) == BODY.encode()
    assert doctype.find("<article><!DOCTYPE a [<!ENTITY x 'y'>]></article>") is None


@pytest.mark.parametrize(
    "piece", ["<!DOCTYPE [", "<!-- ", "'", "<!ENTITY a 'b'>", "<?x", "[", "]", "\"'", "<!DOCTYPE "]
)
def test_it_is_read_once(piece: str) -> None:
    begin = time.process_time()
    doctype.find("<!DOCTYPE a [" + piece * (200_000 // len(piece)))
    doctype.find(piece * (200_000 // len(piece)))
    assert time.process_time() - begin < 2
