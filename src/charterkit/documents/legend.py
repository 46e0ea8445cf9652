"""The legend of a document: every mark it uses with what it means, printed with the marks themselves."""

from __future__ import annotations

from charterkit.documents.tree import Run, View

Legend = tuple[tuple[tuple[Run, ...], str], ...]


def legend(view: View, attributed: bool = True) -> Legend:
    """Return samples and meanings for a view; a clean text needs none."""
    if view == "redline":
        return _REDLINE
    if view == "rolling":
        return (*_ROLLING, *(_HOLDERS if attributed else ()))
    return ()


def _sign(text: str) -> Run:
    return Run(text, role="bracket")


_REDLINE: Legend = (
    ((Run("words put in", "insert"),), "bold and underlined: put in since the text compared with"),
    ((Run("words taken out", "delete"),), "struck through: taken out since the text compared with"),
    ((Run("\N{PILCROW SIGN}", "insert", "sign"),), "a paragraph break that was put in or taken out"),
)
_ROLLING: Legend = (
    ((_sign("["), Run("words"), _sign("]")), "square brackets: not agreed"),
    ((_sign("["), Run("one"), _sign(" | "), Run("another"), _sign("]")), "alternatives for the same place"),
    ((Run("words", "insert"),), "underlined: proposed, and not in the present text"),
    ((Run("words", "delete"),), "struck through: in the present text, and proposed to be taken out"),
)
_HOLDERS: Legend = (
    ((_sign("["), Run("words"), Run(" \N{EM DASH} XAA, XAB", role="holders"), _sign("]")), "who proposes the words"),
)
