"""What stands at which address: lists with their files and feeds, exports, pages, search, reviewing, adding."""
