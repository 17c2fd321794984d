"""The page of PEFA: what a reader may declare, and what it changes."""

import shutil
from datetime import date

import duckdb

from data_loaders.desk import Declaration, Desk

PAGE = "pages/spending/pefa.py"


def test_a_store_without_three_years_says_what_is_lacking(at, words):
    assert "three are needed" in words(at("invented", PAGE).run())


def test_a_declaration_needs_a_day_and_a_name_and_changes_the_letter(at, words, three_years):
    visit = at(three_years, PAGE).run()
    assert "nobody has declared" in words(visit)
    visit.text_input(key="declare_who").set_value("Asma")
    visit.button(key="declare_put").click().run()
    assert "A declaration needs a day." in words(visit)
    visit.date_input(key="declare_day").set_value(date(2024, 8, 5))
    visit.button(key="declare_put").click().run()
    assert "A declaration needs the name" in words(visit)
    visit.date_input(key="declare_day").set_value(date(2024, 8, 5))
    visit.text_input(key="declare_who").set_value(" Asma ")
    visit.button(key="declare_put").click().run()
    assert not visit.exception
    assert "declared up to date in 1 month of 2024-25" in words(visit)


def test_a_reader_may_not_declare(at, three_years):
    visit = at(three_years, PAGE, roles="reader").run()
    assert [each.key for each in visit.button if each.key == "declare_put"] == []


def test_the_year_and_the_dimension_choose_the_heads(at, words, three_years):
    visit = at(three_years, PAGE).run()
    assert "adjusted budget of 2024-25" in words(visit)
    visit.button_group(key="pefa_year").set_value("2022-23").run()
    assert not visit.exception
    assert "adjusted budget of 2022-23" in words(visit)
    visit.button_group(key="pefa_heads").set_value("PI-2.2").run()
    assert "Dimension PI-2.2" in words(visit)


def test_a_declaration_is_kept_with_who_and_when(tmp_path):
    desk = Desk.open(tmp_path)
    desk.write(Declaration("Nowhere", "cash forecast brought up to date", date(2024, 8, 5), "Asma"))
    desk.write(Declaration("Elsewhere", "cash forecast brought up to date", date(2024, 9, 5), "Bilal"))
    rows = desk.rows(Declaration, government="Nowhere", what="cash forecast brought up to date")
    assert rows[["day", "who"]].to_numpy().tolist() == [[date(2024, 8, 5), "Asma"]]
    assert desk.trail()["what"].tolist() == ["declared", "declared"]


def test_other_countries_are_offered_where_they_are_loaded(at, words, three_years, homes):
    homes["peers"] = shutil.copytree(homes[three_years], homes[three_years].with_name("peers"))
    with duckdb.connect(str(homes["peers"] / "v1.duckdb")) as connection:
        for row in (("Elsewhere", 2025, "Total", 200, 150), ("Nearby", 2025, "Total", 100, 90)):
            connection.execute("insert into peer_execution values ('peers', 1, 2, ?, ?, ?, ?, ?)", row)
    assert "Execution elsewhere" not in words(at(three_years, PAGE).run())
    visit = at("peers", PAGE).run()
    assert "Government of Nowhere 90.0 % (2025)" in words(visit).replace("\\", "")
    visit.multiselect(key="pefa_beside").set_value(["Elsewhere"]).run()
    assert not visit.exception
    assert "Elsewhere 75.0 % (2025)" in words(visit).replace("\\", "")
