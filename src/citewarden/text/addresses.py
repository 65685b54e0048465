"""Addresses as anybody may write them: taken apart and joined whatever they are; and those that only lead to another
one: redirectors of search engines, mail filters, social sites and libraries."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qs, unquote, urljoin, urlsplit

_FORWARDS: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = tuple(
    (re.compile(host), path, names)
    for host, path, names in (
        (r"(?:www|scholar|news|books)\.google\.[a-z.]{2,6}", "/url", ("q", "url")),
        (r"google\.[a-z.]{2,6}", "/url", ("q", "url")),
        (r"scholar\.google\.[a-z.]{2,6}", "/scholar_url", ("url",)),
        (r"lm?\.(?:facebook|instagram)\.com", "/", ("u",)),
        (r"(?:www\.)?youtube\.com", "/redirect", ("q",)),
        (r"(?:www\.)?linkedin\.com", "/redir", ("url",)),
        (r"(?:html\.)?duckduckgo\.com", "/l/", ("uddg",)),
        (r"(?:[\w-]+\.)?safelinks\.protection\.outlook\.com", "/", ("url",)),
        (r"linkprotect\.cudasvc\.com", "/url", ("a",)),
        (r"slack-redir\.net", "/link", ("url",)),
        (r"out\.reddit\.com", "/", ("url",)),
        (r"t\.umblr\.com", "/redirect", ("z",)),
        (r"vk\.com", "/away.php", ("to",)),
        (r"[\w.-]*(?:proxy|ezp|libproxy)[\w.-]*", "/login", ("url", "qurl")),
    )
)
"""(host, how the path begins, the parameter that holds the address) of the redirectors there are."""
_MAIL_FILTER = re.compile(r"https?://urldefense(?:\.proofpoint)?\.com/v3/__(https?:/{1,2}.+?)__;", re.IGNORECASE)
_PROXY = re.compile(
    r"(?P<site>[a-z0-9.-]{4,100}?)\.(?:[\w-]{0,30}(?:proxy|ezp|remotexs|webvpn)[\w-]{0,30}(?:\.[\w-]{1,63}){1,6}|[\w-]{1,63}\.idm\.oclc\.org)"
)
"""The name of a site at a library's proxy: "www-nejm-org.ezproxy.example.edu", "www.nejm.org.proxy.example.edu"."""
MAY_WRAP = re.compile(r"[?]|__|proxy|ezp|remotexs|webvpn|oclc")
"""What every address holds that may lead to another one."""
_ARCHIVED = re.compile(
    r"https?://(?:(?:(?:web|wayback|www)\.)?archive\.org/(?:web|wayback)|web\.archive\.org|wayback\.archive-it\.org/\d{1,9}|archive-it\.org/\d{1,9}"
    r"|archive\.(?:today|ph|is|li|md|vn|fo)|webarchive\.nationalarchives\.gov\.uk(?:/ukgwa)?|(?:www\.)?webarchive\.org\.uk/wayback(?:/\w{1,9})?"
    r"|arquivo\.pt/wayback|webarchive\.loc\.gov/\w{1,9}|(?:www\.)?webcitation\.org/\w{1,20}\?url=|webcache\.googleusercontent\.com/search\?q=cache:[\w-]{0,20})"
    r"[/:]?(?:(?:[\d.*-]{1,20}(?:[a-z]{2}_)?|newest|o|latest)/)?(?P<page>https?:/{1,2}\S+|(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12}/\S*)",
    re.IGNORECASE,
)
"""The address of a copy that an archive or a search engine keeps, which holds that of the page."""
_SITE = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|gov|edu|int|info|io|[a-z]{2})")
_DEEPEST = 3


def split(url: str) -> SplitResult:
    """The parts of an address; none of what none can be ("http://[", "https://℀.example", "http://a:99999"), where
    `urlsplit` or its result raises."""
    try:
        parts = urlsplit(url)
        _ = parts.port
        return parts
    except ValueError:
        return SplitResult("", "", "", "", "")


def join(base: str, url: str) -> str:
    """`url` as it is meant in what lies at `base`; as it is where one of them can be no address."""
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def archived(url: str) -> str:
    """The address of the page of which `url` is a copy that an archive keeps; "" if it is none, or does not say."""
    copy = _ARCHIVED.match(url) if "arc" in url or "web" in url else None
    if copy is None:
        return ""
    page = copy["page"] if "://" in copy["page"] or ":/" in copy["page"][:7] else f"https://{copy['page']}"
    page = re.sub(r"\A(https?):/{1,2}", r"\1://", page, flags=re.IGNORECASE)
    return unquote(page) if "%2F" in page and "/" not in page.partition("://")[2] else page


def unwrapped(url: str) -> str:
    """The address that `url` only leads to ("https://www.google.com/url?q=..."); `url` itself if it leads nowhere."""
    for _ in range(_DEEPEST):
        inner = _inner(url)
        if not inner:
            break
        url = inner
    return url


def _inner(url: str) -> str:
    filtered = _MAIL_FILTER.match(url)
    if filtered:
        return re.sub(r"^(https?):/{1,2}", r"\1://", filtered[1])
    parts = split(url)
    host = (parts.hostname or "").lower()
    proxied = _PROXY.fullmatch(host)
    if proxied:
        site = proxied["site"]
        site = site if "." in site else site.replace("--", "\0").replace("-", ".").replace("\0", "-")
        if _SITE.fullmatch(site):
            return parts._replace(netloc=site).geturl()
    if "?" not in url:
        return ""
    for pattern, path, names in _FORWARDS:
        if not parts.path.startswith(path) or not pattern.fullmatch(host):
            continue
        if path == "/login" and (open_end := re.match(r"q?url=(https?://.+)", parts.query)):
            return open_end[1]  # a library's proxy: all that follows is the address, its own parameters too
        given = parse_qs(parts.query)
        for name in names:
            inner = given.get(name, [""])[0]
            if re.match(r"https?://", inner, re.IGNORECASE):
                return inner
    if host == "urldefense.proofpoint.com":
        inner = unquote(parse_qs(parts.query).get("u", [""])[0].replace("-", "%").replace("_", "/"))
        return inner if inner.startswith("http") else ""
    return ""
