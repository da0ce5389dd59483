"""The language of a text: ISO 639-1, else 639-3, from its script and most frequent words, else from a character model.

A page's own `lang` attribute is often left over from a template, so it decides only where the words do not.
"""

import re

ENGLISH = frozenset(
    (
        "the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "as", "by", "at", "from",
        "it", "he", "said", "his", "be", "has", "have", "are", "not",
    )
)  # fmt: skip
CLEARLY = 0.2
"""The share of ENGLISH words from which a text is English: English news has 0.3 and more, others under 0.1."""
PIDGIN = frozenset(("di", "dey", "dem", "wey", "na", "wetin", "pipo", "una"))
FEWEST_PIDGIN = 0.03
"""The share of these words in Nigerian Pidgin, for which the model takes some English that has many names."""
SAMPLE = 1_500
"""Code points that are looked at; more change nothing on 219 pages, but take longer."""
SHORT = 40
"""Bytes of letters (a Korean one has three) below which words say too little and the page's own statement counts."""
FEWEST_WORDS = 15
"""Words from which a paragraph tells its language: English ones have three of ENGLISH and more."""
_WORDS = re.compile(r"[^\W\d_]+")


def language_of(text: str, stated: str | None = None) -> str | None:
    """The language of a text as ISO 639-1 ("en"); `stated` is what the page says; None where neither tells."""
    sample = text[:SAMPLE]
    words = _WORDS.findall(sample.lower())
    declared = stated.split("-")[0].split("_")[0].lower() if stated else None
    if sum(len(word.encode()) for word in words) < SHORT:
        return declared or (_identified(sample) if words else None)
    if sum(word in ENGLISH for word in words) >= CLEARLY * len(words):
        return "en"
    found = _identified(sample)
    is_english = found == "pcm" and sum(word in PIDGIN for word in words) < FEWEST_PIDGIN * len(words)
    return "en" if is_english else found


def is_english(text: str) -> bool | None:
    """Whether a text is English by its most frequent words; None where it is too short to tell."""
    words = _WORDS.findall(text[:SAMPLE].lower())
    if len(words) < FEWEST_WORDS:
        return None
    return sum(word in ENGLISH for word in words) >= CLEARLY * len(words)


def _identified(sample: str) -> str:
    import py3langid  # loads numpy and a model: only pages that need it pay for it

    return str(py3langid.classify(sample)[0])
