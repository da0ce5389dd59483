"""The commands over a lake, and what all commands print alike; `dateline.cli` gathers them."""
