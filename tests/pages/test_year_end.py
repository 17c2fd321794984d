"""The year-end of spending: choosing a department, putting one's own figure in its place, taking it back."""

PAGE = "pages/spending/year_end.py"


def test_an_officer_puts_a_figure_and_takes_it_back(at, words, four_months):
    visit = at(four_months, PAGE).run()
    assert not visit.exception
    visit.number_input(key="override_figure").set_value(1.5)
    visit.text_input(key="override_who").set_value("Asma")
    visit.text_input(key="override_why").set_value("a hospital opens")
    visit.button(key="override_put").click().run()
    assert not visit.exception
    assert "Asma put" in words(visit)
    visit.text_input(key="override_who").set_value("Bilal")
    visit.text_input(key="override_why").set_value("it does not")
    visit.button(key="override_back").click().run()
    assert "Asma put" not in words(visit)


def test_a_department_is_chosen(at, words, four_months):
    visit = at(four_months, PAGE).run()
    visit.selectbox(key="yearend_by").set_value("object").run()
    assert not visit.exception
    assert "Year-end of spending by object" in words(visit)


def test_a_reader_puts_no_figure(at, four_months):
    visit = at(four_months, PAGE, roles="reader").run()
    assert [each.key for each in visit.button if each.key == "override_put"] == []
