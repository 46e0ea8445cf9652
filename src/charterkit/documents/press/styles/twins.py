"""Siblings that no rule of a style sheet tells apart are matched against the rules once: the changes in a sentence.

WeasyPrint asks of every element which of some hundred rules are for it, and puts their declarations together. Most
elements of a redline are like one before them in the same paragraph: the same tag and attributes, behind the same kind
of element. Such a twin gets the style of the first, unless a rule that was tried for that one asked for more of what is
around it (``:first-child``, ``~``, ``:empty``). What a style is made of is left to ``shared``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, Final

import weasyprint.css as styling

from charterkit.documents.press.replacing import replaced

_OWN: Final = frozenset({"id", "style"})
"""Attributes that give an element something of its own."""


@contextmanager
def twins_matched_once() -> Iterator[None]:
    """Match twins once while the block runs."""
    with replaced((styling.StyleFor, "__init__", _beginning(styling.StyleFor.__init__))):
        yield


class _Curious:
    """An attribute of an element that tells it from its twins; who asks for it is noted."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, element: Any, owner: type) -> Any:
        if self.name != "previous" or element is not _Element.tried:
            _Element.asked = True
        return element.__dict__[self.name]

    def __set__(self, element: Any, value: Any) -> None:
        element.__dict__[self.name] = value


class _Element(styling.cssselect2.ElementWrapper):  # type: ignore[misc]  # cssselect2 has no types
    """An element as rules see it, which notes whether they look around."""

    tried: Any = None
    """The element that rules are tried on: what stands directly before it, twins have in common."""
    asked = False
    """Whether a rule asked for what twins do not have in common."""

    index = _Curious()
    previous = _Curious()
    etree_siblings = _Curious()

    @property
    def previous_siblings(self) -> tuple[Any, ...]:
        """All elements before it."""
        _Element.asked = True
        return super().previous_siblings  # type: ignore[no-any-return]  # likewise

    @property
    def etree_children(self) -> list[Any]:
        """The elements inside."""
        _Element.asked = True
        return [element for element in self.etree_element if isinstance(element.tag, str)]


def _beginning(plain: Any) -> Any:
    def begin(styles: Any, html: Any, *rest: Any) -> None:
        twins: dict[Any, list[Any]] = {}
        matched = SimpleNamespace(iter_subtree=lambda: _first_ones(html.etree_element, styles, twins))
        plain(styles, SimpleNamespace(**vars(html) | {"wrapper_element": matched}), *rest)
        _Element.tried = None
        computed = styles.get_computed_styles()
        for (element, pseudo_type), style in list(computed.items()):
            for twin in twins.get(element, ()) if pseudo_type else ():
                computed[twin, pseudo_type] = style

    return begin


def _first_ones(root: Any, styles: Any, twins: dict[Any, list[Any]]) -> Iterator[_Element]:
    """Yield all elements in the order of the tree but for twins, which get the style of the first of them at once."""
    computed = styles.get_computed_styles()

    def inside(parent: _Element) -> Iterator[_Element]:
        known: dict[Any, Any] = {}
        before = None
        for child in parent.iter_children():
            element = child.etree_element
            kind = (element.tag, *element.attrib.items())
            first = known.get((before, kind))
            if first is None:
                _Element.tried, _Element.asked = child, False
                yield child
                if not (_Element.asked or _OWN & element.attrib.keys()):
                    known[before, kind] = element
            else:
                computed[element, None] = computed[first, None]
                twins.setdefault(first, []).append(element)
            yield from inside(child)
            before = kind

    yield (whole := _Element.from_html_root(root))
    yield from inside(whole)
