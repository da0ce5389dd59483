"""What a process that takes hostile input apart bounds itself by: it may be left alone by the one that would end it."""

import signal
from contextlib import suppress


def end_within(seconds: int) -> None:
    """End this process after so many seconds, unless this is called again before; where the system has alarms."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def hold_memory(n_bytes: int) -> None:
    """Let this process have so much address space and leave no core behind, on Unix; what else it asks for fails.

    Raises ValueError or OSError where the system takes no such limit.
    """
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (n_bytes, n_bytes))
