"""Files that are written whole or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path in the same folder; on leaving without an error it takes the place of ``path``.

    On an error the temporary file is removed and the old file stays whole. OSError as the system raises it.
    """
    with _draft(path) as draft:
        yield draft
        _finish(draft, path)
        draft.replace(path)
    _sync_folder(path.parent)


@contextmanager
def creating(path: Path) -> Iterator[Path]:
    """The same for a new file; FileExistsError, and that file untouched, when there is one by the time of leaving."""
    with _draft(path) as draft:
        yield draft
        _finish(draft, path)
        _give_name(draft, path)
    _sync_folder(path.parent)


@contextmanager
def _draft(path: Path) -> Iterator[Path]:
    import tempfile  # not needed before something is written

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".nfi-", suffix=".tmp")
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)  # it has another name now, or an error took the better of it


def _finish(draft: Path, path: Path) -> None:
    """Bring the draft to the disk, with the permissions it will have."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.chmod(_mode_for(path))


def _give_name(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)  # renaming would replace a file made in the meantime
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        draft.rename(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


_UMASK = _umask()  # read once: a worker that changed it, if only to read it, would change it for every thread


def _mode_for(path: Path) -> int:
    """The old file's permissions, else what the user's umask gives to a new file."""
    return path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_UMASK


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the folder allows it: the file is in its place already."""
    if os.name != "posix":
        return
    with suppress(OSError):  # a folder one may not list, a share that can't sync folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
