"""``charterkit amend``: write a submission that changes words, and show the redline."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from charterkit.cli.completion import complete_open_changes, complete_paths
from charterkit.cli.context import workspace
from charterkit.cli.editor import STANDARD_INPUT, edited, given_in
from charterkit.cli.from_print import as_printed, without_own_head
from charterkit.cli.proposal import finish, language_of, writes_submission
from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.model.charter import Charter
    from charterkit.model.provisions import Node
    from charterkit.store.workspace import Workspace


@click.command()
@click.argument("path", shell_complete=complete_paths)
@click.argument("stdin", required=False, type=click.Choice(["-"]), metavar="[-]")
@click.option("--replace", "outgoing", metavar="OLD", help="Words that stand exactly once in the text.")
@click.option("--with", "incoming", metavar="NEW", help="The words to put in their place.")
@click.option("--text-file", type=click.Path(path_type=Path), metavar="FILE", help="A file with the whole new text.")
@click.option("--heading", metavar="TEXT", help="A new heading.")
@click.option("--of", metavar="ID#N", shell_complete=complete_open_changes,
              help="The open change whose words are amended, in the place of the text's.")  # fmt: skip
@writes_submission
def amend(  # noqa: PLR0917  click passes one argument for each option
    path: str,
    stdin: str | None,
    outgoing: str | None,
    incoming: str | None,
    text_file: Path | None,
    heading: str | None,
    of: str | None,
    **author: Any,
) -> None:
    """Write a submission that changes words of PATH: an id path, or a printed number such as '6(2)(a)'.

    Give the words with --replace and --with, or the whole new text with --text-file or - (standard input). With none of
    these the present text opens in $EDITOR. A provision with paragraphs is written anew as a whole, with its numbers
    (1., (a), (i)); its own number and heading may come along and are left out. What became of a paragraph is told by
    its words, whatever its new number; a number that a document prints for a reference ('Article 5') is read as that
    reference. The redline is shown, and the submission's file is written with base, date and the next free id filled
    in; nothing is lodged yet. Somebody's open proposal is amended by naming it: the words are then proposed beside its
    own, and the rolling text prints what differs in brackets inside.

    \b
    Examples:
      charterkit amend '17(1)' --as XAA --replace 'in good time' --with 'a month before'
      charterkit amend confidence-building/exercise-notice --as XAA --text-file new.md
      charterkit amend 17 --as XAA --text-file article-17.md
      charterkit amend '6(2)' --as XAB --on-behalf-of XGR --co-sponsor XAC
      charterkit amend XAA-2026-003#1 --as XAB --replace thirty --with sixty
      charterkit amend '17(1)' --as XAA --text-file new.md --revises XAA-2026-003
      charterkit amend '17(1)' --as SEC --text-file chair.md --resolves XAA-2026-003 --resolves XAB-2026-001#1
      charterkit amend hot-line/costs --of XAA-2026-003#2 --as XAB --text-file costs.md
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    from charterkit.cli.places import path_at_base  # noqa: PLC0415  slow to import
    from charterkit.store.submissions.proposing import base_for  # noqa: PLC0415  likewise

    _require_one_form(outgoing, incoming, text_file, heading, stdin)
    space = workspace()
    present = space.charter(space.repository.head())
    if of is not None or "#" in path:
        words = _Words(outgoing, incoming, text_file, heading, stdin, present, language_of(present, author))
        _amend_proposal(space, present, path, of, words, author)
        return
    target = path_at_base(space, present, path)
    if outgoing is not None:
        old, new = _meant(present, target, (outgoing, incoming or ""), language_of(present, author))
        changes = [{"amend": target, "replace": old, "with": new}]
    elif heading is not None:
        changes = [{"amend": target, "heading": heading}]
    else:
        changes = _typed_anew(space, present, target, language_of(present, author), text_file, stdin)
    base = base_for(space, present, target)
    finish(space, present, author, base=base, changes=changes, did="amend", of=target)


def _meant(present: Charter, target: str, words: tuple[str, str], language: str) -> tuple[str, str]:
    """Return the outgoing and the incoming words as the record has them, whatever was copied from a document."""
    from charterkit.drafting.proposals import Slot, words_at  # noqa: PLC0415  slow to import

    text = words_at(present, Slot(target, "text", language)) or ""
    outgoing, incoming = words
    return _standing_in(text, outgoing, present, language), as_printed(present, language, text, incoming)


def _standing_in(text: str, words: str, present: Charter, language: str) -> str:
    """Return words as a text has them: with its spaces, and with the references that a document prints as numbers."""
    from charterkit.drafting.proposals import as_it_stands  # noqa: PLC0415  slow to import

    found = as_it_stands(text, words)
    return found if found in text else as_it_stands(text, as_printed(present, language, text, words))


def _typed_anew(  # noqa: PLR0917  where, in what language, and the two places that the words may come from
    space: Workspace, present: Charter, target: str, language: str, text_file: Path | None, stdin: str | None
) -> list[dict[str, Any]]:
    """Return the changes that a text makes which was typed for a whole provision, part or unit."""
    from charterkit.drafting.numbering import number  # noqa: PLC0415  slow to import
    from charterkit.drafting.typed.provisions import typed, written_out  # noqa: PLC0415  likewise
    from charterkit.drafting.typed.retyped import retyped  # noqa: PLC0415  likewise
    from charterkit.store.submissions.proposing import taken_paths  # noqa: PLC0415  likewise

    node = present.find(target)
    standing = written_out(node, target, number(present), language) if node else ""
    given = without_own_head(present, language, target, _new_text(target, standing, text_file, stdin))
    written = as_printed(present, language, standing, given)
    words = typed(written, target.count("/"))
    in_editor = text_file is None and stdin is None
    if node is None or not (words.units or (node.units and in_editor)):
        _require_own_words(node, target, language)
        return [{"amend": target, "text": written}]
    changes = list(retyped(node, target, words, language, taken_paths(space, present).__contains__))
    if not changes:
        raise UsageError(f"the text of {target} was not changed", "nothing was written")
    if language != present.settings.drafting_language and any("amend" not in change for change in changes):
        hint = f"keep those of {target}, in their order"
        raise UsageError("a translation has the paragraphs of the text that it translates", hint)
    return changes


def _require_own_words(node: Node | None, target: str, language: str) -> None:
    """Refuse unnumbered words for what has numbered paragraphs and no words of its own: nobody could tell what goes."""
    if node is not None and node.units and not node.text.get(language):
        hint = "number them ('1.', '(a)') to write it anew as a whole, or name one of its units"
        raise UsageError(f"{target} has paragraphs and no words of its own; these words have no numbers", hint)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words as the command line gives them."""

    outgoing: str | None
    incoming: str | None
    text_file: Path | None
    heading: str | None
    stdin: str | None
    present: Charter
    language: str

    def of(self, standing: str) -> str:
        """Return the new words for those that are proposed."""
        if self.heading is not None:
            return self.heading
        if self.outgoing is None or self.incoming is None:
            return self._as_printed(standing, _new_text("the proposal", standing, self.text_file, self.stdin))
        outgoing = _standing_in(standing, self.outgoing, self.present, self.language)
        if standing.count(outgoing) != 1:
            count = "nowhere" if outgoing not in standing else "more than once"
            raise UsageError(f"the words to replace stand {count} in what is proposed", f"it says: {standing}")
        return standing.replace(outgoing, self._as_printed(standing, self.incoming))

    def _as_printed(self, standing: str, words: str) -> str:
        return as_printed(self.present, self.language, standing, words)


def _amend_proposal(  # noqa: PLR0917  where, what, of which proposal, by whom
    space: Workspace, present: Charter, path: str, of: str | None, words: _Words, author: dict[str, Any]
) -> None:
    """Write a submission that proposes an open change again, with other words."""
    from charterkit.store.submissions.countering import Wanted, counterproposal  # noqa: PLC0415  slow to import

    ref, place = (of, path) if of is not None else (path, "")
    field: Literal["text", "heading"] = "text" if words.heading is None else "heading"
    wanted = Wanted(ref, place, field, language_of(present, author))
    base, change = counterproposal(space, wanted, words.of)
    finish(space, present, author, base=base, changes=[change], did="amend", of=ref)


def _require_one_form(
    outgoing: str | None, incoming: str | None, text_file: Path | None, heading: str | None, stdin: str | None
) -> None:
    if (outgoing is None) != (incoming is None):
        raise UsageError("--replace and --with go together", "to take words out: --with ''")
    if outgoing is not None and not outgoing.strip():
        raise UsageError(
            "--replace holds no words", "to add some, replace the words beside them by these and the new ones"
        )
    if sum(form is not None for form in (outgoing, text_file, heading, stdin)) > 1:
        raise UsageError("give one of: --replace and --with, --text-file, --heading, -")


def _new_text(target: str, standing: str, text_file: Path | None, stdin: str | None) -> str:
    from charterkit.drafting.proposals import spaced_as  # noqa: PLC0415  slow to import

    if text_file is not None or stdin is not None:
        return spaced_as(standing, given_in(text_file or STANDARD_INPUT))
    written = edited(standing, "give the words with --replace and --with, --text-file or -")
    if written.strip() == standing.strip():
        raise UsageError(f"the text of {target} was not changed", "nothing was written")
    return written
