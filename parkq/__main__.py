"""The ``parkq`` command: ``python -m parkq``."""

import gc
import sys
from typing import NoReturn

from parkq import terminal
from parkq.errors import Exit


def main() -> NoReturn:
    """Runs the command line of this process, and ends it with its exit status."""
    terminal.leave(_status() or Exit.FOUND)


def _status() -> int:
    terminal.prepare()
    gc.disable()  # a store is read once and kept to the end: looking for garbage in it is in vain
    try:
        from parkq.cli import run  # noqa: PLC0415 - a reader may be gone before typer is imported

        status = run(sys.argv[1:])
        terminal.finish()
    except KeyboardInterrupt:
        status = terminal.INTERRUPTED
    except BrokenPipeError:
        terminal.abandon()
        return terminal.BROKEN_PIPE
    except OSError as error:
        terminal.abandon()
        terminal.complain(f"{error.filename or 'standard output'}: {error.strerror or error}")
        return Exit.TROUBLE
    if status == terminal.INTERRUPTED:
        terminal.complain("interrupted")
    return status


if __name__ == "__main__":
    main()
