"""Where the last words of a text begin: what is said before a number is said in a few."""

from __future__ import annotations


def last_words(text: str, most: int) -> int:
    """Where the last `most` words of `text` begin, blanks at its end not counted.

    An expression that ends with `text` is sought from there, not from every place before.
    """
    at = len(text.rstrip(" "))
    for _ in range(most):
        at = text.rfind(" ", 0, at)
        if at < 0:
            return 0
    return at + 1
