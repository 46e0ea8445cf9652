"""HTML that stands alone: pictures and fonts of the templates are put into it; nothing is fetched from elsewhere."""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Final

from charterkit.documents.pages.style_places import STYLE, places, sheets
from charterkit.documents.pages.templates import TemplateFault

_URL: Final = re.compile(r"""(url\(\s*["']?)([^"')]+)(["']?\s*\))|(@import\s+["'])([^"']+)(["'])""")
_SOURCE: Final = re.compile(
    r"""(<(?:img|source|script|iframe|embed|audio|video|image|input)\b[^>]*?\s(?:src|href|xlink:href)=["'])([^"']*)(["'])"""
)
_LINK: Final = re.compile(r"""(<link\b[^>]*?\shref=["'])([^"']*)(["'])""")


def self_contained(html: str, folders: Sequence[Path]) -> str:
    """Return HTML with what it shows of the template folders put into it.

    Args:
        html: what a template made; words of records are escaped in it, so its tags are those of templates.
        folders: where a relative address is looked for, in this order.

    Raises:
        TemplateFault: it would fetch something from elsewhere, or something that is in no template folder.
    """

    def put_in(found: re.Match[str]) -> str:
        before, address, after = (part for part in found.groups() if part is not None)
        return f"{before}{_within(unescape(address.strip()), folders)}{after}"

    html = STYLE.sub(lambda style: _URL.sub(put_in, style[0]), html)
    for pattern in (_SOURCE, _LINK):
        html = pattern.sub(put_in, html)
    return html


def _within(address: str, folders: Sequence[Path]) -> str:
    """Return the address of a picture as one that holds the picture itself."""
    if address.startswith(("data:", "#")):
        return address
    for folder in folders:
        path = (folder / address).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"
    name, _, line = next(places(address, sheets(folders)), "the templates").partition(":")
    said = f"'{address}' is outside the template folders, or not there, and was not fetched"
    raise TemplateFault(name, int(line or 0), said)
