"""What stands at which address: `lists` and their files and feeds, `pages`, `search`, `reviewing`, `adding`."""
