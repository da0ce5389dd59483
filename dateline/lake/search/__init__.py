"""Search: words and fields over the articles, statements and events of a lake, ranked, with the found words marked.

`finding.search` is the way through: `words` understands what was typed, `keeping` opens the index and brings it up to
date, `index` and `entries` are what stands in it, `passages` marks what was found.
"""

from dateline.lake.search.finding import Findings, Found, search
from dateline.lake.search.index import Progress
from dateline.lake.search.keeping import forget

__all__ = ["Findings", "Found", "Progress", "forget", "search"]
