"""How English denies, intends and asks, and the form in which an English text is read: the punctuation of the patterns,
contractions written out, a comma where a conjunction parts two clauses."""

from __future__ import annotations

import re

_CONTRACTED = (
    (re.compile(r"[’‘ʼ`´]"), "'"),
    (re.compile(r"\bcan(?:'t|not)\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\bain't\b"), "is not"),
    (re.compile(r"\b([a-z]+)n't\b"), r"\1 not"),
    (re.compile(r"\b(do|does|did|have|has|is|are|was|were|would|could|should)nt\b"), r"\1 not"),
    (re.compile(r"\b(i)'?m\b(?= )"), r"\1 am"),
    (re.compile(r"\b(we|you|they|who|what|there)'re\b"), r"\1 are"),
    (re.compile(r"\b([a-z]+)'ve\b"), r"\1 have"),
    (re.compile(r"\b([a-z]+)'ll\b"), r"\1 will"),
    (re.compile(r"\b(i|we|you|they|he|she|it|who)'d\b"), r"\1 would"),
    (re.compile(r"\b(it|that|there|what|who|where|when|how|here|he|she)'s\b"), r"\1 is"),
    (re.compile(r"\blet's\b"), "let us"),
)
_NO_STOP = "".join(
    rf"(?<!\b{each})"
    for each in (
        *("co", "inc", "ltd", "corp", "no", "dr", "mr", "ms", "prof"),
        *("vs", "approx", "univ", "inst", r"e\.g", r"i\.e"),
    )
)
_MARKS = (
    (re.compile(rf"{_NO_STOP}\.(?=[\"'”)\]]*(?:\s|$))"), "。"),
    (
        re.compile(
            r"(?<=\b(?:ltd|inc))\.(?= (?:we|our|i|it|is|can|the|do|does|and)\b)|(?<=\bcorp)\.(?= (?:we|our|i|it|is|"
            r"can)\b)"
        ),
        "。",
    ),
    (re.compile(r"(?<![.。]),(?=\s|$|[\"'”])"), "，"),
    (re.compile(r";(?=\s|$)"), "；"),
    (re.compile(r":(?=\s|$)"), "："),
    (re.compile(r"\?+!*\?*"), "？"),
    (re.compile(r"!+"), "！"),
    (re.compile(r"(?<=\w) (?:-{1,2}|[–—]) (?=\w)"), "， "),
    (re.compile(r"(?<=\w)\s*—\s*(?=\w)"), "， "),
)
_PRONOUN = r"(?:we|our|i|it|they|its|their|he|she|you|this|that|there)"
_VERB = (
    r"(?:have|has|had|is|are|was|were|do|does|did|can|could|will|would|may|must|should|lack|lacks|need|needs|hold|"
    r"holds|own|owns|run|runs)"
)
_CLAUSES = re.compile(
    rf"(?<=[\w)\"']) (?=(?:but(?! also)|although|though|whereas|while (?={_PRONOUN}\b)|however|because|"
    rf"since (?={_PRONOUN}\b)|yet (?={_PRONOUN}\b)|"
    rf"and (?={_PRONOUN}\b|{_VERB} |no |not |none |nobody |without |never |what |who |which |how |when |where |why )|"
    r"(?:except|apart from|other than|save for|aside from)(?! (?:that|this|which)\b)|"
    rf"so (?={_PRONOUN}\b|what |who |which |how |can |may |is |are |do )|or (?={_VERB} (?:we|i|it|they|that|the)\b))\b)"
)
"""where a clause begins with no comma before it: we have a hall but no staff"""
_LACKING = (
    r"\b(no|without(?: any)?|neither|never (?:any|an?|had(?: any| an?)?|been|committed(?: any| an?)?|caused(?: any|"
    r" an?)?)|zero|零|free of|not (?:have|had|possess|own|employ)(?: (?:any|an?|our own))?|(?<!not )(?<!never )lack(?:s|ing)?)"
)
_ITEM = (
    r"(?:(?!and |but |with |we |have |has )[\w'/&-]+)(?: (?!and\b|or\b|nor\b|but\b|with\b|we\b|have\b|has\b|is\b|"
    r"are\b)[\w'/&-]+){0,4}"
)
_LIST = re.compile(rf"{_LACKING} ({_ITEM}(?:， {_ITEM}){{0,5}}，? (?:or|nor) {_ITEM})")
_LIST_PARTS = re.compile(r"(， (?:or |nor )?|，? (?:or|nor) )")

DENIES = (
    r"\b(?:no|not(?! (?:only|just|merely|to mention|a problem|an issue|limited to|(?:an? |the |really |actually |"
    r"exactly |considered |deemed |classified as |rated |that )*(?:major|serious|grave|severe)\b|lacking|"
    r"short of))|"
    r"without(?! (?:problem|any problem|doubt|trouble|fail|exception))|"
    r"never|none of|neither|nor|零|lack(?:s|ed|ing)?|(?:is|are|am|we|still|totally) missing|miss(?:es|ing) (?:an?|"
    r"the|any|our)|devoid of|free of|out of|short of|shortage of|absence of|"
    r"(?<!no )need of|zero|hardly any|nothing like|nobody|not a single|yet to (?:have|get|build|set up|hire|find|"
    r"buy|secure|develop|establish))\b[^，。；！？]{0,60}$"
)
"""before a noun: it is lacked"""
DENIED_SINCE = (
    r"^[^，。；！？]{0,30}?\b(?:(?:is|are|was|were|be|been|do|does|did|has|have|had|can|could)(?: still| yet| simply|"
    r" really| currently)?(?: not|n't) (?:yet )?(?:been )?"
    r"(?:there|available|in place|present|provided|ready|had|have|exist\w*|hired|bought|built|set up|secured|found|"
    r"given|granted|arranged|own\w*|possess\w*|carried out|done|run|offered|planned|ours)\b|"
    r"(?:is|are|was|were)(?: still| totally| completely)? (?:missing|lacking|absent|zero|nil|none|unavailable|gone|"
    r"non-?existent|insufficient|nowhere)\b|"
    r"(?:is|are) (?:just |simply )?not[。，；]?$|we (?:have|do|has) (?:not|none)\b|we lack\b|never (?:existed|"
    r"happened|took place)\b)"
    r"|^[^，。；]{0,3}[：:] ?(?:no|none|nil|zero)\b|^[^，。；]{0,12}，? (?:none|nil)$"
)
"""after a noun: the same"""
GONE = (
    r" ?(?:(?:that |which )?(?:was|were|is|are|been|got|has been|have been|had been)(?: \w+)? )?"
    r"(?:cancel+ed|closed(?: down)?|dissolved|disbanded|withdrawn|revoked)\b(?!-| (?:on|at|to) )|"
    r"[^，。；]{0,8}\b(?:has|have|had) (?:all )?(?:left|quit)\b"
)
"""right behind a noun: it was had and is no more"""
HELD_BACK = (
    r"(?:except|apart from|other than|save for|aside from|with the exception of)(?: for)? "
    r"(?!(?:that|this|which)\b(?! (?:one|time|case|major|serious|minor|small)\b))"
    r"(?:(?:(?!(?:is|are|was|were|we|all|everything|it)\b)[\w'-]+ ){0,6}?(?:(?:19|20)\d\d|last (?:year|month|week)|ones?|"
    r"accidents?|incidents?|fires?|leaks?|breach\w*|fines?|penalt\w+|convict\w+|violations?|offen[cs]es?|warnings?|"
    r"case|major|serious|minor|small)\b)"
)
"""an exception from what is denied: no violations except a conviction in 2024"""
TWICE = r"\b(?:not|never)\b(?! only)[^，。；？]{0,40}\b(?:no|none|without|never)\b"
"""denied of what is denied: it is not true that we had no accident"""
NOT_DENIED = (
    r"\bno (?:shortage|lack|problem|issue|trouble|doubt)\b|\bnot (?:short of|lack(?:ing)?|a problem|missing)\b|"
    r"\black(?:s|ing)? (?:nothing|none)\b|"
    r"\bnothing (?:is )?(?:missing|lacking)\b|\bnot only\b|\bnever (?:short|lack)|\bwithout (?:a )?gap"
)
INTENDS = (
    r"\b(?:plan(?:s|ning)? (?:on|to)|intend(?:s|ing)? to|(?:is|are|am) going to|hop(?:e|es|ing) to|about to|"
    r"(?:would like|want|wish|aim)(?:s|ing)? to "
    r"(?:build|hire|set up|buy|open|create|found|get|rent|recruit|start|establish|invest|acquire)|"
    r"(?:will|shall) (?:soon |then |also |be )*(?:build|built|hire|hired|buy|bought|set up|get|recruit\w*|rent\w*|"
    r"install\w*|found|establish\w*|acquire\w*|open\w*)|"
    r"under construction|in preparation|being (?:built|set up|installed|hired|recruited|established)|"
    r"still (?:building|hiring|looking for|recruiting|searching|setting up)|"
    r"(?:next|coming) (?:year|month|spring|summer|autumn|fall|winter)|in the future|someday|one day|once we (?:get|"
    r"are|have))\b"
)
ASKED = (
    r"\b(?:whether|(?:do|does|must|should|shall|would|did|can|could|may) (?:we|i|it|they|one|an? \w+|"
    r"the \w+) (?:\w+ ){0,2}?(?:need|have|has|provide|show|own|require|be)|"
    r"(?:is|are) (?:there|an?|the|it|our) [^，。；]{0,40}(?:required|necessary|needed|enough|sufficient|compulsory|"
    r"mandatory|a must)|"
    r"need to (?:have|own|provide|show|be)|(?:is|are) (?:also )?(?:required|necessary|needed|compulsory|"
    r"mandatory)\b(?! for our)|"
    r"must (?:have|be|own|provide|possess)|requires? |required to|have to (?:have|be|own|provide|show)|"
    r"(?<!we )(?<!we all )(?:is|are) supposed to|"
    r"how (?:many|much|big|large|long)|what (?:kind|sort|type|if)|which|is it (?:true|enough|necessary))\b"
)
UNSETTLED = (
    r"\b(?:(?:not|n't)(?: yet| fully| finally)? (?:been )?(?:fixed|settled|confirmed|decided|signed|finished|"
    r"completed|installed|delivered|approved|allocated|finalised|finalized)|"
    r"to be (?:decided|confirmed|approved|agreed)|undecided|pending|up in the air|still (?:under negotiation|"
    r"being negotiated|negotiating|talking|in talks|waiting)|"
    r"(?:runs? out|expires?|ends?) (?:soon|next|at the end|this))\b"
)
_START = (
    r"(?:^|[，。；：！？、(] ?|\b(?:and|or|but|so|then|also|if|well|hi|hello|ok|please|know|tell me|ask|asking|wonder|"
    r"wondering|sure|say|see|check|confirm|explain|just) )"
)
_SUBJECT = (
    r"(?:we|i|it|they|he|she|you|one|there|that|this|these|those|the|an?|our|my|your|their|its|any|all|each|every|"
    r"only|such|"
    r"firms?|compan\w+|universit\w+|colleges?|hospitals?|schools?|institut\w+|branches|cities|labs?|laborator\w+|"
    r"cent(?:er|re)s|bases|platforms|experts|"
    r"applicants?|partners?|winners|private|foreign|individuals?|somebody|someone|anyone|anybody|both|two|three|"
    r"four|being|having|having)"
)
INVERTED = (
    rf"{_START}(?:is|are|am|was|were|do|does|did|can|could|may|might|must|should|shall|will|would|has|"
    rf"have)(?: not)? {_SUBJECT}\b"
)
"""a verb before its subject: may we, is it, does the plan"""
QUESTION_WORD = (
    r"\b(?:what|which|who|whom|whose|why|how)\b(?!ever)|"
    rf"{_START}(?:to |by |in |from |on |for |until |since |under |with |at )?(?:when|where|what|which|whom|"
    rf"whose)\b(?! (?:we|our|i|the|they|it) [^，。；？]*[，])"
)
TOLD_TO_SAY = (
    rf"{_START}(?:(?:could|can|would|will) you )?(?:please |kindly |just |briefly )*(?:list|name|tell|give|explain|"
    rf"describe|enumerate|state|indicate|specify|clarify|cite|"
    r"quote|summari[sz]e|outline|set out|spell out|remind|say|show|point|furnish|provide me|let (?:me|"
    r"us) know)\b(?! (?:is|are|was|of)\b)|"
    r"\b(?:want|wants|need|needs|like|wish|wishes|curious|unsure|wonder|wondering|unclear) (?:to (?:know|hear|see|"
    r"learn|understand|confirm|check)|if|whether|about)|"
    r"\b(?:i|we) (?:just |only |also )?need (?:the|one|a) (?:\w+ ){0,3}(?:number|numbers|figure|figures|name|names|"
    r"list|date|clause|wording|sentence)|please (?:confirm|advise|help)"
)
ASKS = f"{INVERTED}|{QUESTION_WORD}|{TOLD_TO_SAY}|, (?:right|correct|true|no|yes|ok)$"
OUTRIGHT = (
    rf"^ ?(?:(?:and|or|but|so|also|then|ok|please|well) )*(?:{INVERTED[len(_START) :]}|"
    r"(?:(?:to|by|in|from|on|for|with|at|under) )?(?:what|which|who|whom|whose|why|how|when|where)\b)"
)
"""how a sentence begins that is a question from its first word on"""
WANTS = (
    r"\bhow (?:many|much|long|often|big|large|far|do|does|is|are|can|should|old|high)\b|\b(?:what|whose|whom|"
    r"why)\b(?! if\b)|"
    rf"{_START}(?:(?:to|by|in|from|on|for|until|since|under|with|at) )?(?:who|when|where|which)\b"
)
YES_NO = f"{INVERTED}|， ?(?:right|correct|true|no|yes|ok|is it not|are they not|does it not|do they not)？?$"
ABOUT_RULE = (
    r"\b(?:(?:which|what) (?:clause|article|section|paragraph|sentence|item|words?|wording|term|passage|"
    r"part of the (?:text|plan|document))|"
    r"(?:does|do|did) the (?:plan|text|document|policy|notice|paper|rules?)|(?:the|this) (?:plan|text|document|"
    r"policy|paper|scheme|wording|clause|rules?) "
    r"(?:say|says|said|state|states|mean|means|define|defines|list|lists|name|names|call|calls|require|requires|"
    r"mention|mentions|set|sets|put|puts)|"
    r"(?:say|says|said|written|stated|mentioned|listed|named|defined) in the (?:plan|text|document|policy)|"
    r"according to the (?:plan|text|document|policy)|"
    r"defin(?:e|ed|ition)|what (?:is|are) meant|what does .{0,40} mean|stand for|verbatim|exact (?:words|wording)|"
    r"literally|word for word|why)\b"
)
ASIDE = (
    r"\b(?:(?:only|just) (?:curious|want to know|wondering|asking (?:about|what|how|which|who))|out of curiosity|"
    r"leav(?:e|ing) aside whether|never mind whether|"
    r"for (?:a|my|our) (?:slide|deck|report|article|thesis|presentation|table|paper|essay|newsletter))\b"
)
DOUBTED = (
    r"\b(?:does (?:that|this|it) count|is (?:that|this|it) (?:a |an )?(?:major|serious|minor|grave)|counts? as|"
    r"(?:is|are|was|were)(?: it| this| that)? considered|"
    r"(?:not|un)(?: yet)? (?:sure|clear|certain|known|graded|classified|decided|told) (?:how|if|whether|what)|"
    r"nobody (?:told|knows|said)|"
    r"(?:major|serious) or (?:not|minor|general)|no (?:idea|clue) (?:how|if|whether)|grade (?:is )?unknown)\b"
)
SEVERAL = (
    r"\b(?:two|three|four|several|a few|a couple of) (?:quick |short |small )?(?:points|things|questions)\b|"
    r"\brespectively\b|"
    r"\b(?:what|who|which|how|when|where|whose)\b[^。？]*， (?:and|or|also)(?: also)? (?:by |to |for |on )?(?:what|"
    r"who|which|how|when|where|whose|do|does|is|are|can|may|must|will)\b|"
    r"\b(?:first(?:ly)?|one|a)[:：)]|\bsecond(?:ly)?[:：，]|(?:^|[ ，。])\(?[12]\)|"
    r"，? and also (?:what|who|which|how|when|where|whose)\b"
)
POLITE = (
    r"\b(?:hi|hello|hey|thanks|thank you|many thanks|please|kindly|good (?:morning|afternoon|evening)|dear (?:sir|"
    r"madam|sirs|all|team)|"
    r"(?:best |kind )?regards|cheers|sorry|excuse me|ok|okay|quick (?:one|question))\b(?: there| in advance)?"
)
FOLLOWS = (
    r"^(?:and|or|so|but|then|ok(?:ay)?|well|fine|also)\b|^(?:what|how) (?:about|if)\b|^(?:suppose|in that case|"
    r"same (?:question|for)|instead)\b|\bthen？?$|\b(?:before|after|besides|about|for|with|of) (?:that|this|it|them|"
    r"those)？?$"
)
UNSURE = r"\b(?:not sure|unsure|unclear|do not know|no idea|nobody knows|can not (?:say|tell))\b"


_UNITS = dict(
    zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], range(1, 10), strict=True)
)
_TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
_HUNDREDS = re.compile(rf"\b(a|{'|'.join(_UNITS)}) hundred(?: and ({'|'.join(_TENS)}))?\b(?!s)")
_FIFTY = re.compile(rf"\b({'|'.join(_TENS)})\b(?![- ](?:{'|'.join(_UNITS)})\b)")


def _hundreds(match: re.Match[str]) -> str:
    return str(100 * _UNITS.get(match[1], 1) + _TENS.get(match[2] or "", 0))


AHEAD = (
    r"\b(?:in (?:the )?future|in case|if (?:we|they|it|there|somebody|someone)|suppose|what if|should (?:we|"
    r"there))\b"
)
WHAT_IF = (
    r"\bwhat (?:happens|would happen|follows|is) (?:if|when|after)|\bwhat if\b|"
    r"\bhow (?:is|are) [^，。]{0,30}(?:defined|classified|judged|graded)|\bwhat (?:counts|qualifies) as|"
    r"\bwhat (?:kind|sort|type)s? of|\bwithin how many years|\bhow many years"
)
HAPPENED = r"\b(?:had|was|were|last (?:year|month|week)|got|happened|occurred|ago|in (?:19|20)\d\d)\b"
GRADED = (
    r"\b(?:classified|classed|graded|rated|ruled|deemed|certified|determined|considered|declared|recorded)\b"
)
ANOTHER = r"\b(?:another|second|third|also|again|a further|one more|(?:major|serious|minor) one)\b"
NOT_OURS = (
    r"\bwe (?:ourselves )?(?:have |had |never had )(?:none|nothing(?: of the kind)?|no such thing)|"
    r"\b(?:we|our own record) (?:ourselves )?(?:are|is|were|was) (?:completely |fully )?clean\b"
)
LONG_AGO = (
    r"\b(?:many|some|several|a few|quite a few) years (?:ago|back)\b|\bin the past\b|\blong ago\b|"
    r"\ba long time ago\b|\bsome time ago\b|\bonce had\b|\bin (?:earlier|former) (?:years|days|times)\b"
)
NOT_GRADED = (
    r"\b(?:no|not|without|never|nothing|none|neither|nor|hardly)(?: (?:an?|any|the|considered|deemed|"
    r"classified|rated|graded|called|ruled|as|was|be|been|very|really|at all|one|to|single|it|this|that|consider|deem|"
    r"classify|rate|grade|call|judge|find|rule))* ?$"
)
"""before the grade of an event: it was not of that grade"""


def spelled(text: str) -> str:
    """An English text, in lower case, in the form in which it is read."""
    for pattern, instead in (*_CONTRACTED, *_MARKS):
        text = pattern.sub(instead, text)
    text = _FIFTY.sub(lambda match: str(_TENS[match[1]]), _HUNDREDS.sub(_hundreds, text))
    text = _CLAUSES.sub("， ", text)
    return _LIST.sub(_each_denied, text)


def _each_denied(match: re.Match[str]) -> str:
    """A list that is denied as a whole with every item denied: no premises, equipment or staff."""
    first, *rest = _LIST_PARTS.split(match[2])
    said = "".join(f"， no {item}" for item in (re.sub(r"^(?:no|any|an?) ", "", each) for each in rest[1::2]))
    return f"{match[1]} {first}{said}"
