"""From PolNeAR to the model that Dateline ships: `python -m training SHARED OUT [--seed N]`.

SHARED holds the corpus (`data/polnear`) and its scorer (`bench/score_attribution.py`). OUT keeps checkpoints: a run
that was stopped goes on from the last epoch when it is called again. At the end the files under `dateline/models/` are
written anew, and the table of how sure attributions are is printed.
"""

import argparse
import sys
from pathlib import Path

from training.corpus import load_scorer, read_sources
from training.plan import Plan


def main() -> int:
    """Fit, ship and calibrate; exit status 1 where the data is absent."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("shared", type=Path, help="folder with data/polnear and bench/")
    parser.add_argument("out", type=Path, help="folder for checkpoints")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, help="articles to fit on, to try the command out")
    parser.add_argument("--fit-only", action="store_true", help="leave the shipped files as they are")
    given = parser.parse_args()
    data = given.shared / "data" / "polnear"
    if not (data / "train.jsonl").exists():
        print(f"{data}: expected train.jsonl and dev.jsonl of PolNeAR", file=sys.stderr)
        return 1
    scorer = load_scorer(given.shared / "bench" / "score_attribution.py")
    train, dev = read_sources(data / "train.jsonl")[: given.limit], read_sources(data / "dev.jsonl")[: given.limit]
    from training.fit import fit  # torch: not before the data is found
    from training.ship import calibrate, ship

    fitted = fit(Plan(seed=given.seed), train, dev, given.out, scorer)
    if not given.fit_only:
        ship(fitted, given.seed)
        print(calibrate(dev, scorer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
