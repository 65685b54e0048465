"""One reference-list style per file, and the parser that reads them all.

`parse_reference` turns a printed reference into CSL-JSON with the span and confidence of every field;
`parse_references` does so for many at a time and is the faster by far.
"""

from citewarden.styles._parser import ParsedReference, parse_reference, parse_references

__all__ = ["ParsedReference", "parse_reference", "parse_references"]
