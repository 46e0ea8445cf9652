"""Tracing over real git: charters negotiated in temporary folders, and this repository's own."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path

import pytest
from tests.store.samples import FILES, RELEASE, head_of, run_git

import charterkit
from charterkit.errors import EnvironmentProblem, UsageError
from charterkit.store.decisions import merging
from charterkit.store.decisions.record import Circumstances
from charterkit.store.git.repository import Repository
from charterkit.store.tracing import charter as tracing
from charterkit.store.tracing import kept as keeping
from charterkit.store.tracing.charter import follow
from charterkit.store.workspace import Workspace

ROOT = Path(__file__).parents[2]
DAY = datetime.datetime(2026, 2, 1, 12, tzinfo=datetime.UTC)
ZERO_DRAFT = {"charter/decisions/0001-release-zero-draft.yaml": RELEASE}
PEOPLE = b"participants:\n" + b"".join(
    b"  - {id: %s, name: {en: Land}, kind: state, role: fictional}\n" % code for code in (b"XAA", b"XAB", b"XAC")
)


@pytest.fixture
def charter(empty: Repository) -> Workspace:
    """Two provisions that no decision brought, released as zero-draft."""
    start = {**FILES, "charter/registry/participants.yaml": PEOPLE}
    head = empty.commit(dict(start), "Start\n", expected=None)
    empty.commit(dict(ZERO_DRAFT), "Release\n\nDecision: 0001\n", expected=head)
    return Workspace(empty)


def lodge(space: Workspace, name: str, changes: str, extra: str = "") -> None:
    by = name.partition("-")[0]
    content = f"id: {name}\nby: {by}\n{extra}date: 2026-01-03\nbase: zero-draft\ntitle: T\nchanges:\n{changes}"
    path = f"submissions/{by}/{name}.yaml"
    space.repository.commit({path: content.encode()}, f"Lodge {name}\n", expected=head_of(space.repository))


def merge(space: Workspace, *names: str) -> str:
    return merging.carry_out(space, merging.prepare(space, names), Circumstances(DAY.date()), DAY)[0]


def amend(path: str, old: str, new: str) -> str:
    return f"  - amend: {path}\n    replace: {old!r}\n    with: {new!r}\n"


def release(space: Workspace, number: str, version: str) -> None:
    content = f"id: {number}\ndate: 2026-03-01\naction: release\nversion: {version}\nsymbol: T/2\n".encode()
    path = f"charter/decisions/{number}-release.yaml"
    space.repository.commit({path: content}, f"Release\n\nDecision: {number}\n", expected=head_of(space.repository))


def shown(space: Workspace, path: str, at: str | None = None) -> str:
    texts = charterkit.trace(space, path, at).texts
    return " ".join(f"{run.origin.ref or '-'}[{run.text.strip()}]" for text in texts for run in text.runs)


def test_words_that_no_decision_brought_are_unattributed_with_their_commit(charter: Workspace) -> None:
    trace = charterkit.trace(charter, "scope")
    (run,) = trace.texts[0].runs
    first = run_git(charter.root, "rev-list", "--max-parents=0", "HEAD")
    assert (run.text, run.origin.participant, run.origin.decision) == ("This Charter is open to all.", "", None)
    assert (run.origin.commit, run.origin.version) == (first, "zero-draft")


def test_an_amendment_is_credited_with_the_words_that_it_put_in(charter: Workspace) -> None:
    lodge(charter, "XAA-2026-001", amend("purpose", "peace", "peace and security"), "with: [XAB]\n")
    commit = merge(charter, "XAA-2026-001")
    release(charter, "0003", "first-draft")
    assert shown(charter, "purpose") == "-[Purpose] -[The Participants seek peace] XAA-2026-001#1[and security] -[.]"
    origin = charterkit.trace(charter, "purpose").texts[1].runs[1].origin
    assert (origin.participant, origin.co_sponsors, origin.changes) == ("XAA", ("XAB",), (1,))
    assert (origin.decision, origin.version, origin.commit) == ("0002", "first-draft", commit)
    assert origin.date == DAY.date()


def test_who_joined_before_the_decision_is_a_co_sponsor(charter: Workspace) -> None:
    lodge(charter, "XAA-2026-001", amend("purpose", "peace", "peace and security"))
    content = b"id: XAC-2026-001\nby: XAC\ndate: 2026-01-04\nbase: zero-draft\ntitle: T\njoins: [XAA-2026-001]\n"
    charter.repository.commit(
        {"submissions/XAC/XAC-2026-001.yaml": content}, "L\n", expected=head_of(charter.repository)
    )
    merge(charter, "XAA-2026-001")
    assert charterkit.trace(charter, "purpose").texts[1].runs[1].origin.co_sponsors == ("XAC",)


def test_two_submissions_merged_at_once_into_one_unit_are_told_apart(charter: Workspace) -> None:
    lodge(charter, "XAA-2026-001", amend("purpose", "seek", "always seek"))
    lodge(charter, "XAB-2026-001", amend("purpose", "peace", "peace and security"))
    merge(charter, "XAA-2026-001", "XAB-2026-001")
    assert shown(charter, "purpose") == (
        "-[Purpose] -[The Participants] XAA-2026-001#1[always] -[seek peace] XAB-2026-001#1[and security] -[.]"
    )


def test_several_changes_of_a_submission_are_told_apart_by_their_words(charter: Workspace) -> None:
    lodge(charter, "XAA-2026-001", amend("purpose", "seek", "always seek") + amend("purpose", "peace", "lasting peace"))
    merge(charter, "XAA-2026-001")
    assert shown(charter, "purpose") == (
        "-[Purpose] -[The Participants] XAA-2026-001#1[always] -[seek] XAA-2026-001#2[lasting] -[peace.]"
    )


def test_words_that_move_with_their_provision_and_are_renumbered_keep_their_origin(charter: Workspace) -> None:
    lodge(charter, "XAA-2026-001", amend("purpose", "peace", "peace and security"))
    merge(charter, "XAA-2026-001")
    lodge(charter, "XAB-2026-001", "  - move: purpose\n    after: scope\n")
    before = shown(charter, "purpose")
    merge(charter, "XAB-2026-001")
    assert charter.charter("HEAD").settings.outline.parts[0].provisions == ("scope", "purpose")
    assert shown(charter, "purpose") == before


def test_a_word_put_back_goes_to_who_brought_it_first(charter: Workspace) -> None:
    lodge(charter, "XAA-2026-001", amend("scope", "all", "every State"))
    merge(charter, "XAA-2026-001")
    content = (charter.root / "charter/clauses/scope.yaml").read_bytes().replace(b"every State", b"all")
    charter.repository.commit(
        {"charter/clauses/scope.yaml": content}, "By hand\n", expected=head_of(charter.repository)
    )
    assert shown(charter, "scope") == "-[This Charter is open to all.]"
    assert charterkit.trace(charter, "scope").texts[0].runs[0].origin.version == "zero-draft"


def test_an_edit_by_hand_is_unattributed_also_beside_a_decision(charter: Workspace) -> None:
    lodge(charter, "XAA-2026-001", amend("purpose", "peace", "peace and security"))
    prepared = merging.prepare(charter, ["XAA-2026-001"])
    merging.carry_out(charter, prepared, Circumstances(DAY.date()), DAY)
    scope = charter.root / "charter/clauses/scope.yaml"
    scope.write_bytes(scope.read_bytes().replace(b"open to all", b"open to some"))
    run_git(charter.root, "commit", "-qa", "--amend", "--no-edit")
    assert shown(charter, "scope") == "-[This Charter is open to] -[some] -[.]"
    assert "XAA-2026-001#1[and security]" in shown(charter, "purpose")
    commits = [run.origin.commit for run in charterkit.trace(charter, "scope").texts[0].runs]
    assert commits[1] == head_of(charter.repository) != commits[0]


def test_a_decision_on_a_side_branch_comes_with_the_commit_that_took_it_in(charter: Workspace) -> None:
    lodge(charter, "XAA-2026-001", amend("purpose", "peace", "peace and security"))
    run_git(charter.root, "switch", "-qc", "side")
    merge(charter, "XAA-2026-001")
    run_git(charter.root, "switch", "-q", "main")
    run_git(charter.root, "merge", "-q", "--no-ff", "-m", "Take it in", "side")
    assert "XAA-2026-001#1[and security]" in shown(charter, "purpose")
    assert charterkit.trace(charter, "purpose").texts[1].runs[1].origin.commit == head_of(charter.repository)


def test_a_trace_looks_at_the_version_that_is_asked_for(charter: Workspace) -> None:
    lodge(charter, "XAA-2026-001", amend("purpose", "peace", "peace and security"))
    merge(charter, "XAA-2026-001")
    assert shown(charter, "purpose", "zero-draft") == "-[Purpose] -[The Participants seek peace.]"


def test_what_is_not_committed_has_no_origin_yet(charter: Workspace) -> None:
    file = charter.root / "charter/clauses/scope.yaml"
    file.write_bytes(file.read_bytes().replace(b"all", b"none"))
    assert shown(charter, "scope") == "-[This Charter is open to all.]"


def test_a_decision_edited_later_counts_as_it_was_taken(charter: Workspace) -> None:
    lodge(charter, "XAA-2026-001", amend("purpose", "peace", "peace and security"))
    merge(charter, "XAA-2026-001")
    file = next((charter.root / "charter/decisions").glob("0002-*"))
    file.write_bytes(file.read_bytes().replace(b"XAA-2026-001", b"XAB-2026-001"))
    run_git(charter.root, "commit", "-qam", "Rewrite the record")
    assert "XAA-2026-001#1[and security]" in shown(charter, "purpose")


def test_a_file_that_could_not_be_read_for_a_while_is_noted_and_skipped(charter: Workspace) -> None:
    path = "charter/clauses/scope.yaml"
    good = (charter.root / path).read_bytes()
    charter.repository.commit({path: b"- [\n"}, "Broken\n", expected=head_of(charter.repository))
    broken = head_of(charter.repository)
    charter.repository.commit({path: good}, "Mended\n", expected=broken)
    assert shown(charter, "scope") == "-[This Charter is open to all.]"
    (note,) = charterkit.trace(charter, "scope").notes
    assert broken[:12] in note


def test_a_message_that_names_another_decision_is_noted(charter: Workspace) -> None:
    content = b"id: 0002\ndate: 2026-03-01\naction: release\nversion: other\nsymbol: T/2\n"
    path = "charter/decisions/0002-release.yaml"
    charter.repository.commit({path: content}, "R\n\nDecision: 0007\n", expected=head_of(charter.repository))
    (note,) = charterkit.trace(charter, "scope").notes
    assert "0007" in note
    assert "0002" in note


def test_there_must_be_such_a_path_and_a_whole_history(charter: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no 'nowhere'"):
        charterkit.trace(charter, "nowhere")
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{charter.root}", str(shallow)], check=True)
    with pytest.raises(EnvironmentProblem, match="shallow"):
        charterkit.trace(charterkit.open(shallow), "scope")


def test_replaced_commits_are_not_believed(charter: Workspace) -> None:
    lodge(charter, "XAA-2026-001", amend("purpose", "peace", "peace and security"))
    merge(charter, "XAA-2026-001")
    before = shown(charter, "purpose")
    tree = run_git(charter.root, "rev-parse", "HEAD^{tree}")
    forged = run_git(charter.root, "commit-tree", tree, "-m", "Forged")
    run_git(charter.root, "replace", "-f", "HEAD", forged)
    assert shown(charterkit.open(charter.root), "purpose") == before


def test_a_missing_object_is_an_error_and_no_shorter_answer(charter: Workspace) -> None:
    blob = run_git(charter.root, "rev-parse", "HEAD:charter/clauses/scope.yaml")
    (charter.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(EnvironmentProblem):
        charterkit.trace(Workspace(charter.repository), "scope")


@pytest.fixture(scope="module")
def own() -> Workspace:
    """This repository, where it has its history: a package made from it has none."""
    if not (ROOT / ".git").exists():
        pytest.skip("no git history here")
    return charterkit.open(ROOT)


def test_the_words_on_confidence_building_come_from_the_start_material(own: Workspace) -> None:
    trace = charterkit.trace(own, "confidence-building", "zero-draft")
    assert {run.origin.ref for text in trace.texts for run in text.runs} == {"SEC-2026-004#3"}
    assert {run.origin.decision for text in trace.texts for run in text.runs} == {"0005"}


def test_every_word_of_the_zero_draft_but_the_headings_of_parts_was_brought_by_a_decision(own: Workspace) -> None:
    history = follow(own, "zero-draft")
    parts = {part.id for part in history.charter.settings.outline.parts}
    nobody = {text.path for text in history.texts() for run in text.runs if not run.origin.participant}
    assert nobody == parts
    assert history.notes == ()


def test_a_trace_goes_on_from_what_was_kept_and_tells_the_same(
    charter: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracing, "WORTH_KEEPING", 1)
    lodge(charter, "XAA-2026-001", amend("purpose", "seek peace", "seek lasting peace"))
    merge(charter, "XAA-2026-001")
    shown(charter, "purpose")
    file = charter.repository.room.folder / "trace"
    kept = file.read_bytes()
    lodge(
        charter,
        "XAB-2026-001",
        amend("purpose", "The Participants", "All Participants"),
        extra="joins: [XAA-2026-001]\n",
    )
    lodge(charter, "XAC-2026-001", amend("scope", "open to all", "open"))
    merge(charter, "XAB-2026-001")
    merge(charter, "XAC-2026-001")
    told = [[text.runs for text in charterkit.trace(charter, path).texts] for path in ("purpose", "scope")]
    assert file.read_bytes() != kept
    for content in (kept, b"", kept[:-1], kept.replace(b"XAA-2026-001", b"XAC-2026-001", 1)):
        file.write_bytes(content)
        again = [[text.runs for text in charterkit.trace(charter, path).texts] for path in ("purpose", "scope")]
        assert again == told


def test_what_was_kept_on_another_branch_does_not_count(charter: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "WORTH_KEEPING", 1)
    start = head_of(charter.repository)
    lodge(charter, "XAA-2026-001", amend("purpose", "seek peace", "seek lasting peace"))
    merge(charter, "XAA-2026-001")
    assert "XAA-2026-001#1[lasting]" in shown(charter, "purpose")
    run_git(charter.root, "reset", "--quiet", "--hard", start)
    lodge(charter, "XAB-2026-001", amend("purpose", "seek peace", "seek lasting peace"))
    merge(charter, "XAB-2026-001")
    assert "XAB-2026-001#1[lasting]" in shown(charter, "purpose")


def test_what_other_code_kept_does_not_count(charter: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "WORTH_KEEPING", 1)
    shown(charter, "purpose")
    repository, head = charter.repository, head_of(charter.repository)
    assert keeping.kept_before(repository.git, repository.room, head) is not None
    monkeypatch.setattr(keeping, "code_marks", lambda: (b"other code",))
    assert keeping.kept_before(repository.git, repository.room, head) is None
