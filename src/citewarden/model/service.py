"""A registry as a service: its name, where it is, and its manners."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Service:
    """Who is asked under one name, or, without `base`, whose words stand in reports and who is not asked.

    `name` is that of config.yaml, of tables and of the key's variable, `title` that of reports, `purpose` what it is
    asked for. `rate`: most questions a second (`rate_with_key`: with a key, 0: the same), `concurrency`: at a time.

    `tool` and `mail` are the parameters in which it wants to be told who asks; without a mail address of one's own it
    answers nobody if it `needs_mail`. `key` is the parameter of its key, `key_header` the header ("Authorization:
    LOW"), `key_buys` what a key does.

    `hint`: what it says may not ground a finding alone, and that it cannot be asked leaves nothing open. `vouches`: a
    work that it holds without a notice has, by it, none.
    """

    name: str
    title: str
    base: str = ""
    purpose: str = ""
    rate: float = 3.0
    concurrency: int = 1
    rate_with_key: float = 0.0
    tool: str = ""
    mail: str = ""
    needs_mail: bool = False
    key: str = ""
    key_header: str = ""
    key_buys: str = ""
    hint: bool = False
    vouches: bool = True

    @property
    def takes_key(self) -> bool:
        """Whether a key changes anything."""
        return bool(self.key or self.key_header)
