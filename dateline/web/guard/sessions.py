"""Who is signed in: sessions in memory; the browser has a random name of its own, and this process only its hash."""

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from dateline.web.guard.accounts import Account, listed

COOKIE = "dateline_session"
IDLE, LONGEST = 8 * 3600.0, 7 * 24 * 3600.0
"""Seconds without a request, and in all, after which a session is over."""
MOST = 10_000


@dataclass(slots=True)
class Session:
    """One sign-in: whose and with which password's hash, since when, last used when, and the secret of its forms."""

    name: str
    password: str
    since: float
    used: float
    secret: str


class Sessions:
    """The sessions of a server; a restart ends them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: OrderedDict[str, Session] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, account: Account) -> str:
        """Begin a session under a new random name, which is returned for the cookie."""
        key, now = secrets.token_urlsafe(32), time.monotonic()
        with self._lock:
            while len(self._known) >= MOST:
                self._known.popitem(last=False)
            secret = secrets.token_urlsafe(32)
            self._known[_digest(key)] = Session(account.name, account.password, now, now, secret)
        return key

    def find(self, key: str) -> tuple[Session, Account] | None:
        """A session that is not over, with its account as it is now; None else."""
        now = time.monotonic()
        with self._lock:
            session = self._known.get(_digest(key))
            if session is None:
                return None
            if now - session.used > IDLE or now - session.since > LONGEST:
                del self._known[_digest(key)]
                return None
            session.used = now
        account = next((one for one in listed(self._folder) if one.name == session.name), None)
        is_same = account is not None and account.password == session.password  # a new one ends all sessions
        return (session, account) if account and is_same else None

    def end(self, key: str) -> None:
        """End a session."""
        with self._lock:
            self._known.pop(_digest(key), None)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
