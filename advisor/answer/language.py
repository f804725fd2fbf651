"""How people deny, intend and ask: the grammar that reading a story needs, apart from any programme; English in `english.py`."""

from __future__ import annotations

import re

from advisor.answer import english

SENTENCE_END = re.compile(r"[。！？!?；;\n]")
SEGMENT_END = re.compile(r"[，。！？!?；;,\n]|——|…|\.{3,}")

DENIED_BEFORE = re.compile(
    r"(?:没有?(?!问题)|(?<!有)无(?!锡|人机|线)|缺(?:少|乏)?|未|不(?:具备|具有|存在|是|算|搞|做|懂|沾|涉及|给|配|出|拨|派|提供|安排|买|设|留|投|租)|并非|非(?!营利|盈利|常)|零|"
    r"没配|没建|不$)[^，,。；]{0,24}$|" + english.DENIES
)
DENIED_AFTER = re.compile(
    r"^[^，,。；]{0,20}?(?:(?:一样|一个|一项|一点|一[件起次宗]|啥)?(?:都|也|全|还是|统统|一概)?)?(?:零(?:事故|发生|记录)|没(?:有)?(?:出|发生|犯|沾|碰|摊|遇)(?:过|上)?(?=$|[，,。；、？?！!吧呢啊的])|没有?(?:出|发生)过|没有?(?=$|[，,。；、？?！!吧呢啊的])|没(?:建|影|着落|搞|做|开|办|弄)|不具备|为零|空白|缺着?$|缺[，,。]|"
    r"不足|不够|不行|跟不上|还在(?:找|建|谈)|还?没(?:编|写|备|弄|买|招)|(?:全|都|也)?(?:不(?:给|配|投|出|拨|派|留|添|买|购|租|上|置办|安排|准备)(?=$|[，,。；、了]))|(?:全|都|也)(?:不给|不配|不投|不出|不管|不沾|不搞|不做|不懂|没|保障不了|拿不出|给不了|凑不出|谈不上)|拿不出|保障不了|"
    r"(?:都|全|均)?(?:是|为)?(?:零|(?<!\d)0)\s*(?:$|[，。；√、]|[条起次件项例宗](?!以)))|"
    + english.DENIED_SINCE
)
NOT_DENIED = re.compile(
    r"无一或?缺|一应俱全|样样俱全|无不具备|一个不少|不缺|不差|不愁|不少|没少|没问题|没毛病|不成问题|没得说|没的说|没话说|没得挑|也没事(?!故)|没关系|无所谓|不要紧|不打紧|不碍事|"
    + english.NOT_DENIED
)
INTENDED = re.compile(
    r"还在(?:盖|建|装|调|采购|招|谈)|(?:才|刚)?到了?一半|没盘点|还没(?:建好|到位|装好|验收)|想(?:要)?(?:建|办|搞|弄|招|买|申请)|打算|准备(?:建|招|买|申)|计划|拟|正在(?:建|申|筹|办)|筹建|要建|在建|将要|明年(?:建|才)|"
    + english.INTENDS
)
UNSETTLED = re.compile(
    r"还在(?:盖|建|装|调|采购|招|谈|找|跑|筹|批)|(?:才|刚)?到了?一半|没盘点|"
    r"(?:没|未)(?:有)?(?:完全|正式|最后|最终)?(?:建好|到位|装好|验收|着落|落实|落地|敲定|谈[妥拢好成]|说好|到账|眉目|影|"
    r"定(?:下来?|好|准)?(?=$|[，。；、？])|批(?:下来|复)?(?=$|[，。；、？]))|待定|悬着|就?等[^，。；]{0,4}(?:招|建|装|批|谈|配)[^，。；]{0,4}(?:完|好|齐|下来|到位|这批)|(?:老板|领导|上头)说了算|"
    r"(?:月底|年底|下个?月|快要?|马上|即将|眼看)(?:就|要)?[^，。]{0,3}到期|"
    r"(?:明年|下半年|年底|年后|回头|以后|将来|批[了下]来?|选上)"
    r"(?![^，。]{0,4}(?:[扩加增]|[再多][租买购建招聘借装配](?:上|进)?[一二两俩三四五六七八九十几些点\d]))"
    r"[^，。]{0,4}[租买购建招聘借装配]|" + english.UNSETTLED
)
"""what is spoken of as had is not settled yet, or ends soon"""
_STILL = re.compile(
    rf"(?:不过|但是?|可是?|而且|只是)?(?:新的?|眼下|目前|现在|这[个块])?(?:也|都|就|还)?(?:{UNSETTLED.pattern})"
)
"""a piece that says so of what the piece before it named"""
ASKED = re.compile(
    r"缺一[个样]?都?不(?:行|可|成)|少一[个样]都?不|需(?:不需)?要|必须|要求|要不要|是否|有没有|才能|用不用|[得要须应]有|非得|算不算|二选一|还是|"
    + english.ASKED
)

INQUIRED = re.compile(
    r"(?<![请想要敢])(?:[追反询]问|问(?:了|过|起|到))(?!题)[^，。]{0,16}(?:怎么样|怎样|咋样|如何|多[大少高]|[吗没不么]$)|(?:怎么样|怎样|咋样|啥样|如何|什么(?:样|情况)|啥情况)$|"
    r"(?:没|不|无)[^，。]{0,4}(?:数|底|准信|下文|回音)$|^(?:至于|说到|要说)[^，。有是我咱俺都全齐够自\d]{2,8}(?:嘛|吧|呢|的话)?$|"
    r"(?<!从)(?<!从来)(?:没|未)(?:去|顾上|来得及)?(?:看|问|打听|核实|确认|了解)过?$"
)
"""a piece that tells what somebody asked or does not know (我追问设备怎么样)"""

FOLLOWING = re.compile(
    r"^(?:那|哪|还有|另外|然后|所以|换成|要是|如果)|呢[?？。！!]?$|"
    r"也(?:一[块起并])?(?:报|说|讲|列|给)(?:一下|下|个|出来)|" + english.FOLLOWS
)
YEAR = re.compile(r"(?:20)?\d{2}年|[去前今明后]年")
"""a year, written or told from today"""
WRONG = re.compile(r"(?:不是|并非|不在|非)$")
"""what stands right before something that is set right"""
ELLIPSIS = re.compile(r"那|哪|要是|如果|换成|呢|的|批|事|了|[\W_]")
"""what a follow-up that only names another year may hold beside it"""
PART_END = re.compile(r"[。；;？?！!\n]|，|,|、|：|:")
JOINED = re.compile(r"\s*(?:[、，,/]|以?及|[和与跟]|还有|and)?\s*(?:创新|产业|数字经济|这)*\s*")
"""what stands between two types of a list"""
LISTED = re.compile(r"[、，,/]")
LIST_END = re.compile(r"[。；;？?！!\n/]|，|,|、|：|:|再说|顺便|一来|二来|加上|然后|以及|另外|还有")
REFERENCE = re.compile(
    r"(?<![十百])([一二三四五六七八九])[、,]?\(([一二三四五六七八九十])\)"
    r"(?:的?第?([一二三四五六七八九\d])(?:项|点|条|款|\.))?"
)
SEVERAL = re.compile(
    r"问(?:[俩仨]|[两三四]个)|[两三四]个数(?!字|据|学|智|量)|[；;。，?？](?:还有|另外(?![\d一二三四五六七八九十几有])|再就是|再问|顺便)|[两俩二三仨四几][个桩样]?(?:事|问题|问|件(?:事|$|[：，。；])|点|条|连问)|前者|后者|前面那|后面[那这]|一并|一起(?:说|列|答|讲)|分开(?:说|讲|答)|都讲|都说|顺便|再说|"
    r"一来|加上|分别|各自?|兼问|并问|一次(?:讲|说|答)|这[两三四]样|二者|两者|" + english.SEVERAL
)
EACH = re.compile(
    r"分别|各(?!种|类|位|市|项|界|方面?)|\b(?:respectively|each|both)\b|"
    r"\b(?:numbers|targets|figures|quotas) (?:for|of)\b|\bfor [^，。]{1,30}\band for\b"
)
"""asks of each of what is named: 中心和基地分别要建多少"""
POINT = re.compile(r"；|(?:^|[，。；：\s]+)\(?\d{1,2}[)、.](?!\d)")
"""what parts the points of a list: a number, a semicolon (which a number in a circle became)"""
_SLASH = re.compile(r"(?<=[\u4e00-\u9fff])\s*/\s*(?=[\u4e00-\u9fff])")
_OR = 2
"""words that one slash parts"""
_BRIEF_LIST = 40
"""characters up to which a list with one question in it is a list of questions"""
_NUMBERED = re.compile(
    r"([两俩二三仨四五])(?:个|件|样|点|条|桩)(?:事情?|问题|问|连问|要点|一[块并起])(?![^，。：；]{0,4}[年月天])"
)
_NUMBERS = {"两": 2, "俩": 2, "二": 2, "三": 3, "仨": 3, "四": 4, "五": 5}
TELLS = re.compile(r"了(?!解)|[出办做换改]过|我们|咱们?|俺们?|我[司校院]|客户|后来|当时")
"""words of a piece that tells something, rather than naming what is asked"""
POLITE = re.compile(
    r"请问?|你好|您好|谢谢|多谢|老师|麻烦|关于|就问|两类|这一?类|平台|[一二三四两]类|[的和与跟及、就俺我]|"
    + english.POLITE
)
ANNOUNCED = re.compile(
    r"(?:一次|一并|一起|分别|都)(?:性)?(?:讲|说|答|列|报)[^：，。]{0,4}：|[两三四五几]个?(?:事|问题|问|件事?|点|样|数)[^：，。]{0,4}：|问(?:[俩仨]|[两三四]个)："
)
"""what leads a list of questions; the story before it asks nothing"""
FRAME = re.compile(r"^(?:先说|先问|再说|再问|一并(?:说|答|讲)?|一起列|分开说|都讲讲|.{1,4}(?:用|起见))+$")
ASKS = re.compile(
    r"什么|啥|哪|几|多少|若干(?!措施|意见|规定|政策|问题|个?重大)|是否|可否|能否|有何|(?<!任)何(?!况)|谁|怎|咋|吗|(?<![这那多要])么|呢|还是|是不是|能不能|有没有|一样不|"
    r"算不算|要不要|可不可|行不|成不|多久|多长(?!期)|何时|如何|点不点头|说说|[^没要]不$|(?:过期|到期|好|完|批|下来|成|行|中|有)了?没$|(\w)[不没]\1|"
    + english.ASKS
)
WANTS = re.compile(
    r"多少|(?<![十好百])几(?!乎|经|十|百|千|万)|哪|什么(?!都)|啥(?!都)|谁|怎么|咋|多久|多大|多长|何时|如何|满几年|"
    + english.WANTS
)
"""words that ask for a detail, not for yes or no"""
YES_NO = re.compile(
    r"[吗么不没](?=[，。？?!！]|$)|能不能|可不可|是不是|行不行|有没有|算不算|要不要|是否|可否|能否|会不会|(\w)[不没]\1|"
    + english.YES_NO
)
"""a question that is answered by yes or no"""
OWN_QUESTION = re.compile(
    r"有[\u4e00-\u9fff]{2}[吗么没不]$|[^能行可是对有没]{2}(?:咋算|怎么算|几天|几家|多久|找谁|归谁|谁管|多少)$"
)
"""a question of four characters that asks something of its own: 有模板吗, 公示几天"""
ABOUT_RULE = re.compile(
    r"哪一?[条项款段句章]|第几|条文|条款|原文|原话|字面|文件|方案|(?<!符合)(?<!违反)规定|"
    r"(?:写|列|提|说|讲)[没不][写列提说讲]|有没有(?:讲|说|写|提|单独)|(?:写|说|讲)(?:的|着|了)(?:吗|么|没)|"
    r"[两三四五六](?:个)?字|[两三四几这那哪]一?款(?![项子型])|那个?词|哪个词|带引号|原词|为啥|为什么|"
    r"定义|什么(?:叫|是|算)|啥(?:叫|是|算)|指的|含不含|" + english.ABOUT_RULE
)
"""a question about what the text says, not about anybody's case"""
MINE = re.compile(
    r"我们|我[司校院厂所]|咱|俺|本(?:公司|单位|院|校|所|厂)|自己|我(?=是|有|在|这|的公司|想|要|办|开)|\b(?:we|our|us|my|i)\b"
)
ASIDE = re.compile(
    r"先不(?:管|问|说|提)|不问|先?放(?:一)?边|(?:报|申)不了(?:这个)?(?:我|已经|也)?(?:知道|懂|清楚|有人)|不抬杠|(?:只|就|光)(?:是|想)*(?:打听|问|知道|确认|看看|了解|要知道)|"
    r"抄一|引用|要引|跟今天[^，。]{0,4}没关系|不是问|" + english.ASIDE
)
"""what was told is said to be beside the question"""
DOUBTED = re.compile(
    r"是不是|算不算(?!个?事)|会不会|是否|算是|(?:就|也)?算(?:作|成)?[^，。]{0,6}(?:吗|么|不|呢)|有人说|成了|(\w{1,3})不\1|按谁|标准|还没定|[轻严大]重?(?:不|还是)(?:不?[轻严大])|"
    r"(?:没|未|不)(?:有)?(?:说|写|讲|提|定|知道|清楚|确定|明确|给)[^，。；]{0,6}(?:严重|重大|轻重|大小|级)|"
    + english.DOUBTED
)


_CELL_END = re.compile(r"[/|，,；;、]")
_CELLS, _LONG_CELL = 3, 14
"""how many cells a record has at least, and characters in one at most"""
LONG_AGO = re.compile(
    r"前些年|早些年|早几年|[前头]几年|[几多]年(?:之?前|以前)|早年|当年|从前|很久(?:之前|以前)|"
    r"(?:以前|之前|曾经?|过去)(?![^，。；]{0,6}(?:没|未|不))|" + english.LONG_AGO
)
"""when something happened, told so loosely that it may lie on either side of a limit"""
DENIED_TWICE = re.compile(english.TWICE)
_HELD_BACK = (
    r"(?:(?:除了?|除去|除开)(?:[^，。；]{0,14}?(?:[那这一两几][次起回件桩]|重大|较大|事故|罚|案|判刑)|[^，。；]{0,8}[年月](?=的?(?:$|[，。；？])))|"
    rf"{english.HELD_BACK})"
)
_EXCEPTED_AFTER = re.compile(rf"^[^，。；！？]*(?:[，、] ?)?(?:但|只是|不过)?{_HELD_BACK}")
_EXCEPTED_BEFORE = re.compile(rf"(?:^|[，。；！？]) ?{_HELD_BACK}[^，。；！？]*，[^，。；！？]*$")
"""an exception told right behind what is denied, or right before it: 没出过事故，除了2024年那次"""
_OUTRIGHT = re.compile(english.OUTRIGHT)
UNSURE = re.compile(
    r"(?:搞|说|弄|闹|分|问)不(?:太)?(?:清|明白|准|上来)|不(?:太)?(?:清楚|确定|知道)|吃不准|没(?:弄|搞)(?:清|明白)|没人知道|"
    + english.UNSURE
)
"""the asker does not know how it is"""
_LIKE = re.compile(r"(?:(?<![图影录摄成])像|比照|参照|仿照|照着)[^，。；？]{0,3}$")
_ALIKE = re.compile(r"[^，。；？]{0,3}?(?:那样|那么|那种|似的|的(?:办法|规矩|做法|套路))")


def listed_questions(text: str) -> tuple[str, ...]:
    """The questions that numbers, semicolons or slashes part (1)有效期 2)换注册地找谁); none where they part facts of a story.

    One slash between words that do not both ask means “or” (高校/科研院所).
    """
    points = tuple(point.strip() for point in POINT.split(text) if point.strip())
    slashed = tuple(point.strip() for point in _SLASH.split(text) if point.strip())
    if len(points) == 1 and (len(slashed) > _OR or all(ASKS.search(point) for point in slashed)):
        points = slashed
    asking = tuple(point for point in points if ASKS.search(point))
    if len(text) <= _BRIEF_LIST and asking and not MINE.search(text):
        asking = points
    return asking if len(asking) > 1 else ()


def is_record(text: str) -> bool:
    """Whether the text is a row of short cells of which at most the last one asks (济宁/民办高校/2004年建校/人才基地？)."""
    cells = [cell for cell in _CELL_END.split(text.strip("？?。 ")) if cell]
    brief = len(cells) >= _CELLS and all(len(cell) <= _LONG_CELL for cell in cells)
    return brief and not MINE.search(text) and not any(ASKS.search(cell) for cell in cells[:-1])


def parted(text: str) -> str:
    """The text with a comma where 、 stands between pieces that each ask something (建多少个、名字咋起、最多几家)."""
    pieces = re.split("([^、，。；：？?！!\n]+(?:、[^、，。；：？?！!\n]+)+)", text)
    return "".join(
        piece.replace("、", "，") if all(ASKS.search(each) for each in piece.split("、")) else piece
        for piece in pieces
    )


def announced(text: str) -> int:
    """How many things the asker says are asked (三件事一块说), 0 when no number is said."""
    match = _NUMBERED.search(text)
    return _NUMBERS[match[1]] if match else 0


def is_compared(text: str, start: int, end: int) -> bool:
    """Whether what stands there is only what something else is compared to (像实验室那样)."""
    return bool(
        _LIKE.search(text[:start]) or (text[:start].endswith(("跟", "和", "同")) and _ALIKE.match(text[end:]))
    )


def segments(text: str) -> list[tuple[int, int]]:
    """Offsets of the pieces between commas and full stops."""
    return pieces(text, SEGMENT_END)


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """Offsets of the sentence that holds the character at `offset`."""
    for start, end in pieces(text, SENTENCE_END):
        if start <= offset < end:
            return start, end
    return 0, len(text)


def asks_outright(text: str, offset: int) -> bool:
    """Whether the sentence at `offset` is a question in English from its first word on that speaks of nobody's own case."""
    start, end = sentence_at(text, offset)
    return bool(_OUTRIGHT.match(text[start:end])) and not MINE.search(text[start:end])


def has_exception(text: str, start: int, end: int) -> bool:
    """Whether something is held back of what is denied at `start:end` (没出过事故，除了2024年那次)."""
    since, until = sentence_at(text, start)
    return bool(_EXCEPTED_AFTER.match(text[end:until]) or _EXCEPTED_BEFORE.search(text[since:start]))


def polarity(segment: str, start: int, end: int) -> bool | None:
    """Whether the noun at `start:end` of a segment is had (True), lacked (False), or only wished or asked (None)."""
    if NOT_DENIED.search(segment):
        return True
    before, after = segment[:start], segment[end:]
    if any(pattern.search(segment) for pattern in (INTENDED, ASKED, INQUIRED, DENIED_TWICE)):
        return None
    return not (DENIED_BEFORE.search(before) or DENIED_AFTER.search(after))


def unsettled(segment: str, following: str) -> str:
    """The words of a piece, with those of the next one that go on about it, if they say that a thing is not settled; else ""."""
    if UNSETTLED.search(segment):
        return segment
    return f"{segment}，{following}" if _STILL.match(following) else ""


def pieces(text: str, border: re.Pattern[str]) -> list[tuple[int, int]]:
    """Offsets of what stands between the borders, empty pieces left out."""
    found, start = [], 0
    for match in border.finditer(text):
        if match.start() > start:
            found.append((start, match.start()))
        start = match.end()
    if start < len(text):
        found.append((start, len(text)))
    return found
