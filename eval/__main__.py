"""Every measurement, in one table each: `python -m eval SHARED [--large]`.

`--large` adds the corpus of 100,000 articles to the measurement of syndication (minutes, 1 GB). SHARED is the folder
that holds the development data (`data/`), the gold pages (`gold/`) and the scorers (`bench/`); none of these is part of
this repository. Predictions are written to a temporary folder.
"""

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import fmean

from training.calibrate import judge, reliability
from training.corpus import load_scorer, read_sources

GOLDEN = Path("tests/golden")
SEED = 11
"""The made corpus of syndicated texts; no threshold was chosen on this seed."""


def main(arguments: list[str]) -> int:
    """Print every table; exit status 1 where the data is absent, 2 on wrong usage."""
    sizes = [10_000, 100_000] if "--large" in arguments else [10_000]
    arguments = [argument for argument in arguments if argument != "--large"]
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    shared = Path(arguments[0])
    if not (shared / "bench" / "score_reading.py").exists():
        print(
            f"{shared}: expected a folder with data/, gold/ and bench/; `make eval SHARED=…` names it", file=sys.stderr
        )
        return 1
    with tempfile.TemporaryDirectory() as folder:
        _extraction(shared, Path(folder))
        _attribution(shared, Path(folder))
        _events(shared, Path(folder))
        _readings(shared, Path(folder))
        for size in sizes:
            _syndication(shared, Path(folder), size)
    return 0


def _extraction(shared: Path, folder: Path) -> None:
    for name, only in (("scrapinghub", []), ("fundus", ["--language", "en"])):
        gold = shared / "data" / "extraction" / f"{name}.jsonl"
        for system in ("dateline", "trafilatura", "newspaper4k"):
            predicted = folder / f"{name}.{system}.jsonl"
            if system == "dateline":
                _python("-m", "eval.extraction", gold, predicted)
            else:
                _python("-m", "eval.peers", system, gold, predicted)
            _title(f"extraction, {name} {' '.join(only)}: {system}")
            _python(shared / "bench" / "score_extraction.py", gold, predicted, *only)


def _attribution(shared: Path, folder: Path) -> None:
    gold, predicted = shared / "data" / "polnear" / "dev.jsonl", folder / "attribution.jsonl"
    _python("-m", "eval.attribution", gold, predicted)
    scorer = shared / "bench" / "score_attribution.py"
    _title("attribution, PolNeAR dev")
    _python(scorer, gold, "--pred", predicted)
    for finders in ("grammar", "tagger"):
        _python("-m", "eval.ablation", finders, gold, predicted)
        _title(f"attribution, PolNeAR dev: {finders} alone")
        _python(scorer, gold, "--pred", predicted)
    _title("attribution, PolNeAR dev: how often what was said to be so sure is right")
    sources = read_sources(gold)
    print(reliability(judge(sources, load_scorer(scorer))), flush=True)


def _events(shared: Path, folder: Path) -> None:
    data, predicted = shared / "data" / "events", folder / "events.jsonl"
    _python("-m", "eval.events", data / "dev.text.jsonl", predicted)
    for only in (["--set", "plover_gsr", "--first"], ["--set", "plover_gsr"], ["--set", "petr2_validation"]):
        _title(f"events, dev, {' '.join(only)}")
        _python(shared / "bench" / "score_events.py", data / "dev.gold.jsonl", predicted, *only)
    for half in ("development", "more", "held"):
        _title(f"status, {half} sentences")
        _python("-m", "eval.status", GOLDEN / "status" / f"{half}.jsonl")
    _title("events found and invented")
    _python("-m", "eval.found", GOLDEN / "status" / "unread.jsonl")
    _title("pledges and what came of them, development pairs")
    _python("-m", "eval.pledges", GOLDEN / "pledges" / "development.jsonl", "--quiet")
    for half in ("development", "held"):
        _title(f"happenings and accounts, {half} pages")
        _python("-m", "eval.stories", GOLDEN / "stories" / half, "--quiet")


def _readings(shared: Path, folder: Path) -> None:
    for name, where in (("shared", shared / "gold"), *((half, GOLDEN / half) for half in ("development", "held"))):
        _title(f"whole readings, {name} gold pages")
        scores = []
        for gold in sorted(where.glob("*.json")):
            page = gold.with_name(json.loads(gold.read_text(encoding="utf-8"))["page"])
            reading = folder / "reading.json"
            with reading.open("wb") as out:
                subprocess.run([sys.executable, "-m", "dateline", "read", "--json", page], stdout=out, check=True)
            lines = _output(shared / "bench" / "score_reading.py", gold, reading).splitlines()
            scores.append(float(lines[-1].split("=")[1]))
            print(f"{gold.stem:28s} {scores[-1]:.3f}   {lines[-2]}")
        print(f"{'mean':28s} {fmean(scores):.3f}, lowest {min(scores):.3f}")


def _syndication(shared: Path, folder: Path, size: int) -> None:
    bench, sources = shared / "bench" / "syndication", shared / "data" / "polnear"
    corpus, truth, groups = (folder / f"{name}.{size}.jsonl" for name in ("corpus", "truth", "groups"))
    made = ["--size", size, "--seed", SEED, "--corpus", corpus, "--truth", truth]
    _python(bench / "generate.py", sources / "train.jsonl", sources / "dev.jsonl", *made)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _python("-m", "eval.syndication", corpus, groups)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    _title(f"syndication, {size:,} articles, seed {SEED}: {size / seconds:,.0f} articles a second of a processor")
    _python(bench / "score.py", truth, groups)


def _python(*command: object) -> None:
    print(_output(*command), end="", flush=True)


def _output(*command: object) -> str:
    run = subprocess.run([sys.executable, *map(str, command)], stdout=subprocess.PIPE, text=True, check=True)
    return run.stdout


def _title(words: str) -> None:
    print(f"\n{words}\n{'-' * len(words)}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
