"""Said: the words that people write for our keys and values, in Chinese, in pinyin and in other programs' English."""

from __future__ import annotations

__all__ = ["KEYS_SAID", "ROLES_SAID", "WORDS_SAID"]


def _turned(said: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the keys that each word may stand for."""
    turned: dict[str, tuple[str, ...]] = {}
    for key, words in said.items():
        for word in words.split():
            turned[word] = (*turned.get(word, ()), key)
    return turned


KEYS_SAID = _turned(
    {
        "id": "编号 代号 序号 bianhao",
        "title": "标题 名称 名字 名 biaoti mingcheng name",
        "version": "版本 banben ver",
        "platform": "平台 pingtai",
        "role": "岗位 角色 负责人 执行人 责任人 谁 gangwei juese fuzeren owner who assignee",
        "roles": "岗位们 人员 renyuan",
        "steps": "步骤 流程步骤 buzhou tasks",
        "say": "话术 说 台词 口播 huashu taici script",
        "ask": "提问 问 tiwen question",
        "answer": "回答 答 huida reply",
        "note": "备注 说明 注 描述 beizhu shuoming comment description desc remark",
        "caution": "注意 小心 警告 注意事项 zhuyi warning",
        "within": "限时 时限 几分钟内 xianshi shixian timeout deadline",
        "when": "条件 当 如果 tiaojian if condition",
        "after": "之后 在之后 依赖 前置 zhihou depends depends_on needs",
        "at": "时间 时刻 几点 shijian shike on time",
        "every": "每 每隔 meige interval",
        "plan": "计划 计划用时 用时 时长 jihua yongshi estimate",
        "outcomes": "结果 选项 分支 jieguo results branches",
        "else": "否则 不然 fouze otherwise",
        "expect": "预期 应该 yuqi assert",
        "on_fail": "失败 失败时 重试 shibai retry on_error",
        "call": "调用 diaoyong",
        "verify": "核对 复核 确认 hedui fuhe check confirm",
        "record": "记录 填写 登记 jilu fields",
        "optional": "可选 选做 kexuan",
        "skip": "跳过 tiaoguo",
        "limits": "上限 限制 xianzhi limit",
        "order": "顺序 shunxu",
        "source": "出处 来源 依据 chuchu laiyuan",
        "params": "参数 canshu parameters vars variables",
        "signals": "信号 xinhao",
        "gates": "关卡 检查 guanka checks",
        "phases": "阶段 jieduan stages",
        "procedures": "流程 liucheng sops",
        "faults": "故障 异常 事故 guzhang yichang errors",
        "cues": "提示 提醒 tishi tixing alerts",
        "measures": "指标 zhibiao metrics",
        "diagnoses": "诊断 zhenduan",
        "scenarios": "场景 changjing tests",
        "severity": "级别 等级 严重程度 jibie dengji level priority",
        "noticed_by": "发现人 谁发现",
        "first": "先通知 首先 第一责任人",
        "handling": "处理 处置 chuli handler",
        "owes": "后续 待办 补偿 todo",
        "resume": "恢复 huifu",
        "type": "类型 leixing",
        "default": "默认 默认值 值 moren value",
        "unit": "单位 danwei",
        "min": "最小 最少 下限 zuixiao minimum",
        "max": "最大 最多 zuida maximum",
        "choices": "选项 可选项 xuanxiang options enum",
        "to": "给 通知 去向 target",
        "extends": "继承 jicheng base",
        "use": "引入 引用 include import includes",
    }
)
"""The keys that each word may stand for; which of them a table has is for the table to say."""

WORDS_SAID = _turned(
    {
        "text": "文字 文本 字符串 string str",
        "int": "整数 数量 个数 integer whole",
        "number": "数 数字 小数 比例 百分比 float double decimal",
        "money": "金额 价格 钱 元 price amount currency",
        "bool": "是否 是或否 布尔 boolean flag",
        "duration": "时长 时间 用时 time interval timedelta",
        "choice": "选择 单选 选项 枚举 enum select",
        "list": "列表 多项 数组 array texts",
        "sequence": "顺序 按顺序 依次 串行 sequential ordered serial",
        "checklist": "清单 并行 不分先后 无序 parallel unordered",
        "none": "无 不需要 不涉及 no false",
        "optional": "可选 可带 可有可无",
        "required": "必须 必需 必带 需要 must yes true",
        "product": "商品 每个商品 products",
        "nothing": "无 不停 不打断 none no",
        "activity": "流程 当前流程 procedure",
        "phase": "阶段 整个阶段",
        "run": "整场 全场 全部 all show",
        "freeze": "冻结 停表 暂停 pause stop",
        "keep": "继续 不停表 照走 continue",
        "restart": "重来 重新计 重置 reset",
        "where": "原处 原地 继续",
        "step": "这一步 本步",
        "round": "这一轮 本轮",
        "cut": "不再继续 终止 中止 abort",
        "finished": "完成 结束 done finish",
        "cancelled": "取消 作废 cancel canceled",
        "ratio": "比例 变化率 percent",
        "delta": "差 差值 变化量 diff",
        "P0": "停播 p0",
        "other_person": "另一个人 别人 其他人",
        "vacant": "没人时 空缺",
        "always": "随时 总是",
        "next": "下一步 继续 往下 continue",
        "finish": "结束 完成 收尾 end done stop",
    }
)
"""The words of ours that each word of theirs may stand for."""

ROLES_SAID = _turned(
    {
        "主播": "zhubo 播主 主持 主持人 anchor streamer presenter",
        "助播": "zhubo 副主播 cohost co-host",
        "运营": "yunying 操盘手 operation operator ops",
        "场控": "changkong 现场 控场 director moderator",
        "中控": "zhongkong 后台 控台 controller console",
        "客服": "kefu cs support",
        "私域": "siyu 社群 微信群",
        "仓库": "cangku 仓储 发货 打包 stock",
    }
)
"""The roles that each word may stand for, where a file has them."""
