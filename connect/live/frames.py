"""WebSocket frames built once per packet, plain or deflated, with equal bytes for every client."""

import zlib
from dataclasses import replace
from typing import Any, Final, Protocol

from wsproto import WSConnection
from wsproto.events import AcceptConnection, Event
from wsproto.extensions import PerMessageDeflate

_FIN: Final = 0x80
_DEFLATED: Final = 0x40
_TEXT: Final = 0x1
_BINARY: Final = 0x2
_WORTH_DEFLATING: Final = 256
"""Bytes below which deflate gains less than it costs the reader."""


class Packet(Protocol):
    """What we use of an Engine.IO packet."""

    binary: bool
    data: Any

    def encode(self) -> str | bytes: ...


class Frame(bytes):
    """A ready frame, or the end of one, that passes through Engine.IO's writer as if a packet."""

    def encode(self, b64: bool = False) -> "Frame":
        return self


def frame_of(packet: Packet, *, deflated: bool) -> Frame:
    """The packet's frame, kept on the packet: a broadcast hands the same packet to every client."""
    kept = "deflated_frame" if deflated else "plain_frame"
    frame: Frame | None = vars(packet).get(kept)
    if frame is None:
        frame = frame_message(packet.data if packet.binary else packet.encode(), deflated=deflated)
        setattr(packet, kept, frame)
    return frame


def frame_message(message: str | bytes, *, deflated: bool) -> Frame:
    """An unmasked, unfragmented data frame (RFC 6455, 5.2; deflate: RFC 7692, 7.2.1)."""
    if isinstance(message, str):
        first, payload = _FIN | _TEXT, message.encode()
    else:
        first, payload = _FIN | _BINARY, bytes(message)
    if deflated and len(payload) >= _WORTH_DEFLATING:
        first, payload = first | _DEFLATED, _deflate(payload)
    return Frame(bytes([first]) + _length(len(payload)) + payload)


def _deflate(payload: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return (compressor.compress(payload) + compressor.flush(zlib.Z_SYNC_FLUSH))[:-4]


def _length(size: int) -> bytes:
    if size < 126:
        return bytes([size])
    if size < 1 << 16:
        return b"\x7e" + size.to_bytes(2, "big")
    return b"\x7f" + size.to_bytes(8, "big")


class SharedDeflate(PerMessageDeflate):
    """permessage-deflate without memory between messages, so that one frame suits all."""

    def __init__(self) -> None:
        super().__init__(client_no_context_takeover=True, server_no_context_takeover=True)

    def accept(self, offer: str) -> bool | str | None:
        if "server_max_window_bits" in offer:
            return None  # such a client could not read the frames made for the others
        return super().accept(offer)


class Connection(WSConnection):
    """The server's side of a WebSocket that agrees on `SharedDeflate` only."""

    def send(self, event: Event) -> bytes:
        if isinstance(event, AcceptConnection):
            self._deflate = SharedDeflate()
            event = replace(event, extensions=[self._deflate])
        return super().send(event)

    @property
    def deflated(self) -> bool:
        return self._deflate.enabled()
