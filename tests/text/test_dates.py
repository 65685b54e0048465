"""Dates as printed, as CSL and as ISO."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewarden.text import dates


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("(June 2014)", "2014-06"),
        ("2009 Sep;66(3):310-22", "2009-09"),
        ("2009 Sep 4;66(3)", "2009-09-04"),
        ("2020 Jan 5(3):12", "2020-01"),
        ("Accessed 12 March 2021", "2021-03-12"),
        ("Updated January 26, 2022.", "2022-01-26"),
        ("(2022, January 26)", "2022-01-26"),
        ("septembre 2014,", "2014-09"),
        ("3rd of May 2011", "2011-05-03"),
        ("2021-02-03T10:00", "2021-02-03"),
        ("1998–2001", "1998"),
        ("(2003a)", "2003"),
        ("Elsevier; 2018:455-470", "2018"),
        ("31/12/2019", "2019-12-31"),
        ("doi 10.1016/j.gie.2007.10.066", ""),
        ("pp. 1234-2013", ""),
        ("n.d.", ""),
    ],
)
def test_first_date(printed: str, iso: str) -> None:
    assert dates.to_iso(dates.parse(printed)) == iso


def test_ranges_seasons_and_letters() -> None:
    assert dates.parse("1998–2001") == {"date-parts": [[1998], [2001]]}
    assert dates.parse("2016 Mar-Apr") == {"date-parts": [[2016, 3], [2016, 4]]}
    assert dates.parse("Spring 2012") == {"date-parts": [[2012]], "season": 1}
    assert dates.find("(2019b)")[0].suffix == "b"
    assert dates.parse("(n.d.)") == {"literal": "n.d."}
    for words in ("s. f.", "(o. J.)", "[z.j.]", "b. r.", "(б. г.)", "u. å."):
        assert dates.parse(words) == {"literal": "n.d."}
    for words in ("Roe O. J.", "Poe B. R., Lind S. F.", "(Roe S. F.)"):
        assert dates.parse(words) == {}


def test_access_dates_are_apart_from_other_dates() -> None:
    text = "Updated September 8, 2020. Accessed January 5, 2021. https://x.org"
    found = dates.accessed(text)
    assert found is not None
    assert (found.iso, text[found.start : found.end]) == ("2021-01-05", "Accessed January 5, 2021")
    assert dates.accessed("Retrieved July 7, 2020, from https://x.org").iso == "2020-07-07"  # type: ignore[union-attr]
    assert dates.accessed("[cited 2020 Jan 3]").iso == "2020-01-03"  # type: ignore[union-attr]
    assert dates.accessed("Access to care. Published 2020.") is None


@given(st.dates(date(1700, 1, 1), date(2099, 12, 31)))
def test_iso_and_words_come_back(day: date) -> None:
    csl = dates.from_iso(day.isoformat())
    assert dates.to_iso(csl) == day.isoformat()
    for order in ("mdy", "dmy", "ymd"):
        assert dates.to_iso(dates.parse(dates.words(csl, order))) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("https://x.de/a (Zugriff am 5. Januar 2022)", "2022-01-05"),
        ("abgerufen am 3.4.2023", "2023-04-03"),
        ("Letzter Zugriff: 05.06.2021", "2021-06-05"),
        ("[consultado el 12 de marzo de 2021]", "2021-03-12"),
        ("Acesso em: 12 maio 2020.", "2020-05-12"),
        ("Acesso em: 7 fev. 2021.", "2021-02-07"),
        ("Acesso em: 9 set. 2022.", "2022-09-09"),
        ("Acceso: 3 dic. 2020", "2020-12-03"),
        ("consulté le 5 juil. 2019", "2019-07-05"),
        ("Ultimo accesso: 2 ott. 2021", "2021-10-02"),
        ("Consultato il 3 maggio 2020", "2020-05-03"),
        ("Geraadpleegd op 5 mei 2019", "2019-05-05"),
        ("[hämtad 2022-03-01]", "2022-03-01"),
        ("Praha: SZÚ, 2020 [cit. 2021-05-03].", "2021-05-03"),
        ("(дата обращения: 12.05.2021)", "2021-05-12"),
        ("Smith, op. cit. 2010", ""),
        ("Access to care in 2015", ""),
        ("The visits of March 2015", ""),
    ],
)
def test_the_day_of_access_in_other_languages(text: str, iso: str) -> None:
    found = dates.accessed(text)
    assert (found.iso if found else "") == iso


def test_figures_between_points_name_the_day_first() -> None:
    assert dates.to_iso(dates.parse("05.01.2022")) == "2022-01-05"
    assert dates.to_iso(dates.parse("5. 1. 2022")) == "2022-01-05"
    assert dates.to_iso(dates.parse("05/01/2022")) == "2022-05-01"
    assert dates.to_iso(dates.parse("Version 3.2. 2022")) == "2022"


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("May 3-5, 2019", [[2019, 5, 3], [2019, 5, 5]]),
        ("12–14 June 2018", [[2018, 6, 12], [2018, 6, 14]]),
        ("April 28-May 1, 2020", [[2020, 4, 28], [2020, 5, 1]]),
        ("30 June – 2 July 2018", [[2018, 6, 30], [2018, 7, 2]]),
        ("2019 May 30-Jun 2", [[2019, 5, 30], [2019, 6, 2]]),
        ("3rd to 5th May 2017", [[2017, 5, 3], [2017, 5, 5]]),
        ("March 4 and 5, 2016", [[2016, 3, 4], [2016, 3, 5]]),
        ("12.-14. Juni 2018", [[2018, 6, 12], [2018, 6, 14]]),
        ("May 5, 2019", [[2019, 5, 5]]),
        ("14-12 June 2018", [[2018, 6, 14]]),
        ("2019 May 30-31:12", [[2019, 5, 30]]),
        ("2008 Apr 3:12", [[2008, 4]]),
    ],
)
def test_the_days_of_a_meeting(printed: str, parts: list[list[int]]) -> None:
    assert dates.find(printed)[0].csl["date-parts"] == parts


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("noviembre de 2009", "2009-11"),
        ("março de 2021", "2021-03"),
        ("mayo del 2020", "2020-05"),
        ("May of 2020", "2020-05"),
        ("out./dez. 2020", "2020-10"),
        ("ago. 2019", "2019-08"),
        ("the data set. 2021", "2021"),
        ("years ago. 2019", "2019"),
        ("carried out 2020", "2020"),
    ],
)
def test_months_of_a_year_in_romance_languages(text: str, iso: str) -> None:
    assert [found.iso for found in dates.find(text)] == [iso]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1599", None),
        ("1600", [1600]),
        ("2099", [2099]),
        ("2100", None),
        ("20190304", None),
        ("19", None),
        ("2019-03-04", [2019, 3, 4]),
        ("2019 ", [2019]),
    ],
)
def test_figures_alone_are_a_year_or_nothing(text: str, parts: list[int] | None) -> None:
    assert dates.parse(text) == ({"date-parts": [parts]} if parts else {})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Throats. Archived from the original on March 2, 2020. 2019.", "Archived from the original on March 2, 2020"),
        (
            "Throats, archived copy at the Wayback Machine on 5 May 2019",
            "archived copy at the Wayback Machine on 5 May 2019",
        ),
        ("Throats. Archived on 2019-05-05.", "Archived on 2019-05-05"),
        ("Throats [archived page]. 2019.", ""),
        ("Records archived on paper. 2019.", ""),
    ],
)
def test_the_day_an_archive_took_a_copy(text: str, said: str) -> None:
    place = dates.archived(text)
    assert (text[slice(*place)] if place else "") == said
