"""The cases of ``tests/cases/numbering``; how one is written stands at the head of ``1-insertions.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.drafting.negotiations import written

from charterkit.drafting.numbering import Numbers, number, recorded
from charterkit.model.charter import Charter
from charterkit.model.numbers import Frozen

CASES = Path(__file__).parents[1] / "cases" / "numbering"


@dataclass(frozen=True, slots=True)
class Case:
    """A title, the texts of the versions in order, what moved, and what is printed in the end."""

    title: str
    texts: tuple[str, ...]
    moved: tuple[tuple[str, str], ...]
    printed: str


def cases() -> Iterator[Case]:
    for file in sorted(CASES.glob("*.md")):
        for section in re.split(r"^## ", file.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            *texts, printed = re.findall(r"^```\n(.*?)\n^```$", section, flags=re.MULTILINE | re.DOTALL)
            moved = tuple(re.findall(r"^Moved: (\S+) to (\S+)$", section, flags=re.MULTILINE))
            yield Case(section.partition("\n")[0], tuple(texts), moved, printed)


def last(case: Case) -> Charter:
    """Return the last text of a case, with the numbers that its forerunners froze."""
    style = "letters" if "numbering: letters" in case.title else None
    charter = written(case.texts[0], numbering=style)
    for text in case.texts[1:]:
        frozen = recorded(charter)
        numbers = Frozen(lambda frozen=frozen: frozen, lambda: case.moved)  # type: ignore[misc]
        charter = written(text, numbering=style).model_copy(update={"frozen": numbers})
    return charter


def printed(charter: Charter) -> Iterator[str]:
    numbers = number(charter)
    for path, cited in recorded(charter).items():
        if path in numbers.by_path:
            yield f"{cited}  {path}"
        elif any(each.path == path and each.container in _containers(charter) for each in numbers.vacancies):
            yield f"[{cited}: {_became(numbers, path)}]"


def _became(numbers: Numbers, path: str) -> str:
    moved = next(each.moved_to for each in numbers.vacancies if each.path == path)
    return f"moved to {numbers.cite(moved)}" if moved else "deleted"


def _containers(charter: Charter) -> set[str]:
    return {
        "parts",
        *(name for name, _ in charter.settings.outline.containers()),
        *(path for path, _ in charter.walk()),
    }


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.title)
def test_numbers_are_printed_as_written(case: Case) -> None:
    assert "\n".join(printed(last(case))) == case.printed


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.title)
def test_every_printed_number_leads_back_to_what_bears_it(case: Case) -> None:
    numbers = number(last(case))
    for path, found in numbers.by_path.items():
        assert numbers.path(str(found)) == path
    for vacancy in numbers.vacancies:
        assert numbers.path(str(vacancy.number)) is None
        assert numbers.vacancy(str(vacancy.number)) == vacancy


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.title)
def test_a_release_changes_no_number(case: Case) -> None:
    charter = last(case)
    frozen = recorded(charter)
    released = charter.model_copy(update={"frozen": Frozen(lambda: frozen, lambda: case.moved)})
    assert list(printed(released)) == list(printed(charter))
