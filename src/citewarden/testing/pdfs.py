"""Small PDFs for the local world, written by hand: pages of lines in one font, pure ASCII, and files that are hostile.

A line is text; `raised("12")` within it is set small and high, as a citation mark or an exponent is.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping, Sequence
from functools import cache

from citewarden.text import pdf_pages, pdf_worker
from citewarden.text.pdf_pages import Pages

SIZE, LEADING = 11, 14
_RAISED = re.compile(r"\x0e([^\x0f]*)\x0f")


def raised(text: str) -> str:
    """`text` set as a superscript."""
    return f"\x0e{text}\x0f"


def pdf(pages: Sequence[Sequence[str]], info: Mapping[str, str] | None = None) -> str:
    """A PDF with these pages, each a list of lines."""
    fonts = "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>"
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    told = "".join(f"/{name}({_escaped(value)})" for name, value in (info or {}).items())
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        fonts,
        f"<<{told}>>",
    ]
    for number, lines in enumerate(pages):
        own = f"/MediaBox[0 0 600 800]/Contents {6 + 2 * number} 0 R/Resources<</Font<</F1 3 0 R>>>>"
        objects += [f"<</Type/Page/Parent 2 0 R{own}>>", stream("\n".join(_shown(lines)))]
    return whole(objects)


def stream(data: str, extra: str = "") -> str:
    """A stream object."""
    return f"<</Length {len(data)}{extra}>>stream\n{data}\nendstream"


def whole(objects: Sequence[str]) -> str:
    """A file of these objects, numbered from 1: the first is the catalogue, the fourth says what the file is."""
    body, places = "%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{held}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer\n<</Root 1 0 R/Info 4 0 R/Size {len(objects) + 1}>>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}"


def read(data: bytes, *, most_pages: int = pdf_pages.MOST_PAGES, seconds: float = pdf_pages.SECONDS) -> Pages:
    """As `pdf_pages.read`, in this process: soon done, but what a file may do to a process it does to this one."""
    lines: list[str] = []
    until = time.monotonic() + seconds
    pdf_worker.take(data, most_pages, until, pdf_pages.CHARACTERS, lambda value: lines.append(json.dumps(value)))
    return pdf_pages.told("\n".join(lines).encode())


@cache
def hostile() -> Mapping[str, str]:
    """Files that would stall or fill a careless reader, or that hold nothing, by what they are."""
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R>>"
    words = stream("BT (words) Tj ET")
    many = " ".join(["3 0 R"] * 200_000)
    bomb = stream(_zeros(), "/Filter[/ASCIIHexDecode/FlateDecode/FlateDecode]")
    catalog, kids = "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return {
        "no pages": pdf([]),
        "a scan": pdf([[], []]),
        "cut short": pdf([["Words."]])[:200],
        "a page tree that is its own parent": whole([catalog, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"]),
        "two nodes that hold each other": whole(
            [catalog, "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"]
        ),
        "a stated count of a billion": whole([catalog, "<</Type/Pages/Kids[3 0 R]/Count 1000000000>>", page, "<<>>"]),
        "one page two hundred thousand times": whole(
            [catalog, f"<</Type/Pages/Kids[{many}]/Count 200000>>", page, "<<>>", words]
        ),
        "a bomb": whole([catalog, kids, page, "<<>>", bomb]),
        "nested arrays": whole([catalog, kids, "[" * 50_000 + "]" * 50_000]),
        "a form that draws itself": whole(
            [
                catalog,
                kids,
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R/Resources<</XObject<</X 6 0 R>>>>>>",
                "<<>>",
                stream("/X Do"),
                stream("/X Do /X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"),
            ]
        ),
        "locked": whole(
            [
                catalog,
                kids,
                page,
                "<<>>",
                words,
                f"<</Filter/Standard/V 1/R 2/O<{'41' * 32}>/U<{'42' * 32}>/P -4>>",
            ]
        ).replace("/Info 4 0 R", "/Info 4 0 R/Encrypt 6 0 R/ID[<41><41>]"),
    }


def _zeros() -> str:
    """Half a gigabyte of zeros, packed twice, in hexadecimal digits. A packed megabyte that hangs on nothing before it
    is set down 512 times: nobody has to pack all of it."""
    from zlib import MAX_WBITS, Z_FULL_FLUSH, compress, compressobj

    size, times = 1_048_576, 512
    packer = compressobj(9, wbits=-MAX_WBITS)
    piece = packer.compress(b"\0" * size) + packer.flush(Z_FULL_FLUSH)
    sum_of_zeros = (size * times % 65_521) << 16 | 1
    once = b"\x78\xda" + piece * times + packer.flush() + sum_of_zeros.to_bytes(4, "big")
    return compress(once, 9).hex() + ">"


def _shown(lines: Sequence[str]) -> list[str]:
    """Drawing orders for lines from the top of the page down."""
    out = ["BT"]
    for number, line in enumerate(lines):
        x, y = 50.0, 750 - LEADING * number
        for place, part in enumerate(_RAISED.split(line)):
            points, up = (7, 4) if place % 2 else (SIZE, 0)
            if part:
                out.append(f"/F1 {points} Tf 1 0 0 1 {x:.1f} {y + up} Tm ({_escaped(part)}) Tj")
            x += 0.6 * points * len(part)
    return [*out, "ET"]


def _escaped(text: str) -> str:
    text = re.sub(r"([\\()])", r"\\\1", text)
    return "".join(c if ord(c) < 128 else f"\\{c.encode('cp1252')[0]:03o}" for c in text)
