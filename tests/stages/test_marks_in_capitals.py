"""Marks as ABNT sets them: surnames in capitals, several of them with semicolons, cut titles in place of names."""

from __future__ import annotations

from pathlib import Path

import pytest

from citewarden.stages.cite import cite
from citewarden.stages.read import read

LIST = """

## Referências

LIMA, R. T. de; ROCHA, P. Uso de telas em escolares. Revista de Pediatria, Recife, v. 9, n. 4, p. 210-218, dez. 2021.

MENDES, A. B. *et al*. Ansiedade em estudantes. Arquivos de Psicologia, v. 71, n. 1, p. 33-47, 2019.

BRASIL. Ministério da Saúde. Secretaria de Atenção à Saúde. **Guia de vigilância**. 5. ed. Brasília: MS, 2022.

WORLD HEALTH ORGANIZATION. **Oral health**. Geneva, 2022. Disponível em: https://www.who.int/oral.
"""


@pytest.mark.parametrize(
    ("mark", "wanted"),
    [
        ("(LIMA; ROCHA, 2021)", [("Uso", True)]),
        ("(LIMA; ROCHA, 2021, p. 212)", [("Uso", True)]),
        ("(MENDES et al., 2019; LIMA; ROCHA, 2021)", [("Ansiedade", True), ("Uso", True)]),
        ("(BRASIL, 2022)", [("Guia", True)]),
        ("(WORLD HEALTH ORGANIZATION, 2022)", [("Oral", True)]),
        ("(DIRETRIZES..., 2016)", [("", False)]),
    ],
)
def test_what_is_bound(tmp_path: Path, mark: str, wanted: list[tuple[str, bool]]) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"# Sono\n\nTelas tiram o sono {mark}. Dormir ajuda (MENDES et al., 2019).{LIST}", encoding="utf-8")
    references, citations = cite(read(path, root=tmp_path))
    titles = {r.id: str(r.csl.get("title", "")) for r in references}
    assert [(titles.get(i.id, "").split(" ")[0], bool(i.id)) for c in citations for i in c.items] == [
        *wanted,
        ("Ansiedade", True),
    ]
