"""Files in a folder of this machine."""

import os
import secrets
import shutil
from pathlib import Path
from typing import BinaryIO

from connect.aside import aside


class FolderStorage:
    def __init__(self, folder: str) -> None:
        self.folder = Path(folder).resolve()

    def put(self, name: str, file: BinaryIO) -> None:
        aside(self._put, self._path(name), file)

    def open(self, name: str) -> BinaryIO:
        return self._path(name).open("rb")

    def remove(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def check(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise PermissionError("The folder of CONNECT_UPLOADS cannot be written to")

    def _put(self, path: Path, file: BinaryIO) -> None:
        """Written beside its place and moved there when complete: nobody reads half a file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        file.seek(0)
        try:
            with beside.open("xb") as copy:
                shutil.copyfileobj(file, copy)
                copy.flush()
                os.fsync(copy.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder) or path == self.folder:
            raise FileNotFoundError(name)
        return path
