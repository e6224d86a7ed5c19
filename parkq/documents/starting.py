"""A new store: its folder, the core vocabulary and the schema that editors read."""

import os
from importlib import resources

from parkq.errors import ParkqError
from parkq.store import folder, writing

VOCABULARY = "attributes.toml"
SCHEMA_FILE = "facts.schema.json"


def start_store(root: str) -> list[str]:
    """Writes the files of a new store, and gives their names.

    Raises:
        ParkqError: there is a store in the folder, or it cannot be written to.
    """
    if os.path.lexists(root) and not os.path.isdir(root):
        raise ParkqError(f"{root!r} is no folder")
    if os.path.isdir(root) and next(folder.toml_files(root), None) is not None:
        raise ParkqError(f"there is a store in {root!r} already", hint="nothing was changed")
    try:
        os.makedirs(root, exist_ok=True)
    except OSError as error:
        raise ParkqError(f"{root}: {error.strerror}") from error
    schema = resources.files("parkq").joinpath("schemas", SCHEMA_FILE).read_text("utf-8")
    texts = {SCHEMA_FILE: schema, VOCABULARY: f"#:schema {SCHEMA_FILE}\n{core_vocabulary()}"}
    for name, text in texts.items():
        writing.put(os.path.join(root, name), (text,))
    return [os.path.join(root, name) for name in texts]


def core_vocabulary() -> str:
    """The attributes that are stated of parks most often, as a file of a store."""
    return resources.files("parkq.documents").joinpath("core.toml").read_text("utf-8")
