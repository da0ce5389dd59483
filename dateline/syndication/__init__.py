"""Which articles carry one text, as they come in: copies, trims, new headlines and ledes, house style, updates.

    index = SyndicationIndex(folder)
    placement = index.add(Text(id, outlet, published_at, title, text))     # its group, and why
    index.origin(placement.group)                                          # the likely original, and why
    index.save()

Independent tellings that share quotations, instances of one form and texts with one trailer are not copies. The method
and the figures are in `docs/syndication.md`.
"""

from dateline.syndication.index import Placement, SyndicationIndex, Text

__all__ = ["Placement", "SyndicationIndex", "Text"]
