"""The words that stand beside figures, as data: what a reader, a scanner or an importer looks for.

Words are written in simplified script and lower case; whoever looks them up folds both sides with
`parkq.figures.scan.fold`, so that traditional script, full width and capitals match too. Where a
language sets blanks inside a word they are written ``_`` here and are blanks in the constants.

Each constant maps a word to what it says, in the vocabulary of `parkq.terms` where there is one.
The longest word that matches is the one that is meant.
"""

from collections.abc import Iterable, Mapping

from parkq.terms import Hedge, Role


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


def _combine(firsts: Iterable[str], seconds: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{first}{second}" for first in firsts for second in seconds)


# Hedges ------------------------------------------------------------------------------------------

HEDGES_BEFORE: Mapping[str, Hedge] = {
    word: hedge
    for hedge, text in {
        Hedge.ABOUT: """
            约 大约 约为 有约 约占 约合 约达 约计 大概 大致 左右 上下 基本 基本上 估计约
            ~ ≈ about around approximately approx approx. roughly some circa ca ca. an_estimated
            estimated
        """,
        Hedge.NEARLY: "近 将近 接近 几近 几乎 nearly almost close_to just_under",
        Hedge.OVER: "over just_over",
        Hedge.AT_LEAST: """
            超 超过 超过了 已超 已超过 超出 超逾 过 逾 已逾 突破 突破了 已突破 至少 最少 最低 上
            不少于 不低于 不小于 不下 不下于 不止 高于 多于 大于 大于等于 大于或等于 大于或者等于
            > ≥ >= more_than above at_least no_less_than not_less_than no_fewer_than upwards_of
            exceeding exceeds exceeded surpassing surpasses surpassed in_excess_of topping topped
            a_minimum_of
        """,
        Hedge.AT_MOST: """
            不足 不到 未满 不满 未达 未及 至多 最多 最高
            不超过 不超 不多于 不高于 不大于 低于 少于 小于 小于等于 小于或等于 小于或者等于
            < ≤ <= less_than fewer_than under below at_most no_more_than not_more_than up_to
            a_maximum_of
        """,
    }.items()
    for word in _words(text)
}
"""Before a number."""

HEDGES_AFTER: Mapping[str, Hedge] = {
    word: hedge
    for hedge, text in {
        Hedge.ABOUT: "左右 上下 前后 许 or_so",
        Hedge.OVER: "余 多 有余 出头 -odd",
        Hedge.AT_LEAST: """
            以上 及以上 或以上 或者以上 或更多 或者更多 开外 起
            + or_more or_above and_above and_more or_higher
        """,
        Hedge.AT_MOST: """
            以下 及以下 或以下 或者以下 或更少 之下 以内 之内 不到
            or_less or_fewer or_below or_lower
        """,
    }.items()
    for word in _words(text)
}
"""After a number and its unit."""

HEDGES_INSIDE: Mapping[str, Hedge] = {
    **dict.fromkeys(_words("余 多 几 -odd"), Hedge.OVER),
    "来": Hedge.ABOUT,
}
"""Between a number and its multiplier or its unit: 十余万, 20多家."""

PLAIN_BEFORE = _words(
    """
    达 达到 达到了 已达 已达到 高达 多达 可达 达成 将达 将达到 共 共有 共计 合计 总计 累计 总共 计 为
    则为 均为 是 有 已 已有 已经 仅 仅为 只 只有 拥有 接待 整整 足足 等于 从 在 介于 了 的 : , 、 分别为
    a_total_of total reached reaching reaches was were is are at of by stood_at totaled totalled
    totaling totalling amounted_to came_to hit_a_total_of an a the
    """
)
"""Before a number, and change nothing."""

PLAIN_AFTER = _words("之多 不等 之间 间 整 正 (含) 的水平 in_total")
"""After a number and its unit, likewise."""


# Changes -----------------------------------------------------------------------------------------

_UP = _words(
    """
    增长 增加 增 净增 净增加 净增长 新增 增多 上升 上涨 上浮 提高 提升 扩大 攀升 升 升高 涨 成长 递增
    正增长 年增 月增 季增 加快 加大 回升 反弹
    up rose rises risen rise increased increases increase increasing grew grows grown growth
    climbed gained jumped surged expanded soared advanced higher
    """
)
_DOWN = _words(
    """
    下降 减少 减 净减 净减少 下跌 下滑 下调 下浮 回落 衰退 缩减 缩小 降低 降 跌 负增长 负成长 收缩 萎缩
    递减 放缓 收窄 年减 月减 季减 走低 压减 减缓
    down fell falls fallen fall dropped drops drop declined declines decline decreased decreases
    decrease shrank shrunk contracted slid slumped slipped plunged lower reduced
    """
)
_UP_RATES = _words(
    """
    增速 增幅 涨幅 升幅 增长率 成长率 年增率 月增率 增长速度 增长幅度 增加率 提高幅度
    growth_rate growth_rate_of
    """
)
_DOWN_RATES = _words("降幅 跌幅 减幅 下降率 衰退率 年减率 降低率 下降幅度")

DIRECTIONS: Mapping[str, int] = {
    **dict.fromkeys(_UP, 1),
    **dict.fromkeys(_combine(_words("increase growth rise gain"), (" of",)), 1),
    **dict.fromkeys(_DOWN, -1),
    **dict.fromkeys(_combine(_words("decrease decline drop fall reduction"), (" of",)), -1),
}
"""Say that a number is how much something rose (1) or fell (-1)."""

CHANGE_RATES: Mapping[str, int] = {
    **dict.fromkeys(_UP_RATES, 1),
    **dict.fromkeys(_DOWN_RATES, -1),
}
"""Name a rate of change; a direction after them counts for them: 增速回落0.3个百分点."""

DIRECTIONS_AFTER: Mapping[str, int] = {
    **dict.fromkeys(_combine(("的",), (*_UP, *_UP_RATES)), 1),
    **dict.fromkeys(_combine(("的",), (*_DOWN, *_DOWN_RATES)), -1),
    **dict.fromkeys(_words("increase growth rise gain higher up ↑ growth_rate"), 1),
    **dict.fromkeys(_words("decrease decline drop fall lower down ↓ reduction"), -1),
}
"""The same, after a number: 8.8%的增长, 8.8% growth."""

UNCHANGED = _words(
    "持平 相当 零增长 unchanged flat remained_unchanged remained_flat was_flat was_unchanged"
)
"""A change of nothing; 基本 before them leaves half a percent open."""

RESULTS = (
    _combine(_UP, _words("到 至 到了 至约"))
    + _combine(_DOWN, _words("到 至 到了"))
    + _words(
        """
    增至 升至 降至 减至 跌至 涨至 扩至 增到 升到 降到 减到 跌到 扩到 稳定在 保持在 控制在
    rose_to rises_to risen_to increased_to increase_to grew_to grown_to climbed_to jumped_to
    surged_to expanded_to fell_to fallen_to dropped_to declined_to decreased_to shrank_to
    down_to reduced_to raised_to
    """
    )
)
"""Say that a number is what something rose or fell to: a level."""

MULTIPLE_OF = _words(
    """
    为上年的 是上年的 为去年的 是去年的 为上年同期的 是上年同期的 为去年同期的 是去年同期的
    相当于上年的 相当于去年的 相当于上年同期的 达上年的 达到上年的 上年的 去年的
    """
)
"""Say that a number of times is what something is of what it was: 上年的1.2倍 is 0.2 more."""

DOUBLINGS: Mapping[str, int] = {
    "翻番": 1,
    "翻倍": 1,
    "翻一番": 1,
    "翻了一番": 1,
    "翻一倍": 1,
    "翻了一倍": 1,
    "倍增": 1,
    "翻两番": 3,
    "翻了两番": 3,
    "翻三番": 7,
    "翻了三番": 7,
    "doubled": 1,
    "doubling": 1,
    "tripled": 2,
    "trebled": 2,
    "quadrupled": 3,
}
"""A growth of so many times what it was."""

HALVINGS = _words("减半 减少一半 减少了一半 下降一半 halved")
"""A growth of minus one half."""

LOSSES = _words(
    """
    亏损 净亏损 逆差 贸易逆差 赤字 净流出 净亏 短缺
    net_loss_of loss_of deficit_of net_outflow_of
    """
)
"""Say that a level is below nothing: 亏损5000万元 is a profit of -5000万元."""

SHARES = _words(
    """
    占 占比 占比为 占比达 占比达到 占比约 比重 比重为 比重达 比重达到 比例 比例为 比例达 占总量的 占全省
    占全市 占全国 占全区 占全县 占到 占了 占总数 占总数的 份额为 市场份额 市占率 覆盖率 所占比重 所占比例
    占全省的 占全市的 占全国的 占全区的 占全县的 占整个 占gdp比重 占gdp比重达 占gdp的比重
    占地区生产总值比重 占地区生产总值的比重 占生产总值比重 占比超 占比近
    account_for accounts_for accounted_for accounting_for share_of a_share_of share
    making_up makes_up made_up
    """
)
"""Say that a ratio is a part of a whole that stands elsewhere."""

COMPARISONS = _words(
    """
    同比 环比 同期 较同期 年均 年平均 平均 平均每年 名义 实际 现价 可比价 按可比价 按可比价计算 按可比价格
    按可比价格计算 按不变价格计算 按不变价计算 按可比口径 同口径 可比口径 可比 两年平均 年复合 复合 累计
    扣除价格因素 扣除价格因素实际 扣除价格因素后 上年 全年 当年 当月 当季 本月 今年 去年同期
    year-on-year year_on_year yoy y-o-y y/y month-on-month month_on_month mom m/m qoq
    from_a_year_earlier from_a_year_ago over_the_previous_year from_the_previous_year
    over_last_year from_last_year on_the_previous_year compared_with_the_previous_year
    compared_with_last_year compared_to_last_year annually annual a_year per_annum on_average
    an_average_of average average_annual in_real_terms real nominal
    """
) + _combine(
    _words("比 较 与 同 和 对比"),
    _words(
        """
        上年 上年末 上年底 上年同期 上年度 去年 去年末 去年底 去年同期 上月 上月末 上季 上季度 上周 年初 上期
        期初 同期 前一年 上一年 上年同月 去年同月 上届 年初预算 上年增速 往年 全国 全省 全市 全区 全国平均
        全省平均 全市平均 全国平均水平 全省平均水平 全市平均水平 全国平均增速 全省平均增速
        """
    ),
)
"""What a change is measured against or how: set aside."""

ABOVE_OTHERS = _combine(
    _words("高于 高出 快于 超出"),
    _words("全国 全省 全市 全区 全国平均 全省平均 全市平均 全国平均水平 全省平均水平 全市平均水平"),
)
"""So many points above another figure: 高于全省平均2.1个百分点."""

BELOW_OTHERS = tuple(f"低{word[1:]}" for word in ABOVE_OTHERS if word.startswith("高于"))
"""So many points below another figure."""


# Rates -------------------------------------------------------------------------------------------

RATES: Mapping[str, str] = {
    **dict.fromkeys(_words("人均 每人 平均每人 人均达 per_capita"), "人"),
    **dict.fromkeys(_words("户均 每户 平均每户"), "户"),
    **dict.fromkeys(_words("亩均 每亩 平均每亩"), "亩"),
    **dict.fromkeys(_words("日产 日均 每日 每天 平均每天 日产量 日产能 日处理 日供水"), "日"),
    **dict.fromkeys(_words("日处理能力 日处理污水 日处理量 日供水能力 daily"), "日"),
    **dict.fromkeys(_words("月产 月均 每月 平均每月 月产量 月产能 monthly"), "个月"),
    **dict.fromkeys(_words("年产 每年 年产量 年产能 年处理 年处理能力 年产量达"), "年"),
    **dict.fromkeys(_words("村均 每村"), "村"),
    **dict.fromkeys(_words("校均 每校"), "校"),
    **dict.fromkeys(_words("店均 每店"), "店"),
}
"""Name first what the number is stated per: 人均9.8万元 is 9.8万元/人. So does 每 with any unit."""


# Around a figure ---------------------------------------------------------------------------------

LABELS = _words(
    """
    总投资 总投资额 投资额 投资总额 投资 计划总投资 协议投资 协议总投资 协议投资额 签约 签约金额 投资规模
    计划投资 累计投资 完成投资 累计完成投资 完成固定资产投资 固定资产投资 固定资产投资额 工业投资
    实际投资 民间投资 实际利用外资 利用外资 合同外资 实际使用外资 实际到位资金 到位资金 引资 投入 总投入
    营业收入 营业总收入 实现营业收入 主营业务收入 营收 合并营收 总营收 销售收入 实现销售收入 销售额
    产值 总产值 工业产值 工业总产值 实现产值 实现工业总产值 规上工业总产值 规模以上工业总产值 年产值
    实现 完成 增加值 工业增加值 规模以上工业增加值 规上工业增加值 实现工业增加值 产业增加值
    地区生产总值 生产总值 国内生产总值 gdp 实现地区生产总值 实现gdp 人均gdp 总量 经济总量 第一产业增加值
    第二产业增加值 第三产业增加值
    税收 上缴税收 实现税收 入库税收 税收收入 利税 实现利税 利润 利润总额 实现利润 净利润 实现利润总额
    上交税额 缴税 纳税 财政收入 一般公共预算收入 地方财政收入 财政总收入 财政支出 一般公共预算支出
    公共财政预算收入
    出口 出口额 出口总额 出口总值 进口 进口额 进口总额 进口总值 进出口 进出口总额 进出口总值 进出口额
    出口交货值 出口创汇 外贸进出口总额 社会消费品零售总额 零售总额 交易额 成交额 技术合同成交额
    技术合同成交金额 金额 总额 总计 余额 存款余额 贷款余额 资产总额 总资产 注册资本 资本额 实收资本额
    市值 估值 单价 均价 成本 价格 融资 贷款 费用 经费 研发经费 研发投入 研发经费投入 r&d经费 研究经费
    面积 规划面积 总规划面积 规划总面积 规划控制面积 控规面积 总面积 核心区面积 建成区面积 开发面积
    批准面积 占地 占地面积 总占地面积 用地 用地面积 总用地面积 建设用地 建筑面积 总建筑面积 建筑总面积
    厂房面积 种植面积 播种面积 绿化面积 管辖面积 辖区面积 行政区划面积 开发土地 出租面积 承租面积
    全长 总长 长 长度 宽 高 高度 里程 通车里程 总里程 管网 距离 深度
    人口 常住人口 户籍人口 总人口 城镇人口 从业人员 期末从业人员 员工 职工 就业 就业人数 带动就业
    提供就业岗位 吸纳就业 城镇新增就业 总人口数 年末常住人口 年末总人口 从业人数 员工总数
    企业 入驻企业 入园企业 入驻 进驻 引进 引进企业 注册企业 高新技术企业 规上企业 规模以上企业
    规模以上工业企业 规上工业企业 上市企业 上市公司 科技型中小企业 有效企业 市场主体 培育 认定 新设
    项目 新签约项目 实施项目 开工项目 签约项目 引进项目 专利 发明专利 有效发明专利 授权专利 专利授权
    专利申请 申请专利 授权 拥有有效发明专利 研发机构 孵化器 众创空间 床位 学校 医院 客运量 货运量
    吞吐量 货物吞吐量 集装箱吞吐量 旅客吞吐量 发电量 用电量 全社会用电量 总产量 产量 产能 装机容量
    总装机容量 粮食产量 综合能耗 能耗 可支配收入 居民人均可支配收入 人均可支配收入 城镇居民人均可支配收入
    农村居民人均可支配收入 全体居民人均可支配收入 收入 工资 年薪 旅游收入 旅游总收入 接待游客
    城镇化率 常住人口城镇化率 森林覆盖率 绿化率 容积率 开发率 出租率 入住率 投产率 达产率 利润率 毛利率
    失业率 城镇登记失业率 贡献率 研发强度 研发投入强度 投资强度 合格率 空气质量优良率 处理率 利用率
    综合利用率 综合得分 得分 总分 评分 平均 平均值 指数 约合 折合 合 折 相当于
    a_planned_area_of planned_area an_area_of area_of area covering covers cover covering_an_area_of
    covers_an_area_of total_investment investment_of total_investment_of investment invested
    with_an_investment_of revenue revenues revenue_of sales_of output output_value
    industrial_output population population_of home_to exports imports trade_volume turnover
    value_of worth valued_at cost capacity_of an_annual_output_of employing employs gross_floor_area
    floor_area land_area total_area valued workforce_of employment gdp_of
    """
)
"""What a figure is of: set aside, and said. Whether the attribute is of that name is not judged."""

NOUNS_AFTER = _words(
    """
    企业 公司 厂商 工业企业 高新技术企业 国家高新技术企业 规上企业 规模以上企业 规模以上工业企业 规上工业企业
    上市企业 上市公司 外资企业 科技企业 科技型企业 科技型中小企业 中小企业 世界500强企业 入驻企业 单位
    机构 研发机构 科研机构 高校 项目 重大项目 重点项目 园区 开发区 高新区 国家级高新区 国家高新区 国家级开发区
    工业园区 产业园 专利 发明专利 有效发明专利 平台 创新平台 研发平台 实验室 重点实验室 国家重点实验室
    孵化器 众创空间 员工 职工 人员 从业人员 就业 就业岗位 岗位 居民 学生 人才 专家 院士 博士 人口 游客
    汽车 机器人 床位 土地 建设用地 工业用地 用地 厂房 住房 产值 投资 资金 税收 人次 元素
    资本 股份 面积 建筑面积 粮食 货物 煤炭 标煤 污水 公里长 长 宽 高 厚 厂房面积
    in_area in_size in_length long wide high in_value in_investment in_revenue of_land of_investment
    of_floor_space of_gdp of_the_total of_total in_annual_revenue in_sales each per_year_in_total
    """
)
"""What is counted or measured, after a number with its unit: 300家企业, 1000亩土地: set aside."""

GLOSSES = _words(
    "含 不含 人民币 下同 约 按现价 按当年价 现价 当年价 不变价 初步统计 含税 不含税 预计 估计 全口径 快报数"
)
"""In brackets after a figure, and no figure: set aside."""

ROLES: Mapping[str, Role] = {
    word: role
    for role, text in {
        Role.TARGET: """
            目标 力争 力争达到 力争实现 争取 争取达到 努力实现 确保 确保达到 奋斗目标 目标值 目标为
            aims_to aim_to targets target target_of
        """,
        Role.PLAN: "计划 规划 拟 拟建 拟投资 计划建设 规划建设 planned to_be plans",
        Role.FORECAST: """
            预计 预计达 预计达到 预计实现 预计将 预测 预期 有望 有望达到 有望突破 将 可望 料将
            expected expected_to_reach is_expected_to_reach forecast projected
        """,
        Role.THRESHOLD: "门槛 标准为 准入门槛",
    }.items()
    for word in _words(text)
}
"""Say that a figure is none of what is, but of what is meant to be."""

AS_OF = _words(
    "截至 截止 截止到 截至到 截至目前 截止目前 目前 现 现有 现已 迄今 as_of by until currently"
)
"""Say when a figure holds; 截至 with a date after it."""


# Places ------------------------------------------------------------------------------------------

RANKINGS = _words(
    """
    排名 排名全国 排 排在 排名第 位居 位列 名列 居 居于 列 位于 跃居 跃升至 上升至 升至 进入 跻身 入选 综合排名
    排位 位次 名次 排序 稳居 连续居
    ranked ranking ranks rank placed came in
    """
)
"""Before a place in a ranking: set aside."""

REGIONS = _words(
    """
    全国 全省 全市 全区 全县 全球 世界 国内 省内 市内 全州 全自治区 西部 中部 东部 中西部 川南 全川 亚洲
    全国高新区 国家高新区 国家级高新区 全国国家高新区 全国经开区 国家级经开区 国家经开区 全省高新区
    全省开发区 全国开发区 全国同类 同类园区 全部园区 各园区 全省经开区 西部地区 中部地区 全国百强 百强
    全国工业百强 四川省 江苏省 全台 全国各 省级高新区 国家级开发区
    """
)
"""What a ranking is of: set aside; 全国 alone before 第 as well as with 居 before it."""

FIRST_PLACES = _words("首位 榜首 之首 第一名 首席 魁首")
"""The first place of a ranking."""


# Dates -------------------------------------------------------------------------------------------

_QUARTERS = ((1, 3), (4, 6), (7, 9), (10, 12))

PERIODS: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(("初", "年初"), (1, 1)),
    **dict.fromkeys(("中", "年中"), (6, 7)),
    **dict.fromkeys(("底", "末", "年底", "年末"), (12, 12)),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "全年": (1, 12),
    **{
        f"{before}{number}{after}": months
        for number, months in zip("一二三四", _QUARTERS, strict=True)
        for before in ("", "第")
        for after in ("季度", "季")
    },
    **{
        f"{before}{number}{after}": months
        for number, months in zip("1234", _QUARTERS, strict=True)
        for before in ("", "第")
        for after in ("季度", "季")
    },
    **{
        f"前{number}{after}": (1, 3 * quarter)
        for quarter, numbers in ((1, "一1"), (2, "二两2"), (3, "三3"), (4, "四4"))
        for number in numbers
        for after in ("季度", "季", "个季度")
    },
    **{
        f"前{number}{after}": (1, month)
        for month, names in enumerate(
            (*("一1", "二2", "三3", "四4", "五5", "六6"), *("七7", "八8", "九9")), start=1
        )
        for number in names
        for after in ("个月", "月")
    },
    **dict.fromkeys(("前十个月", "前10个月", "前10月"), (1, 10)),
    **dict.fromkeys(("前十一个月", "前11个月", "前11月"), (1, 11)),
    **{f"q{digit}": months for digit, months in zip("1234", _QUARTERS, strict=True)},
    **{f"{digit}q": months for digit, months in zip("1234", _QUARTERS, strict=True)},
    "h1": (1, 6),
    "h2": (7, 12),
    "1h": (1, 6),
    "2h": (7, 12),
    **{
        f"{word} quarter": months
        for word, months in zip(("first", "second", "third", "fourth"), _QUARTERS, strict=True)
    },
    **{
        f"{word} quarter": months
        for word, months in zip(("1st", "2nd", "3rd", "4th"), _QUARTERS, strict=True)
    },
    "first half": (1, 6),
    "second half": (7, 12),
    "first three quarters": (1, 9),
    "first nine months": (1, 9),
    "first six months": (1, 6),
    "first two months": (1, 2),
    "first five months": (1, 5),
    "first eight months": (1, 8),
    "first ten months": (1, 10),
    "first 11 months": (1, 11),
    **dict.fromkeys(("end", "year-end", "late"), (12, 12)),
    **dict.fromkeys(("beginning", "start", "early"), (1, 1)),
    "mid": (6, 7),
}
"""The first and the last month of a part of a year."""

MONTH_PARTS: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(("上旬", "初"), (1, 10)),
    "中旬": (11, 20),
    **dict.fromkeys(("下旬", "底", "末"), (21, 31)),
}
"""The first and the last day of a part of a month."""

_ORDINALS = "一二三四五六七八九"
PLANS: Mapping[str, tuple[int, int]] = {
    **{
        f"{number}五": (1953 + 5 * at + 3 * (at > 1), 1957 + 5 * at + 3 * (at > 1))
        for at, number in enumerate(_ORDINALS)
    },
    **{f"十{number}五": (2006 + 5 * at, 2010 + 5 * at) for at, number in enumerate("一二三四五六")},
    "十五": (2001, 2005),
}
"""China's five-year plans; the third began in 1966."""

DATES_BEFORE: Mapping[str, Hedge] = {
    **dict.fromkeys(_words("约 大约 约在 about circa around c. ca."), Hedge.ABOUT),
    **dict.fromkeys(
        _words(
            "于 在 自 从 由 到 截至 截止 截止到 截至到 in on as_of by from since the the_end_of"
        ),
        Hedge.EXACT,
    ),
}
"""Before a date."""

DATES_AFTER: Mapping[str, str] = {
    **dict.fromkeys(_words("前 之前 以前"), "before"),
    **dict.fromkeys(_words("及以前 及之前 或以前 及其以前"), "until"),
    **dict.fromkeys(_words("后 之后"), "after"),
    **dict.fromkeys(_words("起 以来 以后 至今 开始 及以后 及之后 以降 onwards onward"), "since"),
    **dict.fromkeys(_words("左右 前后 or_so"), "about"),
    **dict.fromkeys(_words("间 之间 期间 时期 止 为止 内 以内"), "within"),
}
"""After a date: how far it reaches."""
