"""Makes Word fixtures from bare XML, one for each kind of oddity: `python tests/ingest/make_word.py`."""

from __future__ import annotations

from wordml import BY, NAMES, SECTION, cell, field, p, r, row, save, table

TICK = '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
EMPTY = '<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>'
CHOICE = (
    '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="国有企业"/>'
    '<w:listEntry w:val="民营企业"/></w:ddList></w:ffData>'
)
INNER = field("IF 1 = 1 ", None).replace("IF", "PAGE")
RUBY = f"<w:r><w:ruby><w:rt>{r('jǐ')}</w:rt><w:rubyBase>{r('济')}</w:rubyBase></w:ruby></w:r>"
FORMULA = (
    "<m:oMath><m:r><m:t>占比=</m:t></m:r><m:f><m:num><m:r><m:t>研发投入</m:t></m:r></m:num><m:den><m:r><m:t>营业收入"
    "</m:t></m:r></m:den></m:f><m:r><m:t>×</m:t></m:r><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>2"
    "</m:t></m:r></m:sup></m:sSup></m:oMath>"
)
WINGDINGS = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
EMOJI = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w:noBreakHyphenLike/></mc:Choice><mc:Fallback>'
    "<w:t>★</w:t></mc:Fallback></mc:AlternateContent></w:r>"
)


FIELDS = (
    ("是否上市：", field(" FORMCHECKBOX ", None, TICK), "是 ", field(" FORMCHECKBOX ", None, EMPTY), "否"),
    ("企业性质：", field(" FORMDROPDOWN ", None, CHOICE)),
    ("序号", field(r" EQ \o\ac(○,3)"), "占 ", field(r" eq \f(1,2)"), "，", field(r"EQ \o\ac(□,√)"), "同意"),
    ("填报：", field(" MACROBUTTON NoMacro [在此填写单位名称]")),
    (
        "页 ",
        field("<w:r><w:instrText> IF </w:instrText></w:r>" + INNER, "12"),
        " 共 ",
        field("NUMPAGES", "30"),
    ),
    ("勾选 ", '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "，温度 25"),
    ('<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>', "，", r("þ", WINGDINGS), "已建成", EMOJI),
    ("地址：", RUBY, "南市"),
    (FORMULA,),
    ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "域没有结束，后面的话仍要读到"),
    ("最后一段",),
)


def fields() -> None:
    """Fields without results, boxes to tick, lists to choose from, symbols, formulas, sounds above words."""
    save("fields.docx", "".join(p(*inner) for inner in FIELDS))


def changes() -> None:
    """Paragraph marks struck, whole paragraphs moved, rows put in and struck, changes within cells."""
    struck, moved = f"<w:del {BY}/>", f"<w:moveFrom {BY}/>"

    def deleted(words: str) -> str:
        return f"<w:del {BY}><w:r><w:delText>{words}</w:delText></w:r></w:del>"

    def inserted(words: str) -> str:
        return f"<w:ins {BY}>{r(words)}</w:ins>"

    body = (
        p("项目总投资", deleted("500"), mark=struck)
        + p("800万元，其中自筹300万元。")
        + p(deleted("整段删除的话。"), mark=struck)
        + p("下一段不受影响。")
        + p(f"<w:moveFrom {BY}>{r('移动的一段。')}</w:moveFrom>", mark=moved)
        + p("中间的一段。")
        + p(f"<w:moveTo {BY}>{r('移动的一段。')}</w:moveTo>", mark=f"<w:moveTo {BY}/>")
        + p(
            "合作",
            f"<w:ins {BY}><w:del {BY}><w:r><w:delText>单位</w:delText></w:r></w:del></w:ins>",
            inserted("高校"),
            "共建。",
        )
        + table(
            row("设备名称", "金额"),
            row("旧设备", "1", own=f"<w:del {BY}/>"),
            row("新设备", cell(p(deleted("20"), inserted("30"), "万元")), own=f"<w:ins {BY}/>"),
            row("检测仪", cell(p("一段", mark=struck), p("接着说"))),
        )
        + p("末段标记被删", mark=struck)
    )
    save("changes.docx", body)


def tables() -> None:
    """Rows that begin late and end early, cells merged both ways, tables in cells, rows and cells in controls."""
    merged = '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    inner = table(row("年度", "金额"), row("2025", control.format(cell("120"))))
    box = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        + p("表内文本框")
        + "</w:txbxContent></v:textbox></v:shape>"
        "</w:pict></w:r>"
    )
    body = table(
        row(cell("单位名称", own=merged), "甲公司", "备注"),
        row(cell(own='<w:gridSpan w:val="2"/><w:vMerge/>'), "乙公司", cell(p(box))),
        row("第二列起", cell("只到第三列"), own='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        control.format(row("控件里的行", cell("投入明细", inner, p("")), control.format(cell("控件里的格")))),
        row(cell("左"), cell("", own="<w:hMerge/>"), cell("右", own='<w:gridSpan w:val="2"/>')),
    ) + p("表后一段")
    save("tables.docx", body)


def box(words: str) -> str:
    """A shape with a text box."""
    return f"<wps:wsp><wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx></wps:wsp>"


GROUP = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing><wp:anchor><a:graphic><a:graphicData><wpg:wgp>'
    f"{box(p('组合里的框一'))}<wpg:grpSp>{box(p('组合里的框二'))}</wpg:grpSp></wpg:wgp></a:graphicData></a:graphic>"
    "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:group><v:shape><v:textbox><w:txbxContent>"
    f"{p('组合里的框一')}</w:txbxContent></v:textbox></v:shape></v:group></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
DRAWN = (
    "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><a:txSp><a:txBody><a:p><a:r><a:t>图形中的字</a:t></a:r></a:p>"
    "</a:txBody></a:txSp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
CONTROL = (
    '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>'
    f"{r('☒')}</w:sdtContent></w:sdt>"
)
PAGE = (
    "<html><head><meta charset='utf-8'></head><body><p>嵌入网页的话</p>"
    "<table><tr><td>甲</td><td>1</td></tr></table></body></html>"
)


def shapes() -> None:
    """Boxes in groups, in the older drawing language, in headers and notes; controls; hidden words; a page put in."""
    unseen = (
        r("隐藏的话", "<w:vanish/>"),
        r("白色的话", '<w:color w:val="FFFFFF"/>'),
        r("极小的话", '<w:sz w:val="4"/>'),
    )
    body = (
        p("正文一", GROUP)
        + p(DRAWN, CONTROL, "已签署")
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{p('块级控件里的段落')}</w:sdtContent></w:sdt>"
        + p("可见", *unseen)
        + p("注", '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:endnoteReference w:id="2"/></w:r>')
        + '<w:altChunk r:id="rpage"/>'
        + p("正文二")
    )
    references = "".join(
        f'<w:{part}Reference w:type="{kind}" r:id="r{part}{number}"/>'
        for part in ("header", "footer")
        for number, kind in enumerate(("default", "first", "even"), 1)
    )
    section = SECTION.replace("<w:sectPr>", f"<w:sectPr>{references}")
    section = section.replace("</w:sectPr>", "<w:titlePg/></w:sectPr>")
    parts = {"footnotes.xml": notes("footnote"), "endnotes.xml": notes("endnote")}
    for number, kind in enumerate(("各页", "首页", "偶数页"), 1):
        parts[f"header{number}.xml"] = ("header", f"<w:hdr {NAMES}>{p(kind + '页眉')}</w:hdr>")
        footer = p(kind + "页脚", field("PAGE", "1"))
        parts[f"footer{number}.xml"] = ("footer", f"<w:ftr {NAMES}>{footer}</w:ftr>")
    parts["settings.xml"] = ("settings", f"<w:settings {NAMES}><w:evenAndOddHeaders/></w:settings>")
    parts["page.html"] = ("aFChunk", PAGE)
    save("shapes.docx", body, parts, section)


def notes(kind: str) -> tuple[str, str]:
    """A part of notes: the line above them, and one note."""
    return f"{kind}s", (
        f'<w:{kind}s {NAMES}><w:{kind} w:type="separator" w:id="0">{p("分隔")}</w:{kind}>'
        f'<w:{kind} w:id="2">{p(kind + "：数据来自审计报告")}</w:{kind}></w:{kind}s>'
    )


def numbering() -> None:
    """Formats of numbers, levels with the numbers above them, restarts, lists tied to styles, empty paragraphs."""

    def style(name: str, shown: str, more: str) -> str:
        head = f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>'
        return f"{head}<w:pPr>{more}</w:pPr></w:style>"

    linked = '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{}"/>'
    styles = style("Chapter", "章", linked.format(0)) + style("Part", "节", linked.format(1))
    body = ""
    for entry in ENTRIES.split():
        place, _, words = entry.partition("|")
        if place in {"Chapter", "Part"}:
            body += p(words, style=place)
        else:
            number, level = map(int, place.split("."))
            body += p(words, numbered=(number, level))
    body += table(
        row("序号", "设备"), *(row(cell(p("", numbered=(5, 0))), name) for name in ("服务器", "检测仪"))
    )
    body += p("不编号", numbered=(0, 0), style="Chapter")
    parts = {
        "numbering.xml": ("numbering", f"<w:numbering {NAMES}>{lists()}</w:numbering>"),
        "styles.xml": ("styles", f"<w:styles {NAMES}>{styles}</w:styles>"),
    }
    save("numbering.docx", body, parts)


# List and level (or style) of each paragraph, and its words.
ENTRIES = """
Chapter|总体情况 Part|背景 1.2|现状 1.2|需求 Part|目标 Chapter|建设内容 Part|平台 1.2|功能
2.0|申报单位 2.1|基本信息 2.2|名称 2.2|地址 2.0| 2.0|经费 2.1|来源 7.0|重新开始 7.0|接着 8.0|改了样子
3.0|甲方 3.1|出资 3.0|乙方 3.1|出力 4.0|清单 4.0|清单 6.0|点号 6.1|罗马 6.2|字母
"""
# The levels of each list: format, pattern, and more properties of the level.
LISTS = (
    (
        ("chineseCountingThousand", "第%1章", '<w:pStyle w:val="Chapter"/>'),
        ("chineseCountingThousand", "（%2）", '<w:pStyle w:val="Part"/>'),
        ("decimal", "%1.%2.%3", "<w:isLgl/>"),
    ),
    (
        ("chineseCountingThousand", "%1、", ""),
        ("decimal", "%2．", ""),
        ("decimalEnclosedCircle", "%3", ""),
    ),
    (("ideographTraditional", "%1、", ""), ("decimal", "（%2）", '<w:lvlRestart w:val="0"/>')),
    (("custom", "附%1", ""),),
    (("decimal", "%1", ""),),
    (("decimalEnclosedFullstop", "%1", ""), ("upperRoman", "%2.", ""), ("lowerLetter", "%3)", "")),
)
CUSTOM = (
    '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
    '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
)


def level(index: int, form: str, pattern: str, more: str = "") -> str:
    """One level of a list."""
    shown = CUSTOM if form == "custom" else f'<w:numFmt w:val="{form}"/>'
    start = f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/>'
    return f'{start}{shown}{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


def lists() -> str:
    """The lists, and two that begin anew or change the look of another."""
    found = ""
    for number, levels in enumerate(LISTS, 1):
        inner = "".join(level(index, *each) for index, each in enumerate(levels))
        found += f'<w:abstractNum w:abstractNumId="{number}">{inner}</w:abstractNum>'
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "步骤%1：")}</w:lvlOverride>'
    for number, of, more in (*((n, n, "") for n in range(1, 7)), (7, 2, anew), (8, 2, other)):
        found += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'
    return found


if __name__ == "__main__":
    for make in (fields, changes, tables, shapes, numbering):
        make()
