"""Sites that show something else than the page cited, sites that only seem to, and what a visitor should say of each.

Every row of `DOORS` is a host of the fault server (`faults.py`). `outcome` is the Probe's; what is none of `READABLE`
must never be read as a source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

READABLE = frozenset({"ok", "moved", "redirected"})
CITED = "/guide/twitches.html"
_TEXT = (
    "Most people feel a muscle twitch now and then, often in the eyelid or the calf. Tiredness, coffee and cold "
    "bring it about, and it goes by itself. When a muscle grows weak or thin as well, a doctor should look at it."
)
_LONG = " ".join(
    f"In {year} the survey counted {year % 97} people of each hundred who had felt twitches, more after bad nights."
    for year in range(1990, 2012)
)


@dataclass(frozen=True, slots=True)
class Door:
    """One site. It shows `html` at the address cited, or at `to` (with `{path}`, the path asked, percent-coded) after a
    redirect of `status`; `everywhere`: whatever is asked of it, else other addresses are not found. `path` is what is
    cited, `note` a word of the cause."""

    name: str
    outcome: str
    html: str
    note: str = ""
    to: str = ""
    status: int = 200
    everywhere: bool = True
    path: str = CITED

    def answer(self, path: str, target: str) -> tuple[int, str, str]:
        """(status, Location, HTML) of one request."""
        if self.to and path == self.to.partition("?")[0]:
            return 200, "", self.html
        if path != self.path and not self.everywhere:
            return 404, "", shown("Not here", "There is no such page.")
        return self.status, self.to.replace("{path}", quote(target, safe="")), "" if self.to else self.html


def shown(title: str, text: str, head: str = "", heading: str | None = None) -> str:
    """A page with menu and footer around `text`, which is HTML."""
    own = title if heading is None else heading
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title>{head}</head><body><nav><a href=/>Start"
        f"</a> <a href=/topics>Topics</a></nav><main>{f'<h1>{own}</h1>' if own else ''}<p>{text}</p></main>"
        "<footer>Health Notes, a page of no importance</footer></body></html>"
    )


def bare(title: str, body: str, head: str = "") -> str:
    """A page of nothing but `body`, which is HTML."""
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


_BANNER = (
    "<div class='cookie-banner'><p>We and our partners use cookies to store and access information on your device. "
    "Some are needed, others help us to understand how the site is used and to show you content that fits. You can "
    "change your choice at any time in the settings at the foot of each page.</p><button>Accept all</button></div>"
)
_PLAIN_BANNER = (
    "<div><p>This website uses cookies. Cookies help us to measure visits. By clicking accept you agree to cookies "
    "of ours and of third parties. Read our privacy policy.</p><button>Accept all</button> <button>Reject all"
    "</button></div>"
)
_SCRIPT = "<script src='/static/app.js'></script>"


def _walls() -> Iterator[Door]:
    yield Door("wall-browser", "blocked", shown("health.example", "Checking your browser before accessing. Ray ID: 7f"))
    yield Door("wall-press", "blocked", shown("Security check", "Press and hold the button to confirm you are human."))
    yield Door("wall-script", "blocked", bare("health.example", "<div id='px-captcha'></div>" + _SCRIPT))
    yield Door("wall-imperva", "blocked", bare("", "<iframe src='/_Incapsula_Resource?x=1'>Request.</iframe>"))
    yield Door("wall-noscript", "blocked", bare("…", _SCRIPT + "<noscript>Please prove you are human.</noscript>"))
    yield Door("wall-sorry", "blocked", shown("Pardon our interruption", "Something about your browser made us think."))
    yield Door("wall-moved", "blocked", shown("Robot check", "Are you a robot?"), to="/check?next={path}", status=302)
    yield Door("wall-german", "blocked", shown("Einen Augenblick", "Überprüfung Ihres Browsers."), "")


def _entrances() -> Iterator[Door]:
    field = "<form><input name=user><input type=password name=pass></form>"
    yield Door("sign-in-page", "restricted", shown("Sign in", "Please sign in to continue." + field), "sign-in")
    yield Door("sign-in-moved", "restricted", shown("Members", field), to="/account/login.php?u={path}", status=302)
    yield Door(
        "sign-in-shell", "restricted", shown("Log in", "Log in to your account to read on." + _SCRIPT), "sign-in"
    )
    yield Door(
        "consent-page",
        "restricted",
        shown("Before you continue", "We need your consent to store cookies. <button>Accept all</button>"),
        "consent",
    )
    yield Door(
        "consent-moved",
        "restricted",
        shown("Your privacy", "Choose what we may store on your device, then continue to our pages."),
        to="/consent?return={path}",
        status=302,
    )
    yield Door(
        "consent-fixed",
        "restricted",
        shown("We value your privacy", "Tell us what we may store. <button>Agree</button>"),
        to="/cookie-consent",
        status=302,
    )
    yield Door("consent-only", "restricted", bare("Health Notes", _PLAIN_BANNER), "consent")
    yield Door("age-page", "restricted", shown("Age verification", "Are you over 18? <button>Yes</button>"), "age")
    yield Door(
        "age-birth",
        "restricted",
        shown("Welcome", "Please enter your date of birth. <form><button>Submit</button></form>"),
        "age",
    )
    yield Door(
        "age-moved",
        "restricted",
        shown("Stop", "You must be 18 or older to see this. <button>Enter</button>"),
        "age",
        to="/agegate",
        status=302,
    )
    yield Door(
        "hcp-page",
        "restricted",
        shown(
            "Please confirm",
            "This site is intended for healthcare professionals. <button>I confirm that I am a healthcare professional"
            "</button> <button>I am not</button>",
        ),
        "professional",
    )
    yield Door(
        "hcp-moved",
        "restricted",
        shown("Are you a healthcare professional?", "<a href=/x>Yes</a> <a href=/y>No</a>"),
        "professional",
        to="/hcp-gate?dest={path}",
        status=302,
    )
    yield Door(
        "hcp-german", "restricted", shown("Hinweis", "Nur für Fachkreise. <button>Weiter</button>"), "professional"
    )
    yield Door(
        "region-page", "restricted", shown("Sorry", "This content is not available in your country."), "countries"
    )


def _closed() -> Iterator[Door]:
    yield Door(
        "closed-title", "server-error", shown("Maintenance", "We are working on it. Come back at noon."), "closed"
    )
    yield Door(
        "closed-soon", "server-error", shown("Health Notes", "We'll be back soon. Thank you for waiting."), "closed"
    )
    yield Door(
        "closed-moved",
        "server-error",
        shown("Down for maintenance", "Our pages return on Monday."),
        "closed",
        to="/maintenance.html",
        status=302,
    )
    yield Door("fault-base", "server-error", shown("Error", "Error establishing a database connection"), "fault")
    yield Door("fault-words", "server-error", shown("Oops", "Something went wrong. Try again."), "fault")
    yield Door(
        "fault-moved", "server-error", shown("We are sorry", "Try again."), "faults", to="/error.html", status=302
    )


def _shells() -> Iterator[Door]:
    """Nothing can be said of a page that scripts fill in and that its site shows for every address."""
    shell = f"<div id=root></div>{_SCRIPT}"
    yield Door("shell", "blocked", bare("Health Notes", shell), "filled in by scripts")
    yield Door("shell-banner", "blocked", bare("Health Notes", _BANNER + shell), "filled in by scripts")
    yield Door("shell-plain-banner", "blocked", bare("Health Notes", _PLAIN_BANNER + shell), "filled in by scripts")
    yield Door(
        "shell-noscript",
        "blocked",
        bare("Health Notes", shell + "<noscript>You need to enable JavaScript to run this app.</noscript>"),
        "filled in by scripts",
    )


def _missing() -> Iterator[Door]:
    sorry = shown("Page not found", "Sorry, the page you are looking for is not here.")
    yield Door("missing-404-html", "soft-404", sorry, "missing pages", to="/404.html", status=302, everywhere=False)
    yield Door("missing-aspx", "soft-404", sorry, "", to="/error/404.aspx?aspxerrorpath={path}", status=302)
    yield Door("missing-named", "soft-404", shown("Hm", "Try the menu."), "", to="/page-not-found", status=301)
    yield Door("missing-honest", "soft-404", sorry, "says 'Page not found'", everywhere=False)
    yield Door(
        "missing-title",
        "soft-404",
        shown("Page not found | Health Notes", "Try the search above.", heading=""),
        "says",
        everywhere=False,
    )
    yield Door(
        "missing-heading",
        "soft-404",
        shown("Health Notes", "Try the search.", heading="Oops! That page can’t be found."),
        "says",
        everywhere=False,
    )
    yield Door(
        "missing-german", "soft-404", shown("Seite nicht gefunden - Klinik", "Zur Startseite."), everywhere=False
    )
    yield Door("missing-french", "soft-404", shown("Erreur 404 : page introuvable", "Accueil."), everywhere=False)


def _parked() -> Iterator[Door]:
    yield Door("parked-name", "parked", shown("parked-name.faults.example", "parked-name.faults.example is for sale!"))
    yield Door("parked-expired", "parked", shown("Domain expired", "This domain has expired. Renew it now."), "expired")
    yield Door("parked-script", "parked", bare("", "<script>window.park = 'x'</script>"), "park")
    yield Door("parked-inquiry", "parked", shown("Welcome", "Interested in this domain? Make us an offer."), "domain")


def _led_away() -> Iterator[Door]:
    deep = "/conditions/nerves/twitching-eyelids.html"
    yield Door(
        "away-topic",
        "moved-to-home",
        shown("Nerves", "All our leaflets on nerves."),
        "topic",
        to="/conditions/nerves/",
        status=301,
        everywhere=False,
        path=deep,
    )
    yield Door(
        "away-renamed",
        "moved-to-home",
        shown("Nerves", "All our leaflets on nerves."),
        "topic",
        to="/health/nerves",
        status=301,
        everywhere=False,
        path=deep,
    )
    yield Door(
        "away-search",
        "moved-to-home",
        shown("Results", "Three pages hold these words."),
        "search",
        to="/search?q=twitching",
        status=301,
        everywhere=False,
        path=deep,
    )
    yield Door(
        "away-list",
        "moved-to-home",
        shown("Our publications", "Brochures, books and films."),
        "list",
        to="/publications",
        status=301,
        everywhere=False,
        path=deep,
    )
    yield Door(
        "away-issue",
        "moved-to-home",
        shown("Journal of Small Muscles", "Current issue. Submit."),
        "list",
        to="/toc/jsm/current",
        status=302,
        everywhere=False,
        path="/doi/full/jsm/2014/twitching-eyelids",
    )
    yield Door(
        "away-year",
        "moved-to-home",
        shown("News of 2014", "January, February, March."),
        "topic",
        to="/news/2014/",
        status=302,
        everywhere=False,
        path="/news/2014/05/eyelid-study",
    )
    yield Door(
        "away-home",
        "moved-to-home",
        shown("Health Notes", "Welcome."),
        "front page",
        to="/en/",
        status=301,
        everywhere=False,
        path=deep,
    )


def _in_other_words() -> Iterator[Door]:
    """Walls, doors, faults and missing pages in other languages and of other makers. A site with missing pages is
    honest about addresses that cannot exist, so that only the words give them away."""
    for name, outcome, title, text in (
        ("checkpoint", "blocked", "Security checkpoint", "We are verifying your browser."),
        ("spanish", "blocked", "Un momento…", "Verificando que es usted humano. Tarda unos segundos."),
        ("chinese", "blocked", "405", "很抱歉，您的访问被阻断。请求编号 781。"),
        ("japanese", "blocked", "セキュリティチェック", "続けるには、次の確認をお願いします。"),
        ("french-refusal", "blocked", "Accès refusé", "Votre demande a été arrêtée."),
        ("cookies-off", "restricted", "Cookie absent", "If your browser does not accept cookies, you cannot read "
         "on."),
        ("swedish-consent", "restricted", "Vi bryr oss om din integritet", "Vi lagrar data. <button>Ok</button>"),
        ("dutch-consent", "restricted", "Voordat je verdergaat", "Kies wat wij bewaren. <button>Akkoord</button>"),
        ("smokers", "restricted", "Welcome", "Are you of legal smoking age? <button>Yes</button>"),
        ("area", "restricted", "Sorry", "This page isn’t available in your area."),
        ("uk-prescribers", "restricted", "One question", "Are you a UK healthcare professional? <button>Yes</button>"),
        ("french-doctors", "restricted", "Accès réservé", "Ce site s’adresse aux professionnels de santé. "
         "<button>Je certifie</button>"),
        ("unexpected", "server-error", "", "The website encountered an unexpected error. Please try again later."),
        ("backend", "server-error", "503 Backend fetch failed", "Guru Meditation: XID 32770"),
        ("german-works", "server-error", "Wartung", "Unsere Seite ist vorübergehend nicht erreichbar."),
        ("new-domain", "parked", "IONOS", "Hier entsteht eine neue Internetpräsenz."),
        ("expired-site", "parked", "Website expired", "This account has expired."),
    ):  # fmt: skip
        yield Door(f"words-{name}", outcome, shown(title, text))
    for name, title in (
        ("italian", "La pagina che stai cercando non esiste"),
        ("portuguese", "Ops! Página não encontrada"),
        ("spanish", "¡Vaya! No encontramos la página que buscas"),
        ("dutch", "Deze pagina bestaat niet meer"),
        ("swedish", "Sidan du söker finns inte"),
        ("danish", "Hov! Vi kan ikke finde den side, du leder efter"),
        ("polish", "Strona, której szukasz, nie istnieje"),
        ("russian", "Запрашиваемая страница не найдена"),
        ("japanese", "お探しのページは見つかりませんでした"),
        ("chinese", "您访问的内容不存在或已被删除"),
        ("korean", "페이지를 찾을 수 없습니다"),
        ("italian-number", "Errore 404"),
        ("dutch-passive", "De pagina die u zoekt kon niet worden gevonden"),
        ("japanese-number", "404エラー"),
        ("french-passive", "La page demandée n’a pas pu être trouvée"),
        ("withdrawn", "This leaflet has been withdrawn"),
        ("triggered", "You triggered a 404 error!"),
    ):
        page = shown("404 Not Found | Health Notes", "–", heading=title) if name == "triggered" else shown(title, "–")
        yield Door(f"lacks-{name}", "soft-404", page, everywhere=False)
    sorry = shown("Sorry", "Try the menu.")
    yield Door("lacks-portal", "soft-404", sorry, to="/Pages/PageNotFoundError.aspx?requestUrl={path}", status=302)
    yield Door("lacks-custom", "soft-404", sorry, to="/sitefiles/custom404.html", status=302)


def _teasers() -> Iterator[Door]:
    """The beginning of a page whose rest is for payers."""
    opening = "More people than ever say that their eyelids twitch, and few of them see a doctor about it.</p><p>"
    for name, rest in (
        ("subscribe", "Subscribe to continue reading. Already a subscriber? Sign in."),
        ("only", "This article is available only to subscribers."),
        ("metered", "You’ve read all your free articles for this month."),
        ("german", "Jetzt weiterlesen mit unserem Abo."),
    ):
        yield Door(f"teaser-{name}", "restricted", shown("Twitches on the rise", opening + rest), everywhere=False)


def _honest() -> Iterator[Door]:
    """Pages that are what they seem, whatever words they hold."""
    yield Door("about-syndrome", "ok", shown("404 error syndrome in nurses: a cohort", _TEXT), everywhere=False)
    yield Door("about-missing", "ok", shown("Page not found: what readers do next", _TEXT), everywhere=False)
    yield Door("about-signs", "ok", shown("Sign in language: how deaf children learn to sign", _TEXT), everywhere=False)
    yield Door("about-robots", "ok", shown("Are robots any good at surgery?", _TEXT + " " + _LONG), everywhere=False)
    yield Door("about-therapy", "ok", shown("Maintenance therapy in asthma", _TEXT), everywhere=False)
    yield Door("about-domains", "ok", shown("A domain of life", _TEXT + " A gene may be for sale."), everywhere=False)
    yield Door("about-age", "ok", shown("Age verification of bones by X-ray", _TEXT + " " + _LONG), everywhere=False)
    yield Door("about-consent", "ok", shown("Consent to treatment", _TEXT), everywhere=False)
    for name, title, text in (
        ("short", "Emergency contraception", "Call 0800 00 00, day and night; the sooner you take it, the better. The "
         "call is free, and a nurse answers it."),
        ("refused", "Access denied: what to do if your surgery refuses your records", _TEXT),
        ("archived", "Muscle twitches", f"This page has been archived. {_TEXT}"),
        ("newsletter", "Muscle twitches", f"{_TEXT}</p><p>Subscribe to our newsletter. Members sign in here."),
        ("report", "Muscle twitches", f"{_TEXT}</p><p>To read the full report, write to us."),
        ("human", "Are you human? Empathy among surgeons", _TEXT),
        ("side-stitch", "Seite nicht gefunden? Seitenstechen beim Laufen", _TEXT),
        ("supply", "Lieferengpass", f"Das Mittel ist vorübergehend nicht verfügbar. {_TEXT}"),
        ("country", "If a vaccine is not available in your country", _TEXT),
        ("moment", "Un momento de calma", f"Respire hondo y espere un momento. {_TEXT}"),
        ("age", "Mayor de edad: lo que cambia a los dieciocho", _TEXT),
        ("chinese", "眼皮跳动", "大多数人偶尔会感到肌肉跳动，常见于眼皮或小腿。疲劳、咖啡和寒冷都会引起跳动，"
         "通常会自行消失。如果肌肉变弱或变细，应当去看医生。找不到原因时也不必担心，记录睡眠和饮食会有帮助。"),
        ("artery", "When a vein is blocked in your leg", _TEXT),
    ):  # fmt: skip
        yield Door(f"honest-{name}", "ok", shown(title, text), everywhere=False)
    yield Door("with-banner", "ok", shown("Muscle twitches", _TEXT + "</p>" + _BANNER + _SCRIPT), everywhere=False)
    yield Door(
        "with-login", "ok", shown("Muscle twitches", _TEXT, "<!-- -->") + "<input type=password>", everywhere=False
    )
    yield Door(
        "with-captcha", "ok", shown("Muscle twitches", _TEXT + "<div class=g-recaptcha></div>"), everywhere=False
    )
    yield Door(
        "with-form",
        "ok",
        bare("Muscle twitches", f"<form><h1>Muscle twitches</h1><p>{_TEXT}</p>{_SCRIPT}</form>"),
        everywhere=False,
    )
    yield Door(
        "with-audience",
        "ok",
        shown("Twitches: for doctors", "This page is intended for healthcare professionals. " + _TEXT),
        everywhere=False,
    )
    for name, path, to in (
        ("there-slug", "/articles/2014/muscle-twitches.html", "/muscle-twitches"),
        ("there-folder", "/conditions/twitches/index.html", "/conditions/twitches/"),
        ("there-id", "/article/48151623/fulltext", "/article/48151623"),
        ("there-named", "/leaflets/L-20", "/library/muscle-twitches"),
        ("there-search", "/leaflets/search-dogs.html", "/news/search-dogs"),
    ):
        title = "Muscle twitches" if "twitches" in to + path or "leaflets" in path else "Article 48151623"
        yield Door(name, "moved", shown(title, _TEXT), to=to, status=301, everywhere=False, path=path)


_KINDS = (_walls, _entrances, _closed, _shells, _missing, _parked, _led_away, _in_other_words, _teasers, _honest)
DOORS = {door.name: door for kind in _KINDS for door in kind()}
