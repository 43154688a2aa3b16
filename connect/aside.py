"""Work that keeps a processor busy, done beside the greenlets: live sockets go on meanwhile."""

import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")


def aside(work: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
    """What `work` returns, from a thread of the system where greenlets would wait for it.

    It gets no app, request or session: those belong to the greenlet that called."""
    if not is_gevent_patched():
        return work(*args, **kwargs)
    from gevent import get_hub

    result: Result = get_hub().threadpool.apply(work, args, kwargs)
    return result


def is_gevent_patched() -> bool:
    """True under our gunicorn configuration; commands and tests run on plain threads."""
    monkey = sys.modules.get("gevent.monkey")
    return bool(monkey and monkey.is_module_patched("socket"))
