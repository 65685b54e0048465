"""References ready to paste."""

from __future__ import annotations

from typing import Any

import pytest

from citewarden.text.citing import cited

ARTICLE: dict[str, Any] = {
    "type": "article-journal",
    "title": "When is it not caused by ALS?",
    "author": [{"family": "Leite", "given": "Marco A."}, {"family": "de Souza", "given": "Jano"}],
    "container-title": "Neurology International",
    "container-title-short": "Neurol Int",
    "volume": "6",
    "issue": "3",
    "page": "5208",
    "issued": {"date-parts": [[2014, 8]]},
    "DOI": "10.4081/ni.2014.5208",
}


@pytest.mark.parametrize(
    ("item", "style", "line"),
    [
        (
            ARTICLE,
            "ama",
            "Leite MA, de Souza J. When is it not caused by ALS? Neurol Int. 2014;6(3):5208. doi:10.4081/ni.2014.5208",
        ),
        (
            ARTICLE,
            "apa",
            "Leite, M. A., & de Souza, J. (2014). When is it not caused by ALS? Neurology International, 6(3), 5208."
            " https://doi.org/10.4081/ni.2014.5208",
        ),
        (
            {"type": "book", "title": "Motor Disorders", "author": [{"family": "Younger", "given": "DS"}],
             "edition": "3", "publisher": "Rothstein", "issued": {"date-parts": [[2015]]}, "ISBN": "9780306406157"},
            "ama",
            "Younger DS. Motor Disorders. 3rd ed. Rothstein; 2015. ISBN 9780306406157.",
        ),
        (
            {"type": "report", "title": "Asthma (NG245)", "publisher": "NICE", "issued": {"date-parts": [[2024, 11]]},
             "URL": "https://www.nice.org.uk/guidance/ng245"},
            "",
            "Asthma (NG245). NICE; 2024. https://www.nice.org.uk/guidance/ng245",
        ),
        ({"type": "article-journal", "title": "Sleep"}, "ama", "Sleep."),
        (
            ARTICLE,
            "mla",
            "Leite, Marco A., and Jano de Souza. “When is it not caused by ALS?” Neurology International, vol. 6, no."
            " 3, 2014, p. 5208, https://doi.org/10.4081/ni.2014.5208.",
        ),
        (
            ARTICLE,
            "harvard",
            "Leite, M.A. and de Souza, J. (2014) ‘When is it not caused by ALS?’, Neurology International, 6(3), p."
            " 5208. doi:10.4081/ni.2014.5208.",
        ),
        (ARTICLE, "unheard of", cited(ARTICLE)),
    ],
)  # fmt: skip
def test_a_line_of_the_list(item: dict[str, Any], style: str, line: str) -> None:
    assert cited(item, style) == line
