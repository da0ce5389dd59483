"""How a lake is watched: what the command's options say, with defaults that suit most sites."""

from dataclasses import dataclass

from dateline import __version__
from dateline.watch.schedule import DAY, HOUR, MINUTE

AGENT = "Dateline"
"""The name that robots.txt knows the watcher by."""
EVERY = 15 * MINUTE
"""Between two looks at a feed: most state a time to live of 15 minutes to an hour."""
AGAIN = (HOUR, 6 * HOUR, DAY, 7 * DAY)
"""After the first fetch of a page: most corrections come within hours, most deletions within days."""
DELAY = 2.0
"""Seconds that a host rests after each answer: some two thousand requests an hour at most."""
SINCE = 30 * DAY
"""Pages that a feed dates longer ago are left out: a site's whole past is no news."""
CONNECTIONS = 16


@dataclass(frozen=True, slots=True)
class Settings:
    """Spans are seconds. `since` None takes pages of any age; `contact` tells sites whom to write to."""

    every: float = EVERY
    again: tuple[float, ...] = AGAIN
    delay: float = DELAY
    since: float | None = SINCE
    connections: int = CONNECTIONS
    agent: str = AGENT
    contact: str | None = None
    allow_private: bool = False

    @property
    def user_agent(self) -> str:
        """What stands in the User-Agent header."""
        about = f"watches news feeds{f'; {self.contact}' if self.contact else ''}"
        return f"{self.agent}/{__version__} ({about})" if self.agent == AGENT else f"{self.agent} ({about})"
