"""Train the judgement of a page that answers "all is well" (`citewarden.web.page_kinds`) and write its weights.

    python benchmarks/train_pages.py            # figures on ways of saying it and languages it was not trained on
    python benchmarks/train_pages.py --write    # and write src/citewarden/web/page_weights.json

Pages: what each kind of page says (`page_kinds.yaml`, written for it), put into pages as sites build them, with menus,
trails, bars of cookies, lists of other pages; the rows of `tests/web`; and as living pages besides, openings of health
articles and of sections of health textbooks.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from citewarden import config, learned
from citewarden.testing.doors import bare, shown
from citewarden.web import html_cues, page_kinds
from citewarden.web.html_cues import Cues, Page
from citewarden.web.urls import Url, parse

HERE = Path(__file__).parent
TESTS = HERE.parent / "tests" / "web"
DATA = HERE.parent.parent / "shared" / "data"
CUES = Cues.of(config.lexicon("link_cues"))
EACH = 8
LEAST = 2
"""Lines that have a word or feature."""
SMALLEST = 0.08
PENALTY = 0.3
REAL = 2500
"""Real living pages."""
HELD = 5


@dataclass(frozen=True)
class Row:
    """A page that is shown at an address, its kind, and where its words are from (way of saying it, language)."""

    page: Page
    url: Url
    kind: str
    family: str
    language: str
    line: str = ""


_SITES = (
    "HeartNet", "County Health", "Open Clinic", "Kidney Trust", "MedInfo", "The Daily", "Journal of Care", "Praxis",
    "Salud Hoy", "Santé Info", "University Hospital", "Patient Library",
)  # fmt: skip
_AROUND = (
    "Last reviewed: 4 May 2024", "Sign in to save this page.", "Log in or register to comment.", "Share this page.",
    "Next review due: March 2027", "Subscribe to our newsletter.", "Sign up for our weekly e-mail.",
    "Follow us on social media.", "This page has been archived and is no longer updated.",
    "Get access to the full text.", "Was this page helpful?", "Registered charity. Site by Miller.",
    "All rights reserved.", "Reviewed by our medical board.", "Reading time: 4 minutes",
    "For information only; it does not replace a doctor.", "Print this page or send it to a friend.",
    "Back to the overview", "Download as PDF (2 MB)", "Call us on weekdays from 9 to 5.",
    "If you need help now, call the emergency number.", "Teilen Sie diese Seite.",
    "Abonnieren Sie unseren Newsletter.", "Zuletzt geprüft am 4. Mai 2024", "Alle Rechte vorbehalten.",
    "Partager cette page par e-mail", "Abonnez-vous à notre lettre.", "Mis à jour le 4 mai 2024",
    "Tous droits réservés.", "Comparta esta página.", "Suscríbase a nuestro boletín.",
    "Actualizado el 4 de mayo de 2024", "Condividi questa pagina.", "Iscriviti alla newsletter.",
    "Aggiornato il 4 maggio 2024", "Partilhe esta página.", "Subscreva o nosso boletim.",
    "Deel deze pagina met een vriend.", "Meld je aan voor de nieuwsbrief.", "Dela den här sidan",
    "Prenumerera på vårt nyhetsbrev.", "Tilaa uutiskirjeemme.", "Zapisz się na nasz newsletter.",
    "Udostępnij tę stronę", "Odebírejte náš zpravodaj.", "Подпишитесь на нашу рассылку.", "Bültenimize abone olun.",
    "このページを共有する", "分享本页", "이 페이지 공유하기",
)  # fmt: skip
"""What stands around the text of a living page."""
_LIST = "<ul><li><a href=/b>Back pain</a><li><a href=/c>Diabetes</a></ul>"
_HELPFUL = "<p>Was this page helpful? <button>Yes</button> <button>No</button></p>"
_BARS = (
    "<div class=cookie-bar><p>We use cookies to improve this site. <a href=/c>More</a></p><button>OK</button></div>",
    "<div id=cc><span>This website uses cookies to give you the best experience.</span> <a>Got it!</a></div>",
    "<div class=consent><p>Wir verwenden Cookies.</p><button>Alle akzeptieren</button></div>",
    "<div class=gdpr>Nous utilisons des cookies. <a>Tout accepter</a></div>",
)
_BELOW = (
    "<p><a href=/>Home</a></p>",
    "<p>Contact us if you need help.</p>",
    "<p><a href=/search>Search</a> <a href=/map>Site map</a></p>",
    f"<h2>Popular pages</h2>{_LIST}",
    "<p>Share this page. Print.</p>",
    _HELPFUL,
)
_LIVING_BELOW = (
    "<p>Last reviewed: 4 May 2024</p>",
    "<p>Sign in to save this page.</p>",
    "<p>Log in or register to comment.</p>",
    "<p>Next review due: March 2027</p>",
    "<p>References: 1. Smith J. Lancet 2019.</p>",
    "<p>Share this page. Print.</p>",
    "<p>Subscribe to our newsletter.</p>",
    "<p>This page has been archived and is no longer updated.</p>",
    "<p><a href=x.pdf>PDF</a></p>",
    "<p>Get access to the full text.</p>",
    f"<h2>Related</h2>{_LIST}",
    _HELPFUL,
)


Line = tuple[str, str, str]
"""A way of saying it, heading, text."""


def lines() -> dict[str, dict[str, list[Line]]]:
    """Kind, language -> what such pages say."""
    loaded = yaml.load((HERE / "page_kinds.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return {
        kind: {lang: list(map(_line, text.strip().splitlines())) for lang, text in by_language.items()}
        for kind, by_language in loaded.items()
    }


def _line(text: str) -> Line:
    family, heading, said = (part.strip() for part in text.split(" |"))
    return family, heading, said


class Maker:
    """Puts what a page says into pages, seeded."""

    def __init__(self, seed: int, said: dict[str, dict[str, list[Line]]]) -> None:
        self.draw = random.Random(seed)
        self.said = said
        self.texts = {lang: [text for _, _, text in rows if text] for lang, rows in said["living"].items()}
        self.subjects = {lang: [heading for _, heading, _ in rows] for lang, rows in said["living"].items()}

    def rows(self) -> Iterator[Row]:
        """Some pages of every line."""
        for kind, by_language in self.said.items():
            for lang, group in by_language.items():
                for family, heading, text in group:
                    for number in range(EACH):
                        yield self.row(kind, lang, family, heading, text, number, group)

    def runs(self) -> Iterator[Row]:
        """What pages say, run by run, without a heading."""
        for kind, by_language in self.said.items():
            for lang, group in by_language.items():
                for family, heading, text in group:
                    parts = [*text.split(". "), f"{heading}. {text}"] if kind == "living" else [heading, text]
                    for said in parts:
                        shown_as = said.replace("X", self.draw.choice(_SITES))
                        if html_cues.length(said) >= page_kinds.FEWEST and kind != "parked":
                            line = f"{lang} {heading} {text}"
                            yield Row(page_kinds.run_of(shown_as), page_kinds.NOWHERE, kind, family, lang, line)
        for said in _AROUND:
            for _ in range(2):
                yield Row(page_kinds.run_of(said), page_kinds.NOWHERE, "living", "around", "various", said)

    def row(
        self,
        kind: str,
        lang: str,
        family: str,
        heading: str,
        text: str,
        number: int,
        group: Sequence[Line],
    ) -> Row:
        """One page of a line; of the first of them title, heading and text are as written."""
        draw, site, line = self.draw, self.draw.choice(_SITES), f"{lang} {heading} {text}"
        host = f"{site.replace(' ', '-').lower()}.example"
        subject = heading if kind == "living" else draw.choice(self.subjects[lang if lang in self.subjects else "en"])
        path = self._path(lang, subject)
        heading, text = heading.replace("X", host if kind == "parked" else site), text.replace("X", site)
        title = draw.choice((f"{heading} | {site}", heading, f"{site} - {heading}", f"{heading} | {site}"))
        if kind != "living" and number:
            title = draw.choice((title, site, heading, site, ""))
            like = [(h, t) for f, h, t in group if f == family]
            other = draw.choice(like)
            sort = draw.random()
            if sort < 0.2:
                heading, text = text, draw.choice(("", other[1]))
            elif sort < 0.35:
                text = ""
            elif sort < 0.5:
                text = f"{text} {other[1]}"
            elif sort < 0.6:
                heading, text = "", f"{heading}. {text}"
            elif sort < 0.65:
                heading = other[0]
            elif sort < (0.95 if family == "pay" else 0.85) and kind in (
                "missing",
                "door",
            ):  # under the heading that the page would have
                text = f"{heading}. {text}"
                heading = title = subject
                if family == "pay":
                    text = f"{draw.choice(self.texts[lang if lang in self.texts else 'en']).partition('. ')[0]}. {text}"
        if kind == "living" and number:
            sort = draw.random()
            if sort < 0.15:
                text = text.partition(". ")[0]
            elif sort < 0.4:
                text = f"{text} {draw.choice(group)[2]} {draw.choice(group)[2]}"
            elif sort < 0.45:
                heading = title = site
        below = _LIVING_BELOW if kind == "living" else _BELOW
        page = self._page(kind, family, title, heading, text, lang, below)
        return Row(page, parse(f"http://{host}{path}"), kind, family, lang, line)

    def _path(self, lang: str, subject: str) -> str:
        draw = self.draw
        sort = draw.random()
        if sort < 0.25:
            return draw.choice(
                (
                    f"/node/{draw.randrange(9999)}",
                    f"/article.php?id={draw.randrange(999)}",
                    f"/p/{draw.randrange(9999)}",
                )
            )
        if sort > (0.9 if lang in ("en", "various") else 0.65):
            subject = draw.choice(self.subjects["en"])
        slug = "-".join(word for word in subject.lower().split() if word.isalnum() and word.isascii())
        return f"/health/{slug or 'x-ray'}{draw.choice(('', '.html', '/'))}"

    def _page(
        self, kind: str, family: str, title: str, heading: str, text: str, lang: str, below: Sequence[str]
    ) -> Page:
        draw = self.draw
        first = f"<h1>{escape(heading)}</h1>" if heading else ""
        body = f"{first}<p>{escape(text)}</p>" if text else first
        if family == "signin" and kind == "door" and draw.random() < 0.7:
            body += "<form><input name=u><input type=password name=p><button>OK</button></form>"
        if family in ("age", "hcp", "consent", "terms", "app") and kind == "door" and draw.random() < 0.7:
            body += "<button>Yes</button><button>No</button>"
        if draw.random() < 0.5:
            body += draw.choice(below)
        if family == "script" and kind == "door":
            body += "<div id=app></div><script src=a.js></script>"
        plain = draw.random() < (0.05 if kind == "living" else 0.3)
        if not plain:
            bar = draw.choice(_BARS) if draw.random() < 0.35 else ""
            trail = "<ol class=breadcrumb><li>Home<li>A to Z</ol>" if draw.random() < 0.2 else ""
            body = (
                f"{bar}<header><nav><a href=/>Home</a> <a href=/topics>Topics</a></nav></header>"
                f"<main>{trail}{body}</main><footer>© {draw.choice(_SITES)}</footer><script src=/a.js></script>"
            )
        language = f" lang={lang}" if draw.random() < 0.6 else ""
        html = (
            f"<html{language}><head><meta charset=utf-8><title>{escape(title)}</title></head><body>{body}</body></html>"
        )
        return html_cues.read(html.encode())


def tested() -> Iterator[Row]:
    """The rows of the tests of single pages."""
    url = parse("https://www.site.example/guide/statins.html")
    missing = yaml.load((TESTS / "missing.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    for name, kind in (("gone", "missing"), ("here", "living")):
        for title, heading, text in missing[name]:
            page = html_cues.read(shown(f"{title} | HeartNet", text, heading=heading).encode())
            yield Row(page, url, kind, "tested", "tested")
    open_kinds = {"blocked": "door", "restricted": "door", "server-error": "closed"}
    judged = {**open_kinds, "soft-404": "missing", "parked": "parked", "ok": "living"}
    for row in yaml.load((TESTS / "judgement.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader):
        if "html" in row or row.get("found"):  # what tells them is not what they say
            continue
        text = (
            bare(row["title"], row["body"])
            if "body" in row
            else shown(row["title"], row["text"].replace("TEXT", "Rest."))
        )
        yield Row(html_cues.read(text.encode()), url, judged[row["outcome"]], "tested", "tested")


_SECTION = re.compile(r"<title>([^<]{4,90})</title>\s*(?:<[^p][^>]*>\s*)*<para[^>]*>(.*?)</para>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def sections(source: str) -> Iterator[tuple[str, str]]:
    """The title and first paragraph of each section of a book."""
    for title, text in _SECTION.findall(source):
        yield title, " ".join(_TAG.sub("", text).split())


def real() -> Iterator[Row]:
    """Openings of real health articles and sections, of many lengths."""
    draw = random.Random(11)
    found: list[tuple[str, str]] = []
    for path in sorted((DATA / "articles" / "medquad").glob("[a-z]*.txt")):
        head, _, rest = path.read_text(encoding="utf-8").strip().partition("\n")
        found += [(head.strip(), part) for part in rest.split("\n\n") if len(part) > 30]
    for path in sorted((DATA / "articles" / "openstax").rglob("*.cnxml")):
        found += sections(path.read_text(encoding="utf-8"))
    draw.shuffle(found)
    for title, text in found[:REAL]:
        words = text.split()
        few = " ".join(words[: draw.choice((0, 6, 12, 20, 40, 80, 150))])
        html = shown(f"{escape(title)} | {draw.choice(_SITES)}", escape(few), heading=escape(title))
        slug = "-".join(word for word in title.lower().split()[:6] if word.isalnum())
        path = draw.choice((f"/a/{slug}", f"/pmc/{draw.randrange(9999)}", f"/doi/10.1/{draw.randrange(999)}"))
        yield Row(html_cues.read(html.encode()), parse(f"http://x.example{path}"), "living", "real", "real")


class Model(NamedTuple):
    """Weights by feature, one for each kind of notice beyond that for a living page; the words of notices."""

    weights: dict[str, list[float]]
    words: frozenset[str]


def notice_words(data: Sequence[Row]) -> frozenset[str]:
    """Beginnings of words that two lines or more have of pages that are not living."""
    lines_of: dict[str, set[str]] = defaultdict(set)
    for row in data:
        if row.kind != "living":
            shown_text = " ".join((*row.page.heads, CUES.own_text(row.page).lower()))
            for word in page_kinds.stems(shown_text):
                lines_of[word].add(row.line or str(id(row)))
    return frozenset(word for word, of in lines_of.items() if len(of) >= LEAST)


def fit(data: Sequence[Row], penalty: float = PENALTY) -> Model:
    """The model of some pages, the kinds weighing alike."""
    words = notice_words(data)
    found = [page_kinds.features(row.page, row.url, CUES, words) for row in data]
    lines_of: dict[str, set[str]] = defaultdict(set)
    for row, names in zip(data, found, strict=True):
        for name in names:
            lines_of[name].add(row.line or str(id(row)))
    place = {name: i for i, name in enumerate(sorted(n for n, of in lines_of.items() if len(of) >= LEAST))}
    pairs = [(i, place[n]) for i, names in enumerate(found) for n in sorted(names) if n in place]
    rows, columns = zip(*pairs, strict=True)
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(data), len(place)))
    wanted = np.array([page_kinds.KINDS.index(row.kind) for row in data])
    sizes = np.bincount(wanted, minlength=len(page_kinds.KINDS))
    share = np.array([0.4, 0.25, 0.2, 0.1, 0.1])
    weights = (share / np.maximum(sizes, 1) * len(data))[wanted]
    model = LogisticRegression(C=penalty, max_iter=300)
    model.fit(matrix, wanted, sample_weight=weights)
    beyond = model.coef_[1:] - model.coef_[0]
    out = {
        name: [round(float(w), 2) for w in row]
        for name, row in zip(place, beyond.T, strict=True)
        if np.abs(row).max() >= SMALLEST
    }
    bias = np.array(out.get("bias", [0.0] * (len(page_kinds.KINDS) - 1))) + model.intercept_[1:] - model.intercept_[0]
    out["bias"] = [round(float(w), 2) for w in bias]
    return Model(out, words)


def likely(row: Row, model: Model) -> page_kinds.Likely:
    """What a model says of a page."""
    return page_kinds.of_features(page_kinds.features(row.page, row.url, CUES, model.words), model.weights)


def told(data: Sequence[Row], model: Model) -> str:
    """Living pages taken for something else, and others taken for living, at several chances; the kind right."""
    said = [(likely(row, model), row.kind) for row in data]
    out = [f"{len(said):5d}"]
    alive = [p.living for p, kind in said if kind == "living"]
    others = [(p, kind) for p, kind in said if kind != "living"]
    for at in (0.5, 0.2, 0.1):
        false = f"{np.mean([p < at for p in alive]):.3f}" if alive else "-"
        hits = f"{np.mean([p.living < at for p, _ in others]):.3f}" if others else "-"
        out.append(f"living<{at}: {false}/{hits}")
    if others:
        right = [max(page_kinds.KINDS[1:], key=p._asdict().__getitem__) == kind for p, kind in others]
        out.append(f"kind {np.mean(right):.3f}")
    return "  ".join(out)


def main() -> None:
    """Print the figures; with --write, train on everything and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    maker = Maker(5, lines())
    made = [*maker.rows(), *maker.runs()]
    beside = [*tested(), *real()]
    if arguments.write:
        model = fit([*made, *beside])
        print(len(made), "made pages,", len(beside), "others,", len(model.weights), "features")
        write(model)
        return
    print("taken for something else: living pages/others")
    families = sorted({(row.kind, row.family) for row in made})
    for held in [set(families[i::HELD]) for i in range(HELD)]:
        model = fit([row for row in [*made, *beside] if (row.kind, row.family) not in held and row.family != "tested"])
        print(
            "families",
            told([row for row in made if (row.kind, row.family) in held], model),
            *sorted({f for _, f in held}),
        )
    languages = sorted({row.language for row in made} - {"en", "various"})
    for some in [languages[i::HELD] for i in range(HELD)]:
        model = fit([row for row in [*made, *beside] if row.language not in some and row.family != "tested"])
        print("languages", told([row for row in made if row.language in some], model), *some)
    model = fit(made)
    for name in ("tested", "real"):
        print(f"{name:8s}", told([row for row in beside if row.family == name], model))


def write(model: Model) -> None:
    """Write the weights and seal them."""
    card = {
        "task": "What is a page that answers 200: living, or what stands in its place?",
        "data": "benchmarks/page_kinds.yaml in made pages, tests/web, openings of health articles and textbooks",
        "method": f"multinomial logistic regression, L2, C={PENALTY}; retrain with benchmarks/train_pages.py --write",
        "kinds": page_kinds.KINDS,
        "words": sorted(model.words),
        "weights": dict(sorted(model.weights.items())),
    }
    page_kinds.MODEL.write_text(json.dumps(card, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    learned.seal(page_kinds.MODEL)


if __name__ == "__main__":
    main()
