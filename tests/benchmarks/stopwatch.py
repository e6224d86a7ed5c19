"""Runs one command and prints what it took, as a line of six numbers.

``python -I -S stopwatch.py STDOUT SECONDS STDIN PROGRAM [ARGUMENT...]``: STDOUT is ``pipe`` or
``terminal``, which are read to the end; SECONDS after which it is killed; STDIN a file. Printed
are seconds on the clock and of processor time (user and system), the largest resident memory in
bytes, the exit status, how many bytes were printed, and how many lines.

A process of its own and a small one: what the kernel tells of a child's memory is never less than
that of the process that started it.
"""

import os
import signal
import sys
import time

UNIT = 1 if sys.platform == "darwin" else 1024
"""Of ru_maxrss, in bytes."""
ROWS, COLUMNS = 1000, 120


def _terminal() -> tuple[int, int]:
    """A terminal, of more rows than the tables have: nothing is to be paged."""
    import fcntl  # noqa: PLC0415 - only here: this process is to stay small
    import termios  # noqa: PLC0415

    master, slave = os.openpty()
    shape = b"".join(each.to_bytes(2, sys.byteorder) for each in (ROWS, COLUMNS, 0, 0))
    fcntl.ioctl(slave, termios.TIOCSWINSZ, shape)
    return master, slave


def _drain(stream: int) -> tuple[int, int]:
    """Reads to the end; how many bytes and lines came."""
    size = lines = 0
    try:
        while chunk := os.read(stream, 1 << 16):
            size += len(chunk)
            lines += chunk.count(b"\n")
    except OSError:  # how Linux says that the other end of a terminal is closed
        pass
    return size, lines


def main() -> None:
    kind, seconds, stdin, *command = sys.argv[1:]
    master, slave = _terminal() if kind == "terminal" else os.pipe()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    source = os.open(stdin, os.O_RDONLY)
    actions = [(os.POSIX_SPAWN_DUP2, *pair) for pair in ((source, 0), (slave, 1), (nowhere, 2))]
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(int(seconds))
    os.close(slave)
    size, lines = _drain(master)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - start
    exited = os.waitstatus_to_exitcode(status)
    print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * UNIT, exited, size, lines)


if __name__ == "__main__":
    main()
