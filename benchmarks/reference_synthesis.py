"""References in the styles health editors use, set from fields of real ones: material for training only.

The fields come from labelled corpora that may train (see `reference_corpora`); the layouts, publishers and sites are
facts and conventions. Nothing made here is ever part of a measurement.
"""

from __future__ import annotations

import json
import random
import re
from typing import Any

from citewarden.text import names
from reference_corpora import DATA, Marked

Fields = dict[str, str]

_PRESSES = (
    ("Elsevier", "Philadelphia, PA"),
    ("Saunders", "Philadelphia"),
    ("Wolters Kluwer", "Philadelphia, PA"),
    ("Lippincott Williams & Wilkins", "Baltimore, MD"),
    ("Springer", "New York, NY"),
    ("Oxford University Press", "Oxford"),
    ("Cambridge University Press", "Cambridge, UK"),
    ("McGraw-Hill Education", "New York"),
    ("Wiley-Blackwell", "Hoboken, NJ"),
    ("Mosby", "St. Louis, MO"),
    ("Demos Medical Publishing", "New York, NY"),
    ("Churchill Livingstone", "Edinburgh"),
    ("Guilford Press", "New York"),
    ("American Psychiatric Publishing", "Arlington, VA"),
    ("Sage Publications", "Thousand Oaks, CA"),
    ("World Health Organization", "Geneva, Switzerland"),
    ("National Academies Press", "Washington, DC"),
    ("Penguin Books", "London"),
    ("Harvard University Press", "Cambridge, MA"),
    ("F.A. Davis", "Philadelphia"),
    ("Jones & Bartlett Learning", "Burlington, MA"),
    ("Thieme", "Stuttgart"),
    ("Rodale", "Emmaus, PA"),
    ("StatPearls Publishing", "Treasure Island, FL"),
    ("Routledge", "London and New York"),
    ("National Cancer Institute", "Bethesda, MD"),
    ("RCN Publishing", "Harrow"),
    ("Karger", "Basel"),
    ("Human Kinetics", "Champaign, IL"),
    ("Johns Hopkins University Press", "Baltimore"),
    ("CRC Press", "Boca Raton, FL"),
    ("Humana Press", "Totowa, N.J."),
    ("Sinauer Associates", "Sunderland, Mass."),
    ("Academic Press", "San Diego, Calif."),
    ("Little, Brown", "Boston"),
)
_SITES = (
    "Mayo Clinic",
    "Cleveland Clinic",
    "Centers for Disease Control and Prevention",
    "National Institutes of Health",
    "MedlinePlus",
    "National Multiple Sclerosis Society",
    "American Heart Association",
    "American Cancer Society",
    "World Health Organization",
    "NHS",
    "Johns Hopkins Medicine",
    "Harvard Health Publishing",
    "UpToDate",
    "Medscape",
    "National Institute of Neurological Disorders and Stroke",
    "National Institute on Aging",
    "Merck Manual Consumer Version",
    "American Academy of Dermatology",
    "U.S. Food and Drug Administration",
    "National Cancer Institute",
    "Arthritis Foundation",
    "American Academy of Family Physicians",
    "Office on Women’s Health",
    "KidsHealth from Nemours",
    "Healthline",
    "WebMD",
    "American College of Rheumatology",
    "Alzheimer’s Association",
    "National Kidney Foundation",
    "Office of Dietary Supplements",
    "National Center for Complementary and Integrative Health",
    "American Thyroid Association",
    "Epilepsy Foundation",
    "Genetics Home Reference",
    "StatPearls",
    "DynaMed",
    "European Medicines Agency",
    "Public Health England",
    "Cancer Research UK",
    "Better Health Channel",
    "Health Canada",
    "American Diabetes Association",
    "Muscular Dystrophy Association",
    "Cleveland Clinic Center for Continuing Education",
    "University of Maryland Medical Center",
    "Stanford Health Care",
    "National Organization for Rare Disorders",
    "National Institute for Health and Care Excellence",
    "ClinicalTrials.gov",
    "Agency for Healthcare Research and Quality",
    "Substance Abuse and Mental Health Services Administration",
    "Drugs.com",
)
_BODIES = (
    "U.S. Department of Health and Human Services, Office of Disease Prevention and Health Promotion",
    "U.S. Department of Agriculture, Agricultural Research Service",
    "Centers for Disease Control and Prevention, National Center for Health Statistics",
    "National Institutes of Health, Office of Dietary Supplements",
    "Department of Veterans Affairs, Department of Defense",
    "Royal College of Physicians, Intercollegiate Stroke Working Party",
    "National Library of Medicine (US)",
    "Centers for Disease Control and Prevention (CDC)",
    "World Health Organization, Regional Office for Europe",
    "American College of Obstetricians and Gynecologists, Committee on Practice Bulletins",
    "US Preventive Services Task Force",
    "ALS CARE Study Group",
    "Australian Government, Department of Health and Aged Care",
)
"""Authors of several parts."""
_GENRES = ("Data set", "Doctoral dissertation", "Master’s thesis", "Video", "Computer software")
_PAPERS = ("The New York Times", "The Washington Post", "The Guardian", "STAT News", "Time", "USA Today")
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_ADDRESSES = (
    "https://www.{h}.gov/{a}/{b}.html",
    "https://www.{h}.org/{a}-{b}",
    "http://www.{h}.org/{a}/{b}/",
    "www.{h}.com/{a}",
    "https://{h}.edu/{a}/{b}",
    "https://www.{h}.org.uk/{a}",
    "https://my.{h}.org/health/{a}/{b}",
    "https://{h}.nih.gov/{a}",
)


def journals() -> list[Fields]:
    """The fields of the matching set's records."""
    rows = json.loads((DATA / "reference-matching" / "biomedical-references-2k.json").read_text("utf-8"))
    return [
        {
            "title": r["atitle"],
            "journal": r["jtitle"],
            "volume": str(r["volume"]),
            "page": str(r["firstPage"]),
            "name": r["firstAuthor"],
        }
        for r in rows
        if all(r.get(k) for k in ("atitle", "jtitle", "volume", "firstPage", "firstAuthor"))
    ]


class Synthesis:
    """Sets references at random; the same seed gives the same references."""

    def __init__(self, seed: int, corpus: list[Fields], titles: list[str], people: list[str]) -> None:
        self.random = random.Random(seed)
        self.corpus, self.titles, self.people = corpus, titles, people

    def one(self) -> Marked:
        kind = self.random.choices(
            (self._journal, self._web, self._book, self._chapter, self._other), weights=(30, 38, 18, 9, 5)
        )[0]
        marked = [part for part in kind() if part[0]]
        if self.random.random() < 0.12:
            marked.insert(
                0, (self.random.choice(("{}. ", "[{}] ", "({}) ")).format(self.random.randint(1, 90)), "label")
            )
        if self.random.random() < 0.4:
            marked = [(text.replace("“", '"').replace("”", '"'), label) for text, label in marked]
        if self.random.random() < 0.1:
            marked = [
                (text.rstrip(". ") if i == len(marked) - 1 else text, label) for i, (text, label) in enumerate(marked)
            ]
        return marked

    # Pieces

    def _persons(self, how: str) -> str:
        r = self.random
        count = r.choices((1, 2, 3, 4, 6, 8), weights=(28, 22, 18, 14, 10, 8))[0]
        people = []
        for _ in range(count):
            family = r.choice(self.people)
            given = "".join(r.choices("ABCDEFGHJKLMNPRSTW", k=r.choices((1, 2, 3), weights=(45, 48, 7))[0]))
            people.append((family, given))
        if how == "ama":
            out = [f"{f} {g}" for f, g in people]
            if r.random() < 0.07:
                out[0] = f"{people[0][0]} {r.choice(('Jr', '3rd'))}"
            if r.random() < 0.04:
                out[0] = f"{people[0][0]} {people[0][1][0]} M{people[0][1][0]}"
            text = ", ".join(out)
            return text + r.choice((", et al", " et al", ", et al.")) if r.random() < 0.35 else text
        if how == "apa":
            out = [f"{f}, {' '.join(c + '.' for c in g)}" for f, g in people]
            if len(out) > 1:
                return ", ".join(out[:-1]) + r.choice((", & ", " & ", ", and ")) + out[-1]
            return out[0]
        first = [
            "Anna",
            "James",
            "Maria",
            "Robert",
            "Wei",
            "Priya",
            "David",
            "Karen",
            "Ahmed",
            "Elena",
            "Tom",
            "Susan",
            "Lena",
        ]
        given_names = [f"{r.choice(first)}{' ' + g[-1] + '.' if r.random() < 0.4 else ''}" for _, g in people]
        if how == "mla":
            out = [f"{people[0][0]}, {given_names[0]}"] + [
                f"{g} {f}" for (f, _), g in zip(people[1:], given_names[1:], strict=True)
            ]
            if len(out) > 3 and r.random() < 0.6:
                return out[0] + ", et al"
            return out[0] if len(out) == 1 else ", ".join(out[:-1]) + ", and " + out[-1]
        out = [f"{g} {f}" for (f, _), g in zip(people, given_names, strict=True)]
        if r.random() < 0.2:
            out = [f"{o}, {r.choice(('MD', 'PhD', 'RN', 'MD, PhD', 'DO', 'MPH'))}" for o in out]
        return out[0] if len(out) == 1 else ", ".join(out[:-1]) + " and " + out[-1]

    def _year(self) -> str:
        return str(self.random.randint(1975, 2025))

    def _date(self, how: str = "") -> str:
        r = self.random
        month, day, year = r.choice(_MONTHS), str(r.randint(1, 28)), self._year()
        how = how or r.choice(("mdy", "my", "y", "dmy", "ymd", "n"))
        return {
            "mdy": f"{month} {day}, {year}",
            "my": f"{month} {year}",
            "y": year,
            "dmy": f"{day} {month} {year}",
            "ymd": f"{year} {month[:3]} {day}",
            "n": f"{r.randint(1, 12)}/{r.randint(1, 28)}/{year}",
            "apa": f"{year}, {month} {day}",
        }[how]

    def _title(self) -> str:
        title = self.random.choice(self.titles).strip(" .,")
        if len(title.split()) > 9 and self.random.random() < 0.3:
            title = " ".join(title.split()[: self.random.randint(3, 7)])
        return title[:1].upper() + title[1:]

    def _short_title(self) -> str:
        r = self.random
        topic = r.choice(self.titles)
        words = re.findall(r"[A-Za-z][\w’'-]+", topic)[: r.randint(1, 4)] or ["Health"]
        subject = " ".join(words)
        form = r.choice(
            (
                "{}",
                "{} Fact Sheet",
                "What is {}?",
                "{}: Symptoms and causes",
                "About {}",
                "{} (Beyond the Basics)",
                "Treating {}",
                "{} overview",
                "{}: Diagnosis & Treatment",
                "Facts about {}",
                "{} and you",
                "Living with {}",
                "Signs and Symptoms of {}",
                "How to manage {}",
                "Key statistics for {}",
                "{} information page",
                "{} FAQs",
            )
        )
        text = form.format(subject)
        text = text[:1].upper() + text[1:]
        return text.title() if r.random() < 0.3 else text

    def _url(self) -> str:
        r = self.random
        words = [w.lower() for w in re.findall(r"[A-Za-z]{3,}", r.choice(self.titles))][:4] or ["health"]
        return r.choice(_ADDRESSES).format(h=r.choice(words), a="-".join(words[:2]), b=words[-1])

    def _doi(self) -> str:
        r = self.random
        journal = r.choice(("j.abc", "s0140-6736", "jama", "nejmra", "cvr"))
        return f"10.{r.randint(1000, 9999)}/{journal}.{self._year()}.{r.randint(10, 99999):05d}"

    def _stop(self, title: str) -> str:
        return title if title[-1:] in "?!." else title + "."

    # Kinds

    def _journal(self) -> Marked:
        r = self.random
        f = r.choice(self.corpus)
        title, journal, volume, page = f["title"].strip(" ."), f["journal"].strip(" ."), f["volume"], f["page"]
        if r.random() < 0.5 and page.isdigit():
            page = f"{page}{r.choice('-–')}{r.choice((str(int(page) + r.randint(1, 20)), str(int(page) + 9)[-2:]))}"
        issue = str(r.randint(1, 12)) if r.random() < 0.7 else ""
        year = self._year()
        tail: Marked = []
        if r.random() < 0.4:
            lead = r.choice(("doi:", "doi: ", "https://doi.org/", "DOI: "))
            tail = [(" ", ""), (lead + self._doi(), "doi")]
            if r.random() < 0.3:
                tail.append((".", "doi"))
        if r.random() < 0.12:
            tail += [(" ", ""), (f"PMID: {r.randint(10**6, 3 * 10**7)}", "idno")]
            if r.random() < 0.4:
                tail += [("; ", ""), (f"PMCID: PMC{r.randint(10**5, 10**7)}.", "idno")]
        layout = r.randrange(6)
        if layout <= 1:
            date = (
                year
                if r.random() < 0.6
                else f"{year} {r.choice(_MONTHS)[:3]}{' ' + str(r.randint(1, 28)) if r.random() < 0.4 else ''}"
            )
            return [
                (self._persons("ama") + ". ", "author"),
                (self._stop(title) + " ", "title"),
                (journal + r.choice((". ", ".", " ")), "journal"),
                (f"{date};", "date"),
                (volume, "volume"),
                (f"({issue})" if issue else "", "issue"),
                (":" + page + ".", "pages"),
                *tail,
            ]
        if layout == 2:
            return [
                (
                    self._persons("apa") + r.choice((" ", ". ")) if r.random() < 0.3 else self._persons("apa") + " ",
                    "author",
                ),
                (f"({year}). ", "date"),
                (self._stop(title) + " ", "title"),
                (journal + ", ", "journal"),
                (volume, "volume"),
                (f"({issue})" if issue else "", "issue"),
                (f", {page}.", "pages"),
                *tail,
            ]
        if layout == 3:
            return [
                (self._persons("mla") + ". ", "author"),
                (f"“{self._stop(title)}” ", "title"),
                (journal + ", ", "journal"),
                (f"vol. {volume}, ", "volume"),
                (f"no. {issue}, " if issue else "", "issue"),
                (f"{year}, ", "date"),
                (f"pp. {page}.", "pages"),
                *tail,
            ]
        if layout == 4:
            return [
                (self._persons("apa") + ", ", "author"),
                (f"{year}. ", "date"),
                (self._stop(title) + " ", "title"),
                (journal + ", ", "journal"),
                (volume, "volume"),
                (f"({issue})" if issue else "", "issue"),
                (f", pp.{page}.", "pages"),
                *tail,
            ]
        return [
            (self._persons("mla") + ". ", "author"),
            (f"{year}. ", "date"),
            (f"“{self._stop(title)}” ", "title"),
            (journal + " ", "journal"),
            (volume, "volume"),
            (f" ({issue})" if issue else "", "issue"),
            (f": {page}.", "pages"),
            *tail,
        ]

    def _web(self) -> Marked:
        r = self.random
        site = r.choice(_SITES)
        persons = self._persons(r.choice(("ama", "apa", "plain", "mla"))) if r.random() < 0.35 else ""
        if not persons and r.random() < 0.12:
            persons = r.choice(_BODIES)
        title = self._short_title() if r.random() < 0.75 else self._title()
        url = self._url()
        accessed = r.choice(
            ("Accessed {}", "accessed {}", "Retrieved {}", "Accessed on {}", "Last accessed {}")
        ).format(self._date(r.choice(("mdy", "dmy", "my", "ymd"))))
        layout = r.randrange(12)
        web = r.choice((" website", " Web site", " Website", ""))
        if layout in (0, 1):  # the style of consumer health magazines: the date in brackets after the author
            date = f"({self._date(r.choice(('my', 'my', 'mdy', 'y')))}). "
            if persons and r.random() < 0.6:
                parts = [
                    (persons + ". ", "author"),
                    (date, "date"),
                    (f"{site}{web}. ", "booktitle"),
                    (self._stop(title), "title"),
                ]
                return (
                    parts
                    if r.random() < 0.5
                    else [parts[0], parts[1], (self._stop(title) + " ", "title"), (f"{site}{web}.", "booktitle")]
                )
            return [
                (f"{site}{web}. ", "author"),
                (date, "date"),
                (self._stop(title), "title"),
                *((" ", ""), (url, "url")),
            ][: r.choice((3, 5))]
        if layout == 2:  # organisation. title.
            return [
                (site + ". ", "author"),
                (self._stop(title), "title"),
                *(((" ", ""), (url, "url")) if r.random() < 0.6 else ()),
            ]
        if layout in (3, 4):  # AMA
            parts: Marked = [(persons + ". ", "author")] if persons else []
            if not persons and r.random() < 0.6:
                parts.append((r.choice(_SITES) + ". ", "author"))
            parts.append((self._stop(title) + " ", "title"))
            parts.append((f"{site}{web}. ", "booktitle"))
            if r.random() < 0.6:
                parts.append(
                    (
                        r.choice(("Published ", "Updated ", "Last reviewed ", ""))
                        + f"{self._date(r.choice(('mdy', 'my', 'y')))}. ",
                        "date",
                    )
                )
            ends = [
                (f"{accessed}. ", "accessed"),
                (r.choice(("", "", "Available at: ", "Available from: ")) + url + r.choice(("", ".", " ")), "url"),
            ]
            if r.random() < 0.4:
                ends.reverse()
                ends[0] = (ends[0][0].rstrip(". ") + ". ", "url")
            return parts + (ends if r.random() < 0.85 else ends[-1:])
        if layout == 5:  # NLM
            place = r.choice(_PRESSES)[1]
            return [
                ((persons or site) + ". ", "author"),
                (f"{title} [Internet]. ", "title"),
                (place + ": ", "place"),
                (site + "; ", "publisher"),
                (f"{self._date('ymd')} ", "date"),
                (f"[cited {self._date('ymd')}]. ", "accessed"),
                (f"Available from: {url}", "url"),
            ]
        if layout in (6, 7):  # APA
            day = r.choice((self._year(), self._year() + r.choice("abc"), self._date("apa"), "n.d.", self._date("my")))
            date = f"({r.choice(('', '', '', 'Updated '))}{day}). "
            parts = [
                ((persons or r.choice(_SITES)) + r.choice((". ", " ")), "author"),
                (date, "date"),
                (self._stop(title) + " ", "title"),
            ]
            if r.random() < 0.5:
                parts.append((site + ". ", "booktitle"))
            return [
                *parts,
                (r.choice(("", "", "Retrieved from ", f"Retrieved {self._date('mdy')}, from ")) + url, "url"),
            ]
        if layout == 8:  # MLA
            return [
                (f"“{self._stop(title)}” ", "title"),
                (f"{site}, ", "booktitle"),
                (f"{self._date('dmy')}, ", "date"),
                (url + r.choice((".", ". ")), "url"),
                *(((f" {accessed}.", "accessed"),) if r.random() < 0.5 else ()),
            ]
        if layout == 9:  # Harvard
            return [
                ((persons or site) + " ", "author"),
                (f"({self._year()}) ", "date"),
                (f"{title}. ", "title"),
                (f"Available at: {url} ", "url"),
                (f"(Accessed: {self._date('dmy')}).", "accessed"),
            ]
        if layout == 10:  # title first
            return [
                (self._stop(title) + " ", "title"),
                (f"{site}. ", "booktitle"),
                (url, "url"),
                *(((f". {accessed}", "accessed"),) if r.random() < 0.6 else ()),
            ]
        date = self._date(r.choice(("mdy", "my", "y", "dmy")))
        return [(site + ". ", "author"), (self._stop(title) + " ", "title"), (date + ".", "date")]

    def _book(self) -> Marked:
        r = self.random
        publisher, place = r.choice(_PRESSES)
        year = self._year()
        title = self._short_title().rstrip("?") if r.random() < 0.4 else self._title()
        edition = r.choice(("", "", "2nd ed", "3rd ed", "4th ed", "10th ed", "revised ed", "5th edition"))
        layout = r.randrange(6)
        if layout <= 1:
            editor = r.random() < 0.3
            return [
                (self._persons("ama") + (", eds. " if editor else ". "), "editor" if editor else "author"),
                (title + ". ", "title"),
                (edition + ". " if edition else "", "edition"),
                (place + ": ", "place"),
                (publisher + "; ", "publisher"),
                (year + r.choice((".", "")), "date"),
                (f":{r.randint(1, 90)}-{r.randint(91, 300)}." if r.random() < 0.15 else "", "pages"),
            ]
        if layout == 2:
            return [
                (self._persons("apa") + " ", "author"),
                (f"({year}). ", "date"),
                (title + (" " if edition else ". "), "title"),
                (f"({edition}.). " if edition else "", "edition"),
                (place + ": " if r.random() < 0.4 else "", "place"),
                (publisher + ".", "publisher"),
            ]
        if layout == 3:
            return [
                (self._persons("mla") + ". ", "author"),
                (title + ". ", "title"),
                (edition + "., " if edition else "", "edition"),
                (place + ": " if r.random() < 0.5 else "", "place"),
                (publisher + ", ", "publisher"),
                (year + ".", "date"),
            ]
        if layout == 4:
            return [
                (self._persons("apa") + ", ", "author"),
                (f"{year}. ", "date"),
                (title + ". ", "title"),
                (edition + ". " if edition else "", "edition"),
                (place + ": ", "place"),
                (publisher + ".", "publisher"),
            ]
        return [
            (self._persons("plain") + ", ", "author"),
            (title + " ", "title"),
            ("(" + place + ": ", "place"),
            (publisher + ", ", "publisher"),
            (year + ")", "date"),
            (f", {r.randint(1, 300)}." if r.random() < 0.5 else ".", "pages"),
        ]

    def _chapter(self) -> Marked:
        r = self.random
        publisher, place = r.choice(_PRESSES)
        year = self._year()
        pages = f"{r.randint(1, 400)}{r.choice('-–')}{r.randint(401, 900)}"
        book = self._title()
        edition = r.choice(("", "", "2nd ed", "9th ed", "21st ed"))
        if r.random() < 0.5:
            return [
                (self._persons("ama") + ". ", "author"),
                (self._stop(self._title()) + " ", "title"),
                (f"In: {self._persons('ama')}, {r.choice(('eds', 'editors', 'ed'))}. ", "editor"),
                (book + ". ", "booktitle"),
                (edition + ". " if edition else "", "edition"),
                (place + ": ", "place"),
                (publisher + "; ", "publisher"),
                (year + (":" if r.random() < 0.6 else ". "), "date"),
                (r.choice(("", "p. ", "pp. ")) + pages + ".", "pages"),
            ]
        return [
            (self._persons("apa") + " ", "author"),
            (f"({year}). ", "date"),
            (self._stop(self._title()) + " ", "title"),
            (f"In {self._persons('plain')} (Eds.), ", "editor"),
            (book + " ", "booktitle"),
            (f"(pp. {pages}). ", "pages"),
            (place + ": " if r.random() < 0.3 else "", "place"),
            (publisher + ".", "publisher"),
        ]

    def _other(self) -> Marked:
        r = self.random
        site = r.choice(_SITES)
        title = self._title()
        layout = r.randrange(6)
        if layout == 0:
            return [
                (site + ". ", "author"),
                (self._stop(title) + " ", "title"),
                ("ClinicalTrials.gov identifier: ", "booktitle"),
                (f"NCT{r.randint(10**7, 9 * 10**7)}. ", "idno"),
                (f"Updated {self._date('mdy')}. ", "date"),
                (f"Accessed {self._date('mdy')}. ", "accessed"),
                (f"https://clinicaltrials.gov/ct2/show/NCT{r.randint(10**7, 9 * 10**7)}", "url"),
            ]
        if layout == 1:
            return [
                (site + " ", "author"),
                (f"({self._year()}) ", "date"),
                (title + ". ", "title"),
                (
                    r.choice(("NICE guideline", "Clinical guideline", "Technical report"))
                    + f" {r.choice(('NG', 'CG', 'TA'))}{r.randint(1, 250)}. ",
                    "genre",
                ),
                (f"Available at: {self._url()}", "url"),
            ]
        if layout == 2:
            return [
                (f"{title} ", "title"),
                (f"[{r.choice(('press release', 'news release', 'Press release'))}]. ", "genre"),
                (f"{r.choice(_PRESSES)[1]}: ", "place"),
                (f"{site}; ", "publisher"),
                (f"{self._date('mdy')}. ", "date"),
                (self._url(), "url"),
            ]
        if layout == 3:
            return [
                (self._persons("ama") + ". ", "author"),
                (self._stop(title) + " ", "title"),
                (f"{r.choice(('medRxiv', 'bioRxiv', 'arXiv'))}. ", "journal"),
                (f"{r.choice(('Preprint posted online ', ''))}{self._date('mdy')}. ", "date"),
                (r.choice(("doi:", "https://doi.org/")) + self._doi(), "doi"),
            ]
        if layout == 4:
            return [
                (self._persons("apa") + " ", "author"),
                (f"({self._year()}). ", "date"),
                (f"{title} ", "title"),
                (
                    f"[{r.choice(_GENRES)}]. ",
                    "genre",
                ),
                (f"{r.choice((*_SITES, 'University of Michigan', 'Zenodo', 'Dryad', 'YouTube'))}. ", "publisher"),
                (self._url(), "url"),
            ]
        return [
            (self._persons("plain") + ". ", "author"),
            (f"“{self._stop(title)}” ", "title"),
            (
                f"{r.choice(_PAPERS)}, ",
                "journal",
            ),
            (f"{self._date('mdy')}. ", "date"),
            (self._url(), "url"),
        ]


_APA = re.compile(
    r"^(?P<author>.{2,400}?)\s*(?P<date>\((?:Updated )?(?:n\.d\.[^)]{0,6}|(?:19|20)\d{2}[^)]{0,20}"
    r"|[A-Z][a-z]+ \d{1,2}, \d{4})\)\.?)\s+"
    r"(?P<rest>.+?)(?P<url>\s*(?:Retrieved from:? )?(?:https?://\S+|doi:\s?10\.\S+))?\s*$"
)
_APA_JOURNAL = re.compile(
    r"^(?P<title>.+?[.?!])\s+(?P<journal>[A-Z][^?!;]{2,110}?),\s*(?P<volume>\d{1,4})\s?(?P<issue>\([^)]{1,16}\))?"
    r"(?:,\s*(?P<pages>(?:Article )?[A-Za-z]?[\w.-]+(?:\s?[-–]\s?[\w.-]+)?))?\.?$"
)
_APA_CHAPTER = re.compile(
    r"^(?P<title>.+?[.?!])\s+(?P<editor>In (?:[A-Z][^()]{3,200}\(Eds?\.\),\s))(?P<booktitle>[^()]+?)"
    r"(?:\s\((?P<pages>pp?\.\s?[^)]+)\))?\.\s(?P<publisher>[^.:]+)\.$"
)

_IMPRINT = re.compile(r"^([A-Z][a-z]+(?: [A-Z][a-z]+)?(?:, [A-Z]{2})?:) (.+)$")


def openstax(strings: list[str]) -> list[Marked]:
    """APA entries of nursing textbooks (CC BY 4.0) whose layout leaves no doubt, labelled by that layout."""
    out = []
    for raw in strings:
        match = _APA.match(raw)
        if not match:
            continue
        author, date, rest, url = match["author"], match["date"], match["rest"].strip(), match["url"] or ""
        label = "doi" if "doi" in url[:20] else "url"
        head: Marked = [(author + " ", "author"), (date + " ", "date")]
        journal, chapter = _APA_JOURNAL.match(rest), _APA_CHAPTER.match(rest)
        if chapter:
            found = chapter.groupdict()
            order = ("title", "editor", "booktitle", "pages", "publisher")
        elif journal and ". " not in journal["journal"] and " In " not in rest:
            found = journal.groupdict()
            order = ("title", "journal", "volume", "issue", "pages")
        elif re.search(r"\d\(\d|\bIn [A-Z]|\d+[-–]\d+\.?$|\[|\(pp|\bVol\b", rest) or not url:
            continue
        else:
            parts = [p for p in re.split(r"(?<=[^A-Z.\s][.?!])\s+(?=[A-Z“])", rest) if p]
            if len(parts) > 2 or (len(parts) == 2 and len(parts[1].split()) > 9):
                continue
            found = {"title": parts[0], "booktitle": parts[1] if len(parts) == 2 else None}
            order = ("title", "booktitle")
            imprint = _IMPRINT.match(parts[1]) if len(parts) == 2 else None
            if imprint:
                found = {"title": parts[0], "place": imprint[1], "publisher": imprint[2]}
                order = ("title", "place", "publisher")
        at = 0
        body: Marked = []
        for name in order:
            text = found.get(name)
            if text:
                start = rest.index(text, at)
                body.append((rest[at:start], ""))
                body.append((text, name))
                at = start + len(text)
        body.append((rest[at:], ""))
        out.append([*head, *body, (" ", ""), (url.strip(), label)])
    return out


def openstax_strings() -> list[dict[str, Any]]:
    """Every distinct entry with its module."""
    seen: set[str] = set()
    out = []
    for line in (DATA / "articles" / "openstax" / "reference_items.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["string"] not in seen:
            seen.add(row["string"])
            out.append(row)
    return out


def synthesis(seed: int, material: list[Marked]) -> Synthesis:
    """A synthesis whose titles and names come from `material` (training references only) and the matching set."""
    titles: list[str] = []
    people: set[str] = set()
    for marked in material:
        for text, label in marked:
            if label == "title" and 12 < len(text) < 200 and text[0].isascii():
                titles.append(text.strip(" \"“”'‘’«».,"))
            elif label == "author" and len(text) < 300:
                people.update(
                    n["family"] for n in names.parse(text).names if n.get("family", "").isalpha() and n.get("given")
                )
    corpus = journals()
    titles.extend(f["title"] for f in corpus)
    return Synthesis(seed, corpus, titles, sorted(p for p in people if 2 < len(p) < 14 and p[0].isupper()))
