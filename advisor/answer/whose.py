"""Whose a statement is: the applicant's, or that of a partner, a parent, a customer or somebody talked about.

The applicant is the asker, unless somebody else is asked for: a client (替客户问), a person's firm (他们能报吗), a relative of
the asker's own unit (让子公司出面报). What is told of anybody else says nothing of the applicant.
"""

from __future__ import annotations

import re

from advisor.answer import relatives
from advisor.answer.language import SEGMENT_END, SENTENCE_END, segments
from advisor.retrieval.hashed import BLANK

_UNIT = (
    r"(?:企业|公司|大学|高校|学校|学院|研究院|研究所|设计院|医院|单位|机构|协会|学会|集团|工厂|院校|科研院所|国企|央企|民企|外企|"
    r"(?<=[^\W\d一二三四五六七八九十两几多数这那哪每各某])[院所厂])(?:们)?"
)
_BESIDE = re.compile(
    r"(?:从(?=[^，。；]{0,10}(?:借|买|租|请|挖|招))|借(?:了|用)?|租(?:了|用)?|(?<!面)跟(?!踪|进|不上|得上)|(?<!参)与|和|"
    r"(?<![合共相不一])同(?![时样等一期步意学])|联合(?!会|体|国)|联名|"
    r"拉[上着了]?|找[了来]?|带[上着]|携手|联手|邀请?|引入|依托)"
    rf"(?:[^，。；、？！?!我咱俺本自]{{0,12}}?{_UNIT})"
)
"""a unit that stands beside the asker: 跟德国企业, 拉上海一家大学"""
_ONLY = re.compile(
    rf"(?:只有|只准|只让|只许|只收|必须得?是|非得是?|限于|仅限|专给)[^，。；？]{{0,10}}?{_UNIT}(?=[^，。；？]{{0,4}}(?:才|能|可|报|申|参|$|[，。；？]))"
)
"""a unit that a rule is said to be about: 只有国企才能报"""
_LEFT_OUT = re.compile(
    rf"{_UNIT}(?:[、和跟或及]{_UNIT})*(?:这些|这类|之类|什么的|等)?(?:都|也|就|全|一概|统统)*(?:没份|没戏|不收|不让报|不给报|报不了|不能报|除外|不算数?|靠边)"
)
"""units that a rule is said to leave out: 大学、研究所都没份"""
_CLIENT = rf"(?:{_UNIT}|个体(?:工商)?户|合作社|农户|商户|门店|煤?矿|车间|园区|商场|酒店)"
_NOT_ASKED_FOR = r"(?!(?:来|去)?(?:问(?![诊题卷世])|打听|捋))"
"""替烟台一家企业问问: the applicant, not one that is served"""
_SERVED = re.compile(
    rf"(?:服务对象|(?:客户|用户|受众|学员)(?:群体|主要|大多|基本|全|都))(?:主要|大多|基本|全|都)*(?:是|为|有|来自)[^，。；]*|"
    rf"(?:服务(?!机构|平台)|帮(?:着|助)?|给|为(?=[^，。；]{{0,16}}(?:服务|提供|开发|培训|代))|替|面向|带动|辅导|卖给|供(?:货)?给|孵化|培训|外包给|租给)(?:了|过|"
    rf"着)?[^，。；、？！我咱俺本自以]{{0,12}}?{_CLIENT}{_NOT_ASKED_FOR}|"
    rf"(?<![第\d一二三四五六七八九十])(?!一[家个所])[\d一二三四五六七八九十几多百千两数好]+[多来余几]*[家个所](?![^，。；]{{0,3}}(?:一起|联合|"
    rf"合))[^，。；、？！的]{{0,6}}?{_UNIT}"
)
"""units that are served, or counted among many: 帮中小企业上云, 三十多家工厂"""

_FOUNDER = re.compile(
    rf"(?:{_UNIT}|管委会|政府|局|街道办(?:事处)?|街道|[村居]委会|我[校院司])(?:在[^，。；]{{0,6}}?)?(?:(?:设|办|建|成立|举办|出资|控股|投资|全资)[立设的]*|附属|"
    rf"直属|所属|下[面属设边]的?|底下的?|旗下的?|名下的?)(?=[^，。；的]{{0,8}}?(?:公司|企业|工厂|合作社|医院|研究院|研究所|基金会|协会)(?!的))"
)
"""who set up the applicant: 省外高校在青岛设的研究院"""
_PARENT = re.compile(
    rf"[^，。；？我咱俺]{{0,10}}?{_UNIT}(?:在|驻)(?=[^，。；？]{{1,8}}?的?(?:全资|控股|独资|合资)*(?:子公司|公司|研究院|研究所|分院|学院|医院))|"
    r"\b(?:an?|the)(?: [\w-]+){1,4}'s(?= (?:[\w-]+ ){0,2}(?:subsidiary|company|institute))"
)
"""whose subsidiary the applicant is: 省外央企在青岛的子公司"""
_PARTNERS = re.compile(
    r"(?:联合|合作|参与|共建)(?:建设)?(?:单位|方|伙伴)(?:里|中|当中)?(?:能不能|能|可以|可不可以|是否|要不要|必须)*(?:有|是|来自|含|包括|找|用|选)[^，。；？我咱俺]*|"
    r"[^，。；？我咱俺]{1,14}?(?:可不可以|可以|能不能|能否|能|可否|是否)?(?:拿来|来)?(?:作为|做|当|成为|担任|算作?)(?:我们|咱们?)?的?"
    r"(?:联合|合作|参与|共建|成员|支撑)(?:建设|共建)?(?:单位|方|伙伴)"
)
"""what partners may be: 联合单位能不能有省外的高校, 外省高校可以作为联合单位吗"""

_PERSON = (
    r"[我俺咱][爸妈哥姐弟妹叔姨舅姑爷奶](?!厂|司|校)|姐夫|妹夫|嫂子|老公(?!司)|老婆|老丈人|岳父|父亲|母亲|[儿女]子|丈夫|妻子|爱人|对象|媳妇|朋友|同学|表[哥弟姐妹]|亲戚|邻居|老爷们|"
    r"当家的|掌柜|同行|别人|别家|人家|对[方门]|隔壁|前东家|有人(?=冒用|盗用|假冒|诈骗|造谣|举报|诬告)|骗子|"
    r"那[家边个](?!我)|(?<!其)他们|它们?|(?<!其)他|她"
)
_RELATIVE = r"子公司|母公司|总公司|总部|分公司|集团(?=出面|名义|自己|来|去|能)"
_THING = r"(?!资料|数据|信息|案例|名单|满意|合同|[^，。；]{0,4}在用|那边|用上|现场|反馈|关系|会|服务|端|是我)"
"""what follows a word for somebody where it only describes a thing: 客户资料"""
_AFFILIATE = (
    rf"联合体(?:里|中|内)|其中[一有]一?家|(?:同|一)个?(?:园区|栋楼|楼|集团|行业|村|街)的|(?:另|别的|其他|其它)(?:外)?(?:一)?(?:家|个)?(?:公司|企业|单位|厂)|"
    rf"(?:(?:公司|单位|学校|院里|厂里)?有[个位几]{{0,2}})?(?:员工|职工|同事|技术员|工程师)(?:个人|自己|私下|私自|在外面?|下班后?|因?为?(?:酒驾|醉驾|赌博|打架|吸毒))|"
    rf"供货[商方]|配套厂|经销商|代理商|(?:外包|分包|总包)(?:商|方|公司|单位|队)?|承[包建][商方]|施工(?:队|方|单位)|房东|物业|租户|入驻企业|上下?游|合作(?:方|伙伴|单位|企业|"
    rf"公司|高校)|"
    rf"伙伴(?:单位)?|联合(?:建设)?(?:单位|方)|甲方|乙方|客户{_THING}|供应商|孙公司|"
    r"(?:[子母总]公司|总部|分厂)(?!自己|本身|出面|直接|作为|名义)|(?:集团(?:下属|旗下|内部|里)?的?)?(?:兄弟|姐妹)(?:单位|公司|企业)|(?:控股|大|小|二)?股东|投资[方人]|"
    r"实控人|实际控制人|上级(?:单位|公司)|关联(?:公司|企业)"
)
_WHO = rf"(?:{_PERSON}|{_AFFILIATE})"
_HEAD = (
    r"(?:老板|老总|领导|书记|一把手|副总|股东|董事长|总经理|院长|校长|所长|法定代表人|法人代表|"
    r"法人(?=去年|前年|个人|本人|因|被)|负责人|高管)"
)
"""people of the applicant: what befalls them is not the unit's, what they say or plan is"""
_SELF = r"(?:我们|咱们?|俺们?|我(?=[司校院厂家]|公司|单位)|本(?=公司|单位|院|校|厂|所|中心|集团))"
_WHEN = (
    r"(?:\d{2,4}年(?:\d{1,2}月)?(?:份|底|初|中)?(?:\d{1,2}[日号])?|"
    r"[去前今大]+年|上个?月|最近|这两年|近[几两三]年|早年|年[初底])"
)
_LEAD = (
    rf"(?:手[上里头](?:有|的)?|(?:公司|单位|学校|集团|企业)的?(?=[小大二控]*股|投资|合作|客户|供应|上下?游)|[原前老](?=法)|可是?|但是?|而|不过|因为|由于|只是|就是|"
    rf"是(?=我们|咱|俺)|听说|据说|比如|要是|如果|假如|万一|其中|另外|当时|后来|结果|还有|至于|现在|{_WHEN}|"
    rf"我们?的?|咱们?的?|俺们?的?|有[个家一]?[个家]?|(?:给|卖给?|帮|替)(?:我们|咱们?|俺们?)[^，。；]{{0,10}}的|[一两]?[个家]|[^，。；我咱俺]{{0,4}}的)*"
)
_ATTACHED = (
    rf"(?:租|用|住|进|入驻|欠|挨着|供|在)(?:了|着)?{_SELF}[^，。；]{{0,10}}的[^，。；]{{0,6}}?(?:公司|企业|单位|厂|租户|商户)|"
    rf"{_SELF}[^，。；]{{0,10}}?(?:收购|并购|投资|参股|控股|服务|孵化|代理|带|园区|孵化器|写字楼|大厦|产业园|楼)(?:过)?(?:里|内|上|下)?(?:的|有|"
    rf"边)[^，。；]{{0,6}}?(?:公司|企业|单位|厂|租户|商户)|"
    rf"(?:底下|下面|旗下|名下|另外|还)[^，。；]{{0,6}}(?:有|的)[^，。；]{{0,3}}(?:子公司|分公司|分厂|公司)|"
    rf"(?:打算|准备|想)?[^，。；我咱俺]{{0,6}}(?:设|成立|注册|开)的?(?:[一两几]?个)?(?:子公司|分公司)|"
    rf"{_SELF}(?![是属为系]|作为)[^，。；是]{{0,8}}?(?:[一两几]?[个家](?:[^，。；]{{0,4}}的)?|的)?(?:{_AFFILIATE})"
)
_THIRD = re.compile(rf"{_LEAD}(?:{_WHO}|{_ATTACHED}|其中(?:的|有)?[一两几]?[个家所])")
_THAT_IS = re.compile(r"(?:也?就是|即|等于是)(?:我们|咱|俺)")
_OF_HEAD = re.compile(
    rf"{_LEAD}{_SELF}?(?:的|公司|单位|学校|院|厂)?(?:的)?{_HEAD}(?:自己|个人|本人)?(?!说|让|想|问|要|打算|觉得|在|是(?!失信|老赖|被执行|黑名单|限高)|的?意思|"
    rf"的想法|原话|的话|发话|放话|交代|安排|叫|催|派|拍板)"
)
_OWN = re.compile(
    rf"(?:可是?|但是?|而|不过|现在|目前|因为|如果|要是|{_WHEN})*(?:想|打算|准备|计划|[^，。；]{{0,4}}(?:这边|这里|这儿)|"
    rf"我们|咱|俺|我(?![市县省区国镇]|(?:刚才?|前面|上面|再|就)?(?:说|讲|问|打错|写错|搞错|弄错)|的?(?:{_PERSON}))|本(?!来|科|地|次|质|身)|自己|自家|我[司校院厂])"
)
_UNIT_ITSELF = re.compile(
    rf"{_WHEN}?(?:公司|单位|学校|医院|厂[里子]|[院所校]里)(?!的|里|老[板总]|法人|领导|负责|有[个位]?(?:员工|职工|同事)(?:个人|自己))"
)
"""the unit that is spoken of all along: the applicant"""
_FILLER = re.compile(
    r"^(?:[哦噢嗯哎呃啊唉欸诶]|对对?了?(?!方|面|外|口|手|于|象)|那个|就是说?|反正|然后)+"
    r"[，,]?(?=我们|咱|俺)"
)
"""what speakers say before they come to it: 哦对我们是二级学院"""
_OF_UNIT = re.compile(
    rf"(?:[但而]是?|不过|后来|现在|目前|其实|只是|就是|{_WHEN})*(?:营业)?(?:执照|注册地?|工商|厂[子里]|公司|单位|社保|税|场地|场所|设备|资金|经费|人员|团队|专利|研发|课程|"
    rf"老师|教师|师资|教室|机房|学生)"
)
"""a piece that begins with what a unit has or is: after what was told of its head it is of the unit again"""
_TOLD_TO = re.compile(
    r"(?:就|才|又|都|只|却|硬)*(?:说|让|叫|要求?|催|派|同意|答应|拍板|安排|交代|嘱咐|打算|准备|想)(?!法)"
)
"""a piece in which the head of the unit has something done: what is done is the unit's again"""
_SEATED = re.compile(r"(?:母公司|总公司|总部|集团|本部)[^，。；]{0,3}(?:在|位于|设在|注册在)[^，。；]{2,8}$")
"""总部在北京: said by the way, what follows is of the applicant again"""
_SAY_OF_US = re.compile(r"(?:说|讲|告诉|提|传)[^，。；]{0,4}(?:我们|咱|俺)")
"""别人跟我说我们去年那次数据泄露: what others say of the applicant is the applicant's"""
_BELOW = re.compile(
    r"(集团|公司|学校|大学|医院|总公司|母公司)(?:旗下|下属|所属|下面|底下|名下|办|设)的?(?:全资|控股|独资|独立)?"
    r"(?:子公司|研究院|研究所|医院|学院|公司|中心)(?=[，。；]|想|要|能|可|来|申|报|本身|自己)"
)
"""whose the applicant is, spoken of further on: 我们集团旗下的研究院……集团注册在北京"""
_APPLIES = r"(?:能|可以|可不|可否|够|符合|有戏|有资格|(?<!年)报(?!告|表|名单|销|道)|申报|申请|评)"
_ASKED_FOR = re.compile(
    rf"(?:替|帮|代|给)(?:我们?|咱们?|俺)?(?:的)?[^，。；]{{0,6}}(?:客户|{_PERSON})[^，。；]{{0,6}}(?:问|打听|咨询|看看|了解)|"
    r"(?:做|搞|干|是|当)[^，。；]{0,8}(?:代办|咨询|中介|代理|顾问|申报服务)[^。]{0,16}(?:客户|[一有][个家](?:公司|企业|厂|单位))"
)
_THEY_APPLY = re.compile(
    rf"(?:^|[，。；？\s])[^，。；？我咱俺]{{0,6}}?(?:(?<!其)他们|它们?|(?<!其)他|她|人家|这家|那家|该(?:公司|企业|单位|[院校所厂司社])|对方)(?!们?(?:都|也|老|"
    rf"总|跟我|告诉我)*(?:说|讲|传|告诉))(?:公司|单位|企业|家)?[^，。；？我咱俺]{{0,10}}(?<![不没别]){_APPLIES}"
)
_WE_APPLY = re.compile(
    rf"(?:{_SELF}|(?<![\u4e00-\u9fff])我|自己)[^，。；？]{{0,14}}(?<![不没别]){_APPLIES}|(?:影响|连累|耽误|妨碍|算到?)(?:到)?(?:我们|咱|俺)"
)
_RELATIVE_APPLIES = re.compile(
    rf"(?:^|[，。；？\s])(?:我们?|咱们?|我司|公司)?(?:在[^，。；？]{{1,6}}?)?的?(?:全资|控股)?({_RELATIVE})(?:自己|本身|也|就|单独)*(?:能|可以|可不|"
    rf"可否|想|要|来|去)+(?:不能|不可以)?[^，。；？出被受]{{0,4}}(?:报(?!告)|申)|"
    rf"^[^，。；？我咱俺]{{2,18}}的(?:全资|控股|独资|合资)*({_RELATIVE})(?=[，,]|能|可|想|要|来|申|报)|"
    rf"(?:报|申报|申请)的是[^，。；？]{{0,6}}?({_RELATIVE})|"
    rf"(?:让|由|用|拿|以|叫|换)[^，。；？]{{0,8}}?({_RELATIVE})[^，。；？]{{0,8}}(?:报(?!告)|申|出面|名义)|"
    rf"(?:^|[，。；？\s])[^，。；？我咱俺]{{0,6}}?({_RELATIVE})(?:自己|本身|这边|还|也|就|单独|想|要)*(?:能|可以|可不|可否|来|去)?(?:不能|"
    rf"不可以)?[^，。；？出被受]{{0,4}}(?:报(?!告)|申)"
)


def others(text: str) -> list[tuple[int, int]]:
    """Offsets of what is told of anybody but the applicant."""
    applicant = _applicant(text)
    above = match[1] if (match := _BELOW.search(text)) else ""
    spans: list[tuple[int, int]] = [match.span() for match in relatives.AFFILIATE.finditer(text)]
    pieces = segments(text)
    if applicant == "self" and not any(_speaks_of(text[start:end]) for start, end in pieces):
        return spans
    whose = applicant
    for start, end in pieces:
        if start == 0 or SENTENCE_END.match(text[start - 1]):
            whose = applicant
        piece = _FILLER.sub("", text[start:end].strip())
        if whose == "head" and (_OF_UNIT.match(piece) or _TOLD_TO.match(piece)):
            whose = applicant
        whose = _subject(piece, applicant, above) or whose
        if whose != applicant:
            spans.append((start, end))
        if applicant == "self" and _SEATED.search(piece):
            whose = applicant
    return spans


def _speaks_of(piece: str) -> bool:
    """Whether the asker's own unit is spoken of in the piece: without that nobody can be told from anybody."""
    piece = piece.lstrip()
    return bool(
        _OWN.match(piece) or _UNIT_ITSELF.match(piece) or re.search(_SELF, piece) or _OF_HEAD.match(piece)
    )


_INSIDE = re.compile(
    r"课题组|教研室|二级学院|[\u4e00-\u9fff]{1,4}学院|科室|[一-龥]{1,3}(?:部门|系里|研究中心|实验中心|科|处)|事业部|信息化?部|项目部"
)
_IN_NAME_OF = re.compile(
    r"(?<!不愿)(?<!不肯)(?<!不让)(?<!不想)(?<!不)(?<!别)(?:用|以|拿|挂)(大学|学校|医院|集团|公司|校方|院方|总公司)的?(?:名(?!额)|牌子|章)"
)
"""a part of a unit that is to apply in the name of the whole: what is told of the part does not count"""
_UNDER = re.compile(r"母公司|总公司|总部|集团")
_WE_UNDER = re.compile(r"(?:我们|咱们?|俺们?)(?:这个?|是|作为|就是)?(子公司)")


def _applicant(text: str) -> str:
    """`self`, `third` when somebody else is asked for, or the word for the relative that is to apply (子公司)."""
    if relatives := list(_RELATIVE_APPLIES.finditer(text)):
        return next(word for word in relatives[-1].groups() if word)
    if _INSIDE.search(text) and (whole := _IN_NAME_OF.search(text)):
        return whole[1]
    if _UNDER.search(text) and (below := _WE_UNDER.search(text)):
        return below[1]
    if _ASKED_FOR.search(text) or (_THEY_APPLY.search(text) and not _WE_APPLY.search(text)):
        return "third"
    return "self"


def _subject(piece: str, applicant: str, above: str = "") -> str:
    """Whom a piece between commas speaks of, "" when it names nobody."""
    if applicant not in {"self", "third"} and re.match(rf"{_LEAD}[^，。；]{{0,8}}?{applicant}", piece):
        return applicant
    if applicant not in {"self", "third"} and _INSIDE.match(piece):
        return "part"
    if _THAT_IS.search(piece):
        return "self"
    if _UNIT_ITSELF.match(piece):  # where a relative applies, the unit itself is somebody else
        return applicant if applicant in {"self", "third"} else "self"
    if _OF_HEAD.match(piece):
        return "head"
    if above and re.match(
        rf"{_LEAD}(?:我们?|咱们?)?{above}(?!旗下|下属|所属|下面|底下|名下|办的|设的)", piece
    ):
        return "third"
    if _THIRD.match(piece):
        return "self" if _SAY_OF_US.search(piece) else "third"
    return "self" if _OWN.match(piece) else ""


def applicant_of(text: str) -> str:
    """The word for the relative of the asker's unit that is to apply (子公司), else ""."""
    found = _applicant(text)
    return "" if found in {"self", "third"} else found


def beside(text: str) -> list[tuple[int, int]]:
    """Offsets of the units that are served or stand beside the applicant, with what tells which they are."""
    return [
        match.span()
        for pattern in (_SERVED, _BESIDE, relatives.SERVED, relatives.BESIDE)
        for match in pattern.finditer(text)
    ]


def own(text: str) -> str:
    """The text with everything told of others blanked out; its length stays."""
    for start, end in others(text):
        text = text[:start] + _blank(text[start:end]) + text[end:]
    return text


_ASIDE = (
    _PARENT,
    _PARTNERS,
    _BESIDE,
    relatives.BESIDE,
    relatives.AFFILIATE,
    relatives.SERVED,
    _ONLY,
    _LEFT_OUT,
    _SERVED,
    _FOUNDER,
)


def alone(text: str) -> str:
    """As `own`, and without every unit that stands beside the applicant, is served, or is what a rule speaks of."""
    text = own(text)
    for pattern in _ASIDE:
        text = pattern.sub(lambda match: _blank(match[0]), text)
    return text


def _blank(text: str) -> str:
    return "".join(char if SEGMENT_END.match(char) else BLANK for char in text)
