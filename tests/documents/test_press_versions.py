"""Pages are made by the versions of WeasyPrint and pydyf that the press was made for, or not at all."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from charterkit.documents.document_words import Difference
from charterkit.documents.pdf.making import print_pages
from charterkit.documents.press.made_for import MADE_FOR, others
from charterkit.errors import EnvironmentProblem

PAGE = "<html lang=en><title>t</title><p>Words."


@pytest.mark.parametrize(
    ("weasyprint", "pydyf", "told"),
    [
        ("70.0", "0.13.0", ""),
        ("70.3", "0.13", ""),
        ("71.0", "0.13.0", "weasyprint 71.0"),
        ("700.0", "0.14.0", "weasyprint 700.0 and pydyf 0.14.0"),
    ],
)
def test_other_versions_are_told(weasyprint: str, pydyf: str, told: str) -> None:
    assert others({"weasyprint": weasyprint, "pydyf": pydyf}.__getitem__) == told


def test_what_is_installed_with_the_package_is_what_the_press_was_made_for() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    for name, series in MADE_FOR.items():
        *before, last = map(int, series.split("."))
        following = ".".join(map(str, (*before, last + 1)))
        assert f"{name}>={series},<{following}" in project["dependencies"]


def test_nothing_is_laid_out_by_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = tmp_path / "weasyprint-99.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: weasyprint\nVersion: 99.0\n")
    print_pages(PAGE)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(
        EnvironmentProblem, match=r"with weasyprint 99\.0: charterkit was made for weasyprint 70"
    ) as told:
        print_pages(PAGE)
    assert "pip install weasyprint==70.* pydyf==0.13.*" in str(told.value)


def test_a_difference_in_white_space_alone_is_said_in_words() -> None:
    assert str(Difference("the end.", " ", "")) == "after 'the end.': it has a space where the commit has nothing"
