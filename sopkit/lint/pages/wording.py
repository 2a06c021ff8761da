"""Pages of the codes on what scripts say (SOP8xx)."""

from __future__ import annotations

from sopkit.lint.pages.page import page

SAY = "procedures:\n  slot:\n    title: 讲品\n    role: 主播\n    say: {}\n"
GOOD = SAY.format("今天到手价 199 元，链接上写着多少就是多少。")

page(
    "SOP801",
    "这句话任何时候都不能说，有证据也不行：绝对化用语、医疗用语、以人数或关注为条件、演出来的申请库存。换一句说得出事实的话。"
    "规则是数据，团队可以关掉或改写，见 wording 的说明；这是提醒，不是法律意见。",
    "This may never be said, whatever the evidence: absolute and medical words, conditions on counts or follows, stock "
    "that is asked for as a show. Say a fact instead. The rules are data, which a team may switch off or rewrite; this is "
    "a lint and no legal advice.",
    SAY.format("这是全网最低价。"),
    GOOD,
)
page(
    "SOP802",
    "比价、不赚钱、专利、数据、假一赔十，要有证据才能说。没有证据就不说；有证据，写明理由忽略这一条，证据留好。",
    "Compared prices, “no profit”, patents, figures and guarantees are said only with their evidence. Without it leave "
    "them out; with it, silence this with a reason and keep the evidence.",
    SAY.format("专柜价 599 元，今天 199 元。"),
    GOOD,
)
page(
    "SOP803",
    "单个词没有问题，放在这句话里就有问题：引导到站外、没有期限的限时、指人是同行。按提示改，或者换个说法。",
    "The word alone is harmless and wrong in this sentence: leading viewers elsewhere, a limit without a time, calling "
    "somebody a rival. Mend it as the message says.",
    SAY.format("想要的加我微信。"),
    GOOD,
)
page(
    "SOP804",
    "不一定有问题，请看一眼：限时、限量要有真实的起止和数量。",
    "Not wrong by itself, but look again: what is limited needs its true times and number.",
    SAY.format("限时秒杀，准备好。"),
    SAY.format("限时优惠到今晚十二点。"),
)
