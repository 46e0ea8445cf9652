"""The worked negotiation: it holds what it promises, comes out the same everywhere, and leaves nothing half-made."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, get_args

import pytest
import regex
from tests.cli.runner import call

from charterkit.cli.boundary import run
from charterkit.cli.demo import TOUR, TOUR_OF_WHAT_IS_OPEN
from charterkit.drafting.ledger import Entry
from charterkit.drafting.merge import merge
from charterkit.drafting.numbering import number
from charterkit.drafting.proposals import words_put
from charterkit.drafting.standing import standing
from charterkit.drafting.translations import translations
from charterkit.errors import ExitCode
from charterkit.model.agreements import Level
from charterkit.model.decisions import Action
from charterkit.model.positions import Position, Stance
from charterkit.model.provisions import Provision, Unit
from charterkit.model.submissions import Add, Amend, Change, Delete, Keep, Move, Submission
from charterkit.store.decisions.merging import chosen
from charterkit.store.negotiation import Negotiation, negotiation
from charterkit.store.tracing.charter import follow
from charterkit.store.workspace import Workspace
from charterkit.store.workspace import open as open_workspace
from charterkit.words import Choice, diff

STATES: Final = [f"XA{letter}" for letter in "ABCDEFGH"]

ELSEWHERE: Final = {
    "GIT_AUTHOR_NAME": "Somebody Else",
    "GIT_COMMITTER_EMAIL": "else@example.org",
    "GIT_AUTHOR_DATE": "2001-01-01T00:00:00",
    "GIT_DIR": "/nonexistent",
    "GIT_DEFAULT_HASH": "sha256",
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "user.name",
    "GIT_CONFIG_VALUE_0": "Somebody Else",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "tr_TR.UTF-8",
    "SOURCE_DATE_EPOCH": "1000000000",
    "PYTHONHASHSEED": "7",
}
GITCONFIG: Final = """
[user]
    name = Somebody Else
    email = else@example.org
    signingkey = none
[commit]
    gpgsign = true
[tag]
    gpgsign = true
[core]
    autocrlf = true
    excludesFile = ~/ignored
[init]
    defaultBranch = trunk
    defaultObjectFormat = sha256
    templateDir = ~/template
"""


@dataclass(frozen=True)
class Demo:
    """A demo in a folder, and what the command printed."""

    root: Path
    printed: str

    @property
    def workspace(self) -> Workspace:
        return open_workspace(self.root)


@dataclass(frozen=True)
class Twin:
    """The demo that another process builds meanwhile elsewhere."""

    root: Path
    building: subprocess.Popen[bytes]


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twin]:
    folder = tmp_path_factory.mktemp("twin")
    building = _build_elsewhere(folder)
    yield Twin(folder / "there", building)
    building.wait()


@pytest.fixture(scope="module")
def demo(twin: Twin, tmp_path_factory: pytest.TempPathFactory) -> Demo:  # noqa: ARG001  it begins first
    """The negotiation where most is still open."""
    return _built(tmp_path_factory.mktemp("open") / "here", "--open")


@pytest.fixture(scope="module")
def adopted(twin: Twin, tmp_path_factory: pytest.TempPathFactory) -> Demo:  # noqa: ARG001  it begins first
    """The whole negotiation."""
    return _built(tmp_path_factory.mktemp("adopted") / "here")


def _built(folder: Path, *options: str) -> Demo:
    done = subprocess.run(
        [sys.executable, "-c", "from charterkit.cli import main; main()", "demo", folder, *options],
        capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return Demo(folder, done.stdout)


def _build_elsewhere(folder: Path) -> subprocess.Popen[bytes]:
    """Start a second build for a user with other habits."""
    home = folder / "home"
    (home / "template" / "info").mkdir(parents=True)
    (home / "template" / "config").write_text("[user]\n\tname = Template\n")
    (home / ".gitconfig").write_text(GITCONFIG)
    (home / "ignored").write_text("*.yaml\n")
    return subprocess.Popen(
        [sys.executable, "-c", "from charterkit.cli import main; main()", "demo", "there"],
        cwd=folder, env={**os.environ, **ELSEWHERE, "HOME": str(home)}, umask=0o077,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture(scope="module")
def now(demo: Demo) -> Negotiation:
    return negotiation(demo.workspace)


def _git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", root, *arguments], check=True, capture_output=True, encoding="utf-8").stdout


# What is in it


def test_eight_states_negotiate_in_three_sessions(now: Negotiation) -> None:
    registry = now.charter.registry
    assert [each.id for each in registry.participants if each.kind == "state"] == STATES
    held = {decision.session for decision in now.decisions} - {None}
    assert held == {session.id for session in registry.sessions} - {"session-4", "session-5", "summit"}


def test_every_state_lodges_and_they_lodge_more_than_25(now: Negotiation) -> None:
    lodged = [submission for submission in now.submissions.values() if submission.by != "SEC"]
    assert len(lodged) >= 25
    assert sorted({submission.by for submission in lodged}) == STATES


def test_the_charter_is_compact_in_four_parts(now: Negotiation) -> None:
    assert len(now.charter.settings.outline.parts) == 4
    assert 14 <= len(now.charter.provisions) <= 20


def test_versions_follow_the_sessions(demo: Demo) -> None:
    names = ["outline", "zero-draft", "first-draft", "second-draft", "third-draft"]
    assert [version.name for version in demo.workspace.versions()] == names
    assert sorted(_git(demo.root, "tag").split()) == sorted(names)


def test_everything_says_that_it_is_fictional(demo: Demo, now: Negotiation) -> None:
    assert all("fictional" in participant.name["en"] for participant in now.charter.registry.participants)
    assert all("fictional" in session.place for session in now.charter.registry.sessions if session.place)
    assert all("fictional" in (submission.note or "").lower() for submission in now.submissions.values())
    assert "fictional" in (demo.root / "README.md").read_text()
    assert "fictional" in demo.printed


def _article(node: object) -> bool:
    return isinstance(node, Provision) and node.kind == "article"


CHANGES: Final[dict[str, Callable[[Change], bool]]] = {
    "words replaced": lambda change: isinstance(change, Amend) and change.replace is not None,
    "a whole text": lambda change: isinstance(change, Amend) and change.text is not None,
    "an article's heading": lambda change: isinstance(change, Amend) and change.heading is not None,
    "an article between articles": lambda c: isinstance(c, Add) and c.after is not None and _article(c.add),
    "a new paragraph": lambda change: isinstance(change, Add) and isinstance(change.add, Unit),
    "a paragraph moved": lambda change: isinstance(change, Move) and "/" in change.move,
    "an article moved": lambda change: isinstance(change, Move) and "/" not in change.move,
    "a deletion": lambda change: isinstance(change, Delete),
    "a keep": lambda change: isinstance(change, Keep),
}

SUBMISSIONS: Final[dict[str, Callable[[Submission], object]]] = {
    "co-sponsors": lambda submission: submission.with_,
    "a group spoken for": lambda submission: submission.on_behalf_of,
    "co-sponsors who join": lambda submission: submission.joins,
    "a withdrawal": lambda submission: submission.withdraws,
    "a revision": lambda submission: submission.revises and submission.id.endswith("-rev1"),
    "a compromise of three": lambda submission: len(submission.resolves) == 3,
    "a package": lambda submission: submission.requires,
    "changes decided apart": lambda submission: len(submission.changes) > 1,
    "a keep with reasons": lambda submission: submission.reasons and isinstance(submission.changes[0], Keep),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_it_shows_every_kind_of_change_merged(now: Negotiation, kind: str) -> None:
    assert any(CHANGES[kind](entry.change) for entry in now.entries.values()
               if entry.state == "merged" and entry.submission.by != "SEC")  # fmt: skip


@pytest.mark.parametrize("kind", SUBMISSIONS)
def test_it_shows_every_kind_of_submission(now: Negotiation, kind: str) -> None:
    assert any(SUBMISSIONS[kind](submission) for submission in now.submissions.values())


def test_it_shows_every_stance(now: Negotiation) -> None:
    positions: list[Position] = [each for submission in now.submissions.values() for each in submission.positions]
    assert {position.stance for position in positions} == set(get_args(Stance))
    assert {position.on[:1].isupper() for position in positions} == {True, False}


@pytest.mark.parametrize("script", ["Cyrillic", "Han", "Arabic", "Devanagari"])
def test_names_stand_in_their_own_script(now: Negotiation, script: str) -> None:
    changes = [str(entry.change) for entry in now.entries.values() if entry.state in ("merged", "open")]
    assert any(regex.search(rf"\p{{{script}}}", change) for change in changes)


def test_two_courtesy_translations_are_under_way_and_one_text_has_fallen_behind(now: Negotiation) -> None:
    settings = now.charter.settings
    assert settings.languages == ("en", "ru", "ar")
    assert {language: settings.standing_of(language) for language in settings.languages[1:]} == {
        "ru": "courtesy", "ar": "courtesy",
    }  # fmt: skip
    found = translations(now.charter, now.past, now.bases)
    stale = [(each.slot.path, each.slot.language) for each in found if each.state == "stale"]
    assert stale == [("fisheries/catch-limits", "ru")]
    parts = ("general-provisions", "principles")
    paths = {key for name, ids in settings.outline.containers() if name in parts for key in (name, *ids)}
    assert {each.state for each in found if each.slot.path.partition("/")[0] in paths} == {"current"}


def test_a_group_has_members(now: Negotiation) -> None:
    groups = {code for submission in now.submissions.values() for code in submission.on_behalf_of}
    for code in groups:
        group = now.charter.registry.participant(code)
        assert group is not None
        assert set(group.members) <= set(STATES)
        assert len(group.members) > 1


# What became of it


def test_proposals_end_in_every_state_that_can_be_reached(now: Negotiation) -> None:
    assert {entry.state for entry in now.entries.values()} == {"merged", "withdrawn", "unsponsored", "fallen", "open"}


def test_three_collide_in_one_paragraph_until_a_compromise_is_merged(demo: Demo, now: Negotiation) -> None:
    before = negotiation(demo.workspace, "2026-03-15")
    rivals = _rivals(before)
    three = ("XAA-2026-001#1", "XAB-2026-001#1", "XAD-2026-001#1")
    for ref in three:
        assert {other.ref for other in rivals[ref]} == set(three) - {ref}
        assert now.entries[ref].state == "fallen"


def test_two_collide_in_one_paragraph_until_a_compromise_is_merged(demo: Demo, now: Negotiation) -> None:
    before = negotiation(demo.workspace, "2026-09-21")
    rivals = _rivals(before)
    assert [other.ref for other in rivals["XAA-2026-004#1"]] == ["XAF-2026-004#1"]
    assert now.entries["XAA-2026-004#1"].state == now.entries["XAF-2026-004#1"].state == "fallen"


def test_a_submission_against_the_zero_draft_is_carried_to_the_first(demo: Demo) -> None:
    before = negotiation(demo.workspace, "first-draft")
    merged = merge(before.charter, chosen(demo.workspace, before, ["XAH-2026-003"]), before.bases, before.past)
    reworded, followed = merged.outcomes
    assert reworded.entry.submission.base == "zero-draft"
    assert (reworded.path, reworded.result) == ("notice-of-exercises/advance-notice", "rewritten")
    assert (followed.path, followed.result) == ("meetings/report", "clean")


def test_a_package_is_decided_together(now: Negotiation) -> None:
    one, other = (now.entries[ref].by for ref in ("XAB-2026-003#1", "XAD-2026-003#1"))
    together = next(decision.together for decision in now.decisions if decision.id == one)
    assert {one, other} == set(together)


def test_one_change_of_a_submission_is_merged_and_the_other_is_open(now: Negotiation) -> None:
    assert [now.entries[f"XAH-2026-004#{number}"].state for number in (1, 2)] == ["open", "merged"]


# What is open


def test_one_open_change_is_moot(now: Negotiation) -> None:
    outcomes = {e.ref: merge(now.charter, [e], now.bases, now.past).outcomes[0].result for e in now.open()}
    assert [ref for ref, result in outcomes.items() if result == "moot"] == ["XAD-2026-004#1"]


def test_the_rolling_text_has_something_of_everything(now: Negotiation) -> None:
    rolled = now.rolling()
    choices = [span for spans in rolled.spans.values() for span in spans if isinstance(span, Choice)]
    held = {len(rolled.sponsors(option.holders)) for choice in choices for option in choice.options}
    proposed = {sum(not option.present for option in choice.options) for choice in choices}
    assert {1, 2, 3} <= held
    assert {2, 3} <= proposed
    assert rolled.added
    assert rolled.moved
    assert rolled.stranded
    assert set(rolled.deleted) & set(rolled.kept)


def test_equal_proposals_of_two_are_one_alternative(now: Negotiation) -> None:
    choices = [span for spans in now.rolling().spans.values() for span in spans if isinstance(span, Choice)]
    holders = [sorted(option.holders) for choice in choices for option in choice.options]
    assert ["XAA-2026-005#1", "XAC-2026-004#1"] in holders


def _rivals(now: Negotiation) -> dict[str, tuple[Entry, ...]]:
    """The open changes that each cannot stand beside."""
    return {each.entry.ref: each.rivals for each in standing(now.charter, now.open(), now.bases, now.past).outlooks}


def _words_put(change: Change) -> list[str]:
    """Return what a change adds to the words that stand: whole texts, or the inserted stretches of an amendment."""
    if isinstance(change, Amend) and change.replace is not None:
        segments = diff(change.replace, change.with_ or "")
        return [segment.text.strip() for segment in segments if segment.op == "insert"]
    return list(words_put(change))


def test_the_printed_rolling_text_holds_the_words_of_every_open_change(
    demo: Demo, now: Negotiation, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(demo.root), "render", "--view", "rolling"]) == 0
    printed = re.sub(r"</?(?:ins|del)>|\[\d+\]", "", capsys.readouterr().out)
    assert any(words for entry in now.open() for words in _words_put(entry.change))
    missing = [words for entry in now.open() for words in _words_put(entry.change) if words not in printed]
    assert missing == []


# How it comes about


def test_another_machine_gets_the_same_commits_and_the_same_files(adopted: Demo, twin: Twin) -> None:
    assert twin.building.wait() == 0
    assert _git(twin.root, "for-each-ref") == _git(adopted.root, "for-each-ref")
    assert _git(twin.root, "rev-parse", "HEAD") == _git(adopted.root, "rev-parse", "HEAD")
    here, there = ({path.relative_to(root): path.read_bytes() for path in root.rglob("*")
                    if path.is_file() and ".git" not in path.parts} for root in (adopted.root, twin.root))  # fmt: skip
    assert here == there


def test_the_open_negotiation_is_the_beginning_of_the_whole(demo: Demo, adopted: Demo) -> None:
    assert _git(demo.root, "rev-parse", "HEAD").strip() in _git(adopted.root, "rev-list", "HEAD").split()


def test_commits_are_the_secretariats_and_in_order_of_time(demo: Demo) -> None:
    authors = "Secretariat of the demo <secretariat@example.invalid>"
    log = _git(demo.root, "log", "--reverse", "--format=%ct %an <%ae>|%cn <%ce>").splitlines()
    assert {line.partition(" ")[2] for line in log} == {f"{authors}|{authors}"}
    times = [int(line.partition(" ")[0]) for line in log]
    assert times == sorted(times)


def test_it_has_no_problems_but_placeholders_and_nothing_uncommitted(
    demo: Demo, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(demo.root), "check"]) == 0
    *warnings, counted = capsys.readouterr().err.splitlines()
    assert all(line.endswith("[placeholder]") for line in warnings)
    assert counted == f"{len(warnings)} warnings"
    assert _git(demo.root, "status", "--porcelain") == ""


def test_the_colliding_merge_exits_with_3_and_writes_nothing(demo: Demo, capsys: pytest.CaptureFixture[str]) -> None:
    before = _git(demo.root, "for-each-ref")
    assert run(["-C", str(demo.root), "merge", "XAB-2026-004", "XAD-2026-005"]) == 3
    printed = capsys.readouterr().out
    assert all(words in printed for words in ("XAB, XAC", "XAD-2026-005#1 (XAD)", "every two years", "twice"))
    assert _git(demo.root, "for-each-ref") == before
    assert _git(demo.root, "status", "--porcelain") == ""


@pytest.mark.parametrize("command", [command for command, _ in TOUR_OF_WHAT_IS_OPEN])
def test_every_command_of_the_tour_works_and_stands_in_the_readme(
    demo: Demo, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = {"diff": ExitCode.PROBLEMS, "merge": ExitCode.COLLISIONS}  # there are differences, and a collision
    assert run(["-C", str(demo.root), *command.split()[1:]]) == expected.get(command.split()[1], ExitCode.DONE)
    assert capsys.readouterr().out
    assert command in demo.printed
    assert f"    {command}\n" in (demo.root / "README.md").read_text()


@pytest.mark.parametrize("command", [command for command, _ in TOUR])
def test_every_command_of_the_tour_of_the_adopted_charter_works_and_stands_in_the_readme(
    adopted: Demo, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(adopted.root), *command.split()[1:]]) == ExitCode.DONE
    assert capsys.readouterr().out
    assert command in adopted.printed
    assert f"    {command}\n" in (adopted.root / "README.md").read_text()


# To the adoption


@pytest.fixture(scope="module")
def end(adopted: Demo) -> Negotiation:
    return negotiation(adopted.workspace)


def test_it_ends_adopted_by_the_heads_of_state_with_nothing_left_open(end: Negotiation) -> None:
    adoption = next(each.adoption for each in end.decisions if each.adoption and each.adoption.module is None)
    assert adoption.level == "heads-of-state"
    assert [each.participant for each in adoption.consents] == [code for code in [*STATES, "XAI"] if code != "XAD"]
    assert {each.participant for each in adoption.consents if each.through == "XSH"} == {"XAF", "XAG"}
    assert {(each.participant, each.kind) for each in adoption.said} == {("XAB", "statement"), ("XAH", "reservation")}
    assert end.undecided() == ()
    assert end.charter.settings.status == "adopted"


def test_every_kind_of_decision_was_taken(end: Negotiation) -> None:
    assert {each.action for each in end.decisions} == set(get_args(Action)) - {"correct", "keys"}
    assert {each.level for each in end.decisions if each.action == "agree"} == set(get_args(Level))
    assert {each.outcome for each in end.decisions if each.action == "close"} == {"withdrawn", "not_agreed", "moot"}
    assert any(each.spans for each in end.decisions)
    assert {each.state for each in end.entries.values()} == {"merged", "withdrawn", "not_agreed", "fallen", "moot"}


def test_who_left_left_its_words_behind(adopted: Demo, end: Negotiation) -> None:
    gone = end.charter.registry.participant("XAD")
    assert gone is not None
    assert str(gone.left) == "2027-01-11"
    before = negotiation(adopted.workspace, "2027-01-12")
    assert {entry.ref for entry in before.entries.values() if entry.state == "unsponsored"} >= {
        "XAD-2026-004#1", "XAD-2026-005#1",
    }  # fmt: skip
    found = follow(adopted.workspace).texts()
    assert any(run.origin.participant == "XAD" for text in found for run in text.runs)


def test_a_trace_cites_the_numbers_that_each_version_printed(adopted: Demo) -> None:
    space = adopted.workspace
    for at in (*(version.name for version in space.versions()), space.repository.head()):
        assert number(follow(space, at).charter).by_path == number(space.charter(at)).by_path, at


def test_information_of_an_observer_becomes_a_proposal_when_a_state_takes_it_up(
    adopted: Demo, end: Negotiation
) -> None:
    before = negotiation(adopted.workspace, "2027-01-12")
    assert before.entries["XOB-2026-001#1"].state == "information"
    assert (end.entries["XOB-2026-001#1"].state, end.entries["XOB-2026-001#1"].sponsors[-2:]) == (
        "merged", ("XAB", "XAI"),
    )  # fmt: skip


def test_a_module_was_joined_by_some_and_adopted_by_them(end: Negotiation) -> None:
    adoption = next(each.adoption for each in end.decisions if each.adoption and each.adoption.module)
    assert adoption.module == "annex-rescue-fund"
    assert [each.participant for each in adoption.consents] == ["XAA", "XAE", "XAI"]


def test_the_adopted_negotiation_has_no_problems(adopted: Demo, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(adopted.root), "check"]) == 0
    assert capsys.readouterr().err == ""
    assert _git(adopted.root, "status", "--porcelain") == ""


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    assert run(["demo", str(tmp_path)]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_folder_inside_a_repository_is_refused(demo: Demo) -> None:
    assert run(["demo", str(demo.root / "build")]) == 2
    assert not (demo.root / "build").exists()


@pytest.mark.parametrize("folder", ["new", "new/below", "."])
def test_where_git_is_missing_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    monkeypatch.setenv("PATH", "")
    assert run(["demo", str(tmp_path / folder)]) == 4
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_finished_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("charterkit.demo.build.story.submission_file", interrupted)
    assert run(["demo", str(tmp_path / "new")]) == 130
    assert list(tmp_path.iterdir()) == []


# What a damaged record does


ASKING: Final = (
    ("status",), ("check",), ("verify",), ("trace", "9"), ("history", "9"), ("sources", "third-draft"),
    ("contributions",), ("brief", "XAA"), ("stats", "--by", "version"), ("standing",),
    ("render", "--view", "rolling"), ("diff", "first-draft"),
)  # fmt: skip


@pytest.mark.parametrize("version", ["zero-draft", "second-draft"])
def test_a_release_that_was_damaged_in_the_history_is_told_of_and_breaks_no_command(
    adopted: Demo, tmp_path: Path, version: str
) -> None:
    root = tmp_path / "damaged"
    _git(tmp_path, "clone", "--quiet", str(adopted.root), str(root))
    (record,) = (root / "charter" / "decisions").glob(f"*-release-{version}.yaml")
    record.write_text(record.read_text().replace(f"version: {version}", "version: some-other"))
    _git(
        root, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--all", "--message", "Damage"
    )
    codes = {asked: call("-C", str(root), *asked).code for asked in ASKING}
    assert codes["check",] == codes["verify",] == ExitCode.PROBLEMS
    assert max(codes.values()) <= ExitCode.USAGE, codes
