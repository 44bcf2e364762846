"""Which files are read, by whom, and what is said of the others."""

import importlib
import io
import os
import sys
import unicodedata
import zipfile
from pathlib import Path

import pytest

from quizgen import readers
from quizgen.errors import InputError
from quizgen.model import Problem
from quizgen.readers import READERS, by_suffix, documents, kinds, read, read_bytes

TEXT = "学而时习之，不亦说乎？有朋自远方来，不亦乐乎？"


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize("module", READERS)
def test_the_table_of_readers_says_what_they_claim(module: str) -> None:
    assert tuple(importlib.import_module(module).suffixes) == READERS[module]


def test_two_readers_of_one_suffix_are_an_error_that_names_both() -> None:
    with pytest.raises(ValueError, match=r"one and two both claim \.txt"):
        by_suffix({"one": (".txt",), "two": (".md", ".txt")})


def test_names_and_titles(tmp_path: Path) -> None:
    path = tmp_path / unicodedata.normalize("NFD", "é论语.txt")
    path.write_text(f"论语选读\n{TEXT}", "utf-8")
    document = read(path)
    assert (document.id, document.title) == (unicodedata.normalize("NFC", "é论语"), "论语选读")
    assert document.name.endswith(".txt")


def test_the_identity_does_not_depend_on_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"论语\n{TEXT}", "utf-8")
    before = read(path)
    path.write_text(f"孟子\n{TEXT}", "utf-8")
    assert (read(path).id, read(path).title) == (before.id, "孟子") and before.title == "论语"


def test_without_a_title_the_name_stands_in() -> None:
    assert read_bytes(TEXT.encode(), "a.txt").title == "a"


def test_the_same_bytes_give_the_same_document() -> None:
    assert read_bytes(TEXT.encode(), "a.txt") == read_bytes(TEXT.encode(), "a.txt")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"# 学\n\n- {TEXT}\n".encode())))
    document = read("-")
    assert (document.id, document.name, [b.kind for b in document.blocks]) == ("stdin", "stdin", ["heading", "item"])


@pytest.mark.parametrize("data", [b"", b"\n \t\r\n", "\u3000\u200b\n".encode(), b"\xef\xbb\xbf", b"<!-- -->"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_empty_files(data: bytes, name: str) -> None:
    if name == "a.txt" and data.startswith(b"<"):
        return
    with pytest.raises(InputError, match=rf"^{name}: there is no text"):
        read_bytes(data, name)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"%PDF-1.7 ...", "a.txt", "a PDF"),
        (TEXT.encode(), "a.caj", "OFD or CAJ"),
        (b"\x89PNG\r\n\x1a\n", "a.md", "a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.docx", "save it as .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "save it as .docx"),
        (archive("word/document.xml"), "a.txt", "name that ends in .docx"),
        (archive("xl/workbook.xml"), "a.docx", "spreadsheet"),
        (archive("a.txt"), "a.txt", "unpack it"),
        (TEXT.encode(), "a.mobi", "with Calibre"),
        (TEXT.encode(), "a.odt", "no OpenDocument"),
        (archive("mimetypeapplication/epub+zip"), "a.txt", "name that ends in .epub"),
        (archive("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), "a.odt", "spreadsheet"),
        (TEXT.encode(), "a.wps", "old Word document"),
        (TEXT.encode(), "a.epub", "e-book"),
        (TEXT.encode(), "a.xyz", "no reader for .xyz"),
        (bytes(range(256)) * 4, "a.txt", "binary file"),
    ],
)
def test_what_cannot_be_read_is_named_with_a_remedy(data: bytes, name: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        read_bytes(data, name)
    assert "\n" not in str(caught.value) and caught.value.problem.remedy


def test_every_foreign_ending_has_a_remedy() -> None:
    assert all(kind.remedy for kind in kinds.FOREIGN.values())
    assert not set(kinds.FOREIGN) & set(readers.MODULES)


def test_a_file_without_ending_is_read_by_its_content() -> None:
    assert read_bytes(f"# 学\n\n> {TEXT}\n".encode(), "notes").blocks[0].kind == "heading"


@pytest.mark.parametrize("name", ["page", "page.txt", "stdin", "page.htm"])
def test_a_page_is_read_by_its_content_where_the_name_does_not_say(name: str) -> None:
    page = f"<!-- saved --><!DOCTYPE html><html><title>x</title><p>{TEXT}</p><nav>首页</nav></html>"
    assert [b.text for b in read_bytes(page.encode(), name).blocks] == [TEXT]


def test_markdown_that_begins_with_a_tag_stays_markdown() -> None:
    assert read_bytes(f"<html>\n\n# 学\n\n- {TEXT}\n".encode(), "a.md").blocks[0].kind == "heading"


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_BYTES", 10)
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    with pytest.raises(InputError, match="larger than a document"):
        read(tmp_path / "a.txt")


def test_what_the_system_refuses_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "none.txt")
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path)


def test_messages_name_the_path(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(InputError) as caught:
        read(tmp_path / "empty.txt")
    assert caught.value.problem.where == str(tmp_path / "empty.txt")
    (tmp_path / "cut.txt").write_bytes(TEXT.encode()[:-1])
    assert [problem.where for problem in read(tmp_path / "cut.txt").problems] == [str(tmp_path / "cut.txt")]


def test_folders_give_their_documents_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.TXT", "d.png", ".hidden.txt", "~$b.docx", "sub/e.docx", ".git/f.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT, "utf-8")
    found = [os.path.relpath(str(path), tmp_path) for path in documents([str(tmp_path)])]
    assert found == ["a.md", "b.txt", "c.TXT", str(Path("sub", "e.docx"))]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert len(list(documents([str(tmp_path)]))) == 1


def test_a_bad_path_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "empty").mkdir()
    found = list(documents(["none.txt", str(tmp_path / "empty"), "-", str(tmp_path / "a.txt")]))
    assert [isinstance(item, Problem) for item in found] == [True, True, False, False]
    assert [str(item) for item in found[:1]] == ["none.txt: there is no such file or folder; check the name"]


def test_an_odd_file_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff\xfe.txt")
    try:
        path.write_text(TEXT, "utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    read(path).model_dump_json()


def test_golden_documents() -> None:
    folder = Path(__file__).parent / "golden"
    for path in sorted(folder.glob("*.in.*")):
        document = read(path)
        lines = [f"title: {document.title}"]
        lines += [f"{b.line} {b.kind}{b.level or ''} {b.marker}|{b.text}".replace("\n", "⏎") for b in document.blocks]
        lines += [f"- {drop.why}|{drop.text}".replace("\n", "⏎") for drop in document.dropped]
        assert "\n".join(lines) + "\n" == path.with_name(path.name.split(".")[0] + ".blocks.txt").read_text("utf-8"), (
            path.name
        )


def test_links_that_lead_nowhere_and_names_with_line_breaks(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "dead.txt").symlink_to(tmp_path / "none")
    (tmp_path / "a\nb.txt").write_text(TEXT, "utf-8")
    (tmp_path / "empty\n.txt").touch()
    for name in ("loop.txt", "dead.txt", "empty\n.txt"):
        with pytest.raises(InputError) as caught:
            read(tmp_path / name)
        assert "\n" not in str(caught.value)
    assert read(tmp_path / "a\nb.txt").blocks[0].text == TEXT


def test_a_file_that_changes_while_it_is_read_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"论语\n{TEXT}", "utf-8")
    of_content = kinds.of_content

    def changing(data: bytes) -> kinds.Kind | None:
        path.write_bytes(b"\x89PNG\r\n\x1a\n")
        return of_content(data)

    monkeypatch.setattr(kinds, "of_content", changing)
    assert read(path).title == "论语"
