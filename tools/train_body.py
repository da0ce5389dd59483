"""Learn `dateline/tables/body_weights.csv`: the weights by which a line of a page is told to be story or not.

    python tools/train_body.py PAGES.jsonl... [--folds N] [--write TABLE]

PAGES are pages with gold, as `eval.extraction` reads them and with the gold body as `text`. The lines of each page
that stand in the gold are its story. Two logistic regressions (L2, by L-BFGS) are fitted; the second sees the first's
probabilities of the neighbours, taken from folds that did not see the site. What is printed is measured in the same
way: a page is always judged by weights that no page of its site took part in.

Lists, headings, tables and quotations in the midst of a body that gold leaves out count little: where gold comes from
parsers written for one outlet, such parts are left out on some pages and not on others.
"""

import argparse
import csv
import gzip
import json
import random
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from dateline.page import align, body, dom, metadata
from dateline.page.dom import Line
from dateline.page.features import features
from dateline.page.structured import structured

L2 = (3e-5, 1e-5)
"""Of five pairs from 3e-6 to 1e-4 the best, averaged over three ways of folding."""
FEWEST_SITES = 5
"""Sites that must show a feature for it to get a weight, so that nothing is learned from one site alone."""
DOUBTFUL = 0.25
SMALLEST_WEIGHT = 0.02
STEPS = 150
DOUBTFUL_TAGS = frozenset(("li", "h2", "h3", "h4", "blockquote", "td"))

Floats = NDArray[np.float64]


@dataclass(slots=True)
class Page:
    """A page with gold: its lines, their features, which are gold, and how much each counts."""

    id: str
    site: str
    source: str
    gold: str
    lines: list[Line]
    seen: list[list[str] | None]
    is_gold: list[bool]
    kept: list[bool]

    @property
    def near(self) -> list[int]:
        """The lines that are looked at."""
        return [n for n, names in enumerate(self.seen) if names]

    def counts(self) -> Floats:
        """How much each line near counts: the square root of its share of the body, so that all pages count alike."""
        size = max(50, len(words(self.gold)))
        shares = [min(max(1, len(words(line.text))) / size, 0.5) + 0.3 / len(self.lines) for line in self.lines]
        for n, line in enumerate(self.lines):
            if self.kept[n] and not self.is_gold[n] and not DOUBTFUL_TAGS.isdisjoint(line.tags):
                shares[n] *= DOUBTFUL
        roots = np.sqrt(np.array(shares))
        return np.asarray((roots / roots.sum())[self.near])


def words(text: str) -> list[str]:
    """The words of a text, composed."""
    return re.findall(r"\w+", unicodedata.normalize("NFC", text))


def read_pages(path: Path) -> list[Page]:
    """The pages of one file of gold."""
    pages = []
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        data = (path.parent / row["html"]).read_bytes()
        markup = (gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data).decode("utf-8")
        tree = dom.parse_html(markup)
        described = structured(tree)
        lines = dom.visible_lines(tree)
        facts = metadata.read_facts(described, lines, row["url"])
        keys = [align.key(line.text) for line in lines]
        kept = body.kept_by_extractor(tree, keys)
        seen = features(lines, keys, body.known(described, facts), kept)
        is_gold = align.found(keys, row["text"])
        pages.append(Page(row["id"], urlsplit(row["url"]).netloc, path.stem, row["text"], lines, seen, is_gold, kept))
    return pages


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression over features that are there or not."""

    names: dict[str, int]
    weights: Floats

    def probabilities(self, seen: Sequence[Sequence[str]]) -> Floats:
        """The probability of each line."""
        columns, rows = _positions(seen, self.names)
        sums = np.bincount(rows, weights=self.weights[columns], minlength=len(seen)) + self.weights[-1]
        return np.asarray(1 / (1 + np.exp(-np.clip(sums, -30, 30))))


def _positions(seen: Sequence[Sequence[str]], names: dict[str, int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    columns: list[int] = []
    rows: list[int] = []
    for row, line in enumerate(seen):
        found = sorted({names[name] for name in line if name in names})
        columns += found
        rows += [row] * len(found)
    return np.array(columns, dtype=np.int64), np.array(rows, dtype=np.int64)


def fit(pages: Sequence[Page], seen: Sequence[Sequence[Sequence[str]]], l2: float) -> Regression:
    """The regression of the pages' near lines, given by their features, on whether they are gold."""
    sites: dict[str, set[str]] = defaultdict(set)
    for page, lines in zip(pages, seen, strict=True):
        for line in lines:
            for name in line:
                sites[name].add(page.site)
    kept = sorted(name for name, where in sites.items() if len(where) >= FEWEST_SITES)
    names = {name: number for number, name in enumerate(kept)}
    columns, rows = _positions([line for lines in seen for line in lines], names)
    truth = np.concatenate([np.array(page.is_gold, dtype=float)[page.near] for page in pages])
    counts = np.concatenate([page.counts() for page in pages])
    return Regression(names, _minimise(columns, rows, truth, counts / counts.sum(), len(names), l2))


def _minimise(
    columns: NDArray[np.int64], rows: NDArray[np.int64], truth: Floats, counts: Floats, size: int, l2: float
) -> Floats:
    """The weights of least loss, by L-BFGS with ten remembered steps and halving line search."""

    def loss_and_slope(weights: Floats) -> tuple[float, Floats]:
        sums = np.bincount(rows, weights=weights[columns], minlength=len(truth)) + weights[-1]
        found = 1 / (1 + np.exp(-sums))
        tiny = 1e-12
        fit_loss = -(counts * (truth * np.log(found + tiny) + (1 - truth) * np.log(1 - found + tiny))).sum()
        wrong = counts * (found - truth)
        slope = np.bincount(columns, weights=wrong[rows], minlength=size) + l2 * weights[:-1]
        return float(fit_loss + l2 * (weights[:-1] ** 2).sum() / 2), np.append(slope, wrong.sum())

    weights = np.zeros(size + 1)
    loss, slope = loss_and_slope(weights)
    moves: list[tuple[Floats, Floats]] = []
    for _ in range(STEPS):
        direction = _direction(slope, moves)
        length = 1.0 if moves else 1.0 / max(1.0, float(np.abs(slope).sum()))
        while True:
            new_loss, new_slope = loss_and_slope(weights - length * direction)
            if new_loss <= loss - 1e-4 * length * float(slope @ direction) or length < 1e-10:
                break
            length /= 2
        if abs(loss - new_loss) < 1e-9:
            break
        move, turn = -length * direction, new_slope - slope
        if float(move @ turn) > 1e-14:
            moves = [*moves[-9:], (move, turn)]
        weights, loss, slope = weights + move, new_loss, new_slope
    return weights


def _direction(slope: Floats, moves: Sequence[tuple[Floats, Floats]]) -> Floats:
    direction = slope.copy()
    shares = []
    for move, turn in reversed(moves):
        shares.append(float(move @ direction) / float(turn @ move))
        direction -= shares[-1] * turn
    if moves:
        move, turn = moves[-1]
        direction *= float(move @ turn) / float(turn @ turn)
    for (move, turn), share in zip(moves, reversed(shares), strict=True):
        direction += move * (share - float(turn @ direction) / float(turn @ move))
    return direction


def near_features(page: Page) -> list[list[str]]:
    """The features of the lines near."""
    return [names for names in page.seen if names]


def with_neighbours(page: Page, near: Floats) -> list[list[str]]:
    """The features of the lines near with those of their neighbours' probabilities."""
    around = body.neighbours(page.lines, whole(page, near))
    return [(page.seen[n] or []) + around[n] for n in page.near]


def whole(page: Page, near: Floats) -> list[float]:
    """The probabilities of all lines: 0 for those far off."""
    found = [0.0] * len(page.lines)
    for n, probability in zip(page.near, near, strict=True):
        found[n] = float(probability)
    return found


def held_out(
    pages: Sequence[Page], seen: Sequence[Sequence[Sequence[str]]], l2: float, folds: int, seed: int
) -> list[Floats]:
    """The probabilities of each page's near lines by a regression that saw no page of the site."""
    sites = sorted({page.site for page in pages})
    random.Random(seed).shuffle(sites)
    fold = {site: number % folds for number, site in enumerate(sites)}
    found: list[Floats] = [np.zeros(0)] * len(pages)
    for number in range(folds):
        inside = [n for n, page in enumerate(pages) if fold[page.site] != number]
        model = fit([pages[n] for n in inside], [seen[n] for n in inside], l2)
        for n, page in enumerate(pages):
            if fold[page.site] == number:
                found[n] = model.probabilities(seen[n])
    return found


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, as the article extraction benchmark counts them."""
    tokens = words(text)
    return Counter(tuple(tokens[n : n + 4]) for n in range(max(1, len(tokens) - 3)) if tokens)


def scores(pages: Sequence[Page], probabilities: Sequence[Floats]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the bodies, each the mean of the pages' own."""
    precisions, recalls = [], []
    for page, near in zip(pages, probabilities, strict=True):
        text = "\n\n".join(page.lines[n].text for n, p in zip(page.near, near, strict=True) if p >= body.STORY_FROM)
        gold, found = shingles(page.gold), shingles(text)
        shared = (gold & found).total()
        recalls.append(shared / gold.total())
        if found:
            precisions.append(shared / found.total())
    precision, recall = fmean(precisions or [0.0]), fmean(recalls)
    return precision, recall, 2 * precision * recall / (precision + recall or 1)


def write(table: Path, models: Sequence[Regression], source: str) -> None:
    """Write the weights, sorted by feature."""
    rows = []
    for number, model in enumerate(models, start=1):
        rows.append((f"{number} {body.BIAS}", model.weights[-1]))
        rows += [(f"{number} {name}", model.weights[at]) for name, at in model.names.items()]
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("feature", "weight", "source"))
        for name, weight in sorted(rows):
            if abs(weight) >= SMALLEST_WEIGHT or name.endswith(f" {body.BIAS}"):
                writer.writerow((name, f"{weight:.3f}", source))


def main() -> None:
    """Measure by folds, then fit on all pages and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    pages = [page for path in options.pages for page in read_pages(path)]
    seen = [near_features(page) for page in pages]
    again: list[tuple[Page, list[list[str]]]] = []
    for seed in (1, 2, 3):
        first = held_out(pages, seen, L2[0], options.folds, seed)
        both = [with_neighbours(page, near) for page, near in zip(pages, first, strict=True)]
        again += zip(pages, both, strict=True)
        second = held_out(pages, both, L2[1], options.folds, seed)
        for source in sorted({page.source for page in pages}):
            chosen = [n for n, page in enumerate(pages) if page.source == source]
            found = scores([pages[n] for n in chosen], [second[n] for n in chosen])
            print(
                f"folds {seed}, {source}: precision {found[0]:.4f} recall {found[1]:.4f} F1 {found[2]:.4f}", flush=True
            )
    if options.write:
        models = fit(pages, seen, L2[0]), fit([page for page, _ in again], [lines for _, lines in again], L2[1])
        write(options.write, models, f"tools/train_body.py on {len(pages)} pages")


if __name__ == "__main__":
    main()
