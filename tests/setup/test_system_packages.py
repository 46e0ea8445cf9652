"""What the system lacks is named once, in a line that can be copied, and apt is called only where it may be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import system_packages
from system_packages import Need

VENV = Need("python3-venv", "packages", lambda: False, vital=True)
FONTS = Need("fonts-x", "PDF: letters", lambda: False)
READER = Need("pdf-reader", "tests", lambda: False, for_tests=True)
THERE = Need("there", "nothing", lambda: True)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Set which needs there are and which (empty) programs are on the search path."""

    def prepare(*needs: Need, programs: tuple[str, ...] = ()) -> None:
        for program in programs:
            (tmp_path / program).touch(mode=0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(system_packages, "NEEDS", needs)

    return prepare


def test_a_complete_machine_is_left_alone_without_a_word(
    machine: Callable[..., None], capfd: pytest.CaptureFixture[str]
) -> None:
    machine(THERE, programs=("apt-get",))
    assert system_packages.main([]) == 0
    assert capfd.readouterr() == ("", "")


def test_what_is_missing_is_one_line_to_copy_and_a_list_of_what_fails(
    machine: Callable[..., None], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    machine(VENV, THERE, FONTS, programs=("apt-get",))
    monkeypatch.setenv("APT", "no")
    assert system_packages.main([]) == 1
    told = capfd.readouterr().err
    assert "    apt-get install python3-venv fonts-x\n" in told
    assert "PDF: letters" in told


def test_set_up_goes_on_without_fonts(machine: Callable[..., None]) -> None:
    machine(THERE, FONTS)
    assert system_packages.main(["--only-tell"]) == 0


def test_another_system_is_told_the_packages_but_no_apt_command(
    machine: Callable[..., None], capfd: pytest.CaptureFixture[str]
) -> None:
    machine(FONTS)
    assert system_packages.main([]) == 0
    told = capfd.readouterr().err
    assert "fonts-x" in told
    assert "apt-get" not in told


def test_drafting_does_not_ask_for_what_only_tests_use(
    machine: Callable[..., None], capfd: pytest.CaptureFixture[str]
) -> None:
    machine(READER)
    assert system_packages.main(["--only-tell"]) == 0
    assert capfd.readouterr().err == ""
    system_packages.main(["--only-tell", "--tests"])
    assert "pdf-reader" in capfd.readouterr().err


def test_apt_is_not_called_without_root_or_sudo(machine: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    machine(FONTS, programs=("apt-get",))
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert system_packages.apt_command() is None


def test_a_library_that_does_not_load_is_missing() -> None:
    assert system_packages.has_library("c", 6)
    assert not system_packages.has_library("charterkit-has-no-such-library", 0)
