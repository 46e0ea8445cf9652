"""What each view of ``charterkit render`` is made of: the records gathered, the document built, nothing written.

Which options go together is checked in ``asked``. Making a file of a document is left to ``documents.formats``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from charterkit.cli.asked import COMPARING, REPORTS, Asked, require_fitting
from charterkit.cli.page_language import page_language
from charterkit.drafting.languages import require_language
from charterkit.errors import UsageError

if TYPE_CHECKING:
    from charterkit.documents import Front
    from charterkit.documents.kinds import AnyDocument
    from charterkit.documents.views.margins import Margins
    from charterkit.drafting.translations import Translation
    from charterkit.history.comparing.changes import Comparison
    from charterkit.model.charter import Margin, Settings
    from charterkit.store.workspace import Workspace

DECIDED: Final = ("agree", "adopt")
"""The decisions by which words are agreed."""
_SEVERAL: Final = 2


def made(space: Workspace, asked: Asked) -> AnyDocument:
    """Return the document that is asked for, with what it says of its own making.

    Raises:
        UsageError: the options do not go together, or there is nothing to compare with.
    """
    require_fitting(asked)
    place = asked.place(space)
    document = _made(space, asked, place)
    from charterkit.cli.origins import origin  # noqa: PLC0415  slow to import
    from charterkit.documents.origin import signed  # noqa: PLC0415  likewise

    found = origin(space, asked, place, document)
    return signed(document, found) if found else document


def _made(space: Workspace, asked: Asked, place: str | None) -> AnyDocument:
    if asked.languages is not None:
        return _parallel(space, place, asked.languages)
    if asked.view in REPORTS:
        page_language(space.charter(place).settings, asked.language)
    else:
        require_language(space.charter(place).settings, asked.language)
    if asked.view in COMPARING:
        return _compared(space, place, asked)
    front = _dressed(space, place, asked, _front(space, place, asked.language or ""))
    if asked.view in {"clean", "rolling"}:
        front = _with_agreements(space, place, front)
    if asked.view in {"rolling", "compilation", "compilation-by-article"}:
        return _negotiated(space, place, asked, front)
    charter = space.charter(place)
    if asked.view == "adopted":
        from charterkit.documents.views.signing import adopted, statements_of  # noqa: PLC0415  slow to import

        said = _with_agreements(space, place, front).said
        return adopted(charter, front, statements_of(said))
    from charterkit.documents import clean  # noqa: PLC0415  slow to import

    return clean(charter, front)


def _compared(space: Workspace, at: str | None, asked: Asked) -> AnyDocument:
    earlier = asked.against or _version_before(space, at)
    from charterkit.store.editions import edition  # noqa: PLC0415  slow to import

    issued = edition(space, earlier)
    front = _dressed(space, at, asked, _front(space, at, asked.language or "", issued.version or earlier))
    comparison = _comparison(space, earlier, at)
    if asked.view == "redline":
        from charterkit.documents import redline  # noqa: PLC0415  slow to import
        from charterkit.store.between import sponsors_between  # noqa: PLC0415  likewise

        return redline(comparison, front, sponsors_between(space, earlier, at))
    from charterkit.documents.reports.corrigendum import corrigendum  # noqa: PLC0415  slow to import

    symbol = issued.symbol or _symbol_before(space, earlier)
    return corrigendum(comparison, replace(front, symbol=symbol), asked.number, asked.objections_by)


def _symbol_before(space: Workspace, commit: str) -> str:
    """Return the symbol of the last version before a text that is none itself; it is corrected under that."""
    from charterkit.store.editions import version_before  # noqa: PLC0415  slow to import

    found = version_before(space, commit)
    return (found.symbol or "") if found else ""


def _comparison(space: Workspace, earlier: str, at: str | None) -> Comparison:
    from charterkit.store.between import compared  # noqa: PLC0415  slow to import

    return compared(space, earlier, at)


def _version_before(space: Workspace, at: str | None) -> str:
    """Return the last version before the text that is rendered."""
    from charterkit.store.editions import version_before  # noqa: PLC0415  slow to import

    earlier = version_before(space, at)
    if earlier is None:
        raise UsageError("there is no earlier version to compare with", "name one with --against")
    return earlier.name


def _negotiated(space: Workspace, at: str | None, asked: Asked, front: Front) -> AnyDocument:
    """Return a document that shows what is open."""
    from charterkit.store.negotiation import negotiation  # noqa: PLC0415  slow to import

    found = negotiation(space, at)
    if asked.view == "rolling":
        from charterkit.documents import rolling_text  # noqa: PLC0415  slow to import

        return rolling_text(found.rolling(), front)
    if asked.view == "compilation":
        from charterkit.documents.reports.compilation import Tabled, compilation  # noqa: PLC0415  slow to import

        return compilation(Tabled(found.charter, found.submissions, found.entries, found.bases), front)
    from charterkit.documents.reports.compilation_articles import compilation_by_article  # noqa: PLC0415  slow to import

    return compilation_by_article(found.rolling(), replace(front, attributed=bool(asked.attributed)))


def _parallel(space: Workspace, at: str | None, languages: str) -> AnyDocument:
    """Return the text in several languages side by side."""
    from charterkit.documents.synopsis.languages import parallel  # noqa: PLC0415  slow to import

    tags = tuple(dict.fromkeys(tag.strip() for tag in languages.split(",")))
    if len(tags) < _SEVERAL:
        raise UsageError(f"'{languages}' names no two languages", "give them with a comma: --languages en,ru")
    for tag in tags:
        require_language(space.charter(at).settings, tag)
    front = _front(space, at, tags[0])
    return parallel(space.charter(at), tags, front, front.translations)


def _front(space: Workspace, at: str | None, language: str, compared: str = "") -> Front:
    from charterkit.cli.report_options import front_at  # noqa: PLC0415  slow to import

    charter = space.charter(at)
    foreign = len(charter.settings.languages) > 1 and bool(language)
    from charterkit.drafting.digests import text_digest  # noqa: PLC0415  likewise

    front = replace(front_at(space, at, language, compared), digest=text_digest(charter))
    return replace(front, translations=_translations(space, at)) if foreign else front


def _dressed(space: Workspace, at: str | None, asked: Asked, front: Front) -> Front:
    """Return a front with what the page shows besides the words: names, margins, watermark, numbers."""
    settings = space.charter(at).settings
    margins = asked.margins or (settings.pages.margin if settings.pages else ())
    attributed = front.attributed if asked.attributed is None else asked.attributed
    return replace(
        front,
        attributed=attributed,
        watermark=asked.watermark,
        paragraph_numbers=asked.paragraph_numbers,
        line_numbers=asked.line_numbers,
        line_count=asked.line_count,
        margins=_margins(space, at, margins, settings, front.page_language(settings)) if margins else {},
    )


def _margins(space: Workspace, at: str | None, kinds: Collection[Margin], settings: Settings, language: str) -> Margins:
    from charterkit.documents.views.margins import agreement_marks, origin_marks, together  # noqa: PLC0415  slow to import

    found: list[Margins] = []
    if "agreement" in kinds:
        from charterkit.store.negotiation import negotiation  # noqa: PLC0415  likewise

        now = negotiation(space, at)
        found.append(agreement_marks(now.agreements().values(), language))
    if "origin" in kinds:
        from charterkit.store.tracing.charter import follow  # noqa: PLC0415  slow to import

        found.append(origin_marks(follow(space, at).texts(), language, settings.drafting_language))
    return together(*found)


def _with_agreements(space: Workspace, at: str | None, front: Front) -> Front:
    """Return a front with what is agreed, beside the words unless it stands in the margin, and with what was said."""
    if not any(each.action in DECIDED for each in space.decisions(at)) and not any(
        each.positions for each in space.submissions(at).values()
    ):
        return front
    from charterkit.drafting.agreement import LETTERS  # noqa: PLC0415  slow to import
    from charterkit.drafting.readiness import standing_said  # noqa: PLC0415  likewise
    from charterkit.store.negotiation import negotiation  # noqa: PLC0415  likewise

    found = negotiation(space, at)
    marked = any(mark.kind in LETTERS for marks in front.margins.values() for mark in marks)
    agreed = found.agreements().values()
    shown = tuple(each for each in agreed if each.span is not None or not marked)
    return replace(front, agreements=shown, said=standing_said(found))


def _translations(space: Workspace, at: str | None) -> tuple[Translation, ...]:
    from charterkit.drafting.translations import translations  # noqa: PLC0415  slow to import
    from charterkit.store.negotiation import negotiation  # noqa: PLC0415  likewise

    found = negotiation(space, at)
    return translations(found.charter, found.past, found.bases)
