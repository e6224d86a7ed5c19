"""Words of a table, found at a position of a text, and the folding that keeps the tables small.

Every scanner of a figure takes ``(text, position)`` and gives ``(position, value)``; the position
comes back unmoved where nothing was found.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TypeVar

V = TypeVar("V")

Words = tuple[Mapping[str, V], Mapping[str, tuple[int, ...]]]
"""The words with their values; and by first character, how long they are, the longest first."""

_ALIKE = (
    # traditional script, and what Japanese prints, of the characters that the tables hold
    (
        "萬與業兩個爲鄉於亞畝億僅餘蘭內冊準幾則區華單佔盧廠縣雙臺號後噸員團園國圓場塊處頭實對將層屆歲幣",
        "万与业两个为乡于亚亩亿仅余兰内册准几则区华单占卢厂县双台号后吨员团园国圆场块处头实对将层届岁币",
    ),
    (
        "師牀庫開張強總戶擁數時條來標棟樣樁樓橫歐點環現電盞種筆類約級紀納縱紐線組職節計許車輪輛達過裏鍾",
        "师床库开张强总户拥数时条来标栋样桩楼横欧点环现电盏种笔类约级纪纳纵纽线组职节计许车轮辆达过里钟",
    ),
    (
        "錢銖鎮鎊門間隊際韓頃項頓顆館馬為裡両単県団戸歳鐘週隻閤盃箇罈擔倆負",
        "钱铢镇镑门间队际韩顷项顿颗馆马为里两单县团户岁钟周只合杯个坛担俩负",
    ),
    # and of those that only the words beside figures hold
    ("簽複註併", "签复注并"),
    (
        "並価價優別創劃劇動務勢匯協報増壓奮學実寬專崗帶彈徑從復揚損擬擴攝會東構機檻權氣汙淨減測滿",
        "并价价优别创划剧动务势汇协报增压奋学实宽专岗带弹径从复扬损拟扩摄会东构机槛权气污净减测满",
    ),
    (
        "漲潤濟營爭獻產産當發眾確禮稅積穩築籤糧統經綜綠網総緑緩縮繳繼續義舉蓋蘇虧衆術裝規記設評認",
        "涨润济营争献产产当发众确礼税积稳筑签粮统经综绿网总绿缓缩缴继续义举盖苏亏众术装规记设评认",
    ),
    (
        "調請議變貝財貢貨貸費貿資質躋躍較轄農連進遊運遞選醫釐銳銷鋭長離預額顯駐驗驟體鬥",
        "调请议变贝财贡货贷费贸资质跻跃较辖农连进游运递选医厘锐销锐长离预额显驻验骤体斗",
    ),
    # capitals of numerals, and zero as it is written in years
    (
        "壹貳贰弍弐參叁叄参肆伍陸陆柒捌玖拾佰仟〇○卄丗",
        "一二二二二三三三三四五六六七八九十百千零零廿卅",
    ),
    # signs that print in several forms; quotation marks count for nothing
    (
        "—–―‒‐‑−－～〜∼，．％：；（）＋／＄￥￡　\u00a0\u2009\u202f\t",
        "--------~~~,.%:;()+/$¥£     ",
    ),
    ("“”„「」『』《》", "         "),
    ("０１２３４５６７８９", "0123456789"),
    ("ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ("ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ", "abcdefghijklmnopqrstuvwxyz"),
)
_FOLD = {ord(one): one for one in map(chr, range(128))}  # a miss costs more than an entry
_FOLD |= {ord(each): one for many, ones in _ALIKE for each, one in zip(many, ones, strict=True)}

_CAPITALS = re.compile(
    "(?<![A-Za-z])m[WVJA](?![A-Za-z])"  # milli, which no folding may take for mega
    "|[A-Z]{2,}|[A-Z](?=[a-z])|(?<=[a-z])[A-Z]"
)
"""Letters whose case says nothing: all but those that stand alone (M is not m, G is not g)."""

_EAST_ASIAN = "\u2e80"
"""The first character of the scripts that set no spaces between words."""


class NotRead(ValueError):  # noqa: N818 - an outcome of reading, which becomes an Unread
    """A part of a figure that was not understood, or that cannot be.

    Attributes:
        offset: where it begins, in characters.
        message: what was found and what was expected; empty where the rest of the text from
            there is not understood.
        refused: all was understood, and there is no such thing (29 February 2019).
        code: as an `Unread` has it.
    """

    def __init__(
        self,
        offset: int,
        message: str = "",
        *,
        refused: bool = False,
        code: str = "unread-figure",
    ) -> None:
        super().__init__(message)
        self.offset = offset
        self.message = message
        self.refused = refused
        self.code = code


def not_understood(text: str, pos: int, code: str = "unread-figure") -> NotRead:
    """The error of a text that is not understood from ``pos`` on."""
    while text.startswith(" ", pos):
        pos += 1
    return NotRead(pos, "" if pos < len(text) else "a number is expected", code=code)


def fold(text: str) -> str:
    """The text with each character replaced, in place, by the one form that the tables hold."""
    text = text.translate(_FOLD)
    return text if text.islower() else _CAPITALS.sub(_lower, text)


def _lower(letters: re.Match[str]) -> str:
    return letters[0] if letters[0][0] == "m" else letters[0].lower()


def prepared(stated: str) -> str:
    """A stated text folded, without spaces at its end and beside East Asian characters."""
    text = fold(stated).rstrip()
    return "".join(text[at] for at in _kept(text)) if " " in text else text


def place_of(offset: int, stated: str) -> int:
    """Where the character stands in a stated text that has this offset in it closed up."""
    return next(islice(_kept(fold(stated)), offset, None), len(stated))


def _kept(text: str) -> Iterator[int]:
    """The positions of the characters that closing up leaves."""
    previous = ""
    for at, char in enumerate(text):
        if char != " ":
            previous = char
            yield at
        elif previous < _EAST_ASIAN and text[at:].lstrip(" ")[:1] < _EAST_ASIAN:
            yield at


def index(words: Mapping[str, V]) -> Words[V]:
    """The words of a table, folded and ready for `match`."""
    folded = {fold(word): value for word, value in words.items()}
    lengths: dict[str, set[int]] = {}
    for word in folded:
        lengths.setdefault(word[0], set()).add(len(word))
    _FOLD.update((ord(char), char) for char in set().union(*folded) if ord(char) not in _FOLD)
    longest_first = {first: tuple(sorted(all_, reverse=True)) for first, all_ in lengths.items()}
    return folded, longest_first


def match(words: Words[V], text: str, pos: int) -> tuple[int, V | None]:
    """The longest word that stands at ``pos`` after spaces; a Latin word ends where letters end."""
    values, lengths = words
    start = pos
    first = text[pos : pos + 1]
    while first == " ":
        start += 1
        first = text[start : start + 1]
    for length in lengths.get(first, ()):
        word = text[start : start + length]
        if word in values:
            end = start + len(word)
            if not (word.isascii() and _splits(text, end)):
                return end, values[word]
    return pos, None


def _splits(text: str, at: int) -> bool:
    """Whether a Latin word goes on at ``at``."""
    return "a" <= text[at - 1] <= "z" and "a" <= text[at : at + 1] <= "z"
