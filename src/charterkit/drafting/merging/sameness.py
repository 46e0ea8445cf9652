"""Whether what stands in a text is what stood in another: the same words, in the same order, or less of them.

Of a text that is negotiated only the authentic languages count: a translation made or mended changes nothing in it.
What a change alters is said in ``reach``; which words changed, and how, by ``charterkit.words``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from charterkit.drafting.digests import digest, in_languages
from charterkit.drafting.merging.edits import children, container_of
from charterkit.drafting.references import renamed
from charterkit.model.charter import Charter
from charterkit.model.provisions import Node, Part, Provision, walk


def same_words(one: Node | Part, other: Node | Part) -> bool:
    """Tell whether two additions are of one kind and put the same words in the same units."""
    if isinstance(one, Part) or isinstance(other, Part):
        return isinstance(one, Part) and isinstance(other, Part) and (one.id, one.heading) == (other.id, other.heading)
    kinds = [node.kind if isinstance(node, Provision) else None for node in (one, other)]
    return kinds[0] == kinds[1] and digests(one) == digests(other)


def digests(node: Node, languages: Collection[str] | None = None) -> list[tuple[str, str]]:
    """Return the path within it and the digest of a provision or unit and of everything below it.

    In some languages only, where they are given.
    """
    return [(path, digest(each if languages is None else in_languages(each, languages))) for path, each in walk(node)]


def negotiated(heading: Mapping[str, str], charter: Charter) -> dict[str, str]:
    """Return a heading or text in the authentic languages of a charter."""
    return {language: words for language, words in heading.items() if language in charter.settings.authentic}


def unchanged(base: Charter, old: str, now: Charter, path: str, carry: Callable[[str], str]) -> bool:
    """Tell whether what stood at ``old`` in a base reads the same at ``path``; references may follow moves."""
    part, standing = base.part(old), now.part(path)
    if part is not None and standing is not None:
        same = (part.id, part.provisions) == (standing.id, standing.provisions)
        headed = negotiated(renamed(part, carry).heading, now) == negotiated(standing.heading, now)
        return same and headed and all(unchanged(base, name, now, name, carry) for name in part.provisions)
    before, here = base.find(old), now.find(path)
    if before is None or here is None:
        return False
    authentic = now.settings.authentic
    return digests(renamed(before, carry), authentic) == digests(here, authentic)


def same_text(one: Charter, other: Charter) -> bool:
    """Tell whether two charters have the same provisions, with the same words, in the same order."""
    if _order(one) != _order(other) or one.provisions.keys() != other.provisions.keys():
        return False
    authentic = other.settings.authentic
    return all(
        provision is other.provisions[key] or digests(provision, authentic) == digests(other.provisions[key], authentic)
        for key, provision in one.provisions.items()
    )


def _order(charter: Charter) -> list[tuple[str, dict[str, str], tuple[str, ...]]]:
    """Return the lists and parts of a charter with their headings and what stands in them, in order."""
    headings = {part.id: negotiated(part.heading, charter) for part in charter.settings.outline.parts}
    return [(key, headings.get(key, {}), tuple(ids)) for key, ids in charter.settings.outline.containers()]


def rearranged(base: Charter, old: str, now: Charter, path: str, carry: Callable[[str], str]) -> bool:
    """Tell whether what stood at ``old`` in a base stands elsewhere now, or in another order among what is left."""
    before, here = container_of(base, old), container_of(now, path)
    if before is None or here is None or carry(before) != here:
        return True
    then, today = children(base, before) or (), children(now, here) or ()
    return [name for name in then if name in today] != [name for name in today if name in then]


def reduced(before: Node, now: Node, languages: Collection[str]) -> bool:
    """Tell whether a text is, in some languages, an earlier one with nothing changed but units taken out."""
    then, today = (in_languages(node, languages) for node in (before, now))
    if (then.heading, then.text) != (today.heading, today.text):
        return False
    units = iter(before.units)
    return all(any(unit.id == old.id and reduced(old, unit, languages) for old in units) for unit in now.units)
