"""A text as the steps of syndication want it: its words as numbers, its grams in order, and those that are kept.

What is worked out of the words is worked out when it is first asked for, and once.
"""

from dataclasses import dataclass
from functools import cached_property

from dateline.syndication.alignment import Laid, laid
from dateline.syndication.grams import Grams, Sample, grams_of, sample_of
from dateline.syndication.words import Words


@dataclass(frozen=True, eq=False)
class Wording:
    """The words of a text, and what follows from them alone."""

    words: Words

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def grams(self) -> Grams:
        """The gram that starts at each word."""
        return grams_of(self.words)

    @cached_property
    def laid(self) -> Laid:
        """The text, ready to be laid beside others."""
        return laid(self.words, self.grams)

    @cached_property
    def sample(self) -> Sample:
        """Those of its grams that are kept."""
        return sample_of(self.grams)
