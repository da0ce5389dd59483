"""Who asks, and what they may do."""

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Each may do what those before it may."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: a name, or None on this machine without accounts; `csrf` goes into every form."""

    name: str | None
    role: Role
    csrf: str
    is_api: bool = False

    def may(self, role: Role) -> bool:
        """Whether the visitor may do what a role may."""
        return ROLES.index(self.role) >= ROLES.index(role)
