"""Old Word documents and rich text, read through LibreOffice or named with what to do."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

import quizgen
from quizgen.errors import InputError
from quizgen.readers import office, read_bytes

EXAMPLES = Path(__file__).parents[2] / "examples"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_WORD = COMPOUND + "WordDocument".encode("utf-16-le")
RICH = rb"{\rtf1\ansi\ansicpg936 \u23398?\u32780?\u26102?\u20064?\u20043?\u12290?\par \u-26225? \par}"

needs_libreoffice = pytest.mark.skipif(office.libreoffice() is None, reason="LibreOffice is not installed")
needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a shell script")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, to see that nothing stays in it."""
    made = tmp_path / "temporary"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    return made


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A command instead of LibreOffice."""
    command = tmp_path / "soffice"
    command.write_text(f"#!/bin/sh\n{script}\n")
    command.chmod(0o755)
    monkeypatch.setattr(office, "libreoffice", lambda: str(command))


@needs_libreoffice
def test_an_old_word_document_gives_the_findings_of_the_new_one(tmp_path: Path, folder: Path) -> None:
    source = EXAMPLES / "讲话.docx"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    call = [
        str(office.libreoffice()),
        profile,
        "--headless",
        "--convert-to",
        "doc",
        "--outdir",
        str(tmp_path),
        str(source),
    ]
    subprocess.run(call, check=True, capture_output=True, timeout=120)
    data = (tmp_path / "讲话.doc").read_bytes()
    found = [finding.model_dump(exclude={"section"}) for finding in quizgen.extract(quizgen.read(str(source)))]
    document = read_bytes(data, "讲话.wps")
    assert [finding.model_dump(exclude={"section"}) for finding in quizgen.extract(document)] == found
    assert list(folder.iterdir()) == []


@needs_libreoffice
def test_rich_text(folder: Path) -> None:
    assert [block.text for block in read_bytes(RICH, "a.rtf").blocks] == ["学而时习之。", "馏"]
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(("data", "name"), [(OLD_WORD, "a.doc"), (OLD_WORD, "a.wps"), (OLD_WORD, "a"), (RICH, "a.rtf")])
def test_without_libreoffice_the_message_says_what_to_do(
    data: bytes, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "libreoffice", lambda: None)
    with pytest.raises(InputError, match=r"takes LibreOffice.*save it as \.docx"):
        read_bytes(data, name)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (COMPOUND + "Workbook".encode("utf-16-le"), "a spreadsheet"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le") + OLD_WORD, "without a password"),
        (COMPOUND, "an old Office file"),
        ("学而时习之".encode(), "is none"),
    ],
)
def test_what_is_no_old_word_document_is_named(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_bytes(data, "a.doc")


def test_a_word_document_under_the_old_name_is_read() -> None:
    data = (EXAMPLES / "讲话.docx").read_bytes()
    assert read_bytes(data, "讲话.doc").blocks == read_bytes(data, "讲话.docx").blocks


def test_too_large_a_document_is_refused_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_BYTES", 10)
    monkeypatch.setattr(office, "libreoffice", lambda: pytest.fail("asked for"))
    with pytest.raises(InputError, match=r"an old Word document .* of over"):
        read_bytes(OLD_WORD, "a.doc")


@needs_shell
@pytest.mark.parametrize("script", ["exit 1", "exit 0", 'mkdir made; echo x > made/document.docx; touch "$HOME/left"'])
def test_what_libreoffice_cannot_read_is_one_line_and_leaves_nothing(
    script: str, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, script)
    with pytest.raises(InputError) as caught:
        read_bytes(OLD_WORD, "a.doc")
    assert "\n" not in str(caught.value) and caught.value.problem.remedy
    assert list(folder.iterdir()) == []


@needs_shell
def test_libreoffice_ends_in_time_with_all_that_it_started(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = tmp_path / "pid"
    stand_in(tmp_path, monkeypatch, f"sleep 60 & echo $! > {started}; wait")
    monkeypatch.setattr(office, "SECONDS", 0.5)
    with pytest.raises(InputError, match="not done with it"):
        read_bytes(OLD_WORD, "a.doc")
    assert list(folder.iterdir()) == []
    for _ in range(50):
        state = Path(f"/proc/{started.read_text().strip()}/stat")
        if not _runs(int(started.read_text())) or (state.exists() and state.read_text().split()[2] == "Z"):
            return
        time.sleep(0.1)
    pytest.fail("a process still runs")


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
