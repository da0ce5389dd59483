"""Which visible lines are the story: trafilatura's choice, bettered by a weighing of what can be seen of each line.

trafilatura (adbar/trafilatura) keeps no places, so its text is aligned with the lines of the page. What it keeps is
one feature of a line among many (`dateline.page.features`); two logistic regressions weigh them, the second knowing
what the first made of the neighbours, so that a paragraph between two paragraphs is not lost and a lone related
link is. The weights stand in `tables/body_weights.csv`; `tools/train_body.py` made them, `docs/extraction.md`
has the figures.
"""

import math
from collections.abc import Mapping, Sequence

from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from dateline import tables
from dateline.errors import TableError
from dateline.page import align, metadata
from dateline.page.dom import RUNNING, Line
from dateline.page.features import Known, features, group_of, step
from dateline.page.metadata import Facts
from dateline.page.structured import Structured

STORY_FROM = 0.5
"""The weighing from which a line is story; between 0.4 and 0.6 F1 moves by less than 0.002."""
MOST_KEPT = 0.8
"""The share of a table's cells that the extractor keeps where the table is story (five of five on 219 pages)."""
MOST_RUNNING = 0.2
"""The share of cells with running text from which a table is there for the layout."""
PROBABILITIES = (0.05, 0.2, 0.5, 0.8, 0.95, 1.01)
NOT_READ = ("script", "style", "svg", "template", "noscript", "iframe", "link", "meta", "head")
BIAS = "bias"


def story_lines(tree: html.HtmlElement, lines: Sequence[Line], data: Structured, facts: Facts) -> list[bool]:
    """Whether each line is part of the story, headline and captions aside. The tree is used up."""
    keys = [align.key(line.text) for line in lines]
    kept = kept_by_extractor(tree, keys)
    seen = features(lines, keys, known(data, facts), kept)
    first = weigh(seen, 1)
    second = weigh([own and own + around for own, around in zip(seen, neighbours(lines, first), strict=True)], 2)
    return _with_tables(lines, kept, [probability >= STORY_FROM for probability in second])


def _with_tables(lines: Sequence[Line], kept: Sequence[bool], story: list[bool]) -> list[bool]:
    """The story with the tables that the extractor keeps: cells are short and alike, so they are no use one by one."""
    cells: dict[int, list[int]] = {}
    for n, line in enumerate(lines):
        if "table" in line.tags:
            cells.setdefault(line.numbers[line.tags.index("table")], []).append(n)
    for numbers in cells.values():
        is_layout = sum(len(lines[n].text) >= RUNNING for n in numbers) > MOST_RUNNING * len(numbers)
        if not is_layout and sum(kept[n] for n in numbers) >= MOST_KEPT * len(numbers):
            for n in numbers:
                story[n] = kept[n]
    return story


def kept_by_extractor(tree: html.HtmlElement, keys: Sequence[str]) -> list[bool]:
    """Which lines, given by their keys, stand in what trafilatura extracts. The tree is used up."""
    etree.strip_elements(tree, *NOT_READ, with_tail=False)  # halves the work of what follows
    kept = bare_extraction(tree, include_comments=False, with_metadata=False, fast=True)
    return align.found(keys, (kept.text if isinstance(kept, Document) else "") or "")


def known(data: Structured, facts: Facts) -> Known:
    """What the page says of itself, for recognising it among the lines."""
    body = metadata.article_body(data)
    return Known(
        title=align.key(facts.title or ""),
        summary=align.key(metadata.description(data) or ""),
        body=align.key(body) if body else "",
        names=frozenset(align.key(name) for name in facts.byline),
    )


def weigh(seen: Sequence[list[str] | None], number: int) -> list[float]:
    """The probability that each line is story, by the first or the second regression; 0 for lines far off."""
    weights = _weights()[number - 1]
    bias = weights[BIAS]
    return [_logistic(bias + sum(weights.get(name, 0.0) for name in set(names))) if names else 0.0 for names in seen]


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def neighbours(lines: Sequence[Line], probabilities: Sequence[float]) -> list[list[str]]:
    """Features that say what the first weighing made of a line, of the lines around it, and of its group."""
    groups = [group_of(line) for line in lines]
    sums: dict[tuple[str, int], tuple[float, int]] = {}
    for group, probability in zip(groups, probabilities, strict=True):
        total, count = sums.get(group, (0.0, 0))
        sums[group] = (total + probability, count + 1)
    steps = [step(probability, PROBABILITIES) for probability in probabilities]
    found: list[list[str]] = []
    for n, probability in enumerate(probabilities):
        if not probability:
            found.append([])
            continue
        names = [f"p:{steps[n]}"]
        near = ((offset, n + offset) for offset in (-2, -1, 1, 2))
        names += [f"p{offset:+d}:{steps[m] if 0 <= m < len(steps) else 'no'}" for offset, m in near]
        total, count = sums[groups[n]]
        others = step((total - probability) / (count - 1), PROBABILITIES) if count > 1 else "alone"
        before, after = steps[max(0, n - 6) : n], steps[n + 1 : n + 7]
        names.append(f"group:{others}")
        names.append(f"before6:{max(before, default='no')}")
        names.append(f"after6:{max(after, default='no')}")
        names.append(f"after3:{max(after[:3], default='no')} before3:{max(before[-3:], default='no')}")
        found.append(names)
    return found


@tables.cached
def _weights() -> tuple[Mapping[str, float], Mapping[str, float]]:
    """The weights of both regressions by feature; in the table the feature begins with the regression's number."""
    weights: tuple[dict[str, float], dict[str, float]] = ({}, {})
    for where, row in tables.rows("body_weights"):
        number, _, name = row["feature"].partition(" ")
        if number not in ("1", "2"):
            raise TableError(f"{where}: feature {row['feature']!r} must begin with 1 or 2, the regression it is for")
        try:
            weights[int(number) - 1][name] = float(row["weight"])
        except ValueError as error:
            raise TableError(f"{where}: weight {row['weight']!r} is not a number") from error
    return weights
