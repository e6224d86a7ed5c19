"""The ``parkq`` command: ``python -m parkq``."""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> "NoReturn":
    """Runs the command line of this process, and ends it with its exit status.

    It ends at once, all being printed: its memory is freed whole, not piece by piece. That spares
    a look-up a tenth of its time, and a check of a large store a twentieth.
    """
    os._exit(_status())


def _status() -> int:
    try:
        import gc  # noqa: PLC0415 - imports are interrupted and piped too

        from parkq.quick import served  # noqa: PLC0415

        gc.disable()  # a store is read once and kept to the end: there is no garbage to look for
        status = served(sys.argv[1:], os.environ)
        return _run() if status is None else status
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        from parkq import terminal  # noqa: PLC0415 - the commonest call needs no more than the above

        terminal.abandon()
        return terminal.BROKEN_PIPE
    except OSError as error:
        from parkq import terminal  # noqa: PLC0415
        from parkq.errors import Exit, reason_of  # noqa: PLC0415
        from parkq.locale import Message  # noqa: PLC0415

        terminal.abandon()
        file = error.filename or Message("standard output")
        terminal.complain(Message("{file}: {reason}", file=file, reason=reason_of(error)))
        return Exit.TROUBLE


def _run() -> int:
    from parkq import terminal  # noqa: PLC0415

    terminal.prepare()
    from parkq.cli import run  # noqa: PLC0415 - a reader may be gone before typer is imported

    status = run(sys.argv[1:])
    terminal.finish()
    return _interrupted() if status == terminal.INTERRUPTED else status or 0


def _interrupted() -> int:
    from parkq import terminal  # noqa: PLC0415
    from parkq.locale import Message  # noqa: PLC0415

    terminal.complain(Message("interrupted"))
    return terminal.INTERRUPTED


if __name__ == "__main__":
    main()
