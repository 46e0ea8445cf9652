"""A negotiation in memory: a charter written as an outline, submissions, merges and releases, no file and no git."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from charterkit.drafting.agreement import units_below
from charterkit.drafting.digests import changed_digests, outline_digest
from charterkit.drafting.ledger import Entry, Ledger, ledger, refs
from charterkit.drafting.merge import merge
from charterkit.drafting.merging.outcomes import Merged
from charterkit.drafting.merging.past import Past, past
from charterkit.drafting.negotiation import Negotiation
from charterkit.drafting.protection import Protection
from charterkit.drafting.rights import informing
from charterkit.drafting.rolling import Rolling, rolling
from charterkit.drafting.spans import span_of
from charterkit.model.charter import LISTS, Charter
from charterkit.model.decisions import OUTLINE, Decision
from charterkit.model.positions import WHOLE
from charterkit.model.provisions import Node
from charterkit.model.submissions import Submission
from charterkit.store.yaml.nodes import compose, decode

DAY = datetime.date(2026, 9, 14)
KINDS = ("recital", "principle", "article", "testimonium", "annex")
LINE = re.compile(r"(?P<name>[a-z]+ [a-z0-9-]+|[a-z0-9-]+)(?: = (?P<heading>[^:]+))?(?:: (?P<text>.*))?")


def written(outline: str, **settings: Any) -> Charter:
    """Read a charter written as an outline: one line for each part, provision and unit, indented by two.

    ``part general = General``, ``article notice = Notice: chapeau``, ``when: text``; ``preamble``, ``closing`` and
    ``annexes`` stand in place of a part.
    """
    top: list[dict[str, Any]] = []
    stack = [top]
    for row in outline.splitlines():
        found = LINE.fullmatch(row.strip())
        assert found, f"not a line of a charter: {row!r}"
        level = (len(row) - len(row.lstrip())) // 2
        node: dict[str, Any] = {"name": found["name"], "units": []}
        for name in ("heading", "text"):
            if found[name] and found[name].strip():
                node[name] = {"en": found[name].strip()}
        del stack[level + 1 :]
        stack[level].append(node)
        stack.append(node["units"])
    return Charter.model_validate(_records(top, settings))


def _records(sections: Iterable[dict[str, Any]], settings: Mapping[str, Any]) -> dict[str, Any]:
    lists: dict[str, Any] = {"parts": []}
    provisions: dict[str, Any] = {}
    for section in sections:
        inside = [_node(each) for each in section["units"]]
        provisions |= {each["id"]: each for each in inside}
        ids = [each["id"] for each in inside]
        if section["name"] in LISTS:
            lists[section["name"]] = ids
        else:
            key = section["name"].removeprefix("part ")
            lists["parts"].append({"id": key, "heading": section.get("heading", {"en": key}), "provisions": ids})
    fields = {"title": {"en": "Charter"}, "symbol": "TEST/1", "languages": ["en", "fr"], "outline": lists}
    return {"settings": fields | dict(settings), "provisions": provisions}


def _node(line: dict[str, Any]) -> dict[str, Any]:
    kind, _, key = line["name"].rpartition(" ")
    node: dict[str, Any] = {name: line[name] for name in ("heading", "text") if name in line}
    node |= {"id": key, "units": [_node(each) for each in line["units"]]}
    return node | ({"kind": kind} if kind else {})


def shown(charter: Charter) -> str:
    """Return a charter as the outline it could be written as."""
    return "\n".join(_lines(charter))


def _lines(charter: Charter) -> Iterator[str]:
    headings = {part.id: part.heading["en"] for part in charter.settings.outline.parts}
    for container, names in charter.settings.outline.containers():
        if container in headings:
            yield f"part {container} = {headings[container]}"
        elif names:
            yield container
        for name in names:
            provision = charter.provisions[name]
            yield from _node_lines(provision, f"{provision.kind} {name}", 1)


def _node_lines(node: Node, name: str, depth: int) -> Iterator[str]:
    heading = "".join(f" = {text}" for text in node.heading.values())
    text = "".join(f": {text}" for text in node.text.values())
    yield f"{'  ' * depth}{name}{heading}{text}"
    for unit in node.units:
        yield from _node_lines(unit, unit.id, depth + 1)


def values(text: str) -> dict[str, Any]:
    """Return what a text in YAML says, read as the files of a workspace are: every plain value is a string."""
    value = compose(decode(text.encode())).value
    assert isinstance(value, dict)
    return value


def submission(name: str, changes: Sequence[Any] = (), base: str = "first", **fields: Any) -> Submission:
    """Return a submission; its participant is read off its id."""
    known = {"id": name, "by": name.partition("-")[0], "date": DAY, "base": base, "title": name, "changes": changes}
    return Submission.model_validate(known | fields)


class Table:
    """The negotiating table: what was there at the start, what was said, what was decided, what stands now."""

    def __init__(self, start: Charter) -> None:
        self.start = start
        self.present = start
        self.submissions: list[Submission] = []
        self.decisions: list[Decision] = []
        self.versions: dict[str, Charter] = {}
        self.numbers: dict[str, int] = {}
        self.release("first")

    def __repr__(self) -> str:
        """What a failing law prints: the text at the start, what was said and what was decided."""
        decided = [f"{each.action} {each.version or each.submission}{list(each.changes)}" for each in self.decisions]
        said = [f"{ref} on {each.submission.base}: {each.change!r}" for ref, each in self.entries.items()]
        return "\n".join(["", shown(self.start), *said, *decided, shown(self.present)])

    def copy(self) -> Table:
        """Return a table where things may go on differently."""
        other = Table(self.start)
        other.submissions, other.decisions = list(self.submissions), list(self.decisions)
        other.versions, other.present = dict(self.versions), self.present
        return other

    @property
    def entries(self) -> Ledger:
        return ledger(self.submissions, self.decisions, informing(self.present.registry))

    @property
    def past(self) -> Past:
        return past(self.entries, self.decisions, self.numbers)

    @property
    def negotiation(self) -> Negotiation:
        """Everything as one value."""
        submissions = {each.id: each for each in self.submissions}
        return Negotiation(self.present, submissions, tuple(self.decisions), self.entries, self.past, self.versions)

    def chosen(self, names: Iterable[str]) -> list[Entry]:
        entries = self.entries
        found = {ref: entries[ref] for name in names for ref in refs(entries, name)}
        return [entry for entry in found.values() if entry.state == "open"]

    def outlook(self, names: Iterable[str]) -> Merged:
        """Return what merging would do."""
        return merge(self.present, self.chosen(names), self.versions, self.past)

    def merge(self, names: Iterable[str]) -> Merged:
        """Merge, and decide so where nothing collides: one decision for each submission, taken together."""
        merged = self.outlook(names)
        if merged.charter is None:
            return merged
        numbers: dict[str, list[int]] = {}
        for outcome in merged.outcomes:
            numbers.setdefault(outcome.entry.submission.id, []).append(outcome.entry.order[2])
        ids = [f"{len(self.decisions) + 1 + index:04}" for index in range(len(numbers))]
        result = changed_digests(self.present, merged.charter)
        mended = Protection(self.present, self.decisions, self.past).retranslated(merged)
        tongues = sorted({tag for path in result for tag in mended.get(path, ())})
        for key, (name, changes) in zip(ids, numbers.items(), strict=True):
            together = ids if len(ids) > 1 else []
            self._decide(
                key, action="merge", submission=name, changes=changes, together=together, result=result,
                translations=tongues,
            )  # fmt: skip
        self.present = merged.charter
        return merged

    def release(self, name: str) -> None:
        """Release the present text as a version."""
        self.versions[name] = self.present
        key = f"{len(self.decisions) + 1:04}"
        self._decide(key, action="release", version=name, result={OUTLINE: outline_digest(self.present)})

    def close(self, name: str, outcome: str = "not_agreed") -> None:
        """Close a submission or one change of it."""
        whole, _, number = name.partition("#")
        changes = [number] if number else []
        key = f"{len(self.decisions) + 1:04}"
        self._decide(key, action="close", submission=whole, changes=changes, outcome=outcome)

    def silence(self, path: str, until: str) -> None:
        """Open a silence procedure on a unit with all below it, or on the ``whole text``."""
        result: dict[str, str] = {OUTLINE: outline_digest(self.present)} if path == WHOLE else {}
        for each in self.present.provisions if path == WHOLE else (path,):
            result |= units_below(self.present, each)
        self._decide(f"{len(self.decisions) + 1:04}", action="silence", until=until, result=result)

    def agree(self, line: str, level: str = "agreed") -> None:
        """Agree on a unit (``notice/when``), single words (``notice: thirty days``) or the order (``outline``).

        ``reopened`` in front opens the same again, in the name of XAA.
        """
        opening, line = line.startswith("reopened "), line.removeprefix("reopened ")
        path, _, quoted = line.partition(": ")
        node = self.present.find(path)
        fields: dict[str, Any] = {"action": "reopen", "by": "XAA"} if opening else {"action": "agree", "level": level}
        if quoted and node is not None:
            fields["spans"] = [span_of(node, path, "en", quoted)]
        elif opening:
            fields["units"] = [path]
        else:
            whole = {OUTLINE: outline_digest(self.present)}
            fields |= {"units": [path], "result": whole if path == OUTLINE else units_below(self.present, path)}
        self._decide(f"{len(self.decisions) + 1:04}", **fields)

    def rolling(self) -> Rolling:
        return rolling(self.present, self.submissions, decisions=self.decisions, bases=self.versions)

    def _decide(self, key: str, **fields: Any) -> None:
        self.decisions.append(Decision.model_validate({"id": key, "date": DAY, **fields}))
