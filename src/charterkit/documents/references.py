"""What ``[[...]]`` prints: the current number of a provision or unit, or the short title of an instrument.

A reference to nothing prints as it was typed; that it is a problem is found by ``charterkit.drafting``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from charterkit.documents.views.items import Side
from charterkit.documents.wording import numerals
from charterkit.documents.wording.labels import spoken_of
from charterkit.drafting.numbering import Numbers
from charterkit.model.registry import Registry


@dataclass(frozen=True, slots=True)
class Names:
    """The numbers of the text and, in a redline, of the text before; labels of what is proposed and has no number."""

    numbers: Numbers
    before: Numbers | None = None
    registry: Registry = field(default_factory=Registry)
    language: str = "en"
    proposed: Mapping[str, str] = field(default_factory=dict)

    def cite(self, target: str, side: Side = "new") -> tuple[str, str] | None:
        """Return the words of a reference and the path that it leads to (empty for an instrument), or None."""
        first, second = (self.before, self.numbers) if side == "old" else (self.numbers, self.before)
        for numbers in (first, second):
            if numbers and target in numbers.by_path:
                return numerals.cite(numbers, target, self.language), target
        if target in self.proposed:
            return self.proposed[target], target
        instrument = self.registry.instrument(target)
        if instrument is None:
            return None
        return instrument.short_title[self.tongue(target)], ""

    def tongue(self, target: str) -> str:
        """Return the language in which a reference prints: an instrument may have a title in another one only."""
        instrument = self.registry.instrument(target)
        titles = instrument.short_title if instrument else {}
        return spoken_of(titles, self.language)
