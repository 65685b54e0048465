"""What stands in a page's place and says so in part, what stands there all the same, and pages that sound alike."""

from __future__ import annotations

import pytest

from citewarden import config
from citewarden.web import answers
from citewarden.web.html_cues import Cues, read
from citewarden.web.judgement import Sight, all_the_same, instead, missing, wall
from citewarden.web.minhash import sketch
from citewarden.web.soft404 import Neighbour, seen
from citewarden.web.urls import parse

CUES = Cues.of(config.lexicon("link_cues"))
HONEST = Neighbour(known=True, honest=True)


def outcome(body: str, address: str, *, everywhere: bool = False) -> str:
    """The judgement of a page whose site is honest, or shows it for every address."""
    url, page = parse(address), read(body.encode())
    sight, drawn = Sight(url, url, page=page), sketch(page.text)
    beside = seen(url.at("/made-up"), page) if everywhere else HONEST
    found = wall(sight, CUES) or instead(sight, CUES) or missing(sight, drawn, beside, CUES)
    return found.outcome if found is not None else "ok"


def shown(heading: str, text: str, more: str = "") -> str:
    head = f"<title>{heading}</title><nav><a href=/>Home</a></nav>"
    return f"{head}<main><h1>{heading}</h1><p>{text}</p>{more}</main><footer>© 2026</footer>"


@pytest.mark.parametrize(
    ("slug", "heading", "text"),
    [
        ("gallensteine", "Gallensteine", "Dieser Artikel steht nicht mehr zur Verfügung. Wir haben ihn entfernt."),
        ("colesterol", "Colesterol", "Este contenido ha sido retirado. Puede consultar otros temas en nuestro índice."),
        ("jicht", "Jicht", "Deze folder is vervallen en wordt niet meer aangeboden op onze website."),
        ("astma", "Astma", "Ten tekst został usunięty z naszego portalu. Zapraszamy do innych działów."),
        ("measles", "Measles", "Sorry! The text that used to live here has been taken offline."),
        (
            "covid-clinic",
            "A Covid clinic",
            "She cannot climb stairs.</p><p>Subscribers can read on. Get four weeks for £1.",
        ),
        ("psoriasis", "Psoriasis", "We no longer publish this leaflet. It was withdrawn in 2022 after review."),
        ("tarmcancer", "Tarmcancer", "Vill du läsa hela artikeln? Bli prenumerant, första månaden 10 kr."),
        (
            "hip-fracture-risk",
            "Hip fracture risk",
            "This calculator is no longer offered on our pages.</p><h2>More tools</h2><ul><li>Stroke risk<li>Body mass"
            " index<li>Sleep score<li>Smoking and you<li>Units of alcohol in a week<li>Steps and calories</ul><p>",
        ),
        (
            "kurzatmigkeit-test",
            "Kurzatmigkeit: der Test",
            "Diesen Fragebogen bieten wir nicht mehr an.</p><h2>Weitere Tests</h2><ul><li>Schlafqualität<li>Herzalter"
            "<li>Nikotinabhängigkeit<li>Pollenbelastung in Ihrer Stadt<li>Body-Mass-Index für Kinder</ul><p>",
        ),
        (
            "kinesiology-autism-children",
            "Kinesiology in autistic children: ten cases",
            "M. Toth, Vol 2 (2015)</p><h2>Paper removed</h2><p>The journal has removed this paper on legal advice. Its"
            " text and tables can no longer be shown. We ask libraries to delete what they have kept.",
        ),
        (
            "audiology-drop-in",
            "Audiology drop-in sessions",
            "This service now belongs to Lakeside Care, and the pages that stood here are no longer kept. Please go to"
            " the website of Lakeside Care to see when you may come.",
        ),
    ],
)
def test_a_notice_below_the_heading_of_the_page_is_not_the_page(slug: str, heading: str, text: str) -> None:
    assert outcome(shown(heading, text), f"https://a.example/guide/{slug}") != "ok"


@pytest.mark.parametrize(
    ("slug", "heading", "text"),
    [
        ("bradycardia", "Bradycardia", "A slow heartbeat, below 60 a minute.</p><p>Sign in to save this page."),
        ("ranitidine", "Ranitidine", "It is no longer available: an impurity was found. Ask about famotidine."),
        ("robot", "Are you a robot? A day in theatre", "Four arms hang over the patient. She begins to cut."),
        (
            "codeine-under-18",
            "Codeine for over 18s",
            "Children break it down at different speeds, and some stopped breathing.",
        ),
        ("maintenance", "Maintenance therapy", "Use the preventer twice a day even when well. It takes two weeks."),
        ("gone", "Gone", "When a baby dies before birth parents grieve for a future. Naming the child helps."),
        ("ludopatia", "Ludopatía", "Las tragaperras enganchan en semanas. La terapia de grupo ayuda. Llame gratis."),
        ("zhelchnyj-puzyr", "Желчный пузырь", "Первый месяц ешьте часто и понемногу, без жирного. Печень привыкнет."),
    ],
)
def test_a_page_that_sounds_like_a_notice_is_the_page(slug: str, heading: str, text: str) -> None:
    assert outcome(shown(heading, text), f"https://a.example/guide/{slug}") == "ok"


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("www.a.example is for sale", "Buy now or make an offer. Fast and easy transfer, free support, safe payment."),
        ("a.example te koop", "Doe een bod op deze domeinnaam. Vanaf 950 euro. Veilig betalen via een notaris."),
        (
            "A Casino: 200 free spins",
            "Spin 3,000 slots, play live roulette, withdraw by bitcoin. New players get a match.",
        ),
        ("Slot Gacor A88", "Situs slot online terpercaya, deposit pulsa, bonus new member, rtp live, maxwin."),
    ],
)
def test_a_sold_domain_with_buttons_on_every_address_is_no_door(heading: str, text: str) -> None:
    body = shown(heading, text, "<button>Buy</button><button>Log in</button>")
    assert outcome(body, "http://www.a.example/heart/stents", everywhere=True) == "parked"


@pytest.mark.parametrize(
    "text",
    [
        "0 records were found for knee.",
        "No entries in the database match your request.",
        "Aucune notice ne correspond.",
    ],
)
def test_a_search_for_a_number_that_finds_nothing_below_its_heading(text: str) -> None:
    body = shown("Catalogue", f"{text} Browse by year or author.")
    assert outcome(body, "https://a.example/item.php?id=7", everywhere=True) == "soft-404"


_DIET = (
    "Wash the skin with warm water. Change the bag when it is a third full. Nuts and mushrooms may block the gut."
    " Drink two litres a day in hot weather. Call the nurse if the stoma turns dark, if nothing comes out for eight"
    " hours or if the skin around the stoma bleeds. Most people swim, travel and work again within three months."
)


def of_404(body: str, address: str) -> str:
    url = parse(address)
    found = all_the_same(Sight(url, url, 404, page=read(body.encode())), CUES)
    return found.outcome if found is not None else "gone"


def test_a_page_sent_with_the_status_of_a_missing_one_is_an_open_question() -> None:
    for slug in ("stoma-care", "looking-after-your-stoma", "stoma-care/"):
        assert of_404(shown("Looking after your stoma: care", _DIET), f"https://a.example/{slug}") == "server-error"
    assert of_404(shown("Page not found", _DIET), "https://a.example/stoma-care") == "gone"
    assert of_404(shown("Nothing found for stoma-care", _DIET), "https://a.example/stoma-care") == "gone"
    assert of_404(shown("Looking after your stoma", _DIET), "https://a.example/hip-fracture") == "gone"
    assert of_404(shown("Stoma care", "Sorry."), "https://a.example/stoma-care") == "gone"
    assert of_404(shown("Looking after your stoma", _DIET), "https://a.example/p/77") == "gone"


@pytest.mark.parametrize(
    "script",
    [
        "window.location.replace('/new');",
        '// since May\nlocation.href = "/new";',
        "setTimeout(function () { document.location = '/new'; }, 3000);",
        "<!--\ntop.location.href='/new'\n-->",
        'alert("This leaflet has moved.");\nlocation.href = "/new";',
        "window.alert('옮겼습니다.\\n새 주소로 갑니다.'); location.replace('/new')",
        "alert('It\\'s elsewhere now');document.location='/new';",
    ],
)
def test_a_script_that_only_leads_on_is_a_redirect(script: str) -> None:
    assert read(f"<title>Moved</title><script>{script}</script><p>We have moved.</p>".encode()).refresh == "/new"


@pytest.mark.parametrize(
    "script",
    [
        "function out(){location.href='/'}",
        "if (top != self) top.location = '/new';",
        "location.href = '/new?from=' + q;",
        "document.cookie = 'a=b'; location.href = '/new';",
        "location.reload()",
        "alert('Not here'); history.back();",
        "if (old) { alert('Moved'); location.href = '/new'; }",
        "alert('From ' + from); location.href = '/new';",
    ],
)
def test_a_script_that_may_lead_on_is_none(script: str) -> None:
    assert read(f"<title>Asthma</title><script>{script}</script><p>Asthma.</p>".encode()).refresh == ""
    long = f"<title>A</title><script>location.href='/new'</script><p>{'word ' * 200}</p>"
    assert read(long.encode()).refresh == ""


def test_a_message_of_a_fault_is_no_data_whatever_it_says() -> None:
    for body in (
        '{"error": "study 7 is unknown to this server"}',
        '{"success": false, "error": "could not load", "data": null}',
        '{"result": null, "errors": [{"text": "asthma: no leaflet", "level": 3}]}',
        '{"status": "fail", "message": "nope"}',
    ):
        assert answers.faulty(body.encode(), "application/json"), body
    assert answers.faulty(b"<?xml version='1.0'?><response><error>cannot find 77</error></response>", "text/xml")
    for body in (
        '{"error": 0.04, "mean": 3}',
        '{"error": "0.3", "mean": "2"}',
        '{"errors": [], "title": "Asthma"}',
        '{"error": null, "data": {"cases": 3}}',
        '{"status": "published", "name": "Asthma"}',
        "[1, 2]",
        "{",
    ):
        assert not answers.faulty(body.encode(), "application/json"), body


@pytest.mark.parametrize(
    ("slug", "heading", "about"),
    [
        ("page-not-found-leaflets", "Page not found", "a hospital's printed leaflets"),
        ("no-longer-available-guidelines", "No longer available", "withdrawn guidelines for general practice"),
        ("does-not-exist-trials", "This page does not exist", "registers of trials and the protocols they point to"),
    ],
)
def test_a_long_article_whose_address_names_the_notice_is_not_called_lost(slug: str, heading: str, about: str) -> None:
    told = (
        f"<p>We followed every address named in {about}, three times in a month, and wrote down what came.</p>"
        "<h2>How it was done</h2><p>Two nurses opened each one by hand. Where they disagreed, a third decided.</p>"
    ) + "".join(
        f"<p>In year {n} of the study {n + 20} of {n + 90} addresses led nowhere, and {n + 3} of the doctors who were"
        f" asked had noticed. Patients telephoned the ward instead, which cost a nurse some {n} minutes a week.</p>"
        for n in range(1, 9)
    )
    assert outcome(shown(heading, told), f"https://a.example/notes/{slug}") in ("ok", "blocked")


@pytest.mark.parametrize(
    ("slug", "heading", "text"),
    [
        ("about", "About us", "How our articles are made, and who looks at them."),
        ("team", "Our people", "Two doctors, a midwife and an editor."),
        ("imprint", "Imprint", "Owned by a foundation in Basel; write to the desk."),
        ("redaktion", "Unsere Redaktion", "Ärzte und Pflegende lesen jeden Text."),
    ],
)
def test_a_short_page_on_the_house_itself_is_no_door(slug: str, heading: str, text: str) -> None:
    assert outcome(shown(heading, text), f"https://a.example/{slug}/") == "ok"


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Az oldal kirándulni ment", "Nem hagyott üzenetet, mikor jön vissza."),
        ("Η σελίδα έφυγε διακοπές", "Δοκιμάστε την αναζήτηση ή πηγαίνετε στην αρχική."),
        ("Pagina asta a plecat la plimbare", "Nu știm când se întoarce. Încercați prima pagină."),
        ("Упс, страница је одлутала", "Тражили смо је свуда. Вратите се на почетну."),
        ("Bu sayfa tatile çıktı", "Ne zaman döneceğini söylemedi."),
        ("Ups, halaman ini sedang liburan", "Kami sudah mencari ke mana-mana. Coba dari beranda."),
        ("Oi, puslapis pabėgo", "Ieškojome visur. Grįžkite į pradžią."),
        ("Siden har tatt ferie", "Den sa ikke når den kommer hjem."),
        (
            "This recommendation has been archived",
            "You cannot read it here any longer. Those in force are in the menu.",
        ),
        ("Content removed", "We removed this review at the request of the copyright owner."),
        ("Recommandation archivée", "Son texte n'est plus consultable sur notre site."),
        ("Leitlinie archiviert", "Der Text dieser Leitlinie steht hier nicht mehr."),
    ],
)
def test_jokes_retired_texts_and_takedowns_are_not_the_page(heading: str, text: str) -> None:
    assert outcome(shown(heading, text), "https://a.example/guide/asthma-inhalers") != "ok"


@pytest.mark.parametrize(
    ("slug", "heading", "text"),
    [
        ("nyaralas", "Elveszett gyógyszer a nyaraláson", "Vigye magával a receptet. A helyi patika segít pótolni."),
        ("diakopes", "Φάρμακα στις διακοπές", "Κρατήστε τα φάρμακα στη χειραποσκευή."),
        ("pierdut", "Gustul pierdut după răceală", "Mirosul și gustul revin de obicei în două luni."),
        ("reis", "Ravimid reisil", "Hoia ravimeid käsipagasis ja võta retsepti koopia kaasa."),
        (
            "guideline-archived",
            "Guideline archived: sore throat",
            "It advised penicillin if three of four signs were there.",
        ),
        (
            "withdrawn-guideline",
            "Withdrawn: back pain",
            "Withdrawn in 2020. It told doctors to offer walking, not bed rest.",
        ),
        ("coils-removed", "Coils removed at the request of women", "One in eight asked for it within a year."),
        ("domain-expired", "When a charity's domain expired", "Sellers of pills bought the name within two days."),
        (
            "depression-score",
            "The depression score",
            "The old score was retired in May. The score below replaces it: add the points of nine questions. From ten"
            " points on see a doctor. It was tested on 6,000 people in three countries.",
        ),
        (
            "gehtraining",
            "Gehtraining bei Schaufensterkrankheit",
            "Rauchen Sie nicht mehr. Gehen Sie, bis die Wade schmerzt, ruhen Sie kurz und gehen Sie weiter. Nach drei"
            " Monaten schaffen die meisten die doppelte Strecke.",
        ),
        (
            "mole-diary",
            "Mole diary, an app",
            "Photograph each mole once a month and see what has changed. It needs a phone from 2019 or later. This app"
            " is currently not available in your country's store for tablets. Readers gave it four stars of five.",
        ),
        (
            "maladie-de-raynaud",
            "Maladie de Raynaud",
            "Nous et nos 88 partenaires stockons des informations sur votre appareil. Accepter. Refuser.</p><p>Les"
            " doigts blanchissent au froid, puis bleuissent. Des gants et l'arrêt du tabac aident souvent.",
        ),
        (
            "warfarin-and-cranberries",
            "Warfarin and cranberries",
            "You must be logged in to comment.</p><p>A glass a day is safe for most. Have your blood tested if you"
            " drink more.",
        ),
        ("guia-retirada", "Guía retirada: dolor de garganta", "Se retiró en 2020. Aconsejaba penicilina diez días."),
        ("access-denied", "Access denied to a dentist", "Nine practices of ten took no new patients."),
    ],
)
def test_a_page_on_what_was_withdrawn_lost_or_has_lapsed_is_the_page(slug: str, heading: str, text: str) -> None:
    assert outcome(shown(heading, text), f"https://a.example/guide/{slug}") == "ok"


NUMBERED = "https://a.example/p/8812"


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        (
            "You have been blocked",
            "Earwax that is pushed in can shut the canal. You hear as through wool, and the ear feels full. "
            "Drops of oil for five days soften it, and a nurse can rinse it out. Cotton buds make it worse.",
        ),
        (
            "You have been blocked: what earwax does",
            "Earwax that is pushed in can shut the canal. You hear as through wool, and the ear feels full. "
            "Drops of oil for five days soften it, and a nurse can rinse it out.",
        ),
        (
            "Are you a robot?",
            "Surgeons who steer a robot sit at a console and see the belly in three dimensions. In our trial of"
            " 212 men the machine saved half a litre of blood, but operations took forty minutes longer. After "
            "a year both groups were dry alike.",
        ),
        (
            "Just a moment",
            "Small children wait badly. In a study of 90 families a kitchen timer made the minutes before "
            "supper easier, and tantrums fell by a third in four weeks. Parents who used a song did as well. "
            "Telling a child to be patient did nothing.",
        ),
        (
            "Pardon our interruption",
            "Nurses are interrupted six times an hour while they hand out tablets. Red tabards that say do not "
            "disturb halved the interruptions in two wards, and errors in doses fell from nine to five in a "
            "hundred rounds.",
        ),
        (
            "Security check",
            "At the airport a pacemaker may set off the gate. Carry your device card, ask for a search by hand,"
            " and walk through without standing still. The hand scanner should not rest over the chest. No "
            "pacemaker of 388 changed its pace.",
        ),
        (
            "Zugriff verweigert",
            "Wenn die Vene nicht zu finden ist, bleibt der Zugriff verweigert. Vierzig Stationen zählten ein "
            "halbes Jahr lang die Stiche. Bei jedem fünften Kranken brauchte es drei Nadeln, und mit "
            "Ultraschall halb so viele. Am schwersten war es bei Säuglingen.",
        ),
        (
            "Too many requests",
            "Junior doctors answer a bleep every nine minutes at night. In our diary study most bleeps asked "
            "for fluids or pain relief that could have been written up by day. A round at ten in the evening "
            "halved them, and patients slept better.",
        ),
        (
            "Toegang geweigerd",
            "Wie geen vast adres heeft, komt moeilijk bij een huisarts. Van 260 daklozen in drie steden had de "
            "helft er geen. Straatdokters zagen vooral wonden, hoest en slechte tanden, en stuurden een op de "
            "tien naar het ziekenhuis.",
        ),
        (
            "You have been blocked",
            "A tear duct that is shut makes the eye water in wind. In babies it opens by itself in the first "
            "year in nine of ten. Press gently beside the nose twice a day. In adults a small operation makes a"
            " new way for tears.",
        ),
        (
            "Closed for maintenance",
            "A knee that is worn needs looking after like a car. We followed 300 walkers for two years. Those "
            "who trained the thigh three times a week had less pain and took fewer tablets, and eleven put off "
            "an operation.",
        ),
        (
            "Something went wrong",
            "Birth does not always go as planned. One mother in eight told us that nobody had spoken with her "
            "about the tear. A talk with the midwife in the first week halved the nightmares, and most mothers "
            "wanted a second one.",
        ),
        (
            "Service unavailable",
            "In the valleys the nearest midwife is two hours away. We counted births on the road over ten "
            "years: 41, of which six were twins. A house near the hospital for the last two weeks brought that "
            "down to four.",
        ),
        (
            "Members only",
            "Phantom pain is felt in limbs that are gone. A mirror in which the other hand is seen to move "
            "eased it in seven of twelve men. After six months four still used the mirror each day, and tablets"
            " were halved.",
        ),
        (
            "Please sign in",
            "Deaf patients often meet doctors who do not sign. We taught forty signs to the staff of an "
            "emergency ward. Waiting for an interpreter fell by half an hour, and fewer patients left without "
            "being seen.",
        ),
        (
            "Error",
            "In each hundred doses given on the ward nine held a mistake, mostly of time. A second pair of eyes"
            " halved them. Bar codes on the wrist did better still, but the readers failed in the bath rooms.",
        ),
    ],
)
def test_a_notices_words_may_be_what_a_page_on_a_subject_is_called(heading: str, text: str) -> None:
    html = shown(heading, text)
    assert outcome(html, NUMBERED) == "ok"
    assert outcome(shown(heading, text.partition(". ")[0]), NUMBERED) != "ok", "one sentence may be anything"
    assert outcome(shown(heading, text, "<button>Continue</button>"), NUMBERED) != "ok", "it asks for something"


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        (
            "You have been blocked",
            "We think that a program reads our pages on your behalf. If that is wrong, write to us with the "
            "number below. Number 3318-A, your address 10.1.2.3.",
        ),
        (
            "You have been blocked",
            "Your visits came too fast for a person. Write to the web team if you think this is a mistake, and "
            "tell them what you did when this page came up and the number below. 77-11-3.",
        ),
        (
            "Are you a robot?",
            "Sorry, we could not tell whether you are a person. Reload the page and tick the box. Do you see "
            "this again and again? Then switch off programs that change what your browser sends, or try another"
            " network.",
        ),
        (
            "Zugriff verweigert",
            "Ihre Anfrage kam uns wie die einer Maschine vor. Wenn Sie ein Mensch sind, schreiben Sie uns "
            "bitte, wann das war und welche Adresse Sie hatten. Wir sehen nach und geben Ihnen den Weg wieder "
            "frei.",
        ),
        (
            "Attention required",
            "One more step: please complete the puzzle to reach the website. Why do I have to do this? It shows"
            " that you are a person and gives you access for a while. What can I do to avoid this? Scan your "
            "device for malware, or ask the administrator of your network.",
        ),
        (
            "Access denied",
            "A kérését a kiszolgáló nem teljesítette, mert úgy tűnt, hogy nem ember küldte. Ha mégis ember, "
            "írjon nekünk, és adja meg az időpontot meg a lenti számot. Köszönjük a türelmét, hamarosan "
            "megnézzük, mi történt. 88-12.",
        ),
        (
            "Zugriff verweigert",
            "Von Ihrem Anschluss kamen heute Nacht viele Abrufe in kurzer Zeit. Wir haben ihn deshalb bis "
            "morgen früh ausgesperrt, damit alle anderen Leser zügig bedient werden. Rufen Sie uns gern an, "
            "wenn Sie meinen, dass wir uns geirrt haben.",
        ),
        (
            "Acceso denegado",
            "Su visita no ha llegado a la página porque nuestro guardián la tomó por la de una máquina. Espere "
            "unos minutos y vuelva. Si le ocurre cada día, cuéntenos desde qué ciudad y con qué navegador nos "
            "visita.",
        ),
        (
            "You have been blocked",
            "Our guard dog barked at you. It does so when somebody asks for more than thirty leaflets in a "
            "minute, or comes from a country from which we had trouble. It will have forgotten you by tomorrow."
            " Hospitals can ask us for a way round it.",
        ),
        (
            "One moment, please",
            "We have many readers today and let them in one after another. You are number 214 in the line, and "
            "it will take about four minutes. Keep this window open; the health portal opens by itself when it "
            "is your turn.",
        ),
        (
            "Too many requests",
            "You looked at a lot of recipes for people with diabetes in a short time, more than most people can"
            " read. Have a cup of tea and come back in an hour. Clinics that need all of our recipes for "
            "diabetes at once can order them as a book.",
        ),
        (
            "Access denied",
            "Din anmodning ligner en, der er sendt af en robot, og derfor viser vi ikke siden. Skriv til os, "
            "hvis du er et menneske, og fortæl, hvornår det skete. Vi plejer at svare inden for en dag, og så "
            "kan du læse videre hos os.",
        ),
    ],
)
def test_a_notice_that_says_much_is_no_subject(heading: str, text: str) -> None:
    assert outcome(shown(heading, text), NUMBERED) == "blocked"


@pytest.mark.parametrize(
    "text",
    [
        "People with early dementia lose their place in a book. Our group of nine readers used cards with the names of"
        " all persons in the story. They read on for twice as long, and three finished a novel.",
        "In the old ledger of the hospital the leaf for May 1918 is torn out. We looked for the dead of that month in"
        " the books of three parishes and found 61 names, most of them young men with a cough.",
        "Half of the leaflets in our waiting room sent patients on to the web. Of ninety addresses printed there a"
        " third led nowhere. Patients took that for their own mistake, and two in five gave up.",
    ],
)
def test_a_page_that_tells_much_is_not_lost_for_what_it_is_called(text: str) -> None:
    assert outcome(shown("Page not found", text), NUMBERED) != "soft-404"
    assert outcome(shown("Page not found", text.partition(". ")[0] + "."), NUMBERED) != "ok"
