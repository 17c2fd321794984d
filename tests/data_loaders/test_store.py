"""The store: questions in, frames out, exact to the paisa; nothing can be written, nothing else read."""

import threading
from decimal import Decimal

import duckdb
import pandas as pd
import pytest

from data_loaders.store import NoStore, Store, current, home_of

pytest_plugins = "tests.data_loaders.place"

LEDGER = "month,office,amount\n2026-07-01,A,0.10\n2026-07-01,B,0.20\n2026-08-01,A,999999999999999.99\n"
FORBIDDEN = [
    "select * from read_csv('/etc/passwd')",
    "select * from '/etc/passwd'",
    "select * from read_text('/etc/passwd')",
    "select * from glob('/etc/*')",
    "select * from read_parquet('https://example.org/x.parquet')",
    "attach '/tmp/other.duckdb' as other",
    "copy (select 1 as one) to '/tmp/copied.csv'",
    "export database '/tmp/exported'",
    "install httpfs",
    "load httpfs",
    "create table x as select 1 as one",
    "create view x as select 1 as one",
    "create or replace macro x() as 1",
    "insert into entry (amount) values (1)",
    "update entry set amount = 0",
    "delete from entry",
    "drop table entry",
    "alter table entry add column x integer",
    "set threads = 8",
    "set enable_external_access = true",
    "set lock_configuration = false",
    "reset memory_limit",
    "pragma memory_limit = '8GB'",
    "create secret s (type s3, key_id 'x', secret 'y')",
]


@pytest.fixture
def store(place):
    place.publish(place.file("ledger.csv", LEDGER))
    store = Store.open(place.home)
    yield store
    store.close()


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_nothing_but_the_marts_can_be_read_and_nothing_written(store, place, statement):
    before = place.listing()
    with pytest.raises(duckdb.Error):
        store.ask(statement)
    assert place.listing() == before
    assert len(store.ask("select amount from entry order by amount")) == 3


def test_a_frame_in_the_python_around_it_is_no_table(store):
    secret = pd.DataFrame({"a": [1]})
    with pytest.raises(duckdb.Error, match="secret"):
        store.ask("select * from secret")
    assert len(secret) == 1


def test_money_stays_exact(store):
    amounts = store.ask("select amount from entry order by amount").amount
    assert list(amounts) == [Decimal("0.10"), Decimal("0.20"), Decimal("999999999999999.99")]
    assert str(amounts.dtype) == "decimal128(20, 2)[pyarrow]"
    assert store.ask("select sum(amount) as total from entry").total[0] == Decimal("1000000000000000.29")


def test_values_are_values_and_never_sql(store):
    sql = "select office, amount from entry where office = $office order by amount"
    assert len(store.ask(sql, office="A")) == 2
    assert len(store.ask(sql, office="A' or 'x' = 'x")) == 0
    assert len(store.ask("select office from entry where list_contains($offices, office)", offices=["A", "B"])) == 3


def test_four_threads_of_fifty_questions(store):
    wrong = []

    def ask():
        for number in range(50):
            found = store.ask("select count(*) + $n as n from entry", n=number).n[0]
            if found != 3 + number:
                wrong.append(found)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_one_version_may_be_open_twice(store, place):
    again = Store.open(place.home)
    assert again.version == store.version == current(place.home).removesuffix(".duckdb")
    again.close()
    assert len(store.ask("select office from entry")) == 3


def test_an_older_version_can_be_opened_by_name(store, place):
    older = current(place.home)
    place.publish(place.file("more.csv", "month,office,amount\n2026-09-01,C,1\n"))
    with pytest.raises(NoStore):
        Store.open(place.home, version="v0.duckdb")
    old, new = Store.open(place.home, version=older), Store.open(place.home)
    assert [len(one.ask("select office from entry")) for one in (old, new)] == [3, 4]
    old.close()
    new.close()


def test_whose_store_it_is(store):
    whose = store.government
    assert (whose.name, whose.currency, whose.first_month, whose.invented) == ("Test Province", "PKR", 7, False)


def test_where_the_store_is(monkeypatch, tmp_path):
    monkeypatch.delenv("KHAZANA_HOME", raising=False)
    assert str(home_of()) == "var"
    monkeypatch.setenv("KHAZANA_HOME", str(tmp_path))
    assert home_of() == tmp_path and str(home_of("other")) == "other"
    with pytest.raises(NoStore, match="python -m data_loaders demo"):
        Store.open()


def test_a_store_of_a_few_rows_fills_what_is_missing():
    rows = [
        {"side": "payment", "counted": True, "amount": Decimal("1.10"), "department": "D1", "stage": "actual"},
        {"side": "payment", "counted": True, "amount": Decimal("2.20"), "department": "D1", "stage": "actual"},
        {"side": "payment", "counted": False, "amount": Decimal("9"), "department": "D1", "stage": "actual"},
        {"side": "receipt", "counted": True, "amount": Decimal("5"), "object": "TAX", "stage": "actual"},
    ]
    store = Store.of(entry=pd.DataFrame(rows))
    assert store.ask("select department, amount, lines from spending_month").values.tolist() == [
        ["D1", Decimal("3.30"), 2]
    ]
    assert store.ask("select head, amount from receipt_month").values.tolist() == [["TAX", Decimal("5.00")]]
    for mart in ("load", "reject", "finding", "head", "function", "department", "district", "office", "post"):
        assert store.ask(f'select count(*) as n from "{mart}"').n[0] == 0
    assert (store.version, store.government.name) == ("memory", "Unnamed government")
    store.close()


def test_a_rolled_up_mart_that_is_given_is_taken_as_it_is():
    months = pd.DataFrame({"fiscal_year": ["2026-27"], "amount": [Decimal("7")]})
    entry = pd.DataFrame({"side": ["payment"], "counted": [True], "amount": [Decimal("1")]})
    store = Store.of(entry=entry, spending_month=months)
    assert store.ask("select fiscal_year, amount from spending_month").values.tolist() == [["2026-27", Decimal("7.00")]]
    store.close()
