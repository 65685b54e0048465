"""Which encoding a file is in, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewarden.errors import InputError
from citewarden.text.decoding import decode, normalise_line_ends

TEXT = "Migräne\n\nThe patient’s pain is “severe” – naïve readers may doubt it.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_western_text_in_any_encoding(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), name="a") == TEXT


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Zażółć gęślą jaźń, ból głowy.", "iso-8859-2"), ("Мигрень бывает у многих людей.", "windows-1251")],
)
def test_a_declared_encoding_is_believed_where_utf8_does_not_fit(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), name="a", declared=encoding) == text
    assert decode(text.encode(), name="a", declared=encoding) == text


@pytest.mark.parametrize(
    "declared",
    ["nonsense", "x-mac-klingon", "utf\0-8", "cp1252 ", "rot13", "base64", "hex", "punycode", "idna", "utf-7"],
)
def test_a_declared_encoding_that_is_none_of_text_changes_nothing(declared: str) -> None:
    for encoding in ("utf-8", "cp1252"):
        assert decode(TEXT.encode(encoding), name="a", declared=declared) == TEXT


def test_longer_foreign_text_is_recognised() -> None:
    text = "Мигрень - это болезнь, которая сопровождается сильной головной болью. Она бывает у многих людей. " * 5
    assert decode(text.encode("windows-1251"), name="a") == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\n \t", "only blanks"),
        (b"\xef\xbb\xbf", "only blanks"),
        (b"%PDF-1.7", "a PDF"),
        (b"PK\x03\x04", "zip archive"),
        (b"\xd0\xcf\x11\xe0", "old Word"),
        (b"{\\rtf1", "RTF"),
        (b"\x89PNG", "image"),
        (b"\x1f\x8b", "gzip"),
        (b"abc\x00\x01\x02def", "binary"),
        (b"\x01\x02\x03\x04\x05 text", "binary"),
        ("Größe, Länge, Übelkeit".encode() + b"\xe4", "not readable as UTF-8"),
        (b"\xff\xfeA\x00B", "says it is UTF-16"),
    ],
)
def test_what_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, name="folder/a.txt")
    assert words in str(caught.value)
    assert str(caught.value).startswith("folder/a.txt")
    assert "\n" not in str(caught.value)


def test_a_broken_byte_is_named_with_its_line() -> None:
    with pytest.raises(InputError, match=r"^a:2: .*0xff"):
        decode("Größe und Länge\nÜbelkeit".encode() + b"\xff", name="a")


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t\r"), min_size=1))
def test_any_text_comes_back(text: str) -> None:
    if text.strip() and not text.startswith(("%PDF-", "PK", "GIF8", "{\\rtf", "\ufeff")):
        assert decode(text.encode(), name="a") == normalise_line_ends(text)
