"""Lists that the shape of a text shows, and shapes that show none."""

from __future__ import annotations

import pytest

from quizgen.detectors import outline
from quizgen.detectors.view import View
from quizgen.readers import read_bytes

from .build import listed, lists, rules, view


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 一、修渠\n正文。\n# 二、积肥\n正文。\n# 三、选种", ["-: 修渠 | 积肥 | 选种"]),
        ("# 一、修渠\n# 二、积肥", ["-: 修渠 | 积肥"]),
        ("# 四件大事\n## 一、修渠\n## 二、积肥\n## 三、选种\n## 四、育苗", ["四件大事: 修渠 | 积肥 | 选种 | 育苗"]),
        ("# 关于修渠\n# 关于积肥\n# 关于选种", ["-: 关于修渠 | 关于积肥 | 关于选种"]),
        ("# 一、修渠\n## （一）清淤\n## （二）加固\n# 二、积肥", ["-: 修渠 | 积肥", "-: 清淤 | 加固"]),
        ("五脏：\n- 心\n- 肝\n- 脾\n- 肺\n- 肾", ["五脏: 心 | 肝 | 脾 | 肺 | 肾"]),
        ("农具\n- 犁\n  - 直辕犁\n  - 曲辕犁\n- 耙", ["-: 犁 | 耙", "-: 直辕犁 | 曲辕犁"]),
        ("# 丰收的原因和意义\n## 丰收的原因\n## 丰收的意义", []),
        ("# 秋天丰收\n## 秋粮丰收的原因\n## 秋粮丰收的意义", ["-: 秋粮丰收的原因 | 秋粮丰收的意义"]),
        (
            "农具有什么？ #card\n- 犁\n- 耙\n春天要做的农活有哪些？ #card\n- 修渠\n- 积肥",
            ["-: 犁 | 耙", "-: 修渠 | 积肥"],
        ),
        ("做法：\n- 早播 ✔\n- 深耕 ✔\n- 晚收 ❌", ["-: 早播 | 深耕"]),
        ("重点做好以下三个方面：\n水利：修渠。\n肥料：积肥。\n种子：选种。", ["三个方面: 水利 | 肥料 | 种子"]),
        (
            "大禹的功业：\n- 三过家门而不入\n- 九州由此划定\n- 九鼎由此铸成",
            ["-: 三过家门而不入 | 九州由此划定 | 九鼎由此铸成"],
        ),
        ("# 农具的三大件\n## 犁铧\n## 木耙\n## 水车", ["三大件: 犁铧 | 木耙 | 水车"]),
        ("# 仓颉造字\n- 许慎《说文》：“见鸟兽蹄迒之迹。”\n- 荀子《解蔽》：“好书者众矣。”", []),
        (
            "# 奖罚\n## 只奖不罚不可\n## 只罚不奖难行\n## 有奖有罚才好",
            ["-: 只奖不罚不可 | 只罚不奖难行 | 有奖有罚才好"],
        ),
        ("修渠的要求\n- 坡要缓\n- 石要紧\n这“两个要”，村里人人会背。", ["两个要: 坡要缓 | 石要紧"]),
        ("修渠的要求\n- 坡要缓\n- 石要紧\n- 口要宽。这“三个要”，村里人人会背。", ["三个要: 坡要缓 | 石要紧 | 口要宽"]),
        ("歉收\n- 直接原因\n- 根本原因", ["-: 直接原因 | 根本原因"]),
        ("# 一、农具\n## 一）犁\n## 二）耙\n# 二、水利", ["-: 农具 | 水利", "-: 犁 | 耙"]),
        ("# 引文\n## 第一段\n## 第二段\n## 第三段", []),
        ("# 人性\n## 性善论（孟子）\n## 性恶论（荀子）", ["-: 性善论 | 性恶论"]),
        ("# 修渠\n## 必要性\n## 可能性", ["-: 必要性 | 可能性"]),
        (
            "# 讲话选\n## 一、修渠\n## 二、积肥\n## 一、选种\n## 二、育苗",
            ["-: 修渠 | 积肥", "-: 选种 | 育苗"],
        ),
        ("# 一篇讲话\n## 1. 修渠\n## 1. 积肥\n## 1. 选种", ["-: 修渠 | 积肥 | 选种"]),
        ("# 讲话\n## 壹、修渠\n## 贰、积肥\n## 参、选种", ["-: 修渠 | 积肥 | 选种"]),
        ("# 文章的三个要素\n- 内容：写什么\n- 形式：怎么写\n- 语言：用什么写", ["三个要素: 内容 | 形式 | 语言"]),
        ("# 五常\n- 仁：爱人——人之心\n- 义：正路——人之路", ["五常: 仁 | 义"]),
    ],
)
def test_outlines(text: str, expected: list[str]) -> None:
    assert lists(outline.detect, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "# 修渠\n# 积肥",
        "# 修渠\n# 积肥\n# 选种",
        "# 一、修渠",
        "# 修渠\n正文。",
        "- 犁\n- 耙",
        "农具：\n- 犁",
        "补充：\n- 犁要修\n- 耙要补",
        "注释解析\n- 学而时习之：学了要温习。\n- 有朋自远方来：朋友来了。",
        "# 学而时习之\n- 解读\n- 原典\n- 释义",
        "# 经书\n- 三部经书：诗、书、礼\n- 两部史书：春秋、左传",
        "参考文献：\n- 农书\n- 齐民要术",
        "练习：\n- 背一遍\n- 写一遍",
        "农具：\n- 犁 ❌\n- 耙 ❌",
        "日期：\n- 3月1日\n- 3月2日",
        "尽心篇\n- 孟子曰：「尽信书，则不如无书。」\n- 公孙丑问曰：「何谓也？」\n- 孟子曰：「春秋无义战。」",
        "犁\n- 定义：翻地的农具\n- 特点：重\n- 作用：翻地",
        "要办三件事：\n- 一是修渠\n- 二是积肥\n- 三是选种",
        "重点做好三个方面的工作。\n水利：修渠。\n肥料：积肥。",
        "# 性善说\n- 代表人物：孟子\n- 人皆有恻隐之心\n- 求其放心",
        "# 农书\n- 著者：王祯\n- 讲南北农事",
        "# 为学\n- 学而不思则罔，思而不学则殆。——《论语》\n- 玉不琢，不成器。——《礼记》\n- 读书要勤。",
        "# 摘抄\n## 为学\n- 不积跬步，无以至千里。——荀子\n- 锲而不舍，金石可镂。——荀子\n## 农\n- 春雨如油\n- 人勤地肥",
        "# 对仗的标题\n- 修渠引水，旱地变田\n- 积肥选种，荒年有粮",
        "掌握内容：\n- 犁的各部\n- 耙的各部",
        "# 农事\n## 总论\n## 水利概论",
        "# 论语\n## 学而第一\n### 一之一\n学而时习之。\n### 一之二\n其为人也孝弟。\n### 一之三\n巧言令色。",
        "# 农书\n## 第一章\n论犁。\n## 第二章\n论耙。",
        "# 两篇讲话\n## 一、修渠\n## 一、选种",
        "# 其他考点\n1. 最早的农书是氾胜之书\n2. 井田制见于周代",
        "修渠\n- 勘测\n- 开挖\n- 历史意义\n- 失败的原因",
        "# 农事问答\n## 1. 水利是命脉。结合实际，谈谈如何修渠。\n答。\n## 2. 有人说，地不用养。谈谈你的看法。",
        "",
    ],
)
def test_no_outline(text: str) -> None:
    assert lists(outline.detect, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "修渠要做好两个方面：\n\n1. 水源\n\n先上山去找，找到了再测水量。\n\n2. 路线\n\n沿着山腰走，少打洞。",
            ["两个方面: 水源 | 路线"],
        ),
        (
            "## 修渠的步骤\n1. 测量\n   - 量坡度\n   - 量长度\n2. 开挖\n   - 挖干渠\n   - 挖支渠",
            ["-: 测量 | 开挖", "-: 量坡度 | 量长度", "-: 挖干渠 | 挖支渠"],
        ),
        (
            "## 水渠\n1. 测量\n   - 量坡度\n   - 量长度\n2. 收成\n   - 谷子\n   - 豆子",
            ["-: 测量 | 收成", "-: 量坡度 | 量长度", "-: 谷子 | 豆子"],
        ),
        (
            "## 修渠的意义\n1. 旱地能浇上水：三年两熟\n   - 山前\n   - 山后\n2. 山洪有了去处",
            ["-: 旱地能浇上水 | 山洪有了去处", "-: 山前 | 山后"],
        ),
        (
            "## 一犁两耙\n1. 一犁：翻地\n2. 两耙\n   - 碎土\n   - 平地",
            ["-: 一犁 | 两耙", "两耙: 碎土 | 平地"],
        ),
        ("农具：\n\n1. 犁 |\n2. 耙 |", ["-: 犁 | 耙"]),
        (
            "## 老水渠\n1. 东水渠：浇梯田\n   - 上闸\n   - 下闸\n2. 西水渠：\n   - 前闸\n   - 后闸\n3. 暗水渠：走地下",
            ["-: 东水渠 | 西水渠 | 暗水渠", "-: 上闸 | 下闸", "-: 前闸 | 后闸"],
        ),
        ("种田的三个诀窍是什么？ #复习\n- 选种\n- 积肥\n- 修渠", ["三个诀窍: 选种 | 积肥 | 修渠"]),
        (
            "## 水渠\n1. 渠：水沟\n2. 收成\n   - 谷子\n   - 豆子\n## 水井\n1. 井台\n2. 打水\n   - 用辘轳\n   - 用吊桶",
            ["-: 谷子 | 豆子", "-: 井台 | 打水", "-: 用辘轳 | 用吊桶"],
        ),
        (
            "农事有三项：\n\n1. 耕地\n2. 播种\n3. 收割\n\n1. 磨镰刀\n2. 扎草绳",
            ["三项: 耕地 | 播种 | 收割", "-: 磨镰刀 | 扎草绳"],
        ),
        (
            "农事有三项：\n\n1. 耕地\n2. 播种\n\n1. 选种\n2. 浸种\n3. 晒种\n\n3. 收割",
            ["三项: 耕地 | 播种 | 收割", "-: 选种 | 浸种 | 晒种"],
        ),
    ],
)
def test_numbered_items_apart_and_in_each_other(text: str, expected: list[str]) -> None:
    found = outline.detect(View(read_bytes(text.encode(), "notes.md")))
    assert [listed(one) for one in found] == expected


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ("- 村里修成了老渠，人人称好\n- 渠的别名：龙王渠\n- 龙王渠、百果山", False),
        ("- 村里修成了老渠，人人称好\n- 山里种满了果树，年年丰收", True),
        ("- 别名：龙王渠\n- 修建者：全村人", True),
        ("1. 村里修成了老渠，人人称好\n2. 渠的别名：龙王渠", True),
    ],
)
def test_bullets_that_are_now_a_sentence_now_a_field_are_remarks(items: str, found: bool) -> None:
    made = list(outline.detect(View(read_bytes(f"## 老渠\n\n{items}".encode(), "notes.md"))))
    assert bool(made) is found
    announced = View(read_bytes(f"老渠的好处：\n\n{items}".encode(), "notes.md"))
    assert list(outline.detect(announced))


def test_the_first_headings_of_several_talks_are_no_list() -> None:
    titles = ("修渠", "积肥", "选种")
    assert lists(outline.detect, "\n".join(f"## 一、{title}\n水从山上来。" for title in titles)) == []


@pytest.mark.parametrize(
    ("titles", "label"),
    [(("抓好两个环节", "落实五条要求"), None), (("选好种子", "积足底肥"), "两个环节")],
)
def test_a_label_that_a_heading_speaks_of_does_not_count_the_headings(titles: tuple[str, ...], label: str) -> None:
    parts = "\n".join(f"## {n}、{title}\n水从山上来。" for n, title in zip("一二", titles, strict=True))
    (found,) = outline.detect(view(f"# 春耕要抓好两个环节\n{parts}"))
    assert (found.label, len(found.members)) == (label, 2)


def test_a_list_goes_on_behind_a_paragraph_about_what_stands_under_its_last_item() -> None:
    inner = "- 办作坊\n  - 油坊\n  - 。。。。"
    text = f"# 副业\n{inner}\n办这些作坊的时候本钱不够，于是大家凑份子。\n- 修水渠\n- 办学堂"
    (found,) = (f for f in outline.detect(view(text)) if len(f.members) == 3)
    assert [member.text for member in found.members] == ["办作坊", "修水渠", "办学堂"] and not found.open


def test_a_list_of_which_an_item_says_that_there_are_more_is_open() -> None:
    (found,) = outline.detect(view("村里的作坊：\n- 油坊\n- 豆腐坊\n- ……"))
    assert found.open and len(found.members) == 2


def test_a_book_of_entries_is_no_list() -> None:
    entry = "## {}、{}\n原文：略。\n出处：略。"
    text = "# 句子\n" + "\n".join(entry.format(n, words) for n, words in zip("一二三四五", "春夏秋冬年", strict=True))
    assert "outline.headings" not in rules(outline.detect, text)


@pytest.mark.parametrize(
    ("above", "label"),
    [
        ("三大种田诀窍是老渠队的传家宝，村里人人会背。以下是具体说明：", "三大种田诀窍"),
        ("三大种田诀窍是村里的老话。详细说明如下：", "三大种田诀窍"),
        ("两大种田诀窍是村里的老话。以下是具体说明：", None),
        ("三大种田诀窍是村里的老话。老村长常讲：", None),
    ],
)
def test_the_sentence_before_words_that_only_point_down_names_the_headings(above: str, label: str | None) -> None:
    text = f"{above}\n一、选种\n要选好种。\n二、积肥\n要积足肥。\n三、修渠\n要修好渠。"
    found = [f for f in outline.detect(View(read_bytes(text.encode(), "村.txt"))) if f.rule == "outline.headings"]
    assert [(f.label, len(f.members)) for f in found] == [(label, 3)]


def test_a_colon_behind_its_number_is_no_part_of_a_heading() -> None:
    body = "要早动手，" * 20
    text = f"一：选种\n{body}\n二：积肥\n{body}\n三：修渠\n{body}"
    (found,) = [f for f in outline.detect(View(read_bytes(text.encode(), "村.txt"))) if f.rule == "outline.headings"]
    assert [member.text for member in found.members] == ["选种", "积肥", "修渠"]


def test_headings_are_ordered_and_carry_their_section() -> None:
    (found,) = outline.detect(view("# 四件大事\n## 一、修渠\n## 二、积肥\n## 三、选种\n## 四、育苗"))
    assert (found.ordered, found.section, found.label) == (True, ("四件大事",), "四件大事")
    (found,) = outline.detect(view("# 农具篇\n农具：\n- 犁\n- 耙"))
    assert (found.ordered, found.section) == (False, ("农具篇",))


def test_the_texts_of_a_collection_are_no_list() -> None:
    essay = "村里的人说起修渠的日子，都记得那年冬天的雪，也记得谁把棉衣脱下来垫在肩上抬石头。" * 2
    titles = [f"村史征文：{name}" for name in ("修渠记", "种树记", "办学记")]
    text = "\n".join(f"{title}\n{essay}" for title in titles)
    document = read_bytes(text.encode(), "征文.txt")
    assert [b.text for b in document.blocks if b.kind == "heading"] == titles
    assert list(outline.detect(View(document))) == []


def test_quotations_that_explain_items_do_not_end_a_list() -> None:
    text = "# 骨折的并发症\n\n- 休克\n    > 大出血\n- 栓塞\n    > 骨髓破坏\n    >\n    > 可致死\n- 感染\n\n> 要早防。"
    document = read_bytes(text.encode(), "笔记.md")
    assert [listed(found) for found in outline.detect(View(document))] == ["-: 休克 | 栓塞 | 感染"]
