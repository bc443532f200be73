"""The files of a log: one, a folder of them, or a packed folder, each opened only when it is read."""

from __future__ import annotations

import gzip
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from runplan.errors import PlanFileError
from runplan.exchange.activities.limits import INSTEAD, MOST_BYTES, MOST_FILES, MOST_UNPACKED, plain, refusal
from runplan.exchange.disk import as_path, real_path, what_stands_at
from runplan.exchange.packed import ManyParts, opened_zip

_ZIP = b"PK\x03\x04"
_GZIP = b"\x1f\x8b"
_BEGINNING = 1024
_Source = Callable[[], BinaryIO]
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error)


@dataclass(frozen=True)
class Piece:
    """One file of a log: its name within what was given, its size [bytes], and a way to open it."""

    name: str
    size: int
    opened: Callable[[], AbstractContextManager[BinaryIO]]

    @property
    def beginning(self) -> bytes:
        """Its first bytes.

        Raises
        ------
        PlanFileError
            If it cannot be read.
        """
        with self.stream() as stream:
            return stream.read(_BEGINNING)

    @property
    def content(self) -> bytes:
        """All of its bytes.

        Raises
        ------
        PlanFileError
            If it cannot be read, or is too large.
        """
        with self.stream() as stream:
            data = stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise refusal(self.name, f"is larger than {MOST_BYTES >> 20} MB: give a part of it.")
        return data

    @contextmanager
    def stream(self) -> Iterator[BinaryIO]:
        """Open it for reading, unpacked."""
        try:
            with self.opened() as stream:
                yield stream
        except PlanFileError:
            raise
        except OSError as error:
            reason = (error.strerror or str(error) or type(error).__name__).rstrip(".").lower()
            raise refusal(self.name, f"cannot be read: {reason}.") from None
        except _DAMAGED:
            raise refusal(self.name, "is an archive that is damaged or has a password: use a complete copy.") from None


def pieces_of(path: str | os.PathLike[str], stack: ExitStack) -> list[Piece]:
    """The files of a path, in the order of their names; what is opened meanwhile is closed with the stack.

    Raises
    ------
    PlanFileError
        If nothing is there, it cannot be read, or it holds too many files.
    """
    position = real_path(as_path(path))
    try:
        there = what_stands_at(position)
        if there == "a folder":
            return _of_folder(position, stack)
        if not there:
            raise PlanFileError(f"{position} is not there: {INSTEAD}.")
        if there != "a file":
            raise PlanFileError(f"{position} is {there}, not a file: {INSTEAD}.")
        return _of_file(position, position.name, stack)
    except OSError as error:
        reason = (error.strerror or str(error)).rstrip(".").lower()
        raise PlanFileError(f"{position} cannot be read: {reason}.") from None


def pieces_of_bytes(data: bytes, name: str, stack: ExitStack) -> list[Piece]:
    """The files of a file's content: itself, or what is packed in it.

    Raises
    ------
    PlanFileError
        If it is packed and damaged, or holds too many files.
    """
    return _pieces(partial(BytesIO, data), len(data), data[:4], plain(name), stack)


def _of_folder(folder: Path, stack: ExitStack) -> list[Piece]:
    files = []
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [Path(root, name) for name in sorted(names) if not name.startswith(".")]
        if len(files) > MOST_FILES:
            raise refusal(str(folder), f"has more than {MOST_FILES:,} files: give only the folder of the log.")
    pieces: list[Piece] = []
    for file in files:
        if file.is_file():
            pieces += _of_file(file, file.relative_to(folder).as_posix(), stack)
    return pieces


def _of_file(path: Path, name: str, stack: ExitStack) -> list[Piece]:
    with path.open("rb") as file:
        start = file.read(4)

    def source() -> BinaryIO:
        return path.open("rb")

    return _pieces(source, path.stat().st_size, start, name, stack)


def _pieces(source: _Source, size: int, start: bytes, name: str, stack: ExitStack) -> list[Piece]:
    if start == _ZIP:
        return _of_zip(source, name, stack)
    return [_piece(plain(name), size, source, start.startswith(_GZIP))]


def _piece(name: str, size: int, source: _Source, is_packed: bool) -> Piece:
    if is_packed:
        return Piece(name.removesuffix(".gz"), 0, partial(_opened, source, True))
    return Piece(name, size, partial(_opened, source, False))


@contextmanager
def _opened(source: _Source, is_packed: bool) -> Iterator[BinaryIO]:
    with source() as raw:
        if not is_packed:
            yield raw
            return
        with gzip.GzipFile(fileobj=raw) as unpacked:
            yield cast(BinaryIO, unpacked)


def _of_zip(source: _Source, name: str, stack: ExitStack) -> list[Piece]:
    """The files that are packed in a zip; those in other packed ones stay closed."""
    try:
        raw = stack.enter_context(source())
        packed = stack.enter_context(opened_zip(raw, MOST_FILES))
        parts = [part for part in packed.infolist() if not part.is_dir()]
    except ManyParts:
        sentence = f"is an archive of more than {MOST_FILES:,} files: give only the files of the log."
        raise refusal(name, sentence) from None
    except _DAMAGED:
        raise refusal(name, "is a damaged archive: use a complete copy.") from None
    if sum(min(part.file_size, MOST_BYTES) for part in parts) > MOST_UNPACKED:
        raise refusal(name, "is too large once unpacked: give a part of it.")
    pieces = []
    for part in sorted(parts, key=lambda part: part.filename):
        title = plain(part.filename)
        if Path(title).name.startswith(".") or title.startswith("__MACOSX"):
            continue
        gz = title.lower().endswith(".gz")
        opened = partial(_opened_part, packed, part.filename, gz)
        pieces.append(Piece(title[:-3] if gz else title, 0 if gz else part.file_size, opened))
    return pieces


@contextmanager
def _opened_part(packed: zipfile.ZipFile, filename: str, is_packed: bool) -> Iterator[BinaryIO]:
    with packed.open(filename) as stream:
        if not is_packed:
            yield cast(BinaryIO, stream)
            return
        with gzip.GzipFile(fileobj=stream) as unpacked:
            yield cast(BinaryIO, unpacked)
