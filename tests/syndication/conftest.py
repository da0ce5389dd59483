"""Texts to test with, made of words that have no sense, so that no two share more than is put into both."""

import random

from dateline.syndication import Text

ONSETS = ("b", "c", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "br", "ch", "dr", "gr", "st")
NUCLEI = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
CODAS = ("b", "d", "g", "l", "m", "n", "r", "s", "t", "nd", "rk", "st")
LINKS = ("the", "of", "to", "in", "a", "and", "that", "for", "on", "with", "said", "was", "by", "from", "at", "as")


def sentence(rng: random.Random, n_words: int = 18) -> str:
    """A sentence that no other call gives."""
    words = [rng.choice(LINKS) if rng.random() < 0.4 else word(rng) for _ in range(n_words)]
    return " ".join(words).capitalize() + "."


def word(rng: random.Random) -> str:
    """A word of one or two syllables."""
    return "".join(rng.choice(part) for part in (ONSETS, NUCLEI, CODAS) * rng.choice((1, 2)))


def paragraphs(seed: int, n: int = 10) -> list[str]:
    """Paragraphs of two sentences, the same for the same seed."""
    rng = random.Random(seed)
    return [f"{sentence(rng)} {sentence(rng)}" for _ in range(n)]


def page(id: str, *paras: str, outlet: str | None = None, published_at: str | None = None) -> Text:
    """A page of these paragraphs, of an outlet of its own unless told otherwise."""
    return Text(id, outlet or f"The {id} paper", published_at, None, "\n\n".join(paras))
