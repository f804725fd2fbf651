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
