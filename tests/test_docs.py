"""What README.md and docs/ say is true: pages, folders, commands, examples and links exist and work."""

import re
import shlex
from pathlib import Path

import pytest

from analytics.__main__ import parser as analytics
from data_loaders.__main__ import parser as data_loaders
from data_loaders.publish import publish
from pages.ui.catalogue import PAGES

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
STORIES = ROOT / "docs/stories"
TEXTS = [
    README,
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "benchmarks").glob("*.md")),
]
OTHERS = [
    path
    for folder in ("data_loaders", "models", "analytics", "pages", "benchmarks")
    for path in (ROOT / folder).rglob("*.*")
]
WRITTEN = [
    *TEXTS,
    *ROOT.glob("*.py"),
    ROOT / "Makefile",
    *(path for path in OTHERS if path.suffix in {".py", ".sql", ".yaml", ".md"}),
]
THIS_MACHINE = re.compile(r"/work/|/tmp/|/root/|\bAI\b|\bLLM\b|language model|chatbot|\bprompts?\b")

LEDGER = """posted_on,stage,flow,department,function,object,amount
2025-07-31,actual,expenditure,,,A01151,120.50
2025-08-31,actual,expenditure,,,A03303,79.50
"""
RECEIPTS = """posted_on,head,amount
2025-07-31,B02741,300.00
2025-08-31,B02741,200.00
"""


def blocks(language: str) -> list:
    """The fenced examples of one language in all texts."""
    return [
        pytest.param(code, id=f"{path.name}-{number}")
        for path in TEXTS
        if language != "python" or path.parent != STORIES  # those run in tests/test_stories.py
        for number, code in enumerate(
            re.findall(rf"^```{language}\n(.*?)^```", path.read_text(encoding="utf-8"), re.M | re.S)
        )
    ]


def commands(program: str) -> list[str]:
    """Every line of the shell examples that starts a program, without its remark."""
    lines = [line.split(" #")[0].strip() for block in blocks("sh") for line in block.values[0].splitlines()]
    return [line for line in lines if line.startswith(program)]


def table(path: Path, heading: str) -> list[list[str]]:
    """The rows of the first table under a heading."""
    under = path.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in under.splitlines() if line.startswith("|")]
    return rows[2:]


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A tiny store, published from two files that anybody could have filled."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "spent.csv").write_text(LEDGER, encoding="utf-8")
    (folder / "received.csv").write_text(RECEIPTS, encoding="utf-8")
    publish([folder / "spent.csv", folder / "received.csv"], folder / "var")
    return folder / "var"


def test_the_table_of_pages_is_the_catalogue():
    expected = [[page.title, f"`/{page.url}`", page.question] for page in PAGES]
    assert table(README, "The pages") == expected


def test_the_boxes_of_the_picture_are_folders():
    picture = README.read_text(encoding="utf-8").split("## How it works")[1].split("```")[1]
    boxes = set(re.findall(r"(\w+)/", picture))
    assert boxes == {"data_loaders", "models", "analytics", "pages"}
    assert all((ROOT / box).is_dir() for box in boxes)


def test_the_table_of_folders_names_what_exists():
    folders = [row[0].strip("`") for row in table(README, "Where things are")]
    assert [name for name in folders if name != "var/" and not (ROOT / name).is_dir()] == []


def test_every_make_command_named_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    said = {
        name for path in TEXTS for name in re.findall(r"`(?:\w+=\S+ )?make ([a-z]+)", path.read_text(encoding="utf-8"))
    }
    said |= {line.split()[1] for line in commands("make ")}
    assert said and said <= targets


@pytest.mark.parametrize("command", [*commands("python -m data_loaders"), *commands("python -m analytics")])
def test_every_command_is_understood(command):
    program, words = shlex.split(command)[2], shlex.split(command)[3:]
    assert {"data_loaders": data_loaders, "analytics": analytics}[program]().parse_args(words)


@pytest.mark.parametrize("code", blocks("python"))
def test_every_example_runs(code, home, monkeypatch, capsys):
    monkeypatch.setenv("KHAZANA_HOME", str(home))
    exec(compile(code, "example", "exec"), {"__name__": "example"})
    assert "500" in capsys.readouterr().out  # what the two receipts of the tiny store add up to


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path):
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not link.startswith("https://") and not (path.parent / link).exists()] == []


def test_nothing_written_speaks_of_the_machine_it_was_written_on():
    found = [
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path in WRITTEN
        for hit in THIS_MACHINE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def packages() -> list[tuple[str, str]]:
    """Every line of requirements.txt that names a package, and what is said of it."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [(line.split("#")[0].strip(), line.partition("#")[2].strip()) for line in lines if line and line[0] != "#"]


def test_every_package_is_pinned():
    assert [name for name, _ in packages() if not re.fullmatch(r"[\w.-]+==[\w.]+", name)] == []


def test_a_package_is_there_because_something_of_ours_uses_it():
    modules = {
        "scikit-learn": "sklearn",
        "SQLAlchemy": "sqlalchemy",
        "PyYAML": "yaml",
        "python-pptx": "pptx",
        "vl-convert-python": "vl_convert",
        "python-calamine": "python_calamine",
    }
    programs = {"ruff", "import-linter", "psycopg"}  # started, or loaded by name
    code = [*WRITTEN, *(ROOT / "tests").rglob("*.py")]
    ours = "".join(path.read_text(encoding="utf-8") for path in code if path.suffix == ".py")
    named = {name.split("==")[0] for name, why in packages() if why} - programs
    assert [
        name for name in named if not re.search(rf"^\s*(import|from) {modules.get(name, name)}\b", ours, re.M)
    ] == []
