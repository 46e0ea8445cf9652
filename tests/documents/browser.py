"""A browser without a window: what it makes of a page, told by a script that runs in the page itself."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, BinaryIO

QUIET = (
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--allow-file-access-from-files", "--hide-scrollbars",
)  # fmt: skip
DARK = "--blink-settings=preferredColorScheme=0"

FRAME = """<!doctype html><meta charset="utf-8"><body style="margin:0">
<iframe id="page" src="{address}" style="width:{width}px;height:900px;border:0"></iframe><pre id="told"></pre>
<script>
document.getElementById("page").onload = (event) => {{
  const window_ = event.target.contentWindow, document = event.target.contentDocument;
  const told = (({script})(window_, document));
  window.document.getElementById("told").textContent = JSON.stringify(told);
}};
</script>"""


_AXE = Path(str(files("axe_core_python"))) / "axe.min.js"
_JUDGE = """axe.run(document).then((told) => {
  const pre = document.createElement("pre");
  pre.id = "judged";
  pre.textContent = JSON.stringify(Object.fromEntries(
    told.violations.map((each) => [each.id, each.nodes.map((node) => node.html.slice(0, 200))])));
  document.body.append(pre);
});"""


def _run(folder: Path, *arguments: str) -> bytes:
    """Run Chromium with a profile of its own; as root it has no sandbox to run in."""
    own = ("--no-sandbox",) if os.geteuid() == 0 else ()
    command = ["chromium", *QUIET, *own, f"--user-data-dir={folder / 'profile'}", *arguments]
    return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout


def told(folder: Path, page: str, script: str, *flags: str, width: int = 390) -> Any:
    """Return what a function of (window, document) says of a page that is shown so wide."""
    shown, frame = folder / "page.html", folder / "frame.html"
    shown.write_text(page, "utf-8")
    frame.write_text(FRAME.format(address=shown.as_uri(), width=width, script=script), "utf-8")
    dumped = _run(folder, *flags, "--virtual-time-budget=4000", "--dump-dom", frame.as_uri()).decode()
    found = re.search(r'<pre id="told">(.*?)</pre>', dumped, re.DOTALL)
    assert found, dumped[:2000]
    return json.loads(html.unescape(found.group(1)))


def judged(folder: Path, page: str, *flags: str, width: int = 390) -> dict[str, list[str]]:
    """Return what axe-core, a checker of accessibility that is not ours, finds wrong: the parts of a page by rule."""
    script = _AXE.read_text("utf-8").replace("</script", "<\\/script")
    shown = folder / "page.html"
    shown.write_text(page.replace("</body>", f"<script>{script}</script><script>{_JUDGE}</script></body>"), "utf-8")
    window = f"--window-size={width},900"
    dumped = _run(folder, *flags, window, "--virtual-time-budget=20000", "--dump-dom", shown.as_uri()).decode()
    found = re.search(r'<pre id="judged">(.*?)</pre>', dumped, re.DOTALL)
    assert found, dumped[:2000]
    answer: dict[str, list[str]] = json.loads(html.unescape(found.group(1)))
    return answer


def print_out(folder: Path, page: str) -> bytes:
    """Return a page as the browser prints it."""
    shown, made = folder / "page.html", folder / "printed.pdf"
    shown.write_text(page, "utf-8")
    _run(folder, f"--print-to-pdf={made}", "--no-pdf-header-footer", shown.as_uri())
    return made.read_bytes()


def read_out(folder: Path, page: str) -> list[tuple[str, str]]:
    """Return what a screen reader is given of a page, in order: the role and the name of everything not left out.

    Chromium is asked through a pipe (Chrome DevTools Protocol, ``Accessibility.getFullAXTree``).
    """
    shown = folder / "page.html"
    shown.write_text(page, "utf-8")
    asked, answered = os.pipe(), os.pipe()
    own = ("--no-sandbox",) if os.geteuid() == 0 else ()
    command = ("chromium", *QUIET, *own, "--remote-debugging-pipe", f"--user-data-dir={folder / 'read'}", "about:blank")
    joined = f'exec "$@" 3<&{asked[0]} 4>&{answered[1]}'
    running = subprocess.Popen(
        ["bash", "-c", joined, "bash", *command], pass_fds=(asked[0], answered[1]), stderr=subprocess.DEVNULL
    )
    os.close(answered[1])
    with running, os.fdopen(asked[1], "wb") as questions, os.fdopen(answered[0], "rb") as answers:
        talk = _Talk(questions, answers)
        tab = talk.ask("Target.createTarget", url="about:blank")["targetId"]
        talk.session = talk.ask("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
        talk.ask("Page.enable")
        talk.ask("Page.navigate", url=shown.as_uri())
        talk.wait("Page.loadEventFired")
        nodes = talk.ask("Accessibility.getFullAXTree")["nodes"]
        talk.session = ""
        talk.ask("Browser.close")
    return list(_in_order(nodes[0], {node["nodeId"]: node for node in nodes}))


def _in_order(node: Any, nodes: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    role = node.get("role", {}).get("value", "")
    if not node["ignored"] and role != "InlineTextBox":
        yield role, node.get("name", {}).get("value", "")
    for below in node.get("childIds", ()):
        if below in nodes:
            yield from _in_order(nodes[below], nodes)


@dataclass
class _Talk:
    """Questions to a browser and its answers, each closed by a zero byte."""

    questions: BinaryIO
    answers: BinaryIO
    session: str = ""
    asked: int = 0
    rest: bytes = b""

    def ask(self, method: str, **given: Any) -> Any:
        self.asked += 1
        question = {"id": self.asked, "method": method, "params": given}
        if self.session:
            question["sessionId"] = self.session
        self.questions.write(json.dumps(question).encode() + b"\0")
        self.questions.flush()
        return self._until(lambda told: told.get("id") == self.asked)["result"]

    def wait(self, event: str) -> None:
        self._until(lambda told: told.get("method") == event)

    def _until(self, wanted: Callable[[Any], bool]) -> Any:
        while True:
            while b"\0" not in self.rest:
                more = os.read(self.answers.fileno(), 1 << 20)
                assert more, "the browser has gone"
                self.rest += more
            one, _, self.rest = self.rest.partition(b"\0")
            if wanted(told := json.loads(one)):
                return told
