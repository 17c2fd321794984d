"""What looks wrong: a flag is answered, leaves what is open, comes back by a new answer, and stays through a reload."""

import pytest

from analytics.refresh import refresh
from data_loaders.desk import Desk, FlagAnswer
from data_loaders.publish import publish
from data_loaders.store import Government
from data_loaders.verify import verify

PAGE = "pages/spending/unusual.py"
HEADINGS = "posted_on,office,department,object,document,bill,payee,amount\n"
PAID = HEADINGS + "".join(
    f"2026-03-{day:02},A,Works,A03,D{day}{bill},{bill},{payee},{amount}.00\n"
    for bill, payee, amount in (("B1", "Indus Motors", 50000), ("B2", "Hala Traders", 70000))
    for day in (3, 9)
)
LATER = HEADINGS + "2026-04-06,A,Works,A03,D99,B9,Thar Builders,123.00\n"


@pytest.fixture
def home(tmp_path):
    """A store of payments alone: two bills, each paid twice."""
    (tmp_path / "paid.csv").write_text(PAID)
    publish([tmp_path / "paid.csv"], tmp_path / "home", government=Government("Test Province"))
    assert refresh(tmp_path / "home")["flags"] == 2
    assert verify(tmp_path / "home") == []
    return tmp_path / "home"


@pytest.fixture
def page(at, home, homes, monkeypatch):
    """A visitor at the page."""

    def visit(roles: str | None = None):
        monkeypatch.setitem(homes, "flags", home)
        return at("flags", PAGE, roles).run()

    return visit


def answered(visit, state: str, why: str = "two deliveries"):
    visit.selectbox(key="answer_state").select(state)
    visit.text_input(key="answer_who").set_value("Asma")
    visit.text_input(key="answer_why").set_value(why)
    return visit.button(key="answer_put").click().run()


def test_the_largest_flag_stands_open_with_its_reason_and_payments(page, words):
    visit = page()
    said = words(visit)
    assert not visit.exception
    assert "2 flags wait for an answer" in said
    assert "paid bill B2 of PKR 70,000.00 2 times" in said
    assert "Payments behind the flag" in said


def test_a_flag_that_is_answered_leaves_what_is_open_and_comes_back_by_a_new_answer(page, words):
    visit = answered(page(), "explained")
    assert "1 flag waits for an answer; 1 explained" in words(visit)
    assert "B1" in words(visit) and "bill B2" not in words(visit)
    visit.selectbox(key="unusual_state").select("explained").run()
    assert "bill B2" in words(visit) and "two deliveries" in words(visit)
    visit = answered(visit, "open", "look again")
    assert "None of them is explained" in words(visit)
    visit.selectbox(key="unusual_state").select("open").run()
    assert "2 flags wait for an answer" in words(visit)


def test_an_answer_needs_a_name_and_a_reason(page, words):
    visit = page()
    visit.text_input(key="answer_why").set_value("because")
    visit.button(key="answer_put").click().run()
    assert "needs who gives it" in visit.error[0].value
    assert "2 flags wait" in words(visit)


def test_an_answer_stays_when_files_are_published_and_looked_at_again(page, home, words):
    answered(page(), "wrong")
    (home.parent / "later.csv").write_text(LATER)
    publish([home.parent / "later.csv"], home)
    assert "python -m analytics refresh" in words(page())  # the flags rest on other payments
    refresh(home)
    assert "1 flag waits for an answer; 0 explained, 0 referred and 1 wrong" in words(page())
    assert Desk.open(home).rows(FlagAnswer)["state"].tolist() == ["wrong"]


def test_a_reader_sees_the_queue_and_can_neither_answer_nor_see_payments(page, words):
    visit = page("reader")
    assert "2 flags wait" in words(visit)
    assert "Payments behind the flag" not in words(visit)
    assert [button.key for button in visit.button if button.key == "answer_put"] == []


def test_a_rule_chosen_leaves_its_flags_alone_and_every_view_says_something(page, words):
    visit = page()
    visit.selectbox(key="unusual_rule").select("round").run()
    assert "No payment looks wrong" in words(visit)
    visit.segmented_control(key="unusual_show").set_value("Rules and limits").run()
    assert "rules were applied to 4 payments" in words(visit)
    visit.segmented_control(key="unusual_show").set_value("By rule").run()
    assert not visit.exception and "Flags by rule" in words(visit)
