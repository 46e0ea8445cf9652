"""``charterkit templates``: which of a charter's templates were edited, which grew old, and how they are renewed."""

from __future__ import annotations

import json

import pytest
from tests.cli.runner import Charter

from charterkit.documents.pages.templates import package_templates
from charterkit.store.own_templates import COPIED, digest

OLDER = "/* as an older charterkit had it */\n"


@pytest.fixture
def upgraded(charter: Charter) -> Charter:
    """A charter whose page.css and screen.css were copied from an older charterkit; screen.css was edited since."""
    charter.put("templates/page.css", OLDER)
    charter.put("templates/screen.css", f"{OLDER}/* ours */\n")
    said = json.loads((charter.root / "templates" / COPIED).read_text())
    said["charterkit"] = "0.0.9"
    for name in ("page.css", "screen.css"):
        said["files"][name] = digest(OLDER.encode())
    charter.put(f"templates/{COPIED}", json.dumps(said))
    return charter


def states(charter: Charter) -> dict[str, str]:
    listed = charter("templates", "--format", "json").values()["templates"]
    return {each["name"]: each["state"] for each in listed if each["state"] != "same"}


def test_a_new_charter_has_the_templates_of_charterkit(charter: Charter) -> None:
    assert states(charter) == {}
    assert "templates as charterkit has them" in charter.done("templates").out
    assert "ok      templates: as charterkit has them" in charter("doctor").out


def test_what_was_edited_or_added_is_told_and_is_no_problem(charter: Charter) -> None:
    charter.put("templates/page.css", "/* ours */\n")
    charter.put("templates/letter.html", "Dear all")
    assert states(charter) == {"page.css": "edited", "letter.html": "own"}
    told = charter.done("templates").out
    assert "page.css: edited here\n" in told
    assert "letter.html: only here\n" in told


def test_what_is_old_is_told_with_what_to_do_and_the_exit_code_is_1(upgraded: Charter) -> None:
    ran = upgraded("templates")
    assert ran.code == 1
    assert "page.css: older than charterkit's, and not edited here: charterkit templates --renew\n" in ran.out
    assert (
        "screen.css: edited here, and charterkit's has changed since: charterkit templates --diff screen.css\n"
        in ran.out
    )
    assert "copied from charterkit 0.0.9" in ran.out
    assert "older than charterkit's: page.css, screen.css" in upgraded("doctor").out


def test_what_was_not_edited_is_renewed_and_the_rest_left_alone(upgraded: Charter) -> None:
    ran = upgraded("templates", "--renew")
    assert ran.code == 1
    assert ran.out.startswith("renewed page.css\n")
    assert (upgraded.root / "templates/page.css").read_bytes() == (package_templates() / "page.css").read_bytes()
    assert (upgraded.root / "templates/screen.css").read_text().startswith(OLDER)
    assert states(upgraded) == {"screen.css": "edited-old"}
    upgraded.put("templates/screen.css", (package_templates() / "screen.css").read_bytes())
    assert upgraded("templates", "--renew").code == 0


def test_where_nothing_says_what_was_copied_nothing_is_renewed(upgraded: Charter) -> None:
    (upgraded.root / "templates" / COPIED).unlink()
    ran = upgraded("templates", "--renew")
    assert "renewed" not in ran.out
    assert states(upgraded) == {"page.css": "edited-old", "screen.css": "edited-old"}


def test_what_extends_the_template_of_charterkit_does_not_grow_old(upgraded: Charter) -> None:
    upgraded.put("templates/page.css", '{% include "charterkit/page.css" %}\np { margin: 0 }\n')
    upgraded.put("templates/screen.css", '{% include "charterkit/page.css" %}\n')
    upgraded.put("templates/rows.html", '{% import "charterkit/rows.html" as theirs with context %}\n')
    assert states(upgraded) == {"page.css": "extends", "rows.html": "extends", "screen.css": "edited-old"}


def test_a_difference_is_shown_and_an_unknown_name_said(upgraded: Charter) -> None:
    told = upgraded.done("templates", "--diff", "screen.css").out
    assert "--- charterkit/screen.css\n+++ templates/screen.css\n" in told
    assert "+/* ours */\n" in told
    ran = upgraded("templates", "--diff", "../charter/charter.yaml")
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        "charterkit: charterkit has no template '../charter/charter.yaml'",
    )


def test_a_broken_statement_of_what_was_copied_is_said(charter: Charter) -> None:
    charter.put(f"templates/{COPIED}", "[")
    ran = charter("templates")
    assert ran.code == 4
    assert "templates/.copied.json cannot be read" in ran.err


def test_without_templates_those_of_charterkit_are_used(charter: Charter) -> None:
    for path in (charter.root / "templates").iterdir():
        path.unlink()
    assert charter.done("templates").out == "there are no templates here: charterkit's are used\n"
    charter.done("render")
