"""The page of pensions: rules and an officer are chosen, and what the rules do not give is said."""

PAGE = "pages/obligations/pensions.py"


def test_an_officer_is_worked_out_and_another_is_refused(at, words):
    visit = at("invented", PAGE).run()
    assert not visit.exception
    assert "45,500.00 a month" in words(visit).replace("\\", "")
    visit.number_input(key="pension_years").set_value(4.0).run()
    assert not visit.exception
    assert "Under 5 years of service nothing is due" in words(visit)


def test_other_rules_are_chosen(at, words):
    visit = at("invented", PAGE).run()
    visit.selectbox(key="pension_rules").set_value("Sindh from 6 August 2025").run()
    visit.number_input(key="pension_age").set_value(55.0).run()
    assert not visit.exception
    assert "40,950.00 a month" in words(visit).replace("\\", "")  # 100,000 x 70 % less 10 % at 55, less 35 %
