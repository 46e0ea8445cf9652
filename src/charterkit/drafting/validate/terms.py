"""Warn of terms that the text uses and nothing defines, and of changes that touch a definition others rest on.

Which terms there are, and where each is defined, stands in the register (``registry/terms.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from charterkit.drafting.validate.charter import Where
from charterkit.errors import Finding
from charterkit.model.charter import Charter
from charterkit.model.paths import within
from charterkit.model.provisions import walk
from charterkit.model.registry.vocabulary import Term

TERMS: Final = "charter/registry/terms.yaml"

SHOWN: Final = 4
"""How many provisions a warning names."""


def term_findings(charter: Charter) -> Iterator[Finding]:
    """Yield the terms that the text uses and nothing defines, and the definitions that do not name their term."""
    language = charter.settings.drafting_language
    for index, term in enumerate(charter.registry.terms):
        name = term.term.get(language, "")
        defining = charter.find(term.defined_in) if term.defined_in else None
        if defining is None:
            if name and (used := users(charter, term, language)):
                message = f"'{name}' is used in {_listed(used)}, and not defined"
                yield warning(
                    TERMS, ("terms", index), "undefined-term", message, "define it, and say where: defined_in"
                )
        elif name and not any(_says(each.text.get(language, ""), name) for _, each in walk(defining)):
            message = f"'{term.defined_in}' is said to define '{name}', and does not name it"
            yield warning(TERMS, ("terms", index, "defined_in"), "undefined-term", message, "name its definition")


def users(charter: Charter, term: Term, language: str) -> list[str]:
    """Return the provisions that use a term, its own definition left out."""
    name = term.term.get(language, "")
    return [
        provision.id
        for provision in charter.ordered()
        if not (term.defined_in and within(term.defined_in, provision.id))
        and any(_says(node.text.get(language, ""), name) for _, node in walk(provision))
    ]


def _says(text: str, name: str) -> bool:
    plural = r"(?:s|es)?" if name.isascii() else ""
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}{plural}(?!\w)", text) is not None


def redefinition_findings(record: str, where: Where, path: str, base: Charter) -> Iterator[Finding]:
    """Yield the terms whose definition a change touches, with those that use them."""
    language = base.settings.drafting_language
    for term in base.registry.terms:
        if term.defined_in and within(term.defined_in, path) and (used := users(base, term, language)):
            message = f"it touches the definition of '{term.term.get(language, term.id)}', used in {_listed(used)}"
            yield warning(record, where, "definition-touched", message, "see whether they still say what they should")


def _listed(names: Collection[str]) -> str:
    shown = list(names)[:SHOWN]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def warning(  # noqa: PLR0917  a finding's own fields, in their order
    record: str, where: Where, code: str, message: str, hint: str, offset: int | None = None
) -> Finding:
    """Return a warning about a place in a record."""
    return Finding(record, where, code, message, hint, "warning", offset)
