"""From PolNeAR to the model that Dateline ships: `python -m training SHARED OUT [--seed N]`.

SHARED holds the corpus (`data/polnear`), its scorer (`bench/score_attribution.py`), sentences with events
(`data/events`) and news pages (`data/extraction`). OUT keeps checkpoints: a run
that was stopped goes on from the last epoch when it is called again. At the end the files under `dateline/models/` are
written anew, and the table of how sure attributions are is printed.
"""

import argparse
import sys
from pathlib import Path
from random import Random

from training.corpus import load_scorer, read_sources, read_texts
from training.plan import Plan

UNREAD = ("extraction/fundus.jsonl", "extraction/scrapinghub.jsonl", "events/train.synthetic.jsonl")
"""News that nobody annotated, and stories that a machine made up, under `data/`."""


def main() -> int:
    """Fit, ship and calibrate; exit status 1 where the data is absent."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("shared", type=Path, help="folder with data/polnear and bench/")
    parser.add_argument("out", type=Path, help="folder for checkpoints")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, help="texts of each kind to fit on, to try the command out")
    parser.add_argument("--fit-only", action="store_true", help="leave the shipped files as they are")
    given = parser.parse_args()
    data = given.shared / "data"
    for name in ("polnear/train.jsonl", "polnear/dev.jsonl", *UNREAD):
        if not (data / name).exists():
            print(f"{data / name} is missing: expected PolNeAR, event sentences and news pages there", file=sys.stderr)
            return 1
    scorer = load_scorer(given.shared / "bench" / "score_attribution.py")
    dev = read_sources(data / "polnear" / "dev.jsonl")[: given.limit]
    from training.fit import Data, Run, fit  # torch: not before the data is found
    from training.ship import calibrate, ship, ship_telling
    from training.telling import SENTENCES, fit_telling, lessons

    plan = Plan(seed=given.seed)
    random = Random(plan.seed)
    unread = [text for name in UNREAD for text in read_texts(data / name)]
    learned = Data(
        read_sources(data / "polnear" / "train.jsonl")[: given.limit],
        random.sample(unread, min(given.limit or plan.unread, len(unread))),
    )
    fitted = fit(Run(plan, given.out, dev, scorer), learned)
    if not given.fit_only:
        ship(fitted, given.seed)
        ship_telling(fit_telling(lessons(sorted(SENTENCES.glob("*.txt"))), given.seed))
        print(calibrate(dev, scorer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
