"""Puts what was tried into the README: ``python tests/fuzz/tried.py``.

Long runs are as `fuzz.py` recorded them; what every test run tries is counted where it stands.
"""

import re
import sys
from pathlib import Path

TESTS = Path(__file__).parent.parent
sys.path[:0] = [str(TESTS), str(Path(__file__).parent)]

import fuzz  # noqa: E402 - found through the line above, where this is run as a command
import test_cache_faults  # noqa: E402
import test_faults  # noqa: E402
import test_hostile  # noqa: E402

README = TESTS.parent / "README.md"
SECTION = re.compile("(?<=<!-- trust -->\n).*?(?=<!-- end -->)", re.DOTALL)
TARGETS = {
    "store": "files of a store, any bytes",
    "place": "TOML, and where its values stand",
    "figure": "figures",
    "date": "dates",
    "expression": "relations",
    "name": "names",
    "command_line": "command lines and stdin",
}
_FORMATS = 10
"""Of every command: a pipe, three widths of a terminal, csv, tsv, json, jsonl, md, and stderr."""


def section(recorded: dict[str, str]) -> str:
    """The table."""
    fuzzed = ((what, int(recorded[f"tried_{name}"])) for name, what in TARGETS.items())
    size, calls = int(recorded["size"]) // 1_000_000, test_faults.CALLS
    rows = [
        *((f"{what}, by a coverage-guided fuzzer", f"{n:,}", "") for what, n in fuzzed),
        (
            f"files of {size} MB made to cost the most",
            recorded["shapes"],
            f"at most {recorded['seconds']} s and {int(recorded['megabytes']):,} MB",
        ),
        (
            "invalid files of the TOML project's own suite",
            f"{int(recorded['toml_told']) + int(recorded['toml_read'])}",
            (
                f"{recorded['toml_told']} told with line and column; "
                f"{recorded['toml_read']} are valid since TOML 1.1"
            ),
        ),
        (
            "texts that would act, in each answer and form",
            f"{len(test_hostile.STRINGS) * len(test_hostile.COMMANDS) * _FORMATS:,}",
            "shown, and inert",
        ),
        (
            "calls of the system that fail while `accept` writes",
            f"{calls * len(test_faults.NUMBERS)}",
            "the old or the new file is there, whole",
        ),
        ("kills at these calls", f"{calls}", "likewise"),
        (
            "indexes that are cut, overwritten or mixed",
            f"{test_cache_faults.DAMAGES}",
            "the answers are the same",
        ),
        (
            "processes at once on a changing store",
            f"{test_faults.CROWD}",
            "each answers of one of its states",
        ),
        ("processes that write at once", f"{test_faults.CROWD}", "no entry is lost"),
    ]
    told = (f"| {what} | {tried} | {end or _NOTHING} |\n" for what, tried, end in rows)
    return "".join(("| what | tried | and |\n", "| --- | ---: | --- |\n", *told))


_NOTHING = "no traceback, no hang"


def main() -> None:
    text = README.read_text(encoding="utf-8")
    README.write_text(SECTION.sub(lambda _: section(fuzz.results()), text), encoding="utf-8")


if __name__ == "__main__":
    main()
