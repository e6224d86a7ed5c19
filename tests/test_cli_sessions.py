"""What each command prints, whole, as a session of a shell in ``data/cli/sessions``."""

from pathlib import Path

import pytest
from conftest import DATA, SMALL
from sessions import Parkq, goes_as_written

SESSIONS = sorted((DATA / "cli" / "sessions").glob("*.txt"))


def test_there_are_sessions() -> None:
    assert len(SESSIONS) >= 6


@pytest.mark.parametrize("file", SESSIONS, ids=lambda file: file.stem)
def test_a_session_goes_as_written(
    file: Path, parkq: Parkq, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARKQ_STORE", str(SMALL))
    monkeypatch.chdir(DATA / "cli")
    goes_as_written(file, parkq)
