"""The list of commands; each is imported when it is called."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

import click

from charterkit import __version__


class Entry(NamedTuple):
    """Where a command is, and its one line in the list."""

    module: str
    summary: str


COMMANDS: Final[Mapping[str, Entry]] = MappingProxyType(
    {
        "init": Entry("start", "Start a new charter in a folder."),
        "demo": Entry("demo", "Create a worked negotiation of fictional participants."),
        "doctor": Entry("doctor", "Say what this machine and workspace lack, and what to do."),
        "templates": Entry("templates", "Say which templates are your own, and which have grown old; renew these."),
        "recover": Entry("recover", "Finish a commit that was cut short, or clear away what is left of it."),
        "schema": Entry("schema", "Print the JSON Schema of a kind of record."),
        "check": Entry("check", "List every problem of records, submissions and references."),
        "show": Entry("show", "Print a provision, a submission or a list of the registry."),
        "coverage": Entry("coverage", "Say what rests on which idea of the source, and what does not yet."),
        "languages": Entry("languages", "Say how each language stands to the drafting language."),
        "status": Entry("status", "Say what is open, what collides and what is moot."),
        "stats": Entry("stats", "Count brackets and alternatives by part and version; say who holds what."),
        "brief": Entry("brief", "Say what a participant has to know: what waits for it, what changed, its words."),
        "amend": Entry("amend", "Write a submission that changes words."),
        "propose": Entry("propose", "Write a submission that adds, deletes, moves or keeps."),
        "position": Entry("position", "Write a position on the text, on a change, or on the whole."),
        "join": Entry("position", "Write that a participant co-sponsors proposals."),
        "withdraw": Entry("position", "Write that a participant stands behind proposals no longer."),
        "translate": Entry("translate", "Write the file in which a translator fills in what is missing."),
        "sign": Entry("sign", "Sign a submission that is sent without git."),
        "lodge": Entry("lodge", "Check and commit new submissions."),
        "merge": Entry("merge", "Merge submissions, or single changes, into the text."),
        "sources": Entry("sources", "Say of what was decided who contributed it, from where, and what was done."),
        "close": Entry("decide", "Close proposals that the meeting does not take up."),
        "agree": Entry("decide", "Record that words are agreed, at a rung of the ladder."),
        "reopen": Entry("decide", "Open agreed words again, in a participant's name."),
        "silence": Entry("decide", "Open a silence procedure on words until a moment."),
        "admit": Entry("attend", "Record who comes to take part, in the charter or a module."),
        "leave": Entry("attend", "Record who takes part no longer."),
        "standing": Entry("standing", "Say what is agreed, who has yet to speak, what blocks adoption."),
        "adopt": Entry("adopt", "Adopt the text or a module, or name every blocker."),
        "correct": Entry("correct", "Correct errors in an adopted text, by notice."),
        "release": Entry("release", "Give the present text a version name and a symbol."),
        "renumber": Entry("renumber", "Close the gaps between numbers, by decision."),
        "concordance": Entry("renumber", "Say which number became which."),
        "diff": Entry("diff", "Compare two versions: what was added, deleted, moved, reworded."),
        "trace": Entry("trace", "Say whose words a provision is made of: participant, submission, decision."),
        "history": Entry("history", "Print a provision's drafting history: versions, proposals, decisions."),
        "contributions": Entry("trace", "Count the words standing today by participant, part and version."),
        "verify": Entry("verify", "Verify that the history is what its records say, and who signed them."),
        "verify-document": Entry("verify_document", "Say which commit a document is of, and if its words are."),
        "keys": Entry("keys", "Say which SSH key speaks for which participant: list, add, revoke, use."),
        "gate": Entry("gate", "Judge what is pushed to a shared repository (a pre-receive hook)."),
        "render": Entry("render", "Make the clean, redline or rolling text as Markdown, HTML or PDF."),
    }
)


class Commands(click.Group):
    """The group of all commands, importing each on its first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Return the commands in the order of work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  likewise
        """Return a command by its name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"charterkit.cli.{COMMANDS[cmd_name].module}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may have been meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from charterkit.drafting.validate.nearest import nearest  # noqa: PLC0415  only needed for the hint

            hint = nearest(args[0], COMMANDS) or "see: charterkit --help"
            ctx.fail(f"there is no command '{args[0]}'; {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  likewise
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="charterkit %(version)s")
@click.option("-C", "--workspace", metavar="DIR", help="The charter's folder, where it is not the current one.")
@click.pass_context
def app(ctx: click.Context, workspace: str | None) -> None:
    """Draft, negotiate, compare and render a multilateral charter.

    \b
    A first round:
      charterkit status
      charterkit amend '17(1)' --as XAA --replace 'in good time' --with 'thirty days before'
      charterkit lodge
      charterkit merge XAA-2026-001 --dry-run

    Completion for bash, zsh or fish: eval "$(_CHARTERKIT_COMPLETE=bash_source charterkit)"
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    ctx.obj = workspace
