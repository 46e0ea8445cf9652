"""What keeps a text from being adopted, in words: the sentence, whose move it is, and what there is to do.

Which points there are is worked out in ``drafting.blockers``; the sentences stand in the files of the languages.
"""

from __future__ import annotations

from collections.abc import Collection

from charterkit.documents.runs import Run, Runs
from charterkit.documents.wording.dates import moment_words
from charterkit.documents.wording.labels import ENGLISH, language_name
from charterkit.documents.wording.numerals import cite
from charterkit.documents.wording.phrases import Place, phrases, recorded
from charterkit.drafting.blockers import CHAPEAU, MEETING, SECRETARIAT, Blocker, Scope
from charterkit.drafting.modules import is_order
from charterkit.model.positions import WHOLE

NAMED = 6
"""How many places a sentence names; the rest are counted."""


def message(blocker: Blocker, language: str) -> Runs:
    """Return what keeps the text from being adopted, as a sentence without its stop."""
    say = phrases("blockers", language)
    given = blocker.said
    code, group = given.get("code", ""), given.get("group", "")
    said: dict[str, Place] = {
        name: say.listed(value) if isinstance(value, tuple) else value for name, value in given.items()
    }
    said["who"] = say("through", code=str(code), group=str(group)) if group else str(code)
    if since := given.get("decisions"):
        several = isinstance(since, tuple) and len(since) > 1
        said["decisions"] = say("since_several" if several else "since_one", decisions=said["decisions"])
    if isinstance(tags := given.get("languages"), tuple):
        said["languages"] = say.listed(language_name(tag, say.language) for tag in tags)
    if "until" in given:
        said["until"] = moment_words(str(given["until"]), say.language)
    for name, tongue in (("words", str(given.get("tongue", ""))), ("finding", ENGLISH)):
        if name in given:
            said[name] = recorded(str(given[name]), tongue, say.language)
    told = say.runs(blocker.case, **said, places=_places(blocker, language))
    return say.runs(f"silence_{given['silence']}", **{**said, "message": told}) if "silence" in given else told


def move(blocker: Blocker, language: str) -> str:
    """Return whose move it is."""
    named = blocker.move in (MEETING, SECRETARIAT)
    return phrases("blockers", language)(blocker.move) if named else blocker.move


def remedy(blocker: Blocker, language: str) -> Runs:
    """Return what there is to do; a command is in no language of the page."""
    say = phrases("remedies", language)
    command = Run(blocker.command, role="command", lang="" if say.language == ENGLISH else ENGLISH)
    return say.runs(blocker.case, command=command, code=blocker.move)


def _places(blocker: Blocker, language: str) -> str:
    if blocker.scope is None or not blocker.paths:
        return ""
    node = blocker.scope.charter.find(blocker.paths[0]) if blocker.kind == "language" else None
    if node and node.units and not node.text:
        return phrases("places", language)("heading_of", place=cite(blocker.scope.numbers, blocker.paths[0], language))
    if set(blocker.scope.paths).issuperset(blocker.paths):
        return named(blocker.scope, blocker.paths, language)
    return called(blocker.scope, blocker.paths[0], language)


def named(scope: Scope, paths: Collection[str], language: str) -> str:
    """Return paths as a list of numbers in words; long lists are cut."""
    say = phrases("places", language)
    names = [called(scope, path, language) for path in scope.joined(paths)]
    more = len(names) - NAMED
    return say("and_more", places=say.listed(names[:NAMED]), n=more) if more > 0 else say.joined(names)


def called(scope: Scope, path: str, language: str) -> str:
    """Return how one place is called: its number, the order of provisions, the whole text."""
    say = phrases("places", language)
    if path == WHOLE:
        return say("whole_module", module=scope.module) if scope.module else say("whole_text")
    if is_order(path):
        return say("order")
    if path.endswith(CHAPEAU):
        return say("chapeau", place=cite(scope.numbers, path.removesuffix(CHAPEAU), language))
    return cite(scope.numbers, path, language)
