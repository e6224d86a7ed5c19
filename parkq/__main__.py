"""The ``parkq`` command: ``python -m parkq``."""

import gc
import os
import sys


def main() -> None:
    """Runs the command line of this process, and ends it with its exit status.

    It ends at once, all being printed: its memory is freed whole, not piece by piece. That spares
    a look-up a tenth of its time, and a check of a large store a twentieth.
    """
    os._exit(_status())


def _status() -> int:
    try:
        gc.disable()  # a store is read once and kept to the end: there is no garbage to look for
        from parkq.fastpath import serve  # noqa: PLC0415 - imports are interrupted and piped too

        status = serve(sys.argv[1:], os.environ)
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
    except Exception as error:  # noqa: BLE001 - no script is to take a traceback for an answer
        return _failed(error)


def _failed(error: Exception) -> int:
    import traceback  # noqa: PLC0415

    from parkq import crash, terminal  # noqa: PLC0415
    from parkq.errors import Exit  # noqa: PLC0415

    terminal.abandon()
    if os.environ.get(crash.DEBUG):
        traceback.print_exception(error)
    terminal.complain(crash.describe(error))
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
