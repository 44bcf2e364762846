"""Writes a file whole or not at all: what stood there before is untouched until the new one is safe on disk."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from quizgen.errors import OutputError

_FAULTS = {
    errno.ENOSPC: ("no space is left on the disk", "free some space or choose another folder"),
    errno.EDQUOT: ("your disk quota is used up", "free some space or choose another folder"),
    errno.EFBIG: ("the file is larger than allowed here", "choose another folder"),
    errno.EACCES: ("writing here is not permitted", "choose another folder or change its permissions"),
    errno.EPERM: ("writing here is not permitted", "choose another folder or change its permissions"),
    errno.EROFS: ("the disk is read-only", "choose another folder"),
    errno.ENAMETOOLONG: ("the file name is too long", "choose a shorter one"),
    errno.EISDIR: ("is a folder", "name a file in it"),
    errno.ENOTDIR: ("a part of the path is a file, not a folder", "choose another path"),
    errno.EEXIST: ("a part of the path is a file, not a folder", "choose another path"),
    errno.ELOOP: ("the symbolic links go round in a circle", "choose another path"),
}


def write_whole(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of ``path``; :class:`OutputError` says in one line why that cannot be.

    Missing folders are made. A symbolic link stays and the file that it points to is replaced. A pipe or a device
    is written to as it is, since there is nothing to replace.
    """
    with _said_in_one_line(path):
        target = path.resolve()
        if target.is_symlink():  # a circle of links, which newer Pythons resolve to one of them
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if target.exists() and not os.access(target, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            # replacing needs no permission on the file itself, but its owner took that permission away for a reason
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        with _folder(target.parent):
            _replace(target, data)


@contextmanager
def _said_in_one_line(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:  # resolve: a circle of links before 3.13, NUL in a name
        number = getattr(error, "errno", None) or (errno.ELOOP if isinstance(error, RuntimeError) else 0)
        what, remedy = _FAULTS.get(number, (getattr(error, "strerror", None) or str(error), "choose another path"))
        raise OutputError(str(path), what, remedy) from error


@contextmanager
def _folder(folder: Path) -> Iterator[None]:
    """Make ``folder`` with its parents, and take the new ones away again if what is done in it fails."""
    made: list[Path] = []
    try:
        for missing in _missing(folder):
            missing.mkdir(exist_ok=True)
            made.append(missing)
        yield
    except BaseException:
        for new in reversed(made):
            with suppress(OSError):  # somebody else put a file there meanwhile
                new.rmdir()
        raise


def _missing(folder: Path) -> list[Path]:
    """The folders that have to be made for ``folder`` to exist, the outermost first."""
    return [parent for parent in reversed([folder, *folder.parents]) if not parent.exists()]


def _replace(target: Path, data: bytes) -> None:
    """Write beside ``target``, then rename over it: in one folder that is a single step for every onlooker."""
    temporary = target.parent / f".quizgen-{secrets.token_hex(8)}.tmp"
    try:
        # not tempfile: its files are private, while open() gives what the user's umask says
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o7777)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself safe against a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
