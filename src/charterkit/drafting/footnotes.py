"""How a text calls a footnote, and where it writes one: ``[^1]``, and a paragraph that begins with ``[^1]:``.

How footnotes are printed is left to ``documents``, what is wrong with them to ``validate.wording``.
"""

from __future__ import annotations

import re
from typing import Final

_NAME: Final = r"[^\[\]\s]{1,64}"

CALL: Final = re.compile(rf"\[\^({_NAME})\]")
"""The call of a footnote, with its name."""

NOTE: Final = re.compile(rf"(?:\A|\n[^\S\n]*\n)\s*(\[\^{_NAME}\]):[ \t]")
"""Where a footnote is written: a paragraph that begins with its call and a colon."""
