"""Where a name that a person types leads: printed numbers as documents print them, and what is said of others."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.runner import Charter, call


@pytest.fixture(scope="module")
def volga(_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Charter:
    """A charter drafted in Russian."""
    root = tmp_path_factory.mktemp("volga") / "charter"
    ran = call("init", str(root), "--language", "ru", env={"HOME": str(_home)})
    assert ran.code == 0, ran.err
    return Charter(root)


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("3(1)(a)", "meetings/regular/review"), ("Article 3", "meetings"), ("Статья 3", "meetings"),
        ("статья 3 (1)", "meetings/regular"), ("ст. 2", "equality"), ("Часть II", "principles"),
        ("абз. 1 преамбулы", "recital-common-aims"),
    ],
)  # fmt: skip
def test_a_number_is_understood_as_documents_in_the_languages_of_the_charter_print_it(
    volga: Charter, typed: str, path: str
) -> None:
    assert f"({path})" in volga.done("show", typed).out.splitlines()[0]


def test_a_number_that_is_gone_is_said_so_however_it_is_written(volga: Charter, tmp_path: Path) -> None:
    here = Charter(tmp_path / "copy")
    volga.git("clone", "--quiet", str(volga.root), str(here.root))
    here.lodged("propose", "delete", "ст. 3(2)", "--as", "XAA")
    here.done("merge", "XAA-2026-001")
    assert here("show", "Статья 3(2)").err.startswith("charterkit: Article 3(2) was deleted")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("2(7)", "Article 2 (equality) has none such; see: charterkit show equality"),
        ("3(1)(c)", "Article 3(1) (meetings/regular) has none such; see: charterkit show meetings/regular"),
        ("3(1)(\u0430)", "'\u0430' (U+0430) is no Latin letter: write 6(2)(a), or what a document prints"),
        ("9(1)", "there are Articles 1 to 3; see: charterkit show"),
        ("Article 9", "there are Articles 1 to 3; see: charterkit show"),
        ("ст. 9", "give an id path or a number such as 6(2)(a); see: charterkit show"),
    ],
)
def test_a_number_that_stands_nowhere_is_told_by_what_there_is(volga: Charter, typed: str, hint: str) -> None:
    ran = volga("show", typed)
    assert (ran.code, ran.err.splitlines()) == (2, [f"charterkit: there is no '{typed}' in the text", f"  {hint}"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3.1", "Article 3(1)"), ("3 (1) b", "Article 3(1)(b)"), ("Article 3, paragraph 1", "Article 3(1)"),
        ("Art. 3, para. 1 (b)", "Article 3(1)(b)"), ("paragraph 1 of Article 3", "Article 3(1)"),
        ("Artcile 3", "Article 3"), ("article III", "Article 3"), ("Part 2", "Part II"), ("\u00a7 2", "Article 2"),
    ],
)  # fmt: skip
def test_a_number_that_is_written_otherwise_is_told_as_it_is_printed(volga: Charter, typed: str, meant: str) -> None:
    ran = volga("show", typed)
    assert (ran.code, ran.err.splitlines()[1:]) == (2, [f"  did you mean '{meant}'?"])
    volga.done("show", meant)


def test_an_id_of_a_submission_that_is_not_there_is_told_as_one(charter: Charter) -> None:
    ran = charter("show", "XAA-2026-999")
    assert ran.code == 2
    assert "there is no submission 'XAA-2026-999'\n  see: charterkit show submissions" in ran.err
