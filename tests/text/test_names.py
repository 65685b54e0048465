"""Author lists in every usual order, and names compared across spellings."""

from __future__ import annotations

import pytest

from citewarden.text import names


def short(text: str) -> list[str]:
    return [
        f"{names.family(n)}|{n.get('given', '')}{'|' + n['suffix'] if 'suffix' in n else ''}"
        for n in names.parse(text).names
    ]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Leite MAA et al.", ["Leite|MAA"]),
        ("Hersh C MH, Fox RJ.", ["Hersh|C MH", "Fox|RJ"]),
        ("Smith, J. A., & Doe, B.", ["Smith|J. A.", "Doe|B."]),
        ("Smith J; Doe B", ["Smith|J", "Doe|B"]),
        ("Kirkpatrick, C. M.; Roughead, E.", ["Kirkpatrick|C. M.", "Roughead|E."]),
        ("John Smith and Jane Doe", ["Smith|John", "Doe|Jane"]),
        ("Smith, John, Jane Doe, and Mary Major", ["Smith|John", "Doe|Jane", "Major|Mary"]),
        ("Lee, L. L., W. E. Howard, and R. E. Marsh.", ["Lee|L. L.", "Howard|W. E.", "Marsh|R. E."]),
        ("S. E. Han, G. Chen,", ["Han|S. E.", "Chen|G."]),
        ("de Freitas MR, Müller-Wielsch K", ["de Freitas|MR", "Müller-Wielsch|K"]),
        ("van der Berg, J., Jr., & Lee, S.-H.", ["van der Berg|J.|Jr.", "Lee|S.-H."]),
        ("Wright JT Jr, Doe B 3rd", ["Wright|JT|Jr", "Doe|B|3rd"]),
        ("Jane Doe, MD, PhD, John Roe", ["Doe|Jane", "Roe|John"]),
        ("In Jones CD, Brown EF, eds.", ["Jones|CD", "Brown|EF"]),
        ("World Health Organization", ["World Health Organization|"]),
        ("Centers for Disease Control and Prevention.", ["Centers for Disease Control and Prevention|"]),
        ("Mayo Clinic Staff", ["Mayo Clinic Staff|"]),
        ("National Heart, Lung, and Blood Institute", ["National Heart, Lung, and Blood Institute|"]),
        (
            "SPRINT Research Group; Wright JT Jr, Williamson JD",
            ["SPRINT Research Group|", "Wright|JT|Jr", "Williamson|JD"],
        ),
        ("COSTA NETO, P.", ["COSTA NETO|P."]),
        ("SOUZA, A.; MELO FILHO, B.", ["SOUZA|A.", "MELO FILHO|B."]),
        ("SMITH JA, BROWN P", ["SMITH|JA", "BROWN|P"]),
        ("Young Lives vs Cancer", ["Young Lives vs Cancer|"]),
        ("Crohn's & Colitis UK", ["Crohn's & Colitis UK|"]),
        ("Rethink Mental Illness", ["Rethink Mental Illness|"]),
        ("Action on Pain", ["Action on Pain|"]),
        ("Jane Stroke Smith", ["Smith|Jane Stroke"]),
        ("Herth F. / Kreuter M.", ["Herth|F.", "Kreuter|M."]),
        ("Braun, H. / Vogel, S. (Hrsg.)", ["Braun|H.", "Vogel|S."]),
        ("Robert Koch-Institut / Statistisches Bundesamt", ["Robert Koch-Institut|", "Statistisches Bundesamt|"]),
        ("Jansen P.J. van der, Vries H. de", ["van der Jansen|P.J.", "de Vries|H."]),
        ("Berg JA van den, Smit L", ["van den Berg|JA", "Smit|L"]),
        ("Boer K. ter; Silva M. da", ["ter Boer|K.", "da Silva|M."]),
        ("Guo S-W.", ["Guo|S-W"]),
        ("Kim J-H, Lee S-Y, Park H-J.", ["Kim|J-H", "Lee|S-Y", "Park|H-J"]),
        ("Roe, A., Poe, B., . . . Tiemeier, H.", ["Roe|A.", "Poe|B.", "Tiemeier|H."]),
        ("Roe E.A., Poe B.", ["Roe|E.A.", "Poe|B."]),
        ("o. V.", []),
        ("N. N.", []),
        ("Ohne Verfasser", []),
        ("", []),
    ],
)
def test_lists(printed: str, expected: list[str]) -> None:
    assert short(printed) == expected


def test_cut_short_is_said() -> None:
    assert names.parse("Vogt J, Paul F, et al.").et_al
    assert names.parse("Vogt J and others").et_al
    assert not names.parse("Vogt J, Paul F").et_al


@pytest.mark.parametrize(
    "shortened",
    [
        "Roe A., Poe B. i wsp.", "Roe A, Poe B i in.", "Roe A, Poe B, m.fl.", "Roe A, Poe B m fl.",
        "Roe A, Poe B, e.a.",
        "Roe A, Poe B y cols.", "Roe A, Poe B e coll.", "Roe A, Poe B et coll.", "Roe A, Poe B a kol.",
        "Roe A, Poe B och medarbetare", "Roe A, Poe B og andre", "Roe A, Poe B и др.", "Roe A, Poe B та ін.",
        "Roe A, Poe B, . . .", "Roe A, Poe B en anderen", "Roe A, Poe B ve ark.",
    ],
)  # fmt: skip
def test_cut_short_in_other_languages(shortened: str) -> None:
    found = names.parse(shortened)
    assert [n["family"] for n in found.names] == ["Roe", "Poe"]
    assert found.et_al


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mueller", "Müller", True),
        ("Muller", "Müller", True),
        ("Dörr", "Doerr", True),
        ("Müller-Wielsch", "Mueller-Wielsch", True),
        ("de Freitas", "Freitas", True),
        ("García Lopez", "Garcia", True),
        ("Ørsted", "Orsted", True),
        ("O'Brien", "OBrien", True),
        ("Иванов", "Ivanov", True),
        ("Smith", "Smyth", False),
        ("Li", "Lin", False),
        ("", "Smith", False),
    ],
)
def test_family_names_across_spellings(one: str, other: str, same: bool) -> None:
    assert names.same_family(one, other) is same
    assert names.same_family(other, one) is same


def test_initials_decide_how_well_names_agree() -> None:
    vogt = {"family": "Vogt", "given": "Johannes"}
    assert names.compare(vogt, {"family": "Vogt", "given": "J"}) == 1.0
    assert names.compare(vogt, {"family": "Vogt"}) == 0.8
    assert names.compare(vogt, {"family": "Vogt", "given": "K"}) == 0.4
    assert names.compare(vogt, {"family": "Voss", "given": "J"}) == 0.0


def test_writing_a_list() -> None:
    people = names.parse("Leite, Marco A. A., de Freitas, Marcos R., Wright, J. T., Jr.").names
    assert names.listed(people) == "Leite MAA, de Freitas MR, Wright JT Jr"
    assert names.listed([*people, *people, *people]) == "Leite MAA, de Freitas MR, Wright JT Jr, et al"


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Иванов И. И., Петров П. П.", ["Иванов", "Петров"]),
        ("Полуэктов М.Г., Бузунов Р.В.", ["Полуэктов", "Бузунов"]),
        ("Haute Autorité de Santé", ["Haute Autorité de Santé"]),
        ("Ministerio de Sanidad y Política Social", ["Ministerio de Sanidad y Política Social"]),
        ("Министерство здравоохранения Российской Федерации", ["Министерство здравоохранения Российской Федерации"]),
        ("Institoris H, Vereinson K", ["Institoris", "Vereinson"]),
        ("SOCIEDADE BRASILEIRA DE PEDIATRIA", ["SOCIEDADE BRASILEIRA DE PEDIATRIA"]),
        ("Narodowy Fundusz Zdrowia", ["Narodowy Fundusz Zdrowia"]),
        ("Standards Australia/Standards New Zealand", ["Standards Australia/Standards New Zealand"]),
        ("DE LA CRUZ, Ana; GIL, Luis", ["DE LA CRUZ", "GIL"]),
        ("REIS, A. B. (org.)", ["REIS"]),
        ("Fontana L. (a cura di)", ["Fontana"]),
        ("a cura di M. Serra, P. Vitale", ["Serra", "Vitale"]),
        ("red. A. Nowak i J. Lis", ["Nowak", "Lis"]),
        ("En: Vega A, Soto P, editores", ["Vega", "Soto"]),
        ("Neri M. e Villa L.", ["Neri", "Villa"]),
        ("Kowalski Jan, Nowak Anna", ["Kowalski", "Nowak"]),
        ("Petrenko Ivan; Shevchuk Olha", ["Petrenko", "Shevchuk"]),
        ("Jan Kowalski, Anna Nowak", ["Kowalski", "Nowak"]),
        ("Org A, Redford J", ["Org", "Redford"]),
        ("Sá e Melo, J.", ["Sá e Melo"]),
    ],
)
def test_names_in_other_languages_and_scripts(text: str, families: list[str]) -> None:
    assert [n.get("literal") or n["family"] for n in names.parse(text).names] == families


def test_several_bodies_in_one_stretch() -> None:
    assert names.bodies("Bundesärztekammer (BÄK), Arbeitsgemeinschaft (AWMF)") == [
        {"literal": "Bundesärztekammer (BÄK)"},
        {"literal": "Arbeitsgemeinschaft (AWMF)"},
    ]
    assert names.bodies("Department of Health, Office of Aging") == [
        {"literal": "Department of Health, Office of Aging"}
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mukhamedyarov", "Mukhamediarov", True),
        ("Yelizarova", "Elizarova", True),
        ("Tschernyschow", "Chernyshov", True),
        ("Zhukovsky", "Zhukovskii", True),
        ("Martyn", "Martin", False),
        ("Meyer", "Meier", False),
        ("Kotelnikov", "Kotelkov", False),
    ],
)
def test_one_cyrillic_name_in_latin_letters(one: str, other: str, same: bool) -> None:
    assert names.same_family(one, other) is same
