"""The documents of ``charterkit render --all``, each with how it is made; whoever makes it alone makes it here too.

What cannot be made now raises NotYet with the reason. Writing them is left to ``render_set``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from charterkit.cli.asked import REPORTS, Asked
from charterkit.cli.page_language import text_language
from charterkit.cli.render_views import made
from charterkit.cli.report_options import front_at
from charterkit.errors import UsageError

if TYPE_CHECKING:
    import datetime

    from charterkit.documents.front import Front
    from charterkit.documents.kinds import AnyDocument
    from charterkit.model.charter import Settings
    from charterkit.store.briefing import Briefs
    from charterkit.store.decisions.corrected import Correction
    from charterkit.store.tracing.charter import History
    from charterkit.store.travaux import Histories
    from charterkit.store.versions import Version
    from charterkit.store.workspace import Workspace


class NotYet(UsageError):  # noqa: N818  it says why there is no such document
    """There is nothing yet that a document could be made of; ``case`` names the sentence that says so."""

    def __init__(self, case: str) -> None:
        from charterkit.documents.wording.labels import ENGLISH  # noqa: PLC0415  slow to import
        from charterkit.documents.wording.phrases import phrases  # noqa: PLC0415  likewise

        super().__init__(phrases("set", ENGLISH)(case))
        self.case = case


Maker = Callable[["Workspace", Asked], "AnyDocument"]

LANGUAGES: Final = 3
"""So many languages stand side by side in the set's own table of them."""
VERSIONS: Final = 4
"""So many of the last versions stand side by side in the set; those without a provision yet are left out."""


@dataclass(frozen=True, slots=True)
class Member:
    """One document of the set: the name of its files, how it is made, and what tells it from others of its kind."""

    name: str
    make: Maker
    about: str = ""


def members(space: Workspace, asked: Asked) -> Iterator[Member]:
    """Yield the documents of the set in the order of the index."""
    for name in ("clean", "rolling"):
        yield Member(name, _view(name))
    yield Member("rolling-anonymous", _view("rolling", attributed=False))
    for name in ("redline", "compilation", "compilation-by-article"):
        yield Member(name, _view(name))
    yield Member("versions", _versions)
    yield Member("proposals", _proposals)
    yield Member("standing", _standing)
    yield Member("statistics", _statistics)
    yield Member("sources", _sources)
    yield Member("concordance", _concordance)
    yield Member("contributions", _contributions)
    brief, history = _brief(), _history()
    for code in sorted({each.by for each in space.submissions(asked.place(space)).values()}):
        yield Member(f"briefs/{code}", partial(brief, code), code)
    for path, cited in _discussed(space, asked):
        yield Member(f"history/{path}", partial(history, path), cited)
    settings = settings_of(space, asked)
    shown = _text_language(space, asked) or settings.drafting_language
    others = [tag for tag in settings.languages if tag != shown]
    for tag in others:
        yield Member(f"clean-{tag}", _view("clean", language=tag))
    if others:
        yield Member("languages", _side_by_side)
        yield Member("languages-concordance", _languages)
    yield Member("adopted", _adopted)
    yield from _corrigenda(space, asked)


def settings_of(space: Workspace, asked: Asked) -> Settings:
    """Return the settings of the charter whose documents are asked for."""
    return space.charter(asked.place(space)).settings


def _front(space: Workspace, asked: Asked) -> Front:
    return front_at(space, asked.place(space), asked.language or "")


def _text_language(space: Workspace, asked: Asked) -> str | None:
    """Return the language of texts: the one that is asked for, or the drafting language where there are none in it."""
    if asked.language is None:
        return None
    return text_language(settings_of(space, asked), asked.language)


def _view(view: str, *, attributed: bool | None = None, language: str | None = None) -> Maker:
    def make(space: Workspace, asked: Asked) -> AnyDocument:
        tongue = language or (asked.language if view in REPORTS else _text_language(space, asked))
        return made(space, replace(asked, view=view, attributed=attributed, language=tongue))

    return make


def _adopted(space: Workspace, asked: Asked) -> AnyDocument:
    if settings_of(space, asked).status != "adopted":
        raise NotYet("not_adopted")
    return made(space, replace(asked, view="adopted", language=_text_language(space, asked)))


def _side_by_side(space: Workspace, asked: Asked) -> AnyDocument:
    settings = settings_of(space, asked)
    first = _text_language(space, asked) or settings.drafting_language
    known = (first, *(tag for tag in settings.languages if tag != first))
    return made(space, replace(asked, languages=",".join(known[:LANGUAGES]), language=None))


def _released(space: Workspace, asked: Asked) -> list[Version]:
    from charterkit.store.editions import versions_until  # noqa: PLC0415  slow to import

    found = versions_until(space, asked.place(space))
    if not found:
        raise NotYet("no_version")
    return found


def _versions(space: Workspace, asked: Asked) -> AnyDocument:
    from charterkit.cli.diff import columns_found, columns_made  # noqa: PLC0415  slow to import

    worded = (version.name for version in _released(space, asked) if space.charter(version.commit).provisions)
    names = tuple(worded)[-VERSIONS:]
    if len(names) < 2:  # noqa: PLR2004  a comparison has two sides
        raise NotYet("no_two_versions")
    return columns_made(space, columns_found(space, names, "columns"), names, _text_language(space, asked) or "")


def _proposals(space: Workspace, asked: Asked) -> AnyDocument:
    from charterkit.cli.diff import columns_found, columns_made  # noqa: PLC0415  slow to import

    names = (asked.at,) if asked.at else ()
    return columns_made(space, columns_found(space, names, "participants"), names, _text_language(space, asked) or "")


def _standing(space: Workspace, asked: Asked) -> AnyDocument:
    """Return the standing on the day of the text, so that the same commit gives the same document."""
    from charterkit.documents.reports.standing_report import standing_report  # noqa: PLC0415  slow to import
    from charterkit.drafting.readiness import readiness  # noqa: PLC0415  likewise
    from charterkit.store.negotiation import negotiation  # noqa: PLC0415  likewise

    front = _front(space, asked)
    if front.date is None:
        raise NotYet("no_commit")
    found = negotiation(space, asked.place(space))
    ready = readiness(found, front.date, f"{front.date}T23:59Z", None)
    return standing_report(found.charter.settings, ready, front)


def _statistics(space: Workspace, asked: Asked) -> AnyDocument:
    from charterkit.documents.reports.statistics_report import statistics_report  # noqa: PLC0415  slow to import
    from charterkit.store.statistics import gather  # noqa: PLC0415  likewise

    return statistics_report(gather(space, asked.at), _front(space, asked))


def _sources(space: Workspace, asked: Asked) -> AnyDocument:
    """Return the source table of the last version for which something was merged or closed."""
    from charterkit.documents.reports.sources import sources_report  # noqa: PLC0415  slow to import
    from charterkit.store.sources import sources  # noqa: PLC0415  likewise

    for version in reversed(_released(space, asked)):
        try:
            found, commit = sources(space, version.name)
        except UsageError:
            continue
        return sources_report(found, front_at(space, commit, asked.language or ""))
    raise NotYet("nothing_decided")


def _concordance(space: Workspace, asked: Asked) -> AnyDocument:
    """Return the concordance of the last version with the text of the set."""
    from charterkit.documents.reports.concordance import concordance_report  # noqa: PLC0415  slow to import
    from charterkit.drafting.concordance import concordance  # noqa: PLC0415  likewise

    last, front = _released(space, asked)[-1], _front(space, asked)
    charter = space.charter(asked.place(space))
    found = concordance(space.charter(last.commit), charter)
    return concordance_report(found, charter.settings, front, last.name, front.version)


def _discussed(space: Workspace, asked: Asked) -> Iterator[tuple[str, str]]:
    """Yield the provisions of the text on which something was ever proposed, each with its number."""
    from charterkit.documents.wording.numerals import cite  # noqa: PLC0415  slow to import
    from charterkit.drafting.numbering import number  # noqa: PLC0415  likewise
    from charterkit.model.submissions import target  # noqa: PLC0415  likewise

    here = asked.place(space)
    charter = space.charter(here)
    changes = (change for each in space.submissions(here).values() for change in each.changes)
    spoken = {target(change).partition("/")[0] for change in changes}
    numbers, language = number(charter), asked.language or charter.settings.drafting_language
    yield from ((each.id, cite(numbers, each.id, language)) for each in charter.ordered() if each.id in spoken)


def _history() -> Callable[[str, Workspace, Asked], AnyDocument]:
    """Return what makes the drafting history of a provision; what all of them are told of is gathered once."""

    @cache
    def gathered(space: Workspace, at: str | None) -> tuple[Histories, History]:
        from charterkit.store.tracing.charter import follow  # noqa: PLC0415  slow to import
        from charterkit.store.travaux import gather_histories  # noqa: PLC0415  likewise

        return gather_histories(space, at), follow(space, at)

    def make(path: str, space: Workspace, asked: Asked) -> AnyDocument:
        from charterkit.documents.reports.history_report import history_report  # noqa: PLC0415  slow to import

        histories, followed = gathered(space, asked.at)
        return history_report(histories.of(path), followed.trace(path), _front(space, asked))

    return make


def _brief() -> Callable[[str, Workspace, Asked], AnyDocument]:
    """Return what makes the brief of a participant, as of the day of the text; what all come from is found once."""

    @cache
    def gathered(space: Workspace, on: datetime.date, at: str | None) -> Briefs:
        from charterkit.store.briefing import gather_briefs  # noqa: PLC0415  slow to import

        return gather_briefs(space, on, f"{on}T23:59Z", at=at)

    def make(code: str, space: Workspace, asked: Asked) -> AnyDocument:
        from charterkit.documents.reports.brief_report import brief_report  # noqa: PLC0415  slow to import

        front = _front(space, asked)
        if front.date is None:
            raise NotYet("no_commit")
        return brief_report(gathered(space, front.date, asked.at).of(code), front)

    return make


def _contributions(space: Workspace, asked: Asked) -> AnyDocument:
    from charterkit.cli.trace import counted  # noqa: PLC0415  slow to import
    from charterkit.documents.reports.contributions import contributions_report, ordered  # noqa: PLC0415  likewise
    from charterkit.store.editions import versions_until  # noqa: PLC0415  likewise
    from charterkit.store.tracing.charter import follow  # noqa: PLC0415  likewise

    if space.repository.head() is None:
        raise NotYet("no_commit")
    followed = follow(space, asked.at)
    versions = [version.name for version in versions_until(space, asked.at)]
    found = ordered(counted(followed, followed.charter.settings.drafting_language), followed.charter, versions)
    return contributions_report(found, followed.charter, versions, _front(space, asked))


def _corrigenda(space: Workspace, asked: Asked) -> Iterator[Member]:
    """Yield a corrigendum for each time that errors of the adopted text were corrected."""
    from charterkit.store.decisions.corrected import corrections  # noqa: PLC0415  slow to import

    found = corrections(space, asked.place(space)) if space.repository.head() else ()
    for each in found:
        name = "corrigendum" if each.number == 1 else f"corrigendum-{each.number}"
        yield Member(name, _corrigendum(each), f"Corr.{each.number}")
    if not found:
        yield Member("corrigendum", _none_corrected)


def _corrigendum(correction: Correction) -> Maker:
    def make(space: Workspace, asked: Asked) -> AnyDocument:
        return made(space, replace(asked, view="corrigendum", against=correction.issued, at=correction.after,
                                   number=correction.number, work_tree=False))  # fmt: skip

    return make


def _none_corrected(space: Workspace, asked: Asked) -> AnyDocument:
    del space, asked
    raise NotYet("none_corrected")


def _languages(space: Workspace, asked: Asked) -> AnyDocument:
    from charterkit.cli.languages import concordance_at  # noqa: PLC0415  slow to import
    from charterkit.documents.reports.languages import languages_report  # noqa: PLC0415  likewise

    others = settings_of(space, asked).languages[1:]
    return languages_report(concordance_at(space, asked.place(space), others), _front(space, asked))
