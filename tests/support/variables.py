"""Which variables of the environment the code reads."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection
from pathlib import Path

CONFIG = Path(__file__).resolve().parents[2] / "site" / "config"
READER = re.compile(r"required|(env|os\.environ)\.\w+")


def read_by(module: Path) -> set[str]:
    """Names of the variables that a module reads."""
    calls = [node for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.Call)]
    readers = [call for call in calls if call.args and READER.fullmatch(ast.unparse(call.func))]
    return {str(ast.literal_eval(call.args[0])) for call in readers if isinstance(call.args[0], ast.Constant)}


def read_by_settings(*, but: Collection[str]) -> set[str]:
    """Names of the variables that the settings read, `but` those of some modules."""
    modules = [path for path in CONFIG.rglob("*.py") if path.name not in but]
    return set().union(*(read_by(module) for module in modules))
