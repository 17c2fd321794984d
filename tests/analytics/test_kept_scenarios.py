"""Kept scenarios: compared, re-based with the differences shown, and printed again by a script."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from analytics import kept_scenarios, reproduction, scenarios
from data_loaders.desk import Decision, Desk, KeptScenario, Remark
from data_loaders.store import Store
from models.budget import edition as edition_of
from models.budget import framework

AWARD, CUT = (("pay_award", 10.0),), (("adp", -10.0),)


@pytest.fixture(scope="module")
def store(small_province):
    store = Store.open(small_province)
    yield store
    store.close()


@pytest.fixture
def desk(tmp_path):
    opened = Desk.open(tmp_path)
    yield opened
    opened.close()


def keep(store, desk, name, moved=(), put=(), **changes):
    written = kept_scenarios.row(store, moved=moved, put=put).table.iloc[0].to_dict()
    given = {"government": store.government.name, "state": "draft", "who": "Ayesha", "why": "a try"} | written
    return desk.write(KeptScenario(name=name, version=store.version, **given | changes))


def of(answer, name, column):
    return answer.table.set_index("name").loc[name, column]


def test_a_scenario_that_nothing_changed_under_stands_as_it_was_kept(store, desk):
    assert kept_scenarios.kept(store, desk).sentence == kept_scenarios.NONE_KEPT
    keep(store, desk, "Pay award", AWARD)
    answer = kept_scenarios.kept(store, desk)
    assert (of(answer, "Pay award", "stands"), of(answer, "Pay award", "difference")) == ("As it was kept.", 0)
    assert "Pay award 10 % a year" in of(answer, "Pay award", "levers")
    assert of(answer, "Pay award", "balance") == of(scenarios.measures(store, moved=AWARD), "Balance", "amount")


def test_scenarios_stand_side_by_side_with_the_baseline(store, desk):
    keep(store, desk, "Pay award", AWARD)
    keep(store, desk, "Less development", CUT)
    answer = kept_scenarios.compare(store, desk, names=("Less development", "Pay award"))
    assert list(answer.table) == ["name", "Baseline", "Less development", "Pay award", "spread"]
    for name, moved in (("Baseline", ()), ("Pay award", AWARD), ("Less development", CUT)):
        made = scenarios.measures(store, moved=moved).table.set_index("name")["amount"]
        assert (answer.table.set_index("name")[name] == made).all()
    assert (answer.table["spread"] >= 0).all() and of(answer, "Own revenue", "spread") == 0
    levers = kept_scenarios.apart(store, desk, names=("Pay award", "Less development")).table
    assert levers["name"].tolist() == ["Pay award", "Own development programme"]
    assert levers["Baseline"].tolist() == [8, 0] and levers["Pay award"].tolist() == [10, 0]


def test_a_scenario_of_an_older_store_says_so_and_shows_the_difference(store, desk):
    figures = json.dumps({name: amount - 7 for name, amount in _figures(store, AWARD).items()})
    keep(store, desk, "Pay award", AWARD, figures=figures)
    older = keep(store, desk, "Old", AWARD)
    stale = KeptScenario(**vars(older) | {"version": "an older one", "figures": figures, "id": 0, "follows": older.id})
    desk.write(stale)
    answer = kept_scenarios.rebased(store, desk, name="Old")
    assert answer.table["difference"].tolist() == [7] * len(answer.table)
    assert "another data: the figures differ" in answer.sentence
    assert "another data" in of(kept_scenarios.kept(store, desk), "Old", "stands")
    assert "although nothing changed" in of(kept_scenarios.kept(store, desk), "Pay award", "stands")


def test_what_no_longer_fits_is_left_out_and_said(store, desk):
    put = (("pool", "2027-28", 2e12, "as the federal budget says"), ("pool", "1999-00", 1.0, "old"))
    moved = json.dumps({"pay_award": 10.0, "adp": 500.0, "a_lever_of_old": 3.0})
    first = keep(store, desk, "Old", AWARD)
    desk.write(replace(first, moved=moved, put=json.dumps(put), id=0, follows=first.id))
    answer = kept_scenarios.opened(store, desk, name="Old")
    assert answer.table[["kind", "code", "value"]].values.tolist() == [
        ["lever", "pay_award", 10.0], ["figure", "pool", 2e12],
    ]  # fmt: skip
    for left in ("Own development programme 500", "a_lever_of_old 3", "pool 1999-00"):
        assert left in answer.sentence


def test_a_withdrawn_scenario_is_gone_from_the_list_and_its_history_stays(store, desk):
    first = keep(store, desk, "Pay award", AWARD)
    keep(store, desk, "Pay award", AWARD, state="withdrawn", follows=first.id, who="Bilal")
    assert kept_scenarios.kept(store, desk).table.empty
    assert kept_scenarios.history(store, desk, name="Pay award").table["who"].tolist() == ["Bilal", "Ayesha"]


def test_comments_name_their_line_and_the_log_has_the_newest_first(store, desk):
    whose = store.government.name
    desk.write(Remark(whose, "Pay award", "salaries", "Ayesha", "Too much."))
    desk.write(Remark(whose, "Pay award", "", "Bilal", "I agree."))
    desk.write(Remark(whose, "Another", "", "Bilal", "Elsewhere."))
    rows = kept_scenarios.comments(store, desk, name="Pay award").table
    assert rows[["line", "said"]].values.tolist() == [["", "I agree."], ["Salaries", "Too much."]]
    for asked in ("First?", "Second?"):
        desk.write(Decision(whose, "Pay award", 1, asked, "Yes", "Dua"))
    assert kept_scenarios.agreed(store, desk).table["asked"].tolist() == ["Second?", "First?"]


def test_another_arithmetic_is_another_edition(monkeypatch):
    before = edition_of.edition()
    edition_of.edition.cache_clear()
    assert edition_of.edition() == before
    monkeypatch.setitem(framework.BUOYANCY, "pool", 1.2)
    edition_of.edition.cache_clear()
    assert edition_of.edition() != before
    edition_of.edition.cache_clear()


def test_the_script_prints_the_same_figures(store, tmp_path):
    moved, put = (("pay_award", 10.0), ("flood", 30.0)), (("pool", "2027-28", 2e12, 'it\'s "so"'),)
    script = tmp_path / "scenario.py"
    script.write_text("\n".join(reproduction.script(store, moved=moved, put=put).table["line"]), encoding="utf-8")
    root = Path(__file__).parents[2]
    given = os.environ | {"KHAZANA_HOME": str(store.home), "PYTHONPATH": str(root)}
    told = subprocess.run([sys.executable, script], env=given, capture_output=True, text=True, check=True).stdout
    table = scenarios.measures(store, moved=moved, put=put).table
    assert told.splitlines()[1:] == [f"{row.name}: {row.amount}" for row in table.itertuples()]


def _figures(store, moved) -> dict:
    table = scenarios.measures(store, moved=moved).table
    return {row.name: int(row.amount) for row in table.itertuples()}
