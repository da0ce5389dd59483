"""Feeds that are watched: what they list is fetched, kept as it came, read and recorded, and looked at again.

    from dateline.watch import Settings, Threads, watch
    watch(dateline.Lake("record"), ["https://news.example/rss"], Threads(), Settings(), once=True)

It asks politely (robots.txt, one request a host at a time, conditional requests, backing off), survives being killed at
any time, and says of everything that a feed lists what became of it.
"""

from dateline.watch.requests import Threads
from dateline.watch.run import Note
from dateline.watch.settings import Settings
from dateline.watch.watcher import watch

__all__ = ["Note", "Settings", "Threads", "watch"]
