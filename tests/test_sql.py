"""What every SQL text must be: one dialect that DuckDB and Spark both run, with columns that exist."""

import ast
import importlib
import re
from pathlib import Path

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from data_loaders.store import Store

ROOT = Path(__file__).parent.parent
ANALYTICS = sorted((ROOT / "analytics").rglob("*.py"))
SQL = ROOT / "data_loaders" / "sql"
FILES = sorted(SQL.rglob("*.sql"))
MARTS = sorted((SQL / "marts").glob("*.sql"))
MARTS_AND_CHECKS = [*MARTS, *sorted((SQL / "checks").rglob("*.sql"))]  # staging casts with DuckDB's own functions
STARTS_A_QUERY = re.compile(r"\s*(--[^\n]*\n\s*)*(select|with)\b", re.IGNORECASE)
NOT_FOR_SPARK = (exp.Pivot, exp.PercentileCont)


def questions() -> dict[str, str]:
    """Every SQL text of analytics by where it stands: the constants in capitals, alone or in a mapping."""
    found = {}
    for path in ANALYTICS:
        module = importlib.import_module(
            ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        )
        constants = {name: value for name, value in vars(module).items() if name.isupper()}
        for name, value in constants.items():
            texts = value if isinstance(value, dict) else {"": value}
            found |= {
                f"{path.stem}.{name}{key and f'[{key}]'}": text
                for key, text in texts.items()
                if isinstance(text, str) and STARTS_A_QUERY.match(text)
            }
    return found


def columns() -> list[tuple]:
    known = Store.of().ask("select table_name, column_name, comment from duckdb_columns() where not internal")
    return list(known.itertuples(index=False, name=None))


QUESTIONS = [pytest.param(text, id=where) for where, text in questions().items()]


def parsed(text: str) -> list[exp.Expression]:
    return [statement for statement in sqlglot.parse(text, read="duckdb") if statement is not None]


def spark(text: str) -> list[str]:
    return sqlglot.transpile(text, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)


def one_row(query: exp.Expression) -> bool:
    """True for sums over everything: one row has no order."""
    return not query.args.get("group") and all(item.find(exp.AggFunc) for item in query.expressions)


def test_questions_are_found():
    assert len(QUESTIONS) >= 5


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_is_one_select(text):
    (query,) = parsed(text)
    assert isinstance(query, exp.Query)


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_runs_on_spark(text):
    (translated,) = spark(text)
    assert translated
    assert not list(parsed(text)[0].find_all(*NOT_FOR_SPARK))
    assert "quantile_cont" not in text.lower()


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_orders_its_rows(text):
    (query,) = parsed(text)
    assert query.args.get("order") or one_row(query)


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_asks_for_columns_that_exist(text):
    names = set(re.findall(r"\$(\w+)", text))
    Store.of().ask(f"explain {text}", **dict.fromkeys(names))


@pytest.mark.parametrize("path", ANALYTICS, ids=lambda path: path.name)
def test_no_sql_is_put_together_from_pieces(path):
    pieces = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.JoinedStr)]
    first = [node.values[0].value for node in pieces if node.values and isinstance(node.values[0], ast.Constant)]
    assert [text for text in first if STARTS_A_QUERY.match(text)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_sql_is_well_formed(path):
    assert duckdb.extract_statements(path.read_text(encoding="utf-8"))
    assert not re.search(r"quantile_cont|\bpivot\b", path.read_text(encoding="utf-8"), re.IGNORECASE)


@pytest.mark.parametrize("path", MARTS_AND_CHECKS, ids=lambda path: path.stem)
def test_what_makes_or_checks_a_mart_runs_on_spark(path):
    statements = duckdb.extract_statements(path.read_text(encoding="utf-8"))
    queries = [parsed(statement.query)[0] for statement in statements if re.search(r"\bselect\b", statement.query)]
    assert all(spark(query.find(exp.Query).sql(dialect="duckdb")) for query in queries)


@pytest.mark.parametrize("path", MARTS, ids=lambda path: path.stem)
def test_a_mart_says_what_a_row_is(path):
    assert path.read_text(encoding="utf-8").startswith("-- One row per ")


def test_every_column_of_every_mart_has_a_meaning():
    assert [f"{table}.{column}" for table, column, comment in columns() if not comment] == []


@pytest.mark.parametrize(
    "text",
    ["pivot entry on stage using sum(amount)", "select quantile_cont(amount, 0.5) from entry order by 1"],
)
def test_what_spark_does_not_know_would_be_caught(text):
    assert [trap for statement in parsed(text) for trap in statement.find_all(*NOT_FOR_SPARK)]
