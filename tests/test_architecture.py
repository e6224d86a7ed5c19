"""The structure: imports point down, each third-party package has its owner, sizes stay small."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "parkq"

LAYERS = (
    ("hashes", "locales"),
    ("locale",),
    ("errors",),
    ("aligned", "terminal", "words", "dates", "terms"),
    ("model", "pager"),
    ("citation", "clock", "crash", "figures", "names"),
    ("store",),
    ("verdicts", "candidates"),
    ("index",),
    ("accepted", "compare", "findings", "pages", "queries", "equations"),
    ("documents", "explain", "history", "ledger", "table"),
    ("rules",),
    ("check", "output"),
    ("checking",),
    ("fastpath",),
    ("cli",),
    ("__main__",),
)
"""Modules and packages of parkq, from the lowest; each may import those above it in this list."""

OWNERS = {
    "typer": {"cli"},
    "rich": {"output.tables"},
    "plotille": {"output.plot"},
    "jinja2": {"output.html.text"},
    "markupsafe": {"output.html.text"},
    "rapidfuzz": {"names.search"},
    "opencc": {"names.folding"},
    "pypinyin": {"names.folding"},
    "openpyxl": {"documents.tables"},
    "pypdf": {"documents.reading"},
    "sqlite3": {"index"},
    "tomli": {"pages", "store.files", "store.writing", "ledger"},
}
"""The only importers of each third-party package: modules, or packages as a whole."""

MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FUNCTION = 50


def name(module: Path) -> str:
    """The module's dotted name below parkq; a package goes by its own name."""
    parts = module.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def packages(module: Path) -> Iterator[str]:
    """The packages that a module is in, as dotted names below parkq."""
    parts = name(module).split(".")
    yield from (".".join(parts[:number]) for number in range(1, len(parts)))


def imported(module: Path) -> Iterator[str]:
    """What a module imports anywhere in it, as dotted names."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def body_lines(function: ast.FunctionDef) -> int:
    """The lines of a function below its signature and docstring: options of a command are data."""
    first, *rest = function.body
    told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    start = rest[0] if told and rest else first
    return (function.end_lineno or 0) - start.lineno + 1


def layer(part: str) -> int:
    return next(number for number, parts in enumerate(LAYERS) if part in parts)


def test_every_module_has_its_layer() -> None:
    parts = {name(module).partition(".")[0] for module in MODULES} - {""}
    assert parts == {part for layer in LAYERS for part in layer}


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_imports_point_down(module: Path) -> None:
    own = name(module).partition(".")[0]
    for target in imported(module):
        package, _, inner = target.partition(".")
        part = inner.partition(".")[0]
        if package == "parkq" and own and part not in {own, "__version__"}:
            assert layer(part) < layer(own), f"{name(module)} imports {target}"


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_third_party_packages_have_owners(module: Path) -> None:
    for target in imported(module):
        owners = OWNERS.get(target.partition(".")[0])
        if owners is not None:
            assert {name(module), *packages(module)} & owners, target


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_functions_are_small(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            assert body_lines(node) <= LONGEST_FUNCTION, node.name
