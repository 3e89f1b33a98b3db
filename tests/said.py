"""What the program says, read off its source: every text of a module, docstrings apart."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]


def texts(module: Path) -> Iterator[tuple[int, str]]:
    """Line and text; `{}` stands for what a text is filled with."""
    tree = ast.parse(module.read_text("utf-8"))
    apart: set[ast.expr] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            apart.add(node.value)
        if isinstance(node, ast.JoinedStr):
            apart.update(node.values)
            yield node.lineno, "".join(map(_piece, node.values))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in apart:
            yield node.lineno, node.value


def modules(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def _piece(node: ast.expr) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else "{}"
