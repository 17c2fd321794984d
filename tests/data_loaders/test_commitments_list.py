"""A list of commitments is read by its own profile and becomes the life of each order."""

from decimal import Decimal

from analytics import commitments, control
from data_loaders.store import Store
from pages.ui.handover import COMMITMENTS

pytest_plugins = "tests.data_loaders.place"

LIST = """\
posted_on,commitment,kind,department,object,payee,amount
2026-07-05,PO-1,order,Health,A03303,Mehran Traders,1000.00
2026-08-01,PO-1,order,Health,A03303,Mehran Traders,-1000.00
2026-08-01,PO-1,bill,Health,A03303,Mehran Traders,1000.00
2026-08-20,PO-1,payment,Health,A03303,Mehran Traders,-400.00
2026-08-21,PO-2,contract,Works,A12102,Indus Builders,50.00
"""
RELEASED = """\
month,stage,department,object,amount
2026-07-01,released,Health,A03303,5000
2026-08-01,actual,Health,A03303,400
"""


def test_orders_bills_and_payments_of_a_list(place):
    place.publish(place.file("orders.csv", LIST), place.file("ledger.csv", RELEASED))
    assert place.ask("select source, kept, refused from load where file_name = 'orders.csv'") == [("commitments", 5, 0)]
    store = Store.open(place.home)
    held = commitments.ledger(store, "2026-27").table
    assert [(row.document, row.state, row.paid, row.outstanding) for row in held.itertuples()] == [
        ("PO-1", "part-paid", 400, 600), ("PO-2", "reserved", 0, 50),
    ]  # fmt: skip
    assert not held["payee"].str.contains("Traders").any()
    room = control.room(store, "2026-27", department="Health").table
    assert room["available"].tolist() == [Decimal(5000 - 400 - 600)]


def test_the_template_fits_the_profile(place):
    filled = "2026-07-05,PO-1,order" + "," * (COMMITMENTS.count(",") - 2) + "10\n"
    place.publish(place.file("commitments.csv", COMMITMENTS + filled))
    assert place.ask("select stage, document, kind, amount from entry") == [("committed", "PO-1", "order", Decimal(10))]
