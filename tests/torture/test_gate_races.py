"""Pushes through the gate while the secretariat decides: each side comes again after the other, and nothing is lost."""

from __future__ import annotations

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.cli.gate_server import SUBMISSION, Server, commit, push, serve
from tests.cli.runner import Charter, process
from tests.cli.signers import make_keys
from tests.torture.scenes import charters, home

CODES = ("XAA", "XAB")
EACH_LODGES = 5


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> tuple[Server, dict[str, str]]:
    folder = tmp_path_factory.mktemp("gate")
    settings = home(folder)
    del settings["SOURCE_DATE_EPOCH"]  # the gate goes by the clock
    keys = folder / "keys"
    keys.mkdir()
    make_keys(keys)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", settings["HOME"])
        serve(charters(folder, settings)[1], folder, keys)
        return Server(folder, keys), settings


def _until_received(clone: Charter) -> None:
    """Push, and come again after the others as their users would."""
    for _ in range(100):
        code, told = push(clone, "--quiet", "--follow-tags")
        if code == 0:
            return
        assert "fetch first" in told or "somebody else's push came first" in told, told
        time.sleep(random.uniform(0, 0.5))  # noqa: S311  no secret
        clone.git("pull", "--quiet", "--rebase")
    raise AssertionError(clone)


def test_pushes_beside_merges_of_the_secretariat_are_all_received(
    served: tuple[Server, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    server, settings = served
    monkeypatch.setenv("HOME", settings["HOME"])
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    clones, start = {code: server.clone(code) for code in CODES}, threading.Barrier(len(CODES) + 1)

    def lodges(code: str) -> None:
        start.wait()
        for number in range(1, EACH_LODGES + 1):
            name = f"{code}-2026-{number:03}"
            content = SUBMISSION.format(code=code).replace(f"{code}-2026-001", name)
            clones[code].put(f"submissions/{code}/{name}.yaml", content)
            commit(clones[code], f"Lodge {name}")
            _until_received(clones[code])

    def decides() -> None:
        start.wait()
        for command in (("merge", "SEC-2026-071"), ("release", "first-draft"), ("merge", "SEC-2026-072")):
            ran = process(*command, cwd=server.secretariat.root)
            assert ran.code == 0, ran.err
            _until_received(server.secretariat)

    with ThreadPoolExecutor(len(CODES) + 1) as pool:
        for done in [pool.submit(decides), *(pool.submit(lodges, code) for code in CODES)]:
            done.result()
    server.secretariat.git("pull", "--quiet", "--rebase")
    assert server.secretariat.git("rev-parse", "HEAD") == Charter(server.bare).git("rev-parse", "main")
    listed = server.secretariat.git("ls-tree", "-r", "--name-only", "HEAD", "submissions")
    assert sum(listed.count(f"/{code}-2026-") for code in CODES) == len(CODES) * EACH_LODGES
    _tag_anew(server.secretariat)
    assert server.secretariat.done("verify").code == 0
    assert Charter(server.bare).git("cat-file", "-t", "first-draft") == "tag"


def _tag_anew(secretariat: Charter) -> None:
    """Do what ``check`` advises where a pull has made another commit of the release."""
    problems = secretariat("check", "--format", "json").values()
    for advice in [each["hint"] for each in problems if each["code"] == "tag-elsewhere"]:
        secretariat.git(*advice.partition("; ")[0].rpartition(": git ")[2].split())
        secretariat.done("doctor", "--fix")
        secretariat.git("push", "--quiet", "--follow-tags")
