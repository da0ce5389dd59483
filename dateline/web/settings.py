"""What a server is told when it is started."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """A lake, and where it is served. `is_demo` says so on every page; `max_body` is in bytes, of what is sent."""

    folder: Path
    host: str = "127.0.0.1"
    port: int = 8000
    allowed_hosts: tuple[str, ...] = ()
    is_demo: bool = False
    max_body: int = 10_000_000
    requests_per_second: float = 50.0
