"""A source cited as Chinese publications do (GB/T 7714-2015, numeric style, no author known)."""

from parkq.model import Source

_NEWSPAPER, _ONLINE, _OTHER = "N", "EB", "Z"
_DOUBTED = "?~%"


def cite(source: Source, where: str = "") -> str:
    """A source in one line, ready for a list of references, with the place in it.

    An article of the press is ``题名[N/OL]. 报名, 日期: 页码[引用日期]. 网址.``; any other page is
    ``责任者. 题名[EB/OL]. (日期): 页码[引用日期]. 网址.``, and ``[Z]`` without an address.
    A date that was inferred stands in square brackets, as the standard has it for an estimated
    year; what is not known is left out.

    Args:
        source: what is cited.
        where: locator in the document, such as ``¶2``.
    """
    date, read = _date(source.published), f"[{source.retrieved}]" if source.retrieved else ""
    place = f": {where}" if where else ""
    medium = "/OL" if source.url else ""
    if source.kind == "press":
        issue = ", ".join(filter(None, (source.publisher, date)))
        parts = [f"{source.title}[{_NEWSPAPER}{medium}]", f"{issue}{place}{read}", source.url]
    else:
        kind = f"{_ONLINE}{medium}" if source.url else _OTHER
        issue = f"({date})" if date == source.published else date
        parts = [source.publisher, f"{source.title}[{kind}]", f"{issue}{place}{read}", source.url]
    return ". ".join(part.removeprefix(": ") for part in parts if part) + "."


def _date(published: str | None) -> str:
    if not published:
        return ""
    certain = published.rstrip(_DOUBTED)
    return certain if certain == published else f"[{certain}]"
