"""The same text made into a PDF by other programs: bare WeasyPrint, Typst, headless Chromium; each in its own process.

Typst and Chromium get the same words with headings, footnotes and links; Chromium's print has no page numbers in the
contents and no footnotes at the foot of pages, so its time is that of a lesser document.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from charterkit.documents.pages.templates import package_templates
from charterkit.documents.runs import Run
from charterkit.documents.tree import Block, Document

_BARE: Final = """
import sys, weasyprint
html, base, out = sys.argv[1:]
weasyprint.HTML(filename=html, base_url=base).write_pdf(out, pdf_tags=True, pdf_identifier=b"x")
"""
_TYPST: Final = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
_HEAD: Final = """#set page(numbering: "1 / 1", margin: 27mm)
#set text(size: 10.5pt)
#set par(justify: true)
#outline()
"""


def weasyprint(html: str) -> bytes:
    """Return WeasyPrint's PDF of HTML, tagged."""
    return _made(html, "html", [sys.executable, "-c", _BARE, "IN", f"{package_templates()}/", "OUT"])


def typst(document: Document) -> bytes | None:
    """Return Typst's PDF of a document; None where it is not installed."""
    try:
        import typst as _  # noqa: F401, PLC0415  of the dependency group bench
    except ImportError:
        return None
    return _made("".join(_typst(document)), "typ", [sys.executable, "-c", _TYPST, "IN", "OUT"])


def chromium(html: str) -> bytes | None:
    """Return Chromium's PDF of HTML; None where it is not installed."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        return None
    plain = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--virtual-time-budget=60000"]
    return _made(html, "html", [program, *plain, "--print-to-pdf=OUT", "IN"])


def _made(source: str, ending: str, command: list[str]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder) / f"in.{ending}", Path(folder) / "out.pdf"
        given.write_text(source, encoding="utf-8")
        words = [word.replace("OUT", str(made)) if "OUT" in word else str(given) if word == "IN" else word
                 for word in command]  # fmt: skip
        subprocess.run(words, check=True, capture_output=True)
        return made.read_bytes()


def _typst(document: Document) -> Iterator[str]:
    yield _HEAD
    for part in (*document.preamble, *document.parts):
        yield from _block(part, document, 1)


def _block(block: Block, document: Document, level: int) -> Iterator[str]:
    titled = block.kind in {"part", "article"}
    if titled:
        yield f"\n{'=' * level} {_escaped(block.title)} <{_label(block.path)}>\n\n"
    for place, paragraph in enumerate(block.paragraphs):
        number = f"{_escaped(block.label)} " if not titled and not place else ""
        yield f"{number}{''.join(_run(run, document) for run in paragraph.runs)}\n\n"
    for child in block.blocks:
        yield from _block(child, document, level + 1)


def _run(run: Run, document: Document) -> str:
    if run.note and run.first_call:
        words = "".join(each.text for row in document.footnote(run.note).paragraphs for each in row.runs)
        return f"#footnote[{_escaped(words)}]"
    return f"#link(<{_label(run.target)}>)[{_escaped(run.text)}]" if run.target else _escaped(run.text)


def _label(path: str) -> str:
    return path.replace("/", ":")


def _escaped(text: str) -> str:
    return re.sub(r"([\\#*_`$<>@\[\]=~/+-])", r"\\\1", text)
