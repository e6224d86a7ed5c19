"""Findings as good compilers show them: the lines of the file, what is meant underlined."""

from collections.abc import Iterator

from parkq import words
from parkq.findings import Finding
from parkq.locale import translate
from parkq.model import Location
from parkq.output.reports.report import Report, count_rules, level, paragraphs, place, summary
from parkq.output.tables.cells import painted, width
from parkq.output.tables.draw import draw_page
from parkq.output.tables.page import Line, Span
from parkq.terminal import Screen, visible

_CONTEXT = 2
"""Lines shown before the one that is meant, up to a blank one."""

_TAB = "    "
_LONGEST = 160


def write(report: Report) -> str:
    """A block a finding, parted by blank lines; on a terminal how many there are comes first."""
    blocks = ["".join(_block(report, finding)) for finding in report.findings]
    if report.width and blocks:
        blocks.insert(0, "".join(_counts(report)))
    return "\n".join(blocks)


def _counts(report: Report) -> Iterator[str]:
    yield _fold(report, (Span(summary(report), "title"),))
    yield _fold(report, (Span(count_rules(report), "quiet"),), 2)


def _fold(report: Report, spans: tuple[Span, ...], indent: int = 0, hang: int = 2) -> str:
    """A paragraph folded to the width of the terminal, if it is for one."""
    screen = Screen(width=report.width, colour=report.colour)
    return "".join(draw_page([Line(spans, indent, hang)], screen))


def _block(report: Report, finding: Finding) -> Iterator[str]:
    style = level(finding)
    sides = [(finding.location, "", "^", style)]
    sides += [(side.location, translate(side.message), "-", "info") for side in finding.related]
    room = max(len(str(location.line)) for location, *_ in sides)
    head = f"{words.word(style)}[{finding.code} {finding.name}]"
    message = Span(f": {translate(finding.message)}")
    yield _fold(report, (Span(head, style, whole=True), message), hang=room + 1)
    for number, (location, label, mark, look) in enumerate(sides):
        arrow = Span(":::" if number else "-->", "quiet")
        shown = Span(place(report.path(location.file), location))
        yield _fold(report, (arrow, Span(" "), shown), room, 4)
        for gutter, line, marks in _excerpt(report, location, mark, room + 3):
            yield _paint(report, f"{gutter:>{room}} | ", "quiet") + f"{line}\n"
            if marks:
                blank = " " * (len(marks) - len(marks.lstrip()))
                under = f"{marks.strip()} {visible(label)}".rstrip()
                gap = _paint(report, f"{'':{room}} | ", "quiet")
                yield f"{gap}{blank}{_paint(report, under, look)}\n"
    for sentence in paragraphs(finding):
        yield _fold(report, (Span("= ", "quiet"), Span(translate(sentence))), room + 1, 2)


def _paint(report: Report, text: str, style: str) -> str:
    return painted(text, style) if report.colour else text


def _excerpt(
    report: Report, location: Location, mark: str, gutter: int
) -> Iterator[tuple[int, str, str]]:
    """Lines with their numbers; under the last one stand the marks."""
    longest = min(_LONGEST, (report.width or _LONGEST) - gutter)
    lines = report.lines(location.file)
    last = location.line - 1
    if last >= len(lines):
        return
    first = last
    while first > 0 and last - first < _CONTEXT and lines[first - 1].strip():
        first -= 1
    for number in range(first, last):
        yield number + 1, _cut(_shown(lines[number]), longest), ""
    before, meant, after = _parted(lines[last], location, longest)
    blank = " " * width(before)
    yield location.line, f"{before}{meant}{after}", blank + mark * max(1, width(meant))


def _parted(line: str, location: Location, longest: int) -> tuple[str, str, str]:
    """The line as shown: before what is meant, what is meant, and behind it; a long line is cut."""
    start = location.column - 1
    end = start + 1
    if location.end_line:
        end = location.end_column - 1 if location.end_line == location.line else len(line)
    before, meant, after = (_shown(part) for part in (line[:start], line[start:end], line[end:]))
    if width(before + meant + after) > longest:
        before = _cut_start(before, longest * 3 // 8)
        meant = _cut(meant, longest - width(before))
        after = _cut(after, longest - width(before + meant))
    return before, meant, after


def _cut(text: str, room: int) -> str:
    """The beginning of a text that has room, and a sign where there is more of it."""
    if width(text) <= room:
        return text
    while text and width(text) >= room:
        text = text[:-1]
    return f"{text}…"


def _cut_start(text: str, room: int) -> str:
    """The same of its end."""
    return _cut(text[::-1], room)[::-1]


def _shown(text: str) -> str:
    return visible(text.replace("\t", _TAB))
