"""What may be shown on a terminal: text from elsewhere is not trusted with escapes, and a fault is one line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from citewarden.errors import CitewardenError
from citewarden.text import hidden


def printable(text: str) -> str:
    """`text` with control characters (terminal escapes, line ends, direction marks) made visible."""
    return "".join(c if c.isprintable() else hidden.named(c) for c in text)


def guarded(run: Callable[[], int]) -> int:
    """The exit status of `run`; whatever goes wrong is one line."""
    try:
        return run()
    except CitewardenError as error:
        print(f"citewarden: {printable(str(error))}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("citewarden: interrupted; run again to go on from here", file=sys.stderr)
        return 130
    except Exception as error:  # the last net: 1 means that a finding blocks, and nothing else
        print(f"citewarden: {printable(_fault(error))}", file=sys.stderr)
        return 2


def _fault(error: Exception) -> str:
    """A fault of the program in one line; CITEWARDEN_TRACEBACK=1 shows where it came from."""
    import traceback

    if os.environ.get("CITEWARDEN_TRACEBACK"):
        traceback.print_exception(error)
    if isinstance(error, OSError) and error.filename:
        return f"{os.fsdecode(error.filename)}: {error.strerror} - check the path, its permissions and the disk"
    *_, place = traceback.extract_tb(error.__traceback__)
    said = " ".join(str(error).split())[:200]
    return (
        f"a fault of Citewarden ({type(error).__name__} in {os.path.basename(place.filename)}:{place.lineno}: {said}) -"
        " report it; CITEWARDEN_TRACEBACK=1 shows more"
    )
