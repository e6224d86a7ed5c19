"""The words that people read, by language: labels, verdicts, headings.

Codes, ids and the keys of data are no words; sentences (``why``) are English in any language.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from enum import StrEnum, unique

from parkq.locales import language


@unique
class Language(StrEnum):
    """What ``--lang`` takes."""

    EN = "en"
    ZH = "zh"


_spoken: ContextVar[Language] = ContextVar("spoken", default=Language.EN)


def of_locale(environ: Mapping[str, str]) -> Language:
    """That of the environment (`parkq.locales`)."""
    return Language(language(environ))


def speak(language: Language) -> None:
    """From now on words are of this language: a process has one at a time, as it has one locale."""
    _spoken.set(language)


def spoken() -> Language:
    """The language that words are of now."""
    return _spoken.get()


def word(text: str) -> str:
    """A heading, a role, a severity or a phrase of the page, given in English."""
    return _WORDS[_spoken.get()].get(text, text)


def coded(verdict: str) -> str:
    """A verdict in a column: its code in English, which stays one word for a pipe to part."""
    return _VERDICTS[_spoken.get()].get(verdict, verdict)


def verdict(code: str, language: Language | None = None) -> str:
    """A verdict as people read it, in the language spoken or another."""
    spoken = language or _spoken.get()
    return _VERDICTS[spoken].get(code) or _AS_READ.get(code) or code.replace("-", " ")


def counted(code: str, count: int) -> str:
    """``3 conflicts``, ``1 conflict (undated)``; ``3 项冲突``."""
    spoken = _spoken.get()
    noun, space, rest = verdict(code).partition(" (")
    plural = "s" if count > 1 and noun in _COUNTABLE[spoken] else ""
    return f"{count}{_BETWEEN[spoken]}{noun}{plural}{space}{rest}"


def label(labels: Mapping[str, str], language: Language | None = None) -> str:
    """The one of this language, else of another; empty where there is none."""
    return labels.get(language or _spoken.get()) or next(filter(None, labels.values()), "")


_AS_READ = {"conflict-scope": "conflict (scope?)", "conflict-undated": "conflict (undated)"}
_COUNTABLE: Mapping[Language, tuple[str, ...]] = {
    Language.EN: ("conflict", "duplicate", "jump", "unit slip", "update"),
    Language.ZH: (),
}
_BETWEEN = {Language.EN: " ", Language.ZH: " 项"}

_VERDICTS: Mapping[Language, Mapping[str, str]] = {
    Language.EN: {},
    Language.ZH: {
        "single": "单源",
        "agree": "一致",
        "unchanged": "未变",
        "may-be-unchanged": "或未变",
        "rounding": "取整之差",
        "compatible": "相容",
        "duplicate": "重复",
        "near": "相近",
        "differs": "说法不同",
        "unlike": "单位不可比",
        "scope": "口径不同",
        "period": "时段不同",
        "revised": "已修订",
        "update": "更新",
        "met": "达标",
        "loose": "勉强相容",
        "jump": "突变",
        "missed": "未达标",
        "conflict-scope": "冲突（口径不明）",
        "conflict-undated": "冲突（日期不明）",
        "copy-drift": "转载走样",
        "internal": "自相矛盾",
        "unit-slip": "单位疑误",
        "sum-broken": "合计不符",
        "share-broken": "占比不符",
        "growth-broken": "增速不符",
        "order-broken": "大小颠倒",
        "conflict": "冲突",
    },
}

_WORDS: Mapping[Language, Mapping[str, str]] = {
    Language.EN: {},
    Language.ZH: {
        # headings, by the name of the column
        "accepted": "已认可",
        "accepted_until": "认可至",
        "aliases": "别名",
        "allows": "允许",
        "as of": "截至",
        "as_of": "截至",
        "at_least": "不小于",
        "attribute": "指标",
        "base": "基本单位",
        "camps": "各方",
        "changes": "变动",
        "code": "代码",
        "change": "变化",
        "change_ratio": "变化率",
        "comparable": "可比",
        "count": "数量",
        "decision": "决定",
        "derived_from": "转自",
        "dimension": "量纲",
        "display": "显示",
        "done": "处理",
        "drift": "年变幅",
        "entity": "实体",
        "error": "错误",
        "exact": "精确",
        "expr": "算式",
        "facts": "事实",
        "factor": "倍数",
        "fails": "不合",
        "family": "类别",
        "field": "字段",
        "file": "文件",
        "fingerprint": "指纹",
        "gap": "差距",
        "gap_number": "差值",
        "gap_ratio": "差比",
        "hedge": "修饰",
        "high": "上限",
        "id": "编号",
        "kind": "种类",
        "kinds": "种类",
        "label": "名称",
        "label_en": "英文名称",
        "low": "下限",
        "matched": "匹配",
        "measure": "度量",
        "maximum": "最大",
        "minimum": "最小",
        "monotone": "只增",
        "name": "名称",
        "names": "名称",
        "note": "备注",
        "number": "数",
        "of": "对象",
        "outcome": "结果",
        "part_of": "属于",
        "passes": "合格",
        "percent": "差比",
        "pinyin": "拼音",
        "place": "出处",
        "published": "发布",
        "publisher": "发布者",
        "rank": "取舍",
        "reason": "理由",
        "requires_as_of": "须注日期",
        "retrieved": "查阅",
        "role": "性质",
        "says": "内容",
        "scope": "口径",
        "score": "得分",
        "sentence": "算式所得",
        "settle": "待查",
        "severity": "程度",
        "since": "自",
        "single": "单值",
        "source": "来源",
        "sources": "来源",
        "stale_after": "过期年数",
        "stated": "原文",
        "step": "变化判定",
        "steps": "读法",
        "suggested_because": "建议理由",
        "suggestion": "建议",
        "symbol": "符号",
        "text": "内容",
        "title": "标题",
        "tolerance": "容差",
        "topic": "项目",
        "unit": "单位",
        "undated": "未注日期",
        "until": "截止",
        "url": "网址",
        "value": "数值",
        "verdict": "判定",
        "where": "位置",
        "why": "原因",
        "why_not": "不可比原因",
        # what stands before a sentence
        "against": "对照",
        "before": "曾",
        "between": "双方",
        "check": "检查",
        "cite": "引用",
        "context": "情境",
        "go by": "采用",
        "hint": "提示",
        "not": "不是",
        "only": "仅见于",
        "read": "读法",
        "relation": "关系",
        "unjudged": "未判定",
        # roles, ranks, hedges, severities, what accept did
        "about": "约",
        "actual": "实际",
        "at-least": "至少",
        "at-most": "至多",
        "deprecated": "弃用",
        "forecast": "预测",
        "growth": "增幅",
        "info": "提示",
        "level": "水平",
        "nearly": "近",
        "normal": "一般",
        "over": "余",
        "plan": "规划",
        "points": "百分点",
        "preferred": "首选",
        "range": "区间",
        "removed": "移除",
        "replaced": "替换",
        "share": "占比",
        "silent": "无",
        "target": "目标",
        "threshold": "门槛",
        "warning": "警告",
        "words": "概数",
        # phrases
        "accepted in another form until {}": "曾以另一形式认可至 {}",
        "accepted until {}": "认可至 {}",
        "also {}": "又名 {}",
        "copy": "转载",
        "gap {}": "差距 {}",
        "no two sources state the same thing": "没有两个来源说到同一件事",
        "until {}": "至 {}",
        "{}, accepted": "{}，已认可",
        "; {} are accepted": "；{} 项已认可",
        "; {} is accepted": "；{} 项已认可",
        "; {} not listed, --all lists all": "；{} 项未列，--all 全部列出",
        "* the date of publication: the source does not say": "* 为发布日期：来源未注明日期",
        # tables on a terminal
        "--all lists all that is stated of each part": "--all 列出各部分的全部内容",
        "--why gives the reasons, parkq explain ENTITY/ATTRIBUTE those of one": (
            "--why 给出原因；parkq explain 实体/指标 给出其中一项的原因"
        ),
        "and {} more": "另有 {} 项",
        "areas and quantities": "面积与数量",
        "counts": "计数",
        "dates": "日期",
        "money": "金额",
        "fact": "事实",
        "names and descriptions": "名称与描述",
        "not ranked: {}": "未排名：{}",
        "{} of {} are ranked": "{}/{} 已排名",
        "{} stand below the reason why not": "{} 个列于下方理由之后",
        "{} not listed, --top lists more": "{} 个未列，--top 可多列",
        "shares, rates and ranks": "比率与名次",
        "{} sources": "{} 个来源",
        "; all are accepted": "；均已认可",
        "All disagreements": "全部分歧",
        "All entities": "全部实体",
        "Show only what holds": "只显示包含",
        # counts of check
        "{} conflict accepted": "已认可冲突 {} 项",
        "{} conflicts accepted": "已认可冲突 {} 项",
        "{} error": "{} 项错误",
        "{} errors": "{} 项错误",
        "{} fact checked": "已检查事实 {} 条",
        "{} facts checked": "已检查事实 {} 条",
        "{} info": "{} 项提示",
        "{} infos": "{} 项提示",
        "{} warning": "{} 项警告",
        "{} warnings": "{} 项警告",
        "nothing found": "未发现问题",
        # the page of report
        " and {} more": " 等，另有 {} 个",
        "Accepted": "已认可",
        "Accepted before, in another form": "曾以另一形式认可",
        "Contents": "目录",
        "Disagreements": "分歧",
        "No longer accepted": "认可已到期",
        "Other verdicts": "其他判定",
        "Skip to the disagreements": "跳至分歧",
        "Sources": "来源",
        "The store has problems": "资料库有问题",
        "Verdicts": "判定",
        "What is stated": "各方所述",
        "What the sources say, and where they disagree": "来源怎么说，分歧在何处",
        "What they concern is left out of this page.": "与之有关的内容未列入本页。",
        "What would settle it": "如何查清",
        "Why": "原因",
        "Written by parkq {}; every figure stands in the words of its source.": (
            "由 parkq {} 生成；每个数字都附来源原文。"
        ),
        "and on without limit": "并无上限或下限",
        "attributes": "指标",
        "camp": "方",
        "derived from {}": "转自 {}",
        "entities": "实体",
        "found": "项",
        "half the tolerance on either side": "两侧各容差之半",
        "logarithmic scale": "对数刻度",
        "means": "含义",
        "not on this line: {}": "不在此线上：{}",
        "on {}": "按 {} 计",
        "no disagreement": "没有分歧",
        "retrieved {}": "查阅于 {}",
        "the number stated": "所述之数",
        "tolerance {}": "容差 {}",
        "what its digits and hedges allow": "其位数与修饰词允许的范围",
        "{} disagreement": "分歧 {} 处",
        "{} disagreements": "分歧 {} 处",
        "{} entities": "实体 {} 个",
        "{} fact": "事实 {} 条",
        "{} facts": "事实 {} 条",
        "{} in all; parkq check lists them.": "共 {} 处；parkq check 全部列出。",
        "{} on a number line": "{}：数轴",
        "{} on a time line": "{}：时间轴",
        "{}, no longer accepted": "{}，认可已到期",
        "{}; all are acknowledged": "{}；均已认可",
        "{}; {} are not acknowledged": "{}；{} 处未认可",
        "{}; {} is not acknowledged": "{}；{} 处未认可",
    },
}
"""English to another language. A phrase is filled in at its braces."""
