"""A Socket.IO listener that shows the bytes: frames as they came, and reads only when told."""

import json
import socket
import zlib
from dataclasses import dataclass
from typing import Any, Self

BROWSER_OFFER = "permessage-deflate; client_max_window_bits"

_HANDSHAKE = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
    "Host: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c2l4dGVlbiBieXRlcyE9PQ==\r\n"
)


@dataclass(frozen=True)
class RawFrame:
    wire: bytes
    opcode: int
    deflated: bool
    payload: bytes

    @property
    def text(self) -> str:
        return self.payload.decode()


class RawClient:
    def __init__(self, port: int, *, offer: str = "", receive_buffer: int = 0) -> None:
        self._sock = socket.socket()
        self._sock.settimeout(30)
        if receive_buffer:
            self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self._sock.connect(("127.0.0.1", port))
        extensions = f"Sec-WebSocket-Extensions: {offer}\r\n" if offer else ""
        self._sock.sendall(f"{_HANDSHAKE}{extensions}\r\n".encode())
        self._stream = self._sock.makefile("rb")
        self.handshake = "".join(iter(lambda: self._stream.readline().decode(), "\r\n"))
        self._shares_memory = "no_context_takeover" not in self.handshake
        self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        self.say("40")
        self._await("40{")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()
        self._sock.close()

    def subscribe(self, room: str) -> None:
        self.say(f'421["subscribe","{room}"]')
        self._await("431")

    def say(self, text: str) -> None:
        """Send a text frame, masked with zeros as any mask will do."""
        self.say_frame(0x1, text.encode())

    def say_frame(self, opcode: int, payload: bytes) -> None:
        header = bytes([0x80 | opcode, 0x80 | len(payload)]) + bytes(4)
        self._sock.sendall(header + payload)

    def _await(self, start: str) -> None:
        while not self.frame().text.startswith(start):
            pass

    def frame(self) -> RawFrame:
        """The next frame; EOFError if the stream ended, in the middle of one or not."""
        head = self._read(2)
        size, extra = head[1] & 0x7F, b""
        if size > 125:
            extra = self._read(2 if size == 126 else 8)
            size = int.from_bytes(extra, "big")
        data = self._read(size)
        deflated = bool(head[0] & 0x40)
        payload = self._inflate(data) if deflated else data
        frame = RawFrame(head + extra + data, head[0] & 0xF, deflated, payload)
        if frame.payload == b"2":
            self.say("3")  # Engine.IO's ping, answered as every client does
            return self.frame()
        return frame

    def _inflate(self, data: bytes) -> bytes:
        if not self._shares_memory:
            self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        return self._inflater.decompress(data + b"\x00\x00\xff\xff")

    def _read(self, size: int) -> bytes:
        try:
            data = self._stream.read(size)
        except ConnectionResetError as error:
            raise EOFError from error
        if len(data) < size:
            raise EOFError
        return data

    def event(self) -> tuple[str, Any]:
        """The next Socket.IO event as (name, data)."""
        text = self.frame().text
        assert text.startswith("42"), text[:80]
        name, data = json.loads(text[2:])
        return name, data

    def entries_until_done(self) -> list[Any]:
        """Every entry up to the end of the burst, or up to the end of the stream."""
        entries = []
        try:
            while (event := self.event())[0] == "entry":
                entries.append(event[1])
        except EOFError:
            pass
        return entries
