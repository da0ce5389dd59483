"""The named classes of words that grammar refers to, from `tables/word_classes.csv`: "judging", "weekdays"."""

from collections.abc import Mapping
from types import MappingProxyType

from dateline.tables import cached, rows, several


@cached
def classes() -> Mapping[str, frozenset[str]]:
    """The classes by name, each with its lemmas."""
    return MappingProxyType({row["class"]: frozenset(several(row["words"])) for _, row in rows("word_classes")})


def word_class(name: str, word: str) -> bool:
    """Whether a word stands in a class."""
    return word.lower() in classes()[name]
