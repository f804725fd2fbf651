"""The papers of each stage, filled with one applicant's facts."""

from __future__ import annotations

import random
import re
from typing import Any

from tests.packages.shape import Paper, Part


def _parts(rows: list[dict[str, Any]], facts: dict[str, Any], rng: random.Random) -> list[Part]:
    parts = []
    for row in rows:
        if facts["track"] in row.get("tracks", [facts["track"]]):
            table = (row["table"], _table(row["table"], facts)) if "table" in row else None
            texts = [re.fullmatch(r"(?:@(\w+) )?(.*)", text.format(**facts)) for text in row["paragraphs"]]
            part = Part(row["id"], rng.choice(row["titles"]), [t[2] for t in texts if t], table)
            part.signing = row.get("signing", False)
            part.keys = {t[1]: t[2] for t in texts if t and t[1]}
            parts.append(part)
    return parts


def _table(name: str, f: dict[str, Any]) -> list[list[str]]:
    if name == "team":
        return [
            ["学历", "博士", "硕士", "本科", "合计"],
            ["人数（人）", *map(str, (f["doctors"], f["masters"], f["bachelors"], f["team"]))],
        ]
    if name == "targets":
        rows = [("发明专利（件）", 3, 5, 7), ("服务企业（家）", 12, 20, 31), ("培养人才（人）", 40, 60, 80)]
        head = ["指标", "2026年", "2027年", "2028年", "合计"]
        return [head, *([n, str(a), str(b), str(c), str(a + b + c)] for n, a, b, c in rows)]
    if name == "budget":
        shares = [[f[k] * p // 100 for k in ("f1", "f2", "f3")] for p in (30, 20)]
        shares.append([f[k] - shares[0][i] - shares[1][i] for i, k in enumerate(("f1", "f2", "f3"))])
        rows = [
            [n, *map(str, v), str(sum(v))]
            for n, v in zip(("设备", "材料", "人员与其他"), shares, strict=True)
        ]
        return [
            ["科目", "2026年", "2027年", "2028年", "合计（万元）"],
            *rows,
            ["合计", *map(str, (f["f1"], f["f2"], f["f3"], f["funds"]))],
        ]
    return [["指标", "计划值", "完成值"], ["发明专利（件）", "5", "6"], ["服务企业（家）", "18", "20"]]


def _cells(facts: dict[str, Any]) -> list[list[str]]:
    f = facts
    return [
        ["平台名称", f["platform"]],
        ["平台类型", f["type"]],
        ["申报单位", f["name"]],
        ["统一社会信用代码", f["uscc"], "成立时间", f["founded"]],
        ["注册地址", f["address"]],
        ["邮政编码", "261000", "法定代表人", f["legal"]],
        ["平台负责人", f["leader"], "联系人", f["contact"]],
        ["联系电话", f["phone"], "电子邮箱", "office@example.cn"],
        ["职工总数（人）", str(f["staff"]), "研发人员（人）", str(f["researchers"])],
        ["场地面积（平方米）", str(f["area"]), "设备原值（万元）", str(f["equipment"])],
    ]


def application(facts: dict[str, Any], words: dict[str, Any], rng: random.Random) -> list[Paper]:
    f = facts
    parts = _parts(words["sections"], f, rng)
    head, tail = parts[:2], parts[2:]
    rng.shuffle(head)
    cover = [
        *(line.format(**f) for line in words["covers"]["application"]),
        f"平台名称：{f['platform']}",
        f"申报单位（盖章）：{f['name']}",
        f["day"],
    ]
    promise = [text.format(**f) for text in words["promise"]["text"]]
    advice = [words["advice"].format(**f)]
    return [
        Paper("application-form", "申报书", cover, head + tail, _cells(f)),
        _licence(f, words),
        Paper(
            "commitment",
            "承诺书",
            [rng.choice(words["promise"]["titles"])],
            [Part("", "", promise)],
            signature=_sign("承诺单位", f["name"], f),
        ),
        _credit(f),
        Paper(
            "recommendation",
            "推荐意见",
            [f"关于推荐{f['platform']}的意见"],
            [Part("", "", advice)],
            signature=[f"{f['city']}市工业和信息化局（盖章）", "2025年9月25日"],
        ),
        _evidence(f),
        _equipment(f),
    ]


def _sign(label: str, name: str, facts: dict[str, Any]) -> list[str]:
    return [f"{label}（盖章）：{name}", "法定代表人（签字）：", facts["day"]]


def _licence(f: dict[str, Any], words: dict[str, Any]) -> Paper:
    company = f["kind"] == "company"
    lines = [
        f"统一社会信用代码：{f['uscc']}",
        f"名称：{f['name']}",
        f"类型：{words['licence_types'][f['kind']]}",
        f"法定代表人：{f['legal']}",
        f"住所：{f['address']}",
        f"成立日期：{f['founded']}",
        "经营范围：软件开发；技术服务" if company else "宗旨和业务范围：教学、科研与社会服务",
        "登记机关：市行政审批服务局",
    ]
    return Paper("licence", "证照", ["营业执照" if company else "事业单位法人证书"], [Part("", "", lines)])


def _credit(f: dict[str, Any]) -> Paper:
    rows = [
        ["序号", "领域", "行政处罚记录", "严重失信记录"],
        ["1", "税务", "无", "无"],
        ["2", "应急管理", "无", "无"],
    ]
    cells = [["主体名称", f["name"]], ["统一社会信用代码", f["uscc"], "法定代表人", f["legal"]]]
    text = ["经查询，上述主体2022年9月1日至2025年8月31日的记录如下："]
    return Paper(
        "credit-report",
        "信用报告",
        ["山东省公共信用报告", "（无违法违规记录证明版）"],
        [Part("", "", text, ("records", rows))],
        cells,
    )


def _evidence(f: dict[str, Any]) -> Paper:
    text = [f"{f['name']}取得的授权发明专利和软件著作权证书复印件附后，原件留存备查。"]
    return Paper("evidence", "佐证材料", ["佐证材料"], [Part("", "", text)])


def _equipment(f: dict[str, Any]) -> Paper:
    paper = Paper("equipment-list", "设备清单", [f"{f['name']}仪器设备清单"], sheet=True)
    rows = [
        ["序号", "设备名称", "数量", "原值（万元）"],
        ["1", "服务器", "4", "88"],
        ["2", "存储", "2", "36"],
        ["合计", "", "6", "124"],
    ]
    paper.parts = [Part("", "", [], ("equipment", rows))]
    return paper


def annual(facts: dict[str, Any], words: dict[str, Any], rng: random.Random) -> list[Paper]:
    f = facts
    cover = [
        *(line.format(**f) for line in words["covers"]["annual"]),
        f"平台名称：{f['platform']}",
        f"建设单位（盖章）：{f['name']}",
        f["day"],
    ]
    cells = [
        ["平台名称", f["platform"]],
        ["平台类型", f["type"]],
        ["建设单位", f["name"]],
        ["统一社会信用代码", f["uscc"]],
        ["公布时间", "2024年4月"],
        ["平台负责人", f["leader"], "联系人", f["contact"]],
        ["联系电话", f["phone"], "报告年度", "2025年"],
    ]
    advice = [f"{f['name']}报送的{f['platform']}2025年度工作报告内容属实，同意上报。"]
    return [
        Paper("annual-report", "年度报告", cover, _parts(words["annual_sections"], f, rng), cells),
        Paper(
            "recommendation",
            "审核意见",
            [f"关于{f['platform']}年度报告的审核意见"],
            [Part("", "", advice)],
            signature=[f"{f['city']}市工业和信息化局（盖章）", "2026年1月30日"],
        ),
        _evidence(f),
        _equipment(f),
    ]


def change(facts: dict[str, Any], words: dict[str, Any], rng: random.Random) -> list[Paper]:
    f = facts
    cover = [line.format(**f) for line in words["covers"]["change"]]
    cells = [
        ["平台名称", f["platform"]],
        ["平台类型", f["type"]],
        ["现建设单位", f["name"]],
        ["统一社会信用代码", f["uscc"]],
        ["公布时间", "2024年4月"],
        ["变更类型", "更名"],
        ["变更日期", "2025年10月16日"],
        ["变更前名称", f["former"]],
        ["变更后名称", f["name"]],
        ["平台负责人", f["leader"], "联系人", f["contact"]],
        ["联系电话", f["phone"]],
    ]
    advice = [
        f"经审核，{f['former']}更名为{f['name']}情况属实，同意{f['platform']}建设单位名称变更，请予备案。"
    ]
    notice = [f"准予{f['former']}名称变更登记，变更后名称：{f['name']}。"]
    return [
        Paper("change-filing", "变更备案申请", cover, _parts(words["change_sections"], f, rng), cells),
        _licence(f, words),
        Paper(
            "registration-notice",
            "登记通知书",
            ["准予变更登记通知书"],
            [Part("", "", notice)],
            signature=["市行政审批服务局", "2025年10月16日"],
        ),
        Paper(
            "recommendation",
            "市局意见",
            [f"关于同意{f['platform']}变更事项的意见"],
            [Part("", "", advice)],
            signature=[f"{f['city']}市工业和信息化局（盖章）", "2025年12月20日"],
        ),
    ]
