"""What the parser gets wrong about people's names, and the page itself shows right.

A small model takes the bare surname at the head of a sentence for an interjection or a common noun ("Trump has
questioned ..."), and the verb after a name for a plural ("Kamala Harris waves as she arrives"). Where the page has
the full name, both are seen for what they are. The lists of tags, labels and heads are set right in place.
"""

from collections.abc import Sequence

from dateline.actors.known import people, surnames
from dateline.actors.vocabulary import PROPER, nouns, offices

MISTAKEN = frozenset({"NN", "NNS", "JJ", "UH", "VB", "VBP", "VBZ", "VBD", "FW", "RB"})
"""The tags that a surname is given by mistake; a modal ("Will", "May") or a function word is none."""
NO_NAMES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
LONGEST_TITLE = 8
"""How many words before a name may be its title: "Democratic presidential nominee Vice President Kamala Harris"."""
NAME_PARTS = frozenset({"compound", "amod", "nmod", "det", "poss", "nn"})
"""The labels of what hangs on a name: its first parts, titles and adjectives."""


def repair_names(
    text: Sequence[str], tag: list[str], dep: list[str], head: list[int], entity: list[str], begins: list[bool]
) -> frozenset[str]:
    """Set right the tokens that are surnames of people of the page, then the verbs after people; give the surnames."""
    _free_offices(text, entity, begins)
    known = _surnames_of_page(text, tag, entity, begins)
    in_lower_case = {word for word in text if word.islower()}
    for token, word in enumerate(text):
        if not word[:1].isupper() or word.isupper() or word.lower() in in_lower_case:
            continue
        of_page = word in known or f"{text[token - 1]} {word}".lower() in people()
        if not of_page and word.lower() not in surnames():
            continue
        if tag[token] in MISTAKEN and entity[token] not in NO_NAMES:
            tag[token], entity[token], begins[token] = "NNP", "PERSON", True
        elif tag[token] in PROPER and entity[token] == "ORG" and begins[token] and _stands_alone(entity, begins, token):
            entity[token] = "PERSON" if of_page else "ORG"
    for token in range(1, len(text)):
        if (
            tag[token] in PROPER
            and text[token].islower()
            and entity[token - 1] == "PERSON"
            and head[token - 1] == token
        ):
            _free_verb(tag, dep, head, entity, token)
        if tag[token] == "NNS" and text[token].islower() and entity[token - 1] == "PERSON":
            _repair_verb(text, tag, dep, head, token)
    return known


def _free_offices(text: Sequence[str], entity: list[str], begins: list[bool]) -> None:
    """Take the label from what is no name but an office: "the Minister of Foreign Affairs of" Moldova."""
    starts = [token for token, begin in enumerate(begins) if begin and entity[token]]
    for start in starts:
        end = start + 1
        while end < len(text) and entity[end] == entity[start] and not begins[end]:
            end += 1
        words = [word.lower() for word in text[start:end]]
        if " ".join(words).removeprefix("the ").removesuffix(" of") in offices():
            entity[start:end] = [""] * (end - start)
            begins[start] = False


def _surnames_of_page(
    text: Sequence[str], tag: Sequence[str], entity: Sequence[str], begins: Sequence[bool]
) -> frozenset[str]:
    """The last words of the names of several words that the recogniser takes for people's."""
    ends = (
        token
        for token in range(1, len(text))
        if entity[token] == "PERSON"
        and entity[token - 1] == "PERSON"
        and not begins[token]
        and (token + 1 == len(text) or entity[token + 1] != "PERSON" or begins[token + 1])
    )
    named = (token for token in ends if tag[token] in PROPER and tag[token - 1] in PROPER)
    return frozenset(text[token] for token in named if text[token - 1].lower() not in offices())


def _stands_alone(entity: Sequence[str], begins: Sequence[bool], token: int) -> bool:
    return token + 1 == len(entity) or entity[token + 1] != entity[token] or begins[token + 1]


def _free_verb(tag: list[str], dep: list[str], head: list[int], entity: list[str], token: int) -> None:
    """ "I heard President Trump ask": a word in lower case at a name's end is what somebody does, and no name."""
    if tag[token - 1] not in PROPER or dep[token - 1] not in NAME_PARTS:
        return
    for left in range(max(0, token - LONGEST_TITLE), token - 1):
        if head[left] == token and dep[left] in NAME_PARTS:
            head[left] = token - 1
    tag[token], entity[token], dep[token - 1] = "VB", "", "nsubj"


def _repair_verb(text: Sequence[str], tag: list[str], dep: list[str], head: list[int], token: int) -> None:
    """ "Kamala Harris waves": make of the plural a verb, and of the name before it its subject."""
    name, above = token - 1, head[token]
    if tag[name] not in PROPER or head[name] not in (token, above) or dep[name] not in ("compound", "nmod"):
        return
    singular = text[token][:-1]
    if any(word in nouns() or word in offices() for word in (singular, text[token], singular.removesuffix("e"))):
        return
    follows = tag[token + 1] if token + 1 < len(tag) else "."
    if follows not in ("IN", "TO", "VBG", "DT", "PRP", "PRP$", ".", "NNS", "NNP", "RB", "JJ", "RP"):
        return
    if dep[token] not in ("ROOT", "ccomp", "advcl", "conj") and not (dep[token] == "compound" and follows == "NNS"):
        return
    for left in range(name):
        if head[left] in (token, above) and name - left < LONGEST_TITLE and dep[left] in NAME_PARTS:
            head[left] = name
    tag[token], dep[name], head[name] = "VBZ", "nsubj", token
