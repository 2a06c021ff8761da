"""Script: who plays, what is sold, and what the players write down; where it is silent, the stage improvises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from sopkit.definition.product import Product
from sopkit.definition.value import Value

__all__ = ["ANSWERS", "CREW", "GO_LIVE", "NOT_THIS_TIME", "OUTCOMES", "RELIEF", "RUNBOOK", "line_up"]

RUNBOOK = "standard-live"
GO_LIVE = datetime(2026, 11, 23, 20, 0, tzinfo=timezone(timedelta(hours=8)))
CREW: Mapping[str, str] = {"operations": "阿杰", "host": "小美", "floor": "老王", "control": "老王"}
RELIEF = "小李"


def line_up() -> tuple[Product, ...]:
    """Return the three products of the show."""
    common: dict[str, Value] = {"return_7d": True, "freight_insured": True}
    return (
        Product("A01", "冰丝袖套", {**common, "sku": "BS-01", "kind": "秒杀", "price": Decimal("29.9")}),
        Product(
            "A02",
            "保温杯",
            {
                **common,
                "sku": "BW-02",
                "kind": "爆款",
                "price": Decimal(99),
                "stock_declared": 200,
                "stock_sellable": 200,
                "batches": ("100", "100"),
            },
        ),
        Product(
            "A03",
            "帆布包",
            {**common, "sku": "FB-03", "kind": "利润", "price": Decimal(129), "promo": "第二件减 20 元"},
        ),
    )


NOT_THIS_TIME: Mapping[str, str] = {
    "check-gimbal": "这场用三脚架",
    "brand-filing": "标题里没有别家品牌名",
    "refund-difference": "领到券之前没有人下单",
    "explain-on-air": "已经下播，放到下一场开场说",
    "complaint-own-up": "不是产品问题",
    "promise-wecom": "这场没有企微福利",
    "promise-gift": "这场没有赠品",
}
"""Steps that do not apply in this show, and why."""

OUTCOMES: Mapping[str, tuple[str, ...]] = {
    "testimony": ("答应了优先发货", "没有答应"),
    "again": ("再来一轮", "收"),
    "bag-draw": ("有人中奖",),
    "bag-publish": ("有人中奖",),
    "coupon-set": ("补好了",),
    "complaint-route": ("当场已解决",),
    "review-verdict": ("可以放行",),
}
"""What is chosen, round by round; the last one stands for what comes after."""

ANSWERS: Mapping[str, Value] = {
    "paid": Decimal(89),
    "samples": 6,
    "flash": 1,
    "hits": 1,
    "profit": 1,
    "topic": 0,
    "average_order_value": Decimal(96),
    "average_from": "前三场，后台销售额除以成交人数",
    "flash_top": Decimal("29.9"),
    "hit_low": Decimal(129),
    "shared_width": 1080,
    "shared_height": 1440,
    "start_off": timedelta(0),
    "preview_at": "11 月 23 日 20:00",
    "benefit": "入群领尺码建议",
    "night": "阿杰值到 24:00",
    "group": "阿杰牵头，场控、中控、客服都在，叫“应急”",
    "questions": 12,
    "papers": "网盘“本场资质”",
    "approver": "阿杰",
    "stock_released": 100,
    "next_batch": 100,
    "sold": 100,
    "closes": 2,
    "coupon": "满 99 减 10 券",
    "reports": 6,
    "claimed": 5,
    "prize": "冰丝袖套一副",
    "prize_value": Decimal("29.9"),
    "winners": 10,
    "how": "发送指定评论",
    "drawn": 10,
    "reached": 10,
    "prizes_sent": 10,
    "staff_found": 0,
    "promised": 8,
    "shipped": 8,
    "first_flash": "BS-01",
    "second_flash": "BW-02",
    "viewer": "小鱼",
    "matter": "不知道怎么领券",
    "kind": "其他",
    "how_solved": "客服发了领券步骤",
    "open_complaints": 0,
    "top_cause": "没有客诉",
    "wording": "优惠券已恢复，之前下单的由客服补差价。",
    "plan": "领券前下单的补差价，客服主动联系",
    "refunded": 0,
    "told": 6,
    "ticket": "客服后台截图 3 张",
    "peak": 912,
    "visits": 5230,
    "buyers": 214,
    "surprises": "领不到券：门槛设错，三分钟补好",
    "friction": "核券没有用新账号试",
    "changes": "试单换新账号，中控做，下一场前",
}
"""What is written down, by the field's id."""
