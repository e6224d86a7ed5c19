"""parkq as a user has it: a wheel, installed and compiled, in an environment of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def install(folder: Path) -> Path:
    """Builds the wheel of this checkout and installs it; the folder of the programs.

    A new pip makes the script: that of Python 3.11's own imports ``re`` at every start.
    """
    venv = folder / "venv"
    programs = venv / "bin"
    python = str(programs / "python")
    if not programs.exists():
        _quietly(sys.executable, "-m", "venv", str(venv))
        _quietly(python, "-m", "pip", "install", "--upgrade", "pip>=25")
    _quietly(python, "-m", "pip", "uninstall", "--yes", "parkq")
    _quietly(python, "-m", "pip", "install", str(ROOT))
    _quietly(python, "-m", "compileall", "-q", str(venv / "lib"))
    return programs


def environment(folder: Path, programs: Path) -> dict[str, str]:
    """What commands run in: no setting of the user's, and a cache beside the stores."""
    return {
        "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "HOME": str(folder),
        "XDG_CACHE_HOME": str(cache(folder)),
        "LANG": "C.UTF-8",
        "TERM": "xterm",
    }


def cache(folder: Path) -> Path:
    """Where parkq keeps its index between runs."""
    return folder / "cache"


def _quietly(*words: str) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    quiet = {"PIP_QUIET": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    ran = subprocess.run(words, check=False, env=environ | quiet, capture_output=True, text=True)
    if ran.returncode:
        raise SystemExit(f"{' '.join(words)}\n{ran.stdout}{ran.stderr}")
