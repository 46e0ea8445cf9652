"""A browser without a window: what it makes of a page, told by a script that runs in the page itself."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

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
