"""Merging what is clean, packages, compromises and the chair's list, at the terminal."""

from __future__ import annotations

from tests.cli.runner import Charter

from charterkit.cli.output import in_files

CHAIR = "chair\N{RIGHT SINGLE QUOTATION MARK}s list"
HEAD = "id: {id}\nby: {by}\ndate: 2026-08-15\nbase: zero-draft\nlanguage: en\ntitle: Proposal {id}\n"


def lodge(charter: Charter, name: str, body: str) -> str:
    by = name.partition("-")[0]
    charter.put(f"submissions/{by}/{name}.yaml", HEAD.format(id=name, by=by) + body)
    charter.done("lodge")
    return name


def amending(new: str, path: str = "meetings/notice", old: str = "in good time") -> str:
    return f"  - {{amend: {path}, replace: {old}, with: {new}}}\n"


def two_that_collide(charter: Charter) -> None:
    place = charter.done("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "x", "--dry-run",
                         "--format", "json").values()["submission"]["changes"][0]["amend"]  # fmt: skip
    new = "  - {add: {id: hot-line, kind: article, heading: {en: Hot line}, text: {en: One.}}, after: purpose}\n"
    lodge(charter, "XAA-2026-001", "changes:\n" + amending("thirty days before", place) + new)
    lodge(charter, "XAB-2026-001", "changes:\n" + amending("sixty days before", place))


def test_clean_only_merges_what_collides_with_nothing_and_says_what_it_leaves_open(charter: Charter) -> None:
    two_that_collide(charter)
    state = charter.state()
    refused = charter("merge", "XAA-2026-001", "XAB-2026-001")
    assert (refused.code, charter.state()) == (3, state)
    tried = charter.done("merge", "XAA-2026-001", "XAB-2026-001", "--clean-only", "--dry-run")
    assert "1 change cleanly, and leave 2 open" in tried.out
    assert charter.state() == state
    made = charter.done("merge", "XAA-2026-001", "XAB-2026-001", "--clean-only", "--format", "json").values()
    assert made["left_open"] == ["XAA-2026-001#1", "XAB-2026-001#1"]
    assert made["collisions"]
    states = {each["id"]: each["states"] for each in charter.done("show", "submissions", "--format", "json").values()}
    assert states["XAA-2026-001"] == {"XAA-2026-001#1": "open", "XAA-2026-001#2": "merged"}
    assert charter.done("check").code == 0


def test_where_nothing_is_clean_nothing_is_written(charter: Charter) -> None:
    two_that_collide(charter)
    state = charter.state()
    ran = charter("merge", "XAA-2026-001#1", "XAB-2026-001", "--clean-only")
    assert (ran.code, charter.state()) == (3, state)


def test_a_package_is_merged_whole_or_not_at_all(charter: Charter) -> None:
    lodge(charter, "XAA-2026-001", "changes:\n  - {amend: purpose, heading: Aim}\n")
    lodge(charter, "XAB-2026-001", "requires: [XAA-2026-001]\nchanges:\n  - {amend: meetings, heading: Sessions}\n")
    ran = charter("merge", "XAB-2026-001")
    assert ran.code == 2
    assert "charterkit merge XAB-2026-001 XAA-2026-001" in ran.err
    assert charter.done("merge", "XAB-2026-001", "XAA-2026-001").code == 0


def test_what_a_compromise_resolves_falls_and_its_words_are_shown(charter: Charter) -> None:
    two_that_collide(charter)
    place = charter.done("show", "XAB-2026-001", "--format", "json").values()["changes"][0]["amend"]
    lodge(charter, "SEC-2026-002", "resolves: ['XAA-2026-001#1', XAB-2026-001]\nchanges:\n"
          + amending("forty-five days before", place))  # fmt: skip
    made = charter.done("merge", "SEC-2026-002")
    assert "falls     XAA-2026-001#1 (XAA)" in made.out
    assert "sixty days before" in made.out
    assert "fallen with the merging of SEC-2026-002" in charter.done("show", "XAB-2026-001").out


def test_what_all_sponsors_left_stays_in_the_text_until_a_decision_takes_it_out(charter: Charter) -> None:
    two_that_collide(charter)
    lodge(charter, "XAB-2026-002", "withdraws: [XAB-2026-001]\n")
    assert "On the chair's list: 1" in charter.done("status").out
    rolling = charter.done("render", "--view", "rolling").out
    assert "sixty days before" in rolling
    assert CHAIR in rolling
    assert "sixty days before" in charter.done("render", "--view", "rolling", "--anonymous").out
    refused = charter("merge", "XAB-2026-001")
    assert (refused.code, "on the chair's list" in refused.err) == (2, True)
    assert charter.done("merge", "XAA-2026-001").code == 0
    charter.done("close", "XAB-2026-001", "--outcome", "withdrawn")
    assert CHAIR not in charter.done("render", "--view", "rolling").out
    assert "On the chair's list" not in charter.done("status").out


def test_decisions_are_named_on_one_line_and_where_they_are_many_a_line_each(charter: Charter) -> None:
    for code in ("XAA", "XAB", "XAC", "SEC"):
        name = f"new-{code.lower()}"
        new = f"  - {{add: {{id: {name}, kind: article, heading: {{en: New}}, text: {{en: One.}}}}, after: purpose}}\n"
        charter.put(f"submissions/{code}/{code}-2026-009.yaml",
                    HEAD.format(id=f"{code}-2026-009", by=code) + f"changes:\n{new}")  # fmt: skip
    charter.done("lodge")
    said = charter.done("merge", *(f"{code}-2026-009" for code in ("XAA", "XAB", "XAC", "SEC"))).out.splitlines()
    assert said[-5].startswith("merged 4 changes in ")
    assert [line.rpartition("-merge-")[2] for line in said[-4:]] == [
        f"{code}-2026-009.yaml" for code in ("sec", "xaa", "xab", "xac")
    ]
    files = [f"charter/decisions/{name}" for name in ("a.yaml", "b.yaml")]
    assert in_files(files, "; 1 left open") == f": {files[0]}, {files[1]}; 1 left open"
