"""Is this abbreviation that journal? ISO 4 and NLM title words, word by word, and a list of other names.

An abbreviated word is the beginning of its word ("Neurol" for "Neurology") or keeps its first letter and drops others
in order ("Natl" for "National"). Small words are left out. "Neurology" is not "Neurology International": every word
of one title must meet one of the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from citewarden.text.names import fold

_SMALL = frozenset(
    {
        "a",
        "an",
        "and",
        "the",
        "of",
        "for",
        "in",
        "on",
        "to",
        "de",
        "des",
        "du",
        "la",
        "le",
        "les",
        "et",
        "der",
        "die",
        "das",
        "und",
        "fur",
        "y",
        "el",
        "los",
        "las",
        "di",
        "della",
        "e",
        "do",
        "da",
        "dos",
        "del",
        "dello",
        "delle",
        "dei",
        "degli",
        "den",
        "dem",
        "zur",
        "zum",
        "il",
        "lo",
        "het",
        "een",
        "van",
        "voor",
        "og",
        "och",
        "para",
    }
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ASIDE = re.compile(r"(?<!\s)\s*[\(\[][^()\[\]]*[\)\]]")


@lru_cache(maxsize=65536)
def title_words(title: str) -> tuple[str, ...]:
    """The telling words of a journal title in lower case, asides in brackets and small words left out."""
    kept = _ASIDE.sub("", title) or title
    words = [fold(w) for w in _WORD.findall(kept.replace("&", " "))]
    return tuple(w for w in words if w and w not in _SMALL) or tuple(w for w in words if w)


_TWO_LETTERS = {"jt": "joint", "gt": "great", "st": "saint"}


@lru_cache(maxsize=262144)
def abbreviates(short: str, word: str) -> bool:
    """Whether `short` may stand for `word` (both folded): its beginning, or its letters in order from the first."""
    if word.startswith(short):
        return len(short) > 1 or len(word) == 1 or short in "jvn"
    if short in _TWO_LETTERS:
        return word == _TWO_LETTERS[short]
    if not 3 <= len(short) <= 5 or short[0] != word[0] or len(short) >= len(word) or not short.isalpha():
        return False
    if word.startswith(short[:4]) or not (short[-1] == word[-1] or 2 * len(short) >= len(word)):
        return False
    rest = iter(word)
    return all(c in rest for c in short)


@lru_cache(maxsize=65536)
def same(one: str, other: str) -> float:
    """How well two journal titles agree: 1 the same or an abbreviation, 0 not, between for near misses."""
    if not one or not other:
        return 0.0
    a, b = title_words(one), title_words(other)
    if a == b or _initials(a, b) or _initials(b, a):
        return 1.0
    aliases = _aliases()
    group = aliases.get(" ".join(a))
    if group is not None and group == aliases.get(" ".join(b)):
        return 1.0
    if len(a) == len(b) and all(abbreviates(x, y) or abbreviates(y, x) for x, y in zip(a, b, strict=True)):
        return 1.0
    shorter, longer = (a, other) if len(a) < len(b) else (b, one)
    head = title_words(re.split(r"[:;/–—]|\s-\s|\.\s(?=[A-Z][a-z]{3})", longer, maxsplit=1)[0])
    if len(a) != len(b) and len(shorter) >= 2 and len(head) == len(shorter):
        return 0.8 * all(abbreviates(x, y) or abbreviates(y, x) for x, y in zip(head, shorter, strict=True))
    return 0.0


def _initials(short: Sequence[str], long: Sequence[str]) -> bool:
    return len(short) == 1 and len(long) > 2 and short[0] == "".join(w[0] for w in long)


@lru_cache(maxsize=1)
def _aliases() -> dict[str, int]:
    return {" ".join(title_words(name)): n for n, names in enumerate(KNOWN_AS) for name in names}


_SERIAL = re.compile(
    r"(?:The\s)?(?:[A-ZÀ-Þ][\w.’'–-]*\s){0,6}(?:Journal|Annals|Archives|Acta|Proceedings|Bulletin|Transactions|Gazette)"
    r"(?:\s(?:of|for|in|on|and|the|&|[A-ZÀ-Þ][\w’'–-]*)|:(?=\s)){0,10}"
)
_FIELD = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'–-]*,?\s(?:(?:and|&|of|in|the)\s){0,2}){1,6}(?:Medicine|Surgery|Research|Reviews?|Sciences?|Reports|Letters"
    r"|Nutrition|Nursing|Therapeutics|Pharmacotherapy|Neuroscience|Epidemiology|[A-Z]\w+(?:ology|iatrics|iatry|etics|therapy))"
)
"""How journals are named: "Annals of Surgery", "Clinical Infectious Diseases Reports", "Head and Neck Surgery"."""
_OF_ONE_WORD = frozenset(
    """
    Addiction Allergy Anaesthesia Anesthesiology Appetite Blood Bone Brain Burns Cancer Cephalalgia Chest
    Circulation Contraception Cureus Dermatology Diabetes Diabetologia Endocrinology Epidemiology Epilepsia
    Gastroenterology Gut Headache Health Heart Hepatology Hypertension Immunity Maturitas Medicine Menopause
    Nature Nephron Neurology Nutrients Nutrition Obesity Ophthalmology Pain Pediatrics Radiology Rheumatology
    Science Sleep Spine Stroke Surgery Thorax Toxins Urology Vaccine Vaccines Viruses
    """.split()  # noqa: SIM905
)
_HOUSE = re.compile(
    r"\b(?:Institutes?|College|School|Department|Cent(?:er|re)s?|Academy|Society|Association|Faculty|Division|University"
    r"|Hospitals?|Library|Clinics?|Foundation|Trust|Council|Committee|Group|Office|Board)\b"
)


def is_journal(words: str) -> bool:
    """Whether words are set as the name of a journal is: one that is well known, or one that says it by its name."""
    if " ".join(title_words(words)) in _aliases() or words in _OF_ONE_WORD:
        return True
    named = _SERIAL.fullmatch(words) or (_FIELD.fullmatch(words) and words.count(" ") > 1)
    return bool(named) and not _HOUSE.search(words)


def names_of(title: str) -> tuple[str, ...]:
    """`title` and the other names its journal is known by."""
    group = _aliases().get(" ".join(title_words(title)))
    return (title,) if group is None else (title, *(name for name in KNOWN_AS[group] if name != title))


KNOWN_AS: tuple[tuple[str, ...], ...] = (
    ("New England Journal of Medicine", "NEJM", "N Engl J Med", "New Engl J Med"),
    ("JAMA", "Journal of the American Medical Association", "J Am Med Assoc"),
    ("BMJ", "British Medical Journal", "Br Med J", "BMJ (Clinical research ed.)", "BMJ: British Medical Journal"),
    ("Lancet", "The Lancet"),
    (
        "Proceedings of the National Academy of Sciences",
        "Proceedings of the National Academy of Sciences of the United States of America",
        "PNAS",
        "Proc Natl Acad Sci USA",
        "Proc Natl Acad Sci U S A",
    ),
    ("PLoS One", "PLOS ONE", "Public Library of Science One"),
    ("PLoS Medicine", "PLOS Medicine", "PLoS Med"),
    ("Cochrane Database of Systematic Reviews", "Cochrane Database Syst Rev", "Cochrane Library", "CDSR"),
    ("Annals of Internal Medicine", "Ann Intern Med", "AIM"),
    ("JAMA Internal Medicine", "Archives of Internal Medicine", "Arch Intern Med", "JAMA Intern Med"),
    ("JAMA Neurology", "Archives of Neurology", "Arch Neurol", "JAMA Neurol"),
    ("JAMA Psychiatry", "Archives of General Psychiatry", "Arch Gen Psychiatry"),
    ("JAMA Pediatrics", "Archives of Pediatrics & Adolescent Medicine", "Arch Pediatr Adolesc Med"),
    ("JAMA Dermatology", "Archives of Dermatology", "Arch Dermatol"),
    ("JAMA Ophthalmology", "Archives of Ophthalmology", "Arch Ophthalmol"),
    ("JAMA Surgery", "Archives of Surgery", "Arch Surg"),
    (
        "JAMA Otolaryngology–Head & Neck Surgery",
        "Archives of Otolaryngology–Head & Neck Surgery",
        "Arch Otolaryngol Head Neck Surg",
    ),
    ("CMAJ", "Canadian Medical Association Journal", "Can Med Assoc J"),
    ("MJA", "Medical Journal of Australia", "Med J Aust"),
    ("MMWR", "Morbidity and Mortality Weekly Report", "MMWR Morb Mortal Wkly Rep"),
    ("MMWR Recommendations and Reports", "MMWR Recomm Rep"),
    ("American Family Physician", "Am Fam Physician", "AFP"),
    ("Journal of Clinical Oncology", "JCO", "J Clin Oncol"),
    ("Journal of the American College of Cardiology", "JACC", "J Am Coll Cardiol"),
    ("Journal of the National Cancer Institute", "JNCI", "J Natl Cancer Inst"),
    ("Journal of Neurology Neurosurgery and Psychiatry", "JNNP", "J Neurol Neurosurg Psychiatry"),
    ("Journal of Allergy and Clinical Immunology", "JACI", "J Allergy Clin Immunol"),
    ("Journal of the American Academy of Dermatology", "JAAD", "J Am Acad Dermatol"),
    ("Journal of the American Geriatrics Society", "JAGS", "J Am Geriatr Soc"),
    ("CA A Cancer Journal for Clinicians", "CA: A Cancer Journal for Clinicians", "CA Cancer J Clin"),
    ("Bulletin of the World Health Organization", "Bull World Health Organ", "Bull WHO"),
    ("Physical Review Letters", "PRL", "Phys Rev Lett"),
    ("Journal of the American Chemical Society", "JACS", "J Am Chem Soc"),
    ("Angewandte Chemie International Edition", "Angew Chem Int Ed", "Angewandte Chemie", "Angew Chem"),
    ("Journal of Biological Chemistry", "JBC", "J Biol Chem"),
    ("European Molecular Biology Organization Journal", "EMBO Journal", "EMBO J"),
    ("Federation of European Biochemical Societies Letters", "FEBS Letters", "FEBS Lett"),
    ("Sleep Medicine Reviews", "Sleep Med Rev"),
    ("StatPearls", "StatPearls [Internet]"),
    ("GeneReviews", "GeneReviews®"),
)
"""Journals known by another name than their record carries: initials, former names, short forms that are no ISO 4
abbreviation. ISO 4 abbreviations need no line."""
