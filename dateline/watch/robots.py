"""What robots.txt allows (RFC 9309, read by Protego), and how long a host wants to rest between two requests.

No robots.txt (4xx) allows all. One that cannot be got (5xx, no answer, 429) forbids all until it can be, as the RFC
has it. One that was got holds for a day.
"""

from dataclasses import dataclass

from protego import Protego

from dateline.watch.answers import Got, Later, Meaning
from dateline.watch.schedule import DAY, HOUR

HOLDS = DAY
"""RFC 9309, 2.4."""
MAX_BYTES = 500 * 1024
"""RFC 9309, 2.5: no less than 500 KiB are read. What is longer is cut off there."""
N_REDIRECTS = 5
"""RFC 9309, 2.3.1.2."""
LONGEST_DELAY = HOUR
"""A site that asks for a longer rest between two requests gets an hour."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one origin."""

    rules: Protego

    def allow(self, url: str, agent: str) -> bool:
        """Whether an agent may ask for a URL."""
        return bool(self.rules.can_fetch(url, agent))

    def delay(self, agent: str) -> float:
        """Seconds that an agent is to wait between two requests; 0 where nothing is said."""
        stated = self.rules.crawl_delay(agent)
        rate = self.rules.request_rate(agent)
        by_rate = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return min(max(float(stated or 0.0), by_rate, 0.0), LONGEST_DELAY)


def robots_of(text: str) -> Robots:
    """The rules of a robots.txt; of one that is none at all, no rules."""
    return Robots(Protego.parse(text))


def text_of(found: Meaning) -> str | Later:
    """The text of robots.txt that an answer gives: "" where there is none; Later where nothing may be asked for now."""
    if isinstance(found, Later):
        return found
    if not isinstance(found, Got):
        return ""
    data = found.answer.data[:MAX_BYTES]
    return data.decode("utf-8-sig", "replace").replace("\0", "")
