"""Whether a capital stands for its government or is the place: "Moscow said" against "arrived in Moscow".

Grammar decides: subjects, possessors and the people something is done by, with or against act; what stands after a
preposition of place, or with a word of `place_contexts.csv` ("visit", "outskirts"), is a place.
"""

from dateline.actors.words import Words
from dateline.tables import cached, rows

PLACE = frozenset({"in", "at", "near", "outside", "inside", "around", "into", "across", "through", "via", "throughout"})
PARTY = frozenset(
    {"by", "with", "for", "against", "between", "on", "upon", "toward", "towards", "than", "about", "among"}
)


@cached
def place_contexts() -> frozenset[str]:
    """Verbs and nouns that make of a capital beside them a place."""
    return frozenset(row["word"] for _, row in rows("place_contexts"))


def stands_for_state(words: Words, token: int) -> bool:
    """Whether the capital whose name ends with `token` acts here."""
    role, head = words.dep[token], words.head[token]
    if role == "conj":
        return stands_for_state(words, head)
    if role == "pobj":
        return _after_preposition(words, head)
    if role in ("nsubj", "poss", "dobj", "dative", "nsubjpass", "agent"):
        return role == "nsubj" or not _is_of_places(words, head)
    return False


def _after_preposition(words: Words, preposition: int) -> bool:
    said = words.lower[preposition]
    if said in PARTY:
        return True
    if said in PLACE:
        return False
    governor = words.head[preposition]
    if said == "from":
        return words.tag[governor].startswith("NN") and not _is_of_places(words, governor)
    return said in ("to", "of") and not _is_of_places(words, governor)


def _is_of_places(words: Words, token: int) -> bool:
    return words.lemma(token) in place_contexts() or words.lower[token] in place_contexts()
