"""What import-linter cannot see: front doors, string references, table names in SQL."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

from tests.house.source import CONTEXTS, ROOT, SRC, context_of, imports, modules, strings

TABLE = re.compile(
    r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+(?:ONLY\s+)?(" + "|".join(CONTEXTS) + r"|notices)_(\w+)"
)
REFERENCE = re.compile(r"(" + "|".join(CONTEXTS) + r"|notices)\.(\w+)")
OWNER = {"notices": "messages"}
DEFAULTS = {"pendopo.ledger.region"}
"""Modules where the function of a default lives: Django writes them into migrations by itself."""
DEMO = {"pendopo.config.settings", "pendopo.config.seed", "pendopo.config.run.commands"}
"""Modules that say which region the demo is."""


def test_import_linter_contracts_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_a_context_is_entered_through_its_api_only() -> None:
    wrong = []
    for name, (path, tree) in modules().items():
        for target, line in imports(tree):
            other = context_of(target)
            if not other or other == context_of(name) or name.startswith("pendopo.config"):
                continue
            if ".migrations." in name and target in DEFAULTS:
                continue
            if not f"{target}.".startswith(f"pendopo.{other}.api."):
                wrong.append(f"{path.relative_to(ROOT)}:{line} imports {target}")
    assert not wrong, "\n".join(wrong)


def test_wiring_reaches_inside_a_context_only_for_its_app() -> None:
    """`config` may name apps, jobs and seeds of a context, never its rows or verbs."""
    wrong = []
    for name, (path, tree) in modules().items():
        if not name.startswith("pendopo.config"):
            continue
        for target, line in imports(tree):
            other = context_of(target)
            if other and not f"{target}.".startswith(f"pendopo.{other}.api."):
                wrong.append(f"{path.relative_to(ROOT)}:{line} imports {target}")
    assert not wrong, "\n".join(wrong)


def test_sql_names_only_tables_of_its_own_context() -> None:
    wrong = []
    for name, (path, tree) in modules().items():
        own = context_of(name)
        if not own:
            continue  # config applies the rights and creates the partitions
        for text, line in strings(tree):
            for match in TABLE.finditer(text):
                if OWNER.get(match[1], match[1]) != own:
                    wrong.append(f"{path.relative_to(ROOT)}:{line} names {match[1]}_{match[2]}")
    assert not wrong, "\n".join(wrong)


def test_models_refer_downward_and_across_contexts_without_a_way_back() -> None:
    """A string foreign key or `get_model` escapes import-linter: look at the real relations."""
    wrong = []
    for name, (path, tree) in modules().items():
        for text, line in strings(tree):
            match = REFERENCE.fullmatch(text)
            if not match or not context_of(name):
                continue
            target = OWNER.get(match[1], match[1])
            if CONTEXTS.index(target) > CONTEXTS.index(context_of(name)):
                wrong.append(f"{path.relative_to(ROOT)}:{line} refers up to {text}")
    assert not wrong, "\n".join(wrong)


def test_no_junk_drawers() -> None:
    bad = {"utils", "util", "helpers", "helper", "common", "misc"}
    wrong = [name for name in modules() if bad & set(name.split("."))]
    assert not wrong


def test_no_service_agency_or_region_is_named_in_the_code() -> None:
    """A special case for one of them belongs into its package (house habit 14)."""
    slugs = {path.name for path in (ROOT / "packages" / "services").iterdir() if path.is_dir()}
    regions = {path.name for path in (ROOT / "packages" / "regions").iterdir() if path.is_dir()}
    wrong = []
    for name, (path, tree) in modules().items():
        if name in DEMO or name.startswith("pendopo.config.seeding"):
            continue
        for text, line in strings(tree):
            words = set(re.split(r"[^a-z0-9-]+", text.lower()))
            if words & (slugs | regions):
                wrong.append(f"{path.relative_to(ROOT)}:{line} {text[:60]!r}")
    assert not wrong, "\n".join(wrong)


def test_migrations_depend_downward_only() -> None:
    wrong = []
    for path in sorted(SRC.glob("*/migrations/*.py")):
        own = path.parts[-3]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Tuple) or len(node.elts) != 2:
                continue
            app = getattr(node.elts[0], "value", None)
            target = OWNER.get(str(app), str(app))
            if target in CONTEXTS and CONTEXTS.index(target) > CONTEXTS.index(own):
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} depends on {app}")
    assert not wrong, "\n".join(wrong)


def test_files_stay_small() -> None:
    long = {
        name: count
        for name, (path, _) in modules().items()
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
        and "/migrations/" not in path.as_posix()
    }
    assert not long
