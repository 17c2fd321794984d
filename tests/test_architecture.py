"""What the tree must look like: the layers, the names and the sizes, and that the linter notices."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("data_loaders", "models", "analytics", "pages")
CODE = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))
OURS = [*CODE, *sorted(ROOT.glob("*.py"))]
PAGES = [path for path in CODE if path.parts[-3] == "pages" and path.parts[-2] != "ui" and path.stem != "__init__"]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "manager", "service", "misc", "core"}

BREAKS = [  # contract, where, what is imported there
    ("layers", "data_loaders/here.py", "import models"),
    ("layers", "data_loaders/here.py", "import analytics.answer"),
    ("layers", "data_loaders/here.py", "import pages.ui"),
    ("layers", "models/here.py", "import data_loaders.store"),
    ("layers", "models/here.py", "import analytics.answer"),
    ("layers", "models/here.py", "import pages.ui"),
    ("layers", "analytics/here.py", "import pages.ui"),
    ("duckdb", "models/here.py", "import duckdb"),
    ("duckdb", "analytics/here.py", "import duckdb"),
    ("duckdb", "pages/today/here.py", "import duckdb"),
    ("duckdb", "pages/ui/here.py", "import duckdb"),
    ("screens", "data_loaders/here.py", "import streamlit"),
    ("screens", "data_loaders/here.py", "import altair"),
    ("screens", "models/here.py", "import streamlit"),
    ("screens", "models/here.py", "import altair"),
    ("screens", "analytics/here.py", "import streamlit"),
    ("screens", "analytics/here.py", "import altair"),
    ("analytics", "analytics/here.py", "import data_loaders"),
    ("analytics", "analytics/here.py", "import data_loaders.publish"),
    ("analytics", "analytics/here.py", "import data_loaders.readers.sheet"),
    ("ask", "pages/today/here.py", "from data_loaders.store import Store"),
    ("ask", "pages/ui/here.py", "from data_loaders.store import Store"),
    ("arithmetic", "pages/today/here.py", "import models"),
    ("arithmetic", "pages/ui/here.py", "import models"),
    ("sections", "pages/today/here.py", "import pages.data"),
    ("sections", "pages/ui/here.py", "import pages.today"),
    ("sections", "pages/elsewhere/__init__.py", "import pages.ui"),
    ("pages", "pages/today/here.py", "import pages.today.there"),
    ("cycles", "data_loaders/here.py", "import data_loaders.there"),
    ("cycles", "models/here.py", "import models.there"),
    ("cycles", "analytics/here.py", "import analytics.there"),
    ("cycles", "pages/ui/here.py", "import pages.ui.there"),
]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(path: Path) -> set[str]:
    """The outermost packages that a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {name.split(".")[0] for name in plain | {node.module for node in nodes if isinstance(node, ast.ImportFrom)}}


def functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """A copy of the layers in which a contract may be broken."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for path in CODE:
        (folder / path.relative_to(ROOT)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, folder / path.relative_to(ROOT))
    return folder


def lint_imports(folder: Path, *contracts: str) -> str:
    words = [word for contract in contracts for word in ("--contract", contract)]
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([program, "--no-cache", *words], cwd=folder, capture_output=True, text=True).stdout


def test_the_contracts_hold(copy):
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in lint_imports(copy)


@pytest.mark.parametrize(("contract", "where", "offence"), BREAKS)
def test_a_broken_contract_is_caught(copy, contract, where, offence):
    here = copy / where
    there = here.with_name("there.py")
    here.parent.mkdir(exist_ok=True)
    here.write_text(offence + "\n")
    there.write_text(
        f"import {'.'.join(here.relative_to(copy).with_suffix('').parts)}\n" if contract == "cycles" else ""
    )
    try:
        report = lint_imports(copy, contract)
    finally:
        here.unlink()
        there.unlink()
        if not any(here.parent.iterdir()):
            here.parent.rmdir()
    assert "Contracts: 0 kept, 1 broken." in report


def test_each_contract_is_broken_once_on_purpose():
    assert {contract for contract, _, _ in BREAKS} == {contract["id"] for contract in CONTRACTS}


def test_a_folder_of_code_is_a_package():
    assert [named(path.parent) for path in CODE if not (path.parent / "__init__.py").exists()] == []


def test_tests_are_no_packages():
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_no_screen_stands_directly_under_pages():
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


def test_every_section_holds_to_the_rule_that_pages_do_not_import_each_other():
    sections = {path.name for path in (ROOT / "pages").iterdir() if (path / "__init__.py").exists()} - {"ui"}
    independent = next(contract for contract in CONTRACTS if contract["id"] == "pages")
    assert set(independent["modules"]) == {f"pages.{section}.*" for section in sections}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_says_its_title_and_question_and_only_asks_and_shows(page):
    tree = ast.parse(page.read_text(encoding="utf-8"))
    first_line = (ast.get_docstring(tree) or "").split("\n")[0]
    assert re.fullmatch(r"[A-Z][^:?]*: .+\?", first_line)
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)]


def test_only_pages_and_the_frame_know_streamlit_and_altair():
    outside = [path for path in OURS if "pages" not in path.relative_to(ROOT).parts and path.name != "app.py"]
    assert [named(path) for path in outside if imports(path) & {"streamlit", "altair"}] == []


def test_only_data_loaders_know_duckdb():
    outside = [path for path in OURS if path.relative_to(ROOT).parts[0] != "data_loaders"]
    assert [named(path) for path in outside if "duckdb" in imports(path)] == []


def test_the_frame_knows_pages_alone():
    assert imports(ROOT / "app.py") & {*LAYERS, "install", "serve"} == {"pages"}


def test_only_ask_caches():
    cached = [named(path) for path in OURS if re.search(r"cache_(data|resource)", path.read_text(encoding="utf-8"))]
    assert set(cached) <= {"pages/ui/ask.py"}


def test_names_are_nouns_of_the_department():
    assert [named(path) for path in OURS if path.stem in VAGUE or path.parent.name in VAGUE] == []


@pytest.mark.parametrize("path", OURS, ids=named)
def test_a_file_and_its_functions_stay_small(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    long = [function.name for function in functions(path) if function.end_lineno - function.lineno >= 40]
    assert lines <= (80 if path in PAGES else 250)
    assert long == []


@pytest.mark.parametrize("path", OURS, ids=named)
def test_what_others_may_use_says_what_it_is(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"]
    assert ast.get_docstring(tree)
    assert [node.name for node in public if not ast.get_docstring(node)] == []


def test_a_mart_stays_small():
    marts = (ROOT / "data_loaders/sql/marts").glob("*.sql")
    assert [mart.name for mart in marts if len(mart.read_text(encoding="utf-8").splitlines()) > 80] == []
