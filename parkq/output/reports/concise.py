"""One line a finding, as compilers print them: what editors, grep and problem matchers read."""

from parkq.locale import translate
from parkq.output.reports.report import Report, level, place
from parkq.terminal import visible


def write(report: Report) -> str:
    """``file:line:column: severity: CODE message``, a line a finding."""
    return "".join(
        f"{place(report.path_of(each), each.location)}: {level(each)}: "
        f"{each.code} {visible(translate(each.message))}\n"
        for each in report.findings
    )
