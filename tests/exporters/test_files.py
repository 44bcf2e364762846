from __future__ import annotations

import errno
import os
import resource
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quizgen.errors import OutputError
from quizgen.exporters.files import write_whole

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_appears_with_the_permissions_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "甲.apkg", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "甲.apkg").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "甲.apkg").stat().st_mode) == 0o640
    assert names(tmp_path) == ["甲.apkg"]


def test_an_existing_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.apkg"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_whole(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o600)


def test_a_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    target, link, dangling = tmp_path / "store" / "a.apkg", tmp_path / "a.apkg", tmp_path / "b.apkg"
    target.write_bytes(b"old")
    link.symlink_to(target)
    dangling.symlink_to(tmp_path / "store" / "b.apkg")
    write_whole(link, b"new")
    write_whole(dangling, b"new too")
    assert link.is_symlink() and target.read_bytes() == b"new"
    assert dangling.is_symlink() and (tmp_path / "store" / "b.apkg").read_bytes() == b"new too"
    assert names(tmp_path) == ["a.apkg", "b.apkg", "store"]
    assert names(tmp_path / "store") == ["a.apkg", "b.apkg"]


def test_missing_folders_are_made(tmp_path: Path) -> None:
    write_whole(tmp_path / "x" / "y" / "a.apkg", b"new")
    assert (tmp_path / "x" / "y" / "a.apkg").read_bytes() == b"new"


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt(), MemoryError()])
@pytest.mark.parametrize("folder", [".", "x/y"])
def test_a_fault_at_any_step_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, fault: BaseException, folder: str
) -> None:
    def fail(*_: object) -> None:
        raise fault

    (tmp_path / "a.apkg").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fail) if step == "fsync" else monkeypatch.setattr(Path, "replace", fail)
    expected = OutputError if isinstance(fault, OSError) else type(fault)
    with pytest.raises(expected):
        write_whole(tmp_path / folder / "a.apkg", b"new" * 1000)
    monkeypatch.undo()
    assert names(tmp_path) == ["a.apkg"]
    assert (tmp_path / "a.apkg").read_bytes() == b"old"


def test_a_file_that_outgrows_its_limit_is_one_line(tmp_path: Path) -> None:
    """The system itself stops the write in the middle, as a full disk does."""
    path = tmp_path / "a.apkg"
    path.write_bytes(b"old")
    code = (
        "import sys; from pathlib import Path\n"
        "from quizgen.exporters.files import write_whole; from quizgen.errors import OutputError\n"
        "try: write_whole(Path(sys.argv[1]), bytes(100_000))\n"
        "except OutputError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, str(path)], capture_output=True, text=True, check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)),
    )  # fmt: skip
    assert done.stdout == f"{path}: the file is larger than allowed here; choose another folder\n"
    assert (names(tmp_path), path.read_bytes()) == (["a.apkg"], b"old")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    """As a device is; but a test must not try that on one, since a fault would replace the machine's own."""
    path = tmp_path / "pipe.apkg"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(path, b"new")
        assert os.read(reader, 10) == b"new"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_unusable_paths_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    cases = {
        tmp_path: "is a folder",
        tmp_path / "file" / "a.apkg": "a part of the path is a file",
        tmp_path / "file" / "x" / "a.apkg": "a part of the path is a file",
        tmp_path / ("长" * 200): "the file name is too long",
        tmp_path / "round": "go round in a circle",
        tmp_path / "a\x00b": "null",
    }
    for path, what in cases.items():
        with pytest.raises(OutputError) as caught:
            write_whole(path, b"new")
        assert what in str(caught.value)
        assert "\n" not in str(caught.value)
    assert names(tmp_path) == ["file", "round"]


@contextmanager
def no_root() -> Iterator[None]:
    """Nothing is forbidden to root, so the test is somebody else meanwhile."""
    if not ROOT:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_what_is_protected_stays() -> None:
    with no_root(), tempfile.TemporaryDirectory() as name:
        folder, path = Path(name), Path(name) / "a.apkg"
        path.write_bytes(b"old")
        path.chmod(0o400)
        with pytest.raises(OutputError, match="here is not permitted; choose another folder or change its permissions"):
            write_whole(path, b"new")
        path.chmod(0o600)
        folder.chmod(0o500)
        for target in (path, folder / "b.apkg", folder / "x" / "b.apkg"):
            with pytest.raises(OutputError, match="not permitted"):
                write_whole(target, b"new")
        folder.chmod(0o700)
        assert (names(folder), path.read_bytes()) == (["a.apkg"], b"old")
