"""The units that figures are stated in, a line a unit: its factor to the base unit; further names.

A factor may be a quotient. Names are written in simplified script and lower case: traditional
script, full-width and capital letters are folded to them. A letter's name ends where letters end.
"""

from collections.abc import Mapping

UNITS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "area": {
        "m2": {
            "m²": (
                "1; m2, m^2, ㎡, 平方米, 平米, 平方公尺, 平方メートル, sq m, sqm, sq. m, "
                "square meter, square meters, square metre, square metres, square-meter, "
                "square-metre"
            ),
            "km²": (
                "1e6; km2, km^2, ㎢, 平方公里, 平方千米, 平方キロメートル, 平方キロ, sq km, sqkm, "
                "sq. km, square kilometer, square kilometers, square kilometre, square kilometres, "
                "square-kilometer, square-kilometre"
            ),
            "cm²": "1e-4; cm2, 平方厘米",
            "ha": "1e4; hm², hm2, 公顷, ヘクタール, hectare, hectares, hectare-plot",
            "公亩": "1e2",
            "亩": "2000/3; 市亩, mu, mou",
            "顷": "200000/3; 市顷",
            "甲": "1173600/121",  # of Taiwan: 2,934 坪
            "坪": "400/121",
            "acre": "4046.8564224; 英亩, acres",
            "sq ft": "0.09290304; 平方英尺, square foot, square feet, square-foot, sqft, sq. ft",
            "sq mi": "2589988.110336; 平方英里, square mile, square miles, square-mile",
        },
    },
    "length": {
        "m": {
            "m": "1; 米, 公尺, メートル, meter, meters, metre, metres",
            "km": (
                "1e3; 公里, 千米, キロメートル, kilometer, kilometers, kilometre, kilometres, "
                "kilometer-long, ㎞"
            ),
            "cm": "1e-2; 厘米, 公分, centimeter, centimeters, centimetre, centimetres, ㎝",
            "mm": "1e-3; 毫米, millimeter, millimeters, millimetre, millimetres, ㎜",
            "µm": "1e-6; 微米, μm, um",
            "nm": "1e-9; 纳米",
            "里": "500; 华里, 市里",
            "mile": "1609.344; 英里, miles, mi",
            "nmi": "1852; 海里",
            "ft": "0.3048; 英尺, foot, feet",
            "inch": "0.0254; 英寸, inches",  # "in" is a word of English,
        },
    },
    "volume": {
        "m3": {
            "m³": (
                "1; m3, m^3, ㎥, 立方米, 立方公尺, cubic meter, cubic meters, cubic metre, "
                "cubic metres"
            ),
            "L": "1e-3; l, 升, 公升, liter, liters, litre, litres",
            "mL": "1e-6; 毫升",
        },
    },
    "mass": {
        "kg": {
            "t": "1e3; 吨, 公吨, トン, ton, tons, tonne, tonnes, metric ton, metric tons",
            "kg": "1; 公斤, 千克, キログラム, kilogram, kilograms, ㎏",
            "g": "1e-3; 克, gram, grams",
            "mg": "1e-6; 毫克, ㎎",
            "µg": "1e-9; 微克, μg, ug",
            "斤": "0.5; 市斤",
            "两": "0.05",
            "lb": "0.45359237",
        },
    },
    "power": {
        "W": {
            "W": "1; 瓦, 瓦特, watt, watts",
            "kW": "1e3; 千瓦, 瓩, kilowatt, kilowatts",
            "MW": "1e6; 兆瓦, megawatt, megawatts",
            "GW": "1e9; 吉瓦, gigawatt, gigawatts",
        },
    },
    "apparent-power": {
        "VA": {
            "VA": "1; 伏安",
            "kVA": "1e3; 千伏安",
            "MVA": "1e6; 兆伏安",
        },
    },
    "energy": {
        "J": {
            "J": "1; 焦, 焦耳, joule, joules",
            "kJ": "1e3; 千焦",
            "MJ": "1e6; 兆焦",
            "GJ": "1e9; 吉焦",
            "Wh": "3600; 瓦时",
            "kWh": "3.6e6; 千瓦时, 千瓦·时, 千瓦小时, 度电, 度, kilowatt-hour, kilowatt-hours",
            "MWh": "3.6e9; 兆瓦时",
            "GWh": "3.6e12; 吉瓦时",
            "tce": "2.93076e10; 吨标准煤, 吨标煤, 吨煤当量",  # 7,000 kcal(IT) a kg: GB/T 2589
        },
    },
    "voltage": {
        "V": {
            "V": "1; 伏, 伏特, volt, volts",
            "kV": "1e3; 千伏",
        },
    },
    "time": {
        # a year is the Julian year of 365.25 days (UCUM `a`), a month its twelfth
        "day": {
            "d": "1; day, 天, 日, days",
            "mo": "30.4375; month, 个月, months",
            "yr": "365.25; year, 年, 周年, 周岁, 岁, years, years old",
            "wk": "7; week, 周, 星期, 个星期, weeks",
            "h": "1/24; hour, 小时, 个小时, hours",
            "min": "1/1440; 分钟, minute, minutes",
            "s": "1/86400; 秒, 秒钟, second, seconds",
        },
    },
    "ratio": {
        "ratio": {
            "%": "1e-2; percent, per cent",
            "‰": "1e-3",
            "‱": "1e-4",
            "成": "0.1",
            "×": "1; 倍, times, -fold, fold",
            "pp": (
                "1e-2; 百分点, 个百分点, percentage point, percentage points, "
                "percentage-point, pps, ppts, ppt"
            ),
        },
    },
    "score": {
        "point": {
            "分": "1; 积分",
            "点": "1; 个点, points, point",
        },
    },
    "temperature": {
        "°C": {
            "°C": "1; ℃, 摄氏度",
        },
    },
    "sound": {
        "dB": {
            "dB": "1; 分贝",
        },
    },
    "transport": {
        "tkm": {
            "tkm": "1e0; 吨公里, 吨·公里, tonne-kilometers, ton-kilometers",
        },
        "pkm": {
            "pkm": "1e0; 人公里, 人·公里, passenger-kilometers",
        },
    },
    # Money of two currencies never compares: each is a base unit of its own.
    "money": {
        "CNY": {
            "CNY": (
                "1; 元, 圆, 人民币, 元人民币, 圆人民币, 块, 块钱, rmb, yuan, renminbi, "
                "yuan renminbi, rmb yuan, yuan rmb, 人民币元, 元(人民币)"
            ),
            "角": "0.1; 毛, 角钱, 毛钱",
            "分钱": "0.01",
        },
        "USD": {
            "USD": (
                "1; 美元, 美圆, 美金, 元美元, 元美金, ドル, 米ドル, dollars, us dollars, "
                "u.s. dollars, U.S. dollars, U.S dollars, us dollar, dollar"
            ),
            "美分": "0.01",
        },
        "HKD": {
            "HKD": "1; 港元, 港币, 元港币, 元港元, hong kong dollars",
        },
        "EUR": {
            "EUR": "1; 欧元, 元欧元, ユーロ, euros, euro, €",
        },
        "JPY": {
            "JPY": "1; 日元, 日圆, 日币, 元日币, 円, yen",
        },
        "GBP": {
            "GBP": "1; 英镑, pounds, pounds sterling",
        },
        "TWD": {
            "TWD": "1; 新台币, 台币, 元新台币, 元台币, 新台币元, 台币元, new taiwan dollars",
        },
        "MOP": {
            "MOP": "1; 澳门元, 澳门币",
        },
        "KRW": {
            "KRW": "1; 韩元, 韩币, won",
        },
        "AUD": {
            "AUD": "1; 澳元, 澳大利亚元, 澳币, australian dollars",
        },
        "CAD": {
            "CAD": "1; 加元, 加拿大元, 加币, canadian dollars",
        },
        "SGD": {
            "SGD": "1; 新加坡元, 新元, 新币, singapore dollars",
        },
        "CHF": {
            "CHF": "1; 瑞士法郎, 瑞郎, swiss francs",
        },
        "RUB": {
            "RUB": "1; 卢布, roubles, rubles",
        },
        "INR": {
            "INR": "1; 印度卢比, 卢比, rupees",
        },
        "THB": {
            "THB": "1; 泰铢, baht",
        },
        "VND": {
            "VND": "1; 越南盾, dong",
        },
        "MYR": {
            "MYR": "1; 林吉特, 马来西亚林吉特, 马币, ringgit",
        },
        "NZD": {
            "NZD": "1; 新西兰元, 纽元",
        },
    },
}
"""Dimension to its base units, to the units of each."""

SLIPS: Mapping[str, str] = {
    "area": "2000/3, 15, 1500",  # 亩 for m², 亩 for ha, 亩 for km²
    "length": "2, 5",  # 里 for km, 里 for m
    "mass": "2, 5",  # 斤 for kg, 斤 for t
    "energy": "3.6",  # kWh for MJ
    "time": "12, 365.25, 30.4375, 7, 24, 60",
}
"""Dimension to factors by which two figures are apart when a unit was mixed up, besides powers of
ten."""

PREFIXES: Mapping[str, str] = {
    "CNY": "人民币, rmb, cny, ¥, rmb¥, cny¥, cn¥",
    "USD": "us$, usd, usd$, $, 美元, us $, u.s.$, U.S.$",
    "HKD": "hk$, hkd, hkd$, hk $, 港币, 港元",
    "EUR": "€, eur, 欧元",
    "JPY": "jpy, jpy¥, jp¥, 日元",
    "GBP": "£, gbp, 英镑",
    "TWD": "nt$, twd, twd$, nt $, 新台币, 台币",
    "MOP": "mop, 澳门元, 澳门币, mop$",
    "KRW": "₩, krw, 韩元",
    "AUD": "A$, a$, au$, aud, aud$, 澳元",
    "CAD": "C$, c$, ca$, cad, cad$, 加元",
    "SGD": "S$, s$, sg$, sgd, sgd$",
    "CHF": "chf",
    "RUB": "rub, ₽",
    "INR": "inr, ₹",
    "THB": "thb, ฿",
    "VND": "vnd",
    "MYR": "myr, rm",
    "NZD": "nz$, nzd, nzd$",
}
"""Base unit to what stands before a number of it; the names of a unit stand after."""

COUNTERS: Mapping[str, str] = {
    "count": (
        "个, 家, 项, 套, 人, 人次, 户, 台, 部, 辆, 件, 所, 条, 只, 座, 栋, 幢, 间, 处, 口, "
        "支, 张, 种, 类, 款, 组, 批, 批次, 次, 趟, 班, 架, 艘, 列, 节, 门, 本, 册, 篇, 份, "
        "枚, 颗, 粒, 片, 块地, 宗, 笔, 单, 起, 例, 棵, 株, 头, 匹, 尾, 羽, 层, 届, 期, 轮, "
        "轮次, 场, 场次, 站, 对, 双, 副, 面, 根, 把, 桌, 道, 股, 团, 队, 村, 镇, 乡, 县, 市, "
        "省, 区, 国, 州, 校, 院, 馆, 厂, 店, 园, 库, 港, 大, 大类, 标箱, 标准箱, 个标箱, "
        "个标准箱, teu, 企业, 户次, 架次, 车次, 班次, 台次, 件次, 台套, 台(套), 辆次, 字, "
        "句, 路, 线, 桩, 样, 回, 顿, 盏, 则, 幅, 首, 车位, 个车位, 床位, 个床位, 张床位, "
        "客位, 席, 代, 系列, 品种, 个品种, 人份, 头份, 瓶, 箱, 袋, 盒, 包, 桶, 罐, 杯, 碗, "
        "卷, companies, enterprises, firms, people, persons, employees, jobs, workers, "
        "residents, projects, units, items, patents, households, parks, zones, countries, "
        "sets, students, capita, person, employee, household, staff, tourists, visitors, "
        "talents, professionals, researchers, scientists, vehicles, cars, schools, "
        "universities, institutes, institutions, laboratories, platforms, factories, "
        "businesses, stores, buildings, cases, homes, apartments, beds, passengers, "
        "permanent residents, high-tech enterprises, high-tech companies, invention patents, "
        "户家庭, 辆车, 名员工, 平台, 车道, 井, 宗地, 地块, 个村, 个社区, 人日, 门店, 间房, 室"
    ),
    "person": "名",
    "place": "位, th, st, nd, rd",
}
"""Counters: what follows a number of things, and names nothing measured. A ``person`` may also be a
place in a ranking, and a ``place`` a count of people: the attribute's kind decides."""
