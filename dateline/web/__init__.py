"""The web application: the record in a browser, its JSON API and its feeds.

`app` puts it together. `listing` is what every list of the record has (filters, pages, CSV, feeds), `lists` says which
lists there are, `pages/` holds one module for each other page; all of them read the ready rows (`dateline.lake.ready`)
alone, which a process of its own brings up to date (`freshness`). `guard/` stands before everything.
"""
