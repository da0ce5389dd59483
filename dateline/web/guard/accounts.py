"""Accounts of a lake: names, roles, passwords (scrypt, RFC 7914) and tokens for programs, in a file beside its tables.

Of a password only its hash is kept; of a token, which is 256 random bits and cannot be guessed, its SHA-256.
"""

import hashlib
import hmac
import json
import os
import re
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from dateline.errors import LakeError
from dateline.lake import store
from dateline.records import from_dict
from dateline.web.guard.visitor import ROLES, Role

FILE = "accounts.json"
SHORTEST = 12
"""Characters of a password, at least."""
COST = 2**15
"""scrypt's N: 32 MB and a tenth of a second."""
PREFIX = "dl_"
_HASH = re.compile(r"scrypt:\d{1,8}:[0-9a-f]{32}:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Token:
    """A program's token: what it is for, and its hash."""

    label: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody with a name, a role, a password's hash, and tokens."""

    name: str
    role: Role
    password: str
    tokens: tuple[Token, ...] = ()

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ValueError(f"role {self.role!r} of {self.name!r} is none of {', '.join(ROLES)}")
        if not _HASH.fullmatch(self.password):
            raise ValueError(f"the password of {self.name!r} is no hash")


def listed(folder: Path) -> list[Account]:
    """The accounts of a lake, by name; empty where it has none. LakeError where the file is broken."""
    try:
        stated = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return [from_dict(Account, one) for one in stated["accounts"]]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LakeError(
            f"{folder / FILE} cannot be read ({error}); restore it, or delete it and add accounts"
        ) from error


def add(folder: Path, name: str, password: str, role: Role, *, cost: int = COST) -> Account:
    """Make an account, or give one a new password and role; its tokens stay."""
    if role not in ROLES:
        raise LakeError(f"role {role!r} is none of {', '.join(ROLES)}")
    if not name.strip() or len(name) > 200:
        raise LakeError("a name has 1 to 200 characters")
    if len(password) < SHORTEST:
        raise LakeError(f"a password has at least {SHORTEST} characters")
    store.check(folder)
    with store.locked(folder):
        known = {account.name: account for account in listed(folder)}
        tokens = known[name].tokens if name in known else ()
        known[name] = Account(name, role, _hashed(password, cost), tokens)
        _write(folder, known)
    return known[name]


def remove(folder: Path, name: str) -> None:
    """Delete an account with its tokens; LakeError where there is none."""
    with store.locked(folder):
        known = {account.name: account for account in listed(folder)}
        if known.pop(name, None) is None:
            raise LakeError(f"{folder} has no account {name!r}")
        _write(folder, known)


def check(folder: Path, name: str, password: str) -> Account | None:
    """The account whose name and password these are, or None; an unknown name takes as long as a wrong password."""
    account = next((one for one in listed(folder) if one.name == name), None)
    stated = account.password if account else _NOBODY
    return account if _is_same(password, stated) and account else None


def new_token(folder: Path, name: str, label: str) -> str:
    """Make a token for an account; it is told this once."""
    token = PREFIX + secrets.token_urlsafe(32)
    with store.locked(folder):
        known = {account.name: account for account in listed(folder)}
        if name not in known:
            raise LakeError(f"{folder} has no account {name!r}")
        kept = tuple(one for one in known[name].tokens if one.label != label)
        known[name] = replace(known[name], tokens=(*kept, Token(label, _digest(token))))
        _write(folder, known)
    return token


def revoke(folder: Path, name: str, label: str) -> None:
    """Take a token back; LakeError where there is none of that label."""
    with store.locked(folder):
        known = {account.name: account for account in listed(folder)}
        account = known.get(name)
        if account is None or label not in {one.label for one in account.tokens}:
            raise LakeError(f"{name!r} has no token {label!r}")
        known[name] = replace(account, tokens=tuple(one for one in account.tokens if one.label != label))
        _write(folder, known)


def by_token(folder: Path, token: str) -> Account | None:
    """The account that a token belongs to, or None."""
    digest = _digest(token)
    return next(
        (one for one in listed(folder) for known in one.tokens if hmac.compare_digest(known.sha256, digest)), None
    )


def _write(folder: Path, accounts: dict[str, Account]) -> None:
    target = folder / FILE
    new = target.with_suffix(".new")
    with store.writing(folder):
        new.unlink(missing_ok=True)  # left by a killed process, perhaps readable by others
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump({"accounts": [asdict(accounts[name]) for name in sorted(accounts)]}, out, indent=1)
            out.flush()
            os.fsync(out.fileno())
        new.replace(target)


def _hashed(password: str, cost: int) -> str:
    salt = secrets.token_bytes(16)
    return f"scrypt:{cost}:{salt.hex()}:{_scrypt(password, salt, cost).hex()}"


def _scrypt(password: str, salt: bytes, cost: int) -> bytes:
    return hashlib.scrypt(
        password.encode("utf-8", "surrogatepass"), salt=salt, n=cost, r=8, p=1, maxmem=2**27, dklen=32
    )


def _is_same(password: str, stated: str) -> bool:
    _, cost, salt, known = stated.split(":")
    return hmac.compare_digest(_scrypt(password, bytes.fromhex(salt), int(cost)), bytes.fromhex(known))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


_NOBODY = f"scrypt:{COST}:{'00' * 16}:{'00' * 32}"
"""What an unknown name's password is compared with."""
