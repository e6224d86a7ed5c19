"""Findings as good compilers show them: the lines of the file, what is meant underlined."""

from collections.abc import Iterator

from parkq import words
from parkq.findings import Finding
from parkq.locale import translate
from parkq.model import Location
from parkq.output.cells import painted, width
from parkq.output.reports.report import Report, level, paragraphs, place
from parkq.terminal import visible

_CONTEXT = 2
"""Lines shown before the one that is meant, up to a blank one."""

_TAB = "    "
_LONGEST = 160
_KEPT = 60


def write(report: Report) -> str:
    """A block a finding, parted by blank lines."""
    return "\n".join("".join(f"{line}\n" for line in _block(report, f)) for f in report.findings)


def _block(report: Report, finding: Finding) -> Iterator[str]:
    def paint(text: str, style: str) -> str:
        return painted(text, style) if report.colour else text

    style = level(finding)
    sides = [(finding.location, "", "^", style)]
    sides += [
        (side.location, visible(translate(side.message)), "-", "info") for side in finding.related
    ]
    room = max(len(str(location.line)) for location, *_ in sides)
    head = f"{words.word(style)}[{finding.code} {finding.name}]"
    yield f"{paint(head, style)}: {visible(translate(finding.message))}"
    for number, (location, label, mark, look) in enumerate(sides):
        arrow = ":::" if number else "-->"
        told = place(report.path(location.file), location)
        yield f"{' ' * room}{paint(arrow, 'quiet')} {told}"
        for gutter, line, marks in _excerpt(report, location, mark):
            yield paint(f"{gutter:>{room}} | ", "quiet") + line
            if marks:
                under = paint(f"{marks.strip()} {label}".rstrip(), look)
                blank = " " * (len(marks) - len(marks.lstrip()))
                yield paint(f"{'':{room}} | ", "quiet") + blank + under
    for sentence in paragraphs(finding):
        yield f"{' ' * room} {paint('=', 'quiet')} {visible(translate(sentence))}"


def _excerpt(report: Report, location: Location, mark: str) -> Iterator[tuple[int, str, str]]:
    """Lines with their numbers; under the last one stand the marks."""
    lines = report.lines(location.file)
    last = location.line - 1
    if last >= len(lines):
        return
    first = last
    while first > 0 and last - first < _CONTEXT and lines[first - 1].strip():
        first -= 1
    for number in range(first, last):
        yield number + 1, _cut(_shown(lines[number])), ""
    before, meant, after = _parted(lines[last], location)
    blank = " " * width(before)
    yield location.line, f"{before}{meant}{after}", blank + mark * max(1, width(meant))


def _parted(line: str, location: Location) -> tuple[str, str, str]:
    """The line as shown: before what is meant, what is meant, and behind it; a long line is cut."""
    start = location.column - 1
    end = start + 1
    if location.end_line:
        end = location.end_column - 1 if location.end_line == location.line else len(line)
    before, meant, after = (_shown(part) for part in (line[:start], line[start:end], line[end:]))
    if len(line) > _LONGEST:
        before = f"…{before[-_KEPT:]}" if len(before) > _KEPT else before
        return before, _cut(meant), f"{after[:_KEPT]}…" if len(after) > _KEPT else after
    return before, meant, after


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _shown(text: str) -> str:
    return visible(text.replace("\t", _TAB))
