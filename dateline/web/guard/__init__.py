"""What stands before every page: hosts, limits, who is signed in, and that a form was sent from here.

`protect` puts the parts around an application, outermost first: headers on every answer, the Host, limits, the visitor,
and the origin of what changes something.
"""

from dateline.web.guard.protecting import GuardSettings, protect
from dateline.web.guard.visitor import Visitor

__all__ = ["GuardSettings", "Visitor", "protect"]
