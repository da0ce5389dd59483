"""The parse as plain lists, and the names of the tables that stand in it.

spaCy makes a new object for every look at a token; the steps of this part look often, so they look at lists. `Words`
holds nothing that the Doc does not.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from dateline.actors.compounds import compound_names
from dateline.actors.repairs import repair_names
from dateline.actors.vocabulary import PROPER, Form, company_suffixes, first_word, forms, given_names
from dateline.language import GAP
from dateline.records import Article, BlockKind, Span

HEADLINES: frozenset[BlockKind] = frozenset({"title", "subtitle", "subheading"})

LONG = 3
"""Words of more letters than that have capitals in a line in title case; "the" and "and" have none."""
WHERE = frozenset({"on", "in", "at", "near"})
"""What says where a body is, and stands in no name: "the university on Long Island"."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Tokens [start, end) that are one name: of the tables, or (`form` None) of the recogniser, as "Bank of China"."""

    start: int
    end: int
    form: Form | None


class Words:
    """What the tokens of a Doc say, one list a property; heads, sentences, blocks as numbers; `units` by token.

    `told_at` is the article's day and time. Tags and labels are the Doc's but for names (see `repairs`).
    """

    def __init__(self, article: Article, doc: Doc) -> None:
        tokens = list(doc)
        self.told_at = article.told_at
        self.text = [token.text for token in tokens]
        self.lower = [text.lower() for text in self.text]
        self.tag = [token.tag_ for token in tokens]
        self.dep = [token.dep_ for token in tokens]
        self.head = [token.head.i for token in tokens]
        self.start = [token.idx for token in tokens]
        self.end = [start + len(text) for start, text in zip(self.start, self.text, strict=True)]
        self.entity = [token.ent_type_ for token in tokens]
        self._begins_entity = [token.ent_iob_ == "B" for token in tokens]
        self.surnames = repair_names(self.text, self.tag, self.dep, self.head, self.entity, self._begins_entity)
        self.sentence = _sentences(tokens_start=[bool(token.is_sent_start) for token in tokens])
        self.kids: list[list[int]] = [[] for _ in tokens]
        for token, head in enumerate(self.head):
            if head != token:
                self.kids[head].append(token)
        self.lower_case = {text for text in self.text if text.islower()}
        self._tokens = tokens
        self._lemma = [token.lemma_ if token.tag_ in ("NNS", "NNPS") else "" for token in tokens]
        starts = [block.span.start for block in article.blocks]
        self.block = [bisect_right(starts, start) - 1 for start in self.start]
        kinds = [block.kind in HEADLINES for block in article.blocks]
        self.is_headline = [block >= 0 and kinds[block] for block in self.block]
        self.quoted = _quoted(self.text, self.block)
        self.telling = _telling(self.text, self.sentence, self.quoted)
        self.whole = doc.text
        self.units: dict[int, Unit] = {}
        for unit in (*_named(self), *self._long_entities()):
            if not any(token in self.units for token in range(unit.start, unit.end)):
                self.units.update(dict.fromkeys(range(unit.start, unit.end), unit))
        for start, end in list(compound_names(self)):
            known = self.units.get(start) or self.units.get(end - 1)
            if known is None or known.form is None or not (known.start <= start and end <= known.end):
                self.units.update(dict.fromkeys(range(start, end), Unit(start, end, None)))
                self.entity[start:end] = ["ORG"] * (end - start)
                self._begins_entity[start:end] = [True] + [False] * (end - start - 1)

    def __len__(self) -> int:
        return len(self.text)

    def span(self, start: int, end: int) -> Span:
        """The characters of tokens [start, end)."""
        return Span(self.start[start], self.end[end - 1])

    def between(self, start: int, end: int) -> str:
        """The words of tokens [start, end), with plain quotation marks and single spaces."""
        return " ".join(self.whole[self.start[start] : self.end[end - 1]].split()) if start < end else ""

    def lemma(self, token: int) -> str:
        """The token's lemma in lower case."""
        return self._tokens[token].lemma_.lower()

    def singular(self, token: int) -> str:
        """The token in lower case, a plural as its singular."""
        if not self._lemma[token]:
            return self.lower[token]
        lemma = self._lemma[token].lower()
        return _without_plural(lemma) if self.tag[token] == "NNPS" and lemma == self.lower[token] else lemma

    def entity_span(self, token: int) -> tuple[int, int]:
        """The tokens [start, end) of the entity that `token` stands in; itself alone where it stands in none."""
        if not self.entity[token]:
            return token, token + 1
        start = token
        while start and not self._begins_entity[start] and self.entity[start - 1] == self.entity[token]:
            start -= 1
        end = token + 1
        while end < len(self) and self.entity[end] == self.entity[token] and not self._begins_entity[end]:
            end += 1
        return start, end

    def is_title_case(self, token: int) -> bool:
        """Whether the token stands in a line that writes nearly all of its words with capitals."""
        line = [text for text, block in zip(self.text, self.block, strict=True) if block == self.block[token]]
        long = [text for text in line if len(text) > LONG]
        return len(long) > 2 and sum(text[:1].isupper() for text in long) >= len(long) - 1

    def _long_entities(self) -> Iterator[Unit]:
        """Organizations of several words with an "of" or an "and", which no chunk would hold together."""
        for token, begins in enumerate(self._begins_entity):
            if begins and self.entity[token] == "ORG":
                start, end = self.entity_span(token)
                while start < end - 1 and (self.lower[start] == "the" or self.text[start].islower()):
                    start += 1
                inside = range(start + 1, end - 1)
                has_joint = any(self.tag[inner] == "CC" and self.head[inner - 1] > inner for inner in inside)
                if has_joint or any(self.tag[inner] == "IN" and self.lower[inner] not in WHERE for inner in inside):
                    yield Unit(start, end, None)


def _sentences(tokens_start: list[bool]) -> list[int]:
    number, numbers = 0, []
    for starts in tokens_start:
        number += starts
        numbers.append(number)
    return numbers


QUOTATION_MARKS = frozenset({'"', "''", "``"})
"""Double quotation marks as tokens: some archives write them as two single ones."""


def _quoted(text: list[str], block: list[int]) -> list[bool]:
    """Whether each token stands in double quotation marks; a quotation left open ends with its block."""
    quoted, inside, here = [], False, -1
    for word, number in zip(text, block, strict=True):
        if number != here:
            inside, here = False, number
        is_mark = word in QUOTATION_MARKS
        inside ^= is_mark
        quoted.append(inside or is_mark)
    return quoted


def _telling(text: list[str], sentence: list[int], quoted: list[bool]) -> list[int]:
    """For each token how many sentences with words outside of quotations begin up to it: what the teller says."""
    tell = {
        number for word, number, inside in zip(text, sentence, quoted, strict=True) if not inside and word.isalpha()
    }
    counts: dict[int, int] = {}
    for number in dict.fromkeys(sentence):
        counts[number] = len(counts) and next(reversed(counts.values()))
        counts[number] += number in tell
    return [counts[number] for number in sentence]


def _named(words: Words) -> Iterator[Unit]:
    """The longest names of the tables, from left to right, without overlap."""
    known, ends = forms(), {end: token for token, end in enumerate(words.end)}
    done = 0
    for token, text in enumerate(words.text):
        if token < done or words.dep[token] == GAP:
            continue
        for form in known.get(first_word(text), ()):
            end = words.start[token] + len(form.words)
            if end in ends and words.whole.startswith(form.words, words.start[token]):
                if _is_of_a_person(words, token, ends[end] + 1) or _ends_a_body(words, token, form.what):
                    break
                if form.what == "medium" and _is_of_a_country(words, ends[end]):
                    continue
                done = ends[end] + 1
                if form.what == "organization" and done < len(words) and words.lower[done] in company_suffixes():
                    done += 1
                yield Unit(token, done, form)
                break


def _ends_a_body(words: Words, start: int, what: str) -> bool:
    """Whether a country's name is the last of a body's: "Priorities USA", "Team GB"."""
    first, after = words.entity_span(start)
    is_last = what == "name" and first < start and after == start + 1 and words.entity[start] == "ORG"
    return is_last and words.tag[start - 1] in PROPER and words.lower[start - 1] not in WHERE


def _is_of_a_country(words: Words, last: int) -> bool:
    """Whether a medium's name is only an article and an adjective here: "The Australian government"."""
    is_of_noun = words.dep[last] == "amod" and words.head[last] > last and words.tag[words.head[last]] in ("NN", "NNS")
    return is_of_noun and any(form.what == "adjective" for form in forms().get(words.text[last], ()))


def _is_of_a_person(words: Words, start: int, end: int) -> bool:
    """Whether the name is a part of a person's: "Israel Katz", "Douglas Kanja"."""
    first, after = words.entity_span(start)
    if start and words.text[start - 1] in given_names() and words.tag[start - 1] == "NNP" and end == start + 1:
        return words.head[start - 1] == start
    return words.entity[start] == "PERSON" and first == start and after > end and words.tag[end] in PROPER


def _without_plural(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
