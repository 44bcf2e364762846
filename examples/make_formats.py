"""Writes 讲话.html (as saved from a news site), 讲话.epub and 讲话.odt from 讲话.md.

python examples/make_formats.py [FOLDER]
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
SPEECH = HERE / "讲话.md"
DATE = (2026, 1, 5, 0, 0, 0)
HEADING = re.compile(r"(#+) (.*)")
NUMBER = re.compile(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）")

PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}_柳河新闻网</title>
<meta name="keywords" content="读书班,青年干部">
<style>.nav a {{ color: #c00 }}</style>
<script>var page = "<p>这不是正文。</p>";</script>
</head>
<body>
<div class="top-nav"><ul>
<li><a href="/">首页</a></li><li><a href="/yw/">要闻</a></li><li><a href="/dj/">党建</a></li></ul></div>
<div class="breadcrumb">当前位置：<a href="/">首页</a> &gt; <a href="/dj/">党建</a> &gt; 正文</div>
<div class="main">
<h1>{title}</h1>
<div class="article-info">2026-01-05 08:30　来源：柳河新闻网　<span class="author">作者：本网记者</span></div>
<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a> <a href="#">QQ空间</a></div>
<div class="article-content">
{body}
</div>
<div class="editor">【责任编辑：林溪】</div>
<div class="related"><h3>相关阅读</h3><ul>
<li><a href="/1.html">读书班里的七天七夜</a></li>
<li><a href="/2.html">柳河两岸书声琅琅</a></li></ul></div>
<div id="comments"><h3>网友评论</h3>
<p>柳河人家：讲得真好，听完就想去读书，明天带着孩子一起去县图书馆办一张借书证！</p></div>
</div>
<div class="footer">柳河新闻网版权所有　未经授权不得转载　<a href="/about">关于我们</a></div>
</body>
</html>
"""

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
BOOK = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">quizgen-example</dc:identifier><dc:title>{title}</dc:title><dc:language>zh-CN</dc:language>
<meta property="dcterms:modified">2026-01-05T00:00:00Z</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="imprint" href="imprint.xhtml" media-type="application/xhtml+xml"/>
{items}
</manifest>
<spine><itemref idref="cover"/><itemref idref="imprint"/><itemref idref="nav"/>{spine}</spine>
</package>
"""
XHTML = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="zh-CN">
<head><title>{title}</title></head>
<body{kind}>
{body}
</body>
</html>
"""

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "style", "text")
)
# The headings' numbers are in no text: the outline draws 一、 and （一）, below the title that has none.
STYLES = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles {NAMESPACES} office:version="1.2"><office:styles>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"/>
<text:outline-style style:name="Outline">
<text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
<text:outline-level-style text:level="2"
style:num-format="一, 二, 三, ..." style:num-prefix="（" style:num-suffix="）"/>
</text:outline-style>
</office:styles></office:document-styles>
"""
CONTENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content {NAMESPACES} office:version="1.2"><office:body><office:text>
{{body}}
</office:text></office:body></office:document-content>
"""


def parts(markdown: str) -> Iterator[tuple[int, str]]:
    """The level (0: none) and the text of each paragraph of a speech in Markdown."""
    for line in filter(None, markdown.splitlines()):
        heading = HEADING.fullmatch(line)
        yield (len(heading[1]), heading[2]) if heading else (0, line)


def html(markdown: str) -> bytes:
    """The speech as a page of a news site."""
    (_, title), *others = parts(markdown)
    return PAGE.format(
        title=escape(title), body="\n".join(_marked(level, text, indent=True) for level, text in others)
    ).encode()


def epub(markdown: str) -> bytes:
    """The speech as a book, with a chapter for each of its parts."""
    (_, title), *others = parts(markdown)
    chapters: list[list[tuple[int, str]]] = [[(1, title)]]
    for level, text in others:
        if level == 2:
            chapters.append([])
        chapters[-1].append((level, text))
    names = [f"chapter{number}.xhtml" for number in range(1, len(chapters) + 1)]
    links = "".join(
        f'<li><a href="{name}">{escape(chapter[0][1])}</a></li>' for name, chapter in zip(names, chapters, strict=True)
    )
    head, *rest = re.findall("<li>.*?</li>", links)
    contents = f'<nav epub:type="toc"><h1>目录</h1><ol>{head[:-5]}<ol>{"".join(rest)}</ol></li></ol></nav>'
    items = "\n".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(names)))
    imprint = "<p>柳河县读书班编</p><p>ISBN 978-7-000-00000-0</p><p>版权所有，翻印必究</p>"
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": BOOK.format(title=escape(title), items=items, spine=spine),
        "OEBPS/nav.xhtml": XHTML.format(title="目录", kind="", body=contents),
        "OEBPS/cover.xhtml": XHTML.format(title="封面", kind=' epub:type="cover"', body=f"<p>{escape(title)}</p>"),
        "OEBPS/imprint.xhtml": XHTML.format(title="版权", kind="", body=imprint),
    }
    for name, chapter in zip(names, chapters, strict=True):
        # the chapters' own headings begin anew in each file; where they stand in the book, its contents tell
        body = "\n".join(_marked(max(level - 1, level and 1), text) for level, text in chapter)
        files[f"OEBPS/{name}"] = XHTML.format(title=escape(chapter[0][1]), kind="", body=body)
    return _zipped(files)


def odt(markdown: str) -> bytes:
    """The speech as LibreOffice saves it: headings by outline level, their numbers drawn by the outline."""
    lines = []
    for level, text in parts(markdown):
        if level == 1:
            lines.append(f'<text:p text:style-name="Title">{escape(text)}</text:p>')
        elif level:
            own = escape(NUMBER.sub("", text, count=1))
            lines.append(f'<text:h text:outline-level="{level - 1}">{own}</text:h>')
        else:
            lines.append(f'<text:p text:style-name="Standard">{escape(text)}</text:p>')
    return _zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": CONTENT.format(body="\n".join(lines)),
            "styles.xml": STYLES,
            "META-INF/manifest.xml": MANIFEST,
        }
    )


def _marked(level: int, text: str, *, indent: bool = False) -> str:
    tag = f"h{level}" if level else "p"
    return f"<{tag}>{'　　' if indent and not level else ''}{escape(text, quote=False)}</{tag}>"


def _zipped(files: dict[str, str]) -> bytes:
    """An archive whose first member says what it is, uncompressed, and that knows no time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, DATE), text, method)
    return made.getvalue()


FORMATS: dict[str, Callable[[str], bytes]] = {".html": html, ".epub": epub, ".odt": odt}

if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for suffix, make in FORMATS.items():
        (folder / SPEECH.name).with_suffix(suffix).write_bytes(make(SPEECH.read_text(encoding="utf-8")))
