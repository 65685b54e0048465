"""Whether a line is an entry of a list of sources."""

from __future__ import annotations

import pytest

from citewarden.text import lines, shapes


@pytest.mark.parametrize(
    "line",
    [
        "Hallam T, Orr V. Walking after a hip fracture. Age Ageing 2021;50:112-9.",
        "2017 – Hallam T. Night splints for bunions. Foot 28:14-19.",
        "Night splints for bunions. Hallam T, Orr V. Foot. 2017;28:14-19",
        "Orr, V. J., & Hallam, T. (2019). Splints and sleep. Foot, 4(2), 1–9.",
        "National Bone Society. (2022). Falls at home. Retrieved from https://bones.example.org/falls",
        "Hallam T et al. | Walking after a hip fracture | Thorax | 2021",
        "Orr V. Schienen bei Hallux valgus. Dtsch Med Wochenschr 2015; 140: 900–904.",
        "https://doi.org/10.1000/foot.2017.28",
    ],
)
def test_sources(line: str) -> None:
    assert lines.chance(line) > 0.5
    assert shapes.cites(line)


@pytest.mark.parametrize(
    "line",
    [
        "Walking lowers the risk of a second fracture by 23% (Hallam 2021).",
        "The Long Walk. Directed by Vera Orr. Redwood Pictures, 2014. 96 min.",
        "12 May 2024, 19:00: Feet first, an evening with Dr T. Orr. Hull Library. Free.",
        "Vera Orr, MSc, Podiatrist, Hull, since 2012.",
        "Nightstep 3 (2021). Two sizes, washable. £24. https://www.nightstep.example/3",
        "Trout, 90 g: 3.1 micrograms",
        "1931 – Orr V. opens the first foot clinic in Hull.",
        "Hull Foot Clinic, 4 Mill Lane, HU1 2AB. Tel. 01482 555 010.",
        "“My feet are cold in summer!” Tom B., Hull",
        "Die Beschwerden klingen meist nach 10 Tagen ab.",
    ],
)
def test_other_lines(line: str) -> None:
    assert lines.chance(line) < 0.5
    assert not shapes.is_shaped(line)


def test_lines_together_say_more_than_each() -> None:
    some = ["Hallam T. Splints and sleep, 2019.", "Orr V. Falls at home, 2020.", "Hallam T. On bunions, 2021."]
    assert lines.of_list(some) > max(map(lines.chance, some))
    assert lines.of_list(some, -9.0) < 0.5 < lines.of_list(some)
    assert lines.of_list([]) == 0.0


def test_a_long_line_takes_no_longer() -> None:
    assert lines.chance("Hallam T. " * 100_000) == lines.chance("Hallam T. " * 1_000)
