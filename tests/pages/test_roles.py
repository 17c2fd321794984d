"""Who may do what: one table, asked by every page and every write."""

import pytest

from pages.ui import roles
from pages.ui.catalogue import PAGES


@pytest.mark.parametrize("screen", PAGES, ids=lambda screen: screen.title)
def test_somebody_without_a_role_sees_no_page(at, words, screen):
    visit = at("invented", screen.path, roles="visitor").run()
    assert not visit.exception
    assert "This needs the role of" in visit.warning[0].value
    assert "Receipts" not in words(visit)


def test_somebody_without_a_role_has_an_empty_menu(at):
    assert not at("invented", roles="visitor").run().get("page_link")


def test_a_reader_may_not_add_a_file(at, words):
    visit = at("invented", "pages/data/sources.py", roles="reader").run()
    visit.segmented_control(key="sources_show").set_value("Add a file").run()
    assert "you need the role of steward or administrator" in visit.info[0].value
    assert not visit.get("file_uploader")


def test_a_reader_may_not_read_the_text_of_a_refused_line(at, words):
    visit = at("invented", "pages/data/sources.py", roles="reader").run()
    visit.segmented_control(key="sources_show").set_value("Refused").run()
    assert "shown to the steward alone" in words(visit)
    assert not visit.selectbox


def test_a_steward_may_choose_a_refused_line_to_read(at):
    visit = at("invented", "pages/data/sources.py", roles="steward").run()
    visit.segmented_control(key="sources_show").set_value("Refused").run()
    assert visit.selectbox(key="refused_line").options


def test_a_reader_has_no_chart_whose_marks_can_be_clicked(at):
    charts = at("invented", "pages/today/position.py", roles="reader").run().get("vega_lite_chart")
    assert charts
    assert not any(chart.proto.selection_mode for chart in charts)


def test_a_trainee_takes_no_figures_away(at):
    popovers = [block.proto.popover.label for block in at("invented", roles="trainee").run().get("popover")]
    assert "Download" not in popovers


def test_the_one_local_user_may_do_everything():
    every = {action for actions in roles.MAY.values() for action in actions}
    assert all(roles.allowed(action, tuple(roles.MAY)) for action in every)


def test_every_page_asks_for_something_that_somebody_may_do():
    assert all(roles.holders(screen.action) for screen in PAGES)
