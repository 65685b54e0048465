"""Lines of lists that are no sources and look like them, and sources as the web writes them: made, not found.

Each family is a form with places to fill; `made(seed)` gives (family, line) pairs. Names, dates and titles are invented or
drawn from word lists here: nothing is copied. The families are what `train_lines.py` holds out in turn.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

FIRST = "Anna Ben Carla David Elena Farid Grace Hugo Ines Jack Karin Luca Mei Nadia Omar Paula Ravi Sofia Tom Uma Victor Wendy".split()
LAST = (
    "Abbott Becker Costa Dunn Evans Fischer Grant Haddad Iversen Jonker Keller Lopez Mori Novak Okafor Patel Quinn Rossi"
    " Silva Turner Usman Vogel Walsh Xu Young Zamora Smith Jones Brown Lee O’Neill Andersson"
).split()
CITIES = "Leeds Bristol Oslo Vienna Boston Austin Toronto Madrid Lyon Ghent Perth Dublin Cardiff Seattle Munich Utrecht".split()
THINGS = (
    "sleep asthma migraine diabetes gout eczema stroke measles shingles arthritis anxiety grief dementia obesity anaemia"
    " cough nausea vertigo psoriasis epilepsy hepatitis influenza pregnancy menopause cancer pain fatigue insomnia"
).split()
TITLES = (
    "Living with {t}", "The long night", "How we beat {t}", "A life of {t}", "Breathing space", "Still here",
    "Understanding {t} and its treatment", "What your doctor may not tell you about {t}", "The quiet room", "{T} at work",
    "{T}: causes, symptoms and care", "Ten things to know about {t}", "Hope after {t}", "Small steps, big change",
    "The history of {t} in pictures", "When {t} runs in the family", "Eat well with {t}", "{T} in children", "My year with {t}",
)  # fmt: skip
BODIES = (
    "National Health Service", "World Health Organization", "American Heart Association", "Mayo Clinic", "Cleveland Clinic",
    "National Institute for Health and Care Excellence", "Centers for Disease Control and Prevention", "British Heart Foundation",
    "Royal College of Physicians", "American Academy of Pediatrics", "Harvard Health Publishing", "European Medicines Agency",
    "Johns Hopkins Medicine", "National Cancer Institute", "Diabetes UK", "American College of Rheumatology", "Health Canada",
    "Deutsche Gesellschaft für Neurologie", "Robert Koch-Institut", "Haute Autorité de santé", "Ministerio de Sanidad",
    "Department of Health and Social Care", "Food and Drug Administration", "Alzheimer's Society", "MedlinePlus", "NHS", "CDC",
)  # fmt: skip
SITES = "nhs.uk who.int heart.org mayoclinic.org nice.org.uk cdc.gov bhf.org.uk rcplondon.ac.uk aap.org health.harvard.edu fda.gov".split()
MONTHS = "January February March April May June July August September October November December".split()
DRUGS = "Ramipril Metformin Amoxicillin Ibuprofen Sertraline Omeprazole Warfarin Salbutamol Prednisolone Atorvastatin Codeine".split()
FOODS = "Salmon Lentils Spinach Oats Eggs Almonds Milk Tofu Liver Kale Yoghurt Oranges Beans Potatoes Sardines Rice".split()
BRANDS = "Omron Withings Philips Bosch Braun Beurer Garmin Nuvita Solex Medisana ResMed Fitbit".split()
PAPERS = "The Guardian|Daily Mail|The Times|BBC News|New York Times|Le Monde|Der Spiegel|Washington Post|Evening Standard|El País".split("|")
JOURNALS = "BMJ|Lancet|J Urol|Thorax|Ann Intern Med|JAMA|N Engl J Med|Heart|Gut|Pediatrics|British Journal of General Practice|Nutrients".split("|")
DEGREES = "MD|PhD|MBBS, MRCP|RN|PharmD|MD, FACP|DO|RD|MSc|FRCS|BSc (Hons), PhD|DClinPsy".split("|")
JOBS = (
    "Consultant cardiologist|Nurse practitioner|Clinical pharmacist|Professor of neurology|Dietitian|General practitioner"
    "|Health visitor|Medical editor|Physiotherapist|Speech therapist|Senior lecturer"
).split("|")


class Maker:
    """Fills forms from a seeded source of chance."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.pick = self.random.choice

    def n(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def year(self) -> int:
        return self.n(1985, 2025)

    def thing(self) -> str:
        return self.pick(THINGS)

    def title(self) -> str:
        thing = self.thing()
        return self.pick(TITLES).format(t=thing, T=thing.capitalize())

    def person(self) -> str:
        return f"{self.pick(FIRST)} {self.pick(['', '', f'{chr(self.n(65, 90))}. '])}{self.pick(LAST)}"

    def vancouver(self) -> str:
        names = [f"{self.pick(LAST)} {chr(self.n(65, 90))}{self.pick(['', chr(self.n(65, 90))])}" for _ in range(self.n(1, 3))]
        return ", ".join(names) + self.pick(["", ", et al"])

    def date(self) -> str:
        month, day, year = self.pick(MONTHS), self.n(1, 28), self.year()
        return self.pick([f"{day} {month} {year}", f"{month} {day}, {year}", f"{day}/{self.n(1, 12):02d}/{year}", f"{month} {year}"])

    def phone(self) -> str:
        return self.pick([f"0{self.n(100, 999)} {self.n(100, 999)} {self.n(1000, 9999)}", f"1-800-{self.n(100, 999)}-{self.n(1000, 9999)}", f"+44 20 {self.n(1000, 9999)} {self.n(1000, 9999)}"])

    def url(self) -> str:
        return f"https://www.{self.pick(SITES)}/{self.thing()}{self.pick(['', '-guide', '/overview', '/' + str(self.n(1, 999))])}"

    def q(self, words: str) -> str:
        return self.pick(['"{}"', "“{}”"]).format(words)


def _families(m: Maker) -> dict[str, Callable[[], str]]:
    p, n = m.pick, m.n
    return {
        "film": lambda: p([
            f"{m.title()}. Directed by {m.person()}. {p(['Pixel', 'Northlight', 'Sony', 'Universal'])} Pictures, {m.year()}. {n(80, 150)} min.",
            f"{m.title()} ({m.year()}), dir. {m.person()}", f"{m.title()} ({m.year()}) – a documentary about {m.thing()}",
            f"{m.title()}, a film by {m.person()} ({m.year()})", f"{m.title()}: series, {n(1, 6)} episodes, Netflix {m.year()}"]),
        "book tip": lambda: p([
            f"{m.title()} by {m.person()}", f"{m.title()}, by {m.person()} ({n(120, 500)} pages, £{n(6, 25)}.99)",
            f"{m.title()} by {m.person()} – for teenagers", f"{m.person()}’s {m.title()} is a moving story of {m.thing()}.",
            f"We like {m.title()} by {m.person()}, which explains {m.thing()} to children."]),
        "podcast": lambda: p([
            f"Episode {n(1, 90)}: {m.title()} ({n(12, 70)} min)", f"{m.date()} – {m.title()}, with {m.person()} (listen: {n(12, 70)} min)",
            f"Ep. {n(1, 90)} | {m.title()} | {m.date()}", f"Listen to {m.title()} with Dr {m.person()}, {m.year()}"]),
        "product": lambda: p([
            f"{p(BRANDS)} {p(['M', 'BP', 'X', 'Pro '])}{n(1, 900)} ({m.year()}). Upper arm, rechargeable. £{n(9, 200)}. {m.url()}",
            f"{p(BRANDS)} {p(['Air', 'Plus', 'Smart'])} {n(2, 9)}, ${n(9, 300)}.{n(10, 99)}, rated {n(1, 5)}.{n(0, 9)} out of 5",
            f"{p(BRANDS)} {p(['Air', 'Plus', 'Smart'])} {n(2, 9)} – best for {m.thing()}. Buy at {p(SITES)}.",
            f"Price: ${n(9, 300)}. Weight: {n(100, 900)} g. Battery: {n(2, 40)} hours. Model {m.year()}."]),
        "event": lambda: p([
            f"{m.date()}. {m.vancouver()}. {m.title()}: a workshop. {p(CITIES)} Town Hall, {n(9, 12)}:00-{n(13, 17)}:30.",
            f"{m.date()}, {n(9, 20)}:00: {m.title()}, {p(CITIES)} Library. Free.", f"{m.date()}: {m.title()}. Online. {m.url()}",
            f"{m.title()}, {p(CITIES)}, {m.date()} – register by {m.date()}", f"{m.date()} | Support group, {p(CITIES)} Community Centre | {n(1, 12)} pm"]),
        "staff": lambda: p([
            f"{m.person()}, {p(DEGREES)}. {p(JOBS)}, {p(CITIES)}, since {m.year()}.", f"{m.person()}, {p(DEGREES)} ({m.year()}). {p(JOBS)}.",
            f"Dr {m.person()} – {p(JOBS)}, University of {p(CITIES)}", f"{m.person()}, {p(DEGREES)}, {p(JOBS).lower()} and author of {m.title()} ({m.year()})",
            f"{p(JOBS)}: {m.person()}, {p(DEGREES)}", f"{m.person()} trained in {p(CITIES)} and joined us in {m.year()}."]),
        "press": lambda: p([
            f"{m.q(m.title())}, {p(PAPERS)}, {m.date()}", f"{p(PAPERS)}: {m.q(m.title())} ({m.date()})", f"{m.date()} – {m.q(m.title())} on {p(PAPERS)}",
            f"As seen in {p(PAPERS)}, {m.year()}"]),
        "credit": lambda: p([
            f"{p(['Header', 'Photo', 'Illustration', 'Image ' + str(n(1, 9))])}: {m.person()} / {p(['Shutterstock', 'Getty Images', 'Unsplash', 'iStock'])}, {m.year()}",
            f"{m.thing().capitalize()}: {p(BODIES)}, public domain, {m.year()}", f"{m.person()}, CC BY-SA 4.0, https://commons.wikimedia.org/wiki/File:{m.thing()}.jpg",
            f"Icons by {m.person()} from the Noun Project", f"© {m.year()} {p(BODIES)}. All rights reserved."]),
        "timeline": lambda: p([
            f"{m.year()} – {m.vancouver()} describe the cause of {m.thing()}.", f"{m.year()}: {p(DRUGS)} is approved in the United States.",
            f"In {m.year()}, {m.person()} treats the first patient in {p(CITIES)}.", f"{m.year()} {p(BODIES)} is founded in {p(CITIES)}.",
            f"{m.date()}: {p(BODIES)} declares an outbreak of {m.thing()}."]),
        "contact": lambda: p([
            f"{p(BODIES)}, {n(1, 300)} {p(LAST)} Street, {p(CITIES)} {p(['LS1 4AP', 'E1 8AA', 'WC1X 9NW', '02115'])}. Tel. {m.phone()}. {m.url()}",
            f"{p(BODIES)} – helpline {m.phone()}", f"{p(BODIES)}: call {m.phone()}, day and night", f"Write to {m.person()}, {n(1, 99)} {p(LAST)} Road, {p(CITIES)}",
            f"{p(BODIES)} ({m.phone()}, www.{p(SITES)}) offers advice on {m.thing()}.", f"Email: {p(FIRST).lower()}@{p(SITES)}"]),
        "help site": lambda: p([
            f"{p(BODIES)} – information in {n(2, 40)} languages", f"{p(BODIES)}: support for people with {m.thing()}",
            f"Visit {p(SITES)} to find a group near you", f"{p(BODIES)} has leaflets about {m.thing()}."]),
        "dose": lambda: p([
            f"{p(DRUGS)} {n(1, 900)} mg, {n(1, 4)} times a day for {n(3, 14)} days; max. {n(1, 4)} g", f"{n(1, 12)}-{n(13, 24)} months | {n(2, 9)}.5 ml ({n(50, 300)} mg) | {n(2, 4)} times a day",
            f"{p(DRUGS)}: {n(1, 50)} mg/kg (maximum {n(100, 900)} mg)", f"Take {n(1, 3)} tablets of {p(DRUGS).lower()} with water."]),
        "food": lambda: p([
            f"{p(FOODS)}, {n(20, 300)} g: {n(1, 90)}.{n(0, 9)} micrograms", f"{p(FOODS)} ({n(1, 3)} cup): {n(1, 900)} mg", f"{p(FOODS)} and {p(FOODS).lower()}",
            f"{p(FOODS)}: {n(2, 60)}% of the daily value", f"{n(1, 4)} tbsp of {p(FOODS).lower()}, chopped", f"{p(FOODS)}, such as {p(FOODS).lower()} or {p(FOODS).lower()}."]),
        "nav": lambda: p([
            f"{p(MONTHS)} {m.year()}", f"{m.title()} ({m.year()})", m.title(), f"Next: {m.title()}", f"{m.title()} | {n(2, 14)} min read",
            f"Read more: {m.title()}", f"{m.thing().capitalize()} ({n(1, 300)})", f"{m.title()} – {m.date()}", f"Share on {p(['Facebook', 'X', 'WhatsApp'])}"]),
        "news": lambda: p([
            f"{m.date()}: {m.title()}", f"{m.date()} – New guidance on {m.thing()} from {p(BODIES)}", f"{m.title()}. Posted {m.date()} by {m.person()}",
            f"{p(BODIES)} updates its advice on {m.thing()} ({m.date()})"]),
        "comment": lambda: p([
            f"{m.person()} says: {m.date()} at {n(1, 23)}:{n(10, 59)}. I tried it for my {m.thing()} and it works!", f"{p(FIRST)} {chr(n(65, 90))}., {m.date()}: thank you, this helped my mother.",
            f"{p(FIRST)}, {n(20, 80)}: {m.q('I wish I had known about ' + m.thing())}"]),
        "version": lambda: p([
            f"v{n(1, 4)}.{n(0, 9)} {m.vancouver()} {m.date()} {p(['First version', 'Telephone number changed', 'Dose corrected'])}", f"Version {n(1, 9)}, {m.date()}, {m.person()}: minor edits",
            f"{m.date()} Reviewed by {m.person()}, {p(DEGREES)}", f"Next review: {m.date()}", f"Published {m.date()}; updated {m.date()}; owner {p(BODIES)}"]),
        "trial": lambda: p([
            f"In the {p(['ALPHA', 'STRIDE', 'HELP', 'NOVA'])} trial ({m.year()}), {p(DRUGS).lower()} lowered deaths from {n(8, 20)}% to {n(2, 7)}%.",
            f"In {m.year()}, {m.vancouver()} found that {p(DRUGS).lower()} eased {m.thing()} in {n(20, 80)}% of patients.",
            f"{p(LAST)} et al. ({m.year()}) saw no effect on {m.thing()} after {n(2, 12)} weeks.", f"One review of {n(3, 60)} trials ({p(LAST)} {m.year()}) showed that {m.thing()} improved."]),
        "rule": lambda: p([
            f"Adults aged {n(16, 40)} to {n(50, 90)} years with {m.thing()} since {m.year()}.", f"People not in another trial (NCT0{n(1000000, 9999999)}; ISRCTN{n(10000000, 99999999)}).",
            f"Wait until {m.year()}.", f"No {m.thing()} in the last {n(2, 24)} months.", f"A score of {n(8, 30)} or more ({p(BODIES)}, {m.year()})"]),
        "question": lambda: p([
            f"Does {m.thing()} run in families? It can, and a blood test tells.", f"How long does {m.thing()} last? {n(2, 14)} days; see the guideline of {m.year()}.",
            f"Can I drive with {m.thing()}? Ask your doctor ({p(BODIES)}, {m.year()}).", f"What is {m.thing()}?"]),
        "advice": lambda: p([
            f"Ask your doctor about {m.thing()}.", f"Drink {n(1, 3)} litres of water a day and rest.", f"Call 999 if you have {m.thing()} or {m.thing()}.",
            f"A second dose follows after {n(5, 30)} minutes ({p(BODIES)}, {m.year()}).", f"Keep a diary of your {m.thing()} for {n(2, 8)} weeks."]),
        "about": lambda: p([
            f"Our writers use only reviewed studies and the advice of bodies such as {p(BODIES)}.", "We check every fact against the research.", f"Last accessed: {m.date()}",
            f"Accessed {m.date()}", f"Available under the Open Government Licence v3.0", f"Reproduced with permission of {p(BODIES)}, {m.year()}",
            f"You receive this letter because you signed up at {p(SITES)}. Unsubscribe", f"All web pages were last visited on {m.date()}.", "Back to top", "Show all references",
            f"This page was written by {m.person()} and checked by {m.person()}, {p(DEGREES)}.", "Selected references are listed below.", "View all sources", f"References ({n(2, 40)})"]),
        "course": lambda: p([
            f"{m.title()}, University of {p(CITIES)}, {m.year()}-{m.year()}", f"{p(DEGREES)}, University of {p(CITIES)}, {m.year()}", f"Module {n(1, 9)}: {m.title()} ({n(1, 30)} credits)",
            f"Prize of the {p(BODIES)}, {m.year()}", f"Member of the {p(BODIES)} (since {m.year()})"]),
        "funding": lambda: p([
            f"{p(BODIES)}, grant {n(100000, 999999)}/Z/{n(10, 24)}/Z ({m.year()})", f"{m.person()} received fees from {p(BRANDS)} ({m.year()}).",
            f"We thank Dr. {m.person()} (University of {p(CITIES)}, {m.year()}) for her help."]),
        "legend": lambda: p([
            f"{p(['BMI', 'ACE', 'NSAID', 'eGFR'])}: {m.thing()} index; CI: confidence interval.", f"Data are from {n(100, 9000)} adults, {m.year()}.", "Not for use in children under two.",
            f"Adjusted for age, sex and {m.thing()}.", "A remark.", f"{n(1, 90)}.", f"See under {m.thing()}.", f"P < 0.0{n(1, 5)} against placebo.", f"Figure {n(1, 9)}. {m.title()}.", f"Chapter {n(1, 20)}. {m.title()} ....... {n(3, 300)}", f"{m.title()} {n(3, 300)}"]),
        "other tongue": lambda: p([
            f"Die Beschwerden klingen meist nach {n(2, 14)} Tagen ab; fragen Sie sonst Ihre Ärztin.", f"Seit {m.year()} wird der Wirkstoff {p(DRUGS)} in Deutschland nicht mehr empfohlen.",
            f"Les symptômes durent {n(2, 14)} jours et disparaissent sans traitement chez {n(50, 95)} % des malades.", f"Depuis {m.year()}, la vaccination est conseillée aux adultes de plus de {n(50, 75)} ans.",
            f"El dolor mejora en {n(2, 9)} semanas con ejercicio suave, según los médicos de {p(CITIES)}.", f"En {m.year()} se notificaron {n(100, 9000)} casos en España.",
            f"I disturbi passano da soli in {n(2, 9)} giorni; in caso di febbre chiamare il medico.", f"Sinds {m.year()} krijgen kinderen van {n(2, 14)} maanden dit vaccin.",
            f"Termine: {n(1, 28)}. {p(['März', 'Mai', 'Oktober'])} {m.year()}, {n(9, 19)} Uhr, {p(CITIES)}", f"Stand: {n(1, 28)}.{n(1, 12)}.{m.year()}", f"Dr. med. {m.person()}, Fachärztin für Innere Medizin, {p(CITIES)}",
            f"Nebenwirkungen: Übelkeit ({n(1, 20)} %), Kopfschmerzen ({n(1, 20)} %)", f"Dosis: {n(1, 900)} mg täglich für {n(2, 14)} Tage"]),
        "machine": lambda: p([
            f"ctx_ver=Z39.88-{m.year()}&rft_val_fmt=info%3Aofi%2Ffmt%3Akev&rft.date={m.year()}&rft.au={p(LAST)}", f"{m.thing()}-{m.year()}-{n(1, 9)}.jpg", f'{{"id": {n(1, 999)}, "slug": "{m.thing()}", "year": {m.year()}}}',
            f"utm_source=mail&utm_campaign={m.thing()}-{m.year()}", f"{m.thing()}_{n(1, 99)}.{n(1, 9)}", f"font-size:{n(8, 20)}px; width:{n(50, 900)}px", f"[{m.thing()} id={n(1, 999)} year={m.year()}]"]),
        "origin": lambda: p([
            p(["Sunlight", "Red meat and poultry", "Contaminated water", "Fortified cereals", "Unpasteurised milk", "Pets, especially cats", "House dust", "Old paint", "Undercooked eggs", "Soil and plants"]),
            f"{p(FOODS)}, {p(FOODS).lower()} and other {p(['oily fish', 'leafy greens', 'whole grains', 'pulses'])}", f"{p(['Water', 'Air', 'Food', 'Blood'])} from {p(['old pipes', 'wells', 'abroad', 'infected people'])}",
            f"{p(FOODS)} ({n(20, 300)} mg per {n(50, 200)} g)", f"Supplements of {n(5, 50)} micrograms a day"]),
        "ad": lambda: p([
            f"{p(BRANDS)} {p(['Omni', 'Clear', 'Swift'])} {chr(n(65, 90))}{n(1, 99)} ({m.year()}). {p(['Basic, large display', 'Light and quiet', 'With app, 22-42 cm cuff'])}. {p('£$€')}{n(9, 300)}. https://www.{p(BRANDS).lower()}.{p(['com', 'example', 'co.uk'])}/{chr(n(97, 122))}{n(1, 99)}",
            f"{p(BRANDS)} {p(['Omni', 'Clear', 'Swift'])}, {p('£$€')}{n(9, 300)} at {p(BRANDS).lower()}.{p(['com', 'example'])}", f"{p(FOODS)} and {p(FOODS).lower()} bars, box of {n(2, 24)}, {p('£$€')}{n(2, 30)}.{n(10, 99)}",
            f"{m.title()} (paperback, {m.year()}), {p('£$€')}{n(5, 30)}.99, free delivery"]),
        "place": lambda: p([
            f"{p(CITIES)} General Hospital: Mon-Fri {n(7, 9)}:00-{n(16, 19)}:00", f"{p(CITIES)} ({n(2, 90)} km): {n(1, 9)} beds", f"{p(CITIES)} | {m.person()} | {m.phone()}",
            f"Ward {n(1, 30)}, {p(CITIES)} Infirmary, visiting {n(2, 8)} pm"]),
    }  # fmt: skip


def _sources(m: Maker) -> dict[str, Callable[[], str]]:
    p, n = m.pick, m.n
    return {
        "body and address": lambda: p([
            f"{p(BODIES)}. {m.title()}. {m.url()}", f"{p(BODIES)}: {m.title()}. {m.url()}", f"{p(BODIES)} ({m.year()}). {m.title()}. Retrieved from {m.url()}",
            f"{p(BODIES)}, {m.title()}, {m.url()}, accessed {m.date()}", f"{m.title()}. {p(BODIES)}. {m.url()}. Accessed {m.date()}.", f"{m.title()} {m.url()}", f"{m.title()} ({p(BODIES)}) {m.url()}"]),
        "body and quoted": lambda: p([
            f"{p(BODIES)}: {m.q(m.title() + '.')}", f"{p(BODIES)}, {m.q(m.title() + ',')} {m.date()}.", f"{m.person()}, {p(DEGREES)}, {p(JOBS).lower()}, {p(CITIES)}."]),
        "body and year": lambda: p([
            f"{p(BODIES)}. {m.title()}. {m.year()}.", f"{p(BODIES)} ({m.year()}) {m.title()}", f"{p(BODIES)}. {m.title()} [CG{n(10, 200)}]. {p(CITIES)}: {p(BODIES)}; {m.year()}.",
            f"{p(BODIES)}. {m.title()}. Clinical guideline NG{n(1, 240)}. {m.year()}.", f"{m.year()} – {p(BODIES)}. {m.title()}.", f"{p(BODIES)}. {m.title()}. Updated {m.date()}."]),
        "address": lambda: p([m.url(), f"doi:10.{n(1000, 9999)}/{m.thing()}.{m.year()}.{n(1, 9999)}", f"PMID: {n(1000000, 39999999)}", f"www.{p(SITES)}/{m.thing()}"]),
        "year first": lambda: f"{m.year()}{p([' – ', ': ', '. ', ' '])}{m.vancouver()}. {m.title()}. {p(JOURNALS)} {n(1, 400)}:{n(1, 999)}-{n(1, 99)}.",
        "title first": lambda: p([
            f"{m.title()}. {m.vancouver()}. {p(JOURNALS)}. {m.year()};{n(1, 400)}:{n(1, 999)}-{n(1, 99)}", f"{m.title()}, {p(JOURNALS)}, {m.year()}",
            f"{m.q(m.title())}. {p(JOURNALS)}, {p(MONTHS)} {m.year()}."]),
        "other tongue source": lambda: p([
            f"{m.vancouver()}. {p(['Leitlinie zur Behandlung', 'Häufigkeit und Verlauf', 'Eine randomisierte Studie'])}. {p(['Dtsch Arztebl Int', 'Dtsch Med Wochenschr', 'MMW'])} {m.year()}; {n(1, 140)}: {n(1, 900)}–{n(1, 99)}.",
            f"{m.vancouver()}. {p(['Prise en charge du diabète', 'Étude de cohorte', 'Le traitement de la douleur'])}. {p(['Rev Prat', 'Presse Med'])} {m.year()};{n(1, 90)}:{n(1, 900)}-{n(1, 99)}.",
            f"Haute Autorité de santé. {p(['Bon usage du médicament', 'Fiche mémo', 'Prise en charge de la maladie'])}. Saint-Denis : HAS, {m.year()}.", f"Robert Koch-Institut ({m.year()}): RKI-Ratgeber. {m.url()}. Abgerufen am {n(1, 28)}.{n(1, 12)}.{m.year()}",
            f"Ministerio de Sanidad. {p(['Guía de práctica clínica', 'Informe anual'])}. Madrid; {m.year()}. Disponible en: {m.url()}", f"Bundesärztekammer, KBV, AWMF. Nationale VersorgungsLeitlinie, {n(1, 5)}. Auflage, {m.year()}."]),
        "short": lambda: p([
            f"{m.vancouver()}. {m.title()}. {m.year()}.", f"{m.vancouver()}. {m.title()}.", f"{m.vancouver()}. {m.title()}. {p(JOURNALS)}. {m.year()}.",
            f"{p(LAST)} et al. {m.year()}", f"{p(LAST)} et al., {p(JOURNALS)} {m.year()}", f"{p(LAST)} {chr(n(65, 90))}, {m.title()}, {m.year()}", f"{p(LAST)} {chr(n(65, 90))}. {m.title()}, {m.title().lower()}. {m.year()}.",
            f"{p(JOURNALS)} {m.year()};{n(1, 400)}:{n(1, 999)}", f"{m.title()}. {p(JOURNALS)}. {n(1, 400)}:{n(1, 999)}.", f"{p(BODIES)} ({m.title()})", f"{p(BODIES)}, {m.year()}",
            f"{m.vancouver()}. {m.title()}. doi", f"{m.person()}. {m.title()}. {p(CITIES)}: {p(LAST)} & {p(LAST)}; {m.year()}.", f"{m.person()}, {m.title()} ({p(CITIES)}: {p(LAST)} Press, {m.year()})."]),
        "barred": lambda: f"{m.vancouver()} | {m.title()} | {p(JOURNALS)} | {m.year()}",
    }  # fmt: skip


def made(seed: int, each: int) -> Iterator[tuple[str, str, bool]]:
    """(family, line, whether it is a source), `each` lines of every family."""
    maker = Maker(seed)
    for families, source in ((_families(maker), False), (_sources(maker), True)):
        for name, make in families.items():
            for _ in range(each if not source else 3 * each):
                yield name, make(), source
