"""Every reason for which a command is refused: its code, and what it says in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from sopkit.refusal import Reason

__all__ = ["REASONS", "reason"]

REASONS: Mapping[str, tuple[str, str, str]] = {
    # code: (what kind of thing lifts it, zh, en)
    "not-in-crew": (
        "person",
        "{person}不在本场班底里，先由有权的人换座（hand over）",
        "{person} is not in this run's crew; hand over a seat first",
    ),
    "wrong-seat": (
        "role",
        "这件事归{roles}，{person}坐的是{seats}",
        "this belongs to {roles_en}; {person} sits in {seats_en}",
    ),
    "not-entitled": (
        "role",
        "只有{roles}可以这样做，{person}坐的是{seats}",
        "only {roles_en} may do this; {person} sits in {seats_en}",
    ),
    "run-over": ("time", "本场已经结束", "this run has ended"),
    "run-held": ("role", "本场正在暂停（{since}起），先恢复", "the run is on hold (since {since}); resume it first"),
    "run-not-held": ("time", "本场没有暂停", "the run is not on hold"),
    "unknown-phase": ("time", "没有叫“{phase}”的阶段；有：{known}", "no phase is called “{phase}”; there are: {known}"),
    "phase-order": (
        "time",
        "现在在“{now}”，下一个阶段是“{next}”，不能进“{phase}”",
        "the run is in “{now}”, the next phase is “{next}”; “{phase}” cannot be entered",
    ),
    "phase-last": (
        "time",
        "“{now}”是最后一个阶段，后面只有收场（close）",
        "“{now}” is the last phase; what is left is to close the run",
    ),
    "phase-not-last": (
        "time",
        "还在“{now}”，要走到最后一个阶段“{last}”才能收场",
        "the run is in “{now}”; it closes only from the last phase, “{last}”",
    ),
    "activity-unfinished": (
        "step",
        "“{activity}”还没做完（还差：{steps}）",
        "“{activity}” is not finished (left: {steps})",
    ),
    "fault-open": ("fault", "故障“{fault}”（{id}）还没恢复", "the fault “{fault}” ({id}) is not recovered"),
    "obligation-open": (
        "role",
        "欠着“{obligation}”（{id}）没还：做完它，或由有权的人写明理由豁免",
        "“{obligation}” ({id}) is still owed: meet it, or have it waived with a reason",
    ),
    "unknown-procedure": (
        "time",
        "没有叫“{procedure}”的流程{near}",
        "no procedure is called “{procedure}”{near_en}",
    ),
    "not-in-phase": (
        "time",
        "“{procedure}”只在{phases}开，现在在“{now}”",
        "“{procedure}” opens only in {phases}; the run is in “{now}”",
    ),
    "product-needed": ("time", "“{procedure}”要说明是哪个商品", "“{procedure}” needs a product"),
    "product-not-used": ("time", "“{procedure}”不针对单个商品", "“{procedure}” is not about a product"),
    "unknown-product": ("time", "货盘里没有“{product}”{near}", "the line-up has no “{product}”{near_en}"),
    "too-many-open": (
        "activity",
        "“{procedure}”已经开着{count}个（{open}），最多同时{most}个",
        "“{procedure}” is open {count} times ({open}), at most {most} at once",
    ),
    "condition-false": (
        "step",
        "“{procedure}”的条件不成立：{when}",
        "the condition of “{procedure}” does not hold: {when}",
    ),
    "gate-closed": ("role", "关卡“{gate}”没过：{why}", "the gate “{gate}” does not hold: {why}"),
    "interrupted": (
        "fault",
        "故障“{fault}”（{id}）正中断{scope}，恢复之后再开",
        "the fault “{fault}” ({id}) interrupts the {scope_en}; open it after recovery",
    ),
    "unknown-activity": (
        "time",
        "没有叫“{activity}”的进行项；开着的有：{open}",
        "no activity is called “{activity}”; open are: {open}",
    ),
    "activity-ended": ("time", "“{activity}”已经{status}", "“{activity}” is already {status_en}"),
    "activity-suspended": (
        "fault",
        "“{activity}”被故障“{fault}”（{id}）挂起，恢复之后接着做",
        "“{activity}” is suspended by the fault “{fault}” ({id}); it goes on after recovery",
    ),
    "cut-not-allowed": ("time", "“{activity}”不能中途切掉：{why_zh}", "“{activity}” cannot be cut: {why_en}"),
    "unknown-step": (
        "time",
        "开着的流程里没有叫“{step}”的步骤{near}",
        "no open procedure has a step called “{step}”{near_en}",
    ),
    "step-ambiguous": (
        "time",
        "“{step}”在几个进行项里都有（{where}），请写明是哪一个",
        "“{step}” stands in several activities ({where}); say which",
    ),
    "step-waits": ("step", "要先完成：{steps}", "first: {steps}"),
    "step-passed": ("time", "“{step}”已经{status}（{by}）", "“{step}” is already {status_en} ({by})"),
    "step-not-passed": (
        "time",
        "“{step}”现在是{status}，没有可撤回的",
        "“{step}” is {status_en}; there is nothing to take back",
    ),
    "step-not-startable": ("time", "“{step}”现在是{status}", "“{step}” is {status_en} now"),
    "step-awaits-check": (
        "role",
        "“{step}”已报完成，等第二个人复核",
        "“{step}” is reported done and waits for a second person",
    ),
    "step-not-submitted": (
        "role",
        "“{step}”还没报完成，没有可复核的",
        "“{step}” is not reported done; there is nothing to check",
    ),
    "step-called": (
        "activity",
        "“{step}”在等“{activity}”（{id}）结束，会自己完成",
        "“{step}” waits for “{activity}” ({id}) and completes by itself",
    ),
    "step-calls": (
        "time",
        "“{step}”要先开始（start），它会打开“{procedure}”",
        "start “{step}” first: it opens “{procedure}”",
    ),
    "not-asked": ("role", "要先由{roles}发问：“{ask}”", "{roles_en} must ask first: “{ask}”"),
    "already-asked": ("role", "{by}已经问过了，等回答", "{by} has asked already; waiting for the answer"),
    "already-confirmed": (
        "role",
        "{person}能确认的座位都确认过了，还差{roles}",
        "{person} has confirmed already; missing: {roles_en}",
    ),
    "same-person": (
        "person",
        "复核要换一个人：这一步是{person}做的",
        "a second person must check: {person} did this step",
    ),
    "only-on-limit": ("time", "“{step}”只在到上限时才用", "“{step}” is only for when a limit is reached"),
    "limit-reached": (
        "step",
        "到上限了（{limit}），只能走：{exits}",
        "the limit is reached ({limit_en}); the only ways out: {exits}",
    ),
    "rounds-used": (
        "step",
        "已经{rounds}轮，到上限了，不能再来一轮",
        "that was round {rounds} of {rounds}; there is no further round",
    ),
    "too-early": ("time", "还没到时候，{time}起才可以", "too early; from {time} on"),
    "too-late": ("time", "过了时候，{time}为止", "too late; it was until {time}"),
    "gap": (
        "time",
        "离“{step}”至少要隔{length}，{time}起才可以",
        "at least {length_en} after “{step}”; from {time} on",
    ),
    "record-missing": ("time", "要填“{field}”", "“{field}” must be recorded"),
    "record-wrong": ("time", "“{field}”填的{value}不行：{why_zh}", "“{field}” cannot be {value}: {why_en}"),
    "record-unknown": ("time", "这一步不记“{field}”{near}", "this step does not record “{field}”{near_en}"),
    "outcome-needed": ("time", "要选一个结果：{outcomes}", "choose an outcome: {outcomes}"),
    "outcome-unknown": (
        "time",
        "没有“{outcome}”这个结果；有：{outcomes}",
        "there is no outcome “{outcome}”; there are: {outcomes}",
    ),
    "reason-needed": ("time", "要写明理由", "a reason must be given"),
    "not-skippable": ("time", "“{step}”不能跳过", "“{step}” cannot be skipped"),
    "not-applicable-forbidden": ("time", "“{step}”没有“不适用”这个选项", "“{step}” cannot be marked not applicable"),
    "undo-later": (
        "step",
        "后面的步骤已经做了，先撤回：{steps}",
        "later steps are passed already; take back first: {steps}",
    ),
    "undo-consequence": (
        "time",
        "“{step}”已经引出“{what}”，撤不回；请更正或另行处理",
        "“{step}” has led to “{what}” and cannot be taken back; correct it, or handle that",
    ),
    "undo-round": (
        "time",
        "第{round}轮已经开始，上一轮的“{step}”撤不回；请更正，或把这一轮做完、切掉",
        "round {round} has begun, and “{step}” of the round before cannot be taken back; correct it, or end this round",
    ),
    "unknown-fault": ("time", "没有叫“{fault}”的故障{near}", "no fault is called “{fault}”{near_en}"),
    "fault-ended": ("time", "故障“{fault}”已经{status}", "the fault “{fault}” is already {status_en}"),
    "fault-not-ended": (
        "time",
        "故障“{fault}”还没恢复，恢复之后再写结论",
        "the fault “{fault}” is not recovered; review it afterwards",
    ),
    "fault-acknowledged": ("time", "{by}已经接手了", "{by} has it in hand already"),
    "fault-unhandled": ("step", "处理还没做完：{steps}", "its handling is not done: {steps}"),
    "unknown-cue": ("time", "没有叫“{cue}”的提示", "no cue is called “{cue}”"),
    "cue-ended": ("time", "提示“{cue}”已经{status}", "the cue “{cue}” is already {status_en}"),
    "cue-not-yours": ("person", "这个提示是给{to}的", "this cue is for {to_en}"),
    "cue-no-offer": (
        "time",
        "这个提示不提供“{procedure}”；提供：{offers}",
        "this cue does not offer “{procedure}”; it offers: {offers}",
    ),
    "cue-cooling": (
        "time",
        "提示“{cue}”刚发过，{time}之后才会再发",
        "the cue “{cue}” was given lately; not again before {time}",
    ),
    "cue-target": ("time", "要给一个座位或一个人（二选一）", "give it to a seat or to a person, one of the two"),
    "unknown-role": ("time", "本场没有“{role}”这个座位{near}", "this run has no seat “{role}”{near_en}"),
    "seat-unclear": ("person", "“{role}”坐着{people}，请写明谁离座", "{people} sit in “{role}”; say who leaves"),
    "seat-same": ("person", "{person}已经坐在“{role}”", "{person} already sits in “{role}”"),
    "not-live": ("time", "“更正”只在播出中用", "a correction belongs to a live phase"),
    "unknown-gate": ("time", "没有叫“{target}”的关卡或欠项{near}", "no gate or debt is called “{target}”{near_en}"),
    "gate-firm": ("time", "关卡“{gate}”不许豁免", "the gate “{gate}” cannot be waived"),
    "already-waived": ("time", "“{target}”已经豁免或了结", "“{target}” is already waived or settled"),
    "unknown-param": ("time", "没有叫“{param}”的参数{near}", "no parameter is called “{param}”{near_en}"),
    "text-needed": ("time", "内容不能为空", "the text must not be empty"),
    "people-needed": (
        "person",
        "至少要{least}个人，现在{count}个",
        "at least {least} persons are needed, there are {count}",
    ),
    "seat-vacant": (
        "role",
        "“{role}”至少要{least}个人，现在{count}个",
        "“{role}” needs at least {least} persons, it has {count}",
    ),
    "seat-unmanned": (
        "role",
        "“{role}”没有人坐，也没有人能兼（能兼的座位：{covers}）",
        "nobody sits in “{role_en}”, and nobody covers it (seats that could: {covers_en})",
    ),
}
"""Each code with what lifts it, and its sentence in both languages. Codes are never reused."""


def reason(code: str, *, lifted_by: tuple[str, ...] = (), **args: object) -> Reason:
    """Build the reason *code*, its sentences filled from *args*."""
    kind, zh, en = REASONS[code]
    return Reason(
        code,
        zh.format(**args),
        en.format(**args).replace("、", ", "),  # lists among the arguments are joined as Chinese joins them
        lifted_by,
        kind,
        {name: str(value) for name, value in args.items()},
    )
