"""The language of a text: what is surely another than English, and what must stay English."""

import pytest

from citewarden.text.language import NAMES, foreign

ENGLISH = "Sleep is good for adults and for children. It is known that a lack of it can be bad for the heart."
SPANISH = "El sueño es bueno para los adultos y para los niños, y la falta de sueño no es buena para el corazón."


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Schlaf ist für Erwachsene wichtig, und ein Mangel an Schlaf kann das Herz schädigen."),
        ("fr", "Le sommeil est important pour les adultes, et le manque de sommeil peut nuire au cœur."),
        ("es", SPANISH),
        ("pt", "O sono é importante para os adultos e a falta de sono não é boa para o coração."),
        ("it", "Il sonno è importante per gli adulti e la mancanza di sonno non è un bene per il cuore."),
        ("nl", "Slaap is belangrijk voor volwassenen en een gebrek aan slaap is niet goed voor het hart."),
        ("sv", "Sömn är viktig för vuxna och en brist på sömn är inte bra för hjärtat."),
        ("pl", "Sen jest ważny dla dorosłych, a jego brak nie jest dobry i może być przyczyną chorób."),
        ("cs", "Méně než 7 hodin spánku zvyšuje riziko nachlazení. Přehled říká, že při horečce pomáhá klid."),
        ("cs", "Očkování chrání před chřipkou více než roušky a stojí méně."),
        ("ru", "Сон важен для взрослых, а его недостаток вредит сердцу."),
        ("uk", "Сон важливий для дорослих, і його нестача шкодить серцю."),
        ("zh", "睡眠对成年人非常重要，缺乏睡眠会损害心脏。"),
        ("ja", "睡眠は大人にとって大切であり、不足すると心臓に悪い。"),
        ("el", "Ο ύπνος είναι σημαντικός για τους ενήλικες."),
    ],
)
def test_other_languages_are_told_whatever_the_file_says(code: str, text: str) -> None:
    assert foreign([text]) == foreign([text], "en-US") == code
    assert code in NAMES


@pytest.mark.parametrize(
    "paragraphs",
    [
        [ENGLISH],
        ["Dvořák, Kučera and Jiří Novotný wrote it with Přemysl for the heart clinic in Brno."],
        [ENGLISH, SPANISH],
        [ENGLISH, "He wrote: “" + SPANISH + "”", ENGLISH],
        ["Escherichia coli, Candida albicans, La Crosse virus, de Quervain’s tenosynovitis"],
        ["Take 5 mg.", "Call us."],
        ["Men die an hour in, so was ist."],
        [""],
        [],
        ["α-Tocopherol, β-carotene and γ-linolenic acid are in oils."],
    ],
)
def test_english_stays_english(paragraphs: list[str]) -> None:
    assert foreign(paragraphs) == foreign(paragraphs, "de") == ""


def test_a_short_text_needs_the_file_to_say_it() -> None:
    text = "Schlaf und Herz: die Dosis"
    assert (foreign([text]), foreign([text], "de-AT")) == ("", "de")


def test_a_german_article_with_an_english_abstract_is_german() -> None:
    german = "Schlaf ist für Erwachsene wichtig, und ein Mangel an Schlaf kann das Herz schädigen. "
    assert foreign([ENGLISH, german * 2, german * 2], "de") == "de"
