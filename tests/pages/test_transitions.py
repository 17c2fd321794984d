"""What changes when a reader touches something: units, filters, marks, rows, views, a file handed over."""

from datetime import date

import pytest

from pages.ui import marks
from tests.conftest import every_line, line, store_in

AUGUST = {"selection": {"picked": [{"mark": 13}]}}  # twelve months of last year, July, August


def facts(visit) -> str:
    """The grey line under the first figure."""
    return next(element.proto.body for element in visit.get("html") if "class='key'" in element.proto.body)


def first_chart(visit) -> str:
    """The key of the first chart of the page."""
    return visit.get("vega_lite_chart")[0].proto.id.split("-", 2)[2]


def revenue(at, **query):
    """The page of revenue, opened by an address."""
    visit = at("invented", "pages/resources/revenue.py")
    for key, value in query.items():
        visit.query_params[key] = value
    return visit.run()


def test_a_unit_chosen_changes_every_figure(at, words):
    visit = at("invented").run()
    assert "Rs million" in facts(visit)
    visit.selectbox(key="unit").select("crore").run()
    assert "Rs crore" in facts(visit)
    assert "<span>30.2</span>" in words(visit)  # three months of 75 million and one of 77


def test_an_earlier_year_chosen_is_shown_whole_and_reset_comes_back_to_the_latest(at, words):
    visit = at("invented").run()
    assert visit.selectbox(key="position_year").value == "2026-27"
    visit.selectbox(key="position_year").select("2025-26").run()
    assert "fiscal year 2025-26" in facts(visit)
    assert "<span>768</span>" in words(visit)  # twelve months of 10 + 4 + 50 million
    visit.button(key="reset").click().run()
    assert "fiscal year 2026-27" in facts(visit)


def test_a_link_to_a_year_opens_that_year(at):
    visit = at("invented", "pages/today/position.py")
    visit.query_params["position_year"] = "2025-26"
    assert "fiscal year 2025-26" in facts(visit.run())


def test_reset_brings_every_filter_back_with_one_click(at):
    visit = revenue(at)
    visit.selectbox(key="revenue_by").select("year").run()
    visit.multiselect(key="revenue_heads").select("STS").run()
    visit.button(key="reset").click().run()
    assert visit.selectbox(key="revenue_by").value == "month"
    assert visit.multiselect(key="revenue_heads").value == []
    assert visit.button(key="reset").disabled


def test_a_filter_is_said_in_words_above_the_first_chart(at, words):
    visit = revenue(at)
    assert "nothing is filtered" in words(visit)
    visit.multiselect(key="revenue_agencies").select("Revenue Board").run()
    assert "Revenue Board" in visit.caption[0].value


def test_a_choice_that_leaves_nothing_says_which_filter_emptied_the_page(at):
    visit = revenue(at)
    visit.multiselect(key="revenue_heads").select("STS").run()
    visit.multiselect(key="revenue_agencies").select("Board of Revenue").run()
    assert not visit.exception
    assert "widen the choice" in visit.info[0].value


def test_a_copied_link_opens_the_same_view(at):
    visit = revenue(at, revenue_by="Year", unit="Rs crore")
    assert visit.selectbox(key="revenue_by").value == "year"
    assert "Rs crore" in facts(visit)


def test_a_link_with_nonsense_opens_the_page_as_it_is_at_first(at):
    visit = revenue(at, revenue_by="Fortnight", unit="groats", revenue_group="nobody")
    assert not visit.exception
    assert visit.selectbox(key="revenue_by").value == "month"


def test_a_month_clicked_shows_its_lines_and_they_add_up_to_it(at, words):
    visit = at("invented").run()
    visit.session_state[first_chart(visit)] = AUGUST
    visit.run()
    assert "Lines behind it" in words(visit)
    assert "Sum of these lines: **Rs 77,000,000.00**" in words(visit)  # 14 + 3 + 60 million in August 2026


def test_the_lines_close_with_one_click(at, words):
    visit = at("invented").run()
    visit.session_state[first_chart(visit)] = AUGUST
    visit.run()
    visit.button(key="close_months").click().run()
    assert "Lines behind it" not in words(visit)
    assert visit.session_state[marks.REDRAWN] == 1


def test_a_mark_chosen_in_the_list_shows_the_lines_of_a_mark_clicked(at, words):
    visit = at("invented").run()
    name = first_chart(visit).removeprefix("chart_").removesuffix("_receipts_0")
    listed = visit.selectbox(key=f"mark_of_{name}")
    assert "Receipts: 77.000, August 2026" in listed.options  # 14 + 3 + 60 million
    listed.select(13).run()
    assert "Sum of these lines: **Rs 77,000,000.00**" in words(visit)
    visit.button(key="close_months").click().run()
    assert "Lines behind it" not in words(visit)
    assert visit.selectbox(key=f"mark_of_{name}").value is None


def test_the_mark_chosen_last_is_the_one_whose_lines_are_shown(at, words):
    visit = at("invented").run()
    name = first_chart(visit).removeprefix("chart_").removesuffix("_receipts_0")
    visit.session_state[first_chart(visit)] = AUGUST
    visit.run()
    visit.selectbox(key=f"mark_of_{name}").select(12).run()
    assert "Sum of these lines: **Rs 75,000,000.00**" in words(visit)  # 12 + 3 + 60 million in July 2026


def test_the_way_down_goes_from_groups_to_heads_to_months_to_lines(at, words):
    visit = revenue(at)
    assert "Receipts by group" in words(visit)
    visit.selectbox(key="revenue_group").select("TAX").run()
    assert "Receipts by head" in words(visit)
    visit.selectbox(key="revenue_head").select("STS").run()
    visit.selectbox(key="revenue_month").select("2026-08-01").run()
    assert "Sum of these lines: **Rs 14,000,000.00**" in words(visit)


def test_each_view_of_the_sources_says_what_it_shows(at, words):
    visit = at("invented").run().switch_page("pages/data/sources.py").run()
    for view, title in {
        "Files": "Files taken in",
        "Refused": "Refused lines and cells",
        "Does not add up": "What does not add up",
        "How fresh": "How far each source reaches",
        "Dictionary": "Data dictionary",
    }.items():
        visit.segmented_control(key="sources_show").set_value(view).run()
        assert title in words(visit), view


def test_a_point_of_a_whole_group_shows_the_lines_of_its_heads(at, words):
    visit = revenue(at)
    visit.multiselect(key="revenue_heads").select("group: TAX").run()
    visit.session_state[first_chart(visit)] = AUGUST
    visit.run()
    assert "Sum of these lines: **Rs 17,000,000.00**" in words(visit)  # 14 + 3 million in August 2026


def test_what_the_reader_knows_of_the_base_takes_its_part_of_the_gap(at, words):
    visit = at("invented", "pages/resources/revenue_drivers.py")
    visit.query_params["drivers_show"] = "Gap to target"
    visit.run()
    assert "base and policy are not known" in words(visit)
    visit.number_input(key="drivers_base_came").set_value(2.0).run()
    assert "base and policy are not known" in words(visit)  # half of it is not enough
    visit.number_input(key="drivers_base_assumed").set_value(5.0).run()
    assert not visit.exception
    assert "base and policy are not known" not in words(visit)
    visit.button(key="reset").click().run()
    assert visit.segmented_control(key="drivers_show").value == "What changed"
    visit.segmented_control(key="drivers_show").select("Gap to target").run()
    assert "base and policy are not known" in words(visit)


def test_a_link_holds_a_price_index_that_was_typed_and_reset_takes_it_back(at, words):
    visit = at("invented", "pages/resources/revenue_drivers.py")
    visit.query_params["drivers_show"] = "Prices"
    visit.query_params["drivers_index_2025-26"] = "100"
    visit.query_params["drivers_index_2026-27"] = "110"
    visit.run()
    assert visit.number_input(key="drivers_index_2026-27").value == 110
    assert "with prices 10.0 % higher" in words(visit)
    visit.button(key="reset").click().run()
    visit.segmented_control(key="drivers_show").select("Prices").run()
    assert visit.number_input(key="drivers_index_2026-27").value is None
    assert "with prices 10.0 % higher" not in words(visit)


def test_a_base_that_was_typed_is_there_after_another_page(at):
    visit = at("invented").run()
    visit.switch_page("pages/resources/revenue_capacity.py").run()
    visit.number_input(key="capacity_base_2026-27").set_value(300.0).run()
    visit.switch_page("pages/today/position.py").run()
    visit.switch_page("pages/resources/revenue_capacity.py").run()
    assert visit.number_input(key="capacity_base_2026-27").value == 300


def test_the_groups_that_are_federal_and_own_can_be_chosen(at, words):
    visit = at("invented", "pages/resources/revenue_capacity.py")
    visit.query_params["capacity_show"] = "Transfers and own"
    visit.run()
    visit.multiselect(key="capacity_federal").select("FED").run()
    visit.multiselect(key="capacity_own").select("TAX").run()
    assert "Federal transfers are 79.5 % of receipts of 2026-27 so far" in words(visit)  # 240 of 302 million


def test_a_national_pool_that_is_typed_is_divided(at, words):
    visit = at("invented", "pages/resources/revenue_capacity.py")
    visit.query_params["capacity_show"] = "National pool"
    visit.run()
    assert "type the national pool" in words(visit)
    visit.number_input(key="capacity_pool").set_value(1000.0).run()
    assert "1,000.000" in words(visit)
    assert "138.3" in words(visit)  # 99 of 100 after the charge, 99 of 100 of that, 57.5 %, 24.55 %: 138.3 of 1,000


def test_every_view_of_what_drives_revenue_says_something(at, words):
    for page, key in (("revenue_drivers", "drivers_show"), ("revenue_capacity", "capacity_show")):
        for store in ("invented", "actuals alone", "one source"):
            visit = at(store, f"pages/resources/{page}.py").run()
            for view in visit.segmented_control(key=key).options:
                visit.segmented_control(key=key).select(view).run()
                assert not visit.exception, (store, view)
                assert not visit.error, (store, view)
                assert words(visit), (store, view)


@pytest.mark.parametrize("screen", ["today/position", "resources/revenue", "spending/expenditure"])
def test_a_figure_dated_centuries_ahead_leaves_the_page_on_the_year_under_way(at, homes, tmp_path, words, screen):
    slips = [
        line("slip", number, side, code, 7, stage="actual", month=date(2203, 7, 1), fiscal_year="2203-04")
        for number, (side, code) in enumerate((("receipt", "STS"), ("payment", "EDU")), start=2)
    ]
    homes["a slip"] = store_in(tmp_path / "slip", [*every_line(), *slips])
    visit = at("a slip", f"pages/{screen}.py").run()
    assert not visit.exception
    told = [element.proto.body for element in visit.get("html") if "class='key'" in element.proto.body]
    assert any("fiscal year 2026-27" in facts for facts in told)
    assert not any("fiscal year 2203-04" in facts or "2203" in facts for facts in told)
