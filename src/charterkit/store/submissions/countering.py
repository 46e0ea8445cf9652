"""An amendment to a proposal that is not in the text yet: the proposal again, with other words.

It is a proposal of its own, against the same base, and stands beside the first one: the rolling text prints both as
one, with what differs in brackets inside, and neither sponsor's words are touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from charterkit.drafting.ledger import Entry
from charterkit.drafting.numbering import number_below
from charterkit.drafting.numbers import Number, Numbers
from charterkit.drafting.proposals import rewording
from charterkit.drafting.states import became
from charterkit.drafting.typed.provisions import typed, written_out
from charterkit.drafting.typed.retyped import remade
from charterkit.errors import UsageError
from charterkit.model.provisions import Provision, Unit
from charterkit.model.submissions import Add, Amend, NewPart, target
from charterkit.store.negotiation import Negotiation, negotiation, no_change
from charterkit.store.workspace import Workspace
from charterkit.store.yaml.text import plain


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be reworded in somebody's proposal: a path in what it adds (empty: the whole), a field, a language."""

    ref: str
    path: str
    field: Literal["text", "heading"]
    language: str


def counterproposal(workspace: Workspace, wanted: Wanted, reword: Callable[[str], str]) -> tuple[str, dict[str, Any]]:
    """Return the base and the change that proposes what an open change proposes, with other words.

    Args:
        workspace: where it is lodged.
        wanted: which words.
        reword: gives the new words for those that are proposed.

    Raises:
        UsageError: there is no such open change, or it holds no such words.
    """
    now = negotiation(workspace, workspace.repository.head())
    entry = _open(workspace, now, wanted.ref)
    if isinstance(entry.change, Amend):
        return entry.submission.base, _amended(entry, entry.change, now, wanted, reword)
    if isinstance(entry.change, Add):
        return entry.submission.base, _added(entry.change, wanted, reword)
    raise UsageError(f"{wanted.ref} puts no words that could be amended", "propose a change of the text instead")


def _open(workspace: Workspace, now: Negotiation, ref: str) -> Entry:
    entry = now.entries.get(ref)
    if entry is None:
        raise no_change(workspace, now, ref)
    if entry.state not in ("open", "unsponsored"):
        raise UsageError(f"{ref} is not open: it is {became(entry)}", "amend the text as it stands")
    if entry.submission.base not in now.bases:
        raise UsageError(f"the base of {ref} ('{entry.submission.base}') is not in this history")
    return entry


def _amended(
    entry: Entry, change: Amend, now: Negotiation, wanted: Wanted, reword: Callable[[str], str]
) -> dict[str, Any]:
    found = rewording(now.bases[entry.submission.base], entry)
    if found is None or wanted.path not in ("", change.amend):
        raise UsageError(f"{entry.ref} amends {change.amend}, and nothing else")
    if wanted.field != found.slot.field:
        raise UsageError(f"{entry.ref} amends the {found.slot.field} of {change.amend}, and not its {wanted.field}")
    own = {"language": found.slot.language} if found.slot.language != wanted.language else {}
    return {"amend": change.amend, **own, found.slot.field: reword(found.proposed)}


def _added(change: Add, wanted: Wanted, reword: Callable[[str], str]) -> dict[str, Any]:
    fields = plain(change)
    top = fields["add"]
    paths = dict(_nodes(top, top["id"]))
    with_words = [path for path, node in paths.items() if wanted.language in node.get(wanted.field, {})]
    if not wanted.path and wanted.field == "text" and len(with_words) > 1 and not isinstance(change.add, NewPart):
        return fields | {"add": plain(_typed_anew(change.add, target(change), wanted, reword))}
    path = wanted.path or (with_words[0] if len(with_words) == 1 else "")
    if path not in with_words:
        hint = f"it has words of its own at: {', '.join(with_words)}" if with_words else ""
        named = f"no {wanted.field} at '{path}'" if path else f"more than one {wanted.field}"
        raise UsageError(f"{wanted.ref} adds {named}", hint)
    words = paths[path][wanted.field]
    words[wanted.language] = reword(words[wanted.language])
    return fields


def _typed_anew(added: Provision | Unit, path: str, wanted: Wanted, reword: Callable[[str], str]) -> Provision | Unit:
    """Return an addition with all its words as they were typed anew, paragraph by paragraph."""
    level = path.count("/")
    numbers = Numbers(dict(number_below(added, path, Number("article", "", ""), depth=level)))
    words = typed(reword(written_out(added, path, numbers, wanted.language)), level)
    if not words.units:
        hint = "number them ('1.', '(a)') to write it anew as a whole, or name one of its units with --of"
        raise UsageError(f"{wanted.ref} adds paragraphs, and these words have no numbers", hint)
    return remade(added, words, wanted.language)


def _nodes(node: dict[str, Any], path: str) -> list[tuple[str, dict[str, Any]]]:
    below = [found for unit in node.get("units", ()) for found in _nodes(unit, f"{path}/{unit['id']}")]
    return [(path, node), *below]
