"""The command line as a person or a script meets it, most of it in a process of its own."""

from __future__ import annotations

import io
import json
import os
import re
import resource
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import docx
import pytest

from quizgen import cli, readers
from quizgen.detectors import Rules
from quizgen.folders import Options

TEXT = """治学之道

为学要做到三点：一是博学之，二是审问之，三是慎思之。
孔子说：“学而不思则罔，思而不学则殆。”
"""
NOTHING = "今天的天气很好，我们去公园走了走。\n"
QUIZGEN = (sys.executable, "-m", "quizgen.cli")
Run = Callable[..., "Result"]


@dataclass(frozen=True)
class Result:
    """What a run of the program left behind."""

    status: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The only line on standard error."""
        (line,) = self.err.splitlines()
        assert line.startswith("quizgen: ") and line.isprintable()
        return line.removeprefix("quizgen: ")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(TEXT, "utf-8")
    (tmp_path / "nothing.txt").write_text(NOTHING, "utf-8")
    return tmp_path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the program in this process, which takes a hundredth of the time of a new one."""

    def called(*arguments: str, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["quizgen", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            cli.main()
        captured = capsys.readouterr()
        return Result(int(ended.value.code or 0), captured.out, captured.err)

    return called


def start(*arguments: str | bytes, **more: object) -> subprocess.Popen[bytes]:
    pipes: dict[str, object] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more
    return subprocess.Popen([*QUIZGEN, *arguments], **pipes)  # type: ignore[call-overload, no-any-return]


def finished(process: subprocess.Popen[bytes], stdin: bytes | None = None) -> Result:
    out, err = process.communicate(stdin, timeout=60)
    return Result(process.returncode, (out or b"").decode(), err.decode())


def new(*arguments: str | bytes, **more: object) -> Result:
    """A run in a process of its own."""
    return finished(start(*arguments, **more))


def word_file(text: str = TEXT) -> bytes:
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def zip_bomb() -> bytes:
    """A Word file whose text unpacks to a thousand times its size."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file())) as good, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name in good.namelist():
            data = good.read(name)
            bomb.writestr(
                name, data.replace(b"<w:body>", b"<w:body>" + b" " * 70_000_000) if "document" in name else data
            )
    return buffer.getvalue()


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".quizgen") or path.suffix == ".tmp"]


# ── inputs that cannot be read ──

BAD = {
    "empty.txt": (b"", "there is no text"),
    "blank.txt": (" \n\u3000\n\ufeff\n".encode(), "there is no text"),
    "binary.txt": (bytes(range(256)) * 20, "binary file"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(100), "a picture"),
    "mixed.txt": (TEXT.encode("gb18030") + "审问之，慎思之".encode() * 3, "encoding"),
    "cut.docx": (word_file()[:9000], "damaged or cut short"),
    "bomb.docx": (zip_bomb(), "unpack"),
    "text.docx": (TEXT.encode(), ""),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx"),
}


@pytest.mark.parametrize("command", ["deck", "extract"])
@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_line(run: Run, command: str, name: str) -> None:
    data, words = BAD[name]
    Path(name).write_bytes(data)
    result = run(command, name, *(["-o", "x.apkg"] if command == "deck" else []))
    assert (result.status, result.out) == (1, "")
    where, what = result.line.split(": ", 1)
    assert where == name and words in what and "; " in what
    assert not Path("x.apkg").exists()


def test_a_bomb_is_not_unpacked() -> None:
    Path("bomb.docx").write_bytes(BAD["bomb.docx"][0])
    limit = 400 * 1024 * 1024
    result = new(
        "deck", "bomb.docx", "-o", "x.apkg", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    )
    assert result.status == 1 and result.line.startswith("bomb.docx: ")


@pytest.mark.parametrize(
    "name", ["none.txt", "none/none.txt", "good.txt/none.txt", "长" * 400 + ".txt", "a\nb.txt", "\x1b[2J"]
)
def test_a_missing_file_is_one_line(run: Run, name: str) -> None:
    result = run("deck", name, "-o", "x.apkg")
    assert result.status == 1 and "there is no such file or folder; check the name" in result.line


def test_a_folder_without_documents_is_one_line(run: Run) -> None:
    Path("pictures").mkdir()
    Path("pictures", "a.png").touch()
    assert run("deck", "pictures", "-o", "x.apkg").line.startswith("pictures: this folder has no document")


def test_one_bad_file_does_not_stop_the_rest(run: Run) -> None:
    Path("both").mkdir()
    Path("both", "1-bad.txt").write_bytes(BAD["binary.txt"][0])
    Path("good.txt").rename("both/2-good.txt")
    result = run("deck", "both", "none.txt", "-o", "x.apkg")
    assert result.status == 1 and len(result.err.splitlines()) == 2
    assert "2-good.txt: 1 marked, 1 saying" in result.out and Path("x.apkg").is_file()
    listed = run("extract", "--format", "jsonl", "both")
    assert listed.status == 1 and "1-bad.txt" in listed.line and len(listed.out.splitlines()) == 2


def test_a_warning_is_one_line_and_no_failure(run: Run) -> None:
    Path("cut.txt").write_bytes(TEXT.encode() + "学".encode()[:-1])
    for result in (run("extract", "cut.txt"), run("deck", "-q", "cut.txt", "-o", "x.apkg")):
        assert result.status == 0 and result.line.startswith("cut.txt: ")


def test_nothing_found(run: Run) -> None:
    for result in (
        run("deck", "nothing.txt", "-o", "x.apkg"),
        run("extract", "nothing.txt"),
        run("extract", "-q", "nothing.txt"),
    ):
        assert result.status == 3 and result.line.startswith("nothing.txt: no formulation and no saying found")
    assert not Path("x.apkg").exists()
    result = run("deck", "nothing.txt", "none.txt", "-o", "x.apkg")
    assert result.status == 1 and len(result.err.splitlines()) == 2 and not Path("x.apkg").exists()


def test_what_is_found_and_makes_no_card_is_told(run: Run) -> None:
    Path("letter.txt").write_text("他在给妻子的信中写道：“亲爱的，我昨天又想起了你，今天就坐下来给你写信。”\n", "utf-8")
    assert "1 saying" in run("extract", "letter.txt").out
    result = run("deck", "letter.txt", "-o", "x.apkg")
    assert result.status == 3 and not Path("x.apkg").exists()
    assert result.line == (
        "letter.txt: nothing found in it makes a card (saying.talk 1), so nothing was written; "
        "quizgen extract lists what was found"
    )


# ── calls that make no sense ──


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["deck", "good.txt", "-o", "x.pdf"], "x.pdf: no format ends in .pdf; use one of .apkg .txt"),
        (["deck", "good.txt", "-o", "x"], "x: the name has no ending"),
        (["deck", "good.txt"], "Missing option '-o' / '--output'; quizgen deck --help shows how"),
        (["deck", "-o", "x.apkg"], "Missing argument 'DOC...'; quizgen deck --help"),
        (["sheet", "good.txt", "-o", "x.apkg"], "x.apkg: no sheet ends in .apkg; use one of .pdf .html .docx .md"),
        (["sheet", "good.txt"], "Missing option '-o' / '--output'; quizgen sheet --help shows how"),
        (["sheet", "good.txt", "-o", "x.md", "--deck", "x.pdf"], "x.pdf: no format ends in .pdf"),
        (
            ["sheet", "good.txt", "-o", "x.md", "--layout", "outline", "--versions", "2"],
            "--layout outline: has the order",
        ),
        (["sheet", "good.txt", "-o", "x.md", "--versions", "27"], "27 is not in the range 1<=x<=26"),
        (["sheet", "good.txt", "-o", "x.md", "--preview"], "x.md: has no pages; use one of .pdf"),
        (["extract"], "Missing argument 'DOC...'; quizgen extract --help"),
        (["extract", "--nope", "good.txt"], "No such option '--nope'; quizgen extract --help"),
        (["extract", "--format", "xml", "good.txt"], "'xml' is not one of"),
        (["--nope"], "No such option '--nope'; quizgen --help"),
        (["bogus"], "No such command 'bogus'; quizgen --help"),
        (["a\nb\udcff"], "No such command"),
    ],
)
def test_usage_errors_are_one_line(run: Run, arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert (result.status, result.out) == (2, "") and words.replace(" ", "") in result.line.replace(" ", "")
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["good.txt", "nothing.txt"]


def test_without_a_command_the_help_shows(run: Run) -> None:
    result = run()
    assert result.status == 2 and "Commands:" in result.err


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["deck", "-h"], ["extract", "--help"], ["sheet", "-h"]])
def test_help_has_examples(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.status, result.err) == (0, "") and "\n  quizgen" in result.out.replace("Examples: ", "\n  ")
    assert "\\b" not in result.out


def test_the_help_lists_every_format(run: Run) -> None:
    listed = run("--help").out.partition("Documents it reads:")[2].partition("Options:")[0]
    assert sorted(re.findall(r"\.[a-z]+", listed)) == sorted(readers.MODULES)


def test_version(run: Run) -> None:
    assert run("--version").out.startswith("quizgen, version ")


# ── outputs that cannot be written ──


@pytest.fixture
def existing(run: Run) -> bytes:
    """The deck of an older version of the document, at old.apkg."""
    Path("old.txt").write_text(TEXT.replace("三点", "两点").replace("，三是慎思之", ""), "utf-8")
    assert run("deck", "old.txt", "-o", "old.apkg").status == 0
    return Path("old.apkg").read_bytes()


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("good.txt/x.apkg", "a part of the path is a file"),
        ("folder.apkg", "is a folder"),
        ("长" * 300 + ".apkg", "file name is too long"),
        ("foreign.apkg", "not a package that quizgen wrote"),
        ("nothing.txt", "not a text file that quizgen wrote"),
        pytest.param("/proc/x.apkg", "", marks=pytest.mark.skipif(sys.platform != "linux", reason="there is no /proc")),
    ],
)
def test_an_output_that_cannot_be_written_is_one_line(run: Run, output: str, words: str, folder: Path) -> None:
    Path("folder.apkg").mkdir()
    Path("foreign.apkg").write_text("somebody's work", "utf-8")
    result = run("deck", "good.txt", "-o", output)
    assert (result.status, result.out) == (1, "")
    assert result.line.startswith(output) and words in result.line and "; " in result.line
    assert Path("foreign.apkg").read_text("utf-8") == "somebody's work"
    assert Path("nothing.txt").read_text("utf-8") == NOTHING
    assert leftovers(folder) == []


@pytest.fixture
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of 64 KB."""
    disk = folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    try:
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("mounting a file system is not permitted here")
    except OSError:
        pytest.skip("there is no mount command here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_leaves_the_deck_as_it_was(run: Run, small_disk: Path, existing: bytes) -> None:
    deck = small_disk / "old.apkg"
    deck.write_bytes(existing)
    with (small_disk / "filler").open("wb", buffering=0) as filler, pytest.raises(OSError, match="No space"):
        while filler.write(bytes(4096)):
            pass
    result = run("deck", "good.txt", "-o", str(deck))
    assert result.status == 1 and result.line.startswith(f"{deck}: no space is left on the disk; ")
    assert deck.read_bytes() == existing and leftovers(small_disk) == []


def test_a_read_only_disk(run: Run, small_disk: Path, existing: bytes) -> None:
    deck = small_disk / "old.apkg"
    deck.write_bytes(existing)
    if subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], capture_output=True, check=False).returncode:
        pytest.skip("remounting is not permitted here")
    result = run("deck", "good.txt", "-o", str(deck))
    assert result.status == 1 and "choose another folder" in result.line
    assert deck.read_bytes() == existing


def test_a_limit_on_file_size_leaves_the_deck_as_it_was(existing: bytes, folder: Path) -> None:
    limit = (1024, 1024)
    result = new(
        "deck", "good.txt", "-o", "old.apkg", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    )
    assert result.status == 1 and result.line.startswith("old.apkg: the file is larger than allowed here")
    assert Path("old.apkg").read_bytes() == existing and leftovers(folder) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", [["extract", "good.txt"], ["--help"]])
def test_standard_output_on_a_full_disk(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        result = new(*arguments, stdout=full)
    assert result.status == 1 and "No space left" in result.line


# ── ends from outside ──


def test_ctrl_c_leaves_the_deck_as_it_was(existing: bytes, folder: Path) -> None:
    os.mkfifo("slow.txt")
    # a suite that runs in the background of a shell has its interrupts ignored, and so would the program
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = start("deck", "slow.txt", "-o", "old.apkg", preexec_fn=heed)
    with Path("slow.txt").open("wb", buffering=0) as writer:  # opens when the program has opened its end
        writer.write(TEXT.encode())
        process.send_signal(signal.SIGINT)
    result = finished(process)  # behind the end of the file, in case the signal came just before the read
    assert (result.status, result.out) == (1, "") and result.line.startswith("stopped")
    assert Path("old.apkg").read_bytes() == existing and leftovers(folder) == []


@pytest.mark.parametrize("step", ["fsync", "write", "replace"])
def test_ctrl_c_while_the_deck_is_written(
    run: Run, existing: bytes, folder: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", interrupted)
    elif step == "replace":
        monkeypatch.setattr(Path, "replace", interrupted)
    else:
        monkeypatch.setattr("quizgen.exporters.files._replace", interrupted)
    result = run("deck", "good.txt", "-o", "old.apkg")
    assert result.status == 1 and result.line.startswith("stopped")
    assert Path("old.apkg").read_bytes() == existing and leftovers(folder) == []


@pytest.mark.parametrize("lines", [0, 1])
def test_a_reader_that_goes_away_is_no_failure(lines: int) -> None:
    Path("long.txt").write_text(
        "".join(f"第{n}人说：“第{n}句话要说得清清楚楚，明明白白。”\n" for n in range(400)), "utf-8"
    )
    with start("extract", "--format", "jsonl", "long.txt") as process:
        assert process.stdout is not None and process.stderr is not None
        for _ in range(lines):
            assert json.loads(process.stdout.readline())["kind"] == "saying"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize("stream", [0, 1, 2])
def test_a_stream_may_be_closed(stream: int) -> None:
    result = new(
        "extract", *(["-"] if stream == 0 else ["good.txt"]), preexec_fn=lambda: os.close(stream), close_fds=False
    )
    assert "Traceback" not in result.err
    assert result.status == (stream == 0)


def test_running_out_of_memory_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("quizgen.pipeline.read", full)
    result = run("extract", "good.txt")
    assert result.status == 1 and "memory" in result.line


def test_a_fault_of_ours_shows_where_it_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizgen.pipeline.read", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run("extract", "good.txt")


# ── names ──


@pytest.mark.parametrize(
    "name", ["-讲话.txt", "a\nb.txt", "a\x1b[2J.txt", "“引号” &amp; <b>.txt", "人" * 80 + ".txt", "=1+1.txt"]
)
def test_odd_names(run: Run, name: str) -> None:
    Path("good.txt").rename(name)
    result = run("deck", "-o", "x.apkg", "--", name)
    assert (result.status, result.err) == (0, "")
    assert all(line.isprintable() for line in result.out.splitlines()) and len(result.out.splitlines()) == 2
    assert json.loads(run("extract", "--format", "jsonl", "--", name).out.splitlines()[0])["document"] == name


def test_names_that_are_no_text() -> None:
    name = b"\xff\xfe.txt"
    try:
        Path("good.txt").rename(os.fsdecode(name))
    except OSError:
        pytest.skip("this file system takes no such name")
    result = new("deck", name, "-o", b"\xfd.apkg")
    assert (result.status, result.err) == (0, "")
    assert Path(os.fsdecode(b"\xfd.apkg")).is_file()
    assert new("extract", b"\xf0.txt").line.startswith(r"\udcf0.txt: there is no such file")


def test_the_same_file_twice_is_one_document(run: Run) -> None:
    once = run("deck", "good.txt", "-o", "once.apkg").out.splitlines()[0]
    assert run("deck", "good.txt", "./good.txt", ".", "-o", "twice.apkg").out.splitlines().count(once) == 1


def test_documents_of_one_name_are_told_apart_and_the_user_is_told(run: Run) -> None:
    Path("b").mkdir()
    Path("b", "good.txt").write_text("老子说：“千里之行，始于足下。”\n", "utf-8")
    result = run("deck", "good.txt", "b", "-o", "x.apkg")
    assert result.status == 0 and result.line.startswith(f"{Path('b', 'good.txt')}: has the same name as good.txt")
    assert "x.apkg: 4 notes" in result.out


def test_a_curated_deck_with_a_document(run: Run) -> None:
    result = run("deck", "decks/guoxue", "good.txt", "-o", "x.apkg")
    assert (result.status, result.err) == (0, "") and "decks/guoxue: a curated deck" in result.out


# ── standard streams ──


@pytest.mark.parametrize(
    "data",
    [TEXT.encode(), TEXT.encode("gb18030"), TEXT.encode("utf-16"), word_file()],
    ids=["utf-8", "gb18030", "utf-16", "docx"],
)
def test_standard_input(run: Run, data: bytes) -> None:
    result = run("extract", "--format", "jsonl", "-", stdin=data)
    assert (result.status, result.err) == (0, "")
    assert [json.loads(line)["kind"] for line in result.out.splitlines()] == ["formulation", "saying"]
    assert run("deck", "-q", "-", "-o", "x.apkg", stdin=data).status == 0


def test_standard_input_of_a_process() -> None:
    result = finished(start("deck", "-", "-o", "x.apkg", stdin=subprocess.PIPE), word_file())
    assert (result.status, result.err) == (0, "") and "stdin: 1 marked, 1 saying" in result.out


def test_quiet_says_nothing_on_success(run: Run) -> None:
    assert run("deck", "-q", "good.txt", "-o", "x.apkg") == Result(0, "", "")
    found = run("extract", "-q", "good.txt").out.splitlines()
    assert len(found) == 2 and found[0].startswith("marked")


def test_verbose_lists_what_was_left_out(run: Run) -> None:
    Path("sold.txt").write_text("仅供学习交流，严禁用于商业用途\n\n" + TEXT, "utf-8")
    assert "仅供学习" in run("deck", "-v", "sold.txt", "-o", "x.apkg").out
    assert "仅供学习" in run("extract", "-v", "sold.txt").err


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "gbk"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=lambda environment: next(iter(environment)),
)
def test_output_is_utf_8_whatever_the_locale(environment: dict[str, str]) -> None:
    Path("good.txt").rename("讲话.txt")
    result = new("extract", "讲话.txt", "无.txt", env=os.environ | environment)
    assert result.status == 1 and "孔子" in result.out
    assert result.line.endswith(".txt: there is no such file or folder; check the name")


def test_nothing_depends_on_the_encoding_of_the_locale() -> None:
    strict = {"PYTHONWARNDEFAULTENCODING": "1", "PYTHONWARNINGS": "always::EncodingWarning"}
    result = new("deck", "good.txt", "-o", "x.apkg", env=os.environ | strict)
    assert result.status == 0
    assert [line for line in result.err.splitlines() if f"quizgen{os.sep}" in line and "EncodingWarning" in line] == []


def on_a_terminal(*arguments: str, **more: object) -> tuple[Result, str]:
    """A run with standard error on a terminal, and what that terminal was sent."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    process = start(*arguments, stderr=theirs, **more)
    os.close(theirs)
    received: list[bytes] = []

    def receive() -> None:
        try:
            while data := os.read(ours, 4096):
                received.append(data)
        except OSError:  # Linux ends a terminal in this way
            return

    reader = threading.Thread(target=receive)
    reader.start()
    out, _ = process.communicate(timeout=60)
    reader.join()
    os.close(ours)
    return Result(process.returncode, out.decode(), ""), b"".join(received).decode()


def test_progress_shows_on_a_terminal_and_keeps_out_of_the_output() -> None:
    result, shown = on_a_terminal("extract", "--format", "jsonl", "good.txt", "none.txt")
    assert [json.loads(line)["kind"] for line in result.out.splitlines()] == ["formulation", "saying"]
    assert "0 done" in shown and "2 done" in shown
    assert "\x1b[2Kquizgen: none.txt: " in shown, "a message starts a line of its own"
    quiet, shown = on_a_terminal("extract", "-q", "good.txt")
    assert (quiet.status, shown) == (0, "")


# ── the same every time ──


SEVERAL = """
import json, sys
from quizgen import cli, readers
for sys.argv in json.loads(sys.argv[1]):
    try:
        cli.main()
    except SystemExit as ended:
        assert not ended.code
"""


def test_the_same_bytes_in_every_process() -> None:
    runs = set()
    calls = [["quizgen", "deck", "good.txt", "decks/guoxue", "-o", output] for output in ("x.apkg", "x.txt")]
    calls.append(["quizgen", "extract", "--format", "jsonl", "good.txt"])
    for seed in ("0", "1"):
        Path("x.apkg").unlink(missing_ok=True)
        Path("x.txt").unlink(missing_ok=True)
        environment = os.environ | {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1800000000"}
        command = [sys.executable, "-c", SEVERAL, json.dumps(calls)]
        out = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
        runs.add((out, Path("x.apkg").read_bytes(), Path("x.txt").read_bytes()))
    assert len(runs) == 1


def test_building_again_changes_nothing(run: Run) -> None:
    run("deck", "good.txt", "-o", "x.apkg")
    before = Path("x.apkg").read_bytes()
    assert "  0 new, 0 changed, 3 unchanged" in run("deck", "good.txt", "-o", "x.apkg").out.splitlines()
    assert Path("x.apkg").read_bytes() == before


# ── review sheets ──


def test_a_sheet_is_written_and_reported(run: Run) -> None:
    result = run("sheet", "good.txt", "-o", "x.pdf")
    assert result == Result(0, "good.txt: 1 marked, 1 saying\nx.pdf: 2 questions, 5 gaps, 2 pages\n", "")
    assert Path("x.pdf").read_bytes().startswith(b"%PDF")
    assert run("sheet", "-q", "good.txt", "-o", "y.md") == Result(0, "", "")
    assert "慎思之" not in Path("y.md").read_text("utf-8").partition("## 参考答案")[0]


def test_versions_and_keys_are_files_of_their_own(run: Run) -> None:
    result = run("sheet", "good.txt", "-o", "x.md", "--versions", "2", "--answers", "separate")
    assert result.out.splitlines()[1:] == [
        *("x-A.md: 2 questions, 5 gaps", "x-A-答案.md: the answers"),
        *("x-B.md: 2 questions, 5 gaps", "x-B-答案.md: the answers"),
    ]
    assert not Path("x.md").exists()
    assert all("慎思之" in Path(f"x-{one}-答案.md").read_text("utf-8") for one in "AB")


def test_a_preview_is_a_picture_beside_each_page(run: Run) -> None:
    assert run("sheet", "good.txt", "-o", "x.pdf", "--preview", "--answers", "none").status == 0
    assert Path("x-1.png").read_bytes().startswith(b"\x89PNG") and not Path("x-2.png").exists()


def test_a_sheet_has_the_cards_of_the_deck(run: Run, mine: Path) -> None:
    keys = listed(run("deck", "mine", "--list", "--kinds", "saying", "--level", "1"))
    assert run("sheet", "mine", "-o", "x.md", "--kinds", "saying", "--level", "1").status == 0
    questions, _, key = Path("x.md").read_text("utf-8").partition("## 参考答案")
    assert len(keys) == questions.count("＿＿＿") - 4 * 2 == len(key.split("\n\n")) - 2


def test_codes_are_those_of_the_deck_that_learners_have(run: Run) -> None:
    run("deck", "good.txt", "-o", "x.txt")
    Path("good.txt").rename("better.txt")
    codes = []
    for more in ([], ["--deck", "x.txt"]):
        assert run("sheet", "better.txt", "-o", "x.md", "--codes", *more).status == 0
        codes.append(re.findall("`([a-z2-7]+)`", Path("x.md").read_text("utf-8")))
    known = Path("x.txt").read_text("utf-8")
    assert not any(code in known for code in codes[0]) and all(code in known for code in codes[1]) and codes[1]


def test_a_layout_that_no_card_fits(run: Run) -> None:
    choice = ("--kinds", "formulation", "--max-cards", "1")
    result = run("sheet", "good.txt", "-o", "x.md", "--layout", "recite", *choice)
    assert (result.status, Path("x.md").exists()) == (3, False)
    assert result.line == "good.txt: no card fits this layout, so nothing was written; choose another --layout"


def test_a_sheet_that_cannot_be_written_is_one_line(run: Run) -> None:
    Path("x.pdf").mkdir()
    result = run("sheet", "good.txt", "-o", "x.pdf")
    assert (result.status, result.line) == (1, "x.pdf: is a folder; name a file in it")


def test_a_list_in_columns_has_a_header(run: Run) -> None:
    lines = run("extract", "--format", "tsv", "good.txt").out.splitlines()
    assert [line.count("\t") for line in lines] == [9] * 3 and lines[0].startswith("document\tkind\tform")


# ── decks that people tend ──


@pytest.fixture
def mine() -> Path:
    """A deck folder of two documents."""
    place = Path("mine")
    place.mkdir()
    Path("good.txt").rename("mine/good.txt")
    more = "老子说：“千里之行，始于足下。”\n为学要做到三点：一是博学之，二是审问之，三是慎思之。\n"
    Path("mine", "more.txt").write_text(more, "utf-8")
    about = 'title = "治学"\ntags = ["国学"]\ndescription = "甲。"\ndocuments = ["*.txt"]\n'
    Path("mine", "deck.toml").write_text(about, "utf-8")
    return place


def listed(result: Result) -> dict[str, str]:
    """Fronts with answers, by key, of a list of cards."""
    assert (result.status, result.err) == (0, "")
    return dict(line.split("  ", 1) for line in result.out.splitlines())


def test_a_deck_folder_is_one_deck(run: Run, mine: Path) -> None:
    result = run("deck", "mine", "-o", "x.apkg")
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines()[:3] == [
        "good.txt: 1 marked, 1 saying",
        "more.txt: 1 marked, 1 saying",
        "x.apkg: 4 notes, 10 cards",
    ]
    assert "list.shared 1" in result.out, "what both documents have is one note"
    assert "0 new, 0 changed, 4 unchanged" in run("deck", "mine", "-o", "x.apkg").out
    assert run("extract", "mine").out.count("marked") == 4


def test_cards_are_listed_and_nothing_is_written(run: Run, mine: Path) -> None:
    cards = listed(run("deck", "mine", "--list"))
    assert cards["saying.千里之行始于足下/始于足下"] == "千里之行，＿＿。 ｜ ——老子 → 始于足下"
    assert not Path("x.apkg").exists()
    objects = [json.loads(line) for line in run("deck", "mine", "--list", "--format", "jsonl").out.splitlines()]
    assert [one["key"] for one in objects] == list(cards)
    assert {"kind", "form", "front", "answer", "tags", "source"} < objects[0].keys()
    run("deck", "mine", "-o", "x.apkg")
    before = Path("x.apkg").read_bytes()
    assert listed(run("deck", "mine", "--list", "-o", "x.apkg")) == cards
    assert Path("x.apkg").read_bytes() == before


def test_decisions_hold_however_the_document_changes(run: Run, mine: Path) -> None:
    run("deck", "mine", "-o", "x.apkg")
    key = "saying.千里之行始于足下/始于足下"
    assert run("decide", "mine", key, "drop") == Result(0, "", "")
    first = run("deck", "mine", "-o", "x.apkg")
    assert "  decided: drop 1" in first.out and "use Tools > Empty Cards" in first.out
    text = Path("mine", "more.txt").read_text("utf-8").replace("始于足下", "始于此足下")
    Path("mine", "more.txt").write_text(text, "utf-8")
    again = run("deck", "mine", "-o", "x.apkg")
    assert (again.status, again.err) == (0, "") and "  decided: drop 1" in again.out
    assert not any(
        "始于" in line.split("→")[1] for line in listed(run("deck", "mine", "--list", "-o", "x.apkg")).values()
    )
    Path("mine", "more.txt").write_text("庄子说：“吾生也有涯，而知也无涯。”\n", "utf-8")
    gone = run("deck", "mine", "-o", "x.apkg")
    assert gone.status == 0
    assert f"  decided, but no card of that key is here: 1\n    {key}: drop\n" in gone.out


def test_an_edit_that_does_not_fit_is_one_line_and_no_failure(run: Run, mine: Path) -> None:
    key = "saying.千里之行始于足下/始于足下"
    run("decide", "mine", key, "edit", "--answer", "千里之行")
    result = run("deck", "mine", "-o", "x.apkg")
    assert result.status == 0
    assert result.line.startswith(f"{Path('mine', 'decisions.toml')}, {key}: answer: ")
    assert "the card stays as quizgen makes it" in result.line
    run("decide", "mine", key, "edit", "--answer", "足下", "--hint", "脚边")
    assert listed(run("deck", "mine", "--list"))[key] == "千里之行，始于＿＿（脚边）。 ｜ ——老子 → 足下"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["decide", "mine", "a/b", "burn"], "'burn' is not one of"),
        (["decide", "mine", "a/b", "edit"], "a/b: an edit needs one of answer, lead, hint, note"),
        (["decide", "mine", "a/b", "drop", "--note", "c"], 'a/b: note goes with decision = "edit"'),
        (["deck", "mine", "--kinds", "nothing", "--list"], "'nothing' is not one of formulation, saying"),
        (["deck", "mine", "--forms", "marked,wrong", "--list"], "'wrong' is not one of marked"),
        (["deck", "mine", "--level", "4", "--list"], "4 is not in the range"),
        (["deck", "mine", "--max-cards", "0", "--list"], "0 is not in the range"),
        (["deck", "mine", "--hint", "last", "--list"], "'last' is not one of"),
        (["deck", "mine", "--list", "-o", "x.pdf"], "no format ends in .pdf"),
    ],
)
def test_wrong_choices_are_one_line(run: Run, mine: Path, arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert (result.status, result.out) == (2, "") and words in result.line
    assert not Path("mine", "decisions.toml").exists()


def test_a_decision_needs_a_deck_folder(run: Run) -> None:
    result = run("decide", "nowhere", "a/b", "drop")
    assert result.status == 1 and result.line == "nowhere: is not a deck folder; name a folder with a deck.toml"


def test_the_call_chooses_before_the_folder(run: Run, mine: Path) -> None:
    with Path("mine", "deck.toml").open("a", encoding="utf-8") as file:
        file.write('[options]\nkinds = ["saying"]\nmax-cards = 3\n')
    assert len(listed(run("deck", "mine", "--list"))) == 3
    assert len(listed(run("deck", "mine", "--list", "--max-cards", "2"))) == 2
    formulations = listed(run("deck", "mine", "--list", "--kinds", "formulation", "--max-cards", "99"))
    assert formulations and all(key.startswith("list.") for key in formulations)
    Path("other.txt").write_text(TEXT, "utf-8")
    assert len(listed(run("deck", "mine", "other.txt", "--list"))) > 3, "beside others the folder is no deck of its own"


def test_every_option_of_a_folder_is_one_of_the_command_line(run: Run) -> None:
    from quizgen.folders import Options

    names = {f"--{name.replace('_', '-')}" for name in Options.model_fields}
    assert names == {f"--{name.replace('_', '-')}" for name in cli._CHOOSING}
    assert all(name in run("deck", "--help").out for name in names)


def test_a_look_is_chosen_by_the_call_before_the_folder_and_moves_no_key(run: Run, mine: Path) -> None:
    key = "saying.千里之行始于足下/始于足下"
    bare = listed(run("deck", "mine", "--list"))
    hinted = listed(run("deck", "mine", "--list", "--hint", "first"))
    assert list(hinted) == list(bare) and hinted[key] == bare[key].replace("＿＿", "＿＿（始）")
    with Path("mine", "deck.toml").open("a", encoding="utf-8") as file:
        file.write('[options]\nhint = "length"\ntyping = true\n')
    assert "＿＿（4字）" in listed(run("deck", "mine", "--list"))[key]
    assert listed(run("deck", "mine", "--list", "--hint", "none")) == bare
    assert "4 notes, 10 cards" in run("deck", "mine", "-o", "x.apkg").out
    assert "0 new, 0 changed, 4 unchanged" in run("deck", "mine", "-o", "x.apkg").out
    out = run("deck", "mine", "-o", "x.apkg", "--no-typing").out
    assert "4 new, 0 changed, 0 unchanged" in out and "4 notes are of another type now" in out


def test_choices_that_leave_nothing(run: Run, mine: Path) -> None:
    result = run("deck", "mine", "-o", "x.apkg", "--tags", "无此章节")
    assert result.status == 3 and "all 4 notes are left out" in result.line and not Path("x.apkg").exists()


def test_a_missing_document_of_a_folder(run: Run, mine: Path) -> None:
    about = Path("mine", "deck.toml")
    about.write_text(about.read_text("utf-8").replace('"*.txt"', '"*.txt", "none.docx"'), "utf-8")
    result = run("deck", "mine", "-o", "x.apkg")
    assert result.status == 1 and Path("x.apkg").exists()
    assert result.line.startswith(f"{Path('mine', 'deck.toml')}: documents: none.docx is not there; ")


@pytest.mark.parametrize("command", ["extract", "deck"])
def test_the_threshold_that_help_shows_is_the_one_that_is_used(command: str) -> None:
    options = {option.name: option.default for option in cli.cli.commands[command].params}
    assert options["min_confidence"] == Options().min_confidence == Rules().min_confidence


# ── reading ──


def test_read_prints_the_blocks(run: Run) -> None:
    Path("book.md").write_text("# 学记\n\n学然后知不足，教然后知困。\n\n- 知不足\n- 知困\n\n第 3 页\n", "utf-8")
    result = run("read", "book.md")
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines() == [
        "book.md: 1 heading, 1 paragraph, 2 items; left out 1 line: page.number 1",
        "heading 1        学记",
        "paragraph        学然后知不足，教然后知困。",
        "item 1           - 知不足",
        "item 1           - 知困",
    ]
    assert run("read", "-q", "-v", "book.md").err == "quizgen: page.number: 第 3 页\n"


def test_read_as_markdown_and_as_json(run: Run) -> None:
    assert run("read", "--format", "md", "good.txt").out.startswith("# 治学之道\n\n为学要做到三点：")
    lines = [json.loads(line) for line in run("read", "--format", "jsonl", "good.txt").out.splitlines()]
    assert [(one["document"], one["kind"], one["line"]) for one in lines] == [
        ("good.txt", "heading", 1),
        ("good.txt", "paragraph", 3),
        ("good.txt", "paragraph", 4),
    ]


def test_read_goes_on_behind_a_bad_file(run: Run) -> None:
    result = run("read", "none.txt", "good.txt")
    assert result.status == 1 and result.line.startswith("none.txt: there is no such file") and "治学之道" in result.out


def test_what_looks_like_furniture_can_be_kept(run: Run) -> None:
    Path("page.txt").write_text(TEXT + "\n责任编辑：赵钱\n", "utf-8")
    assert "责任编辑" not in run("read", "page.txt").out
    assert "责任编辑" in run("read", "--keep-all", "page.txt").out


def test_a_change_of_script_keeps_every_card(run: Run) -> None:
    first = run("deck", "good.txt", "-o", "x.apkg").out
    count = int(first.split(" notes")[0].split()[-1])
    assert count > 1
    assert (
        f"0 new, {count} changed, 0 unchanged" in run("deck", "good.txt", "--script", "traditional", "-o", "x.apkg").out
    )
    shown = run("deck", "good.txt", "--script", "traditional", "--list").out
    assert "博學之" in shown and "博学之" not in re.sub(r"^\S+", "", shown, flags=re.MULTILINE)
    assert f"0 new, {count} changed, 0 unchanged" in run("deck", "good.txt", "-o", "x.apkg").out


def test_the_package_runs_as_the_command() -> None:
    ran = subprocess.run([sys.executable, "-m", "quizgen", "--version"], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("quizgen")
