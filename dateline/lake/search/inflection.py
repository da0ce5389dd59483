"""English words in their regular inflections, so that "pledge" finds "pledged" and "trucks" finds "truck".

Names and words of other languages get forms that no text has, which costs nothing. Rules are those of regular verbs and
nouns alone; a word that stands in quotes is searched for as it is.
"""

SHORTEST = 4
"""Letters from which on a word is inflected: shorter ones are mostly function words and acronyms."""
_VOWELS = frozenset("aeiouy")


def forms(word: str) -> list[str]:
    """The word first, then its other forms."""
    if len(word) < SHORTEST or not (word.isascii() and word.isalpha()):
        return [word]
    found = [word]
    for stem in _stems(word):
        found += [form for form in _inflected(stem) if form not in found]
    return found


def _stems(word: str) -> list[str]:
    """What the word may be a form of, itself among it."""
    if word.endswith(("ies", "ied")):
        return [f"{word[:-3]}y"]
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and _VOWELS & set(stem):
            single = [stem[:-1]] if stem[-1] == stem[-2] else []
            return [word, stem, f"{stem}e", *single]
    if word.endswith("es"):
        return [word[:-2], word[:-1]]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return [word[:-1]]
    return [word]


def _inflected(stem: str) -> list[str]:
    if stem.endswith("e"):
        return [stem, f"{stem}s", f"{stem}d", f"{stem[:-1]}ing"]
    if stem.endswith("y") and stem[-2] not in _VOWELS:
        return [stem, f"{stem[:-1]}ies", f"{stem[:-1]}ied", f"{stem}ing"]
    if stem.endswith(("s", "x", "z", "ch", "sh")):
        return [stem, f"{stem}es", f"{stem}ed", f"{stem}ing"]
    doubled = stem + stem[-1]
    return [stem, f"{stem}s", f"{stem}ed", f"{stem}ing", f"{doubled}ed", f"{doubled}ing"]
