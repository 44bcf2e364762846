"""Who says it, and where: the subject of a clause of saying, pronouns resolved in the paragraph, books and occasions.

Forms: X说; X在…会上讲; 在…上，X强调; 他说 (the name stands earlier in the paragraph); 《…》有言; X在《…》中写道;
伏案写信 … 曰 with the subject a clause or a sentence before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from quizgen import data
from quizgen.detectors import persons
from quizgen.detectors.view import View
from quizgen.text import clauses
from quizgen.text.fold import HAN
from quizgen.text.words import word_edges

Range = tuple[int, int]

_LONGEST = 22
_LONGEST_NAME = 3  # characters of a name that nothing vouches for
_CLAUSES = 6  # before a verb, in which its subject stands
_BACK = 400  # characters of a paragraph that a pronoun may reach back
_TIME = re.compile(
    rf"(?:[0-9]+多?年(?:前|来|后)?的?|(?:工作|毕业|退休|参军)?[几数]十?年(?:之?[前后]|来)的?|(?:早在|在|从|自)?[0-9一二三四五六七八九十〇○年月日初末底中旬]{{2,14}}[年月日初末底旬](?:，)?|[{HAN}]{{2,4}}(?:时期|时代|年间|以来|末年|初年)的?|[春夏秋冬东西南北]?[{HAN}]代的?(?=[{HAN}]{{2}}))"
)
_BOOK = re.compile(r"《[^《》]{1,40}》")
_OCCASION = re.compile(
    rf"在((?:[^，。；：“”]|“[^“”]{{1,30}}”){{1,40}}?(?:大会|会议|座谈会|研讨会|[{HAN}]会|典礼|仪式|论坛|学会|演讲|讲话|报告|致辞|采访|[一二三四五六七八九十]大|信|日记本|文章|一文|序言|书))(?:上|中|里|时|开幕式|发表)"
)
_IN_THE_VIEW = re.compile(rf"在([{HAN}·]{{1,12}}?)(?:看来|眼里|眼中|心中)")
PERSON = (
    "(?:朋友|好友|弟子|学生|老师|父亲|母亲|妻子|丈夫|儿子|女儿|同学|同事|领导|部下|臣子|战友|家人|支书|书记|党员|干部|村民|老人|群众|专家|学者|"
    "农民|工人|战士|医生|护士|记者|主任|负责人|代表|委员|同志|先生|女士|老乡|乡亲|校长|教授|院士|将军|诗人|作家|大夫|人)"
)
_PERSON_END = re.compile(f"{PERSON}$")
_PERSON_OF = re.compile(f"[^的，]{{1,8}}的[^的，]{{0,4}}?{PERSON}")
_NUMBERED = re.compile(r"[^，。；：在于自从到]{0,20}[0-9]+(?:级|届|年|号|班|后)?")
_PRONOUN_AND_DATE = re.compile("(?P<who>[他她])(?=[0-9]{4}年)")
_BODY_AND_DATE = re.compile(
    f"(?P<who>(?![在于自从到当截据])[{HAN}]{{2,16}}?)(?:[0-9]{{4}}年)?"
    f"(?:[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?|[0-9]{{1,2}}日)(?=[{HAN}]|$)"
)
_TELLS_WHERE = re.compile("[在到当又还也并再更]|面对|谈到|要求|强调|指出|提出")
_ACCORDING = re.compile(f"据(?=[^，。]{{0,8}}{PERSON}(?:介绍|回忆|们)?$)")
_EXPERT_OF = re.compile("(?:问题|工作|领域|研究)(?=专家|学者)")  # “三农”问题｜专家
_ADVERBIAL = re.compile("(?:还|也|又|就|曾|都|再次|首次|明确|深刻|着重|特别|鲜明|反复|多次|进一步){0,3}")
_HELD = re.compile(f"[{HAN}0-9]{{0,14}}(?:召开|举行|闭幕|结束)的")  # 去年底召开的｜某某会议强调
_MEETING = re.compile(f"(?P<who>党的(?:[一二三四五六七八九十]{{1,3}}大(?!报)|[{HAN}]{{2,8}}?(?:全会|会议)))")
_ONE = re.compile(f"一(?:位|名|个)(?=[^，。]{{0,8}}{PERSON})")
_NOTE = re.compile(rf"[\[【〔][{HAN}]{{1,4}}[\]】〕]")
_YEAR = re.compile("[0-9]{4}年")
_ONE_PERSON = ("他", "她")
_HAN_WORD = re.compile(f"[{HAN}]+")
_ADVERBS = "曾也又还便常都再则却就皆亦俱笑怒泣叹答问前起高大遂谓乃因复进息"
_ACTS = re.compile("[问答叹来去走站坐拿看听想到进出回上下召]")
_MANNER = re.compile(f"[{HAN}]{{1,3}}[然声色地]")  # 凛然道, 朗声道, 正色道
_MYSELF = re.compile("我(?![国党军校县市省院区方们])|咱(?!们)|[我咱]们(?:那时|当时|从前|过去|曾|常|也|都|就)")
_MET = re.compile("》.*(?:会|会议|典礼|仪式|论坛)$")  # 《…》创刊纪念会
_INSCRIBED = re.compile("[刻写贴挂印绣题镌][着有]")
_MADE = re.compile("的(?:作者|主编|编者|译者|主人公)")  # 《…》的作者某某：who he is, and not where he says it
_ASKING = re.compile(rf"(?<![{HAN}])(?P<who>[{HAN}]{{1,4}})问于(?P<whom>[{HAN}]{{1,5}}?)，?曰")
_ASKED = re.compile(rf"(?:(?:谓|问于?)(?P<whom>(?!之)[{HAN}]{{1,4}})|召(?P<called>[{HAN}]{{1,4}}?)而?问[之焉]?)曰：$")
_IN_A_BOOK = re.compile(r"在《[^《》]{1,40}》(?:一文|一书)?(?:中|里|上)")
_SEEN = re.compile("从[^，。；：]{1,12}?可以(?:看到|听到|读到|知道|得知)(?=.)")
_LIKE = re.compile(  # 像老子说的, but 像往常一样
    "(?:而?是|[又正就恰好])?像(?=[^，。；：]{1,12}$)(?![^，。；：]{1,8}(?:一样|一般|这样|那样|似的|这么|那么))"
)
_BRACKETS = re.compile("（[^（）]{1,40}）[0-9]{0,3}")
_PREPOSITION = re.compile(
    r"^(?:论到|谈到|讲到|说到|提到|至于|在|到|于|对|向|给|从|自|用|以|把|将|当(?!地)|随着|通过|按照|根据|为了|经过|由于|针对|关于|围绕|面对|结合|每|有|没有|拥有|是|像|若|倘|待(?!诏))"
)
_NO_NAME = re.compile(
    r"[“”「」『』‘’（）()〈〉《》\[\]【】]|[0-9，。；：！？（）…—、.]{2,}|^[这那此每某哪几多少一二三四五六七八九十]|[了着过吗呢吧而]$|^的|[中里]$"
    r"|(?<![皇圣今主经])上$|(?:(?<![太皇王])后|[^从以向]前|之际|期间|以来|途中)$"
)
_WHEN_ALONE = re.compile(  # 在山区考察时｜指出, 同学员座谈时｜指出: whoever the sentence before is about
    "(?:在|同|与|到|赴)[^，。；：“”]{2,40}?(?:时|期间)，?(?:深刻|明确|着重|反复|再次|还)?"
)
_NOBODY = re.compile("[这那每某哪]|几[个位]|[一两几]?[种个些部派类](?:观点)?$|有(?![子若])|[一二三四五六七八九十]$")
_TOLD = re.compile(f"(?P<who>[{HAN}]{{1,4}}?)[有皆乃因遂复]?[谓语告召问谏劝戒责]于?[{HAN}]{{1,5}}")  # 帝谓光｜曰
_HEARER = re.compile(f"(?:(?<=[。！？；」”\\n])|^)谓(?!之)(?P<whom>[{HAN}]{{1,4}}?)曰?$")  # 谓孔子曰：who is spoken to
_WANTS = re.compile(f"(?P<who>[{HAN}]{{1,4}}?)(?:欲见|往见|来见|请见|见|遇|问|召)(?:于)?")  # 阳货欲见｜孔子
_HOW = re.compile(f"[喟愀怫勃蹙怅]然$|[退进趋起拜跪]而[{HAN}]?$")  # 曾皙喟然｜叹曰, 丘退而｜曰
_GOES_ON = re.compile("对?曰：[“「][^“”「」]{1,8}[”」][“「]")  # “…？”曰：“安。”“…”: a reply, and the asker goes on
_ADDRESSES = re.compile("[谓言语呼召告遣使令]")  # 谓秦王｜曰, 言之｜于王: what is done, by whoever is left out
_ITS_KIN = re.compile("[其吾](?:[父母妻夫兄弟姊妹子女仆友客]|门人|弟子|[长少]子)")  # 其母｜泣而对曰
_RULER = re.compile(  # 魏安厘王｜闻之，高其义，曰
    f"(?P<who>[{HAN}]{{1,4}}?(?:王|[^主]公|侯|帝|祖|宗|太?后|太子|夫人))(?=[闻怒喜乃遂使召问命曰谓大欲立赐]|之为)"
)
_BEARING = re.compile(  # 舍人｜相与谏曰, 秦将｜大喜曰
    "(?:相与|[衔垂流][泪涕泣]|涕泣|泣涕|大|计|议|有|还报.{1,3}|又?皆)$"
)
_FOLK = re.compile("[里乡国邑时郡县路门]人|乡里|群臣|诸将")  # 里人｜敬之，相语曰
_GREATLY = "大甚"


@cache
def any_of(*names: str) -> re.Pattern[str]:
    """The words of lists of the speech data, the longest first."""
    listed = {word for name in names for word in words(name)}
    return re.compile("|".join(sorted(map(re.escape, listed), key=lambda w: (-len(w), w))))


@cache
def words(name: str) -> frozenset[str]:
    """One list of the speech data as a set."""
    return frozenset(data.load("speech")[name])


@dataclass(frozen=True, slots=True)
class Attribution:
    """Ranges, in one folded text, of who speaks and of the book or occasion."""

    speaker: Range | None = None
    source: Range | None = None


_CLAUSE = r"[。！？；，\n”」]"  # what a clause begins behind


@cache
def _alone() -> re.Pattern[str]:
    """A name and a verb of saying that are a clause; that it is one is sooner seen than what is in it."""
    return re.compile(
        rf"{_CLAUSE}(?=[{HAN}·]{{2,}}+[：，“「])([{HAN}·]{{1,5}}?)(?:{any_of('strong').pattern})(?=[：，“「])"
    )


@cache
def _acting() -> re.Pattern[str]:
    """A name at the head of a clause before a verb or what may stand before it."""
    behind = any_of("after_subject", "strong").pattern
    first = "".join(sorted({word[0] for word in behind.split("|")}))
    return re.compile(rf"{_CLAUSE}([{HAN}·]{{2,4}}?)(?=[{first}])(?={behind})")


def known_names(view: View) -> frozenset[str]:
    """Names that stand alone before a verb of saying at least twice, or that everybody knows: 太子曰 … 太子曰."""
    text = f"\n{view.text}"
    counts = Counter(_alone().findall(text))
    actors = Counter(_acting().findall(text))
    stop = words("vague") | words("pronouns") | words("self") | words("after_subject") | words("before_subject")
    found = {name for name, n in counts.items() if n >= 2} | {name for name, n in actors.items() if n >= 3}
    taken = tuple(words("no_names"))
    surnames = data.load("speech")["surnames"]
    found = {n for n in found if not n.endswith("之") or n[0] in surnames}  # 天地之｜道
    return frozenset(
        n for n in found - stop if not (n.startswith(taken) or _NO_NAME.search(n) or _ADDRESSES.match(n))
    ) | words("people")


def attribution(text: str, start: int, verb: int, names: frozenset[str]) -> Attribution:
    """Who says and where, from the sentence ``text[start:verb]`` before a verb of saying."""
    if book := classic(text, verb):
        return Attribution(None, book)
    source = _source(text, start, verb)
    left_out = start > 0 and _WHEN_ALONE.fullmatch(text, start, verb)
    subject_ = antecedent(text, start, "", names) if left_out else _speaker(text, start, verb, names)
    speaker = (source and author(text, start, source[0])) or subject_
    if speaker and source and speaker[0] <= source[0] < speaker[1]:
        speaker = None  # 《荀子》有云: the book is no speaker
    if speaker and source and re.search("[”」』]", text[source[1] : max(source[1], speaker[0])]):
        source = None  # 《农书》说“…”，后来老支书提出：the book of other words
    if speaker and source and _speaks_itself(text, speaker[1], source[0]):
        speaker = None  # 古人所谓“…”，《左传》的解释是：the book speaks
    if speaker and (text[slice(*speaker)] in words("books") or text[slice(*speaker)].endswith(_papers())):
        speaker, source = None, source or speaker
    if speaker and text[slice(*speaker)].endswith(_things()):
        speaker = None
    if speaker is None and source is None and (paper := _paper().search(text, max(start, verb - _LONGEST), verb)):
        source = paper.span("paper")
    return Attribution(speaker, source)


def classic(text: str, verb: int) -> Range | None:
    """The old book whose short name stands alone before 曰 or 云 at ``verb``: 易曰, 故书云."""
    old = (
        _classics().search(text, max(0, verb - _LONGEST_NAME), verb) if text[verb : verb + 1] in ("曰", "云") else None
    )
    return old.span("book") if old else None


@cache
def _classics() -> re.Pattern[str]:
    return re.compile(rf"(?<![{HAN}》])[故且又]?(?P<book>{any_of('classics').pattern})$")


def _speaks_itself(text: str, who: int, book: int) -> bool:
    """Whether a book opens a clause of its own behind other words that are quoted."""
    return text[book - 1] in "，；" and who < book and re.search("[”」』]", text[who:book]) is not None


@cache
def _paper() -> re.Pattern[str]:
    """党的二十大报告｜指出."""
    papers = any_of("papers").pattern
    return re.compile(
        rf"(?:^|(?<=[，。；\n]))(?P<paper>党的[{HAN}]{{2,12}}(?:{papers}))[中里]?(?:{_ADVERBIAL.pattern})$"
    )


@cache
def _papers() -> tuple[str, ...]:
    return tuple(words("papers"))


@cache
def _things() -> tuple[str, ...]:
    return tuple(words("things"))


def author(text: str, start: int, book: int) -> Range | None:
    """唐代诗人张三《…》: the person right before a book, the book's author."""
    written = _writer().search(text, max(start, book - _LONGEST), book)
    written = written or _known_before().search(text, max(start, book - _LONGEST), book - (text[book - 1] == "的"))
    return written.span("who") if written else _brief_author(text, start, book)


def _brief_author(text: str, start: int, book: int) -> Range | None:
    """桓宽《盐铁论》, 据王符的《潜夫论》: nothing but a name stands between the clause's head and the book."""
    end = book - (text[book - 1 : book] in ("的", "在", "作", "著", "撰"))
    begin = max(start, book - _LONGEST)
    first = max((mark.end() for mark in _STOP.finditer(text, begin, end)), default=begin)
    first = _skip(text, first, end)
    first += text.startswith("据", first)
    brief = 2 <= end - first <= _LONGEST_NAME and text[end - 1] != "人"
    return (first, end) if brief and persons.named(text, first, end) == end else None


def author_before(text: str, start: int, book: int) -> Range | None:
    """Whose book begins at ``book``: 荀子《…》, 唐·韩愈《…》, 费孝通的《…》."""
    return author(text, start, book) or person_before(text, book - (text[book - 1 : book] == "的"))


def of_era(text: str, start: int, end: int) -> Range | None:
    """唐·杜甫, 宋代诗人陆游: somebody behind his time or what he is, up to ``end``."""
    written = _writer().search(text, start, end)
    return written.span("who") if written else None


@cache
def _writer() -> re.Pattern[str]:
    profession = "(?:诗人|词人|作家|学者|文豪|[文史医哲数科军教思政]{1,2}[学育想治]?家)"
    era = "[先春战秦汉晋唐宋元明清隋魏]|[东西][汉晋周]|[南北]宋|[南北]朝[宋齐梁陈魏周]?|五代|[英法德美俄]国"
    marked = rf"[〔［【﹝\[（(]?(?:{era})[·.〕］】﹞\])）]"  # 唐·韩愈, 〔宋〕陆游
    return re.compile(
        rf"(?:[{HAN}](?:代|朝|国时期)的?{profession}?|{profession}|{marked})(?P<who>[{HAN}·]{{2,4}}?)[的在]?$"
    )


def _source(text: str, start: int, verb: int) -> Range | None:
    # behind 向 stands the paper that is told, behind a bracket the source of other words
    books = [
        b
        for b in _BOOK.finditer(text, start, verb)
        if text[b.start() - 1 : b.start()] not in tuple("（向对") and not _MADE.match(text, b.end())
    ]
    occasion = next(iter(_OCCASION.finditer(text, start, min(len(text), verb + 2))), None)
    if books and not (occasion and _MET.search(occasion[1]) and occasion.start(1) == books[-1].start()):
        return books[-1].span()
    return occasion.span(1) if occasion else None


def _speaker(text: str, start: int, verb: int, names: frozenset[str]) -> Range | None:
    """The subject of the last clause before the verb that has one; then of the sentences before."""
    sentence = start
    start = max(start, text.rfind("；", start, verb) + 1)
    start = max(start, verb - _BACK)
    classical = "曰" in text[verb : verb + 3] or text.startswith("云", verb)
    if text.startswith("对曰", verb) and not text[start:verb].strip() and (asked := _asked(text, start)):
        return asked
    for first, last in reversed(clauses.pieces(text, start, verb, "[，：]|——|—")[-_CLAUSES:]):
        if first < last and text[first] in "“「":
            first = max(text.rfind("”", first, last), text.rfind("」", first, last), first) + 1  # …”某某直言相答
            first = of.end() if (of := _EXPERT_OF.match(text, first, last)) else first
        called = _is_given_name(text, start, first, last, names) or (last == verb and _is_called(text, first, last))
        if classical and called:
            return first, _before_bearing(text, first, last)
        if _is_act(text, first, classical) if last < verb else first > start and _tells_how(text, first, last, names):
            continue
        found = subject(text, first, last, names, classical=classical)
        if found is None:
            continue
        name = text[slice(*found)]
        if last < verb and not _is_name(name, names) and _is_deed(text, classical, found, last):
            continue  # 右揕其胸，數之曰: what is done before, by somebody whom the clause does not name
        if name in words("self") or _MYSELF.match(name) or name.startswith(_vague()):
            return None
        return antecedent(text, first, name, names) if name in words("pronouns") else found
    if "曰" in text[verb : verb + 2]:
        return _speaker_before(text, start, verb, names)
    return _subject_of_row(text, sentence, start, names)


def _speaker_before(text: str, start: int, verb: int, names: frozenset[str]) -> Range | None:
    """Who says what a sentence brings by 曰 alone, or by 谓 with whom he speaks to; nobody answers his own question."""
    if text[start:verb] and not _HAN_WORD.search(text, start, verb):
        return None  # …曰：whoever is left out
    told = _HEARER.search(text, start, verb)
    found = antecedent(text, start, "", names, told["whom"] if told else "")
    if found is None or text[max(0, start - 2) : start] not in ("？”", "？」") or _GOES_ON.match(text, verb):
        return found
    asked = text[found[1] : quote_start(text, start)]
    return None if not re.search("[。！？；”」]", asked) else found


def quote_start(text: str, after: int) -> int:
    """Where the quotation opens that closes right before ``after``."""
    return max((text.rfind(mark, 0, after) for mark in "“「"), default=0)


def _tells_how(text: str, first: int, last: int, names: frozenset[str]) -> bool:
    """某某不为所动，凛然道: whether the clause with the verb has nothing but how it is said."""
    return text[first:last] not in names and _MANNER.fullmatch(text, first, last) is not None


def _is_act(text: str, first: int, classical: bool) -> bool:
    """Whether a clause of classical narrative before that with 曰 opens with what is done: 具告以事."""
    return classical and text[first] in words("classical_heads")


def _is_given_name(text: str, start: int, first: int, last: int, names: frozenset[str]) -> bool:
    """Whether one character is what somebody named before is called by: 诸葛亮…，亮曰."""
    given = text[first:last]
    return last - first == 1 and any(n.endswith(given) and text.find(n, start, first) >= 0 for n in names if len(n) > 1)


def _is_called(text: str, first: int, last: int) -> bool:
    """Whether what stands right before 曰 behind a comma is a name: one by its shape, or one that was said before."""
    name = text[first:last]
    if not 2 <= len(name) <= _LONGEST_NAME or not _HAN_WORD.fullmatch(name) or text[first - 1 : first] != "，":
        return False
    if name[0] in words("classical_heads") or any(verb in name for verb in words("classical_verbs")):
        return False
    return name[0] in data.load("speech")["surnames"] or text.find(name, max(0, first - _BACK), first) >= 0


def _is_deed(text: str, classical: bool, found: Range, last: int) -> bool:
    """Whether an unknown subject before other clauses is what is done: all of its clause, or one character."""
    length = found[1] - found[0]
    whole = text[found[1] : last] == "" or (classical and text[found[1] : last] == "之")  # 里人宗敬｜之，曰
    return (length == 1 and classical) or (whole and (classical or length > _LONGEST_NAME))


def _subject_of_row(text: str, sentence: int, start: int, names: frozenset[str]) -> Range | None:
    """某某同志在乡里时强调“…”；在县里时强调“…”: who opens the sentence whose part, at ``start``, only tells where."""
    if start <= sentence or not _TELLS_WHERE.match(text, start):
        return None
    comma = text.find("，", sentence, start)
    found = subject(text, sentence, comma if comma > 0 else start, names)
    return found if found and _is_name(text[slice(*found)], names) else None


def _asked(text: str, before: int) -> Range | None:
    """昭王问于某某，曰：“…”对曰, 子谓子贡曰：“…？”对曰: whom the last question before an offset was put to."""
    asked = list(_ASKING.finditer(text, max(0, before - _BACK), before))
    asked = asked or list(
        _ASKED.finditer(text, max(0, quote_start(text, before) - _LONGEST), quote_start(text, before))
    )
    return asked[-1].span(asked[-1].lastgroup or "whom") if asked else None


def _known_at(text: str, start: int, end: int, names: frozenset[str]) -> str:
    """The longest of ``names`` that ``text[start:end]`` begins with; empty where it begins with none."""
    longest = min(end, start + _longest(names))
    return next((text[start:stop] for stop in range(longest, start, -1) if text[start:stop] in names), "")


@cache
def _longest(names: frozenset[str]) -> int:
    return max(map(len, names))


@cache
def _vague() -> tuple[str, ...]:
    return tuple(words("vague") - {"这", "那", "常"})


def subject(text: str, start: int, end: int, names: frozenset[str], *, classical: bool = False) -> Range | None:
    """The noun phrase that a clause opens with, where it can be a speaker's name; ``classical`` before 曰."""
    classical = classical or text.startswith("曰", end) or text.startswith("曰", end + 1)
    start = _skip(text, start, end)
    if text[start:end] in words("before_subject"):
        return None  # 据说，某某曾…: nobody is named 据
    if met := _MEETING.match(text, start, end):
        return met.span("who") if _ADVERBIAL.fullmatch(text, met.end("who"), end) else None
    if one := _ONE.match(text, start, end) or _ACCORDING.match(text, start, end):
        start = one.end()
    end = _before_gloss(text, start, end)
    if dated := _PRONOUN_AND_DATE.match(text, start, end) or _BODY_AND_DATE.match(text, start, end):
        return dated.span("who")
    if (named := persons.named(text, start, end)) > start and _YEAR.match(text, named, end):
        return start, named
    if numbered := _NUMBERED.match(text, start, end):
        start = numbered.end()  # 化学学院2019级本科生某某: what follows the number names the person
    if start >= end:
        return None
    if pronoun := _ITS_KIN.match(text, start, end) or any_of("pronouns").match(text, start, end):
        return pronoun.span()
    if known := _known_at(text, start, end, names):
        return _known_subject(text, start, end, known, classical)
    return _unknown_subject(text, start, end, classical)


def _before_gloss(text: str, start: int, end: int) -> int:
    """Where a clause ends before a bracket: 牛顿（1643—1727）说; ``start`` where it glosses how: 乖谬（悖谬）地说."""
    gloss = text.find("（", start + 1, end)
    if gloss < 0:
        return end
    return start if text.startswith("地", text.find("）", gloss, end) + 1) else gloss


def _unknown_subject(text: str, start: int, end: int, classical: bool) -> Range | None:
    """A subject that no list of names and no other place of the text vouches for."""
    if _INSCRIBED.search(text, start + 1, end + 2):
        return None
    if classical and _deeds().match(text, start, end):
        return None  # 归而告友人曰, 后指一行云
    if classical and (told := _TOLD.fullmatch(text, start, end)):
        return told.span("who")
    if _is_whole_name(text, start, end):
        return _without_adverbs(text, start, end)
    return _open_subject(text, start, end, classical)


@cache
def _deeds() -> re.Pattern[str]:
    """What somebody does, where classical narrative leaves out who."""
    return re.compile(f"(?:{any_of('classical_deeds').pattern})|(?:{any_of('glosses').pattern})$")


def _known_subject(text: str, start: int, end: int, known: str, classical: bool) -> Range | None:
    """A name that the text uses, with the title that touches it, or what belongs to it (…的朋友)."""
    stop = min(end, start + len(known))
    if text[stop : stop + 1] not in ("的", "和", "与", "、", "之"):
        title = any_of("titles").match(text, stop, end)
        return start, title.end() if title else stop
    return _as_name(text, start, _subject_end(text, start, end, classical))


def _is_whole_name(text: str, start: int, end: int) -> bool:
    """Whether a clause of up to four characters stands at a sentence's head right before the verb: 彭更曰."""
    head = text[start - 1 : start] in ("", "。", "！", "？", "；", "\n", "”", "」", " ") and text[start] != "谓"
    plain = head and end - start <= 4 and _HAN_WORD.fullmatch(text, start, end) is not None
    verb = plain and any_of("strong").match(text, end) is not None
    called = plain and text[end - 1] == "子" and text[start] not in words("classical_heads")  # 公都子
    return verb and (called or not any_of("titles").search(text, start, end))


def _without_adverbs(text: str, start: int, end: int) -> Range | None:
    if how := _HOW.search(text, start + 1, end):
        end = how.start()
    end = _before_bearing(text, start, end)
    while end > start + 1 and text[end - 1] in _ADVERBS:
        end -= 1
    end = persons.action(text, start, end)
    end -= text[end - 1] == "的"  # 老支书的｜主张是
    name = text[start:end]
    if _NOBODY.match(name) or (len(name) > 2 and name[-1] == "里"):
        return None  # 歌词里写道
    acts = words("classical_verbs")
    if not name or (name[-1] == "之" and name[:-1] in acts):
        return None
    taken = name in acts or name in words("after_subject") or name in words("before_subject")
    return None if taken else (start, end)


def _open_subject(text: str, start: int, end: int, classical: bool) -> Range | None:
    """A subject among the other words of a clause."""
    if behind := _behind_of(text, start, end):
        return behind
    adverbs = any_of("after_subject", *(["classical_verbs"] if classical else []))
    if (classical and text[start] in words("classical_heads")) or _NOBODY.match(text, start, end):
        return None
    if _PREPOSITION.match(text[start:end]) or adverbs.match(text, start, end):
        return None
    if asking := _ASKING.match(text, start, end + 2):
        return asking.span("who")
    if classical and (folk := _FOLK.match(text, start, end) or _RULER.match(text, start, end)):
        return folk.span(folk.lastindex or 0)
    if classical and (end - start > 5 or text[start - 1 : start] in ("，", "、")):
        return None  # classical narrative: no name that the text uses, so some action
    found = _as_name(text, start, _subject_end(text, start, end, classical))
    return None if found and found[1] - found[0] == 1 and not classical else found


def _behind_of(text: str, start: int, end: int) -> Range | None:
    """走上刑场的某某，…: a person's name behind 的."""
    of = text.rfind("的", start, end) + 1
    if of > start + 2 and (who := persons.person(text, of, end)):
        return who  # 坐在后排的技术员小刘站起来
    name = text[of:end]
    whole = of > start + 2 and 2 <= len(name) <= 3 and text[end : end + 1] == "，"
    return (of, end) if whole and name[0] in data.load("speech")["surnames"] and _HAN_WORD.fullmatch(name) else None


def _as_name(text: str, start: int, stop: int) -> Range | None:
    """The range of a noun phrase, where it can name a person or a body; behind 的 one that everybody knows."""
    behind = text.find("的", start, stop) + 1
    if behind > 0 and any_of("people").match(text, behind, stop):
        start = behind  # 书中收录的｜朱熹
    stop -= text[start:stop].endswith("的")
    if of := _PERSON_OF.match(text, start, stop):
        stop = of.end()
    name = text[start:stop]
    if not 0 < stop - start <= _LONGEST or _NO_NAME.search(name):
        return None
    return None if "的" in name and not _PERSON_END.search(name) else (start, stop)


def _skip(text: str, start: int, end: int) -> int:
    """The first offset behind conjunctions and times at the head of a clause."""
    head = any_of("before_subject")
    moved = True
    while moved and start < end:
        skipped = (
            _TIME.match(text, start, end)
            or head.match(text, start, end)
            or _BRACKETS.match(text, start, end)
            or _IN_A_BOOK.match(text, start, end)
            or _SEEN.match(text, start, end)
            or _LIKE.match(text, start, end)
            or _HELD.match(text, start, end)
        )
        moved = skipped is not None and skipped.end() < end
        start = skipped.end() if skipped and moved else start
        while start < end and text[start] in "，、 的":
            start += 1
        if noted := _NOTE.match(text, start, end):
            start = noted.end()
    return start


def _subject_end(text: str, start: int, end: int, classical: bool) -> int:
    """Where the subject's words end: behind its last title, else before the first adverb, preposition or copula."""
    title = next(
        (t for t in any_of("titles").finditer(text, start, min(end, start + _LONGEST)) if t.end() - start >= 2),
        None,
    )
    end = _before_bearing(text, start, end) if classical else min(persons.action(text, start, end), end)
    if (life := text.find("是", start + 1, end)) > 0 and is_edge(text, start, end, life):
        end = life
    verbs = any_of("after_subject", *(["classical_verbs"] if classical else []))
    title = title if title and title.end() <= end else None
    if title and _ACTS.match(text, title.end()):
        return title.end()
    for stop in re.compile(verbs.pattern + "|[是即乃把被令让不没未很]|使(?!者|$)").finditer(text, start + 1, end):
        if (title is None or stop.start() >= title.end()) and (classical or is_edge(text, start, end, stop.start())):
            return _before_adverb(text, start, stop.start()) if classical else stop.start()
    return end


def _before_bearing(text: str, start: int, end: int) -> int:
    """Where a subject ends before how somebody says it."""
    how = _BEARING.search(text, start + 1, end)
    return how.start() if how else end


def _before_adverb(text: str, start: int, stop: int) -> int:
    """沛公大｜惊: how much belongs to the verb."""
    return stop - (stop > start + 1 and text[stop - 1] in _GREATLY)


def is_edge(text: str, start: int, end: int, offset: int) -> bool:
    """Whether a word of ``text[start:end]`` begins at ``offset``: no verb is the last half of 知识分子面｜对."""
    return offset - start in word_edges(text[start:end])


def antecedent(text: str, before: int, pronoun: str, names: frozenset[str], hearer: str = "") -> Range | None:
    """The nearest name before offset ``before`` that opens a clause; one that acts on the pronoun itself is another.

    ``hearer`` is no speaker: 阳货欲见孔子。…谓孔子曰.
    """
    ranges = list(_clauses_before(text, before))
    for first, last in reversed(ranges):
        if told := _HEARER.match(text, first, last):
            hearer = hearer or told["whom"]
        if hearer and text.find(hearer, first, last) >= 0:
            if wants := _wants(text, first, last, hearer):
                return wants
            continue
        if (view_of := _IN_THE_VIEW.match(text, first, last)) and _is_name(view_of[1], names):
            return view_of.span(1)
        if pronoun and re.search(f"(?:告诉|对|向|给|问|劝){pronoun}", text[first:last]):
            continue
        if pronoun in _ONE_PERSON and (titled_ := _titled_subject().match(text, _skip(text, first, last), last)):
            return titled_.span()
        found = subject(text, first, last, names)
        if found and _is_name(text[slice(*found)], names):
            return found
        if pronoun in _ONE_PERSON and (shaped := _speaks(text, first, last) or persons.of_life(text, first, last)):
            return shaped
    return _mentioned(text, before, names) if pronoun else None


def _wants(text: str, first: int, last: int, hearer: str) -> Range | None:
    """阳货欲见｜孔子: who wants something of the hearer, where a clause has nothing else."""
    wants = _WANTS.match(text, first, last)
    return wants.span("who") if wants and text.find(hearer, wants.end(), last) == wants.end() else None


@cache
def _titled_subject() -> re.Pattern[str]:
    """A clause that opens with somebody and his title: 罗瑞卿同志｜旗帜鲜明."""
    return re.compile(f"[{data.load('speech')['surnames']}][{HAN}]{{1,2}}(?:同志|先生|女士|教授|院士|将军|博士|老师)")


def _speaks(text: str, first: int, last: int) -> Range | None:
    """What opens a clause in the shape of a name, where a verb of saying follows: 周望山｜认为."""
    if text[first : first + 1] not in data.load("speech")["surnames"]:
        return None
    for stop in (first + _LONGEST_NAME, first + 2):
        verb = any_of("strong").match(text, stop, last) if stop < last else None
        if verb and len(verb[0]) > 1 and _HAN_WORD.fullmatch(text, first, stop):
            return first, stop
    return None


def _mentioned(text: str, before: int, names: frozenset[str]) -> Range | None:
    """The last known person that the paragraph mentions before an offset, wherever in a clause."""
    begin = max(0, before - _BACK)
    places = [(text.rfind(name, begin, before), len(name)) for name in words("people") & names]
    start, length = max(places, default=(-1, 0))
    return (start, start + length) if start >= 0 else None


_STOP = re.compile(r"[“‘「『（《〈【\[”’」』）》〉】\]，。；：！？\n]")


def _clauses_before(text: str, before: int) -> Iterator[Range]:
    """The clauses of the paragraph before an offset, quotations and brackets passed over."""
    start = begin = max(0, before - _BACK)
    depth = 0
    for stop in _STOP.finditer(text, begin, before):
        if stop[0] in clauses.OPENING:
            depth += 1
        elif stop[0] in clauses.CLOSING:
            depth = max(0, depth - 1)
            if depth == 0 and text[stop.start() - 1] in "。！？…":
                start = stop.end()
        elif depth == 0:
            if stop.start() > start:
                yield start, stop.start()
            start = stop.end()
    if before > start and depth == 0:
        yield start, before


def person_before(text: str, end: int) -> Range | None:
    """Whose words follow at ``end``, if a name stands there: one that everybody knows, or one of three characters."""
    begin = max(0, end - _LONGEST)
    if known := _known_before().search(text, begin, end):
        return known.span()
    if titled := _title_before().search(text, begin, end):
        if titled[0] == "总书记":
            return titled.span()
        found = person_before(text, titled.start()) if titled.start() > begin else None
        return (found[0], end) if found else _by_family_name(text, titled.start(), end)
    start = end - _LONGEST_NAME
    whole = start >= begin and is_edge(text, begin, end, start) and persons.named(text, start, end) == end
    return (start, end) if whole else None  # no 有人｜说


def short_name(text: str, start: int, end: int) -> Range | None:
    """A clause that is nothing but two or three characters that begin with a family name: 郑玄."""
    brief = 2 <= end - start <= _LONGEST_NAME and _HAN_WORD.fullmatch(text, start, end) is not None
    return (start, end) if brief and text[start] in data.load("speech")["surnames"] else None


def _by_family_name(text: str, title: int, end: int) -> Range | None:
    """周总理, 田县长: a family name with a title."""
    named = (
        title > 0
        and text[title - 1] in data.load("speech")["surnames"]
        and is_edge(text, max(0, title - _LONGEST), end, title - 1)
    )
    return (title - 1, end) if named else None


@cache
def known() -> str:
    """The pattern of somebody everybody knows, with a title or without: 孔子, 冰心先生."""
    return f"(?:{any_of('people').pattern})(?:{any_of('titles').pattern})?"


@cache
def titled(least: int, most: int) -> str:
    """The pattern of :func:`known` or of a name of so many characters with a title behind it: 王二小同志."""
    return f"{known()}|[{HAN}]{{{least},{most}}}(?:{any_of('titles').pattern})"


@cache
def _known_before() -> re.Pattern[str]:
    return re.compile(f"(?P<who>{known()})$")


@cache
def _title_before() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of('titles').pattern})$")


def is_name(name: str) -> bool:
    """Whether everybody knows that ``name`` names a person: by itself, or by its title."""
    return _is_name(name, words("people"))


def is_person(name: str) -> bool:
    """Whether ``name`` names somebody: known, titled, or called by what he is (老班长)."""
    return is_name(name) or _PERSON_END.search(name) is not None or persons.is_role(name)


def _is_name(name: str, names: frozenset[str]) -> bool:
    if name in words("pronouns") or name in words("self") or name in words("vague"):
        return False
    if name.startswith(tuple(words("no_names"))):
        return False
    titled = _titled().search(name)
    if titled and name.endswith(("之", "之道")) and len(name) > _LONGEST_NAME:
        return False  # 惟德公重之, 圣人之道
    if _ADDRESSES.match(name):
        return name in names  # 言之于王
    if titled and titled[0] in ("王", "公"):
        return name in names or len(name) <= _LONGEST_NAME + 1  # 齐宣王; 劝其杀沛公 ends with what another is called
    return name in names or titled is not None or any_of("people").search(name) is not None


@cache
def _titled() -> re.Pattern[str]:
    """A title that ends a name, or stands before one (大夫正考父)."""
    return re.compile(f"[王公]$|(?![王公])(?:{any_of('titles').pattern})[{HAN}]{{0,3}}$")
