"""What the watcher knows of feeds and of the pages that they list: a SQLite file in the lake's folder.

    LAKE/watch/state.sqlite   feeds, items, robots.txt, pages that were fetched and wait to be read, what went wrong

It is no part of the record and can be made again only by watching again: copying a lake takes it along, `forget` takes
out of it what it takes out of the lake. `dateline.watch` fills it.
"""

from dateline.lake.watched.forgetting import forget

__all__ = ["forget"]
