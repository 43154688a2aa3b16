"""Files in a bucket that speaks S3: Amazon's, MinIO, Ceph, Garage, Scaleway, OVH and others."""

import io
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.session import get_session

from connect.settings import Settings

ABSENT = {"NoSuchKey", "404"}


class BucketStorage:
    def __init__(self, settings: Settings) -> None:
        address = urlsplit(settings.uploads)
        self.bucket = address.netloc
        self.prefix = address.path.strip("/") + "/" if address.path.strip("/") else ""
        self._client = get_session().create_client(
            "s3",
            endpoint_url=settings.s3_endpoint or None,
            region_name=settings.s3_region,
            aws_access_key_id=settings.s3_key or None,
            aws_secret_access_key=settings.s3_secret or None,
            config=_config(settings),
        )

    def put(self, name: str, file: BinaryIO) -> None:
        file.seek(0)
        self._client.put_object(Bucket=self.bucket, Key=self.prefix + name, Body=file)

    def open(self, name: str) -> BinaryIO:
        return cast(BinaryIO, BucketFile(self, name))

    def remove(self, name: str) -> None:
        self._client.delete_object(Bucket=self.bucket, Key=self.prefix + name)

    def check(self) -> None:
        self._client.head_bucket(Bucket=self.bucket)

    def fetch(self, name: str, start: int) -> tuple[Any, int]:
        """The body from byte `start` on, and the length of the whole."""
        part = {"Range": f"bytes={start}-"} if start else {}
        try:
            found = self._client.get_object(Bucket=self.bucket, Key=self.prefix + name, **part)
        except ClientError as error:
            if error.response["Error"]["Code"] in ABSENT:
                raise FileNotFoundError(name) from error
            raise
        return found["Body"], start + found["ContentLength"]


class BucketFile(io.RawIOBase):
    """Reads on from where it was last sought to: a request for the whole, and one for each leap."""

    def __init__(self, storage: BucketStorage, name: str) -> None:
        self._storage, self._name = storage, name
        self._body, self._length = storage.fetch(name, 0)
        self._position = self._body_position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._length}[whence]
        self._position = base + offset
        return self._position

    def readinto(self, buffer: Any) -> int:
        if self._position >= self._length:
            return 0
        if self._body_position != self._position:
            self._body.close()
            self._body, _length = self._storage.fetch(self._name, self._position)
        piece: bytes = self._body.read(len(buffer))
        buffer[: len(piece)] = piece
        self._position += len(piece)
        self._body_position = self._position
        return len(piece)

    def close(self) -> None:
        self._body.close()
        super().close()


def _config(settings: Settings) -> Config:
    """Buckets other than Amazon's are found by path, and not all know its newest checksums."""
    return Config(
        connect_timeout=5,
        read_timeout=30,
        retries={"mode": "standard", "total_max_attempts": 3},
        max_pool_connections=20,
        s3={"addressing_style": "path" if settings.s3_endpoint else "auto"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
