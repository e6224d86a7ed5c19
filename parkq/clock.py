"""The one clock: the day that ``--today`` says it is, else the user's own."""

import datetime as dt

from parkq.dates import DateError, parse
from parkq.errors import ParkqError
from parkq.locale import Message


def day(text: str = "") -> int:
    """A day as a proleptic ordinal.

    Args:
        text: EDTF; empty for today.

    Raises:
        ParkqError: it is no day.
    """
    if not text:
        return dt.date.today().toordinal()  # noqa: DTZ011 - the user's own day is meant
    try:
        period = parse(text)
    except DateError as error:
        message = Message("{option}: {error}", option="--today", error=error.message)
        raise ParkqError(message) from error
    if period.low is None or period.low != period.high:
        raise ParkqError(Message("--today {day!r} is no day such as 2026-01-31", day=text))
    return period.low
