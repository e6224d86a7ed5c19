"""Makes what is kept of a store where there is nothing yet, and mends it where it is stale."""

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from io import BytesIO

from parkq.cache import head as heads
from parkq.cache.head import Head, Observed
from parkq.cache.keep import HEAD, place, standing
from parkq.cache.kept import NAMES, Kept
from parkq.cache.tables import DamagedError, Tables, write
from parkq.store import folder

_LOCK = "lock"
_SEPARATORS = frozenset("\x1c\x1d\x1e\x1f\n")
_MOST_ABOVE = 1000
_OURS = ("tables-", "names-", f"{HEAD}-")
"""What files are called that are no use any more, or were never finished."""


def opened(root: str, environ: Mapping[str, str]) -> Kept | None:
    """What is kept of a store, fresh: made where there is nothing yet, mended where it is stale.

    None where nothing can be kept, or another process is at it: the store is to be read itself.
    """
    here = place(root, environ)
    if here is None:
        return None
    try:
        found = standing(here, root)
        now, stamps = time.time_ns(), folder.stamps(root)
        if found and not heads.changed(found[0], stamps):
            if found[0].digests:
                _settle(here, found[0])
            return found[1]
        with _alone(here) as alone:
            return _brought_up(here, root, heads.seen(root, now, stamps)) if alone else None
    except (OSError, UnicodeDecodeError):  # of the cache, or of a file that changes meanwhile
        return None


def _brought_up(here: str, root: str, seen: Observed) -> Kept | None:
    """What is kept, of the store as it was seen; None where it changes meanwhile, or cannot be."""
    if any(not _SEPARATORS.isdisjoint(file) for file, *_ in seen[1]):
        return None
    found = standing(here, root)
    layers = _mended(here, *found, seen) if found else None
    if layers is None:
        from parkq.cache.build import whole  # noqa: PLC0415 - a fresh cache is only read
        from parkq.store.memory import load  # noqa: PLC0415

        store = load(root)
        if any(problem.line == 0 for problem in store.problems):
            return None  # what cannot be read now may be readable in a moment, and look the same
        layers = (_written(here, whole(store)),)
    now = heads.observed(root, seen[0])
    if now == seen:
        replace(
            os.path.join(here, HEAD), heads.written(Head(os.path.realpath(root), layers, *now[1:]))
        )
    current = standing(here, root)
    known = current[0].layers if current else ()
    for name in set(os.listdir(here)) - {*NAMES.values(), *known}:
        if name.startswith(_OURS):
            _remove(os.path.join(here, name))
    return current[1] if current and now == seen else None


def _mended(here: str, head: Head, old: Kept, seen: Observed) -> tuple[str, ...] | None:
    """A layer of what has changed over the first one; None where that is too much."""
    from parkq.cache import update  # noqa: PLC0415 - a fresh cache is only read

    *upper, lowest = old.layers
    try:
        texts = dict(update.texts(old, head.root, seen[1], heads.changed(head, seen[1])))
        for layer in upper:
            texts |= dict(layer.items(but=texts))
    except (update.TooMuchError, DamagedError):
        return None
    if len(texts) > _MOST_ABOVE + lowest.pages:
        return None
    return _written(here, texts.items()), head.layers[-1]


def _written(here: str, texts: Iterable[tuple[str, str]]) -> str:
    """The name of a new file of tables; it counts once a head names it.

    It is not synced to the disk: what a power cut leaves in pieces is known by its checksums.
    """
    name = f"tables-{os.urandom(8).hex()}"
    path = os.path.join(here, name)
    try:
        with open(path, "xb") as stream:
            write(stream, texts)
    except BaseException:
        _remove(path)
        raise
    return name


def replace(path: str, content: bytes) -> None:
    """Writes a file that others may be reading, at once or not at all.

    Raises:
        OSError: it cannot be.
    """
    new = f"{path}-{os.urandom(8).hex()}"
    try:
        with open(new, "xb") as stream:
            stream.write(content)
        os.replace(new, path)
    except BaseException:
        _remove(new)
        raise


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)


def _settle(here: str, head: Head) -> None:
    """Writes a head without digests, once none of the files had only just been written."""
    _, stamps, digests = heads.observed(head.root, time.time_ns())
    if not digests and stamps == head.stamps:
        with suppress(OSError), _alone(here) as alone:
            if alone:
                settled = Head(head.root, head.layers, stamps, digests)
                replace(os.path.join(here, HEAD), heads.written(settled))


def renewed(here: str, root: str) -> Sequence[Tables]:
    """The tables anew, in memory; those on the disk are damaged, and their head goes."""
    from parkq.cache.build import whole  # noqa: PLC0415 - a sound cache is only read
    from parkq.store.memory import load  # noqa: PLC0415

    _remove(os.path.join(here, HEAD))
    stream = BytesIO()
    write(stream, whole(load(root)))
    return (Tables(stream.getvalue()),)


@contextmanager
def _alone(here: str) -> Iterator[bool]:
    """Whether no other process makes tables here meanwhile.

    Raises:
        OSError: nothing can be written here.
    """
    os.makedirs(here, mode=0o700, exist_ok=True)
    with open(os.path.join(here, _LOCK), "ab") as lock:
        try:
            from fcntl import LOCK_EX, LOCK_NB, flock  # noqa: PLC0415 - not on Windows

            flock(lock, LOCK_EX | LOCK_NB)
        except ImportError:
            yield True
        except BlockingIOError:
            yield False
        else:
            yield True
