"""How outcomes are called on the clerk's papers and screens."""

from __future__ import annotations

OUTCOMES = {"ready": "未发现问题", "fix": "需要核对", "blocked": "需要补正"}
LEVELS = {"error": "必须改", "warning": "请核对", "advice": "建议"}
DECISIONS = {"passed": "通过初审", "correction": "需补正", "rejected": "不予推荐"}
STATES = {"open": "待定", "confirmed": "已确认", "waived": "已豁免"}
ACTS = {
    "batch": "收件",
    "changed": "材料重新提交",
    "settle": "处理问题",
    "decide": "决定",
    "assign": "分派",
    "note": "备注",
    "undo": "撤销",
    "office": "文书信息",
    "user": "账号",
    "login": "登录",
    "login-failed": "登录失败",
    "logout": "退出",
    "register": "名册",
    "filing": "登记报送",
    "due": "期限",
}
FACTS = {
    "issuer": "发文机关",
    "contact": "联系人",
    "phone": "联系电话",
    "number": "推荐函字号",
    "date": "成文日期",
    "deadline": "补正期限",
    "year": "推荐年度",
}
"""what an office puts into its papers"""
TOLD = {
    "decision": "决定",
    "reason": "理由",
    "clauses": "条款",
    "assigned": "经办",
    "text": "内容",
    "what": "撤销了",
    "login": "账号",
    "role": "角色",
    "city": "市",
    "active": "可以登录",
    "password": "改了密码",
    "failures": "连续输错",
    "name": "批次",
    "submissions": "材料",
    "new": "新登记",
    "changed": "更新",
    "platform": "平台",
    "kind": "报送",
    "year": "年度",
    "day": "日期",
    "source": "出自",
    "way": "方式",
}
"""what else the log tells of an act"""
