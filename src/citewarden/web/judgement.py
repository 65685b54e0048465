"""What one page is to whoever was sent to it: the page cited, or something else in its place.

The one judgement that probing, resolving and reading share, in the order in which doubt rules: a wall for robots, a
domain for sale, a page for missing pages, a door that asks something of the reader first (a sign-in, cookies, age,
profession), a site that is closed or broken, the front page, a page that the site shows for addresses that cannot
exist, and at last a redirect that leads away. What is none of these is taken for the page.

A door or wall says nothing of the page behind it: its outcome is one of `UNSEEN`, an open question. `LOST` is a page
that is not there.
"""

from __future__ import annotations

import re
from functools import lru_cache
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import unquote

from citewarden.web import outcomes, owners, page_kinds
from citewarden.web.html_cues import LONG, SHORT, Cues, Page, everything, phrase
from citewarden.web.minhash import similarity
from citewarden.web.moves import ENOUGH, SEARCH, away, is_home, names_file, searches
from citewarden.web.page_kinds import Likely
from citewarden.web.soft404 import ALIKE, Neighbour
from citewarden.web.telling import MOSTLY, says, sentences, stems, told
from citewarden.web.urls import Url

UNSEEN = frozenset({"blocked", "restricted", "server-error"})
LOST = frozenset({"soft-404", "moved-to-home", "parked"})
_WALL_HEADERS = (b"\ncf-mitigated:", b"\nx-amzn-waf-action:", b"\nx-vercel-mitigated:", b"\nx-sucuri-block:")
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "govt", "net", "nhs", "or", "org", "sch"})
_DOORS = (
    ("age", "asks for the reader's age first"),
    ("professional", "asks first whether the reader is a health professional"),
)
_DOMAIN = re.compile(r"(?<![\w.-])[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_STATUS_LINE = re.compile(r"(?:http )?((?:error|status)(?: code)?:? )?([45]\d\d|10\d\d)(?: error)?[\s:–—-]*(.*?)\.?")
"""A heading that is a status (of HTTP, or one of the thousand that a network of caches adds)."""
_PHRASES = {str(int(each)): (each.phrase.lower(), "authorization required", "access denied") for each in HTTPStatus}
_TRACE = re.compile(
    r"\.(?:php|phtml|inc|tpl|twig|aspx?|cs|vb|jspx?|java|py|rb|erb|p[lm]|cf[cm]|cgi|[jt]s)\b\W{0,4}"
    r"(?:[^\W\d_]{2,8} ){0,2}\d{1,5}\b",
    re.IGNORECASE,
)
"""A file of a program and the number of a line in it, as what a program says that broke down."""
FEW = 25
"""Words that tell of something, from which a page is no mere notice, whatever else it says below its heading."""
FEWER = 8
"""The same, where the page as a whole reads like a living one, or they speak of its subject."""
MANY = 45
"""Such words from which a page that asks for nothing is no door, though its site shows it for every address."""
SPEAKS = 15
"""The same, where a site leads every address to a page that reads like a living one."""
FEWEST = 4
"""Words below which a page that scripts would fill says nothing that could be judged."""
LIVING = 0.2
"""Chance of being the page itself below which a page is suspected to be something in its place."""
CERTAIN = 0.95
"""The same, from which a page is not called lost for its words alone."""
EVERYWHERE = 0.6
"""Chance of being a page for missing pages or of a sold domain, from which one that every address shows is lost."""
SOME = 60
"""Words from which a page has more than a notice and little else."""
ALONE = 0.6
"""Chance of being a notice from which a run of text below a heading is one if the page says nothing else."""
SPOKEN = 0.25
SUBJECT = 3
"""Share of the words of its heading that a page with a notice shows if it speaks of its subject, and how many words a
heading must have for that."""
DOOR = 0.3
"""Chance of being a door or a closed site from which a page that every address of a site shows is not called lost."""
HARDLY = 0.1
"""The same of one that offers a domain or what lapsed sites are sold for."""
LIKELY = 0.8
SURE = 0.9
"""Chances of one kind of page from which it is taken for that, with what else is needed: where its address has words
that it could have named, and where not (or where a site is honest, and yet said to be sold)."""
_LACKING = {"missing": "soft-404", "parked": "parked"}
_SUSPECTED = {
    "missing": ("blocked", "reads like a page for missing pages"),
    "door": ("restricted", "reads like a door that asks something of the reader first"),
    "closed": ("server-error", "reads like the page of a site that is closed or has a fault"),
    "parked": ("blocked", "reads like the page of a domain that is for sale or was sold"),
}
_PAYERS = "shows the rest to payers or members only"
UNFILLED = "the page is filled in by scripts: its text was not seen"


class Verdict(NamedTuple):
    """A Probe's outcome, and the cause in words. `by_words`: only what the page says speaks for it, so that a page
    which names the work cited may be that all the same (`shows.py`)."""

    outcome: str
    note: str
    by_words: bool = False


FAULT = Verdict("server-error", "the answer is the message of a fault, and nothing else")


class Sight(NamedTuple):
    """What a visit of `asked` ended with at `found`: the status, the header block in lower case, the page if it is one.
    `moved`: by redirects to another address, `lasting` if all of them are permanent. `body`: the page as it came."""

    asked: Url
    found: Url
    status: int = 200
    head: bytes = b""
    page: Page | None = None
    moved: bool = False
    lasting: bool = False
    body: bytes = b""


def wall(sight: Sight, cues: Cues) -> Verdict | None:
    """Were only robots kept out? Asked of every answer, whatever its status."""
    why = ""
    if any(header in sight.head for header in _WALL_HEADERS):
        why = f"{sight.status}"
    elif sight.page is not None:
        found = cues.bot_wall_in(sight.page)
        found = "" if found and (_missing(sight, cues) or _passing(found, sight, sight.page, cues)) else found
        why = f"{sight.status}, {found!r}" if found else ""
    if not why:
        return None
    return Verdict("blocked", f"the site's protection keeps robots out ({why}); a reader may still see the page")


def instead(sight: Sight, cues: Cues) -> Verdict | None:
    """What a living answer shows instead of the page, as far as it says so itself; None if it may be the page."""
    page, missing = sight.page, ""
    if page is not None:
        found = _parked(sight, page, cues) or _suspended(sight, page, cues) or _stated(page)
        if found is not None:
            return found
        missing = _missing(sight, cues)
    if sight.moved and not cues.lacks_page(sight.asked.path):
        if cues.lacks_page(sight.found.path):
            return Verdict("soft-404", f"leads to the site's page for missing pages, {sight.found.path}")
        if missing and not is_home(sight.found):
            return Verdict("soft-404", f"leads to a page that says {_quoted(missing)}", by_words=True)
    if not missing and page is not None and (sight.moved or not cues.quiet(page)):
        own = cues.own_words(page)
        shut = _set_up(sight, page, cues) or _door(sight, page, own, cues) or _closed(sight, page, own, cues)
        if shut:
            return shut
        if sight.moved and is_home(sight.found) and page.words < LONG:
            likely = _likely(sight, page, cues)
            if likely.door + likely.closed >= (DOOR if _carries(sight, cues) else LIKELY):
                outcome, reads = _SUSPECTED["door" if likely.door >= likely.closed else "closed"]
                return Verdict(outcome, f"leads to a front page that {reads}")
    if sight.moved and is_home(sight.found) and not is_home(sight.asked):
        return Verdict("moved-to-home", "leads to the front page instead of the page cited")
    return _unmade(sight, page, cues) if page is not None and not missing else None


def _unmade(sight: Sight, page: Page, cues: Cues) -> Verdict | None:
    """What a site shows where no page was made, or only half of one."""
    if page.cut:
        return Verdict("server-error", "the page breaks off in the middle")
    if _lists(sight.found, page):
        return Verdict("blocked", "the site lists the files of the folder instead: the page cited may be gone")
    broken = page.words < SHORT and _TRACE.search(page.text) and _prose(page, cues) < MANY
    if broken and not _titled(page, sight.asked, cues):
        return Verdict("server-error", "the page shows a fault in the program that makes it")
    return None


def missing(sight: Sight, drawn: str, beside: Neighbour, cues: Cues) -> Verdict | None:
    """Is a page that answers 200 really there, and the one cited? `drawn` is its sketch, `beside` what an address that
    cannot exist showed (Bar-Yossef et al. 2004); home pages are exempt."""
    page, url, moved = sight.page, sight.found, sight.moved
    if page is None or is_home(url):
        return None
    says = _missing(sight, cues)
    if not says and (nothing := cues.finds_nothing(page)) and not searches(sight.asked, cues):
        says = nothing
    if page.turns_away and not says:  # for all that is known, whoever comes by another way is let in
        note = f"a script says {_quoted(page.turns_away)} and sends the reader back: the page cited may be gone"
        return Verdict("blocked", note)
    same = _same(page, url, drawn, beside, says)
    led = away(sight.asked, url, page, cues) if moved else ""
    if same and not says and led != SEARCH:
        if not beside.echoes and _titled(page, sight.asked, cues):
            same = ""  # it is the page, wherever else it is shown
        elif unfilled(page, cues) and not _lost_by(sight, page, cues):
            return Verdict("blocked", f"{UNFILLED}, and the site shows it for every address: the one cited may be gone")
        elif _may_be_door(sight, page, cues):
            everywhere = "the site shows one page for every address, and it"
            if (page.asks or page.password) and page.words < LONG and _likely(sight, page, cues).door >= SURE:
                return Verdict("restricted", f"{everywhere} {_SUSPECTED['door'][1]}; a reader may still see the page")
            return Verdict("blocked", f"{everywhere} may be a door")
    if same:
        sold = not says and page.words < LONG and _likely(sight, page, cues).parked >= EVERYWHERE
        if moved and not says and not sold and beside.final == url.address and site(sight.asked.host) != site(url.host):
            return Verdict("moved-to-home", "leads to a page of another site, as does an address that cannot exist")
        return Verdict("parked" if sold else "soft-404", same)
    if says:
        named = any(name in says.lower() for name in cues.named(sight.asked.path))
        own = (named or page.words < LONG) and not cues.finds_nothing(page)
        living = _likely(sight, page, cues).living if own else 0.0
        if living >= CERTAIN or (living >= LIKELY and tells(page, cues, FEW)):
            if named and _of_its_name(sight, page, cues) and (living >= CERTAIN or _prose(page, cues) >= MANY):
                return None
            note = f"the page says {_quoted(says)}, but may tell of something else"
            return Verdict("blocked", note, not beside.echoes)
        note = f"the page answers as if it were there, but says {_quoted(says)}"
        return Verdict("soft-404", note, not beside.echoes)
    if led:
        return Verdict("moved-to-home", f"leads to {led} instead of the page cited", led != SEARCH)
    return _suspected(sight, page, beside, cues) or _taken_over(sight, page, beside, cues)


def _taken_over(sight: Sight, page: Page, beside: Neighbour, cues: Cues) -> Verdict | None:
    """Is it the page of somebody else, who has the domain now?"""
    if sight.moved or not beside.honest or not sight.body or not owners.nameless(sight.found, page, cues):
        return None
    if not owners.others(sight.found, page, everything(sight.body), cues):
        return None
    nothing = "has no word of its address and none of its site's name"
    return Verdict("parked", f"the page {nothing}: the domain may have a new owner", by_words=True)


def _may_be_door(sight: Sight, page: Page, cues: Cues) -> bool:
    """May a page that a site shows for every address ask for something first, or be that of a site that is closed?"""
    found = _likely(sight, page, cues)
    hardly = found.door + found.closed < HARDLY
    reads_living = found.living >= SURE and _prose(page, cues) >= FEW and _lives(sight, page, cues)
    if hardly and (found.parked >= LIKELY or reads_living):
        return False
    if (page.asks and page.words < LONG) or cues.bot_wall_in(page):
        return True
    leads = sight.moved and not _carries(sight, cues)
    if tells(page, cues, MANY) or (leads and sight.lasting):
        return found.door + found.closed >= DOOR
    lives = leads or (names_file(sight.asked) and _prose(page, cues) >= FEW)
    return not (_lost_by(sight, page, cues) or (lives and _lives(sight, page, cues)))


def _lives(sight: Sight, page: Page, cues: Cues) -> bool:
    """Does a page read like a living one, word by word, in a language that the learned judgement knows?"""
    if page.password or _prose(page, cues) < SPEAKS or page_kinds.strange(page):
        return False
    return page_kinds.closely(page, sight.asked, cues).living >= LIKELY


def _lost_by(sight: Sight, page: Page, cues: Cues) -> bool:
    """Does the learned judgement say that a page stands in the place of a lost one?"""
    if page.words < SHORT and (cues.said("no_results_below", page) or cues.opens_missing(page)):
        return True
    found = _likely(sight, page, cues)
    return found.missing + found.parked >= EVERYWHERE and found.door + found.closed < DOOR


def _likely(sight: Sight, page: Page, cues: Cues) -> Likely:
    return page_kinds.likely(page, sight.asked, cues)


def _suspected(sight: Sight, page: Page, beside: Neighbour, cues: Cues) -> Verdict | None:
    """What a page is by the learned judgement where no word of a list gave it away.

    It is never enough to call a page lost: the site must be known to answer other addresses otherwise, and the page
    must have no word of its address. Short of that the page was not seen.
    """
    if beside.echoes:  # what it names of its address tells nothing
        sight = sight._replace(asked=sight.asked.at("/"))
    found = _likely(sight, page, cues)
    if found.living >= LIVING:
        return _noticed(page, found, cues) if page.words < SOME or found is not page_kinds.LIVING else None
    named = _named(page, sight.asked, cues)
    if page.words < FEWEST and (unfilled(page, cues) or (page.media and named is not False)):
        return None
    if page.words >= SHORT and named:
        return None
    kind = _kind(found)
    if kind == "missing" and searches(sight.asked, cues):
        return None
    least = SURE if named is None or kind == "parked" or tells(page, cues, FEW) else LIKELY
    sure = beside.honest and getattr(found, kind) >= least
    if kind in _LACKING and sure and not named:
        note = f"the page {_SUSPECTED[kind][1]}, and the site answers other addresses honestly"
        return Verdict(_LACKING[kind], note, by_words=True)
    outcome, reads = _SUSPECTED[kind]
    return Verdict(outcome, f"the page may not be the one cited: it {reads}", not beside.echoes)


def _noticed(page: Page, whole: Likely, cues: Cues) -> Verdict | None:
    """A notice under the heading of the page in whose place it stands: one run or sentence of a page says it, and the
    page says next to nothing of the heading's subject, or what reads like a living page tells of little; less is enough
    where the page as a `whole` reads like one, or that little speaks of the subject. A heading says nothing against
    it, and so it is never lost by that alone."""
    runs = dict(page_kinds.notices(page, cues)) if page.words < SHORT else {}
    chances = ((getattr(found, kind), kind) for found in runs.values() if (kind := _kind(found)) != "parked")
    chance, kind = max(chances, default=(0.0, ""))
    if chance < ALONE:
        return None
    doubt = LIKELY if chance >= SURE else 0.5
    told_of = {said for said, found in runs.items() if found.living < doubt} | {page.heading}
    kept = (sentence for run in cues.own(page.pieces) if run not in told_of for sentence in sentences(run))
    rest = told([each for each in kept if each not in told_of and says(each)], cues)
    subject, spoken = stems(page.heading or page.title), stems(rest.text)
    enough = FEW if chance >= SURE or whole.living < 0.5 else FEWER
    if kind == "missing":
        shown = subject & (spoken | stems(" ".join(told_of - {page.heading})))
        if chance < SURE and subject and len(subject & spoken) >= ENOUGH * len(subject):
            enough = FEWER
        elif len(subject) >= SUBJECT and len(shown) < SPOKEN * len(subject):
            enough = SHORT
    if rest.words >= enough:
        return None
    outcome, reads = _SUSPECTED[kind]
    return Verdict(outcome, f"the page may not be the one cited: what it says below its heading {reads}")


def _kind(found: Likely) -> str:
    """The kind of notice that a page is most likely."""
    return max(page_kinds.KINDS[1:], key=lambda name: float(getattr(found, name)))


def _named(page: Page, url: Url, cues: Cues) -> bool | None:
    """Has a page a word of its address? None where the address has no word that could be on it."""
    names = page_kinds.named_by(page, url, cues)
    shown = f"{page.title} {page.text}".lower()
    return any(name in shown for name in names) if names else None


def _titled(page: Page, url: Url, cues: Cues) -> bool:
    """Have title and heading of a page half of the words of its address, and two if there are as many?"""
    names, heads = cues.named(url.path), " ".join(page.heads)
    return bool(names) and sum(name in heads for name in names) >= max(min(2, len(names)), ENOUGH * len(names))


def _same(page: Page, url: Url, drawn: str, beside: Neighbour, says: str) -> str:
    """How the site shows this page for an address that cannot exist too, "" if it does not."""
    if not beside.known or beside.honest:
        return ""
    if beside.final == url.address:
        return "an address that cannot exist leads to the same page"
    alike = similarity(drawn, beside.sketch)
    if alike >= ALIKE:
        return f"an address that cannot exist shows the same page ({alike:.0%} alike)"
    if says and page.title and page.title == beside.title:
        return f"the page says {_quoted(says)} and an address that cannot exist has the same title"
    return ""


def _missing(sight: Sight, cues: Cues) -> str:
    """What says that there is no such page, "" where the page tells of something else and says so beside it only."""
    return _lacking(sight.page, sight.asked.path, cues) if sight.page is not None and cues.may_lack(sight.page) else ""


@lru_cache(maxsize=1)  # of the page that is judged: more than one question hangs on it
def _lacking(page: Page, path: str, cues: Cues) -> str:
    says = cues.missing_in(page, path)
    return "" if says and _aside(says, page, cues) else says


def _passing(says: str, sight: Sight, page: Page, cues: Cues) -> bool:
    """Does a page say this only in passing or for a heading, or surely tell of what its address names?"""
    if _aside(says, page, cues) or _headed(says, sight, page, cues):
        return True
    named = sight.status == 200 and page.words < LONG and _named(page, sight.asked, cues)
    if named and not sight.moved and _titled(page, sight.asked, cues) and tells(page, cues, MANY):
        return True
    return bool(named) and (_likely(sight, page, cues).living >= CERTAIN or _of_its_name(sight, page, cues))


def _headed(says: str, sight: Sight, page: Page, cues: Cues) -> bool:
    """Is this but what a page is called, which asks nothing and surely tells of something, in a language that the
    learned judgement knows?"""
    if sight.status != 200 or sight.moved or page.asks or page.password or page.words >= LONG:
        return False
    named = any(says.lower() in head for head in page.heads) and not page_kinds.strange(page)
    return named and tells(page, cues, FEW) and _likely(sight, page, cues).living >= CERTAIN


def _of_its_name(sight: Sight, page: Page, cues: Cues) -> bool:
    """Is a page called what its address is called, and does it read like one that lives?"""
    own = not sight.moved and page.words < LONG and _titled(page, sight.asked, cues)
    return own and _likely(sight, page, cues).living >= LIKELY


def _aside(says: str, page: Page, cues: Cues) -> bool:
    """Does a page say this only in passing, and tell of something else?"""
    low = says.lower()
    return not any(low in head for head in page.heads) and tells(page, cues, FEW)


def tells(page: Page, cues: Cues, least: int) -> bool:
    """Do so many words of a page tell of something else than access to it?"""
    if page.words >= LONG:
        return True
    found = told(page.pieces, cues)
    return found.words >= least and found.share <= MOSTLY


def copy(page: Page, url: Url, cues: Cues) -> Verdict | None:
    """What a page shows instead of itself, where nobody can be asked about it (an archived copy); None if nothing."""
    sight = Sight(url, url, page=page)
    found = wall(sight, cues) or instead(sight, cues)
    if found is None and unfilled(page, cues):
        found = Verdict("blocked", UNFILLED)
    return found or missing(sight, "", Neighbour(), cues)


def message(page: Page, url: Url, stated: int, cues: Cues) -> Verdict | None:
    """What a short answer for programs says instead of the file asked for; None if nothing. `stated`: the status that
    it gives as a number; without one a text may be data, and only words that are known make it lost."""
    sight = Sight(url, url, page=page)
    found = wall(sight, cues) or instead(sight, cues)
    if found is not None:
        return found
    says = _missing(sight, cues) or cues.finds_nothing(page)
    if says:
        return Verdict("soft-404", f"the answer says {_quoted(says)}")
    if stated:
        outcome, note = outcomes.of_status(stated)
        return Verdict("soft-404" if outcome == "gone" else outcome, f"the answer says so: {note}")
    likely = _likely(sight, page, cues)
    kind = _kind(likely)
    if page.words <= FEW and kind != "missing" and getattr(likely, kind) >= LIKELY:
        outcome, reads = _SUSPECTED[kind]
        return Verdict(outcome, f"the answer {reads}")
    return None


def all_the_same(sight: Sight, cues: Cues) -> Verdict | None:
    """What is said of a page that answers as if it were missing, yet tells much of what its address names, in its title
    or heading too; None of all others. A reader sees the page, whatever its status."""
    page, names = sight.page, cues.named(sight.asked.path) - cues.named(sight.asked.host)
    if page is None or not any(name in head for name in names for head in page.heads) or not tells(page, cues, MANY):
        return None
    shown = f"{page.title} {page.text}".lower()
    slug = unquote(sight.asked.path).rstrip("/").rpartition("/")[2].lower()
    if "-" in slug and any(slug in head for head in page.heads):  # it only repeats the address
        return None
    if sum(name in shown for name in names) < ENOUGH * len(names) or _missing(sight, cues) or cues.heads_lack(page):
        return None
    if wall(sight, cues) or instead(sight, cues) or _likely(sight, page, cues).living < LIKELY:
        return None
    note = f"the site says that there is no such page ({sight.status}), and shows one of what its address names"
    return Verdict("server-error", note)


def signs_in(sight: Sight, cues: Cues) -> bool:
    """Does a redirect lead to the address of a sign-in page?"""
    asked, found = sight.asked, sight.found
    return cues.login(found.host, found.path) and not cues.login(asked.host, asked.path)


def unfilled(page: Page, cues: Cues) -> bool:
    """Is it a shell that scripts would fill, so that nothing can be said of its content?"""
    if not page.scripts or page.words >= LONG:
        return False
    return cues.own_words(page) < (80 if page.mount else 12)


def site(host: str) -> str:
    """The name somebody registered: the last two labels, three under "co.uk" and its like (an approximation)."""
    labels = host.split(".")
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-keep:])


def _domains(text: str) -> list[str]:
    """The names in a text that may be hosts': labels parted by stops, the last of letters alone."""
    return [name for name in _DOMAIN.findall(text) if len(end := name.rpartition(".")[2]) > 1 and end.isalpha()]


def _stated(page: Page) -> Verdict | None:
    """What a page says whose heading is a status, and which says little else; None for one of a missing page."""
    for head in page.heads if page.words < FEW else ():
        found = _STATUS_LINE.fullmatch(head)
        if found and (found[1] or found[3] in _PHRASES.get(found[2], ("",))):
            outcome, note = outcomes.of_status(int(found[2][:3]) if len(found[2]) == 3 else 403)
            return None if outcome == "gone" else Verdict(outcome, f"the page says so: {note}")
    return None


def _parked(sight: Sight, page: Page, cues: Cues) -> Verdict | None:
    there, here = sight.asked.host, sight.found.host
    lapsed = "the domain has lapsed: the page"
    if here != there and cues.parking_host(here) and not cues.parking_host(there):
        return Verdict("parked", f"{lapsed} is held by {here}")
    elsewhere = here != there and site(here) != site(there)
    named = _domains(" ".join(page.heads)) if elsewhere or page.words < FEW else ()
    found = cues.parked_in(page, *dict.fromkeys((there, here, *named)))
    if found:
        if not elsewhere and page.words < LONG:
            likely = _likely(sight, page, cues)
            titled = _titled(page, sight.asked, cues)
            if likely.living >= CERTAIN or (titled and likely.parked < EVERYWHERE):
                return None
            if _prose(page, cues) >= (MANY if titled else SHORT):
                return None
        headed = any(found in head for head in page.heads)
        in_passing = not headed and (_aside(found, page, cues) or (page.words >= 60 and found in page.lead))
        if elsewhere or not in_passing:
            return Verdict("parked", f"{lapsed} says {found!r}", not elsewhere)
    offer = cues.spam_in(page, sight.asked.path, there)
    return Verdict("parked", f"{lapsed} advertises {offer!r}") if offer else None


def _lists(found: Url, page: Page) -> bool:
    """Does a server show which files lie in the folder of an address, under a heading that ends in its path?"""
    path = unquote(found.path).rstrip("/").lower()
    headed = (head.rstrip("/").endswith(f" {path}") for head in page.heads[:2])
    return bool(path) and page.words < LONG and any(headed) and not any(map(says, page.pieces))


def _prose(page: Page, cues: Cues) -> int:
    """Words of a page's sentences that tell of something else than access, 0 if most are about that."""
    said = [each for run in cues.own(page.pieces) for each in sentences(run) if says(each)]
    found = told(said, cues)
    return found.words if found.share <= MOSTLY else 0


def _suspended(sight: Sight, page: Page, cues: Cues) -> Verdict | None:
    """The page of a host who has shut the site down."""
    found = cues.suspended_in(page)
    if not found or _prose(page, cues) >= MANY or _of_its_name(sight, page, cues):
        return None
    return Verdict("soft-404", f"whoever hosts the site has shut it down: the page says {found!r}")


def _set_up(sight: Sight, page: Page, cues: Cues) -> Verdict | None:
    """The page on which whoever runs a site is to set it up: no door that a reader could pass."""
    led = sight.moved and page.words < SHORT and cues.names("set_up_paths", sight.found.path)
    if led and not cues.names("set_up_paths", sight.asked.path) and not _named(page, sight.asked, cues):
        return Verdict("server-error", f"the site leads to the page on which it is set up, {sight.found.path}")
    says = cues.sets_up(page)
    if not says or _of_its_name(sight, page, cues) or _prose(page, cues) >= MANY:
        return None
    return Verdict("server-error", f"the site is not set up ({_quoted(says)})", by_words=True)


def _door(sight: Sight, page: Page, own: int, cues: Cues) -> Verdict | None:
    """A page that asks something of the reader before it shows the page cited."""
    found = sight.found
    asks = _asks(sight, page, own, cues)
    if asks:
        return Verdict("restricted", f"the site {asks}; a reader may still see the page", asks != _PAYERS)
    if not sight.moved:
        return None
    if signs_in(sight, cues) or (page.password and own < 120):
        return Verdict("restricted", "leads to a sign-in page")
    gate = cues.names("gate_paths", found.path) or not set(found.host.split(".")[:-2]).isdisjoint(cues.gate_paths)
    known = cues.names("gate_paths", sight.asked.path)
    if (gate and not known and (own < 60 or _carries(sight, cues) or cues.said("consent", page))) or (
        _carries(sight, cues) and (own < 40 or unfilled(page, cues))
    ):
        return Verdict("restricted", "leads to a page that asks something of the reader first")
    return None


def _asks(sight: Sight, page: Page, own: int, cues: Cues) -> str:
    """What the page asks of the reader, "" if nothing."""
    if page.words >= LONG:
        return ""
    entry = cues.titled("sign_in_titles", page) or cues.signs_in(page)
    if entry and own < (120 if page.password else 60) and not _headed(entry, sight, page, cues):
        told_of = not (page.password or page.asks or sight.moved) and _named(page, sight.asked, cues)
        if not told_of or _prose(page, cues) < FEW:
            return "asks for a sign-in first"
    if own < SHORT and cues.said("paywall", page):
        likely = _likely(sight, page, cues)
        if _held_back(page, cues) or not _of_its_name(sight, page, cues) or _noticed(page, likely, cues):
            return _PAYERS
    for name, asks in () if tells(page, cues, MANY) else _DOORS:
        if cues.said(name, page) and (cues.said("answers", page) or page.words < 40):
            return "" if _of_its_name(sight, page, cues) else asks
    if own < 60 and (where := cues.said("region", page)) and not _aside(where, page, cues):
        return "does not show the page to readers of some countries"
    agree = cues.said("consent", page)
    if agree and (own < 25 or (agree not in page.lead and own < 120)):
        return "asks for consent to cookies first"
    if own < 15 and page.words - own >= 8 and not page.scripts:
        return "asks for consent to cookies first"
    return ""


def _held_back(page: Page, cues: Cues) -> bool:
    """Does a page that tells of little, and is no abstract, close by stating that the rest is for payers? A question
    whether the reader is one may stand under a whole page."""
    pieces = list(cues.own(page.pieces))
    if told(pieces, cues).words >= SOME or any(each.lower().strip(" .:") in cues.abstract_heads for each in pieces):
        return False
    for sentence in reversed([each for piece in pieces for each in sentences(piece)]):
        low = sentence.lower().replace("’", "'").strip()
        if phrase(cues.paywall, low) and not low.endswith("?"):
            return True
        if says(sentence) and told((sentence,), cues).words:
            return False
    return False


def _closed(sight: Sight, page: Page, own: int, cues: Cues) -> Verdict | None:
    """A site that is closed for a while, or has a fault and does not say so by its status."""
    shut = cues.titled("maintenance_titles", page, sight.found.host) or cues.said("maintenance", page)
    if shut and own < 120 and not (_of_its_name(sight, page, cues) or _headed(shut, sight, page, cues)):
        return Verdict("server-error", f"the site is closed for a while ({_quoted(shut)})", by_words=True)
    fault = cues.titled("failure_titles", page, sight.found.host) or cues.said("failure", page)
    vague = fault.strip(" .!?:…") in cues.failure_of_any and _likely(sight, page, cues).missing >= EVERYWHERE
    named = fault and (_of_its_name(sight, page, cues) or _headed(fault, sight, page, cues))
    if fault and own < 80 and not vague and not named:
        return Verdict("server-error", f"the site has a fault of its own ({_quoted(fault)})", by_words=True)
    led = sight.moved and cues.names("error_paths", sight.found.path)
    if led and not cues.names("error_paths", sight.asked.path):
        return Verdict("server-error", f"the site leads to its page for faults, {sight.found.path}")
    return None


def _carries(sight: Sight, cues: Cues) -> bool:
    """Does the address reached hold the one asked, or its site's, to come back to it? Not where it is told of as the
    one that failed."""
    query = unquote(unquote(sight.found.target.partition("?")[2])).lower()
    if re.split("[=;]", query, maxsplit=1)[0] in cues.failed_queries:
        return False
    path, host = unquote(sight.asked.path).lower(), sight.asked.host
    return (len(path) > 1 and path in query) or (host != sight.found.host and f"//{host}" in query)


def _quoted(text: str) -> str:
    return repr(text if len(text) <= 80 else f"{text[:77]}...")
