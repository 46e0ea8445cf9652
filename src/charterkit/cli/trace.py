"""``charterkit trace`` and ``charterkit contributions``: whose words the text is made of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from charterkit.cli.context import coloured, json_text, working, workspace
from charterkit.cli.options import at_option, output_option
from charterkit.cli.output import chosen_form, write
from charterkit.cli.page_language import language_option, page_language, words_language, words_option
from charterkit.cli.report_options import FORMS, front_at, print_report
from charterkit.cli.tables import terminal_width
from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.history.tracing.origins import Contribution
    from charterkit.store.tracing.charter import History
    from charterkit.store.workspace import Workspace

TRACE_FORMS: Final = ("text", "json", "html", "md", "pdf")


@click.command()
@click.argument("path")
@at_option("At a version, commit or date; at the present commit by default.")
@language_option
@click.option("--format", "form", type=click.Choice(TRACE_FORMS), help="By the file's suffix; else text.")
@output_option
def trace(path: str, at: str | None, language: str | None, form: str | None, output: Path | None) -> None:
    """Print the words at PATH with the origin of each: who brought them, by which change and decision, and when.

    PATH is a part, provision or unit: its path, or its printed number. Words keep their origin when they are moved,
    renumbered, or deleted and put back; words that no decision brought are shown as unattributed, with their commit.

    \b
    Examples:
      charterkit trace '17(1)'
      charterkit trace confidence-building --at zero-draft
      charterkit trace purpose --format html > purpose.html
      charterkit trace purpose -o purpose.pdf
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    chosen = chosen_form(form, output, TRACE_FORMS, "text")
    space = workspace()
    followed = _followed(space, at)
    found = followed.trace(_place(space, followed, path))
    page = "en" if chosen == "json" else page_language(followed.charter.settings, language)
    if chosen == "json":
        from charterkit.documents.trace.json import trace_json  # noqa: PLC0415  slow to import

        write(json_text(trace_json(found)), output)
    elif chosen == "text":
        from charterkit.documents.trace.text import trace_text  # noqa: PLC0415  slow to import

        width = None if output else terminal_width()
        write(trace_text(found, page, width=width, colour=coloured() and output is None), output)
    else:
        from charterkit.documents.trace.report import trace_report  # noqa: PLC0415  slow to import

        front = front_at(space, at or space.repository.head(), page)
        print_report(space, trace_report(found, followed.charter.settings, front), chosen, output)


@click.command()
@at_option("At a version, commit or date; at the present commit by default.")
@language_option
@words_option
@click.option("--format", "form", type=click.Choice([*FORMS, "svg"]),
              help="By the file's suffix; else text. svg: the picture alone.")  # fmt: skip
@output_option
def contributions(
    at: str | None, language: str | None, tongue: str | None, form: str | None, output: Path | None
) -> None:
    """Count the words that stand today, headings included, by who brought them, by part, and by version.

    Only those of one language are counted, so that a translation does not count for who brought the words.

    \b
    Examples:
      charterkit contributions
      charterkit contributions --at zero-draft --format json
      charterkit contributions -o words.svg
    """  # noqa: D301  click's mark for a paragraph that keeps its lines is \b
    shape = chosen_form(form, output, (*FORMS, "svg"), "text")
    from charterkit.documents.reports import contributions as pages  # noqa: PLC0415  slow to import
    from charterkit.store.editions import versions_until  # noqa: PLC0415  likewise

    space = workspace()
    followed = _followed(space, at)
    versions = [version.name for version in versions_until(space, at)]
    page = page_language(followed.charter.settings, language)
    wanted = words_language(followed.charter.settings, tongue)
    found = pages.ordered(counted(followed, wanted), followed.charter, versions)
    if shape == "json":
        write(json_text(pages.records(found)), output)
    elif shape == "svg":
        write(pages.picture(found, versions, page).svg + "\n", output)
    else:
        front = front_at(space, at or space.repository.head(), page)
        made = pages.contributions_report(found, followed.charter, versions, front)
        print_report(space, made, shape, output)


def _followed(space: Workspace, at: str | None) -> History:
    from charterkit.store.tracing.charter import follow  # noqa: PLC0415  slow to import

    with working("following the history"):
        return follow(space, at)


def _place(space: Workspace, followed: History, name: str) -> str:
    """Return the path that a path or printed number means in the text that was followed."""
    from charterkit.cli.places import NumberVacant, path_named  # noqa: PLC0415  slow to import

    try:
        return path_named(followed.charter, name)
    except NumberVacant:  # the whole records know also where it moved before the last release
        return path_named(space.charter(followed.commit), name)
    except UsageError as error:
        raise _gone(space, followed.commit, name) or error from None


def _gone(space: Workspace, commit: str, name: str) -> UsageError | None:
    """Return what to say of a path that stands in the text no more; None where no version before a commit has it."""
    for version in reversed(space.repository.versions(commit)):
        charter = space.charter(version.name)
        if charter.standing(name) is not None:
            hint = f"see: charterkit trace {name} --at {version.name}; charterkit history {name}"
            return UsageError(f"'{name}' stands in the text no more; {version.name} has it", hint)
    return None


def counted(found: History, language: str) -> list[Contribution]:
    """Return how many words of a language stand today, by who brought them, part and version."""
    from charterkit.history.tracing.origins import contributions as count  # noqa: PLC0415  slow to import

    parts = {name for name, _ in found.charter.settings.outline.containers()}

    def part_of(path: str) -> str:
        return path if path in parts else found.charter.container_of(path.partition("/")[0]) or path

    return count((text for text in found.texts() if text.language == language), part_of)
