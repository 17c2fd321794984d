"""Names and identity numbers of people are in the originals alone, never in the store."""

import stat

import duckdb
import pytest

from data_loaders.preview import preview
from data_loaders.pseudonym import key, key_file
from data_loaders.store import current

pytest_plugins = "tests.data_loaders.place"

NAME, NUMBER, URDU = "Zulfiqar Mirbahar", "42101-7654321-9", "۴۲۱۰۱۷۶۵۴۳۲۱۹"
LEDGER = f"""\
posted_on,office,document,payee,amount
2026-07-01,HB1,V1,{NAME} {NUMBER},5
2026-07-02,HB1,V2,{NAME.upper()}  {NUMBER},6
2026-07-03,HB1,V3,Another Person,7
2026-07-04,HB1,V4,,{NAME} {NUMBER}
{NAME} {NUMBER},HB1,V5,,8
2026-07-05,HB1,V6,{NAME},{NUMBER},9
2026-07-06,HB1,V7,,{URDU}
"""
LIST = f"""\
Government of Sindh - DDO wise expenditure     Fiscal year 2026   Period 001-001
--------------------------------------------------------------------------------
| |DDO   |Object|Description          |   Final Budget|      Released|   Expenditure|
--------------------------------------------------------------------------------
| |HB0380|A01151|Basic Pay            |  12,500,000.00|  3,125,000.00|  1,000,000.00|
|{NAME} {NUMBER}|HB0380|A03303|Electricity|450,000.00|    112,500.00|     18,750.00-|
{NAME} {NUMBER}
"""


def everything(place) -> str:
    """All that the store says, table by table."""
    with duckdb.connect(str(place.home / current(place.home)), read_only=True) as store:
        tables = [row[0] for row in store.execute("select table_name from duckdb_tables() order by 1").fetchall()]
        return "\n".join(str(store.execute(f'from "{table}"').fetchall()) for table in tables)


def traces(text: str | bytes) -> list[str]:
    """Which of the planted words are there."""
    words = [NAME, NAME.upper(), "Zulfiqar", NUMBER, NUMBER.replace("-", ""), "7654321", URDU, "Another Person"]
    if isinstance(text, bytes):
        return [word for word in words for encoding in ("utf-8", "utf-16-le") if word.encode(encoding) in text]
    return [word for word in words if word in text]


@pytest.fixture
def published(place):
    place.publish(place.file("ledger.csv", LEDGER), place.file("list.txt", LIST))
    return place


def test_no_name_and_no_number_is_in_the_store(published):
    assert published.counts("ledger.csv") == {"lines_read": 8, "kept": 3, "refused": 4, "ignored": 1}
    assert traces(everything(published)) == []


def test_no_name_and_no_number_is_in_any_byte_beside_the_originals(published):
    beside = [path for path in published.home.rglob("*") if path.is_file() and path.parent.name != "files"]
    assert {path.name for path in beside} == {"LOCK", "CURRENT", (v := current(published.home)), f"{v}.sha256"}
    assert [(path.name, traces(path.read_bytes())) for path in beside if traces(path.read_bytes())] == []


def test_the_originals_are_for_their_owner_alone(published):
    folder = published.home / "files"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert any(NUMBER.encode() in path.read_bytes() for path in folder.iterdir())


def test_one_person_has_one_pseudonym_however_the_name_is_typed(published):
    people = [row[0] for row in published.ask("select payee from entry where payee is not null order by line")]
    assert len(people) == 3 and people[0] == people[1] != people[2]
    assert all(len(payee) == 16 and set(payee) <= set("0123456789abcdef") for payee in people)


def test_another_key_gives_another_pseudonym(place, monkeypatch, tmp_path):
    ledger = place.file("ledger.csv", "month,payee,amount\n2026-07-01,Someone,5\n")
    place.publish(ledger)
    first = place.ask("select payee from entry")
    monkeypatch.setenv("KHAZANA_KEY_FILE", str(tmp_path / "other" / "key"))
    other = type(place)(place.folder, tmp_path / "other store")
    other.publish(ledger)
    assert other.ask("select payee from entry") != first


def test_the_key_is_made_once_for_its_owner_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("KHAZANA_KEY_FILE", str(tmp_path / "folder" / "key"))
    assert key() == key() and len(key()) == 32
    assert stat.S_IMODE(key_file().stat().st_mode) == 0o600
    assert list(key_file().parent.iterdir()) == [key_file()]


@pytest.mark.parametrize("odd", ["\u00a0", "\x1f", "\u200b", "\u3000", "O'Brien; drop table", "ذوالفقار"])
def test_any_text_may_stand_for_a_payee(place, odd):
    place.publish(place.file("ledger.csv", f"month,payee,amount\n2026-07-01,{odd},5\n2026-07-01,,6\n"))
    assert place.total() == "11.00"


def test_a_preview_masks_what_it_refuses_and_names_nobody(place):
    seen = preview(place.file("ledger.csv", LEDGER), "ledger.csv", place.home)
    assert (seen["profile"], seen["lines_read"], seen["kept"], seen["refused"]) == ("ledger", 8, 3, 4)
    own = {"sample"}  # the file's first rows as they are, for whoever has the file and describes its columns
    assert traces(str({key: value for key, value in seen.items() if key not in own})) == []
    assert not place.home.exists()
