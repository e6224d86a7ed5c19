"""Store text in HTML: nothing in it is markup, nothing is invisible, and its language is said.

Templates escape whatever they are given; what is `Markup` was made here or by a template.
"""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from os.path import dirname
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from parkq.terminal import is_visible, visible
from parkq.words import Language, spoken

_HAN = "\u2e80-\u303f\u31c0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_CHINESE = re.compile(f"[{_HAN}]")
_RUN = re.compile(rf"(?<!\S)\S*[{_HAN}]\S*(?:\s+\S*[{_HAN}]\S*)*")
_LETTER = re.compile(f"[A-Za-z{_HAN}]")
_DIGIT = re.compile("[0-9]")
_SHORT = 16
_spans = Markup('<span lang="zh">{}</span>'), Markup('<span lang="zh" class="whole">{}</span>')
_LINKED = frozenset({"http", "https"})


def legible(value: object) -> str:
    r"""A value as text: what is not seen is shown as an escape such as ``\u202e``.

    Ends of lines and tabs stand; they are blanks in HTML. `Markup` is left as it is.
    """
    if isinstance(value, Markup):
        return value
    text = str(value)
    if is_visible(text):
        return text
    return "\n".join(map(visible, text.replace("\t", " ").splitlines()))


def tongued(value: str) -> Markup:
    """Text of which what is Chinese says so, with the words and figures that it is written with.

    A short figure among them is kept on one line.
    """
    text = legible(value)
    if text.isascii():
        return escape(text)
    marked, end = Markup(), 0
    for run in _RUN.finditer(text):
        marked += escape(text[end : run.start()])
        marked += _spans[len(run[0]) < _SHORT and _DIGIT.search(run[0]) is not None].format(run[0])
        end = run.end()
    return marked + escape(text[end:])


def tongue(text: str) -> Markup:
    """The attribute of an element whose text is of another language than the page."""
    chinese = _CHINESE.search(text) is not None
    if chinese is (spoken() is Language.ZH) or not _LETTER.search(text):
        return Markup()
    return Markup(' lang="zh"') if chinese else Markup(' lang="en"')


def language() -> str:
    """The language of the page, as HTML has it."""
    return {Language.EN: "en", Language.ZH: "zh-Hans"}[spoken()]


def address(url: str) -> str:
    """An address that may be linked to: one of the web; else nothing."""
    if not is_visible(url) or " " in url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in _LINKED and parts.netloc else ""


def share(fraction: float) -> str:
    """A fraction as SVG takes it: ``12.34%``."""
    return f"{fraction * 100:.2f}".rstrip("0").rstrip(".") + "%"


def fingerprint(text: str) -> str:
    """What a Content-Security-Policy knows an inline style by."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def environment() -> Environment:
    """What the templates beside this module are read and filled in by."""
    environment = Environment(
        loader=FileSystemLoader(dirname(__file__)),
        autoescape=True,
        finalize=legible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"tongued": tongued, "share": share}
    environment.globals |= {"tongue": tongue, "address": address}
    return environment
