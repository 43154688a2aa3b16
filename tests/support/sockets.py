"""A Socket.IO client that hears one thing after the other."""

from typing import Any

import engineio
import socketio


class _OneByOne(engineio.Client):
    def _trigger_event(self, event: str, *args: Any, **kwargs: Any) -> Any:
        """The library starts a thread for each message, and the second may overtake the first."""
        return super()._trigger_event(event, *args, **kwargs | {"run_async": False})


class InOrder(socketio.Client):
    def _engineio_client_class(self) -> type[engineio.Client]:
        return _OneByOne
