"""A watcher to be killed: `python -m tests.watch.watcher LAKE FEED` does one round, without reading anything."""

import sys

from dateline import reader
from dateline.lake import Lake, adding
from dateline.records import Reading
from dateline.watch import Settings, Threads, recording, watch

reader.read_article = lambda article: Reading(article, version="test")
adding.BATCH = recording.BATCH = 3

if __name__ == "__main__":
    settings = Settings(allow_private=True, delay=0.02)
    print(watch(Lake(sys.argv[1]), sys.argv[2:], Threads(), settings, once=True).counts)
