"""Everything Citewarden raises on purpose.

    CitewardenError            base; `str(error)` is one line for the person at the terminal
    ├── InputError             an article, reference note or list that cannot be read     exit 2
    ├── ConfigError            config.yaml, a policy, a lexicon or a command line is wrong  exit 2
    ├── PluginError            a module lacks what its folder asks of every one             exit 2
    ├── StateError             state/ or reports/ cannot be written, or is in use           exit 2
    └── WebError               the network answered in a way no stage could turn into a row

A registry or site that fails is *not* an exception: it becomes a row whose outcome says so. `WebError` is raised only
below `stages/` and never leaves them.
"""

from __future__ import annotations


class CitewardenError(Exception):
    """Base of all errors raised on purpose: `where`: what is wrong, and `remedy`: what to do about it.

    A problem that another program told in several lines, as parsers of XML do, is one line.
    """

    def __init__(self, problem: str, *, where: str = "", remedy: str = "") -> None:
        self.problem = " ".join(line.strip() for line in problem.splitlines())
        self.where, self.remedy = where, remedy
        super().__init__(self.problem)

    def __str__(self) -> str:
        line = f"{self.where}: {self.problem}" if self.where else self.problem
        return f"{line} - {self.remedy}" if self.remedy else line


class InputError(CitewardenError):
    """An input file or line that cannot be read (exit 2)."""


class ConfigError(CitewardenError):
    """A configuration, policy or lexicon that cannot be used (exit 2)."""


class PluginError(CitewardenError):
    """A check, format, reader, registry or style that cannot be used (exit 2)."""


class StateError(CitewardenError):
    """The state or report folder cannot be used (exit 2)."""


class WebError(CitewardenError):
    """The network answered in a way no caller could turn into a row."""
